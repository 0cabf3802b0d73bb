"""Under the form: people registered already who may be the one being typed, with the reasons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.domain.duplicates import LookAlike
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Card, Pill, SmallButton, row_layout, words

SHOWN = 3
_SURE = 0.9


def hit_words(hit: VolunteerHit) -> str:
    """What tells a person from a namesake: number, team, last digits."""
    said = [hit.name, hit.number, hit.team]
    said += [f"电话尾号{hit.phone_tail}"] if hit.phone_tail else []
    said += [f"证件尾号{hit.id_tail}"] if hit.id_tail else []
    return "　".join(part for part in said if part)


def likeness_words(score: float) -> str:
    """很可能 or 可能."""
    return "很可能是同一人" if score >= _SURE else "可能是同一人"


def likeness_tone(score: float) -> Tone:
    """The pill's tone."""
    return Tone.URGENT if score >= _SURE else Tone.WAITING


class LookAlikes(Card):
    """Up to three people; a button, or Alt with its number, opens the card that is there."""

    opening = Signal(int)
    """A volunteer's id."""

    def __init__(self) -> None:
        super().__init__(role="well")
        self.body.setContentsMargins(12, 8, 12, 8)
        self.body.setSpacing(6)
        self.found: tuple[LookAlike, ...] = ()
        self.body.addWidget(words("名册里已有相像的人，先看看是不是同一个人：", "small"))
        self._lines: list[QWidget] = []
        self.hide()

    def show_found(self, found: tuple[LookAlike, ...]) -> None:
        """Show these people; nobody hides the strip."""
        if found == self.found:
            return
        self.found = found
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(one, at) for at, one in enumerate(found[:SHOWN], 1)]
        for line in self._lines:
            self.body.addWidget(line)
        self.setVisible(bool(found))

    def _line(self, one: LookAlike, at: int) -> QWidget:
        line = QWidget()
        across = row_layout(10)
        line.setLayout(across)
        told = QVBoxLayout()
        told.setSpacing(1)
        reasons = "、".join(one.reasons)
        doubts = f"　但{'、'.join(one.doubts)}" if one.doubts else ""
        told.addWidget(ElidedLabel(hit_words(one.hit), asks=False))
        told.addWidget(ElidedLabel(f"{reasons}{doubts}", "soft", asks=False))
        opened = SmallButton("打开", f"Alt+{at}", f"打开 {one.hit.name} 的卡片，填好的内容留着")
        person = one.hit.id
        opened.clicked.connect(lambda: self.opening.emit(person))
        across.addWidget(
            Pill(likeness_words(one.score), likeness_tone(one.score)),
            0,
            Qt.AlignmentFlag.AlignVCenter,
        )
        across.addLayout(told, 1)
        across.addWidget(opened, 0, Qt.AlignmentFlag.AlignVCenter)
        return line
