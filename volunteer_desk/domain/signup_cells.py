"""Cells copied out of a spreadsheet: a person a row, columns in any order, heading or none."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from volunteer_desk.domain.clocks import parse_point
from volunteer_desk.domain.copied_cells import cell_rows
from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.durations import Duration, parse_duration, served_between
from volunteer_desk.domain.names import clean_name, has_surname
from volunteer_desk.domain.phones import clean_phone
from volunteer_desk.domain.signup_line import SignupLine, read_person

_HEADINGS = {
    "name": "姓名 名字 志愿者 志愿者姓名 人员 参加人员 参加人",
    "number": "志愿者编号 编号 志愿者号 志愿者证号",
    "document": "身份证 身份证号 身份证号码 证件号 证件号码",
    "phone": "电话 手机 手机号 手机号码 联系电话 联系方式 电话号码",
    "starts": "签到 签到时间 开始 开始时间 起 到达 到达时间 上岗 上岗时间",
    "ends": "签退 签退时间 结束 结束时间 止 离开 离开时间 下岗 下岗时间",
    "span": "起止 起止时间 服务时间 时段 服务时段 时间",
    "hours": "时长 小时 小时数 服务时长 服务小时 服务小时数 工时",
    "minutes": "分钟 分钟数 服务分钟 服务分钟数",
    "remark": "备注 说明 其他",
    "": "序号 号 队伍 所属队伍 性别 年龄 日期 活动日期 本人签名 签名 单位 职务",
}
_FIELDS = {word: field for field, words in _HEADINGS.items() for word in words.split()}
_BRACKETS = re.compile(r"[(（\[【](.*?)[)）\]】]")
_NUMBER = re.compile(r"[A-Za-z\u4e00-\u9fff]{0,8}\d{6,14}")
_DOCUMENT = re.compile(r"\d{17}[\dXx]|\d{15}")
_HOURS = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_TOTALS = frozenset(["合计", "总计", "小计", "共计", "总数"])
_TEAM = re.compile(r".*(?:队|中心|协会|社区|居委会|服务站|党支部)")
_NEXT_DAY = re.compile(r"次日|翌日|第二天|隔天")
_PASSED_OVER = frozenset(["男", "女"])


@dataclass(frozen=True)
class _Times:
    """The cells of a row that speak of time, as written."""

    starts: str = ""
    ends: str = ""
    length: str = ""


def read_cells(text: str) -> tuple[SignupLine, ...]:
    """The people of copied cells, one a row; none where the text is no block of cells.

    With a row of headings columns are what these say, and unknown ones are left out. Without,
    each cell is what it looks like: a name, phone, 志愿者编号, document, clock times (the first is
    the beginning), a length, else a remark. A row of nothing but names is so many people. A time
    nobody can read is kept in ``unread``. Rows of sums are passed over.
    """
    rows = [row for row in cell_rows(text) if any(row[1])]
    wide = [row for row in rows if len(row[1]) > 1]
    if len(wide) * 2 < len(rows) or not wide:
        return ()
    heading = next((at for at, (_line, cells) in enumerate(rows) if _headings(cells)), None)
    if heading is not None:
        columns = _headings(rows[heading][1])
        people = [_by_heading(line, cells, columns) for line, cells in rows[heading + 1 :]]
        return tuple(one for one in people if one is not None)
    rows = [row for row in rows if not _TOTALS.intersection(row[1])]
    numbered = _counts_up([cells for _line, cells in rows])
    found: list[SignupLine] = []
    for line, cells in rows:
        found += _by_looks(line, cells[1:] if numbered else cells)
    return tuple(found)


def _headings(cells: Sequence[str]) -> dict[str, int]:
    """Field → column where a row is one of headings: somebody is named, or two words are known."""
    found: dict[str, int] = {}
    known = 0
    for at, cell in enumerate(cells):
        plain = "".join(unicodedata.normalize("NFKC", cell).split())
        unit = "".join(_BRACKETS.findall(plain))
        field = _FIELDS.get(_BRACKETS.sub("", plain).strip("*:"))
        if field is None:
            continue
        known += 1
        if field in ("hours", "span") and "分" in unit:
            field = "minutes"
        if field:
            found.setdefault(field, at)
    named = "name" in found or "number" in found or "document" in found
    return found if named and known > 1 else {}


def _by_heading(line: int, cells: Sequence[str], columns: dict[str, int]) -> SignupLine | None:
    said = {field: cells[at] if at < len(cells) else "" for field, at in columns.items()}
    name = clean_name(said.get("name", ""))
    number, document = said.get("number", ""), said.get("document", "")
    if name in _TOTALS or number in _TOTALS or not (name or number or document):
        return None
    length = said.get("hours", "") or said.get("span", "")
    if not length and said.get("minutes"):
        length = f"{said['minutes']}分钟"
    person = SignupLine(
        line,
        name or number or document,
        phone=clean_phone(said.get("phone", "")),
        remark=said.get("remark", ""),
        number=number,
        document=document,
    )
    times = _Times(said.get("starts", ""), said.get("ends", ""), length)
    return _timed(person, times)


def _by_looks(line: int, cells: Sequence[str]) -> list[SignupLine]:
    cells = [cell for cell in cells if cell]
    if not cells:
        return []
    names = [clean_name(cell) for cell in cells]
    if len(names) > 1 and all(has_surname(name) for name in names):
        return [SignupLine(line, name) for name in names]
    named = _name_cell(cells)
    if named is None:
        return []
    person = read_person(line, cells[named])
    clocks: list[str] = []
    rest: list[str] = []
    length = ""
    for cell in cells[:named] + cells[named + 1 :]:
        digits = unicodedata.normalize("NFKC", cell)
        phone = None if _is_day(digits) else clean_phone(cell)
        if phone and not person.phone:
            person = replace(person, phone=phone)
        elif _DOCUMENT.fullmatch(digits):
            person = replace(person, document=digits.upper())
        elif _NUMBER.fullmatch(digits) and not parse_date(digits):
            person = replace(person, number=digits)
        elif _is_clock(cell):
            clocks.append(cell)
        elif parse_duration(cell) is not None and (not digits.isdigit() or int(digits) <= 24):
            length = length or cell
        elif cell not in _PASSED_OVER and not _TEAM.fullmatch(cell) and not _is_day(digits):
            rest.append(cell)
    if len(clocks) == 1:  # a clock alone is a length: 2:30
        length, clocks = length or clocks[0], []
    remark = "，".join(filter(None, (person.remark, *rest)))
    starts, ends = clocks[:2] if clocks else ("", "")
    return [_timed(replace(person, remark=remark), _Times(starts, ends, length))]


def _name_cell(cells: Sequence[str]) -> int | None:
    """Which cell is the name: the first that begins like one, else the first without digits."""
    for at, cell in enumerate(cells):
        if has_surname(clean_name(cell)) and not _TEAM.fullmatch(cell):
            return at
    for at, cell in enumerate(cells):
        if has_surname(read_person(0, cell).name) and not _TEAM.fullmatch(cell):
            return at
    for at, cell in enumerate(cells):
        if cell[0].isalpha() and not any(mark.isdigit() for mark in cell):
            return at
    return None


def _is_clock(cell: str) -> bool:
    return parse_point(_NEXT_DAY.sub("", cell)) is not None


def _is_day(text: str) -> bool:
    return isinstance(parse_date(text), date)


def _counts_up(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column counts the rows (5, 6, 7 …) and so says nothing of anybody.

    Of one row alone a whole number before the name counts it, where a time is said elsewhere.
    """
    first = [cells[0] for cells in rows]
    if not all(cell.isdecimal() and len(cell) <= 4 for cell in first):
        return False
    if len(rows) == 1:
        return len([cell for cell in rows[0] if cell]) > 2
    return all(int(cell) == int(first[0]) + at for at, cell in enumerate(first))


def _timed(person: SignupLine, times: _Times) -> SignupLine:
    """The person with the time the cells say; a length beside from–to counts, a break is so."""
    span = served_between(times.starts, times.ends)
    spent = parse_duration(times.length) if times.length else None
    broken = [
        text
        for text, read in (
            (f"{times.starts}-{times.ends}".strip("-"), span),
            (times.length, spent),
        )
        if text and read is None
    ]
    if broken:
        return replace(person, minutes=None, unread=broken[0])
    time = spent or span
    if time is None:
        return person
    person = person.without_doubt()  # the cells say it
    if spent is not None and spent.starts is None and span is not None:
        time = Duration(spent.minutes, span.starts, span.ends)
    return replace(
        person, minutes=time.minutes, starts=time.starts, ends=time.ends, shifts=time.shifts
    )
