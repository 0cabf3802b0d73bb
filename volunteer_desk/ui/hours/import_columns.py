"""How a planned row of an hour sheet is told."""

from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.imports import PlannedHours
from volunteer_desk.ui.importing.states import STATES
from volunteer_desk.ui.tables import Column


def problem_words(row: PlannedHours) -> str:
    """Everything wrong with a row, or to be looked at, in sentences."""
    return "；".join(one.message for one in (*row.problems, *row.warnings))


IMPORT_COLUMNS: tuple[Column[PlannedHours], ...] = (
    Column("row", "行", lambda row: f"{row.row:,}", 62, "number"),
    Column(
        "state",
        "情况",
        lambda row: STATES[row.state][0],
        76,
        "pill",
        tone=lambda row: STATES[row.state][1],
    ),
    Column("name", "姓名", width=140, tip=lambda row: row.name),
    Column("project", "项目", width=140, tip=lambda row: row.project),
    Column(
        "served_on",
        "日期",
        lambda row: row.served_on.isoformat() if row.served_on else "",
        108,
        "soft",
    ),
    Column(
        "minutes",
        "小时",
        lambda row: format_hours(row.minutes) if row.minutes else "",
        64,
        "number",
    ),
    Column("what", "问题", problem_words, 150, tip=problem_words, stretch=True),
)
