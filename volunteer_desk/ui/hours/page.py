"""The page 时长登记: logging an occasion, what was logged last, and the dry run of a sheet."""

from PySide6.QtGui import QShowEvent

from volunteer_desk.domain.changes import Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.ui.hours.entry import EntryView
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.widgets import page_layout


class HoursPage(Page):
    """Hours of a whole occasion in one batch, without the mouse."""

    page_name = "hours"
    title = "时长登记"
    subtitle = "打字、粘贴名单、导入时长表"
    listens = frozenset({Noun.HOURS, Noun.ACTIVITY, Noun.PROJECT, Noun.TEAM, Noun.VOLUNTEER})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.entry = EntryView(context)
        page_layout(self).addWidget(self.entry, 1)

    def reload(self) -> None:
        """Read what stands around the occasion again; what was typed stays."""
        self.entry.reload()

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Fill in an activity, ready for its people."""
        try:
            self.entry.open_activity(subject)
        except UserFacingError as fault:
            self.context.notices.error(fault)

    def showEvent(self, event: QShowEvent) -> None:
        """Where nothing is typed yet, begin with the text to paste."""
        super().showEvent(event)
        if not self.entry.sheet.rows:
            self.entry.paste.box.setFocus()

    def left(self) -> None:
        """Nothing waits while another page is shown."""
        self.entry.left()
