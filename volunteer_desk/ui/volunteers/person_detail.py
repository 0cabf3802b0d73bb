"""One person on the whole page: the card on the left, what happened and hangs on it beside."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from volunteer_desk.domain.disclosure import Revealed
from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerStatus
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.facts import STACKED, Facts
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.tokens import Tone, scaled
from volunteer_desk.ui.volunteers.asking import Asking
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.columns import STATUS_TONES
from volunteer_desk.ui.volunteers.erasing import EraseAsking
from volunteer_desk.ui.volunteers.person_facts import card_groups, wanting
from volunteer_desk.ui.volunteers.person_reading import PersonShown
from volunteer_desk.ui.volunteers.person_tabs import PersonTabs
from volunteer_desk.ui.volunteers.reveal import RevealAsking
from volunteer_desk.ui.volunteers.status_asking import StatusAsking
from volunteer_desk.ui.widgets import (
    Card,
    Pill,
    PrimaryButton,
    QuietButton,
    discard,
    row_layout,
    words,
)

_SHARES, _LARGE_SHARES = (5, 8), (5, 13)
"""Of the room, what the card and the lists beside it have; stacked facts want less of it."""
LABELS = 76
"""Pixels at 100 %: five characters, so that the values of every group stand in one line."""


class PersonDetail(QWidget):
    """Enter on a row of the roll opens it, Esc leads back."""

    closing = Signal()
    editing = Signal()
    exporting = Signal(str)
    """".pdf" or ".xlsx"."""
    printing = Signal()
    """The person's card for a card printer."""

    def __init__(self, codes: CodeWords, tabs: PersonTabs) -> None:
        super().__init__()
        self._codes = codes
        self.shown: PersonShown | None = None
        self.tabs = tabs
        self.name = ElidedLabel("", "title")
        self.number = words("", "soft")
        self.state = Pill()
        self.since = ElidedLabel("", "soft")
        self.lack_pill = Pill("", Tone.WAITING)
        self.countdown = Pill("", Tone.URGENT)
        self.countdown.hide()
        self.card = Card()
        self.groups = QVBoxLayout()
        self.lacks = words("", "soft")
        self.lacks.setWordWrap(True)
        self.status_asking = StatusAsking()
        self.reveal_asking = RevealAsking()
        self.erase_asking = EraseAsking()
        self.askings: tuple[Asking, ...] = (
            self.status_asking,
            self.reveal_asking,
            self.erase_asking,
        )
        self.leave = QuietButton("返回", "", "回到名册（Esc）")
        self.status = QuietButton("改状态", "Ctrl+T", "在册、暂停、注销")
        self.reveal = QuietButton("完整信息", "Ctrl+L", "显示完整信息一分钟，要写用途")
        self.pdf = QuietButton("本人资料 PDF", "Ctrl+P", "导出本人资料，交给本人查阅复制")
        self.sheet = QuietButton("表格", "Ctrl+Shift+P", "导出本人资料为表格")
        self.paper = QuietButton("志愿者卡", "Ctrl+Shift+K", "看一看再打印这个人的卡（单张）")
        self.erase = QuietButton("删除个人信息", "Ctrl+Del", "按本人要求删除，不能撤销")
        self.edit = PrimaryButton("编辑", "Ctrl+E")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        head = row_layout(12)
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        head.addWidget(self.name)
        for part in (self.number, self.state):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.since, 1)
        for part in (self.lack_pill, self.countdown):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 6, 0)
        lines.setSpacing(10)
        lines.addWidget(self.lacks)
        self.groups.setSpacing(10)
        lines.addLayout(self.groups)
        lines.addStretch(1)
        area = QScrollArea()
        area.setProperty("role", "told")
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area = area
        self.card.body.addWidget(area, 1)
        self.middle = row_layout()
        self.middle.addWidget(self.card)
        self.middle.addWidget(self.tabs)
        self._share_room()
        self.foot = QWidget()
        buttons = row_layout(8)
        self.foot.setLayout(buttons)
        for button in (self.erase, self.pdf, self.sheet, self.paper, self.reveal, self.status):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.edit)
        outer.addLayout(head)
        outer.addLayout(self.middle, 1)
        for asking in self.askings:
            outer.addWidget(asking)
        outer.addWidget(self.foot)

    def _connect(self) -> None:
        self.leave.clicked.connect(self.closing)
        self.edit.clicked.connect(self.editing)
        self.paper.clicked.connect(self.printing)
        self.pdf.clicked.connect(lambda: self.exporting.emit(".pdf"))
        self.sheet.clicked.connect(lambda: self.exporting.emit(".xlsx"))
        self.status.clicked.connect(lambda: self._ask(self.status_asking))
        self.reveal.clicked.connect(lambda: self._ask(self.reveal_asking))
        self.erase.clicked.connect(lambda: self._ask(self.erase_asking))
        for asking in self.askings:
            asking.closed.connect(self._show_foot)
        self.tabs.form_shown.connect(lambda open_: self.foot.setVisible(not open_))

    def show_person(self, shown: PersonShown, revealed: Revealed | None) -> None:
        """Show a person, masked but for what is revealed of them."""
        moved = self.shown is None or self.shown.id != shown.id
        self.shown = shown
        row, card = shown.card.row, shown.card
        self.name.setText(row.name)
        self.number.setText(row.number)
        self.state.show_state(STATUS_WORDS[row.status], STATUS_TONES[row.status])
        since = f"自 {card.status_on}" if card.status_on else ""
        self.since.setText("　".join(part for part in (since, card.status_reason) if part))
        self.lack_pill.show_state("、".join(card.consent_lacks), Tone.WAITING)
        self.lack_pill.setVisible(bool(card.consent_lacks))
        empty = wanting(card)
        self.lacks.setText(f"还没填：{'、'.join(empty)}" if empty else "")
        self.lacks.setVisible(bool(empty))
        self.show_facts(revealed)
        for button in (self.edit, self.status, self.reveal, self.pdf, self.sheet, self.erase):
            button.setEnabled(not card.erased)
        self.paper.setEnabled(not card.erased and row.status is VolunteerStatus.ACTIVE)
        if card.erased:
            self.lacks.setText("这张卡的个人资料已按要求删除，时长和证书编号仍在。")
            self.lacks.show()
        if moved:
            self.close_all()
            self.area.verticalScrollBar().setValue(0)
        self.tabs.show_person(shown, moved)

    def show_facts(self, revealed: Revealed | None) -> None:
        """Show the card's groups; what is revealed stands in place of its mask."""
        if self.shown is None:
            return
        while (item := self.groups.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                discard(widget)  # what was revealed is gone at once
        for title, pairs in card_groups(self.shown, self._codes, revealed):
            if any(value for _, value in pairs):
                self.groups.addWidget(words(title, "card-title"))
                facts = Facts(LABELS)
                facts.show_facts(pairs)
                self.groups.addWidget(facts)

    def show_left(self, seconds: int) -> None:
        """How long the full data stays; 0 when it is hidden."""
        self.countdown.setVisible(seconds > 0)
        self.countdown.show_state(f"完整信息还显示 {seconds} 秒", Tone.URGENT)

    def close_all(self) -> None:
        """Close what is asked and typed."""
        for asking in self.askings:
            asking.hide()
        self.tabs.close_forms()
        self._show_foot()

    def changeEvent(self, event: QEvent) -> None:
        """At large text the lists have more of the room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "middle"):
            self._share_room()

    def _share_room(self) -> None:
        for at, share in enumerate(_LARGE_SHARES if scaled(100) > STACKED else _SHARES):
            self.middle.setStretch(at, share)

    def event(self, event: QEvent) -> bool:
        """Esc typed inside is the page's own."""
        return claim_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self, asking: Asking) -> None:
        shown = self.shown
        if shown is None:
            return
        self.close_all()
        self.foot.hide()
        if asking is self.status_asking:
            self.status_asking.begin(shown.card.row.status, self.tabs.today())
        elif asking is self.reveal_asking:
            self.reveal_asking.begin()
        else:
            self.erase_asking.begin(shown.card.row.number)

    def _show_foot(self) -> None:
        self.foot.setVisible(not self.tabs.form_open())
        self.tabs.take_focus()
