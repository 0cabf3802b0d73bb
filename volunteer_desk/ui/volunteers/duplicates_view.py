"""查重: pairs of cards that may be one person, side by side, merged or told apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.duplicates import DuplicatePair
from volunteer_desk.domain.merging import MergeField, MergePreview, Side
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.fitting_table import FittingTable
from volunteer_desk.ui.tables import Column, RowsModel
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.volunteers.look_alikes import hit_words, likeness_tone, likeness_words
from volunteer_desk.ui.widgets import Card, PrimaryButton, QuietButton, row_layout, words


def _told(pair: DuplicatePair) -> str:
    doubts = f"　但{'、'.join(pair.doubts)}" if pair.doubts else ""
    return "、".join(pair.reasons) + doubts


PAIR_COLUMNS: tuple[Column[DuplicatePair], ...] = (
    Column("likely", "", lambda row: likeness_words(row.score), 134, "pill",
           tone=lambda row: likeness_tone(row.score),
           tip=lambda row: f"相像程度 {row.score:.0%}"),
    Column("first", "先登记的", lambda row: f"{row.first.name}　{row.first.number}", 190,
           tip=lambda row: hit_words(row.first), stretch=True),
    Column("second", "后登记的", lambda row: f"{row.second.name}　{row.second.number}", 190,
           tip=lambda row: hit_words(row.second), stretch=True),
    Column("reasons", "为什么", _told, 240, "soft", tip=_told, stretch=True),
)  # fmt: skip


@dataclass(frozen=True)
class SideRow:
    """One field of both cards, and whose value will stay."""

    field: MergeField
    side: Side


SIDE_COLUMNS: tuple[Column[SideRow], ...] = (
    Column("label", "项目", lambda row: row.field.label, 110, "soft"),
    Column("keep", "", lambda row: "留下" if row.side == "kept" else "", 64, "pill",
           tone=lambda _row: Tone.OK),
    Column("kept", "保留的卡片", lambda row: row.field.kept or "（空）", 150,
           tip=lambda row: row.field.kept, stretch=True),
    Column("take", "", lambda row: "留下" if row.side == "merged" else "", 64, "pill",
           tone=lambda _row: Tone.OK),
    Column("merged", "并入的卡片", lambda row: row.field.merged or "（空）", 150,
           tip=lambda row: row.field.merged, stretch=True),
)  # fmt: skip


class SidesTable(FittingTable):
    """Fields side by side; ← takes the left value, → the right one, space the other."""

    chosen = Signal(int, str)
    """A row and the side: "kept", "merged" or "" for the other one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← → and space choose."""
        sides = {Qt.Key.Key_Left: "kept", Qt.Key.Key_Right: "merged", Qt.Key.Key_Space: ""}
        side = sides.get(Qt.Key(event.key()))
        if side is not None and self.current_row() >= 0:
            self.chosen.emit(self.current_row(), side)
        else:
            super().keyPressEvent(event)


class DuplicatesView(Card):
    """The pairs of the last sweep above, the two cards of the chosen one below."""

    sweeping = Signal()
    closing = Signal()
    compared = Signal(int, int)
    """The card to keep and the card to merge: read them side by side."""
    merging = Signal(int, int, object)
    """Card to keep, card to merge, choices."""
    told_apart = Signal(object)
    """A ``DuplicatePair``."""
    opening = Signal(int)

    def __init__(self) -> None:
        super().__init__("查重", " ")
        self.pairs: RowsModel[DuplicatePair] = RowsModel(PAIR_COLUMNS)
        self.table = FittingTable(self.pairs, ("likely",))
        self.sides: RowsModel[SideRow] = RowsModel(SIDE_COLUMNS)
        self.side_table = SidesTable(self.sides, ())
        self.nothing = EmptyState(
            "没有查出重复登记的人",
            "同一证件、同一电话、同名同生日、读音相同的都比过了。",
            icon_name="check-circle",
        )
        self.again = QuietButton("重新查", "F6", "把名册从头再比一遍")
        self.swap = QuietButton("换一张保留", "Ctrl+W", "保留另一张卡片")
        self.apart = QuietButton("不是同一个人", "Ctrl+D", "记住，以后不再提示")
        self.open_kept = QuietButton("打开卡片", "Ctrl+O", "打开要保留的那张卡片")
        self.leave = QuietButton("返回", "", "回到名册（Esc）")
        self.merge = PrimaryButton("合并", "Ctrl+Return", "并成一张卡片，可以撤销")
        self.notes = words("", "problem")
        self.notes.setWordWrap(True)
        self.notes.hide()
        self._swapped = False
        self.setFocusProxy(self.table)
        self._lay_out()
        self.table.row_chosen.connect(self._compare)
        self.table.row_activated.connect(lambda _row: self.side_table.setFocus())
        self.side_table.chosen.connect(self._choose_side)
        self.side_table.clicked.connect(lambda at: self._choose_by_mouse(at.row(), at.column()))
        self.again.clicked.connect(self.sweeping)
        self.swap.clicked.connect(self._swap)
        self.apart.clicked.connect(self._tell_apart)
        self.open_kept.clicked.connect(self._open)
        self.merge.clicked.connect(self._merge)
        self.leave.clicked.connect(self.closing)

    def _lay_out(self) -> None:
        both = QWidget()
        lines = QVBoxLayout(both)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.table, 2)
        self.told = words("", "small")
        lines.addWidget(self.told)
        lines.addWidget(self.side_table, 3)
        lines.addWidget(self.notes)
        self.stack = QStackedWidget()
        self.stack.addWidget(both)
        self.stack.addWidget(self.nothing)
        foot = row_layout(10)
        for button in (self.apart, self.swap, self.open_kept, self.again):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.merge)
        self.body.addWidget(self.stack, 1)
        self.body.addLayout(foot)
        self._both = both

    def show_pairs(self, pairs: Sequence[DuplicatePair]) -> None:
        """Show what a sweep found, standing where it stood."""
        kept = max(self.table.current_row(), 0)
        self.pairs.set_rows(pairs)
        self.note.setText(f"{len(pairs):,} 对，最像的在前" if pairs else "")
        self.stack.setCurrentWidget(self._both if pairs else self.nothing)
        for button in (self.apart, self.swap, self.open_kept, self.merge):
            button.setVisible(bool(pairs))
        if pairs:
            self.table.choose_row(min(kept, len(pairs) - 1))
            self.table.setFocus()
        else:
            self.again.setFocus()

    def drop_pairs_of(self, gone: int) -> None:
        """Take the pairs of a merged card away."""
        rows = self.pairs.rows
        self.show_pairs([row for row in rows if gone not in (row.first.id, row.second.id)])

    def chosen(self) -> tuple[int, int] | None:
        """(card to keep, card to merge)."""
        pair = self.pairs.row(self.table.current_row())
        if pair is None:
            return None
        ids = (pair.first.id, pair.second.id)
        return (ids[1], ids[0]) if self._swapped else ids

    def show_preview(self, preview: MergePreview) -> None:
        """Show both cards side by side."""
        self.sides.set_rows([SideRow(field, field.side) for field in preview.fields])
        self.side_table.setVisible(bool(preview.fields))
        same = "" if preview.fields else "，两张卡片内容相同"
        self.told.setText(
            f"保留 {preview.kept_number}，并入 {preview.merged_number}（编号不再使用）{same}。"
            "下面只列不同的项目，用 ← → 选哪个值留下。"
        )
        self.notes.setText("".join(preview.notes))
        self.notes.setVisible(bool(preview.notes))
        self.merge.setEnabled(True)

    def show_no_preview(self, problem: str) -> None:
        """These two cannot be merged this way round."""
        self.sides.set_rows([])
        self.told.setText("")
        self.notes.setText(problem)
        self.notes.show()
        self.merge.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from the two cards to the pairs, and from there back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.side_table.hasFocus():
            self.table.setFocus()
        else:
            self.closing.emit()

    def _compare(self, _row: int) -> None:
        self._swapped = False
        self._ask()

    def _ask(self) -> None:
        pair = self.chosen()
        if pair is not None:
            self.compared.emit(*pair)

    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._ask()

    def _choose_by_mouse(self, row: int, column: int) -> None:
        side = {1: "kept", 2: "kept", 3: "merged", 4: "merged"}.get(column)
        if side is not None:
            self._choose_side(row, side)

    def _choose_side(self, number: int, side: str) -> None:
        row = self.sides.row(number)
        if row is None:
            return
        other: Side = "merged" if row.side == "kept" else "kept"
        wanted: Side = "kept" if side == "kept" else "merged" if side == "merged" else other
        self.sides.replace_row(number, SideRow(row.field, wanted))

    def _tell_apart(self) -> None:
        pair = self.pairs.row(self.table.current_row())
        if pair is not None:
            self.told_apart.emit(pair)

    def _open(self) -> None:
        pair = self.chosen()
        if pair is not None:
            self.opening.emit(pair[0])

    def _merge(self) -> None:
        pair = self.chosen()
        if pair is not None:
            self.merge.setEnabled(False)
            choices = {row.field.field: row.side for row in self.sides.rows}
            self.merging.emit(*pair, choices)
