"""The second view: what was logged last, entry by entry, and taking one entry back."""

from PySide6.QtWidgets import QHBoxLayout

from volunteer_desk.domain.batches import BatchKind, BatchRow
from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.durations import format_hours
from volunteer_desk.domain.entry_notes import rounded_note
from volunteer_desk.domain.hours import HourRow, counted_minutes
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.hours import list_hours
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.ui.hours.columns import LEDGER_COLUMNS
from volunteer_desk.ui.hours.entry_acts import EntryActs
from volunteer_desk.ui.hours.folding_table import FoldingTable
from volunteer_desk.ui.hours.view import HoursView
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tables import Column, RowsModel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Card, EmptyState, QuietButton, row_layout, words

HOUR_KINDS = frozenset(
    {
        BatchKind.LOG_HOURS,
        BatchKind.PASTE_HOURS,
        BatchKind.IMPORT_HOURS,
        BatchKind.REVERSE_HOURS,
        BatchKind.APPROVE_HOURS,
        BatchKind.RETURN_HOURS,
        BatchKind.UNDO,
    }
)
_LOOKED = 300
"""Batches looked through for those of hours."""
_SHOWN = 5000


def _made(row: BatchRow) -> str:
    return f"{row.made_at.astimezone():%Y-%m-%d %H:%M}"


def _when(row: BatchRow) -> str:
    local = row.made_at.astimezone()
    return f"{local:%m-%d}"


BATCH_COLUMNS: tuple[Column[BatchRow], ...] = (
    Column("made_at", "时间", _when, 64, "soft", tip=_made),
    Column("label", "做了什么", width=100, tip=lambda row: row.label, stretch=True),
    Column(
        "undone",
        "",
        lambda row: "已撤销" if row.undone else "",
        76,
        "pill",
        lambda _row: Tone.PLAIN,
    ),
)


class LedgerView(HoursView):
    """Batches on the left, the entries of the chosen one on the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._batch: int | None = None
        self._activity: int | None = None
        self.batches: RowsModel[BatchRow] = RowsModel(BATCH_COLUMNS)
        self.entries: RowsModel[HourRow] = RowsModel(LEDGER_COLUMNS)
        self.batch_table = FoldingTable(("undone", "made_at"), "label")
        self.entry_table = FoldingTable(("remark", "project", "span"), "name")
        self.batch_table.show_model(self.batches)
        self.entry_table.show_model(self.entries)
        self.total = words("", "soft")
        self.total.setWordWrap(True)
        self.reverse = QuietButton("冲销这一条…", "Ctrl+D", "把选中的一条冲销，原记录保留")
        self.correct = QuietButton(
            "更正这一条…", "Ctrl+E", "换成正确的时间；原来的一条冲销，两条都留着（Enter）"
        )
        self.acts = EntryActs(context)
        self.undo = QuietButton("撤销这一批", "Ctrl+Backspace", "把这一批全部冲销")
        self.nothing = EmptyState(
            "还没有登记过时长", "登记过的每一批都在这里，点开就是每个人的明细。", icon_name="clock"
        )
        self._lay_out()
        self.batch_table.row_chosen.connect(self._choose)
        self.entry_table.row_chosen.connect(self._offer)
        self.reverse.clicked.connect(self._ask)
        self.entry_table.row_activated.connect(self._ask_time)
        self.correct.clicked.connect(self._ask_time)
        self.acts.given_up.connect(self.entry_table.setFocus)
        self.acts.done.connect(self._settled)
        self.undo.clicked.connect(self._undo)

    def _lay_out(self) -> None:
        self.left_card = Card("最近登记", "↑ ↓ 选一批")
        self.left_card.body.addWidget(self.batch_table, 1)
        self.right_card = Card("明细", "Enter 更正一条；原记录不改，另记一笔")
        foot = row_layout(10)
        foot.addWidget(self.total, 1)
        foot.addWidget(self.correct)
        foot.addWidget(self.reverse)
        foot.addWidget(self.undo)
        self.right_card.body.addWidget(self.entry_table, 1)
        self.right_card.body.addWidget(self.acts)
        self.right_card.body.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(18)
        outer.addWidget(self.left_card, 4)
        outer.addWidget(self.right_card, 8)
        outer.addWidget(self.nothing, 1)

    def enter(self) -> None:
        """Begin with the batches."""
        self.batch_table.setFocus()

    def reload(self) -> None:
        """Read the batches, then the entries of the chosen one."""
        desk = self.context.desk
        self.context.tasks.read(
            lambda: recent_batches(desk, _LOOKED), self._show_batches, key="hours.batches"
        )

    def show_activity(self, activity_id: int) -> None:
        """Show the entries of one activity, whichever batches they came in."""
        self._activity = activity_id
        self.reload()

    def _show_batches(self, batches: tuple[BatchRow, ...]) -> None:
        shown = [row for row in batches if row.kind in HOUR_KINDS]
        self.batches.set_rows(shown)
        for part in (self.left_card, self.right_card):
            part.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        if shown and self._activity is not None:
            self._read_activity(self._activity)
        elif shown:
            place = next((n for n, row in enumerate(shown) if row.id == self._batch), 0)
            self.batch_table.choose_row(place)
            self._choose(place)

    def _choose(self, number: int) -> None:
        row = self.batches.row(number)
        if row is None:
            return
        self._batch, self._activity = row.id, None
        self.right_card.title.setText("明细")
        self.undo.setEnabled(row.undoable)
        self.acts.close_lines()
        desk, batch = self.context.desk, row.id
        self.context.tasks.read(
            lambda: list_hours(desk, batch_id=batch, limit=_SHOWN, waiting=True),
            self._show_entries,
            key="hours.entries",
        )

    def _read_activity(self, activity_id: int) -> None:
        desk = self.context.desk
        self.right_card.title.setText("这场活动的明细")
        self.undo.setEnabled(False)
        self.acts.close_lines()
        self.context.tasks.read(
            lambda: list_hours(desk, activity_id=activity_id, limit=_SHOWN, waiting=True),
            self._show_entries,
            key="hours.entries",
        )

    def _show_entries(self, rows: tuple[HourRow, ...]) -> None:
        place = max(0, self.entry_table.current_row())
        self.entries.set_rows(rows)
        minutes = counted_minutes(rows)
        if len(rows) < _SHOWN:
            said = (f"{len(rows):,} 条 · {format_hours(minutes)} 小时", rounded_note(rows))
            self.total.setText(" · ".join(filter(None, said)))
        else:
            self.total.setText(f"只列出最近的 {_SHOWN:,} 条")
        if rows:
            self.entry_table.choose_row(min(place, len(rows) - 1))
        self._offer(self.entry_table.current_row())

    def _offer(self, number: int) -> None:
        row = self.entries.row(number)
        standing = row is not None and row.minutes > 0 and not row.reversed and not row.waiting
        self.reverse.setEnabled(standing)
        self.correct.setEnabled(standing)

    def _ask_time(self) -> None:
        row = self.entries.row(self.entry_table.current_row())
        if row is not None and self.correct.isEnabled():
            self.acts.ask_time(row)

    def _ask(self) -> None:
        row = self.entries.row(self.entry_table.current_row())
        if row is not None and self.reverse.isEnabled():
            self.acts.ask_reason(row)

    def _settled(self, changed: Changed) -> None:
        self.entry_table.setFocus()
        self.context.publish(changed)
        self.reload()

    def _undo(self) -> None:
        batch, desk = self._batch, self.context.desk
        if batch is None:
            return
        wanted = batch

        def work(_progress: Progress) -> Changed:
            return undo_batch(desk, wanted)

        self.context.tasks.run(work, self._undone, label="正在撤销")

    def _undone(self, changed: Changed) -> None:
        self.context.publish(changed)
        self.reload()
