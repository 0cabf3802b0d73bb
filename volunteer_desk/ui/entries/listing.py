"""The rows of a total, however many, with the sentence that adds them up."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.entries import Entries, EntryFilter, sums_words
from volunteer_desk.domain.hours import HourRow
from volunteer_desk.services.entries import entry_lines, find_entries
from volunteer_desk.ui.drawing_line import DrawingLine
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.entries.columns import ENTRY_COLUMNS
from volunteer_desk.ui.folding_table import FoldingTable
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.widgets import LinkButton, row_layout, words
from volunteer_desk.ui.windowed_model import WindowedModel

LEAVING = ("said", "span", "team", "state", "project")
"""What gives way first."""


class EntryList(QWidget):
    """``ask`` for a filter; every row of it can be scrolled to, and the sum is of all of them."""

    found = Signal(object)
    """An ``Entries`` is shown."""
    widened = Signal()
    """看全部 was pressed: not only those of one row are wanted."""

    def __init__(
        self,
        context: PageContext,
        key: str,
        *,
        leaving: Sequence[str] = LEAVING,
        nothing: EmptyState | None = None,
    ) -> None:
        """``key`` names its reading, of which only the last counts.

        ``nothing`` stands in the place of an empty list and says the next step.
        """
        super().__init__()
        self._context = context
        self._key = key
        self._lead = ""
        self.entries: Entries | None = None
        self.model: WindowedModel[HourRow] = WindowedModel(ENTRY_COLUMNS, self._lines)
        self.table = FoldingTable(leaving, "project")
        self.table.show_model(self.model)
        self.total = words("", "soft")
        self.total.setWordWrap(True)
        self.only = ElidedLabel("", "soft", asks=False)
        self.whole = LinkButton("看全部", "Alt+0", "不再只看这一行的明细")
        self.whole.clicked.connect(self.widened)
        self._narrowed = QWidget()
        above = row_layout(8)
        above.setContentsMargins(0, 0, 0, 0)
        self._narrowed.setLayout(above)
        above.addWidget(self.only, 1)
        above.addWidget(self.whole)
        self._narrowed.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.busy = DrawingLine()
        self.busy.stopped.connect(self.stop)
        layout.addWidget(self._narrowed)
        layout.addWidget(self.busy)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(nothing or QWidget())
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.total)

    def ask(
        self, which: EntryFilter, *, lead: str = "", only: str = "", slow: bool = False
    ) -> None:
        """Read and show the rows of a filter.

        Args:
            which: The filter.
            lead: Stands before the sentence that adds them up.
            only: Whose they are alone, where 看全部 leads to more.
            slow: Whether it takes long by its nature: a whole year or more.
        """
        desk = self._context.desk
        self._lead = lead
        self.table.leave_out(_alike(which))
        self.only.setText(f"只看：{only}")
        self._narrowed.setVisible(bool(only))
        self.total.setText("正在读取…")
        if slow:
            self.busy.begin("正在读取")
        self._context.tasks.read(
            lambda: find_entries(desk, which),
            self._show,
            key=self._key,
            failed=self._refused,
            slow=slow,
        )

    def stop(self) -> None:
        """Nobody waits for the rows any more."""
        self._context.tasks.stop(self._key)
        self.busy.end()
        self.total.setText("已停下，没有读完。")

    def row(self, number: int) -> HourRow | None:
        """The row at a position."""
        return self.model.row(number)

    def clear(self) -> None:
        """Show no rows."""
        self.entries = None
        self.model.set_ids(())
        self.total.setText("")

    def _lines(self, ids: Sequence[int]) -> Sequence[HourRow]:
        return entry_lines(self._context.desk, ids)

    def _refused(self, _fault: Refusal) -> None:
        self.busy.end()
        self.total.setText("没有读出来，原因见右上角。")

    def _show(self, entries: Entries) -> None:
        self.busy.end()
        place = max(0, self.table.current_row())
        same = self.entries is not None and self.entries.which == entries.which
        self.entries = entries
        self.model.set_ids(entries.ids)
        self._stack.setCurrentIndex(0 if entries.ids else 1)
        self.table.fold()  # what is said beneath may have given or taken a scroll bar
        said = sums_words(entries) if entries.ids else "没有时长记录。"
        self.total.setText(f"{self._lead}：{said}" if self._lead else said)
        if entries.ids:
            self.table.choose_row(min(place, len(entries.ids) - 1) if same else 0)
        self.found.emit(entries)


def _alike(which: EntryFilter) -> list[str]:
    """Columns that say the same in every row of a filter."""
    told = (
        ("name", which.volunteer_id),
        ("project", which.project_id or which.activity_id),
        ("team", which.team_id),
        ("served_on", which.activity_id),
    )
    return [key for key, asked in told if asked is not None]
