"""The period of a certificate or proof: this year until somebody chooses another."""

from collections.abc import Callable
from datetime import date

from volunteer_desk.ui.certificates.columns import whole_year
from volunteer_desk.ui.fields import DateField


class PeriodFields:
    """The first and the last day.

    Args:
        today: A day of the year they begin with, asked again by ``renew``.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        self.first = DateField("期间", lambda: whole_year(today()).first)
        self.last = DateField("到", lambda: whole_year(today()).last)

    def renew(self) -> None:
        """Take the new year where neither day was chosen."""
        if not (self.first.chosen or self.last.chosen):
            self.first.renew()
            self.last.renew()
