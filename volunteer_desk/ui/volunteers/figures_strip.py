"""本月 本年 累计 星级 最近服务 of one person; each figure opens the rows behind it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.timeline import Figure, PersonFigures
from volunteer_desk.ui.widgets import SmallButton, row_layout, words

STARS = ("未评星", "一星", "二星", "三星", "四星", "五星")


class FiguresStrip(QWidget):
    """Four buttons and the star."""

    asked = Signal(object)
    """The ``Span`` whose rows are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._spans: dict[str, Span | None] = {}
        self.buttons: dict[str, SmallButton] = {}
        line = row_layout(8)
        self.setLayout(line)
        for key, word in (("month", "本月"), ("year", "本年"), ("ever", "累计"), ("last", "最近")):
            button = SmallButton(word, "", f"看{word}的时长从哪里来")
            button.clicked.connect(lambda _=False, key=key: self._ask(key))
            self.buttons[key] = button
            line.addWidget(button)
        line.addStretch(1)
        self.star = words("", "soft")
        line.addWidget(self.star)

    def show_figures(self, figures: PersonFigures) -> None:
        """Show a person's figures."""
        last = figures.last_served
        self._spans = {
            "month": figures.month.span,
            "year": figures.year.span,
            "ever": figures.ever.span,
            "last": last,
        }
        self.buttons["month"].setText(_words("本月", figures.month))
        self.buttons["year"].setText(_words("本年", figures.year))
        self.buttons["ever"].setText(_words("累计", figures.ever))
        self.buttons["last"].setText(f"最近 {last.first}" if last else "还没有服务过")
        self.buttons["last"].setEnabled(last is not None)
        wanting = figures.to_next_star
        more = f"，差 {format_hours(wanting)} 小时升星" if wanting is not None else ""
        self.star.setText(STARS[figures.star])
        self.star.setToolTip(f"{STARS[figures.star]}{more}")

    def ask_all(self) -> None:
        """Ask for everything the person ever did."""
        self._ask("ever")

    def _ask(self, key: str) -> None:
        span = self._spans.get(key)
        if span is not None:
            self.asked.emit(span)


def _words(word: str, figure: Figure) -> str:
    return f"{word} {format_hours(figure.minutes)} 小时"
