"""The rules of hours as they stand now, and what they must know of people: for live checks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from volunteer_desk.domain.durations import DAY
from volunteer_desk.domain.hour_policy import HourRules
from volunteer_desk.domain.hour_rules import Level
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.rounding import Rounding, RoundingWay
from volunteer_desk.domain.serving import ServingPerson
from volunteer_desk.domain.settings import HOUR_RULE_KEYS, broken_words
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_as_stored
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.entries import was_rounded
from volunteer_desk.store.month_locks import locked_months
from volunteer_desk.store.serving import project_spans, read_servers
from volunteer_desk.store.settings import read_values


@dataclass(frozen=True)
class RulesHere:
    """The rules and what they speak of: enough to judge a grid without asking again.

    Attributes:
        rules: As this desk chose them.
        locked: Closed months as ``yyyymm``.
        project_from: First day of the project asked for, or None.
        project_to: Last day of the project asked for, or None.
    """

    rules: HourRules
    locked: frozenset[int]
    project_from: date | None = None
    project_to: date | None = None


def rules_of(desk: Desk) -> HourRules:
    """The rules of hours of this desk; what of them cannot be read is named in ``broken``."""
    with desk.database.reading() as connection:
        return rules_from(read_values(connection))


def rules_here(desk: Desk, project: str = "") -> RulesHere:
    """The rules with the closed months and the span of a project, in one reading."""
    with desk.database.reading() as connection:
        first, last = project_spans(connection, [project]).get(project, (None, None))
        return RulesHere(
            rules_from(read_values(connection)), locked_months(connection), first, last
        )


def serving_people(desk: Desk, volunteer_ids: Collection[int]) -> dict[int, ServingPerson]:
    """What the rules must know of these people; nobody else is read."""
    with desk.database.reading() as connection:
        return read_servers(connection, volunteer_ids)


def rules_in(connection: Connection) -> HourRules:
    """As ``rules_of``, within the caller's transaction."""
    return rules_from(read_values(connection))


def rounding_words(connection: Connection, span: Span, volunteer_id: int | None = None) -> str:
    """What a paper says of rounding: "" unless an entry of the span was rounded.

    Args:
        connection: To read from.
        span: The paper's days.
        volunteer_id: The person it is about, or None for everybody.
    """
    stored = read_values(connection)
    # a desk that never chose a step has rounded nothing, and is spared the look at the entries
    if "rounding_step" not in stored or not was_rounded(connection, span, volunteer_id):
        return ""
    now = rules_from(stored).rounding.words
    return f"注：登记时长{now}。" if now else "注：部分时长在登记时按当时的规则取整。"


def rules_from(stored: Mapping[str, str]) -> HourRules:
    """The rules out of the stored choices."""
    kept = settings_as_stored(stored)
    broken = tuple(key for key in kept.broken if key in HOUR_RULE_KEYS)
    return HourRules(
        day_warn_minutes=kept.day_warn_minutes,
        day_limit_minutes=min(kept.day_limit_minutes, DAY),
        day_long=Level(kept.rule_day_long),
        before_registration=Level(kept.rule_before_registration),
        after_leaving=Level(kept.rule_after_leaving),
        outside_project=Level(kept.rule_outside_project),
        minor_limit=Level(kept.rule_minor_limit),
        minor_consent=Level(kept.rule_minor_consent),
        late_hours=Level(kept.rule_late_hours),
        minor_under=kept.guardian_under,
        minor_day_minutes=kept.minor_day_minutes,
        minor_from=kept.minor_from,
        minor_until=kept.minor_until,
        rounding=Rounding(kept.rounding_step, RoundingWay(kept.rounding_way)),
        broken=broken_words(broken),
    )
