"""An activity as it is typed into one line: read into a draft, or said what cannot be read."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, time

from volunteer_desk.domain.activities import ActivityDraft
from volunteer_desk.domain.durations import format_clock, parse_clock, parse_duration
from volunteer_desk.domain.typed_days import day_words, read_day_words

_PEOPLE = re.compile(r"(?:约|大约)?(\d{1,7})(?:人次|人|名|个|位)?")
_BETWEEN = re.compile(r"[、，,;；/]+")
Times = tuple[time | None, time | None]


@dataclass(frozen=True)
class TypedActivity:
    """What stands in the fields, as text."""

    project: str
    day: str
    times: str = ""
    place: str = ""
    leader: str = ""
    recipients: str = ""
    planned: str = ""
    beneficiaries: str = ""
    weather: str = ""
    content: str = ""
    remark: str = ""


@dataclass(frozen=True)
class ReadActivity:
    """A typed activity read: its draft, or what is wrong with which field."""

    draft: ActivityDraft | None
    field: str = ""
    problem: str = ""


def read_typed(typed: TypedActivity, today: date, kept: ActivityDraft) -> ReadActivity:
    """Read the fields over what the form does not show (``kept``); the first problem is told.

    Nothing is required but a project and a day; the project stays a name, ``project_id`` 0.
    """
    if not typed.project.strip():
        return ReadActivity(None, "project", "还没有写项目：选一个，或写一个新的。")
    day = read_day_words(typed.day, today)
    if day is None:
        return ReadActivity(None, "day", "日期看不懂，请写 14、11.14、周六、明天 或 2026-11-14。")
    times = read_times(typed.times)
    if isinstance(times, str):
        return ReadActivity(None, "times", times)
    counts: dict[str, int | None] = {}
    for key, text in (("planned", typed.planned), ("beneficiaries", typed.beneficiaries)):
        number = read_count(text)
        if number is None and text.strip():
            return ReadActivity(None, key, f"“{text.strip()}”不是人数，请写一个数。")
        counts[key] = number
    draft = replace(
        kept,
        project_id=0,
        held_on=day,
        starts=times[0],
        ends=times[1],
        place=typed.place.strip(),
        leader=typed.leader.strip(),
        recipients=plain_words(typed.recipients),
        planned_people=counts["planned"] or None,
        beneficiaries=counts["beneficiaries"],
        weather=typed.weather.strip(),
        content=typed.content.strip(),
        remark=typed.remark.strip(),
    )
    return ReadActivity(draft)


def read_times(text: str) -> Times | str:
    """From and to, the start alone, or nothing; a sentence when the text says something else.

    ``9:00-11:30``, ``上午9点到11点半``, ``22:00-1:00`` (ends on the next day), ``9点``.
    """
    if not text.strip():
        return None, None
    span = parse_duration(text)
    if span is not None and span.shifts > 1:
        return "一场活动只写一段时间；上午和下午请建两场。"
    if span is not None and span.starts is not None and span.ends is not None:
        return _time(span.starts), _time(span.ends)
    point = parse_clock(text)
    if point is not None:
        return _time(point), None
    if span is not None:
        return "请写从几点到几点，如 9:00-11:30；只有多长不够。"
    return "时间看不懂，请写 9:00-11:30 或 下午2点到5点。"


def read_count(text: str) -> int | None:
    """A number of people (``30``, ``约30人``), or None when it is none."""
    found = _PEOPLE.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    return int(found[1]) if found else None


def plain_words(text: str) -> str:
    """Words with 、 between, each once."""
    return "、".join(dict.fromkeys(word.strip() for word in _BETWEEN.split(text) if word.strip()))


def times_words(starts: time | None, ends: time | None) -> str:
    """From–to as ``read_times`` reads it back."""
    if starts is None:
        return ""
    words = [format_clock(one.hour * 60 + one.minute) for one in (starts, ends) if one is not None]
    return "-".join(words)


def typed_from(draft: ActivityDraft, project: str) -> TypedActivity:
    """A draft as the fields show it."""
    return TypedActivity(
        project,
        day_words(draft.held_on),
        times_words(draft.starts, draft.ends),
        draft.place,
        draft.leader,
        draft.recipients,
        str(draft.planned_people or ""),
        "" if draft.beneficiaries is None else str(draft.beneficiaries),
        draft.weather,
        draft.content,
        draft.remark,
    )


def _time(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)
