"""Where what is derived from the ledger, or waits beside it, disagrees with it: answers of zero."""

from sqlalchemy import Connection

from volunteer_desk.domain.batches import HOUR_KINDS
from volunteer_desk.store.ledger import credited_by
from volunteer_desk.store.ledger_seal import acts_since_the_seal

GUARDS = frozenset(
    {
        "hour_entry_no_update",
        "hour_entry_no_delete",
        "hour_entry_reversal_matches",
        "hour_entry_month_is_open",
        "hour_entry_late_as_its_credit",
        "audit_row_no_update",
        "audit_row_no_delete",
        "month_event_no_update",
        "month_event_no_delete",
        "waiting_hours_no_delete",
    }
)
"""Triggers without which what is append-only could be changed unseen."""


def unlike_reversals(connection: Connection) -> int:
    """Reversals that do not mirror their credit."""
    return _number(
        connection,
        """SELECT count(*) FROM hour_entry AS back
        LEFT JOIN hour_entry AS credit ON credit.id = back.reverses_id
        WHERE back.reverses_id IS NOT NULL AND (
            credit.id IS NULL OR credit.reverses_id IS NOT NULL
            OR credit.minutes <> -back.minutes OR credit.volunteer_id <> back.volunteer_id
            OR credit.activity_id <> back.activity_id OR credit.served_on <> back.served_on
            OR credit.late_month IS NOT back.late_month
        )""",
    )


def impossible_credits(connection: Connection) -> int:
    """Credits of no minutes or over a day, or shorter than their rounding can explain."""
    return _number(
        connection,
        "SELECT count(*) FROM hour_entry WHERE reverses_id IS NULL "
        "AND (minutes NOT BETWEEN 1 AND 1440 OR spent NOT BETWEEN 1 AND 1440)",
    )


def negative_totals(connection: Connection) -> int:
    """People whose minutes add up to less than nothing."""
    return _number(
        connection,
        "SELECT count(*) FROM (SELECT 1 FROM hour_entry GROUP BY volunteer_id "
        "HAVING sum(minutes) < 0)",
    )


def unlike_states(connection: Connection) -> int:
    """Activities that are 已记录 without an hour, or 计划 or 取消 with hours."""
    return _number(
        connection,
        """SELECT count(*) FROM activity
        LEFT JOIN (SELECT activity_id, sum(minutes) AS served FROM hour_entry
            GROUP BY activity_id) AS sums ON sums.activity_id = activity.id
        WHERE (state IN ('planned', 'cancelled') AND COALESCE(served, 0) > 0)
           OR (state IN ('recorded', 'checked') AND COALESCE(served, 0) = 0
               AND NOT EXISTS (SELECT 1 FROM waiting_hours AS waiting
                   WHERE waiting.activity_id = activity.id AND waiting.state = 'waiting'))""",
    )


def unlike_days(connection: Connection) -> int:
    """Credits whose service date is not their activity's."""
    return _number(
        connection,
        "SELECT count(*) FROM hour_entry JOIN activity ON activity.id = hour_entry.activity_id "
        "WHERE hour_entry.served_on <> activity.held_on",
    )


def unlike_late_months(connection: Connection) -> int:
    """补录 recorded for a month before the one they were served in."""
    return _number(
        connection,
        "SELECT count(*) FROM hour_entry WHERE late_month IS NOT NULL AND late_month <= "
        "CAST(substr(served_on, 1, 4) || substr(served_on, 6, 2) AS INTEGER)",
    )


def unlike_approvals(connection: Connection) -> int:
    """Approved hours whose credit is not what was approved."""
    return _number(
        connection,
        """SELECT count(*) FROM waiting_hours AS waiting
        JOIN hour_entry AS credit ON credit.id = waiting.entry_id
        WHERE credit.minutes <> waiting.minutes OR credit.activity_id <> waiting.activity_id
           OR credit.served_on <> waiting.served_on OR credit.reverses_id IS NOT NULL""",
    )


def missing_guards(connection: Connection) -> int:
    """Triggers that refuse to change what is append-only and are not there."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return len(GUARDS - {row[0] for row in found})


def unlike_acts(connection: Connection) -> int:
    """Acts since the last seal whose hours are not those the audit tells of."""
    return sum(
        credited_by(connection, batch).minutes != minutes
        for batch, minutes in acts_since_the_seal(connection)
    )


def untold_acts(connection: Connection) -> int:
    """Acts on hours of which the audit tells nothing; a filled sample desk tells of all as one."""
    kinds = ",".join(f"'{kind}'" for kind in sorted(HOUR_KINDS))
    return _number(
        connection,
        f"""SELECT count(*) FROM batch WHERE kind IN ({kinds})
        AND made_at > COALESCE((SELECT MAX(at) FROM audit_row WHERE action = 'fill'), '')
        AND id NOT IN (SELECT batch_id FROM audit_row WHERE batch_id IS NOT NULL)""",
    )


def _number(connection: Connection, sql: str) -> int:
    return int(connection.exec_driver_sql(sql).scalar_one())
