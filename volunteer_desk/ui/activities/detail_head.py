"""The head of an activity's detail: what and when, state and clocks, figures, what is missing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.domain.activities import STAGE_TONES, STAGE_WORDS, Stage
from volunteer_desk.domain.activity_clock import Clock
from volunteer_desk.domain.activity_facts import ActivityFacts
from volunteer_desk.ui.activities.detail_told import (
    hours_words,
    line_of,
    people_words,
    waiting_words,
)
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import LinkButton, Pill, SmallButton, row_layout, words
from volunteer_desk.ui.wrap_row import GapPills, WrapRow


class DetailHead(QWidget):
    """The detail connects its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel("", "card-title")
        self.pill = Pill()
        self.edit = SmallButton("修改", "Ctrl+E", "修改这场活动")
        self.line = ElidedLabel("", "soft")
        self.clocks = WrapRow()
        self.gaps = GapPills()
        self.why = words("", "soft")
        self.why.setWordWrap(True)
        self.people = LinkButton("", "Alt+D", "看这场活动登记的每一条")
        self.hours = LinkButton("", "", "看这场活动登记的每一条（Alt D）")
        self.waiting = ElidedLabel("", "small")
        top = row_layout(10)
        top.addWidget(self.name, 1)
        top.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.edit)
        figures = row_layout(14)
        figures.addWidget(self.people)
        figures.addWidget(self.hours)
        figures.addWidget(self.waiting, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        for part in (self.line, self.clocks, self.why, self.gaps):
            layout.addWidget(part)
        layout.addLayout(figures)

    def show_head(self, facts: ActivityFacts, stage: Stage, shown: Sequence[Clock]) -> None:
        """Show an activity with its state and clocks."""
        self.name.setText(facts.project)
        self.pill.show_state(STAGE_WORDS[stage], Tone(STAGE_TONES[stage]))
        self.line.setText(line_of(facts))
        self.clocks.set_parts([Pill(clock.words, Tone(clock.tone)) for clock in shown])
        self.clocks.setVisible(bool(shown))
        cancelled = stage is Stage.CANCELLED
        self.why.setText(f"{'取消原因' if cancelled else '退回核对'}：{facts.cancel_reason}")
        self.why.setVisible(bool(facts.cancel_reason))
        self.gaps.show_gaps(() if cancelled else facts.gaps)
        self.people.setText(people_words(facts))
        self.hours.setText(hours_words(facts))
        self.waiting.setText(waiting_words(facts))
