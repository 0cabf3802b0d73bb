"""Sign-up texts of WeChat groups (接龙) and pasted name lists, read line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from volunteer_desk.domain.names import clean_name, has_surname
from volunteer_desk.domain.signup_cells import read_cells
from volunteer_desk.domain.signup_forms import join_forms
from volunteer_desk.domain.signup_line import SignupLine, read_person
from volunteer_desk.domain.signup_run import numbered_parts
from volunteer_desk.domain.signup_several import belongs, is_name, several_people

__all__ = ["SignupLine", "SignupText", "parse_signup"]


@dataclass(frozen=True)
class SignupText:
    """A sign-up text: what it is about, and who is in it, in the order of the text."""

    title: str
    lines: tuple[SignupLine, ...]


_BLANK = " \t\r\u3000\u200b\ufeff"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBERED = re.compile(
    rf"(?:[(（\[【]?(?P<number>\d{{1,4}})(?:[.．、。)）:：,，\]】]\s*(?!\d{{1,10}}(?!\d))|\s+|"
    rf"(?=[^\d\s.．:：,，~～/点时年月日人小个分位名场号\-—]))|(?P<circled>[{_CIRCLED}]))\s*"
)
_MARKER = re.compile(r"#?\s*(?:群?接龙|群?报名接龙|group ?note)\s*[:：]?", re.IGNORECASE)
_NOTE = re.compile(
    r"[:：].{4,}|集合|地点|时间|地址|联系|报名|活动|要求|注意|请|通知|截止|大家|携带|自带|名单|人员"
    r"|志愿|门口|上午|下午|晚上|早上|[周本下][一二三四五六日末周]|星期|\d月\d|\d点|[。！？!?]$"
)
_HEADER_WORDS = frozenset(("姓名", "序号", "电话", "手机", "手机号", "联系电话", "备注"))
_SPLIT = re.compile(r"[、，,；;|/]+")
_MORE = 3
"""Lines beneath a person that may say a time or a phone of theirs."""
_LISTED = re.compile(r"、(?![^（(]*[）)])")
"""Between people; within brackets it stands between words."""
_UNITS = "栋|幢|号楼?|单元|室|层|座|组|楼"
_ADDRESS = re.compile(rf"\d{{1,4}}(?!\d)\s*(?:(?:{_UNITS}|[-—#]|\d{{1,4}}(?!\d))[-—#\s]*)*(?=\D)")
_HEADING = re.compile(
    r".{0,12}?(?:人员|名单|志愿者|参加者?|到场|出席|签到|队员)[^:：]{0,6}[:：]\s*(.+)$"
)
_AND_SO_ON = re.compile(r"(?:[，、,]?\s*(?:等|共|合计|总共)+\s*\d*\s*[人名位]*)?[。.；;]?$")
_LIST_SPLIT = re.compile(r"[、，,；;|/\s]+")


@dataclass(frozen=True)
class _Entry:
    line: int
    number: int | None
    content: str


def parse_signup(text: str) -> SignupText:
    """Read a sign-up text; nobody is ever added for "带2人".

    Where lines are numbered, numbered lines are people and what stands before the first is
    title and notes. Without numbers a line is a person, or several separated by 、，or spaces,
    or copied cells with a name among them. A line in the list that cannot be understood is kept
    under its own words, so that whoever reads the result sees it.
    """
    cells = read_cells(text) if "\t" in text else ()
    if cells:
        return SignupText("", cells)
    entries = list(_entries(join_forms(text)))
    first = _first_numbered(entries)
    people = _numbered_people(entries, first) if first is not None else _plain_people(entries)
    if first is None and not people:
        people = [person for entry in entries for person in _roll_call(entry)]
    if not people:  # nothing but numbered lines that read like notes: show them, drop none
        people = [person for entry in entries if entry.number for person in _people_of(entry)]
    begins = people[0].line if people else len(entries) + 1
    return SignupText(_title(entries, begins), tuple(people))


def _entries(text: str) -> Iterator[_Entry]:
    for line, written in enumerate(text.splitlines(), 1):
        stripped = written.strip(_BLANK)
        parts = numbered_parts(stripped) if _NUMBERED.match(stripped) else [stripped]
        for part in parts:
            found = _NUMBERED.match(part)
            if not found:
                yield _Entry(line, None, part if _says(part) else "")
                continue
            digits = found["number"]
            number = int(digits) if digits else _CIRCLED.index(found["circled"]) + 1
            content = part[found.end() :].strip(_BLANK)
            yield _Entry(line, number, content if _says(content) else "")


def _says(content: str) -> bool:
    """Whether there is a letter or a digit: a rule of dashes is nobody."""
    return any(mark.isalnum() for mark in clean_name(content))


def _first_numbered(entries: list[_Entry]) -> int | None:
    """Where the numbered list begins: behind numbered notes, which a fresh 1 ends."""
    numbered = [i for i, entry in enumerate(entries) if entry.number is not None and entry.content]
    if not numbered:
        return None
    first = numbered[0]
    for index in numbered[1:]:
        run = [entries[i].content for i in numbered if first <= i < index]
        if entries[index].number == 1 and any(_is_note(content) for content in run):
            first = index
    if all(_is_note(entries[i].content) for i in numbered if i >= first):
        return None
    while _is_note(entries[first].content) and entries[first].number != 1:
        first = numbered[numbered.index(first) + 1]
    return first


def _numbered_people(entries: list[_Entry], first: int) -> list[SignupLine]:
    people: list[SignupLine] = []
    before: _Entry | None = None
    last = 0
    for index, entry in enumerate(entries):
        if not entry.content:
            continue
        if entry.number is not None and index >= first:
            people.extend(_people_of(entry))
            before, last = entry, entry.line
        elif before is not None and _goes_on(before, last, entry):
            last = entry.line
            before = replace(before, content=f"{before.content} {entry.content}")
            people = [one for one in people if one.line != before.line] + _people_of(before)
        elif entry.number is None and (index > first or (entries[first].number or 1) > 1):
            person = read_person(entry.line, entry.content)
            alone = bool(person.phone) or person.name == clean_name(entry.content)
            if alone and has_surname(person.name) and not _is_note(entry.content):
                people.append(person)
                before, last = entry, entry.line
    return people


def _goes_on(before: _Entry, last: int, entry: _Entry) -> bool:
    """Whether a line says but a time or a phone, right beneath the person it then belongs to."""
    near = entry.number is None and last < entry.line <= min(last + 1, before.line + _MORE)
    return near and belongs(entry.content)


def _is_note(content: str) -> bool:
    """Whether a line tells of the activity and not of a person, who may well name a time."""
    if not _NOTE.search(content):
        return False
    name = read_person(0, content).name
    return not has_surname(name) or bool(_NOTE.search(name))


def _people_of(entry: _Entry) -> list[SignupLine]:
    """One person, or several where nothing but names and times stands; none for a bare number."""
    if not entry.content:
        return []
    parts = [read_person(entry.line, part) for part in _LISTED.split(entry.content)]
    if len(parts) > 1 and all(is_name(person.name) for person in parts):
        timed = [person.minutes is not None or person.doubt is not None for person in parts]
        if not any(timed) or all(timed):
            return parts
    several = several_people(entry.line, entry.content)
    return several or [_behind_address(entry)]


def _behind_address(entry: _Entry) -> SignupLine:
    """The person of a line; a house number before the name is a remark."""
    person = read_person(entry.line, entry.content)
    found = None if has_surname(person.name) else _ADDRESS.match(entry.content)
    behind = read_person(entry.line, entry.content[found.end() :]) if found else person
    if found and is_name(behind.name):
        remark = " ".join(filter(None, (found[0].strip(" -—"), behind.remark)))
        return replace(behind, remark=remark)
    return person


def _roll_call(entry: _Entry) -> list[SignupLine]:
    """The names behind a heading (参加人员：王建国、李秀英等2人), where all of them are names."""
    found = _HEADING.match(entry.content)
    if not found:
        return []
    names = [clean_name(part) for part in _LIST_SPLIT.split(_AND_SO_ON.sub("", found[1])) if part]
    if len(names) < 2 or not all(is_name(name) for name in names):
        return []
    return [SignupLine(entry.line, name) for name in names]


def _plain_people(entries: list[_Entry]) -> list[SignupLine]:
    people: list[SignupLine] = []
    written = [entry for entry in entries if entry.content and entry.number is None]
    for entry in written:
        content = entry.content
        if _MARKER.fullmatch(content) or _HEADER_WORDS & set(_LIST_SPLIT.split(content)):
            continue
        found = _cells(entry) if "\t" in content else _listed(entry)
        if found:
            people.extend(found)
        elif (people or len(written) == 1) and not _is_note(content):
            people.append(read_person(entry.line, content))
    return people


def _cells(entry: _Entry) -> list[SignupLine]:
    """A copied row: its first cell that is a name, the others beside it."""
    cells = [cell.strip(_BLANK) for cell in entry.content.split("\t")]
    cells = [cell for cell in cells if cell]
    names = [clean_name(cell) for cell in cells]
    if len(names) > 1 and all(has_surname(name) for name in names):
        return [SignupLine(entry.line, name) for name in names]
    if cells and cells[0].isdigit() and len(cells[0]) <= 4:
        cells = cells[1:]
    named = next((i for i, cell in enumerate(cells) if has_surname(clean_name(cell))), None)
    if named is None:
        named = next((i for i, cell in enumerate(cells) if not cell[0].isdigit()), None)
    if named is None:
        return []
    rest = cells[:named] + cells[named + 1 :]
    return [read_person(entry.line, " ".join([cells[named], *rest]))]


def _listed(entry: _Entry) -> list[SignupLine]:
    """The people of an unnumbered line; none where it reads like a title or a note."""
    whole = clean_name(entry.content)
    # a dot makes a name of whatever stands around it: a time, or the next person
    alone = "·" not in whole or read_person(entry.line, entry.content).name == whole
    if alone and has_surname(whole) and not _NOTE.search(whole):
        return [SignupLine(entry.line, whole)]
    for pattern in (_SPLIT, _LIST_SPLIT):
        parts = [part for part in pattern.split(entry.content) if part.strip(_BLANK)]
        names = [clean_name(part) for part in parts]
        if len(names) > 1 and all(has_surname(name) for name in names):
            return [SignupLine(entry.line, name) for name in names]
    if _is_note(entry.content):
        return []
    pieces = [part for part in _SPLIT.split(entry.content) if part.strip(_BLANK)]
    if len(pieces) > 1:
        several = [read_person(entry.line, piece) for piece in pieces]
        if all(has_surname(person.name) for person in several):
            return several
    person = read_person(entry.line, entry.content)
    return [person] if has_surname(person.name) or person.phone else []


def _title(entries: list[_Entry], begins: int) -> str:
    for entry in entries:
        if entry.line < begins and entry.content and not _MARKER.fullmatch(entry.content):
            return entry.content
    return ""
