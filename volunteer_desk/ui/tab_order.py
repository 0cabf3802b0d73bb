"""Where Tab goes when a part is put among others that were there before it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stand_behind(before: QWidget, part: QWidget) -> None:
    """Let Tab go from ``before`` through the widgets of ``part`` in their own order.

    Both stand in one window; Qt puts what comes late behind everything in it.
    """
    inside: list[QWidget] = []
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        if part.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            inside.append(widget)
        widget = widget.nextInFocusChain()
    for one in inside:
        QWidget.setTabOrder(before, one)
        before = one
