"""The list of the roll or what an empty one says, and how many were found."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerQuery, VolunteerStatus
from volunteer_desk.ui.empty_state import EmptyState

MOST_RANKED = 1000
"""A searched list ends here (``volunteer_ids``)."""


class RollStates(QStackedWidget):
    """The list, or why there is nobody in it and what to do."""

    def __init__(self, table: QWidget, bring: Callable[[], None]) -> None:
        super().__init__()
        self._table = table
        self.nobody = EmptyState(
            "名册还是空的",
            "导入花名册（也可把文件拖进来），或按 Ctrl N 新增。",
            "导入花名册…",
            bring,
            icon_name="users",
        )
        self.no_hit = EmptyState(
            "没有找到这样的人",
            "换个写法试试，也看看状态和队伍是否选窄了。",
            icon_name="magnifying-glass",
        )
        for part in (table, self.nobody, self.no_hit):
            self.addWidget(part)

    def hasHeightForWidth(self) -> bool:
        """No: the wrapped words of an empty list would claim their height of an open panel."""
        return False

    def show_for(self, asked: VolunteerQuery, count: int) -> None:
        """Show the list when it has rows, else what fits the question."""
        if count:
            self.setCurrentWidget(self._table)
        elif is_narrowed(asked) or asked.status is not VolunteerStatus.ACTIVE:
            self.setCurrentWidget(self.no_hit)
        else:
            self.setCurrentWidget(self.nobody)


def is_narrowed(asked: VolunteerQuery) -> bool:
    """Whether more than a status is asked for."""
    return bool(asked.text) or asked.team_id is not None or asked.where is not None


def found_words(asked: VolunteerQuery, count: int) -> str:
    """``在册 300 人``, ``找到 12 人 · 已筛选``; "" for nobody."""
    if not count:
        return ""
    kind = "全部" if asked.status is None else STATUS_WORDS[asked.status]
    found = "找到" if is_narrowed(asked) else kind
    cut = "以上，多打几个字找得更准" if asked.text and count >= MOST_RANKED else ""
    narrowed = " · 已筛选" if asked.where else ""
    return f"{found} {count:,} 人{cut}{narrowed}"
