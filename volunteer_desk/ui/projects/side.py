"""The right half of the page: a detail, a form, a panel or a paper, taken in when first shown."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.paper_view import PaperView
from volunteer_desk.ui.projects.beside import Beside
from volunteer_desk.ui.widgets import Card


class Side(QStackedWidget):
    """One of them in sight; what to do first where nothing is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.nothing = Card()
        self.nothing.body.addWidget(
            EmptyState("从左边选一个", "↑ ↓ 移动，这里就显示它的人、活动和时长。", icon_name="list")
        )
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
