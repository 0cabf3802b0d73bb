"""One numbered line of a sign-up text that names several people, with times of their own or one."""

import re
from dataclasses import replace

from volunteer_desk.domain.durations import parse_duration
from volunteer_desk.domain.names import clean_name, has_surname
from volunteer_desk.domain.phones import clean_phone
from volunteer_desk.domain.signup_line import SignupLine, read_person

_BETWEEN = re.compile(r"[\s、，,；;]+")
_LOOSE_DASH = re.compile(r"\s*([-‐-―−~〜至到]+)\s*(?=\d|上|下|中|晚|次)")
_NAMED = r"[^\s、，,；;和与及跟&]{2,4}"
_AND = re.compile(rf"({_NAMED})\s*[和与及跟&]\s*({_NAMED})(?=[\s、，,；;\d]|$)")
_FOR_ANOTHER = re.compile(r"[代替帮换接陪]|联系")
_LOOK_ALIKE = """
党员 团员 安全员 安保 全程 全天 单独 单人 后到 后来 步行 高中生 成人 全家 常来 时间 水果 车辆 广场
东门 西门 南门 北门 南区 北区 东区 西区 万一 应该 能来 向导 领队 公益 于老师 和平 家长 游客 居民
何时 单位 方便 时长 安排 全部 全体 连续 满勤 都来 都到 都去 终于 干部 经理
"""
_WORDS = frozenset(_LOOK_ALIKE.split())
"""Words that begin like a name and are none."""


def several_people(line: int, content: str) -> list[SignupLine]:
    """The people of a line that names several and nothing but times and phones beside them.

    "王建国 2小时 李秀英 3小时" gives each their own; "王建国、李秀英 2小时" gives both the same.
    A bare number stands in a time's place and stays in doubt. Empty where the line names one
    person, or says something that is neither name nor time.
    """
    text = _LOOSE_DASH.sub(r"\1", _AND.sub(_listed, content.strip()))
    groups: list[list[str]] = []
    for token in _BETWEEN.split(text):
        if not token:
            continue
        if _begins_person(token):
            groups.append([token])
        elif groups and belongs(token):
            groups[-1].append(token)
        else:
            return []
    if len(groups) < 2:
        return []
    people = [read_person(line, " ".join(group)) for group in groups]
    timed = [person.minutes is not None or person.doubt is not None for person in people]
    if all(timed):
        return people
    last = people[-1]
    if not timed[-1] or any(timed[:-1]) or last.phone:
        return []
    return [
        replace(
            person,
            minutes=last.minutes,
            starts=last.starts,
            ends=last.ends,
            shifts=last.shifts,
            doubt=last.doubt,
        )
        for person in people
    ]


def names_beside(line: SignupLine) -> tuple[str, ...]:
    """The words beside a name that begin like names; the roll knows whose they are."""
    if _FOR_ANOTHER.search(line.remark):
        return ()
    words = [clean_name(word) for word in _BETWEEN.split(line.remark) if word]
    return tuple(word for word in words if is_name(word))


def names_alone(line: SignupLine) -> bool:
    """Whether nothing but names is said: "王建国 李秀英" are two people."""
    words = [clean_name(word) for word in _BETWEEN.split(line.remark) if word]
    plain = line.minutes is None and not (line.phone or line.companions or line.doubt)
    return plain and all(is_name(word) for word in words)


def _listed(found: re.Match[str]) -> str:
    if all(is_name(one) for one in found.groups()):
        return f"{found[1]}、{found[2]}"
    return found[0]


def is_name(text: str) -> bool:
    """Whether a text is a name, and none of the words that begin like one."""
    name = clean_name(text)
    return has_surname(name) and name not in _WORDS and not name[-1].isdigit()


def _begins_person(token: str) -> bool:
    """A name, or a name that a time was written onto (李秀英2.5小时)."""
    if is_name(token) and parse_duration(token) is None:
        return True
    person = read_person(0, token)
    return person.minutes is not None and is_name(person.name) and not person.remark


def belongs(token: str) -> bool:
    """Whether a word is a time or a phone, and so belongs to the person before it."""
    return parse_duration(token) is not None or clean_phone(token) is not None
