"""The window's composition root: input method, fonts, look, one window a data folder."""

import os
import sys

from PySide6.QtWidgets import QApplication

from volunteer_desk.paths import DataFolder
from volunteer_desk.session import Session
from volunteer_desk.ui.errors import BugDesk
from volunteer_desk.ui.instance import FirstInstance, call_first_window
from volunteer_desk.ui.look import Look
from volunteer_desk.ui.theme import dress, load_window_fonts


def prepare_input_method() -> None:
    """Chinese input under fcitx5: Qt's own plug-in lacks it, its IBus portal speaks to fcitx."""
    modules = (os.environ.get("XMODIFIERS", ""), os.environ.get("GTK_IM_MODULE", ""))
    named = os.environ.get("QT_IM_MODULE", "")
    if sys.platform.startswith("linux") and any("fcitx" in word for word in (*modules, named)):
        os.environ["QT_IM_MODULE"] = "ibus"
        os.environ["IBUS_USE_PORTAL"] = "1"


def run_window(folder: DataFolder) -> int:
    """Show the window of a data folder until it is closed.

    Returns:
        0; also when the folder is open already and its window came to the front.
    """
    prepare_input_method()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    app.setApplicationName("volunteer_desk")
    app.setApplicationDisplayName("志愿服务台")
    load_window_fonts()
    look = Look.kept(folder)
    dress(app, look.theme, look.percent)
    bugs = BugDesk(app)
    bugs.install()
    first = FirstInstance(folder, app)
    session = Session(app, folder, first, bugs)
    first.called.connect(session.raise_window)
    if first.taken() and call_first_window(folder):
        return 0
    session.open()
    try:
        return app.exec()
    finally:
        session.close()
        first.release()
        bugs.uninstall()
