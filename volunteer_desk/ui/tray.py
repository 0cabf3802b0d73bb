"""The tray icon, where the desktop has a tray: says once what is due, a click opens the window."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from volunteer_desk.domain.reminders import Reminder, Urgency
from volunteer_desk.ui.icons import icon

SHOWN_FOR = 8000


class Tray(QObject):
    """Make it with ``make_tray``; ``opened`` when the user wants the window."""

    opened = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._told: frozenset[str] = frozenset()
        self.icon = QSystemTrayIcon(icon("hand", "accent"), self)
        self.icon.setToolTip("志愿服务台")
        self._menu = QMenu()
        for text, signal in (("打开志愿服务台", self.opened), ("退出", self.quit_wanted)):
            action = QAction(text, self._menu)
            action.triggered.connect(signal)
            self._menu.addAction(action)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._clicked)
        self.icon.messageClicked.connect(self.opened)
        self.icon.show()

    def show_reminders(self, reminders: tuple[Reminder, ...]) -> None:
        """Say what is newly due, in one message however much it is; the same is not said twice."""
        message = news(reminders, self._told)
        self._told = frozenset(reminder.key for reminder in reminders)
        self.icon.setToolTip(
            f"志愿服务台：{len(reminders)} 件等着办" if reminders else "志愿服务台"
        )
        if message:
            self.icon.showMessage("等着办", message, icon("bell", "accent"), SHOWN_FOR)

    def close(self) -> None:
        """Take the icon away."""
        self.icon.hide()
        self._menu.deleteLater()

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self.opened.emit()


def news(reminders: tuple[Reminder, ...], told: frozenset[str]) -> str:
    """One message about what was not told yet, "" for nothing; calm ones wait on 工作台."""
    fresh = [
        reminder
        for reminder in reminders
        if reminder.key not in told and reminder.urgency != Urgency.CALM
    ]
    if not fresh:
        return ""
    first = f"{fresh[0].title}（{fresh[0].pill}）"
    return first if len(fresh) == 1 else f"{first}等 {len(fresh)} 件"


def make_tray(parent: QObject) -> Tray | None:
    """A tray icon, or None where the desktop has no tray."""
    return Tray(parent) if QSystemTrayIcon.isSystemTrayAvailable() else None
