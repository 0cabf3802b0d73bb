"""培训 奖励 评价 异议 on a person's page: one list each, added and changed in place."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from PySide6.QtCore import Signal

from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.durations import format_hours, parse_duration
from volunteer_desk.domain.records import BEST, MARKS, RecordDraft, RecordKind, RecordRow
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.volunteers.rows_tab import RowsTab

WORDS = {
    RecordKind.TRAINING: ("培训", "培训名称", "举办单位"),
    RecordKind.AWARD: ("奖励", "奖励名称", "授予单位"),
    RecordKind.EVALUATION: ("评价", "评价事由", "评价人"),
    RecordKind.COMPLAINT: ("异议", "异议事项", "提出人"),
}
_EMPTY = {
    RecordKind.TRAINING: "还没有培训记录。",
    RecordKind.AWARD: "还没有表彰奖励。证书在“时间线”里。",
    RecordKind.EVALUATION: "还没有评价。可按守时、态度、专业、内容各打 1 到 5 分。",
    RecordKind.COMPLAINT: "没有异议。本人或别人认为记录有错时记在这里，核实更正后写处理结果。",
}


def marks_words(draft: RecordDraft) -> str:
    """``守时5　态度4　…``."""
    return "　".join(f"{word}{mark}" for word, mark in zip(MARKS, draft.marks, strict=False))


def _more(row: RecordRow) -> str:
    draft = row.draft
    said = (
        f"{format_hours(draft.minutes)}小时" if draft.minutes else "",
        draft.reference,
        marks_words(draft),
        draft.words,
        draft.outcome,
    )
    return "　".join(part for part in said if part)


def _state(row: RecordRow) -> str:
    return "待处理" if row.open else "已办结"


COLUMNS: tuple[Column[RecordRow], ...] = (
    Column("held_on", "日期", lambda row: row.draft.held_on.isoformat(), 104, "soft"),
    Column("title", "名称", lambda row: row.draft.title, 150, tip=lambda r: r.draft.title,
           stretch=True),
    Column("by", "单位或人", lambda row: row.draft.by_unit, 110, "soft",
           tip=lambda r: r.draft.by_unit),
    Column("more", "内容", _more, 130, "soft", tip=_more, stretch=True),
    Column("state", "状态", _state, 90, "pill",
           tone=lambda row: Tone.WAITING if row.open else Tone.OK),
)  # fmt: skip
"""The last one is of complaints alone."""
LEAVING = ("by", "more")


class RecordForm(InlineForm):
    """One record of one kind."""

    def __init__(self, kind: RecordKind, today: Callable[[], date]) -> None:
        word, title, by = WORDS[kind]
        super().__init__(f"新增{word}", "Enter 到下一项，Esc 返回")
        self.kind, self._today = kind, today
        self.record_id: int | None = None
        self.held_on = Field("日期", placeholder="如 2026-03-05")
        self.title_field = Field(title)
        self.by_unit = Field(by)
        said = "评语" if kind is RecordKind.EVALUATION else "内容"  # 内容 is a mark there
        self.more = Field(said, placeholder="可不填")
        self.hours = Field("时长", placeholder="如 2小时、90分")
        self.reference = Field("文号", placeholder="可不填")
        self.marks = [ComboField(word, [(0, "未打分"), *_points()]) for word in MARKS]
        self.outcome = Field("处理结果", placeholder="核实和更正了什么；没办结就不填")
        self.closed_on = Field("办结日期", placeholder="没办结就不填")
        self.add_row((self.held_on, self.by_unit))
        self.add_field(self.title_field)
        if kind is RecordKind.TRAINING:
            self.add_field(self.hours)
        elif kind is RecordKind.AWARD:
            self.add_field(self.reference)
        elif kind is RecordKind.EVALUATION:
            self.add_row(self.marks[:2])
            self.add_row(self.marks[2:])
        self.add_field(self.more)
        if kind is RecordKind.COMPLAINT:
            self.add_row((self.closed_on, self.outcome))
        self.finish()

    def begin(self, row: RecordRow | None) -> None:
        """Show a record to change, or an empty form."""
        word = WORDS[self.kind][0]
        self.record_id = row.id if row else None
        shown = row.draft if row else RecordDraft(self.kind, self._today(), "")
        self.title.setText(f"修改{word}" if row else f"新增{word}")
        self.held_on.set_text(shown.held_on.isoformat())
        self.title_field.set_text(shown.title)
        self.by_unit.set_text(shown.by_unit)
        self.more.set_text(shown.words)
        self.hours.set_text(f"{shown.minutes}分钟" if shown.minutes else "")
        self.reference.set_text(shown.reference)
        for at, box in enumerate(self.marks):
            box.choose(shown.marks[at] if shown.marks else 0)
        self.outcome.set_text(shown.outcome)
        self.closed_on.set_text(shown.closed_on.isoformat() if shown.closed_on else "")
        self.save.setEnabled(True)
        self.show_problem("")

    def take_focus(self) -> None:
        """Stand on the first field."""
        self.held_on.edit.setFocus()
        self.held_on.edit.selectAll()

    def draft(self) -> RecordDraft | None:
        """What was typed, or None with the problem shown."""
        self.show_problem("")
        held_on = parse_date(self.held_on.text())
        closed_on = parse_date(self.closed_on.text())
        for field, day in ((self.held_on, held_on), (self.closed_on, closed_on)):
            if day is None and (field.text() or field is self.held_on):
                self.show_problem("这个日期读不懂，请写成 2026-03-05 这样。", field)
                return None
        length = parse_duration(self.hours.text()) if self.hours.text() else None
        if self.hours.text() and length is None:
            self.show_problem("这个时长读不懂，请写成 2小时 或 90分 这样。", self.hours)
            return None
        marks = tuple(int(str(box.key())) for box in self.marks)
        made = RecordDraft(
            self.kind,
            held_on or self._today(),
            self.title_field.text(),
            self.by_unit.text(),
            length.minutes if length else None,
            self.reference.text(),
            marks if any(marks) else (),
            self.more.text(),
        )
        return replace(made, outcome=self.outcome.text(), closed_on=closed_on)


class RecordsTab(RowsTab[RecordRow]):
    """The records of one kind."""

    saving = Signal(object, object)
    """A ``RecordDraft`` and the id of the record changed, or None."""

    def __init__(self, kind: RecordKind, today: Callable[[], date]) -> None:
        word = WORDS[kind][0]
        columns = COLUMNS if kind is RecordKind.COMPLAINT else COLUMNS[:-1]
        super().__init__(columns, LEAVING, _EMPTY[kind], f"新增{word}")
        self.kind = kind
        self._today = today
        self.add.clicked.connect(self.begin_new)
        self.table.row_activated.connect(self._change)

    @cached_property
    def form(self) -> RecordForm:
        """Made when it is first wanted: a person's page has five of them."""
        made = RecordForm(self.kind, self._today)
        self.take_form(made)
        made.saving.connect(self._save)
        return made

    def show_records(self, rows: Sequence[RecordRow]) -> None:
        """Those of the kind among ``rows``."""
        mine = [row for row in rows if row.draft.kind is self.kind]
        self.show_rows(mine, f"{len(mine)} 条，Enter 修改" if mine else "")

    def begin_new(self) -> None:
        """Open an empty form."""
        self._open(None)

    def _change(self, number: int) -> None:
        self._open(self.model.row(number))

    def _open(self, row: RecordRow | None) -> None:
        self.form.begin(row)
        self.show_form(self.form)
        self.form.take_focus()

    def _save(self) -> None:
        draft = self.form.draft()
        if draft is not None:
            self.form.save.setEnabled(False)
            self.saving.emit(draft, self.form.record_id)


def _points() -> list[tuple[object, str]]:
    return [(point, f"{point} 分") for point in range(BEST, 0, -1)]
