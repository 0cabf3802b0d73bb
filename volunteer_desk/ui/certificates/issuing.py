"""发证: who meets the condition, looked at one by one, issued as one batch."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.ui.certificates.candidates import (
    Done,
    Found,
    Preview,
    draw_preview,
    find,
    issue_all,
    people_meant,
    refused_words,
    short_teams,
)
from volunteer_desk.ui.certificates.columns import CANDIDATES, Line, visible
from volunteer_desk.ui.certificates.condition import WRONG_PERIOD, ConditionFields
from volunteer_desk.ui.certificates.panel import Panel
from volunteer_desk.ui.certificates.paper import Paper, PaperCard
from volunteer_desk.ui.fields import SearchBox
from volunteer_desk.ui.notices import Notice
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.table_view import TableView
from volunteer_desk.ui.tables import RowsModel
from volunteer_desk.ui.widgets import (
    ElidedLabel,
    EmptyState,
    LinkButton,
    PrimaryButton,
    row_layout,
    words,
)


class IssuePanel(Panel):
    """The condition, the list, and the button that issues."""

    def __init__(self, context: PageContext, card: PaperCard) -> None:
        super().__init__(context, card)
        self.found: Found | None = None
        self.ticked: set[int] = set()
        self._choices: dict[int, bool] = {}
        self._chosen = 0
        self._teams: dict[str, str] = {}
        self._held = 0
        self._filling = False
        self.fields = ConditionFields(context)
        self.fields.asked.connect(self._asked)
        self.body.addWidget(self.fields)
        self.body.addLayout(self._search_line())
        self.model: RowsModel[Line] = RowsModel(CANDIDATES)
        self.table = TableView()
        self.table.show_model(self.model)
        self.table.row_chosen.connect(self._choose)
        self.table.setAccessibleDescription("空格勾选，上下键看每一张")
        self.model.ticked.connect(self._tick)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.empty = EmptyState(
            "没有人满足这个条件",
            "把小时数改小、把期间放长，或者先登记时长。",
            "去登记时长",
            lambda: context.go("hours"),
            "medal",
            "Ctrl+L",
        )
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack, 1)
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        foot = row_layout(10)
        self.counted = ElidedLabel("", "soft")
        self.issue = PrimaryButton("发证", "Ctrl+Return", "给勾选的人编号、登记、生成 PDF")
        self.issue.clicked.connect(self._issue)
        foot.addWidget(self.counted, 1)
        foot.addWidget(self.issue)
        self.body.addLayout(foot)

    def reload(self) -> None:
        """Read the candidates again; what the user ticked stays as it is."""
        condition = self.fields.condition()
        self.issue.setEnabled(False)
        if condition is None:
            self.found = None
            self._say(WRONG_PERIOD)
            self._narrow(None)
            return
        desk, held = self.context.desk, self._held
        self.context.tasks.read(lambda: find(desk, condition, held), self._show, key="candidates")

    def _search_line(self) -> QHBoxLayout:
        self.search = SearchBox("在名单里找：姓名、拼音")
        self.search.textChanged.connect(self._filter)
        self.all = LinkButton("全选", "Alt+A", "勾选名单里能发的人")
        self.none = LinkButton("全不选", "Alt+N", "一个都不勾选")
        self.all.clicked.connect(lambda: self._tick_all(True))
        self.none.clicked.connect(lambda: self._tick_all(False))
        line = row_layout(6)
        line.addWidget(self.search, 1)
        line.addWidget(self.all)
        line.addWidget(self.none)
        return line

    def _asked(self) -> None:
        self._choices.clear()
        self._held = 0
        self.reload()

    def _show(self, found: Found) -> None:
        self.found = found
        if found.withdrawn:
            self._held = 0
        self.ticked = {
            one.volunteer_id
            for one in found.candidates
            if not one.refusal and self._choices.get(one.volunteer_id, not one.note)
        }
        self._teams = short_teams(found.candidates)
        self._say(refused_words(found.candidates))
        self._filter()

    def _filter(self) -> None:
        text = self.search.text().strip()
        if text and text.isascii():
            desk = self.context.desk
            self.context.tasks.read(
                lambda: people_meant(desk, text), self._narrow, key="candidate-names"
            )
        else:
            self._narrow(None)

    def _narrow(self, meant: frozenset[int] | None) -> None:
        text = self.search.text().strip()
        candidates = self.found.candidates if self.found else ()
        lines = [
            Line(one, one.volunteer_id in self.ticked, self._teams.get(one.team, ""))
            for one in candidates
            if not text or text in one.name or (meant is not None and one.volunteer_id in meant)
        ]
        self._filling = True
        self.model.set_rows(lines)
        self.stack.setCurrentIndex(0 if candidates else 1)
        row = next((at for at, line in enumerate(lines) if line.volunteer_id == self._chosen), 0)
        if lines and not self._held:
            self.table.choose_row(row)
        self._filling = False
        self._tell_counts()
        if not self._held:
            self._preview(row if lines else -1)

    def _choose(self, row: int) -> None:
        if not self._filling and row >= 0:
            self._held = 0
            self._preview(row)

    def _preview(self, row: int) -> None:
        line, found = self.model.row(row), self.found
        if line is None or found is None:
            self.show_document("选中一个人，这里显示要发的证书")
            return
        self._chosen = line.volunteer_id
        if line.candidate.refusal:
            self.show_document(f"{visible(line.candidate.name)}：{line.candidate.refusal}")
            return
        desk, condition, person = self.context.desk, found.condition, line.volunteer_id
        self.context.tasks.read(
            lambda: draw_preview(desk, condition, person),
            self._previewed,
            key="certificate-preview",
            failed=self._no_preview,
            quiet=True,
        )

    def _previewed(self, preview: Preview) -> None:
        if preview.volunteer_id == self._chosen and not self._held:
            self.show_document(Paper(preview.pdf, self._place(preview.volunteer_id)))

    def _no_preview(self, fault: UserFacingError | Cancelled) -> None:
        self.show_document(fault.message if isinstance(fault, UserFacingError) else "")

    def _place(self, volunteer_id: int) -> str:
        if volunteer_id not in self.ticked or self.found is None:
            return "没有勾选，不会发这一张"
        order = [
            one.volunteer_id for one in self.found.candidates if one.volunteer_id in self.ticked
        ]
        return f"第 {order.index(volunteer_id) + 1} 张，共 {len(order)} 张"

    def _tick(self, row: int, _key: str, on: bool) -> None:
        line = self.model.row(row)
        if line is None:
            return
        if line.candidate.refusal:
            self.context.notices.info(
                f"{visible(line.candidate.name)}不能印：{line.candidate.refusal}"
            )
            return
        self._set_tick(line, on)
        self.model.replace_row(row, replace(line, ticked=on))
        self._tell_counts()

    def _tick_all(self, on: bool) -> None:
        for line in self.model.rows:
            if not line.candidate.refusal:
                self._set_tick(line, on)
        rows = [replace(one, ticked=one.volunteer_id in self.ticked) for one in self.model.rows]
        for row, line in enumerate(rows):
            if line != self.model.row(row):
                self.model.replace_row(row, line)
        self._tell_counts()

    def _set_tick(self, line: Line, on: bool) -> None:
        self._choices[line.volunteer_id] = on
        (self.ticked.add if on else self.ticked.discard)(line.volunteer_id)

    def _tell_counts(self) -> None:
        candidates = self.found.candidates if self.found else ()
        ready = sum(not one.refusal for one in candidates)
        count = len(self.ticked) if self.found else 0
        before = sum("已发过" in one.note for one in candidates)
        known = f"（{before:,} 人已发过）" if before else ""
        self.counted.setText(
            f"{len(candidates):,} 人，{ready:,} 张可发{known}" if candidates else ""
        )
        self.issue.setText(f"发证 {count:,} 张" if count else "发证")
        self.issue.setEnabled(count > 0)
        if not self._held and isinstance(self.shown, Paper):
            self.shown = replace(self.shown, place=self._place(self._chosen))
            if self.active:
                self.card.preview.say_place(self.shown.place)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _issue(self) -> None:
        found = self.found
        if found is None or not self.ticked:
            return
        self.issue.setEnabled(False)
        desk, condition, people = self.context.desk, found.condition, frozenset(self.ticked)
        self.context.tasks.run(
            lambda progress: issue_all(desk, condition, people, progress),
            self._issued,
            label=f"正在发证 {len(people):,} 张",
            failed=self._stopped,
        )

    def _issued(self, done: Done) -> None:
        result = done.result
        self._choices.clear()
        if result.batch is None or result.merged is None:
            self.context.notices.warn("没有发证：勾选的人现在都不能发。", "名单已重新读取。")
            self.reload()
            return
        self._held = result.issued[0].id
        first, last = result.issued[0].number, result.issued[-1].number
        self.show_document(
            Paper(
                done.pdf,
                place=f"共 {len(result.issued)} 张",
                foot=f"已存到 {result.merged}",
                name=result.merged.name,
                saved=result.merged,
            )
        )
        self.context.publish(
            Changed(frozenset({Noun.CERTIFICATE, Noun.BATCH}), result.batch, "", len(result.issued))
        )
        numbers = first if first == last else f"{first}至第{last.rpartition('第')[2]}"
        batch = result.batch
        notice = self.context.notices.ok(
            f"已发 {len(result.issued)} 张，{numbers}。撤销就是作废，编号不再用。",
            lambda: self._void(batch),
        )
        _add_before_close(notice, "打印", self.card.print_paper)

    def _stopped(self, _fault: UserFacingError | Cancelled) -> None:
        self._tell_counts()

    def _void(self, batch: int) -> None:
        from volunteer_desk.services.batches import undo_batch

        desk = self.context.desk
        self.context.tasks.run(lambda _: undo_batch(desk, batch), self._voided, label="正在作废")

    def _voided(self, changed: Changed) -> None:
        self._held = 0
        message = f"已作废 {changed.rows} 张证书，编号不再使用。"
        self.context.publish(replace(changed, message=message))


def _add_before_close(notice: Notice, text: str, pressed: Callable[[], None]) -> None:
    button = notice.add_button(text, pressed, f"{text}（Ctrl P）")
    row, right = notice.layout(), notice.geometry().right()
    if isinstance(row, QHBoxLayout):
        row.removeWidget(button)
        row.insertWidget(row.count() - 1, button)
    button.show()
    notice.adjustSize()
    notice.move(right + 1 - notice.width(), notice.y())
