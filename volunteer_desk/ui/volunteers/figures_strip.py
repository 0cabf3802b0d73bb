"""本月 本年 累计 星级 最近服务 of one person; each figure opens the rows behind it."""

from PySide6.QtCore import Signal

from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.timeline import Figure, PersonFigures
from volunteer_desk.ui.widgets import SmallButton
from volunteer_desk.ui.wrap_row import WrapRow

STARS = ("未评星", "一星", "二星", "三星", "四星", "五星")


KEYS = (("month", "本月"), ("year", "本年"), ("ever", "累计"), ("star", "星级"), ("last", "最近"))
"""Which figures there are, and what their buttons say before anybody is shown."""


class FiguresStrip(WrapRow):
    """A button a figure; at large text they go on in a second line."""

    asked = Signal(object)
    """The ``Span`` whose rows are wanted."""

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self._spans: dict[str, Span | None] = {}
        self.buttons: dict[str, SmallButton] = {}
        for key, word in KEYS:
            button = SmallButton(word, "", f"看{word}的时长从哪里来")
            button.clicked.connect(lambda _=False, key=key: self.ask(key))
            self.buttons[key] = button
        self.set_parts(list(self.buttons.values()))

    def show_figures(self, figures: PersonFigures) -> None:
        """Show a person's figures."""
        last = figures.last_served
        self._spans = {
            "month": figures.month.span,
            "year": figures.year.span,
            "ever": figures.ever.span,
            "star": figures.ever.span,
            "last": last,
        }
        wanting = figures.to_next_star
        more = f"，差 {format_hours(wanting)} 小时升星" if wanting is not None else ""
        said = {
            "month": _words("本月", figures.month),
            "year": _words("本年", figures.year),
            "ever": _words("累计", figures.ever),
            "star": STARS[figures.star],
            "last": f"最近 {last.first}" if last else "还没有服务过",
        }
        for key, words in said.items():
            self.buttons[key].setText(words)
        self.buttons["star"].setToolTip(f"{STARS[figures.star]}{more}；按下看时长从哪里来")
        self.buttons["last"].setEnabled(last is not None)
        self.arrange()

    def ask(self, key: str) -> None:
        """Ask for the rows behind a figure: "month", "year", "ever", "star" or "last"."""
        span = self._spans.get(key)
        if span is not None:
            self.asked.emit(span)


def _words(word: str, figure: Figure) -> str:
    return f"{word} {format_hours(figure.minutes)} 小时"
