"""Keys in the hours grid with 2,000 rows, each until it is painted, in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.city import NOW
from tests.bench.measure import Row, p95, words
from volunteer_desk.paths import DataFolder

ROOT = Path(__file__).parents[2]
ROWS = 2000
FRAME = 0.016


def keystrokes() -> Row:
    """The common time, a row's own time, 信用 or 荣誉, the next row, a row removed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.grid"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    if done.returncode:
        raise RuntimeError(f"the window failed: {done.stderr[-800:]}")
    took: dict[str, list[float]] = json.loads(done.stdout.strip().splitlines()[-1])
    worst = max(p95(times) for times in took.values())
    each = ", ".join(f"{name} {words(p95(times))}" for name, times in took.items())
    return Row(
        f"grid keystroke, {ROWS:,} rows (p95)", "–", words(worst), "–", "≤16 ms",
        worst <= FRAME, f"processor time, checked and painted: {each}",
    )  # fmt: skip


def main() -> None:
    """Press the keys and print the times as JSON."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from tests.registered import register
    from volunteer_desk.services.desk import open_desk
    from volunteer_desk.services.settings import read_settings
    from volunteer_desk.ui.hours.page import HoursPage
    from volunteer_desk.ui.hours.reading import read_people
    from volunteer_desk.ui.immediate_tasks import ImmediateTasks
    from volunteer_desk.ui.notices import Notices
    from volunteer_desk.ui.page import PageContext
    from volunteer_desk.ui.theme import dress, load_window_fonts

    app = QApplication([])
    load_window_fonts()
    dress(app, "light")
    key = Qt.Key
    with tempfile.TemporaryDirectory() as place:
        desk = open_desk(DataFolder(Path(place) / "data"), lambda: NOW)
        over = QWidget()
        context = PageContext(
            desk,
            ImmediateTasks(over),
            Notices(over),
            lambda: read_settings(desk),
            lambda _page, _subject=None, _noun=None: None,
            lambda _changed: None,
            lambda _path: None,
        )
        page = HoursPage(context)
        page.resize(1182, 708)
        page.reload()
        page.show()
        QTest.qWaitForWindowExposed(page)
        entry = page.entry
        entry.bar.project.set_text("敬老助餐")
        names = (f"王{number}" for number in range(ROWS))
        entry._fill(read_people(desk, register(desk, *names)))

        def press(pressed: Qt.Key) -> float:
            start = time.thread_time()
            QTest.keyClick(page.focusWidget() or page, pressed)
            app.processEvents()
            return time.thread_time() - start

        def edit(row: int) -> list[float]:
            entry.grid.choose_cell(row)
            app.processEvents()
            return [press(key.Key_3), press(key.Key_Return)]

        entry.bar.time.setFocus()
        press(key.Key_2)
        common = [press(one) for one in (key.Key_Backspace, key.Key_3) * 15]
        entry.grid.setFocus()
        own = [took for row in range(0, 1000, 50) for took in edit(row)]
        took = {
            "common time": common,
            "own time": own,
            "nature": [press(key.Key_Space) for _ in range(30)],
            "next row": [press(key.Key_Down) for _ in range(60)],
            "remove": [press(key.Key_Delete) for _ in range(30)],
        }
        settled = entry.sheet.tally.settled
        page.left()
        page.close()
        desk.close()
    if settled != ROWS - 30:
        raise RuntimeError("the keys did not do the job")
    sys.stdout.write(json.dumps(took) + "\n")


if __name__ == "__main__":
    main()
