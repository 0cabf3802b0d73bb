"""Names: an index of the names of teams, projects and units, and which of them moved.

Migrations are immutable once released and import nothing of the application.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# rowid is id + n * 2^40, n being 0 (team), 1 (project), 2 (unit); store/register_search.py keeps it
REGISTER_SEARCH = """CREATE VIRTUAL TABLE register_search USING fts5(
    chars, head, pinyin, beside,
    content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61', detail='full'
)"""

# what the index does not say yet; emptied at the end of the transaction that filled it
DUE = """CREATE TABLE register_search_due (
    kind TEXT NOT NULL, row_id INTEGER NOT NULL, PRIMARY KEY (kind, row_id)
) WITHOUT ROWID"""

_WATCHED = {
    "team": "name, leader, unit_id",
    "project": "name, team_id, unit_id",
    "unit": "name, code, contact",
}
_LEANING = {"team": ("project",), "project": (), "unit": ("team", "project")}


def _guards() -> list[str]:
    made = []
    for table, columns in _WATCHED.items():
        for name, when, row in (
            ("insert", "INSERT", "NEW"),
            ("update", f"UPDATE OF {columns}", "NEW"),
            ("delete", "DELETE", "OLD"),
        ):
            made.append(
                f"""CREATE TRIGGER {table}_name_after_{name} AFTER {when} ON {table}
                BEGIN INSERT OR IGNORE INTO register_search_due VALUES ('{table}', {row}.id); END"""
            )
        made += [
            f"""CREATE TRIGGER {table}_name_in_{other} AFTER UPDATE OF name ON {table}
            BEGIN
                INSERT OR IGNORE INTO register_search_due
                SELECT '{other}', id FROM {other} WHERE {table}_id = NEW.id;
            END"""
            for other in _LEANING[table]
        ]
    return made


def upgrade() -> None:
    """Make the index, note that nothing is in it yet, and let every change of a name be noted."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(REGISTER_SEARCH)
        op.execute(DUE)
        for table in _WATCHED:
            op.execute(f"INSERT INTO register_search_due SELECT '{table}', id FROM {table}")
        for guard in _guards():
            op.execute(guard)
