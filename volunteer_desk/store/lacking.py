"""Who lacks consent or a guardian, for saved filters; the rule is ``domain.consent``'s."""

from datetime import date

from sqlalchemy import Connection

from volunteer_desk.domain.consent import Lack, born_after
from volunteer_desk.domain.settings import DeskSettings

_STANDING = "status <> 'left' AND erased_on IS NULL AND merged_into_id IS NULL"


def lacking_condition(lack: Lack, on: date, settings: DeskSettings) -> tuple[str, tuple[str, ...]]:
    """A condition on ``volunteer`` that a list query may append, beginning with " AND "."""
    if lack is Lack.CONSENT:
        return (
            " AND volunteer.consent_on IS NULL "
            "AND (volunteer.birth IS NULL OR volunteer.birth <= ?)",
            (born_after(on, settings.sensitive_under),),
        )
    column = {
        Lack.GUARDIAN_NAME: "guardian_name",
        Lack.GUARDIAN_PHONE: "guardian_phone",
        Lack.GUARDIAN_CONSENT: "guardian_consent_on",
    }[lack]
    return (
        f" AND volunteer.birth > ? AND volunteer.{column} IS NULL",
        (born_after(on, settings.guardian_under),),
    )


def lacking_ids(connection: Connection, lack: Lack, on: date, settings: DeskSettings) -> list[int]:
    """Ids by number of those 在册 or 暂停 who lack it on a day."""
    condition, values = lacking_condition(lack, on, settings)
    rows = connection.exec_driver_sql(
        f"SELECT id FROM volunteer WHERE {_STANDING}{condition} ORDER BY number", values
    )
    return [row[0] for row in rows]


def count_lacking(connection: Connection, on: date, settings: DeskSettings) -> dict[Lack, int]:
    """How many lack what, in one pass."""
    sums, values = [], list[str]()
    for lack in Lack:
        condition, given = lacking_condition(lack, on, settings)
        sums.append(f"COALESCE(SUM(CASE WHEN TRUE{condition} THEN 1 ELSE 0 END), 0)")
        values += given
    row = connection.exec_driver_sql(
        f"SELECT {', '.join(sums)} FROM volunteer WHERE {_STANDING}", tuple(values)
    ).one()
    return {lack: int(count) for lack, count in zip(Lack, row, strict=True)}
