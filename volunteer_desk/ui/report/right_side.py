"""The right side of 月报统计: the paper, or a list that explains what was asked in its place."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from volunteer_desk.ui.entries.card import EntriesCard
from volunteer_desk.ui.entries.people_card import PeopleCard
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.report.closings import ClosingsCard
from volunteer_desk.ui.report.open_matters import OpenMattersCard
from volunteer_desk.ui.report.paper import SheetPaper

C = TypeVar("C", EntriesCard, PeopleCard, ClosingsCard, OpenMattersCard)
BACK = "回到打印预览"


class RightSide(QStackedWidget):
    """The lists are made when they are first asked for; Esc leads from each to the paper."""

    closing_explained = Signal(object)
    """The entries of a ``Month`` that was closed are wanted."""
    logging_asked = Signal(int)
    """An activity's id: its hours are to be logged."""
    waiting_asked = Signal()
    """Hours that wait for approval are to be looked at."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        # the paper's share of the page is its own, whatever a list asks for
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.paper = SheetPaper(context)
        self.addWidget(self.paper)

    @cached_property
    def entries(self) -> EntriesCard:
        """What makes a figure."""
        return self._stood(EntriesCard(self._context, "behind", BACK))

    @cached_property
    def people(self) -> PeopleCard:
        """Who is on the register."""
        return self._stood(PeopleCard(self._context, "report.people", BACK))

    @cached_property
    def records(self) -> ClosingsCard:
        """Every closing and reopening."""
        card = self._stood(ClosingsCard())
        card.explained.connect(self.closing_explained)
        return card

    @cached_property
    def matters(self) -> OpenMattersCard:
        """What is open before closing."""
        card = self._stood(OpenMattersCard(self._context))
        card.logging_asked.connect(self.logging_asked)
        card.waiting_asked.connect(self.waiting_asked)
        return card

    def show_paper(self) -> None:
        """Leave the lists."""
        self.setCurrentWidget(self.paper)

    def _stood(self, card: C) -> C:
        card.closed.connect(self.show_paper)
        self.addWidget(card)
        return card
