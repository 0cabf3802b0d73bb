"""What a line of a sign-up text leaves open: a bare number, a word of not coming, a second name."""

import re
from dataclasses import dataclass
from enum import StrEnum

from volunteer_desk.domain.durations import DAY, Duration, parse_duration


class DoubtKind(StrEnum):
    """What is to be asked."""

    HOURS = "hours"
    """Is the bare number ("王建国 2", "9-11") hours, or a building, or how many come?"""
    ABSENT = "absent"
    """请假, 来不了, ✘: did the person come all the same?"""
    BESIDE = "beside"
    """Somebody of the roll is named beside another: did they come too?"""


@dataclass(frozen=True)
class Doubt:
    """Something only the person who pastes can know; never decided unasked.

    Attributes:
        kind: What is asked.
        text: As written; for ``BESIDE`` the name it stands beside.
        time: The time a bare number says.
    """

    kind: DoubtKind
    text: str
    time: Duration | None = None


EDGE = " \t\u3000,，、;；.。:-—_~+|/*()[]【】“”\"'@#"
"""What stands between a name and the words beside it."""
ABSENT = (
    r"请[了个]?[事病]?假|[来去到]不了|不[来去](?!晚)|[没未]来|没到|不能[来去到]|不参加|参加不了"
    r"|不能参加|取消|退出|缺席|放弃"
)
_ABSENT = re.compile(ABSENT)
_CROSS = re.compile(r"[✗✘✖✕❌❎☒╳]|(?<![\dA-Za-z])[×X](?=\s*$)")
_BARE_HOURS = r"\d{1,2}(?:\.\d{1,2})?"
_BARE_SPAN = r"(\d{1,2})\s*[-‐-―−~〜至到]\s*(\d{1,2})"
_STAMP = re.compile(r"\d{1,2}:\d{2}")
_BREAK = r"[\s,，、;；/]"
_BARE = re.compile(
    rf"^(?P<first>{_BARE_SPAN}|{_BARE_HOURS})(?={_BREAK}|$)|(?<={_BREAK})(?P<last>{_BARE_HOURS})$"
)


def take_number(remark: str) -> tuple[Doubt | None, str]:
    """The one bare number of what stands beside a name, where it could be hours or from–to."""
    found = _BARE.search(remark)
    if not found:
        return None, remark
    text = found["first"] or found["last"]
    rest = f"{remark[: found.start()]} {remark[found.end() :]}".strip(EDGE)
    span = re.fullmatch(_BARE_SPAN, text)
    time = parse_duration(f"{span[1]}:00-{span[2]}:00" if span else text)
    backwards = span is not None and int(span[1]) >= int(span[2])
    stamp = span is not None and _STAMP.match(rest)  # 11-18 10:22: when the person signed up
    if time is None or backwards or stamp or time.minutes > DAY or _BARE.search(rest):
        return None, remark
    return Doubt(DoubtKind.HOURS, text, time), rest


def absence(content: str, remark: str) -> Doubt | None:
    """A word or a cross that says somebody does not come; the words stay in the remark too."""
    found = _ABSENT.search(remark) or _CROSS.search(content)
    return Doubt(DoubtKind.ABSENT, found[0]) if found else None
