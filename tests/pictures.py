"""Pictures of every page: ``python -m tests.pictures [out] [page…]``, without a display."""

import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.scenes import SCENES
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.demo import fill_demo
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.services.settings import change_settings
from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.pages import PAGES
from volunteer_desk.ui.shell import MainWindow
from volunteer_desk.ui.theme import load_rare_font, load_window_fonts

INSTANT = datetime.fromisoformat("2026-11-22T09:30:00+08:00")
SIZE = (1366, 768)


def draw(desk: Desk, out: Path, words: str, only: list[str]) -> list[Path]:
    """Draw the pages of one desk as it is now to ``out/<page>-<words>.png``."""
    window = MainWindow(desk, ImmediateTasks())
    window.resize(*SIZE)
    window.show()
    made = []
    for spec in PAGES:
        if not spec.exists() or (only and spec.name not in only):
            continue
        window.show_page(spec.name)
        window.setFocus()
        for _ in range(3):
            QApplication.processEvents()
        made.append(out / f"{spec.name}-{words}.png")
        window.grab().save(str(made[-1]))
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return made


def draw_scenes(desk: Desk, out: Path, words: str, only: list[str]) -> list[Path]:
    """Draw pages in the middle of a job to ``out/<scene>-<words>.png``."""
    made = []
    for scene, (page, prepare) in SCENES.items():
        if only and scene not in only and page not in only:
            continue
        window = MainWindow(desk, ImmediateTasks())
        window.resize(*SIZE)
        window.show()
        prepare(window)
        QTest.qWait(400)  # typed text is read after a pause
        made.append(out / f"{scene}-{words}.png")
        shown = QApplication.activeModalWidget() or window  # the kiosk has a window of its own
        shown.grab().save(str(made[-1]))
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return made


def draw_first_start(out: Path, root: Path) -> Path:
    """Draw what an empty folder shows."""
    desk = open_desk(DataFolder(root / "new"), lambda: INSTANT)
    window = MainWindow(desk, ImmediateTasks())
    window.resize(*SIZE)
    window.show()
    QApplication.processEvents()
    picture = out / "first-start-light.png"
    window.grab().save(str(picture))
    window.close()
    desk.close()
    return picture


def draw_all(out: Path, only: list[str]) -> list[Path]:
    """Every page: light and dark, filled and empty, and at 125 % and 150 % text."""
    out.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        filled = open_desk(DataFolder(root / "filled"), lambda: INSTANT)
        fill_demo(filled, "community")
        change_settings(filled, theme="light")
        made += draw(filled, out, "light", only)
        made += draw_scenes(filled, out, "light", only)
        for percent in (125, 150):
            change_settings(filled, text_percent=percent)
            made += draw(filled, out, f"light-{percent}", only)
        change_settings(filled, theme="dark", text_percent=100)
        made += draw(filled, out, "dark", only)
        made += draw_scenes(filled, out, "dark", only)
        filled.close()
        empty = open_desk(DataFolder(root / "empty"), lambda: INSTANT)
        change_settings(empty, unit="幸福里社区居民委员会", theme="light")
        made += draw(empty, out, "empty-light", only)
        change_settings(empty, theme="dark")
        made += draw(empty, out, "empty-dark", only)
        empty.close()
        if not only:
            made.append(draw_first_start(out, root))
    return made


def main() -> None:
    """Draw and say how many."""
    arguments = sys.argv[1:]
    out = Path(arguments[0]) if arguments else Path("build/pictures")
    app = QApplication.instance() or QApplication([])
    load_window_fonts()
    load_rare_font()
    made = draw_all(out, arguments[1:])
    app.processEvents()
    sys.stdout.write(f"{len(made)} pictures in {out}\n")


if __name__ == "__main__":
    main()
