"""The list of candidates: narrowed by typing, ticked by space or mouse, one always chosen."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.certificates import Candidate
from volunteer_desk.ui.certificates.candidates import people_meant, short_teams
from volunteer_desk.ui.certificates.columns import CANDIDATES, Line, visible
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.fields import SearchBox
from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import LinkButton, row_layout

_LEAVING = ("team",)


class CandidateList(QWidget):
    """Shows candidates and keeps which of them are asked for.

    Attributes:
        ticked: Ids of the volunteers who are to get a certificate, sought for or not.
    """

    looked_at = Signal(object)
    """The ``Line`` now chosen, None when there is none."""
    ticks_changed = Signal()
    hours_asked = Signal(object)
    """The ``Line`` whose hours are to be explained."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._candidates: tuple[Candidate, ...] = ()
        self._teams: dict[str, str] = {}
        self._choices: dict[int, bool] = {}
        self._chosen = 0
        self._held = False
        self._filling = False
        self.ticked: set[int] = set()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._search_line())
        self.model: RowsModel[Line] = RowsModel(CANDIDATES)
        self.table = FittingTable(self.model, _LEAVING)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._open_hours)
        self.table.setAccessibleDescription("空格勾选，上下键看每一张，回车看时长怎么来的")
        self.model.ticked.connect(self._tick)
        self.empty = EmptyState(
            "没有人满足这个条件",
            "把小时数改小、把期间放长，或者先登记时长。",
            "去登记时长",
            lambda: context.go("hours"),
            "medal",
            "Ctrl+L",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        layout.addWidget(self.stack, 1)

    def show_candidates(self, candidates: tuple[Candidate, ...], *, hold: bool) -> None:
        """List these people; what was ticked by hand stays so.

        Args:
            candidates: In the order of their numbers to be.
            hold: Choose nobody, for other papers are to stay in sight.
        """
        self._candidates, self._held = candidates, hold
        self._teams = short_teams(candidates)
        self.ticked = {
            one.volunteer_id
            for one in candidates
            if not one.refusal and self._choices.get(one.volunteer_id, not one.note)
        }
        self._filter()

    def forget_choices(self) -> None:
        """Tick by the rule again: who can be printed and has none yet."""
        self._choices.clear()

    def order(self) -> list[int]:
        """Ids of those ticked, in the order of their numbers to be."""
        return [one.volunteer_id for one in self._candidates if one.volunteer_id in self.ticked]

    def _search_line(self) -> QHBoxLayout:
        self.search = SearchBox("在名单里找：姓名、拼音")
        self.search.textChanged.connect(self._filter)
        self.all = LinkButton("全选", "Alt+A", "勾选名单里能发的人")
        self.none = LinkButton("全不选", "Alt+N", "一个都不勾选")
        self.all.clicked.connect(lambda: self._tick_all(True))
        self.none.clicked.connect(lambda: self._tick_all(False))
        line = row_layout(6)
        line.addWidget(self.search, 1)
        line.addWidget(self.all)
        line.addWidget(self.none)
        return line

    def _filter(self) -> None:
        text = self.search.text().strip()
        if text and text.isascii():
            desk = self._context.desk
            self._context.tasks.read(
                lambda: people_meant(desk, text), self._narrow, key="candidate-names"
            )
        else:
            self._narrow(None)

    def _narrow(self, meant: frozenset[int] | None) -> None:
        text = self.search.text().strip()
        lines = [
            Line(one, one.volunteer_id in self.ticked, self._teams.get(one.team, ""))
            for one in self._candidates
            if not text or text in one.name or (meant is not None and one.volunteer_id in meant)
        ]
        row = next((at for at, line in enumerate(lines) if line.volunteer_id == self._chosen), 0)
        self._filling = True
        self.model.set_rows(lines)
        self.stack.setCurrentIndex(0 if self._candidates else 1)
        if lines and not self._held:
            self.table.choose_row(row)
        self._filling = False
        self.ticks_changed.emit()
        if not self._held:
            self._look(self.model.row(row))

    def _choose(self, row: int) -> None:
        if not self._filling and row >= 0:
            self._held = False
            self._look(self.model.row(row))

    def _open_hours(self, row: int) -> None:
        line = self.model.row(row)
        if line is not None:
            self.hours_asked.emit(line)

    def _look(self, line: Line | None) -> None:
        if line is not None:
            self._chosen = line.volunteer_id
        self.looked_at.emit(line)

    def _tick(self, row: int, _key: str, on: bool) -> None:
        line = self.model.row(row)
        if line is None:
            return
        if line.candidate.refusal:
            name, why = line.candidate.name, line.candidate.refusal
            self._context.notices.info(visible(f"{name}不能印：{why}"))
            return
        self._set_tick(line, on)
        self.model.replace_row(row, replace(line, ticked=on))
        self.ticks_changed.emit()

    def _tick_all(self, on: bool) -> None:
        for row, line in enumerate(self.model.rows):
            if not line.candidate.refusal and line.ticked != on:
                self._set_tick(line, on)
                self.model.replace_row(row, replace(line, ticked=on))
        self.ticks_changed.emit()

    def _set_tick(self, line: Line, on: bool) -> None:
        self._choices[line.volunteer_id] = on
        (self.ticked.add if on else self.ticked.discard)(line.volunteer_id)
