"""The first schema: people, teams, projects, activities, the hour ledger, papers, batches.

Migrations are immutable once released and import nothing of the application.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

LEDGER_GUARDS = (
    """CREATE TRIGGER hour_entry_no_update BEFORE UPDATE ON hour_entry
    BEGIN SELECT RAISE(ABORT, 'hour_entry is append-only'); END""",
    """CREATE TRIGGER hour_entry_no_delete BEFORE DELETE ON hour_entry
    BEGIN SELECT RAISE(ABORT, 'hour_entry is append-only'); END""",
    """CREATE TRIGGER hour_entry_reversal_matches BEFORE INSERT ON hour_entry
    WHEN NEW.reverses_id IS NOT NULL
    BEGIN
        SELECT RAISE(ABORT, 'a reversal must mirror one credit') WHERE NOT EXISTS (
            SELECT 1 FROM hour_entry AS credit
            WHERE credit.id = NEW.reverses_id AND credit.reverses_id IS NULL
              AND credit.minutes = -NEW.minutes
              AND credit.volunteer_id = NEW.volunteer_id
              AND credit.activity_id = NEW.activity_id
              AND credit.served_on = NEW.served_on
        );
    END""",
    """CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row
    BEGIN SELECT RAISE(ABORT, 'audit_row is append-only'); END""",
    """CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row
    BEGIN SELECT RAISE(ABORT, 'audit_row is append-only'); END""",
)

# rowid is volunteer.id; terms are made by store/search.py, which keeps this table
VOLUNTEER_SEARCH = """CREATE VIRTUAL TABLE volunteer_search USING fts5(
    chars, pinyin, digits, team,
    content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61', detail='full'
)"""


def upgrade() -> None:
    """Make every table, the guards of the ledger, and the search index."""
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["batch.id"], name=op.f("fk_batch_undoes_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("request", name=op.f("uq_batch_request")),
        sa.UniqueConstraint("uid", name=op.f("uq_batch_uid")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_batch_undoes_id")),
    )
    op.create_index("ix_batch_made_at", "batch", ["made_at"], unique=False)
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("workday", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "dictionary_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('national', 'local')", name=op.f("ck_dictionary_item_origin")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dictionary_item")),
        sa.UniqueConstraint("list", "code", name=op.f("uq_dictionary_item_list_code")),
    )
    op.create_table(
        "month_lock",
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("locked_at", sa.DateTime(), nullable=False),
        sa.Column("locked_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_month_lock")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "audit_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("noun", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("chain", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_audit_row_batch_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_row")),
    )
    op.create_table(
        "batch_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_batch_change_batch_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_change")),
    )
    op.create_index("ix_batch_change_batch_id", "batch_change", ["batch_id"], unique=False)
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("leader", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_team_name")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_team_batch_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("name", name=op.f("uq_team_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_team_uid")),
    )
    op.create_table(
        "volunteer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("gender", sa.String(), nullable=True),
        sa.Column("birth", sa.Date(), nullable=True),
        sa.Column("id_type", sa.String(), nullable=True),
        sa.Column("id_number", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("political_status", sa.String(), nullable=True),
        sa.Column("ethnicity", sa.String(), nullable=True),
        sa.Column("education", sa.String(), nullable=True),
        sa.Column("occupation", sa.String(), nullable=True),
        sa.Column("employer", sa.String(), nullable=True),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("skills", sa.String(), nullable=True),
        sa.Column("service_categories", sa.String(), nullable=True),
        sa.Column("clothing_size", sa.String(), nullable=True),
        sa.Column("emergency_name", sa.String(), nullable=True),
        sa.Column("emergency_phone", sa.String(), nullable=True),
        sa.Column("guardian_name", sa.String(), nullable=True),
        sa.Column("guardian_phone", sa.String(), nullable=True),
        sa.Column("guardian_consent_on", sa.Date(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=True),
        sa.Column("status_reason", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "gender IS NULL OR gender IN ('1', '2')", name=op.f("ck_volunteer_gender")
        ),
        sa.CheckConstraint(
            "status IN ('active', 'paused', 'left')", name=op.f("ck_volunteer_status")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_volunteer_name")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_volunteer_batch_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
        sa.UniqueConstraint("number", name=op.f("uq_volunteer_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_volunteer_uid")),
    )
    op.create_index("ix_volunteer_batch_id", "volunteer", ["batch_id"], unique=False)
    op.create_index("ix_volunteer_id_number", "volunteer", ["id_number"], unique=False)
    op.create_index("ix_volunteer_name_key", "volunteer", ["name_key"], unique=False)
    op.create_index("ix_volunteer_phone", "volunteer", ["phone"], unique=False)
    op.create_index("ix_volunteer_registered_on", "volunteer", ["registered_on"], unique=False)
    op.create_index("ix_volunteer_status_number", "volunteer", ["status", "number"], unique=False)
    op.create_index(
        "uq_volunteer_document",
        "volunteer",
        ["id_type", "id_number"],
        unique=True,
        sqlite_where=sa.text("id_number IS NOT NULL"),
        postgresql_where=sa.text("id_number IS NOT NULL"),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("void_reason", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('valid', 'void')", name=op.f("ck_certificate_status")),
        sa.CheckConstraint("serial >= 1", name=op.f("ck_certificate_serial")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_certificate_batch_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_certificate_volunteer_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sa.UniqueConstraint(
            "prefix", "year", "serial", name=op.f("uq_certificate_prefix_year_serial")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_certificate_uid")),
    )
    op.create_index("ix_certificate_batch_id", "certificate", ["batch_id"], unique=False)
    op.create_index("ix_certificate_volunteer_id", "certificate", ["volunteer_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_membership_batch_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_membership_team_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_membership_volunteer_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("uid", name=op.f("uq_membership_uid")),
        sa.UniqueConstraint(
            "volunteer_id",
            "team_id",
            "from_on",
            name=op.f("uq_membership_volunteer_id_team_id_from_on"),
        ),
    )
    op.create_index("ix_membership_batch_id", "membership", ["batch_id"], unique=False)
    op.create_index(
        "ix_membership_team_id", "membership", ["team_id", "volunteer_id"], unique=False
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("brand", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "from_on IS NULL OR to_on IS NULL OR from_on <= to_on", name=op.f("ck_project_span")
        ),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_project_name")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_project_batch_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_project_team_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("name", name=op.f("uq_project_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_project_uid")),
    )
    op.create_index("ix_project_team_id", "project", ["team_id"], unique=False)
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=True),
        sa.Column("ends", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("leader", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("planned_people", sa.Integer(), nullable=True),
        sa.Column("beneficiaries", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('planned', 'recorded', 'checked', 'cancelled')",
            name=op.f("ck_activity_state"),
        ),
        sa.CheckConstraint(
            "ends IS NULL OR ends BETWEEN 0 AND 1440", name=op.f("ck_activity_ends")
        ),
        sa.CheckConstraint(
            "starts IS NULL OR starts BETWEEN 0 AND 1439", name=op.f("ck_activity_starts")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_activity_batch_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_activity_project_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_activity_team_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("uid", name=op.f("uq_activity_uid")),
    )
    op.create_index("ix_activity_batch_id", "activity", ["batch_id"], unique=False)
    op.create_index("ix_activity_held_on", "activity", ["held_on"], unique=False)
    op.create_index("ix_activity_project_id", "activity", ["project_id", "held_on"], unique=False)
    op.create_index("ix_activity_state", "activity", ["state", "held_on"], unique=False)
    op.create_table(
        "hour_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=True),
        sa.Column("ends", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("nature", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("nature IN ('1', '2')", name=op.f("ck_hour_entry_nature")),
        sa.CheckConstraint(
            "(reverses_id IS NULL AND minutes BETWEEN 1 AND 1440) OR "
            "(reverses_id IS NOT NULL AND minutes BETWEEN -1440 AND -1)",
            name=op.f("ck_hour_entry_minutes"),
        ),
        sa.CheckConstraint(
            "ends IS NULL OR ends BETWEEN 0 AND 1440", name=op.f("ck_hour_entry_ends")
        ),
        sa.CheckConstraint(
            "starts IS NULL OR starts BETWEEN 0 AND 1439", name=op.f("ck_hour_entry_starts")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_hour_entry_activity_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_hour_entry_batch_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"],
            ["hour_entry.id"],
            name=op.f("fk_hour_entry_reverses_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_hour_entry_team_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_hour_entry_volunteer_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_entry")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_hour_entry_reverses_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_hour_entry_uid")),
    )
    op.create_index(
        "ix_hour_entry_activity_id", "hour_entry", ["activity_id", "volunteer_id"], unique=False
    )
    op.create_index("ix_hour_entry_batch_id", "hour_entry", ["batch_id"], unique=False)
    op.create_index(
        "ix_hour_entry_served_on",
        "hour_entry",
        ["served_on", "team_id", "activity_id", "volunteer_id", "minutes"],
        unique=False,
    )
    op.create_index(
        "ix_hour_entry_volunteer_id",
        "hour_entry",
        ["volunteer_id", "served_on", "minutes"],
        unique=False,
    )

    if op.get_bind().dialect.name == "sqlite":
        for guard in LEDGER_GUARDS:
            op.execute(guard)
        op.execute(VOLUNTEER_SEARCH)
