"""The columns of the grid, as data."""

from volunteer_desk.domain.hours import HoursNature
from volunteer_desk.ui.entries.columns import NATURES, SOURCES
from volunteer_desk.ui.hours.row_times import ends_words, minutes_words, starts_words
from volunteer_desk.ui.hours.rows import GridRow
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone


def _team(row: GridRow) -> str:
    if row.person is None:
        return "?" if row.candidates else ""
    return row.person.team


def _verdict_tip(row: GridRow) -> str:
    return row.verdict.full or row.verdict.words


GRID_COLUMNS: tuple[Column[GridRow], ...] = (
    Column("number", "#", lambda row: str(row.number), 42, "number"),
    Column("name", "志愿者", lambda row: row.name, 156, tip=lambda row: row.name),
    Column("team", "队伍", _team, 136, "soft", tip=_team),
    Column("starts", "起", starts_words, 62, "number", editable=True),
    Column("ends", "止", ends_words, 62, "number", editable=True),
    Column(
        "minutes",
        "小时",
        minutes_words,
        60,
        "number",
        tip=lambda row: row.verdict.full,
        editable=True,
    ),
    Column(
        "nature",
        "性质",
        lambda row: NATURES[row.nature],
        70,
        "pill",
        tone=lambda row: Tone.PLAIN if row.nature is HoursNature.CREDIT else Tone.INFO,
        tip=lambda row: f"{NATURES[row.nature]}时长，按空格换",
    ),
    Column("source", "来源", lambda row: SOURCES[row.source], 70, "pill", lambda _row: Tone.PLAIN),
    Column("remark", "备注", width=110, kind="soft", tip=lambda row: row.remark, editable=True),
    Column(
        "verdict",
        "核对",
        lambda row: row.verdict.words,
        180,
        "pill",
        tone=lambda row: row.verdict.tone,
        tip=_verdict_tip,
        stretch=True,
    ),
)
