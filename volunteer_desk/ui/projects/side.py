"""The right half of the page: a detail, a form, a panel or a paper, taken in when first shown."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.paper_view import PaperView
from volunteer_desk.ui.projects.beside import Beside
from volunteer_desk.ui.projects.list_parts import ListPart
from volunteer_desk.ui.widgets import Card


class NothingChosen(Card):
    """What to do first while nothing is chosen: choose one, make one, or seek another way."""

    def __init__(self, parts: Sequence[ListPart]) -> None:
        super().__init__()
        self.choose = EmptyState(
            "从左边选一个", "↑ ↓ 移动，这里就显示它的人、活动和时长。", icon_name="list"
        )
        self.first = tuple(
            EmptyState(
                f"先新建{part.word}",
                f"按 Ctrl N。建好后选中它，这里就显示它的{part.shown}。",
                icon_name=part.told[2],
            )
            for part in parts
        )
        self.no_hit = EmptyState(
            "左边没有可选的",
            "改一改要找的字和条件，找到的选中后显示在这里。",
            icon_name="magnifying-glass",
        )
        self.stack = QStackedWidget()
        for one in (self.choose, *self.first, self.no_hit):
            self.stack.addWidget(one)
        self.body.addWidget(self.stack)

    def show_for(self, tab: int, listed: bool, narrowed: bool) -> None:
        """Say the step that fits the list beside: whether it has rows, and more is asked of it."""
        empty = self.no_hit if narrowed else self.first[tab]
        self.stack.setCurrentWidget(self.choose if listed else empty)


class Side(QStackedWidget):
    """One of them in sight; what to do first where nothing is chosen."""

    def __init__(self, parts: Sequence[ListPart]) -> None:
        super().__init__()
        self.nothing = NothingChosen(parts)
        self.addWidget(self.nothing)

    def put(self, part: QWidget) -> None:
        """Show a part."""
        if self.indexOf(part) < 0:
            self.addWidget(part)
        self.setCurrentWidget(part)

    def clear(self) -> None:
        """Show nothing of any row."""
        self.setCurrentWidget(self.nothing)

    def unfold(self, panel: Beside) -> None:
        """Show a panel of the list and stand in it."""
        self.put(panel)
        panel.panel.take_focus()

    def is_worked_in(self) -> bool:
        """Whether what is shown stays although another row is chosen."""
        shown = self.currentWidget()
        if isinstance(shown, Beside):
            return shown.is_used()
        return isinstance(shown, InlineForm | PaperView)
