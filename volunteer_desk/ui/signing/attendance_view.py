"""结束签到: whom the kiosk heard, who forgot to sign out, what is wrong, and crediting them."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import LoggedHours
from volunteer_desk.domain.kiosk import AttendanceLine, AttendanceSheet
from volunteer_desk.domain.sign_sheets import SignOccasion
from volunteer_desk.services.attendance_edit import change_stay, drop_stays, give_end, restore_stays
from volunteer_desk.services.attendance_list import attendance_of, log_attendance
from volunteer_desk.services.hours import told
from volunteer_desk.services.presence import occasion_times
from volunteer_desk.ui.hours.row_times import read_clock
from volunteer_desk.ui.hours.saving import MOVED
from volunteer_desk.ui.own_keys import claim_escape
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.signing.attendance_layout import HOW, AttendanceLayout
from volunteer_desk.ui.signing.columns import attendance_state


class AttendanceView(AttendanceLayout):
    """Everyone of one activity, in the order they came; Esc leads back."""

    closed = Signal()
    kiosk_asked = Signal()
    entries_asked = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._occasion: SignOccasion | None = None
        self._reasons: dict[int, str] = {}
        self._dropping = False
        self._attempt: tuple[int, tuple[tuple[int, int], ...]] | None = None
        self._request = ""
        self.sheet: AttendanceSheet | None = None
        self._connect()

    def _connect(self) -> None:
        self.table.row_activated.connect(self._ask_times)
        self.table.row_chosen.connect(self._say)
        self.editing.given.connect(self._given)
        self.editing.given_up.connect(self._give_up)
        self.ends.clicked.connect(self._give_ends)
        self.kiosk.clicked.connect(self.kiosk_asked)
        self.entries.clicked.connect(self._ask_entries)
        self.leave.clicked.connect(self.closed)
        self.save.clicked.connect(self.log)

    def show_occasion(self, occasion: SignOccasion) -> None:
        """Show the people of an activity."""
        if self._occasion is None or self._occasion.id != occasion.id:
            self._reasons.clear()
        self._occasion = occasion
        self.editing.hide()
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        if self._occasion is None:
            return
        desk, activity, reasons = self._context.desk, self._occasion.id, dict(self._reasons)
        self._context.tasks.read(
            lambda: attendance_of(desk, activity, reasons), self._show, key="signing.attendance"
        )

    def log(self) -> None:
        """Credit everyone who can be, as one batch."""
        occasion = self._occasion
        ready = tuple((one.volunteer_id, one.counted) for one in self._lines() if one.ready)
        if occasion is None or not ready or not self.save.isEnabled():
            return
        attempt = (occasion.id, ready)
        if attempt != self._attempt:
            self._attempt, self._request = attempt, str(uuid4())
        desk, activity, request = self._context.desk, occasion.id, self._request
        people, reasons = [person for person, _minutes in ready], dict(self._reasons)
        self.save.setEnabled(False)

        def work(_progress: Progress) -> LoggedHours:
            return log_attendance(desk, activity, people, request, reasons)

        self._context.tasks.run(work, self._logged, label="正在登记时长", failed=self._failed)

    def event(self, event: QEvent) -> bool:
        """Esc typed inside is the view's own, not the window's."""
        return claim_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back; Delete on a row asks why it does not count, or restores it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self._drop()
        else:
            super().keyPressEvent(event)

    def _lines(self) -> tuple[AttendanceLine, ...]:
        return self.sheet.lines if self.sheet else ()

    def _show(self, sheet: AttendanceSheet) -> None:
        self.sheet = sheet
        place = max(self.table.current_row(), 0)
        self.lines.set_rows(sheet.lines)
        here = sheet.occasion
        self.title.setText(f"签到记录 · {here.project}")
        self.note.setText(f"{here.held_on:%Y-%m-%d} {here.times}".rstrip())
        ready = [line for line in sheet.lines if line.ready]
        still = sum(line.open_stay is not None for line in sheet.lines)
        minutes = sum(line.counted for line in ready)
        count = sheet.presence
        self.total.setText(
            f"已到 {count.came} · 在场 {count.here} · 已离开 {count.left}"
            f"　可登记 {len(ready)} 人 {format_hours(minutes)} 小时"
        )
        self.ends.setVisible(bool(still))
        self.ends.setText(f"{still} 人补签退")
        self.entries.setVisible(any(line.logged for line in sheet.lines))
        self.save.setText(f"登记 {len(ready)} 人" if ready else "登记")
        self.save.setEnabled(bool(ready))
        if sheet.lines:
            self.table.choose_row(min(place, len(sheet.lines) - 1))
        self._say(self.table.current_row())

    def _say(self, number: int) -> None:
        line = self.lines.row(number)
        if line is None:
            self.says.setText("还没有人签到。" if self.sheet and not self.sheet.lines else HOW)
            return
        ask = "按 Enter 写明原因即可登记。" if line.waivable else ""
        full = line.problem if line.problem not in ("", "不计") else line.warning
        self.says.setText(f"{full}{ask}" if full and line.open_stay is None else HOW)
        self.says.setToolTip(attendance_state(line)[0])

    def _ask_times(self, number: int) -> None:
        line = self.lines.row(number)
        if line is not None and not line.logged and not line.dropped:
            self._dropping = False
            self.editing.open_for(line, dropping=False)

    def _drop(self) -> None:
        line = self.lines.row(self.table.current_row())
        if line is None or line.logged:
            return
        if line.dropped:
            stays, desk = [stay.id for stay in line.stays], self._context.desk
            self._run(lambda: restore_stays(desk, stays), "正在恢复")
            return
        self._dropping = True
        self.editing.open_for(line, dropping=True)

    def _given(self, came: str, left: str, reason: str) -> None:
        line, desk = self.lines.row(self.table.current_row()), self._context.desk
        if line is None:
            return
        if self._dropping:
            stays = [stay.id for stay in line.stays if stay.counts]
            self._run(lambda: drop_stays(desk, stays, reason), "正在改签到")
            return
        stay = line.edited_stay
        came_at = self._instant(came, stay.came_at)
        left_at = self._instant(left, stay.left_at, after=came_at) if left else None
        if came_at is None or (left and left_at is None):
            field = self.editing.came if came_at is None else self.editing.left
            field.show_problem("看不懂这个时间，请写 9:00 或 900")
            field.edit.setFocus()
            return
        self._reasons[line.volunteer_id] = reason
        if (came_at, left_at) == (stay.came_at, stay.left_at):  # only a reason for a rule
            self._give_up()
            self.reload()
            return
        self._run(lambda: change_stay(desk, stay.id, came_at, left_at, reason), "正在改签到")

    def _instant(
        self, text: str, before: datetime | None, after: datetime | None = None
    ) -> datetime | None:
        """A typed time of day on the activity's days; unchanged words keep their seconds."""
        minute = read_clock(text.removeprefix("次日"))
        if minute is None or self._occasion is None:
            return None
        times = occasion_times(self._context.desk, self._context.settings(), self._occasion)
        if before is not None and (before.hour, before.minute) == divmod(minute, 60):
            return before
        return times.instant_typed(minute, text.startswith("次日"), after)

    def _give_ends(self) -> None:
        """Everyone who forgot leaves at the activity's end, or now where it has none."""
        if self._occasion is None:
            return
        desk = self._context.desk
        times = occasion_times(desk, self._context.settings(), self._occasion)
        ends = times.finishes
        at, said = (ends, "活动结束时间") if ends is not None else (desk.now(), "补签退的时间")
        open_ones = [one.open_stay for one in self._lines() if one.open_stay is not None]
        stays = [stay.id for stay in open_ones if stay.came_at <= at]
        if open_ones and not stays:
            self._context.notices.error(
                UserFacingError(
                    "没有签退的人都是在活动结束以后签到的。", "请按 Enter 逐个填签退时间。"
                )
            )
            return
        self._run(lambda: give_end(desk, stays, at, f"未签退，按{said}计"), "正在补签退")

    def _run(self, act: Callable[[], Changed], label: str) -> None:
        def work(_progress: Progress) -> Changed:
            return act()

        self._context.tasks.run(work, self._moved, label=label)

    def _moved(self, changed: Changed) -> None:
        self._give_up()
        self._context.publish(changed)
        self.reload()

    def _give_up(self) -> None:
        self.editing.hide()
        self.table.setFocus()

    def _ask_entries(self) -> None:
        if self._occasion is not None:
            self.entries_asked.emit(self._occasion.id)

    def _logged(self, logged: LoggedHours) -> None:
        if not logged.problems:
            self._attempt = None
            said = f"{told(logged)}。"
            self._context.publish(Changed(MOVED, logged.batch, said, logged.people))
        self.reload()

    def _failed(self, _fault: object) -> None:
        self.reload()
