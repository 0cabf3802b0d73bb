"""已发证书: the register, searched, and every paper shown again as it was issued."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget

from volunteer_desk.domain.certificates import IssuedCertificate
from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.domain.numbering import file_stem
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.certificates.columns import REGISTER
from volunteer_desk.ui.certificates.panel import Panel
from volunteer_desk.ui.certificates.paper import Paper, PaperCard
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.entries.card import Part
from volunteer_desk.ui.fields import SearchBox
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.widgets import QuietButton, row_layout, words
from volunteer_desk.ui.windowed_model import WindowedModel


@dataclass(frozen=True)
class _Listed:
    """Ids found by a text, how many of them are void, and where the chosen one stands."""

    text: str
    ids: Sequence[int]
    void: int
    place: int


@dataclass(frozen=True)
class _Original:
    row: IssuedCertificate
    pdf: bytes


class RegisterPanel(Panel):
    """Numbers, names, states; the chosen one stands at the right, byte for byte."""

    def __init__(self, context: PageContext, card: PaperCard) -> None:
        super().__init__(context, card)
        self._chosen = 0
        self._filling = False
        self.search = SearchBox("编号、姓名、志愿者编号")
        self.search.textChanged.connect(self.reload)
        self.body.addWidget(self.search)
        self.model: WindowedModel[IssuedCertificate] = WindowedModel(REGISTER, self._lines)
        self.table = TableView()
        self.table.show_model(self.model)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(lambda _row: card.print_paper())
        self.table.setAccessibleDescription("上下键看原件，回车重印")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(
            EmptyState(
                "还没有发过证书", "发出的每一张都登记在这里，可以随时重印。", icon_name="medal"
            )
        )
        self.body.addWidget(self.stack, 1)
        self.counted = words("", "soft")
        self.why = QuietButton("时长明细", "Ctrl+E", "选中一份上的小时是哪些记录加起来的")
        self.why.clicked.connect(self._explain)
        foot = row_layout(10)
        foot.addWidget(self.counted, 1)
        foot.addWidget(self.why)
        self.body.addLayout(foot)

    def reload(self) -> None:
        """Read the register again, as far as the text finds it."""
        desk, text, chosen = self.context.desk, self.search.text().strip(), self._chosen
        self.context.tasks.read(lambda: _find(desk, text, chosen), self._show, key="register")

    def open_certificate(self, certificate_id: int) -> None:
        """Show one paper as soon as the register was read."""
        self._chosen = certificate_id
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)
        self.reload()
        self.table.setFocus()

    def _show(self, listed: _Listed) -> None:
        self._filling = True
        self.model.set_ids(listed.ids)
        self.stack.setCurrentIndex(0 if listed.ids or listed.text else 1)
        if listed.ids:
            self.table.choose_row(listed.place)
        self._filling = False
        counted = f"{len(listed.ids):,} 份，其中作废 {listed.void:,} 份；回车重印。"
        self.why.setEnabled(bool(listed.ids))
        self.counted.setText(counted if listed.ids or listed.text else "")
        self._original(listed.place if listed.ids else -1)

    def _lines(self, ids: Sequence[int]) -> Sequence[IssuedCertificate]:
        from volunteer_desk.services.certificates import certificate_lines

        return certificate_lines(self.context.desk, ids)

    def _choose(self, row: int) -> None:
        if not self._filling and row >= 0:
            self._original(row)

    def _explain(self) -> None:
        row = self.model.row(self.table.current_row())
        if row is not None and row.volunteer_id is not None:
            which = EntryFilter(volunteer_id=row.volunteer_id, span=row.span)
            self.explained.emit(row.name, Part(row.number, which, row.minutes))

    def _original(self, number: int) -> None:
        row = self.model.row(number)
        if row is None:
            self.show_document("选中一份，这里显示原件")
            return
        self._chosen = row.id
        desk = self.context.desk
        self.context.tasks.read(
            lambda: _reprint(desk, row),
            self._show_original,
            key="certificate-original",
            failed=self._no_original,
            quiet=True,
        )

    def _show_original(self, original: _Original) -> None:
        row = original.row
        if row.id == self._chosen:
            self.show_document(original_paper(row, original.pdf))

    def _no_original(self, fault: UserFacingError | Cancelled) -> None:
        if isinstance(fault, UserFacingError):
            self.show_document(f"{fault.message}{fault.remedy}")


def original_paper(row: IssuedCertificate, pdf: bytes) -> Paper:
    """A registered paper as it was issued; it may be saved and printed again."""
    proof = row.template == "proof"
    return Paper(
        pdf,
        place="" if proof else row.number,
        foot="与发出时逐字节相同",
        landscape=not proof,
        name=f"{file_stem(row.number)}.pdf",
    )


def _find(desk: Desk, text: str, chosen: int) -> _Listed:
    from volunteer_desk.services.certificates import find_certificates

    ids, void = find_certificates(desk, text)
    return _Listed(text, ids, void, ids.index(chosen) if chosen in ids else 0)


def _reprint(desk: Desk, row: IssuedCertificate) -> _Original:
    from volunteer_desk.services.certificates import reprint_certificate

    return _Original(row, reprint_certificate(desk, row.id))
