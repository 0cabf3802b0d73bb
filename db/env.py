"""The Alembic environment: it runs on the connection it is handed, and on nothing else."""

from alembic import context


def run() -> None:
    """Run the asked-for migrations on ``config.attributes["connection"]``."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes.get("metadata"),
        render_as_batch=True,
        transaction_per_migration=False,
        transactional_ddl=False,
    )
    context.run_migrations()


run()
