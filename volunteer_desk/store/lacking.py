"""Who lacks consent or a guardian, for filters and orders; the rule is ``domain.consent``'s."""

from datetime import date

from volunteer_desk.domain.consent import Lack, born_after
from volunteer_desk.domain.settings import DeskSettings


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


def lacking_count(on: date, settings: DeskSettings) -> tuple[str, tuple[str, ...]]:
    """How much a row of ``volunteer`` lacks, as an expression a list may be sorted by."""
    sums, values = [], list[str]()
    for lack in Lack:
        condition, given = lacking_condition(lack, on, settings)
        sums.append(f"CASE WHEN volunteer.erased_on IS NULL{condition} THEN 1 ELSE 0 END")
        values += given
    return f"({' + '.join(sums)})", tuple(values)
