"""补录: entries recorded for another month than they were served in; a partial index has them.

They are few beside the ledger. When months are told by recording, an entry counts for its
``late_month``, else for its own month; the reversal of a 补录 counts where its credit does.
"""

from sqlalchemy import Connection

from volunteer_desk.domain.monthly import AdjustmentLine, SheetKind
from volunteer_desk.domain.months import FrozenFigures
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.domain.tally import EARLIER, Slice
from volunteer_desk.store.monthly import (
    count_standing,
    sum_attendances,
    sum_minutes,
    year_to,
)

_GROUPS = {
    SheetKind.SUMMARY: ("COALESCE(entry.team_id, 0)", "COALESCE(team.name, '')"),
    SheetKind.ACTIVITIES: ("entry.activity_id", "project.name || ' ' || activity.held_on"),
    SheetKind.HOURS: ("entry.volunteer_id", "volunteer.name || ' ' || volunteer.number"),
}
_LINES = """
SELECT served, label, SUM(times), SUM(minutes > 0), SUM(minutes)
FROM (
    SELECT substr(entry.served_on, 1, 7) AS served, {key} AS part, {label} AS label,
        SUM(CASE WHEN entry.minutes > 0 THEN 1 ELSE -1 END) AS times,
        SUM(entry.minutes) AS minutes
    FROM hour_entry AS entry
    JOIN volunteer ON volunteer.id = entry.volunteer_id
    JOIN activity ON activity.id = entry.activity_id
    JOIN project ON project.id = activity.project_id
    LEFT JOIN team ON team.id = entry.team_id
    WHERE entry.late_month = ?
    GROUP BY substr(entry.served_on, 1, 7), {key}, entry.volunteer_id
) AS person
GROUP BY served, part
HAVING SUM(minutes) <> 0
ORDER BY served, SUM(minutes) DESC, label
"""
_YEAR = "late_month BETWEEN ? AND ?"


def has_late_hours(connection: Connection) -> bool:
    """Whether anything was ever recorded for another month; answered by a partial index."""
    found = connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM hour_entry WHERE late_month IS NOT NULL)"
    )
    return bool(found.scalar_one())


def late_slices(connection: Connection, month: Month) -> list[Slice]:
    """What was recorded late from January to the month: it counts for the year and for no month."""
    found = connection.exec_driver_sql(
        f"""
        SELECT entry.team_id, entry.activity_id, project.category, SUM(entry.minutes),
            SUM(CASE WHEN entry.minutes > 0 THEN 1 ELSE -1 END)
        FROM hour_entry AS entry
        JOIN activity ON activity.id = entry.activity_id
        JOIN project ON project.id = activity.project_id
        WHERE {_YEAR}
        GROUP BY entry.team_id, entry.activity_id
        """,
        _months(month),
    )
    return [
        Slice(EARLIER, team, activity, category, minutes, times, "")
        for team, activity, category, minutes, times in found
    ]


def late_minutes_in_year(connection: Connection, month: Month) -> int:
    """Minutes recorded late from January to the month."""
    found = connection.exec_driver_sql(
        f"SELECT COALESCE(SUM(minutes), 0) FROM hour_entry WHERE {_YEAR}", _months(month)
    )
    return int(found.scalar_one())


def people_in_year(connection: Connection, month: Month) -> int:
    """People with hours from January to the month, those of them by month of recording."""
    year = year_to(month)
    found = connection.exec_driver_sql(
        f"""
        SELECT COUNT(*) FROM (
            SELECT volunteer_id FROM (
                SELECT volunteer_id, minutes FROM hour_entry
                WHERE served_on BETWEEN ? AND ?
                    AND id NOT IN (SELECT id FROM hour_entry WHERE late_month IS NOT NULL)
                UNION ALL
                SELECT volunteer_id, minutes FROM hour_entry WHERE {_YEAR}
            ) AS served GROUP BY volunteer_id HAVING SUM(minutes) > 0
        ) AS person
        """,
        (year.first.isoformat(), year.last.isoformat(), *_months(month)),
    )
    return int(found.scalar_one())


def adjustments(connection: Connection, month: Month, kind: SheetKind) -> list[AdjustmentLine]:
    """What was recorded late for a month, by the month it was served in and the sheet's kind.

    What was taken back since counts nothing.
    """
    key, label = _GROUPS[kind]
    found = connection.exec_driver_sql(_LINES.format(key=key, label=label), (month.number,))
    return [
        AdjustmentLine(Month(int(served[:4]), int(served[5:])), words, times, people, minutes)
        for served, words, times, people, minutes in found
    ]


def count_adjusted_people(connection: Connection, month: Month) -> int:
    """People with hours that were recorded late for a month and stand, each once."""
    found = connection.exec_driver_sql(
        "SELECT COUNT(*) FROM (SELECT 1 FROM hour_entry WHERE late_month = ? "
        "GROUP BY volunteer_id HAVING SUM(minutes) > 0) AS person",
        (month.number,),
    )
    return int(found.scalar_one())


def figures_of(connection: Connection, month: Month) -> FrozenFigures:
    """A month by recording: its own entries, and those recorded late for it."""
    span, own = Span(month.first, month.last), has_late_hours(connection)
    late = connection.exec_driver_sql(
        "SELECT COALESCE(SUM(minutes), 0), "
        "COALESCE(SUM(CASE WHEN minutes > 0 THEN 1 ELSE -1 END), 0) "
        "FROM hour_entry WHERE late_month = ?",
        (month.number,),
    ).one()
    return FrozenFigures(
        minutes=sum_minutes(connection, span, own=own),
        attendances=sum_attendances(connection, span, own=own),
        activities=count_standing(connection, span, "activity_id", own=own),
        people=count_standing(connection, span, "volunteer_id", own=own),
        late_minutes=int(late[0]),
        late_attendances=int(late[1]),
    )


def _months(month: Month) -> tuple[int, int]:
    return Month(month.year, 1).number, month.number
