"""A place in a page whose widget is made after the page is in sight."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.ui.tab_order import stand_behind

W_co = TypeVar("W_co", bound=QWidget, covariant=True)


class Late(QWidget, Generic[W_co]):
    """Empty until its part is wanted; Tab goes through the part where the place is.

    Args:
        make: Makes the part.
        read: Fills it, when it is made and whenever ``reread`` is called later.
    """

    def __init__(self, make: Callable[[], W_co], read: Callable[[W_co], None]) -> None:
        super().__init__()
        self._make, self._read = make, read
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)

    @cached_property
    def part(self) -> W_co:
        """What stands here."""
        made = self._make()
        self._read(made)
        self._place.addWidget(made)
        made.show()  # at once, not with the next turn of the loop
        stand_behind(self, made)
        return made

    def reread(self) -> None:
        """Fill the part again, where it is there."""
        if "part" in vars(self):
            self._read(self.part)


def come_in_turn(page: QWidget, places: Iterator[Late[QWidget]]) -> None:
    """Make the parts of these places, one each time the window has nothing else to do."""
    place = next(places, None)
    if place is not None:
        _ = place.part
        QTimer.singleShot(0, page, lambda: come_in_turn(page, places))
