"""服务证明: a person, a period, what was served in it, and the numbered proof."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget
from shiboken6 import isValid

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.entries import Entries, EntryFilter
from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.ui.certificates.candidates import is_void
from volunteer_desk.ui.certificates.columns import PEOPLE
from volunteer_desk.ui.certificates.panel import Panel
from volunteer_desk.ui.certificates.paper import Paper, PaperCard
from volunteer_desk.ui.certificates.period import PeriodFields
from volunteer_desk.ui.certificates.proof_reading import (
    Person,
    Proof,
    prove,
    read_person,
    seek,
)
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.entries.card import Part
from volunteer_desk.ui.entries.listing import EntryList
from volunteer_desk.ui.fields import SearchBox
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import PrimaryButton, row_layout, words


class ProofPanel(Panel):
    """Found by typing; the rows that will stand on the proof are listed before it is issued."""

    def __init__(self, context: PageContext, card: PaperCard) -> None:
        super().__init__(context, card)
        self.shown = "出具后，这里显示可以打印的证明"
        self.person: Person | None = None
        self._issuing = False
        context.tasks.broke.connect(self._broke)
        self._held = 0
        self.search = SearchBox("给谁出证明：姓名、拼音、电话、后四位")
        self.search.textChanged.connect(self._seek)
        self.search.returnPressed.connect(self._pick)
        self.search.installEventFilter(self)
        self.body.addWidget(self.search)
        self.period = PeriodFields(context.desk.today)
        self.first, self.last = self.period.first, self.period.last
        dates = row_layout(10)
        for field in (self.first, self.last):
            field.changed.connect(self._read_service)
            dates.addWidget(field, 1)
        self.body.addLayout(dates)
        self.who = ElidedLabel("", "card-title", asks=False)
        self.who.hide()
        self.body.addWidget(self.who)
        self.stack = QStackedWidget()
        self.stack.addWidget(
            EmptyState("先找到要出证明的人", "在上面输入姓名、拼音或后四位。", icon_name="user")
        )
        self.people: RowsModel[VolunteerHit] = RowsModel(PEOPLE)
        self.hits = TableView()
        self.hits.show_model(self.people)
        self.hits.row_activated.connect(lambda _row: self._pick())
        self.hits.clicked.connect(lambda _index: self._pick())
        self.stack.addWidget(self.hits)
        self.service = EntryList(
            context,
            "proof-service",
            leaving=("span", "said", "state", "team"),
        )
        self.table = self.service.table
        self.table.row_activated.connect(self._explain)
        self.table.setAccessibleDescription("回车看时长怎么来的，冲销的也在内")
        self.service.found.connect(self._show_service)
        self.stack.addWidget(self.service)
        self.body.addWidget(self.stack, 1)
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        foot = row_layout(10)
        self.issue = PrimaryButton("出具证明", "Ctrl+Return", "编号、登记，并生成 PDF")
        self.issue.clicked.connect(self._issue)
        self.issue.setEnabled(False)
        foot.addStretch(1)
        foot.addWidget(self.issue)
        self.body.addLayout(foot)

    def reload(self) -> None:
        """Read the chosen person's service again, and whether the proof in sight is void by now."""
        self.period.renew()
        self._read_service()
        desk, held = self.context.desk, self._held
        if held:
            self.context.tasks.read(lambda: is_void(desk, held), self._withdraw, key="proof-held")

    def enter(self) -> None:
        """Come into sight, ready to type a name."""
        super().enter()
        self.search.setFocus()

    def open_person(self, volunteer_id: int) -> None:
        """Choose a person by id."""
        desk = self.context.desk
        self.context.tasks.read(
            lambda: read_person(desk, volunteer_id), self._choose, key="proof-person"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the search line move in the list of people."""
        if not isValid(self):  # a window taken down
            return False
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
            and self.stack.currentWidget() is self.hits
        ):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.hits.current_row() + step
            self.hits.choose_row(min(max(row, 0), len(self.people.rows) - 1))
            return True
        return super().eventFilter(watched, event)

    def _seek(self) -> None:
        desk, text = self.context.desk, self.search.text().strip()
        if text:
            self.context.tasks.read(lambda: seek(desk, text), self._list, key="proof-people")
        else:
            self.stack.setCurrentIndex(2 if self.person else 0)

    def _list(self, hits: tuple[VolunteerHit, ...]) -> None:
        if not self.search.text().strip():
            return
        self.people.set_rows(hits)
        self.stack.setCurrentWidget(self.hits)
        self._say("" if hits else "没有找到。换个写法：姓名、拼音首字母、电话、后四位都行。")
        if hits:
            self.hits.choose_row(0)

    def _pick(self) -> None:
        hit = self.people.row(self.hits.current_row())
        if hit is not None and self.stack.currentWidget() is self.hits:
            self._choose(Person(hit.id, hit.number, hit.name, hit.team))

    def _choose(self, person: Person) -> None:
        if self.person is None or self.person.id != person.id:
            self._held = 0
            self.show_document("出具后，这里显示可以打印的证明")
        self.person = person
        self.search.clear()
        self.who.setText(" · ".join(filter(None, (person.name, person.team, person.number))))
        self.who.show()
        self._read_service()

    def _span(self) -> Span | None:
        first, last = self.first.day(), self.last.day()
        wrong = "期间的结束日期早于开始日期。" if last < first else ""
        self.last.show_problem(wrong)
        self._say(wrong)
        return None if wrong else Span(first, last)

    def _read_service(self) -> None:
        span, person = self._span(), self.person
        self.issue.setEnabled(False)
        if span is not None and person is not None:
            which = EntryFilter(volunteer_id=person.id, span=span, standing=True)
            self.service.ask(which, lead="证明上的记录")

    def _show_service(self, found: Entries) -> None:
        if self.person is None or found.which.volunteer_id != self.person.id:
            return
        self.stack.setCurrentWidget(self.service)
        self.issue.setEnabled(bool(found.ids) and not self._issuing)
        self._say("" if found.ids else "这段时间没有服务记录，请换一段时间。")

    def _explain(self, _row: int) -> None:
        found = self.service.entries
        if self.person is not None and found is not None:
            every = replace(found.which, standing=False)
            self.explained.emit(self.person.name, Part("期间内", every, found.sums.minutes))

    def _issue(self) -> None:
        span, person, desk = self._span(), self.person, self.context.desk
        if span is None or person is None or self._issuing:
            return
        self._issuing = True
        self.issue.setEnabled(False)
        self.context.tasks.run(
            lambda _: prove(desk, person, span),
            self._issued,
            label="正在出具证明",
            failed=self._refused,
            quiet=True,
        )

    def _issued(self, proof: Proof) -> None:
        self._issuing = False
        out = Path(proof.issued.file)
        self.issue.setEnabled(True)
        self._held = proof.issued.id
        self.show_document(
            Paper(proof.pdf, foot=f"已存到 {out}", landscape=False, name=out.name, saved=out)
        )
        message = (
            f"已给{proof.issued.name}出具证明 {proof.issued.number}。撤销就是作废，编号不再使用。"
        )
        self.context.publish(
            Changed(frozenset({Noun.CERTIFICATE, Noun.BATCH}), proof.batch, message, 1)
        )

    def _refused(self, fault: UserFacingError | Cancelled) -> None:
        self._issuing = False
        self.issue.setEnabled(True)
        if isinstance(fault, UserFacingError):
            self._say(f"{fault.message}{fault.remedy}")

    def _broke(self, _bug: object) -> None:
        self._issuing = False

    def _withdraw(self, void: bool) -> None:
        if void:
            self._held = 0
            self.show_document("刚才的证明已作废，不能再打印")

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
