"""Scrolling the whole list, step by step, in a process of its own."""

import json
import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTableView

from tests.bench.measure import Row, p95, words
from volunteer_desk.paths import DataFolder

ROOT = Path(__file__).parents[2]
_WHEEL, _PAGES, _DRAGS = 400, 200, 200


def scrolling(folder: DataFolder, now: str) -> Row:
    """Wheel steps, whole pages, and the bar dragged from end to end, each until it is painted.

    Of the lists of projects, teams and units the worst of the three counts.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.scrolling", str(folder.root), now],
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
        "scroll the whole list, a step (p95)", "–", words(worst), "–", "≤16 ms",
        worst <= 0.016, f"processor time, fetched and painted: {each}",
    )  # fmt: skip


def scrolled(table: QTableView) -> dict[str, list[float]]:
    """Seconds of processor time of each step, by the way of scrolling."""
    bar = table.verticalScrollBar()

    def step(place: int) -> float:
        start = time.thread_time()
        bar.setValue(place)
        QApplication.processEvents()
        return time.thread_time() - start

    for warm in range(20):
        step(warm * 111)
    end = bar.maximum()
    return {
        "wheel": [step(place * 111) for place in range(20, _WHEEL)],
        "page": [step(min(end, end // 3 + place * bar.pageStep())) for place in range(_PAGES)],
        "drag": [step(end * place // _DRAGS) for place in range(_DRAGS + 1)],
    }


def main() -> None:
    """Scroll and print the times as JSON."""
    from volunteer_desk.services.desk import open_desk
    from volunteer_desk.ui.immediate_tasks import ImmediateTasks
    from volunteer_desk.ui.pages import PAGES
    from volunteer_desk.ui.projects.page import ProjectsPage
    from volunteer_desk.ui.shell import MainWindow
    from volunteer_desk.ui.theme import dress, load_window_fonts
    from volunteer_desk.ui.volunteers.page import VolunteersPage

    app = QApplication([])
    load_window_fonts()
    dress(app, "light")
    instant = datetime.fromisoformat(sys.argv[2])
    desk = open_desk(DataFolder(Path(sys.argv[1])), lambda: instant)
    only = [spec for spec in PAGES if spec.name in ("volunteers", "projects")]
    window = MainWindow(desk, ImmediateTasks(), only)
    window.resize(1366, 768)
    window.show()
    window.show_page("volunteers")
    app.processEvents()
    page = window.pages["volunteers"]
    assert isinstance(page, VolunteersPage)
    took = scrolled(page.roll.table)
    window.show_page("projects")
    lists = window.pages["projects"]
    assert isinstance(lists, ProjectsPage)
    for tab, name in enumerate(("projects", "teams", "units")):
        lists.lists.show_tab(tab)
        app.processEvents()
        ways = scrolled(lists.lists.tables[tab])
        took[name] = max(ways.values(), key=p95)
    window.close()
    desk.close()
    sys.stdout.write(json.dumps(took) + "\n")


if __name__ == "__main__":
    main()
