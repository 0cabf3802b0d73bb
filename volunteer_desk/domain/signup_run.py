"""Numbered people of a sign-up text that stand in one line, with something between them or not."""

import re

from volunteer_desk.domain.signup_marks import HAN
from volunteer_desk.domain.signup_several import is_name

_SEPARATED = re.compile(r"[\s,，、;；]+(?=\d{1,3}\s*[.．、)）]\s*[^\d\s])")
_NUMBER = r"[(（\[【]?(\d{1,3})[\s.．、,，:：)）\]】]*"
_NAME = rf"([{HAN}]+(?:\s*[·・•‧.]\s*[{HAN}]+)*)"
_NEXT = re.compile(rf"{_NUMBER}{_NAME}[\s,，、;；.。]*")
_FEWEST = 3
"""Numbers in a row that are no chance: in 王建国2班长 the 2 counts nobody."""
_COUNTED = frozenset(("单元", "车间", "班级", "班长"))
"""Words that begin like names, and have a number of their own before them."""


def numbered_parts(line: str) -> list[str]:
    """What a line that begins with a number says of each person, the number before each.

    Without anything between them ("1王建国2李秀英3张伟") the people are told apart only where three
    numbers or more count on by one and a name, and nothing else, stands behind each of them.
    """
    return _run(line) or _SEPARATED.split(line)


def _run(line: str) -> list[str]:
    parts, numbers, at = [], [], 0
    while found := _NEXT.match(line, at):
        if not is_name(found[2]) or found[2] in _COUNTED:
            return []
        numbers.append(int(found[1]))
        parts.append(found[0])
        at = found.end()
    counted = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return parts if counted and at == len(line) and len(parts) >= _FEWEST else []
