"""An activity in words: the facts of its page, its line, its figures."""

from volunteer_desk.domain.activities import span_words
from volunteer_desk.domain.activity_facts import ActivityFacts
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.typed_days import day_words


def line_of(facts: ActivityFacts) -> str:
    """``2026-11-14 周六　09:00–11:30　小区南门``."""
    parts = (day_words(facts.held_on), span_words(facts.starts, facts.ends), facts.place)
    return "　".join(filter(None, parts))


def facts_of(facts: ActivityFacts) -> tuple[tuple[str, str], ...]:
    """(label, value); an empty value is not shown. 服务记录 as 民政部令第67号 art.7 lists it."""
    checked = ""
    if facts.checked_on is not None:
        checked = " ".join(filter(None, (f"{facts.checked_on}", facts.checked_by)))
    return (
        ("服务内容", facts.content),
        ("负责人", facts.leader),
        ("组织单位", facts.unit),
        ("服务对象", facts.recipients),
        ("受益人次", _count(facts.beneficiaries, "人次")),
        ("计划人数", _count(facts.planned_people, "人")),
        ("天气", facts.weather),
        ("备注", facts.remark),
        ("记录人", facts.recorders),
        ("报备", f"{facts.filed_on}" if facts.filed_on else ""),
        ("核对", checked),
        ("重复", "是重复活动的一场" if facts.series_id is not None else ""),
    )


def people_words(facts: ActivityFacts) -> str:
    """``28 人`` or ``28 人 · 30 人次``."""
    if facts.attendances == facts.people:
        return f"{facts.people:,} 人"
    return f"{facts.people:,} 人 · {facts.attendances:,} 人次"


def hours_words(facts: ActivityFacts) -> str:
    """``70 小时``."""
    return f"{format_hours(facts.minutes)} 小时"


def waiting_words(facts: ActivityFacts) -> str:
    """What waits for approval, "" where nothing does."""
    if not facts.waiting_people:
        return ""
    hours = format_hours(facts.waiting_minutes)
    return f"另有 {facts.waiting_people} 人 {hours} 小时待核"


def _count(number: int | None, unit: str) -> str:
    return "" if number is None else f"{number:,} {unit}"
