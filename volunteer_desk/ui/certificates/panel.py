"""What the four views of the page have in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.ui.certificates.paper import Paper, PaperCard
from volunteer_desk.ui.page import PageContext


class Panel(QWidget):
    """The left side of one view; it shows its document on the card only while it is in sight.

    Attributes:
        shown: Its document, shown again whenever it comes back into sight.
        active: Whether it is the one in sight.
        stale: Whether it must read again before it is shown.
    """

    explained = Signal(str, object)
    """Whose hours, and the ``Part`` they are: what makes them is wanted."""

    def __init__(self, context: PageContext, card: PaperCard) -> None:
        super().__init__()
        self.context = context
        self.card = card
        self.active = False
        self.stale = True
        self.shown: Paper | str = ""
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)

    def reload(self) -> None:
        """Read everything shown again."""

    def enter(self) -> None:
        """Come into sight."""
        self.active = True
        self.show_document(self.shown)
        if self.stale:
            self.stale = False
            self.reload()

    def leave(self) -> None:
        """Another view comes into sight."""
        self.active = False

    def show_document(self, document: Paper | str) -> None:
        """Show a document, or words where there is none."""
        self.shown = document
        if not self.active:
            return
        if isinstance(document, Paper):
            self.card.show_paper(document)
        else:
            self.card.clear(document)
