"""What the planned list shows and brings: its columns, and the people a text means."""

from dataclasses import dataclass

from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.expected import ExpectedRow
from volunteer_desk.domain.volunteers import VolunteerRow
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.expected_sources import read_names
from volunteer_desk.services.volunteers import volunteer_rows
from volunteer_desk.ui.activities.unsure_names import Asked
from volunteer_desk.ui.tables import Column

COLUMNS = (
    Column[ExpectedRow](
        "name", "姓名", text=lambda row: row.name, width=150, kind="bold", stretch=True
    ),
    Column[ExpectedRow]("team", "队伍", text=lambda row: row.team, width=110, kind="soft"),
    Column[ExpectedRow]("number", "编号", text=lambda row: row.number, width=116, kind="mono"),
    Column[ExpectedRow]("phone", "电话", text=lambda row: row.phone_masked, width=104, kind="mono"),
    Column[ExpectedRow]("state", "时长", text=lambda row: _state(row), width=64, kind="soft"),
)
LEAVING = ("number", "phone", "team")


@dataclass(frozen=True)
class Brought:
    """People to add, and what a text left open."""

    ids: tuple[int, ...]
    asked: tuple[Asked, ...] = ()
    unknown: tuple[str, ...] = ()


def _state(row: ExpectedRow) -> str:
    if row.minutes:
        return format_hours(row.minutes)
    return "" if row.serving else "不在册"


def read_text(desk: Desk, activity_id: int, text: str) -> Brought:
    """Who a text means, with the cards of those it may mean."""
    read = read_names(desk, activity_id, text)
    wanted = [one for name in read.unsure for one in name.candidates]
    cards = {row.id: row for row in volunteer_rows(desk, wanted)}
    asked = tuple(
        Asked(name.name, tuple(_told(cards[one]) for one in name.candidates if one in cards))
        for name in read.unsure
    )
    return Brought(read.found, asked, read.unknown)


def _told(row: VolunteerRow) -> tuple[int, str]:
    """A candidate as a button says it: team, number, last digits of the phone."""
    tail = f"尾号{row.phone_masked[-4:]}" if row.phone_masked[-4:].isdigit() else ""
    return row.id, " · ".join(filter(None, (row.team, row.number, tail)))
