"""The second view: what was logged, act by act and entry by entry, and taking one back."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from volunteer_desk.domain.batches import BatchRow
from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.recent_batches import acts_on_hours, batch_rows
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.entries.listing import EntryList
from volunteer_desk.ui.folding_table import FoldingTable
from volunteer_desk.ui.hours.entry_acts import EntryActs
from volunteer_desk.ui.hours.view import HoursView
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.widgets import Card, QuietButton, row_layout
from volunteer_desk.ui.windowed_model import WindowedModel


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
    """Every act on hours on the left, the entries of the chosen one on the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._batch: int | None = None
        self._activity: int | None = None
        self.batches: WindowedModel[BatchRow] = WindowedModel(BATCH_COLUMNS, self._lines)
        self.batch_table = FoldingTable(("undone", "made_at"), "label")
        self.batch_table.show_model(self.batches)
        self.list = EntryList(context, "hours.entries", leaving=("said", "team", "span", "project"))
        self.entries, self.entry_table = self.list.model, self.list.table
        self.total = self.list.total
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
        self.list.found.connect(self._offer_first)
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
        foot.addStretch(1)
        foot.addWidget(self.correct)
        foot.addWidget(self.reverse)
        foot.addWidget(self.undo)
        self.right_card.body.addWidget(self.list, 1)
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
            lambda: acts_on_hours(desk), self._show_batches, key="hours.batches"
        )

    def show_activity(self, activity_id: int) -> None:
        """Show the entries of one activity, whichever batches they came in."""
        self._activity = activity_id
        self.reload()

    def show_batch(self, batch_id: int) -> None:
        """Show the entries of one batch."""
        self._batch, self._activity = batch_id, None
        self.reload()

    def _lines(self, ids: Sequence[int]) -> Sequence[BatchRow]:
        return batch_rows(self.context.desk, ids)

    def _show_batches(self, ids: Sequence[int]) -> None:
        wanted = self._batch
        self.batches.set_ids(ids)
        for part in (self.left_card, self.right_card):
            part.setVisible(bool(ids))
        self.nothing.setVisible(not ids)
        if ids and self._activity is not None:
            self._read_activity(self._activity)
        elif ids:
            place = (self.batches.position(wanted) if wanted is not None else None) or 0
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
        self.list.ask(EntryFilter(batch_id=row.id, unapproved=True))

    def _read_activity(self, activity_id: int) -> None:
        self.right_card.title.setText("这场活动的明细")
        self.undo.setEnabled(False)
        self.acts.close_lines()
        self.list.ask(EntryFilter(activity_id=activity_id, unapproved=True))

    def _offer_first(self, _entries: object) -> None:
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
