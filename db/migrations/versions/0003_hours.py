"""Hours: waiting hours, late months, series, sign-in, attachments, month events, proofs.

Migrations are immutable once released and import nothing of the application.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

GUARDS = (
    # merging two cards moves hours from one to the other and leaves every month's sums alone
    """CREATE TRIGGER hour_entry_month_is_open BEFORE INSERT ON hour_entry
    WHEN ' ' || NEW.waived || ' ' NOT LIKE '% merge %'
    BEGIN
        SELECT RAISE(ABORT, 'the month is closed') WHERE EXISTS (
            SELECT 1 FROM month_lock WHERE month = COALESCE(
                NEW.late_month,
                CAST(substr(NEW.served_on, 1, 4) || substr(NEW.served_on, 6, 2) AS INTEGER)
            )
        );
    END""",
    """CREATE TRIGGER hour_entry_late_as_its_credit BEFORE INSERT ON hour_entry
    WHEN NEW.reverses_id IS NOT NULL
    BEGIN
        SELECT RAISE(ABORT, 'a reversal is of its credit''s month') WHERE EXISTS (
            SELECT 1 FROM hour_entry AS credit
            WHERE credit.id = NEW.reverses_id AND credit.late_month IS NOT NEW.late_month
        );
    END""",
    """CREATE TRIGGER waiting_hours_no_delete BEFORE DELETE ON waiting_hours
    BEGIN SELECT RAISE(ABORT, 'waiting hours are kept'); END""",
    """CREATE TRIGGER month_event_no_update BEFORE UPDATE ON month_event
    BEGIN SELECT RAISE(ABORT, 'month_event is append-only'); END""",
    """CREATE TRIGGER month_event_no_delete BEFORE DELETE ON month_event
    BEGIN SELECT RAISE(ABORT, 'month_event is append-only'); END""",
)


def upgrade() -> None:
    """Make the tables around the ledger, and the columns of activities and entries."""
    op.create_table(
        "month_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("figures", sa.String(), nullable=False),
        sa.CheckConstraint(
            "action = 'lock' OR length(trim(reason)) > 0", name=op.f("ck_month_event_reason")
        ),
        sa.CheckConstraint("action IN ('lock', 'reopen')", name=op.f("ck_month_event_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_event")),
    )
    op.create_index("ix_month_event_month", "month_event", ["month"], unique=False)
    op.create_table(
        "proof_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("sound", sa.Boolean(), nullable=False),
        sa.Column("findings", sa.String(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_run")),
    )
    op.create_index("ix_proof_run_at", "proof_run", ["at"], unique=False)
    op.create_table(
        "activity_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("frequency", sa.String(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("starts", sa.Integer(), nullable=True),
        sa.Column("ends", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("leader", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("recipients", sa.String(), nullable=False),
        sa.Column("planned_people", sa.Integer(), nullable=True),
        sa.Column("made_to", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "frequency IN ('weekly', 'monthly')", name=op.f("ck_activity_series_frequency")
        ),
        sa.CheckConstraint(
            "ends IS NULL OR ends BETWEEN 0 AND 1440", name=op.f("ck_activity_series_ends")
        ),
        sa.CheckConstraint("every BETWEEN 1 AND 12", name=op.f("ck_activity_series_every")),
        sa.CheckConstraint("length(days) > 0", name=op.f("ck_activity_series_days")),
        sa.CheckConstraint(
            "starts IS NULL OR starts BETWEEN 0 AND 1439", name=op.f("ck_activity_series_starts")
        ),
        sa.CheckConstraint(
            "to_on IS NULL OR from_on <= to_on", name=op.f("ck_activity_series_span")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["batch.id"],
            name=op.f("fk_activity_series_batch_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_activity_series_project_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_activity_series_team_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_series")),
        sa.UniqueConstraint("uid", name=op.f("uq_activity_series_uid")),
    )
    op.create_index("ix_activity_series_batch_id", "activity_series", ["batch_id"], unique=False)
    op.create_index(
        "ix_activity_series_project_id", "activity_series", ["project_id"], unique=False
    )
    op.create_table(
        "name_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_name_choice_project_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_name_choice_volunteer_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_choice")),
        sa.UniqueConstraint(
            "project_id", "name_key", name=op.f("uq_name_choice_project_id_name_key")
        ),
    )
    op.create_index("ix_name_choice_volunteer_id", "name_choice", ["volunteer_id"], unique=False)
    op.create_table(
        "series_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("moved_to", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["batch.id"],
            name=op.f("fk_series_exception_batch_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["activity_series.id"],
            name=op.f("fk_series_exception_series_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_exception")),
        sa.UniqueConstraint("series_id", "day", name=op.f("uq_series_exception_series_id_day")),
    )
    op.create_index("ix_series_exception_batch_id", "series_exception", ["batch_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("stored", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("on_sheet", sa.Boolean(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('photo', 'document')", name=op.f("ck_attachment_kind")),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachment_size")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_attachment_activity_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_attachment_batch_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("uid", name=op.f("uq_attachment_uid")),
    )
    op.create_index(
        "ix_attachment_activity_id", "attachment", ["activity_id", "position"], unique=False
    )
    op.create_index("ix_attachment_batch_id", "attachment", ["batch_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("came_at", sa.DateTime(), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.Column("ending", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("logged_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "ending IN ('', 'scanned', 'assumed', 'dropped')", name=op.f("ck_attendance_ending")
        ),
        sa.CheckConstraint(
            "left_at IS NULL OR left_at >= came_at", name=op.f("ck_attendance_order")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_attendance_activity_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["logged_id"], ["batch.id"], name=op.f("fk_attendance_logged_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_attendance_volunteer_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("uid", name=op.f("uq_attendance_uid")),
    )
    op.create_index(
        "ix_attendance_activity_id", "attendance", ["activity_id", "volunteer_id"], unique=False
    )
    op.create_index(
        "ix_attendance_volunteer_id", "attendance", ["volunteer_id", "came_at"], unique=False
    )
    op.create_table(
        "expected_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_expected_person_activity_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["batch.id"],
            name=op.f("fk_expected_person_batch_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_expected_person_volunteer_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_person")),
        sa.UniqueConstraint(
            "activity_id", "volunteer_id", name=op.f("uq_expected_person_activity_id_volunteer_id")
        ),
    )
    op.create_index("ix_expected_person_batch_id", "expected_person", ["batch_id"], unique=False)
    op.create_index(
        "ix_expected_person_volunteer_id", "expected_person", ["volunteer_id"], unique=False
    )
    op.create_table(
        "sign_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("blank_rows", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("logged_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_sign_sheet_activity_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["logged_id"], ["batch.id"], name=op.f("fk_sign_sheet_logged_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_sheet")),
        sa.UniqueConstraint("code", name=op.f("uq_sign_sheet_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_sign_sheet_uid")),
    )
    op.create_index("ix_sign_sheet_activity_id", "sign_sheet", ["activity_id"], unique=False)
    op.create_table(
        "sign_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sign_sheet.id"], name=op.f("fk_sign_row_sheet_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_sign_row_volunteer_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_row")),
        sa.UniqueConstraint("code", name=op.f("uq_sign_row_code")),
        sa.UniqueConstraint("sheet_id", "position", name=op.f("uq_sign_row_sheet_id_position")),
    )
    op.create_index("ix_sign_row_volunteer_id", "sign_row", ["volunteer_id"], unique=False)
    op.create_table(
        "waiting_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.LargeBinary(length=16), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=True),
        sa.Column("ends", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=True),
        sa.Column("nature", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("waived", sa.String(), nullable=False),
        sa.Column("late_month", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_id", sa.Integer(), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'approved') = (entry_id IS NOT NULL)", name=op.f("ck_waiting_hours_entry")
        ),
        sa.CheckConstraint("nature IN ('1', '2')", name=op.f("ck_waiting_hours_nature")),
        sa.CheckConstraint(
            "state IN ('waiting', 'approved', 'returned', 'withdrawn')",
            name=op.f("ck_waiting_hours_state"),
        ),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_waiting_hours_minutes")),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_waiting_hours_activity_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_waiting_hours_batch_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["decided_id"],
            ["batch.id"],
            name=op.f("fk_waiting_hours_decided_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["hour_entry.id"],
            name=op.f("fk_waiting_hours_entry_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_waiting_hours_team_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"],
            ["volunteer.id"],
            name=op.f("fk_waiting_hours_volunteer_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_hours")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_waiting_hours_entry_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_waiting_hours_uid")),
    )
    op.create_index("ix_waiting_hours_activity_id", "waiting_hours", ["activity_id"], unique=False)
    op.create_index("ix_waiting_hours_batch_id", "waiting_hours", ["batch_id"], unique=False)
    op.create_index("ix_waiting_hours_decided_id", "waiting_hours", ["decided_id"], unique=False)
    op.create_index(
        "ix_waiting_hours_state",
        "waiting_hours",
        ["state", "served_on"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_waiting_hours_volunteer_id",
        "waiting_hours",
        ["volunteer_id", "served_on"],
        unique=False,
    )
    op.add_column(
        "activity", sa.Column("recipients", sa.String(), server_default="", nullable=False)
    )
    op.add_column("activity", sa.Column("weather", sa.String(), server_default="", nullable=False))
    op.add_column(
        "activity", sa.Column("cancel_reason", sa.String(), server_default="", nullable=False)
    )
    op.add_column("activity", sa.Column("filed_on", sa.Date(), nullable=True))
    op.add_column("activity", sa.Column("checked_on", sa.Date(), nullable=True))
    op.add_column(
        "activity", sa.Column("checked_by", sa.String(), server_default="", nullable=False)
    )
    op.add_column("activity", sa.Column("series_day", sa.Date(), nullable=True))
    # one clause, since SQLite adds no constraint to a table that exists
    op.execute(
        "ALTER TABLE activity ADD COLUMN series_id INTEGER "
        "CONSTRAINT fk_activity_series_id REFERENCES activity_series (id)"
    )
    op.create_index(
        "ix_activity_series_id",
        "activity",
        ["series_id", "series_day"],
        unique=True,
        sqlite_where=sa.text("series_id IS NOT NULL"),
        postgresql_where=sa.text("series_id IS NOT NULL"),
    )
    op.add_column("hour_entry", sa.Column("spent", sa.Integer(), nullable=True))
    op.add_column("hour_entry", sa.Column("late_month", sa.Integer(), nullable=True))
    op.add_column("hour_entry", sa.Column("waived", sa.String(), server_default="", nullable=False))
    op.create_index(
        "ix_hour_entry_late_month",
        "hour_entry",
        ["late_month", "served_on"],
        unique=False,
        sqlite_where=sa.text("late_month IS NOT NULL"),
        postgresql_where=sa.text("late_month IS NOT NULL"),
    )
    # without these, every card that goes is looked for in all the others
    op.create_index("ix_team_leader_id", "team", ["leader_id"], unique=False)
    op.create_index(
        "ix_volunteer_merged_into_id",
        "volunteer",
        ["merged_into_id"],
        unique=False,
        sqlite_where=sa.text("merged_into_id IS NOT NULL"),
        postgresql_where=sa.text("merged_into_id IS NOT NULL"),
    )

    if op.get_bind().dialect.name == "sqlite":
        for guard in GUARDS:
            op.execute(guard)
