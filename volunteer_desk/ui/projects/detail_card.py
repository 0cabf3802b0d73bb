"""The right card of what is chosen: its name and state, what it lacks, its tabs and its acts."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.memberships import MemberRow
from volunteer_desk.domain.projects import ActivityRow, ServedRow
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.projects.figure_tabs import FigureTabs
from volunteer_desk.ui.widgets import (
    Card,
    Pill,
    PrimaryButton,
    QuietButton,
    SmallButton,
    row_layout,
)
from volunteer_desk.ui.wrap_row import GapPills


class DetailCard(Card):
    """A project, a team or a unit; each of them fills in its tabs and acts.

    Args:
        word: What it is, as the screen says it.
        changes: What the form behind 修改 changes.
        pills: States beside the name.
    """

    editing = Signal()
    retiring = Signal()
    volunteer_asked = Signal(int)
    """A volunteer's id."""
    entries_asked = Signal(object, str)
    """The ``EntryFilter`` of a row, and whose it is: its ledger rows are wanted."""

    def __init__(self, word: str, changes: str, pills: Sequence[Pill] = ()) -> None:
        super().__init__()
        self.name = ElidedLabel("", "card-title")
        self.edit = SmallButton("修改", "Ctrl+E", changes)
        self.retire = SmallButton("停用", "Ctrl+Shift+T", f"停用{word}，或恢复使用")
        self.line = ElidedLabel("", "soft")
        self.gaps = GapPills()
        self.behind = QuietButton("时长明细", "Ctrl+I", "选中一行的时长是哪些记录加起来的")
        self.head.addWidget(self.name, 1)
        for pill in pills:
            self.head.addWidget(pill, 0, Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(self.retire)
        self.head.addWidget(self.edit)
        self.edit.clicked.connect(self.editing)
        self.retire.clicked.connect(self.retiring)

    def lay_out(
        self,
        tabs: FigureTabs,
        acts: Sequence[QWidget],
        make: PrimaryButton,
        asking: QWidget | None = None,
    ) -> None:
        """Place the tabs and, below them, what is asked, the acts on a row, what is made here."""
        self.body.addLayout(self.head)
        self.body.addWidget(self.line)
        self.body.addWidget(self.gaps)
        self.body.addWidget(tabs, 1)
        if asking is not None:
            self.body.addWidget(asking)
        foot = row_layout(10)
        for act in (*acts, self.behind):
            foot.addWidget(act)
        foot.addStretch(1)
        foot.addWidget(make)
        self.body.addLayout(foot)

    def show_head(self, name: str, told: Iterable[str], active: bool, gaps: Sequence[str]) -> None:
        """Say what it is, what is known of it, and what is missing."""
        self.name.setText(name)
        self.line.setText("　".join(filter(None, told)))
        self.line.setVisible(bool(self.line.text()))
        self.retire.setText("停用" if active else "恢复使用")
        self.gaps.show_gaps(gaps)

    def ask_person(self, row: MemberRow | ServedRow | None) -> None:
        """Open the card of somebody listed."""
        if row is not None:
            self.volunteer_asked.emit(row.volunteer_id)

    def ask_activity(self, row: ActivityRow | None) -> None:
        """Ask for the ledger rows of an activity listed."""
        if row is not None:
            which = EntryFilter(activity_id=row.id)
            self.entries_asked.emit(which, f"{row.project} {row.held_on}")
