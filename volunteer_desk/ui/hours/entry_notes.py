"""What else a row may get: a reason, a remark, a nature, somebody else, cells copied elsewhere."""

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.hours import HoursNature
from volunteer_desk.domain.signup_doubts import DoubtKind
from volunteer_desk.services.name_choices import forget_choice
from volunteer_desk.ui.entries.columns import NATURES
from volunteer_desk.ui.hours import reading
from volunteer_desk.ui.hours.cells import fill_of
from volunteer_desk.ui.hours.entry_rows import EntryRows
from volunteer_desk.ui.hours.note_line import REASON, REMARK
from volunteer_desk.ui.hours.reading import PastedPeople
from volunteer_desk.ui.page import PageContext


class EntryNotes(EntryRows):
    """Beside who came and when."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._noted: int | None = None
        self.grid.nature_asked.connect(self._turn_nature)
        self.grid.another_asked.connect(self._ask_another)
        self.grid.cells_pasted.connect(self._paste_cells)
        self.line.list_pasted.connect(self._paste_people)
        self.notes.given.connect(self._note)
        self.notes.given_up.connect(self._focus_back)
        self.candidates.extra_picked.connect(self._forget)
        self.doubts.answered.connect(self._answer_doubts)

    def ask_reason(self) -> None:
        """Ask why the current row is credited all the same (Alt R)."""
        row = self.grid.people.row(self.grid.current_row())
        if row is None or not row.verdict.waivable:
            self.context.notices.info("这一行不需要原因。")
            return
        alike = len(self.sheet.waiving())
        self._noted = row.key
        self.notes.open_for(REASON, row.name, row.reason, alike)

    def ask_remark(self) -> None:
        """Ask for the current row's remark (Alt M)."""
        row = self.grid.people.row(self.grid.current_row())
        if row is not None:
            self._noted = row.key
            self.notes.open_for(REMARK, row.name, row.remark, len(self.sheet.written))

    def _open_row(self, number: int) -> None:
        row = self.sheet.rows[number]
        if row.person is not None and row.verdict.waivable and not row.verdict.settled:
            self.ask_reason()
        else:
            super()._open_row(number)

    def _note(self, kind: str, text: str, every: bool) -> None:
        noted, self._noted = self._noted, None
        if noted is None or all(row.key != noted for row in self.sheet.written):
            return
        keys = {noted}
        if kind == REASON:
            keys |= {row.key for row in self.sheet.waiving()} if every else set()
            self.sheet.change(keys, reason=text)
        else:
            keys |= {row.key for row in self.sheet.written} if every else set()
            self.sheet.change(keys, remark=text)
        self._refresh()
        self.grid.setFocus()
        if kind == REASON and not every:
            place = self.sheet.waiting_after(self.grid.current_row())
            if place is not None:
                self.grid.choose_cell(place)

    def _answer_doubts(self, kind: DoubtKind, yes: bool) -> None:
        self.sheet.answer_doubts(kind, yes=yes)
        self._refresh()
        self.grid.setFocus()

    def _turn_nature(self, number: int) -> None:
        rows = self.sheet.written
        first = rows[max(0, number)]
        turned = HoursNature.HONOUR if first.nature is HoursNature.CREDIT else HoursNature.CREDIT
        keys = [row.key for row in rows] if number < 0 else [first.key]
        self.sheet.change(keys, nature=turned)
        self._refresh()
        if number < 0:
            self.context.notices.info(f"{len(keys):,} 行都改为{NATURES[turned]}时长。")

    def _ask_another(self, number: int) -> None:
        row = self.sheet.rows[number]
        if not row.candidates:
            self.context.notices.info(f"{row.name}没有同名的人。")
            return
        self._picking = row.key
        extra = "不再记住上次的选择" if row.recalled else ""
        self.candidates.open_at(self.row_place(number), row.candidates, extra)

    def _forget(self) -> None:
        key, self._picking = self._picking, None
        row = next((one for one in self.sheet.written if one.key == key), None)
        if row is None:
            return
        self.sheet.choose(row.key, None)
        self._refresh()
        desk, project, name = self.context.desk, self.bar.project.text(), row.written

        def work(_progress: Progress) -> Changed:
            return forget_choice(desk, project, name)

        self.context.tasks.run(work, self._forgotten, label="正在忘掉这个选择", quiet=True)

    def _forgotten(self, changed: Changed) -> None:
        self.context.notices.info(changed.message)

    def _paste_cells(self, text: str) -> None:
        """Times or remarks fill the column downwards; anything else is read as people."""
        place = self.grid.currentIndex()
        fill = None
        if place.isValid():
            fill = fill_of(text, self.grid.people.columns[place.column()].key)
        if fill is not None:
            self._fill_down(place.row(), fill)
        else:
            self._paste_people(text)

    def _paste_people(self, text: str) -> None:
        desk, project, favoured = self.context.desk, self.bar.project.text(), self.line.favoured
        self.context.tasks.read(
            lambda: reading.read_pasted(desk, text, project, favoured),
            self._take_cells,
            key="hours.cells",
        )

    def _fill_down(self, first: int, fill: list[dict[str, str]]) -> None:
        rows = self.sheet.written[first : first + len(fill)]
        for row, cells in zip(rows, fill, strict=False):
            for column, text in cells.items():
                if column == "remark":
                    self.sheet.change([row.key], remark=text)
                else:
                    self.sheet.retime(row.key, column, text)
        self._refresh()
        left = len(fill) - len(rows)
        if left > 0:
            self.context.notices.warn(
                f"粘贴的格子多出 {left} 行，没有用上。", "名单里没有那么多人。"
            )

    def _take_cells(self, pasted: PastedPeople) -> None:
        if not pasted.rows:
            if pasted.problem:
                self.context.notices.warn("没有粘贴。", pasted.problem)
            return
        place = self.sheet.add_rows(pasted.rows)
        self._refresh()
        self.grid.setFocus()
        self.grid.choose_cell(place)
