"""荣誉证书: issuing, the register, checking and proofs, beside the real paper."""

from PySide6.QtWidgets import QButtonGroup, QStackedWidget

from volunteer_desk.domain.changes import Noun
from volunteer_desk.ui.certificates.checking import CheckPanel
from volunteer_desk.ui.certificates.issuing import IssuePanel
from volunteer_desk.ui.certificates.panel import Panel
from volunteer_desk.ui.certificates.paper import PaperCard
from volunteer_desk.ui.certificates.proving import ProofPanel
from volunteer_desk.ui.certificates.register import RegisterPanel
from volunteer_desk.ui.entries.card import EntriesCard, Part
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, TabButton, page_layout, row_layout

TABS = (("发证", 43), ("已发证书", 58), ("验证", 43), ("服务证明", 43))
"""The views and how much of the page's width (in hundredths) their left side takes."""


class CertificatesPage(Page):
    """Four views of one register; the right card always shows what would be printed."""

    page_name = "certificates"
    title = "荣誉证书"
    subtitle = "先看每一张，再盖章"
    listens = frozenset({Noun.HOURS, Noun.VOLUNTEER, Noun.TEAM, Noun.CERTIFICATE, Noun.SETTING})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.both = row_layout()
        page_layout(self).addLayout(self.both)
        left, self.card = Card(), PaperCard(context)
        head = row_layout(12)
        self.tabs = QButtonGroup(self)
        for number, (label, _) in enumerate(TABS):
            button = TabButton(label, f"Alt+{number + 1}")
            button.setChecked(number == 0)
            self.tabs.addButton(button, number)
            head.addWidget(button)
        head.addStretch(1)
        self.tabs.idClicked.connect(self.show_tab)
        left.body.addLayout(head)
        self.issuing = IssuePanel(context, self.card)
        self.register = RegisterPanel(context, self.card)
        self.checking = CheckPanel(context, self.card)
        self.proving = ProofPanel(context, self.card)
        self.panels: tuple[Panel, ...] = (
            self.issuing,
            self.register,
            self.checking,
            self.proving,
        )
        self.stack = QStackedWidget()
        for panel in self.panels:
            self.stack.addWidget(panel)
        left.body.addWidget(self.stack, 1)
        self.both.addWidget(left)
        self.right = QStackedWidget()
        self.why = EntriesCard(context, "certificates.behind", "回到证书")
        self.right.addWidget(self.card)
        self.right.addWidget(self.why)
        self.both.addWidget(self.right)
        self.why.closed.connect(self._show_paper)
        for panel in self.panels:
            panel.explained.connect(self._explain)
        self.issuing.active = True
        self._share()

    def reload(self) -> None:
        """Read the view in sight again; the others when they come into sight."""
        self._share()
        for panel in self.panels:
            panel.stale = not panel.active
            if panel.active:
                panel.reload()

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Show a certificate of the register, or offer a proof of service for a volunteer."""
        if noun is Noun.CERTIFICATE:
            self.show_tab(self.panels.index(self.register))
            self.register.open_certificate(subject)
            return
        self.show_tab(self.panels.index(self.proving))
        self.proving.open_person(subject)

    def show_tab(self, number: int) -> None:
        """Show one of the views."""
        for at, panel in enumerate(self.panels):
            if panel.active and at != number:
                panel.leave()
        self._show_paper()
        self.tabs.button(number).setChecked(True)
        self.stack.setCurrentIndex(number)
        self._share()
        self.card.print.setText("重印" if self.panels[number] is self.register else "打印")
        self.panels[number].enter()

    def _explain(self, label: str, part: Part) -> None:
        self.right.setCurrentWidget(self.why)
        self.why.explain(label, (part,))

    def _show_paper(self) -> None:
        self.right.setCurrentWidget(self.card)

    def _share(self) -> None:
        """Give the lists more room when the text is large."""
        share = min(62, TABS[self.stack.currentIndex()][1] + (scaled(100) - 100) // 3)
        self.both.setStretch(0, share)
        self.both.setStretch(1, 100 - share)
