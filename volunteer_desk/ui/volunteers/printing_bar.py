"""Papers of those whom the roll has selected: 花名册 or 志愿者卡, seen before they are printed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.changes import Progress
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.papers import CardLayout
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.paper_view import Drawing

PDF, SHEET = ".pdf", ".xlsx"


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
    """Draws papers of the people selected to be seen first; writes workbooks at once."""

    drawing = Signal(object, str)
    """A ``Drawing`` to be seen, and the reason where it is in full."""

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
        """Take out what the fields say, for those selected now."""
        paper, ids, desk = self._fields.paper.key(), self._chosen_ids(), self._context.desk
        if paper not in (PDF, SHEET):
            self._fold()
            self.drawing.emit(cards_of(desk, ids, CardLayout(str(paper))), "")
            return
        reason = self._fields.reason()
        if reason is None:
            return
        if paper == PDF:
            self._fold()
            self.drawing.emit(roster_of(desk, ids), reason)
            return
        self._context.tasks.run(
            lambda progress: _write_sheet(desk, ids, reason, progress),
            self._sheet_written,
            label="正在制作花名册",
        )

    def _sheet_written(self, out: Path) -> None:
        self._fold()
        self._context.notices.ok(f"已存到 {out}")


def roster_of(desk: Desk, ids: Sequence[int]) -> Drawing:
    """The 花名册 of these people as a view draws it."""
    from volunteer_desk.services.paper_drawing import draw_roster

    return lambda reason, progress: draw_roster(desk, ids, reason, progress)


def cards_of(desk: Desk, ids: Sequence[int], layout: CardLayout) -> Drawing:
    """The 志愿者卡 of these people as a view draws them."""
    from volunteer_desk.services.paper_drawing import draw_cards

    return lambda _reason, progress: draw_cards(desk, ids, layout, progress)


def _write_sheet(desk: Desk, ids: Sequence[int], reason: str, progress: Progress) -> Path:
    from volunteer_desk.services.paper_drawing import file_workbook
    from volunteer_desk.services.register_papers import roster_sheet

    kind = DisclosureKind.EXPORT
    sheet = roster_sheet(desk, ids, reason=reason, kind=kind, progress=progress)
    return file_workbook(desk, sheet, progress)
