"""One window to a data folder: a lock file, and a local socket by which a second start calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.paths import DataFolder

if TYPE_CHECKING:  # not needed until the window is in sight
    from PySide6.QtNetwork import QLocalServer

PATIENCE = 1500
"""Milliseconds to wait for the first window's answer."""


class FirstInstance(QObject):
    """Holds the folder's lock; ``called`` when the program was started a second time."""

    called = Signal()

    def __init__(self, folder: DataFolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock = QLockFile(str(folder.lock))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Take the folder; False when another window has it.

        Raises:
            UserFacingError: The folder cannot be written.
        """
        refused = UserFacingError(
            "数据文件夹打不开或不能写入。", "请检查文件夹的权限和磁盘空间，或换一个数据文件夹。"
        )
        try:
            self._folder.root.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise refused from fault
        if self._lock.tryLock(0):
            return True
        if self._lock.error() == QLockFile.LockError.LockFailedError:
            return False
        raise refused

    def taken(self) -> bool:
        """Whether another window seems to hold the folder (its lock file lies there)."""
        return self._folder.lock.exists()

    def listen(self) -> None:
        """Wait for second starts; call once the window is shown."""
        from PySide6.QtNetwork import QLocalServer

        name = socket_name(self._folder)
        QLocalServer.removeServer(name)  # left behind by a crash; the lock is ours
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def release(self) -> None:
        """Give the folder up."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _answer(self) -> None:
        while self._server is not None and (caller := self._server.nextPendingConnection()):
            caller.disconnectFromServer()
            caller.deleteLater()
        self.called.emit()


def socket_name(folder: DataFolder) -> str:
    """The socket of a data folder, short enough for every system."""
    import hashlib

    digest = hashlib.sha256(str(folder.root).encode()).hexdigest()[:16]
    return f"volunteer-desk-{digest}"


def call_first_window(folder: DataFolder) -> bool:
    """Ask the window that has the folder to come to the front; False when nobody answers."""
    from PySide6.QtNetwork import QLocalSocket

    caller = QLocalSocket()
    caller.connectToServer(socket_name(folder))
    answered = caller.waitForConnected(PATIENCE)
    caller.abort()
    return answered
