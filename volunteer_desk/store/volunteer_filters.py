"""A filter of the volunteers list as conditions in SQL, and the orders of further columns."""

from dataclasses import dataclass
from datetime import date

from volunteer_desk.domain.consent import born_after
from volunteer_desk.domain.custom_fields import CustomFieldRow, CustomKind
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.volunteer_filters import NOTHING, VolunteerFilter
from volunteer_desk.store.custom_fields import filter_condition
from volunteer_desk.store.lacking import lacking_condition, lacking_count
from volunteer_desk.store.list_orders import Order, Values

_SERVED_SINCE = """volunteer.id IN (SELECT volunteer_id FROM hour_entry WHERE served_on >= ?
    GROUP BY +volunteer_id HAVING SUM(minutes) > 0)"""
"""The + has the days read, not every entry there ever was in the order of people."""
_YEAR = """(SELECT SUM(minutes) FROM hour_entry
    WHERE volunteer_id = volunteer.id AND served_on >= ?)"""
_ONE_SERVED_SINCE = f"COALESCE({_YEAR}, 0) > 0"
"""``_SERVED_SINCE`` of one person: soonest where few are asked, dear where everyone is."""
_LAST = "(SELECT MAX(served_on) FROM hour_entry WHERE volunteer_id = volunteer.id)"
_YEAR_OF_ALL = """SELECT volunteer_id, SUM(minutes) AS value FROM hour_entry
    WHERE served_on >= ? GROUP BY volunteer_id"""
_LAST_OF_ALL = "SELECT volunteer_id, MAX(served_on) AS value FROM hour_entry GROUP BY volunteer_id"
PLAIN = (
    "ethnicity", "education", "occupation", "employer", "area", "skills", "service_categories",
    "clothing_size", "availability", "id_type", "emergency_name", "emergency_phone", "consent_on",
    "consent_way", "consent_by", "guardian_name", "guardian_relation", "guardian_phone",
    "guardian_consent_on", "remark",
)  # fmt: skip
"""Further columns that are fields of a card."""


@dataclass(frozen=True)
class Scope:
    """What narrows or orders a list beside its query, ready for SQL.

    Attributes:
        sql: Conditions on ``volunteer``, each beginning with " AND ".
        values: Their values.
        near: The same conditions with the same values, as a few people are asked them soonest.
        order: What to sort by in place of a column of the list, or None.
        few: An index leads to the few it lets through, better than the status of nearly all.
    """

    sql: str = ""
    values: Values = ()
    near: str = ""
    order: Order | None = None
    few: bool = False


EVERYONE = Scope()


def scope_of(
    where: VolunteerFilter | None,
    today: date,
    settings: DeskSettings,
    fields: dict[int, CustomFieldRow],
    sort: str = "",
) -> Scope:
    """A filter and the order of a further column as SQL; nobody has a field that is no more."""
    where = where or NOTHING
    parts: list[tuple[str, str]] = []
    values: Values = ()

    def add(sql: str, *given: str | int, near: str = "") -> None:
        nonlocal values
        parts.append((sql, near or sql))
        values += given

    if where.gender:
        add("volunteer.gender = ?", where.gender)
    if where.political_status:
        add("volunteer.political_status = ?", where.political_status)
    if where.age_from is not None:
        add("volunteer.birth <= ?", born_after(today, where.age_from))
    if where.age_to is not None:
        add("volunteer.birth > ?", born_after(today, where.age_to + 1))
    if where.category:
        add("instr('、' || volunteer.service_categories || '、', ?) > 0", f"、{where.category}、")
    if where.skill:
        add("instr(volunteer.skills, ?) > 0", where.skill)
    if where.free:
        codes = where.free.split()
        has = "instr(' ' || volunteer.availability || ' ', ?) > 0"
        add(f"({' OR '.join([has] * len(codes))})", *(f" {code} " for code in codes))
    if where.skilled:
        add("volunteer.skills <> ''")
    if where.teamless:
        add("volunteer.id NOT IN (SELECT volunteer_id FROM membership WHERE to_on IS NULL)")
    if where.new_this_month:
        add("volunteer.registered_on >= ?", today.replace(day=1).isoformat())
    if where.served_within is not None:
        since = months_before(today, where.served_within).isoformat()
        add(_SERVED_SINCE, since, near=_ONE_SERVED_SINCE)
    if where.idle_for is not None:
        since = months_before(today, where.idle_for).isoformat()
        before = "volunteer.registered_on < ? AND NOT "
        add(before + _SERVED_SINCE, since, since, near=before + _ONE_SERVED_SINCE)
    year = today.replace(month=1, day=1).isoformat()
    if where.year_minutes_from:
        add(f"{_YEAR} >= ?", year, where.year_minutes_from)
    if where.year_minutes_to is not None:
        add(f"COALESCE({_YEAR}, 0) <= ?", year, where.year_minutes_to)
    if where.lack is not None:
        lacking, given = lacking_condition(where.lack, today, settings)
        add(f"volunteer.erased_on IS NULL{lacking}", *given)
    for one in where.custom:
        if one.field_id not in fields:
            add("0")
            continue
        asked, bounds = filter_condition(fields[one.field_id].kind, one)
        add(f"TRUE{asked}", *bounds)
    sql = "".join(f" AND {of_all}" for of_all, _ in parts)
    near = "".join(f" AND {of_few}" for _, of_few in parts)
    order = _order(sort, year, fields)
    if sort == "lacks":
        count, given = lacking_count(today, settings)
        order = Order(f"NULLIF({count}, 0)", given)
    return Scope(sql, values, near, order, where.new_this_month)


def months_before(day: date, months: int) -> date:
    """The same day so many months ago; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)


def custom_id(key: str) -> int | None:
    """The field id of a column key "custom:7", None for other columns."""
    name, _, number = key.partition(":")
    return int(number) if name == "custom" and number.isdecimal() else None


def _order(sort: str, year: str, fields: dict[int, CustomFieldRow]) -> Order | None:
    if sort in PLAIN:
        return Order(f"NULLIF(volunteer.{sort}, '')")
    if sort == "age":
        return Order("volunteer.birth")
    if sort == "minutes_year":
        return Order(_YEAR, (year,), _YEAR_OF_ALL)
    if sort == "last_served":
        return Order(_LAST, beside=_LAST_OF_ALL)
    field = fields.get(custom_id(sort) or 0)
    if field is None:
        return None
    value = "CAST(value AS REAL)" if field.kind is CustomKind.NUMBER else "value"
    return Order(
        f"(SELECT {value} FROM custom_value WHERE volunteer_id = volunteer.id AND field_id = ?)",
        (field.id,),
    )
