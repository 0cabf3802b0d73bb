"""The columns a list of volunteers can show, on the screen, on the clipboard and in a workbook."""

from collections.abc import Callable
from dataclasses import dataclass

from volunteer_desk.documents.roster_xlsx import ListCell
from volunteer_desk.domain.custom_fields import CustomKind
from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerRow
from volunteer_desk.services.custom_fields import custom_fields
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteer_checks import LABELS


@dataclass(frozen=True)
class ListColumn:
    """One column.

    Attributes:
        key: Its name, also the key to sort by; "custom:7" is field 7 of the office's own.
        label: The heading.
        width: Pixels at 100 % text size.
        words: What the screen shows of a row.
        cell: What a workbook holds, where that is no text.
        number: Right-aligned figures.
        further: Must be asked for by its key when rows are read.
    """

    key: str
    label: str
    width: int
    words: Callable[[VolunteerRow], str]
    cell: Callable[[VolunteerRow], ListCell] | None = None
    number: bool = False
    further: bool = False


def _own(key: str, label: str, width: int) -> ListColumn:
    return ListColumn(key, label, width, lambda row: str(getattr(row, key) or ""))


def _more(key: str, label: str, width: int, *, number: bool = False) -> ListColumn:
    def cell(row: VolunteerRow) -> ListCell:
        text = row.more.get(key, "")
        try:
            return float(text.replace(",", "")) if number and text else text
        except ValueError:
            return text

    return ListColumn(key, label, width, lambda row: row.more.get(key, ""), cell, number, True)


BASE: tuple[ListColumn, ...] = (
    _own("number", "编号", 122),
    _own("name", "姓名", 186),
    _own("gender", "性别", 52),
    ListColumn(
        "birth",
        "出生年月",
        90,
        lambda row: f"{row.birth:%Y-%m}" if row.birth else "",
        lambda row: row.birth,
    ),
    _own("id_masked", "证件号", 172),
    _own("phone_masked", "电话", 122),
    _own("political_status", "政治面貌", 104),
    _own("team", "队伍", 132),
    ListColumn(
        "minutes",
        "累计小时",
        88,
        lambda row: f"{row.minutes / 60:,.1f}",
        lambda row: round(row.minutes / 60, 2),
        number=True,
    ),
    ListColumn("status", "状态", 70, lambda row: STATUS_WORDS[row.status]),
)
"""What a list shows when nobody chose otherwise."""

FURTHER: tuple[ListColumn, ...] = (
    _more("age", "年龄", 56, number=True),
    _more("lacks", "缺同意或监护", 176),
    _more("minutes_year", "今年小时", 88, number=True),
    _more("last_served", "最近服务", 104),
    ListColumn(
        "registered_on",
        "注册日期",
        104,
        lambda row: f"{row.registered_on:%Y-%m-%d}" if row.registered_on else "",
        lambda row: row.registered_on,
    ),
    *(
        _more(key, LABELS[key], width)
        for key, width in (
            ("ethnicity", 76), ("education", 104), ("occupation", 120), ("employer", 150),
            ("area", 130), ("skills", 130), ("service_categories", 150), ("clothing_size", 88),
            ("availability", 130), ("id_type", 104), ("emergency_name", 104),
            ("emergency_phone", 122), ("consent_on", 104), ("consent_way", 104),
            ("consent_by", 88), ("guardian_name", 88), ("guardian_relation", 104),
            ("guardian_phone", 122), ("guardian_consent_on", 120), ("remark", 150),
        )
    ),
)  # fmt: skip


def list_columns(desk: Desk) -> tuple[ListColumn, ...]:
    """Every column there is, the usual ones first, the office's own fields last."""
    own = (
        _more(f"custom:{one.id}", one.name, 110, number=one.kind is CustomKind.NUMBER)
        for one in custom_fields(desk)
    )
    return (*BASE, *FURTHER, *own)
