"""One line of a sign-up text: the name, and what else people write beside it."""

import re
from dataclasses import dataclass, replace

from volunteer_desk.domain.durations import Duration, parse_duration
from volunteer_desk.domain.names import clean_name
from volunteer_desk.domain.phones import clean_phone
from volunteer_desk.domain.signup_doubts import (
    ABSENT,
    EDGE,
    Doubt,
    DoubtKind,
    absence,
    take_number,
)
from volunteer_desk.domain.signup_marks import HAN, join_name, plain_line


@dataclass(frozen=True)
class SignupLine:
    """One person of a sign-up text.

    Attributes:
        line: 1-based line number in the text.
        name: Cleaned, as written.
        phone: Digits, when the line gave one.
        minutes: The line's own length of time, or None for the common one.
        starts: Minutes after midnight, when the line said from–to.
        ends: Minutes after midnight, when the line said from–to.
        companions: People brought along ("带2人"); they are not added.
        remark: What else the line said.
        shifts: How many from–to ``minutes`` is the sum of.
        number: 志愿者编号 of a copied row, "" where there was none.
        document: Document number of a copied row, "" where there was none.
        unread: A copied row's time that nobody can read.
        doubt: What only who pastes can know; never decided unasked.
    """

    line: int
    name: str
    phone: str | None = None
    minutes: int | None = None
    starts: int | None = None
    ends: int | None = None
    companions: int = 0
    remark: str = ""
    shifts: int = 1
    number: str = ""
    document: str = ""
    unread: str = ""
    doubt: Doubt | None = None

    @property
    def note(self) -> str:
        """What is kept beside the hours: how many were brought along, and other words."""
        brought = f"带{self.companions}人" if self.companions else ""
        return "，".join(filter(None, (brought, self.remark)))

    def without_doubt(self) -> "SignupLine":
        """The same, a bare number kept as what it is: words beside the name."""
        if self.doubt is None or self.doubt.kind is not DoubtKind.HOURS:
            return replace(self, doubt=None)
        remark = " ".join(filter(None, (self.doubt.text, self.remark)))
        return replace(self, remark=remark, doubt=None)


_NAME = re.compile(
    rf"[{HAN}]+(?:\s*[·・•‧∙･●.]\s*[{HAN}]+)*|[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.'-]*(?:[ ·][A-Za-zÀ-ɏ.'-]+)*"
)
_LABEL = re.compile(r"(?:姓名|电话|手机号?码?|联系电话|联系方式)\s*:\s*")
_PHONE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_COUNT = r"(\d{1,2}|[一二两三四五六七八九十])"
_WHO = "人|小孩子?|孩子?|娃娃?|家属|家人|朋友|大人|同学|学生|宝宝|小朋友|同事|老人"
_COMPANIONS = re.compile(
    rf"\(?\s*[+外另还再]?\s*[带携领加]\s*[了上着]?\s*(?:{_WHO})?\s*{_COUNT}\s*[个位名]?\s*(?:{_WHO})?\s*\)?"
    r"|\(?\s*\+\s*(\d{1,2})(?!\d)\s*[个位名]?\s*人?\s*\)?"
)
_PART = "(?:次日|第二天)?(?:上午|早上|中午|下午|傍晚|晚上|凌晨)?"
_HOUR = r"(?:\d{1,2}|十[一二]?|[一二两三四五六七八九])"
_CLOCK = rf"(?:\d{{1,2}}\s*:\s*\d{{2}}|{_HOUR}\s*[点时](?:半|一刻|三刻|\d{{1,2}}分?)?)"
_RANGE = rf"{_PART}\s*(?:{_CLOCK}|{_HOUR})\s*[-‐-―−~〜至到]+\s*{_PART}\s*{_CLOCK}"
_LENGTH = (
    r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}|半)\s*(?:个半)?\s*(?:个?小时|个?钟头|hours?|hrs?|h)"
    r"(?:半|\s*[零又]?\s*\d{1,2}\s*(?:分钟?|min|m)|\s*[0-5]\d(?!\w)|\d(?!\w))?|\d{1,4}\s*(?:分钟?|min)"
)
_RANGES = rf"{_RANGE}(?:[\s、,，;；+和]*{_RANGE})*"
_TIME = re.compile(rf"(?<![\d.]){_RANGES}|(?<![\d.])(?:{_LENGTH})", re.IGNORECASE)
_SAYING = re.compile(
    r"(?<=..)(?<![代替帮])(?:已|可以|能|准时|确定)?(?:参加|报名|到场|签到|报到|能来)$"
)
_GONE = re.compile(rf"(.{{2,4}}?)({ABSENT})")
_ONES = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_ONES |= {"六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def read_person(line: int, content: str) -> SignupLine:
    """What a line says of one person, its number already taken off.

    Where no name can be told, the whole line is the name, so that it is seen and not lost.
    """
    text = plain_line(_LABEL.sub(" ", content.replace("：", ":")))
    phone, text = _take_phone(text)
    companions, text = _take_companions(text)
    spent, text = _take_time(text)
    name, remark = _split_name(text.strip(EDGE))
    doubt = absence(content, remark)
    if doubt is None and name and not spent:
        doubt, remark = take_number(remark)
    return SignupLine(
        line=line,
        name=name or clean_name(content),
        phone=phone,
        minutes=spent.minutes if spent else None,
        starts=spent.starts if spent else None,
        ends=spent.ends if spent else None,
        companions=companions,
        remark=remark,
        shifts=spent.shifts if spent else 1,
        doubt=doubt,
    )


def _take_phone(text: str) -> tuple[str | None, str]:
    found = _PHONE.search(text)
    phone = clean_phone(found[0]) if found else None
    if not found or not phone:
        return None, text
    return phone, f"{text[: found.start()]} {text[found.end() :]}"


def _take_companions(text: str) -> tuple[int, str]:
    total = 0
    for found in _COMPANIONS.finditer(text):
        count = found[1] or found[2]
        total += _ONES[count] if count in _ONES else int(count)
    return total, _COMPANIONS.sub(" ", text)


def _take_time(text: str) -> tuple[Duration | None, str]:
    for found in _TIME.finditer(text):
        spent = parse_duration(found[0])
        if spent:
            return spent, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _split_name(text: str) -> tuple[str, str]:
    found = _NAME.match(join_name(text))
    if not found:
        return "", text
    text = join_name(text)
    name = _SAYING.sub("", clean_name(found[0]))
    gone = _GONE.fullmatch(name)
    if gone:  # 周杰请假
        return gone[1], " ".join((gone[2], text[found.end() :].strip(EDGE))).strip()
    rest = re.sub(r"[\s()\[\]【】]+", " ", text[found.end() :])
    return name, rest.strip(EDGE)
