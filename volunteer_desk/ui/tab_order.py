"""Where Tab goes when a part is put among others that were there before it."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stand_behind(before: QWidget, part: QWidget) -> None:
    """Let Tab go from ``before`` through the widgets of ``part`` in their own order.

    Both stand in one window; Qt puts what comes late behind everything in it. Where ``before``
    takes no focus, what comes before it does.
    """
    chain = _around(part, QWidget.nextInFocusChain)
    inside = [one for one in chain if part.isAncestorOf(one) and _takes_tab(one)]
    above = (before, *_around(before, QWidget.previousInFocusChain))
    last = next((one for one in above if _takes_tab(one)), None)
    if last is not None:  # Qt orders nothing behind what takes no focus
        for one in reversed(inside):  # and leaves one where it is that comes next anyhow
            QWidget.setTabOrder(last, one)


def _around(start: QWidget, step: Callable[[QWidget], QWidget | None]) -> Iterator[QWidget]:
    """The focus chain from a widget until it comes round."""
    widget = step(start)
    while widget is not None and widget is not start:
        yield widget
        widget = step(widget)


def _takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops there; the line inside a number is part of the number."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
