"""Keys that belong to the widget they are typed in before the window's shortcuts take them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def claim_escape(event: QEvent, wanted: Callable[[], bool] | None = None) -> bool:
    """Whether this is Esc about to become a shortcut of the window; it is then kept from it.

    For ``event`` (``return claim_escape(event) or super().event(event)``) and event filters: the
    key comes next as a plain press, to the widget that has the focus and those around it.

    Args:
        event: Any event of the widget.
        wanted: Whether the widget wants the key now; asked only when it is that key, since
            other events come while the widget is still being made.
    """
    if (
        event.type() != QEvent.Type.ShortcutOverride
        or not isinstance(event, QKeyEvent)
        or event.key() != Qt.Key.Key_Escape
        or (wanted is not None and not wanted())
    ):
        return False
    event.accept()
    return True
