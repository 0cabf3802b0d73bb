"""Filling the sheet with people who are known beforehand: last time's, the usual, the planned."""

from PySide6.QtCore import Qt

from volunteer_desk.ui.hours import reading
from volunteer_desk.ui.hours.entry_notes import EntryNotes
from volunteer_desk.ui.hours.reading import Around
from volunteer_desk.ui.hours.rows import Person
from volunteer_desk.ui.page import PageContext


class EntryFilling(EntryNotes):
    """One press, and those who are likely stand in the sheet."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._around = Around(None, None, (), None)
        self.same.clicked.connect(self._fill_same)
        self.usual.clicked.connect(self._fill_usual)
        self.planned.clicked.connect(self._fill_planned)
        self.bar.activity.changed.connect(self._show_planned)

    def offer_people(self) -> None:
        """Offer who is known of the occasion that is being logged."""
        last = self._around.last
        self.same.setEnabled(last is not None)
        if last is None:
            self.same.setText("同上次")
            tip = "这个项目以前没有登记过"
        else:
            self.same.setText(f"同上次 {len(last.people)} 人")
            tip = f"放进{last.on.month}月{last.on.day}日来的 {len(last.people)} 人"
        self.same.setToolTip(f"{tip}（Alt L）")
        self.usual.setVisible(bool(self._around.usual))
        self.line.favour(self._around.usual)
        self._show_planned()

    def _show_planned(self) -> None:
        """Offer the list of the activity chosen, where it has one."""
        chosen = self.bar.occasion().activity_id
        expected = self._around.expected.get(chosen, 0) if chosen is not None else 0
        self.planned.setVisible(bool(expected))
        self.planned.setText(f"计划的 {expected} 人")

    def _fill_same(self) -> None:
        last = self._around.last
        if last is None:
            return
        self.bar.fill(last.times(), last.place)
        self._fill_with(last.people)

    def _fill_usual(self) -> None:
        self._fill_with(self._around.usual)

    def _fill_with(self, ids: tuple[int, ...]) -> None:
        desk = self.context.desk
        self.context.tasks.read(
            lambda: reading.read_people(desk, ids), self._fill, key="hours.fill"
        )

    def _fill_planned(self) -> None:
        desk, planned = self.context.desk, self.bar.occasion().activity_id
        if planned is not None:
            activity_id = planned
            self.context.tasks.read(
                lambda: reading.expected_of(desk, activity_id), self._fill, key="hours.fill"
            )

    def _fill(self, people: list[Person]) -> None:
        self.sheet.add_people(people)
        self._refresh()
        if self.sheet.rows:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            self.grid.choose_cell(0)
