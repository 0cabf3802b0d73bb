"""已发证书: the register, searched, and every paper shown again as it was issued."""

from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget

from volunteer_desk.domain.certificates import CertificateStatus, IssuedCertificate
from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.domain.numbering import file_stem
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.certificates.columns import REGISTER
from volunteer_desk.ui.certificates.panel import Panel
from volunteer_desk.ui.certificates.paper import Paper, PaperCard
from volunteer_desk.ui.fields import SearchBox
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import EmptyState, words

LIMIT = 20_000
"""The newest papers listed."""


@dataclass(frozen=True)
class _Original:
    row: IssuedCertificate
    pdf: bytes


class RegisterPanel(Panel):
    """Numbers, names, states; the chosen one stands at the right, byte for byte."""

    def __init__(self, context: PageContext, card: PaperCard) -> None:
        super().__init__(context, card)
        self.rows: tuple[IssuedCertificate, ...] = ()
        self._chosen = 0
        self._filling = False
        self.search = SearchBox("编号、姓名、志愿者编号")
        self.search.textChanged.connect(self._list)
        self.body.addWidget(self.search)
        self.model: RowsModel[IssuedCertificate] = RowsModel(REGISTER)
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
        self.body.addWidget(self.counted)

    def reload(self) -> None:
        """Read the register again."""
        desk = self.context.desk
        self.context.tasks.read(lambda: _read(desk), self._show, key="register")

    def open_certificate(self, certificate_id: int) -> None:
        """Show one paper, now or as soon as the register was read."""
        self._chosen = certificate_id
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)
        if self.rows:
            self._list()
        self.table.setFocus()

    def _show(self, rows: tuple[IssuedCertificate, ...]) -> None:
        self.rows = rows
        self._list()

    def _list(self) -> None:
        text = self.search.text().strip()
        found = [
            row
            for row in self.rows
            if not text or text in row.number or text in row.name or text in row.volunteer_number
        ]
        self._filling = True
        self.model.set_rows(found)
        self.stack.setCurrentIndex(0 if self.rows else 1)
        row = next((at for at, one in enumerate(found) if one.id == self._chosen), 0)
        if found:
            self.table.choose_row(row)
        self._filling = False
        self._count(found)
        self._original(row if found else -1)

    def _count(self, found: list[IssuedCertificate]) -> None:
        if not self.rows:
            self.counted.setText("")
            return
        void = sum(row.status is CertificateStatus.VOID for row in found)
        more = f"，只列最近 {LIMIT:,} 份" if len(self.rows) >= LIMIT else ""
        self.counted.setText(f"{len(found):,} 份，其中作废 {void:,} 份{more}；回车重印。")

    def _choose(self, row: int) -> None:
        if not self._filling and row >= 0:
            self._original(row)

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


def _read(desk: Desk) -> tuple[IssuedCertificate, ...]:
    from volunteer_desk.services.certificates import list_certificates

    return list_certificates(desk, LIMIT)


def _reprint(desk: Desk, row: IssuedCertificate) -> _Original:
    from volunteer_desk.services.certificates import reprint_certificate

    return _Original(row, reprint_certificate(desk, row.id))
