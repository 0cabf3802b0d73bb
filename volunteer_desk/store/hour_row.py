"""A row of hours as lists show it, out of the columns every such query selects in one order."""

from datetime import date

from volunteer_desk.domain.hours import HourRow, HoursNature, HoursSource


def hour_row(
    number: int,
    person: int,
    code: str,
    name: str,
    team: str,
    project: str,
    served_on: str,
    starts: int | None,
    ends: int | None,
    minutes: int,
    source: str,
    reversed_: int,
    remark: str,
    nature: str,
    spent: int | None,
    late_month: int | None,
    waived: str,
    reason: str,
    *,
    waiting: bool = False,
) -> HourRow:
    """The values of one row, selected in this order, as lists show it."""
    return HourRow(
        number,
        person,
        code,
        name,
        team,
        project,
        date.fromisoformat(served_on),
        starts,
        ends,
        minutes,
        HoursSource(source),
        bool(reversed_),
        remark,
        HoursNature(nature),
        spent,
        late_month,
        waived,
        waiting=waiting,
        reason=reason,
    )
