"""发证: who meets the condition, looked at one by one, issued as one batch."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.ui.certificates import candidates
from volunteer_desk.ui.certificates.candidate_list import CandidateList
from volunteer_desk.ui.certificates.candidates import Done, Found, Preview, refused_words
from volunteer_desk.ui.certificates.columns import Line, visible
from volunteer_desk.ui.certificates.condition import WRONG_PERIOD, ConditionFields
from volunteer_desk.ui.certificates.panel import Panel
from volunteer_desk.ui.certificates.paper import Paper, PaperCard
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.entries.card import Part
from volunteer_desk.ui.notices import Notice
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.widgets import PrimaryButton, row_layout, words


class IssuePanel(Panel):
    """The condition, the list, and the button that issues.

    While a list is being read or certificates are being issued nothing can be issued: what was
    looked at is what is issued, and once.
    """

    def __init__(self, context: PageContext, card: PaperCard) -> None:
        super().__init__(context, card)
        self.found: Found | None = None
        self._chosen = 0
        self._held = 0  # the id of the first of the papers just issued, while they are in sight
        self._reading = False
        self._issuing = False
        self.fields = ConditionFields(context)
        self.fields.asked.connect(self._asked)
        self.list = CandidateList(context)
        self.list.looked_at.connect(self._look)
        self.list.ticks_changed.connect(self._tell)
        self.list.hours_asked.connect(self._explain)
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.counted = ElidedLabel("", "soft", asks=False)
        self.issue = PrimaryButton("发证", "Ctrl+Return", "给勾选的人编号、登记、生成 PDF")
        self.issue.clicked.connect(self._issue)
        context.tasks.broke.connect(self._broke)
        foot = row_layout(10)
        foot.addWidget(self.counted, 1)
        foot.addWidget(self.issue)
        self.body.addWidget(self.fields)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.problem)
        self.body.addLayout(foot)

    def reload(self) -> None:
        """Read the candidates again; what the user ticked stays as it is."""
        self.fields.renew()
        condition = self.fields.condition()
        if condition is None:
            self.found = None
            self.list.show_candidates((), hold=False)
            self._say(WRONG_PERIOD)
            return
        self._reading = True
        self._tell()
        desk, held = self.context.desk, self._held
        self.context.tasks.read(
            lambda: candidates.find(desk, condition, held), self._show, key="candidates"
        )

    def _asked(self) -> None:
        self.list.forget_choices()
        self._held = 0
        self.reload()

    def _show(self, found: Found) -> None:
        self._reading = False
        self.found = found
        if found.withdrawn:
            self._held = 0
        self._say(refused_words(found.candidates))
        self.list.show_candidates(found.candidates, hold=bool(self._held))

    def _look(self, line: Line | None) -> None:
        self._held = 0
        if line is None or self.found is None:
            self.show_document("选中一个人，这里显示要发的证书")
            return
        self._chosen = line.volunteer_id
        if line.candidate.refusal:
            self.show_document(visible(f"{line.candidate.name}：{line.candidate.refusal}"))
            return
        desk, condition, person = self.context.desk, self.found.condition, line.volunteer_id
        self.context.tasks.read(
            lambda: candidates.draw_preview(desk, condition, person),
            self._previewed,
            key="certificate-preview",
            failed=self._no_preview,
            quiet=True,
        )

    def _explain(self, line: Line) -> None:
        if self.found is not None:
            which = EntryFilter(volunteer_id=line.volunteer_id, span=self.found.condition.span)
            part = Part("期间内", which, line.candidate.minutes)
            self.explained.emit(visible(line.candidate.name), part)

    def _previewed(self, preview: Preview) -> None:
        if preview.volunteer_id == self._chosen and not self._held:
            self.show_document(Paper(preview.pdf, self._place()))

    def _no_preview(self, fault: UserFacingError | Cancelled) -> None:
        self.show_document(fault.message if isinstance(fault, UserFacingError) else "")

    def _place(self) -> str:
        order = self.list.order()
        if self._chosen not in order:
            return "没有勾选，不会发这一张"
        return f"第 {order.index(self._chosen) + 1} 张，共 {len(order)} 张"

    def _tell(self) -> None:
        """Say how many, and let them be issued when they may be."""
        listed = self.found.candidates if self.found else ()
        ready = sum(not one.refusal for one in listed)
        before = sum("已发过" in one.note for one in listed)
        known = f"（{before:,} 人已发过）" if before else ""
        self.counted.setText(f"{len(listed):,} 人，{ready:,} 张可发{known}" if listed else "")
        count = len(self.list.ticked)
        self.issue.setText(f"发证 {count:,} 张" if count else "发证")
        self.issue.setEnabled(count > 0 and not self._reading and not self._issuing)
        if not self._held and isinstance(self.shown, Paper):
            self.shown = replace(self.shown, place=self._place())
            if self.active:
                self.card.preview.say_place(self.shown.place)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _issue(self) -> None:
        found = self.found
        if found is None or not self.list.ticked or self._issuing or self._reading:
            return
        self._issuing = True
        self._tell()
        desk, condition = self.context.desk, found.condition
        people = frozenset(self.list.ticked)
        self.context.tasks.run(
            lambda progress: candidates.issue_all(desk, condition, people, progress),
            self._issued,
            label=f"正在发证 {len(people):,} 张",
            failed=self._stopped,
        )

    def _issued(self, done: Done) -> None:
        self._issuing = False
        result = done.result
        self.list.forget_choices()
        if result.batch is None or result.merged is None:
            self.context.notices.warn("没有发证：勾选的人现在都不能发。", "名单已重新读取。")
            self.reload()
            return
        count = len(result.issued)
        self._held = result.issued[0].id
        self.show_document(
            Paper(
                done.pdf,
                place=f"共 {count} 张",
                foot=f"已存到 {result.merged}",
                name=result.merged.name,
                saved=result.merged,
            )
        )
        nouns = frozenset({Noun.CERTIFICATE, Noun.BATCH})
        self.context.publish(Changed(nouns, result.batch, "", count))
        # Said here and not by publish, because this notice also prints.
        first, last = result.issued[0].number, result.issued[-1].number
        numbers = first if first == last else f"{first}至第{last.rpartition('第')[2]}"
        batch = result.batch
        notice = self.context.notices.ok(
            f"已发 {count} 张，{numbers}。撤销就是作废，编号不再用。", lambda: self._void(batch)
        )
        _add_before_close(notice, "打印", self._print_issued)

    def _print_issued(self) -> None:
        if self._held and self.active:
            self.card.print_paper()
        else:
            self.context.notices.info("这批证书已不在右边，请到“已发证书”里重印。")

    def _stopped(self, _fault: UserFacingError | Cancelled) -> None:
        self._issuing = False
        self._tell()

    def _broke(self, _bug: object) -> None:
        self._issuing = False
        self._tell()

    def _void(self, batch: int) -> None:
        from volunteer_desk.services.batches import undo_batch

        desk = self.context.desk
        self.context.tasks.run(lambda _: undo_batch(desk, batch), self._voided, label="正在作废")

    def _voided(self, changed: Changed) -> None:
        message = f"已作废 {changed.rows} 张证书，编号不再使用。"
        self.context.publish(replace(changed, message=message))


def _add_before_close(notice: Notice, text: str, pressed: Callable[[], None]) -> None:
    """Put one more button between 撤销 and ×, and make the notice wide enough for it."""
    button = notice.add_button(text, pressed, f"{text}（Ctrl P）")
    row, right = notice.layout(), notice.geometry().right()
    if isinstance(row, QHBoxLayout):
        row.removeWidget(button)
        row.insertWidget(row.count() - 1, button)
    button.show()
    notice.adjustSize()
    notice.move(right + 1 - notice.width(), notice.y())
