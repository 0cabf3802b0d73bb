"""Printing whom the roll has selected: 花名册 or 志愿者卡, into the papers folder."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.papers import CardLayout, CardRun
from volunteer_desk.services import register_papers as papers
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.page import PageContext

PDF, SHEET = ".pdf", ".xlsx"
NAMED = 3
"""So many of those who get no card are named; the others are counted."""


class PrintFields:
    """What is asked before printing; the parts are laid out by the bar that shows them."""

    def __init__(self) -> None:
        self.paper = ComboField(
            "",
            [
                (PDF, "打印花名册"),
                (SHEET, "花名册表格"),
                (CardLayout.A4.value, "打印志愿者卡（A4）"),
                (CardLayout.CR80.value, "打印志愿者卡（单张）"),
            ],
        )
        self.masked = ComboField("", [(True, "脱敏"), (False, "不脱敏")])
        self.purpose = Field("理由", placeholder="不脱敏要写用途，会记入日志")
        self.paper.changed.connect(self.suit)
        self.masked.changed.connect(self.suit)
        self.purpose.setEnabled(False)  # not suit(): a part shown before it is laid out is a window

    @property
    def parts(self) -> tuple[ComboField, ComboField, Field]:
        """The fields in their order."""
        return self.paper, self.masked, self.purpose

    def suit(self) -> None:
        """A card shows nothing that is masked; a reason is asked for the roster in full only."""
        listed = self.paper.key() in (PDF, SHEET)
        self.masked.setVisible(listed)
        self.purpose.setVisible(listed)
        self.purpose.setEnabled(self.masked.key() is False)

    def reason(self) -> str | None:
        """Empty for masked, else the reason; None when it lacks, and the field says so."""
        if self.masked.key() is not False:
            return ""
        reason = self.purpose.text()
        if not reason:
            self.purpose.show_problem("请写明用途。")
            self.purpose.setFocus()
        return reason or None


class RollPrinting(QObject):
    """Prints people in the order given and says where the file lies."""

    def __init__(
        self,
        context: PageContext,
        fields: PrintFields,
        chosen_ids: Callable[[], Sequence[int]],
        fold: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._fields = fields
        self._chosen_ids = chosen_ids
        self._fold = fold

    def print_chosen(self) -> None:
        """Print what the fields say, for those selected now."""
        paper, ids, desk = self._fields.paper.key(), self._chosen_ids(), self._context.desk
        if paper not in (PDF, SHEET):
            layout = CardLayout(str(paper))
            self._context.tasks.run(
                lambda progress: _print_cards(desk, ids, layout, progress),
                self._cards_written,
                label="正在制作志愿者卡",
            )
            return
        reason, ending = self._fields.reason(), str(paper)
        if reason is not None:
            self._context.tasks.run(
                lambda progress: _print_roster(desk, ids, reason, ending, progress),
                self._roster_written,
                label="正在制作花名册",
            )

    def _roster_written(self, out: Path) -> None:
        self._fold()
        self._context.notices.ok(f"已存到 {out}")

    def _cards_written(self, written: tuple[Path, CardRun]) -> None:
        out, run = written
        self._fold()
        said = f"{len(run.cards):,} 张志愿者卡已存到 {out}"
        if not run.left_out:
            self._context.notices.ok(said)
            return
        named = "；".join(f"{one.name}（{one.reason}）" for one in run.left_out[:NAMED])
        more = f"等 {len(run.left_out):,} 人" if len(run.left_out) > NAMED else ""
        self._context.notices.warn(f"{said}。没有制卡：{named}{more}。")


def _print_roster(
    desk: Desk, ids: Sequence[int], reason: str, ending: str, progress: Progress
) -> Path:
    kind = DisclosureKind.PRINT if ending == PDF else DisclosureKind.EXPORT
    sheet = papers.roster_sheet(desk, ids, reason=reason, kind=kind, progress=progress)
    return papers.write_roster(desk, sheet, papers.roster_path(desk, sheet, ending), progress)


def _print_cards(
    desk: Desk, ids: Sequence[int], layout: CardLayout, progress: Progress
) -> tuple[Path, CardRun]:
    out = papers.cards_path(desk, layout)
    return out, papers.write_cards(desk, ids, out, layout, progress)
