"""The columns of the roll, and which of them fit into how much room."""

from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerRow, VolunteerStatus
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone

STATUS_TONES: dict[VolunteerStatus, Tone] = {
    VolunteerStatus.ACTIVE: Tone.OK,
    VolunteerStatus.PAUSED: Tone.WAITING,
    VolunteerStatus.LEFT: Tone.PLAIN,
}


def hours_words(minutes: int) -> str:
    """Hours with one decimal: ``1,286.5``."""
    return f"{minutes / 60:,.1f}"


def birth_words(row: VolunteerRow) -> str:
    """出生年月: ``1985-03``."""
    return f"{row.birth:%Y-%m}" if row.birth else ""


COLUMNS: tuple[Column[VolunteerRow], ...] = (
    Column("number", "编号", width=122, kind="soft"),
    Column("name", "姓名", width=172, tip=lambda row: row.name, stretch=True),
    Column("gender", "性别", width=52),
    Column("birth", "出生年月", birth_words, 90),
    Column("id_masked", "证件号", width=172, kind="soft", tip=lambda row: row.id_masked),
    Column("phone_masked", "电话", width=122, kind="soft"),
    Column("political_status", "政治面貌", width=104, tip=lambda row: row.political_status),
    Column("team", "队伍", width=136, kind="soft", tip=lambda row: row.team, stretch=True),
    Column("minutes", "累计小时", lambda row: hours_words(row.minutes), 88, "number"),
    Column(
        "status",
        "状态",
        lambda row: STATUS_WORDS[row.status],
        70,
        "pill",
        tone=lambda row: STATUS_TONES[row.status],
    ),
)

LEAVING = ("id_masked", "political_status", "birth", "gender", "team", "phone_masked")
"""Columns that give way first where there is little room; the card on the right has them all."""
