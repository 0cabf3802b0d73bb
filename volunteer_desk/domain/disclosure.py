"""Personal data shown or handed out unmasked: what was shown, for how long, and the log of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from volunteer_desk.domain.volunteers import VolunteerDraft

SHOWN_FOR = timedelta(seconds=60)
"""How long a revealed card stays revealed."""


class DisclosureKind(StrEnum):
    """查看 / 本人查阅复制 / 导出 / 打印 / 按要求删除."""

    REVEAL = "reveal"
    OWN_DATA = "own_data"
    EXPORT = "export"
    PRINT = "print"
    ERASE = "erase"


DISCLOSURE_WORDS: dict[DisclosureKind, str] = {
    DisclosureKind.REVEAL: "查看完整信息",
    DisclosureKind.OWN_DATA: "本人查阅复制",
    DisclosureKind.EXPORT: "不脱敏导出",
    DisclosureKind.PRINT: "不脱敏打印",
    DisclosureKind.ERASE: "按要求删除资料",
}


@dataclass(frozen=True)
class Revealed:
    """One person's data in full, to be hidden again at ``until`` (an aware instant).

    ``values`` are those of the office's own fields, by the field's id.
    """

    volunteer_id: int
    document: str
    phone: str
    guardian_phone: str
    emergency_phone: str
    birth: str
    until: datetime
    draft: VolunteerDraft | None = None
    values: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DisclosureRow:
    """One row of the log; ``volunteer_number`` is "" where a list was taken out."""

    id: int
    at: datetime
    by: str
    kind: DisclosureKind
    volunteer_id: int | None
    volunteer_number: str
    rows: int
    reason: str
