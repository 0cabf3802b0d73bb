"""累计 本年 本月 最近 on the card beside the roll; each opens the rows behind it."""

from PySide6.QtCore import Signal

from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.volunteers import VolunteerFigures
from volunteer_desk.ui.widgets import LinkButton
from volunteer_desk.ui.wrap_row import WrapRow

_KEYS = ("ever", "year", "month", "last")


class CardFigures(WrapRow):
    """Quiet words that can be pressed, a line or two of them."""

    asked = Signal(str)
    """Whose rows are wanted: "ever", "year", "month" or "last"."""

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self.buttons = {key: LinkButton("", tip="看这个数从哪里来") for key in _KEYS}
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _=False, key=key: self.asked.emit(key))
        self.set_parts(list(self.buttons.values()))

    def show_figures(self, figures: VolunteerFigures) -> None:
        """Show a person's figures; nothing opens where nothing was served."""
        last = figures.last_served_on
        said = {
            "ever": f"累计 {format_hours(figures.minutes_all)} 小时，{figures.attendances:,} 次",
            "year": f"本年 {format_hours(figures.minutes_year)} 小时",
            "month": f"本月 {format_hours(figures.minutes_month)} 小时",
            "last": f"最近 {last}" if last else "还没有服务过",
        }
        for key, text in said.items():
            self.buttons[key].setText(text)
        self.buttons["last"].setEnabled(last is not None)
        self.arrange()
