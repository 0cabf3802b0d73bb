"""The side card: one person, masked, with figures, teams and what is missing."""

from datetime import date

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from volunteer_desk.domain.masking import mask_phone
from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerCard
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.facts import Facts
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.volunteers.card_figures import CardFigures
from volunteer_desk.ui.volunteers.codes import CodeWords
from volunteer_desk.ui.volunteers.columns import STATUS_TONES
from volunteer_desk.ui.volunteers.person_facts import birth_words, wanting
from volunteer_desk.ui.widgets import (
    Card,
    Pill,
    PrimaryButton,
    QuietButton,
    row_layout,
    rule,
    words,
)


class PersonCard(Card):
    """One person; 编辑 and 新增志愿者 at its foot."""

    opening = Signal(int)
    """The whole card of a volunteer's id."""
    editing = Signal(int)
    """The form of a volunteer's id."""
    figure_opened = Signal(int, str)
    """A volunteer's id, and the figure whose rows are wanted (``CardFigures``)."""
    making = Signal()
    checking = Signal()
    """查重 was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.volunteer_id: int | None = None
        self.name = ElidedLabel("", "title")
        self.state = Pill()
        self.number = words("", "small")
        self.figures = CardFigures()
        self.facts = Facts()
        self.lacks = words("", "soft")
        self.lacks.setWordWrap(True)
        self.lack_pill = Pill("缺材料", Tone.WAITING)
        self.person = self._person()
        self.nobody = EmptyState("选一个人", "在左边按 ↑ ↓ 或点一下。", icon_name="user")
        self.whole = QuietButton("整张卡", "Ctrl+O", "打开整张卡片，在名单里按 Enter 也行")
        self.edit = QuietButton("编辑", "Ctrl+E")
        self.check = QuietButton("查重", "Ctrl+D", "查名册里重复登记的人")
        self.make = PrimaryButton("新增志愿者", "Ctrl+N")
        more = row_layout(8)
        more.addWidget(self.whole)
        more.addWidget(self.edit)
        more.addStretch(1)
        foot = row_layout(8)
        foot.addWidget(self.check)
        foot.addStretch(1)
        foot.addWidget(self.make)
        self.body.addWidget(self.person, 1)
        self.body.addWidget(self.nobody, 1)
        self.body.addLayout(more)
        self.body.addLayout(foot)
        self.whole.clicked.connect(lambda: self._tell(self.opening))
        self.edit.clicked.connect(lambda: self._tell(self.editing))
        self.figures.asked.connect(self._tell_figure)
        self.make.clicked.connect(self.making)
        self.check.clicked.connect(self.checking)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Nobody is chosen."""
        self.volunteer_id = None
        self.person.hide()
        self.nobody.show()
        self.edit.hide()
        self.whole.hide()

    def show_card(self, card: VolunteerCard, codes: CodeWords) -> None:
        """Show a person; documents and phones are masked."""
        row, draft, figures = card.row, card.draft, card.figures
        self.volunteer_id = row.id
        self.name.setText(row.name)
        self.state.show_state(STATUS_WORDS[row.status], STATUS_TONES[row.status])
        self.number.setText(f"编号 {row.number}")
        self.figures.show_figures(figures)
        self.facts.show_facts(
            (
                ("性别", row.gender),
                ("出生", birth_words(row.birth, card.age)),
                ("证件号", row.id_masked),
                ("电话", row.phone_masked),
                ("政治面貌", row.political_status),
                ("队伍", "、".join(card.teams)),
                ("注册日期", _day(row.registered_on)),
                ("民族", codes.word("ethnicity", draft.ethnicity)),
                ("学历", codes.word("education", draft.education)),
                ("从业状况", codes.word("occupation", draft.occupation)),
                ("工作单位", draft.employer or ""),
                ("居住区域", draft.area or ""),
                ("特长", draft.skills or ""),
                ("紧急联系", draft.emergency_name or ""),
                ("监护人", _guardian(draft.guardian_name, draft.guardian_phone)),
                ("备注", draft.remark or ""),
            )
        )
        lacking = (*card.consent_lacks, *wanting(card))
        self.lacks.setText("、".join(lacking))
        self.lack_line.setVisible(bool(lacking))
        self.nobody.hide()
        self.person.show()
        self.edit.show()
        self.whole.show()

    def _tell(self, signal: SignalInstance) -> None:
        if self.volunteer_id is not None:
            signal.emit(self.volunteer_id)

    def _tell_figure(self, figure: str) -> None:
        if self.volunteer_id is not None:
            self.figure_opened.emit(self.volunteer_id, figure)

    def _person(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 4, 0)
        lines.setSpacing(10)
        head = row_layout(10)
        head.addWidget(self.name, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        lines.addLayout(head)
        lines.addWidget(self.number)
        lines.addWidget(self.figures)
        self.lack_line = QWidget()
        line = row_layout(8)
        self.lack_line.setLayout(line)
        line.addWidget(self.lack_pill, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.lacks, 1)
        lines.addWidget(self.lack_line)
        lines.addWidget(rule())
        lines.addWidget(self.facts)
        lines.addStretch(1)
        area = QScrollArea()
        area.setProperty("role", "told")
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _guardian(name: str | None, phone: str | None) -> str:
    masked = phone if phone and "*" in phone else mask_phone(phone)
    return "　".join(filter(None, (name, masked)))
