"""What every view of the page 时长登记 can do, and which views there are."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.ui.page import PageContext


class HoursView(QWidget):
    """One tab of the page; it is made when it is first shown."""

    logging_asked = Signal(int)
    """Hours of an activity (its id) are to be logged in 登记."""
    entries_asked = Signal(int)
    """The entries of an activity (its id) are to be shown in 最近登记."""
    activity_asked = Signal(int)
    """An activity (its id) is to be shown in 活动日历."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context

    def reload(self) -> None:
        """Read again what is shown; something moved."""

    def enter(self) -> None:
        """The view is shown: put the cursor where work begins."""

    def left(self) -> None:
        """Another view or page is shown: nothing waits any more."""

    def show_activity(self, activity_id: int) -> None:
        """Show one activity, where the view has them."""


@dataclass(frozen=True)
class ViewSpec:
    """One tab: its name, words, key, and ``module:Class``."""

    name: str
    label: str
    shortcut: str
    tip: str
    factory: str

    def exists(self) -> bool:
        """Whether its module is there."""
        try:
            return find_spec(self.factory.partition(":")[0]) is not None
        except ModuleNotFoundError:
            return False

    def build(self, context: PageContext) -> HoursView:
        """Import and make the view."""
        module, _, name = self.factory.partition(":")
        return cast(type[HoursView], getattr(import_module(module), name))(context)


_UI = "volunteer_desk.ui"

VIEWS: tuple[ViewSpec, ...] = (
    ViewSpec("entry", "登记", "Alt+1", "登记一场活动的时长", f"{_UI}.hours.entry:EntryView"),
    ViewSpec(
        "ledger",
        "最近登记",
        "Alt+2",
        "看登记过的每一批、每一条，冲销",
        f"{_UI}.hours.ledger_view:LedgerView",
    ),
    ViewSpec(
        "activities",
        "活动日历",
        "Alt+3",
        "按月、按周看活动，新建活动",
        f"{_UI}.activities.view:ActivitiesView",
    ),
    ViewSpec(
        "signing",
        "签到",
        "Alt+4",
        "打印签到表、按表录入、扫码签到",
        f"{_UI}.signing.view:SigningView",
    ),
    ViewSpec(
        "approval", "待核", "Alt+5", "核对登记的时长，使之生效", f"{_UI}.approval.view:ApprovalView"
    ),
)
