"""Every key and click of the daily jobs: ``python -m tests.bench.keystrokes``.

A key with its modifiers is one, a click is one. Nothing is set behind the page's back but what
stands in the desk before the job begins.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.city import NOW
from tests.ledger_rows import list_hours
from tests.registered import a_team, an_activity, register
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.projects import ActivityDraft, ProjectDraft
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.activities import list_activities, save_activity
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.projects import save_project
from volunteer_desk.services.settings import read_settings
from volunteer_desk.services.sign_sheets import make_sheet, sheets_of
from volunteer_desk.services.volunteers import save_volunteer
from volunteer_desk.ui.hours.page import HoursPage
from volunteer_desk.ui.immediate_tasks import ImmediateTasks
from volunteer_desk.ui.notices import Notices
from volunteer_desk.ui.page import PageContext

Key = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PEOPLE = 30
TODAY = NOW.date()


class Hands:
    """What a person does at the page, counted."""

    def __init__(self, page: HoursPage) -> None:
        self.page = page
        self.count = 0

    def press(self, key: Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        """One key, to whoever has the keys now."""
        self.count += 1
        at = QApplication.activePopupWidget() or self.page.focusWidget() or self.page
        QTest.keyClick(at, key, held)

    def write(self, letters: str) -> None:
        """A key a letter."""
        for letter in letters:
            self.count += 1
            QTest.keyClicks(self.page.focusWidget() or self.page, letter)


@dataclass(frozen=True)
class Job:
    """One line of the table.

    Attributes:
        name: What is done.
        limit: Most keys and clicks.
        prepare: What stands in the desk before.
        work: The job; returns the keys that count.
    """

    name: str
    limit: int
    prepare: Callable[[Desk], object]
    work: Callable[[Hands, Desk], int]


def _names() -> list[str]:
    return [f"王{first}{second}" for first in "建国明华丽" for second in "东西南北中"]


def _namesakes(desk: Desk) -> None:
    an_activity(desk, TODAY - timedelta(days=7))
    register(desk, *_names(), "张伟", "张伟", "李娜", "李娜", "赵云", "孙权", "周瑜")


def paste(hands: Hands, desk: Desk) -> int:
    """30 people pasted from 接龙, two of them ambiguous."""
    wanted = [*_names(), "张伟", "李娜", "赵云", "孙权", "周瑜"]
    QGuiApplication.clipboard().setText("\n".join(f"{n}. {x}" for n, x in enumerate(wanted, 1)))
    hands.press(Key.Key_V, CTRL)  # the box has the focus when the page opens
    hands.press(Key.Key_Tab)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        hands.press(key)
    hands.press(Key.Key_S, ALT)
    hands.write("2")
    hands.press(Key.Key_F8)
    hands.write("11")
    hands.press(Key.Key_Return, CTRL)
    _must(_served(desk, TODAY) == PEOPLE * 120)
    return hands.count


def _usual_team(desk: Desk) -> None:
    team = a_team(desk)
    save_project(desk, ProjectDraft("周末清洁家园", team_id=team))
    people = register(desk, *(f"王{n}" for n in range(PEOPLE)), team_id=team)
    for weeks in (1, 2):
        activity = an_activity(desk, TODAY - timedelta(weeks=weeks), team_id=team)
        log_hours(desk, HoursDraft(activity, tuple(HourLine(one, 120) for one in people)))


def usual(hands: Hands, desk: Desk) -> int:
    """30 of the team's usual people."""
    hands.press(Key.Key_P, ALT)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        hands.press(key)
    hands.press(Key.Key_T, ALT)
    hands.press(Key.Key_S, ALT)
    hands.write("2")
    hands.press(Key.Key_Return, CTRL)
    _must(_served(desk, TODAY) == PEOPLE * 120)
    return hands.count


_FIRST, _MIDDLE = "王李张刘陈杨", "国平海东明"
_INITIALS = dict(zip(_FIRST + _MIDDLE, "wlzlcygphdm", strict=True))


def _paper(desk: Desk) -> None:
    an_activity(desk, TODAY - timedelta(days=7))
    for first in _FIRST:
        for middle in _MIDDLE:
            save_volunteer(desk, VolunteerDraft(f"{first}{middle}林"))


def typed(hands: Hands, desk: Desk) -> int:
    """30 rows typed from paper by initials; the most keys of a row count."""
    hands.press(Key.Key_P, ALT)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Return):
        hands.press(key)
    hands.press(Key.Key_S, ALT)
    hands.write("2")
    hands.press(Key.Key_N, ALT)
    most = 0
    for first in _FIRST:
        for middle in _MIDDLE:
            before = hands.count
            hands.write(_INITIALS[first] + _INITIALS[middle] + "l")
            hands.press(Key.Key_Return)
            most = max(most, hands.count - before)
    hands.press(Key.Key_Return, CTRL)
    _must(_served(desk, TODAY) == PEOPLE * 120)
    return most


def correct(hands: Hands, desk: Desk) -> int:
    """One entry gets another time, from 最近登记."""
    wanted = list_hours(desk, span=None)[1]
    hands.press(Key.Key_2, ALT)
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    hands.write("3")
    hands.press(Key.Key_Return)
    own = list_hours(desk, volunteer_id=wanted.volunteer_id, batch_id=None)
    _must(sorted(row.minutes for row in own) == [-120, 120, 120, 180])
    return hands.count


def _sheet(desk: Desk) -> None:
    project = save_project(desk, ProjectDraft("周末清洁家园")).row_id or 0
    held = ActivityDraft(project, TODAY, time(9), time(11, 30))
    activity = save_activity(desk, held).row_id or 0
    make_sheet(desk, activity, register(desk, *(f"王{n}" for n in range(PEOPLE))), 0)


def signed(hands: Hands, desk: Desk) -> int:
    """30 rows of a 签到表 in its printed order; the most keys of a row count."""
    held = list_activities(desk)[0]
    hands.press(Key.Key_4, ALT)
    hands.write(sheets_of(desk, held.id)[0].code)  # a scanner does this
    hands.press(Key.Key_Return)
    most = 0
    for row in range(PEOPLE):
        before = hands.count
        hands.write(("910", "2.5", "'")[row % 3])
        if row % 3 < 2:
            hands.press(Key.Key_Return)
            QApplication.processEvents()
        most = max(most, hands.count - before)
    hands.press(Key.Key_Return, CTRL)
    _must(_served(desk, TODAY) == 10 * 140 + 20 * 150)
    return most


JOBS = (
    Job("30 pasted from 接龙, two ambiguous", 12, _namesakes, paste),
    Job("30 of the team's usual people", 8, _usual_team, usual),
    Job("a row typed from paper (of 30)", 4, _paper, typed),
    Job("a row of a 签到表 (of 30)", 4, _sheet, signed),
    Job("correcting one entry", 6, _usual_team, correct),
)


def keys_of(job: Job, folder: DataFolder) -> tuple[int, int]:
    """Do a job on a desk of its own: the keys that count, and all that were pressed."""
    desk, over = open_desk(folder, lambda: NOW), QWidget()
    try:
        job.prepare(desk)
        notices, tasks = Notices(over), ImmediateTasks(over)
        context = PageContext(
            desk,
            tasks,
            notices,
            lambda: read_settings(desk),
            lambda _page, _subject=None, _noun=None: None,
            lambda _changed: None,
            lambda _path: None,
        )
        page = HoursPage(context)
        page.resize(1182, 708)
        page.reload()
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowExposed(page)
        hands = Hands(page)
        counted = job.work(hands, desk)
        page.left()
        page.close()
        page.deleteLater()
        return counted, hands.count
    finally:
        desk.close()


def _served(desk: Desk, on: date) -> int:
    return sum(row.minutes for row in list_hours(desk, limit=1000) if row.served_on == on)


def _must(done: bool) -> None:
    if not done:
        raise RuntimeError("the keys did not do the job")


def main() -> int:
    """Print the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    met = True
    for job in JOBS:
        with tempfile.TemporaryDirectory() as place:
            counted, pressed = keys_of(job, DataFolder(Path(place) / "data"))
        app.processEvents()
        met = met and counted <= job.limit
        said = "met" if counted <= job.limit else "NOT MET"
        sys.stdout.write(f"{job.name:38} ≤{job.limit:<3} {counted:>3}  {said}")
        sys.stdout.write(f"  ({pressed} keys in all)\n" if pressed != counted else "\n")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
