"""验证: a scanned text, or a number with its check code, held against the register."""

from dataclasses import dataclass

from PySide6.QtWidgets import QPlainTextEdit

from volunteer_desk.domain.certificates import IssuedCertificate, Verdict
from volunteer_desk.services.desk import Desk
from volunteer_desk.ui.certificates.columns import PAPERS
from volunteer_desk.ui.certificates.panel import Panel
from volunteer_desk.ui.certificates.paper import PaperCard
from volunteer_desk.ui.certificates.register import original_paper
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tokens import Tone, scaled
from volunteer_desk.ui.widgets import Card, Pill, PrimaryButton, row_layout, words

ASK = "把扫出来的文字贴在这里，或输入编号和校验码"


@dataclass(frozen=True)
class _Checked:
    verdict: Verdict
    row: IssuedCertificate | None
    pdf: bytes


class CheckPanel(Panel):
    """Text in, verdict out; a valid paper's original stands at the right to compare."""

    def __init__(self, context: PageContext, card: PaperCard) -> None:
        super().__init__(context, card)
        self.shown = "核验通过后，这里显示登记簿里的原件，可与手里的纸对照"
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(
            f"{ASK}，例如：\n\n编号 志服证〔2026〕第0001号\n姓名 王建国\n校验码 K7QM-3XPD"
        )
        self.text.setAccessibleName(ASK)
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(scaled(170))
        self.text.textChanged.connect(self._forget)
        self.body.addWidget(self.text)
        self.result = Card(role="well")
        head = row_layout(10)
        self.pill = Pill()
        self.number = words("", "card-title")
        head.addWidget(self.pill)
        head.addWidget(self.number, 1)
        self.said = words("")
        self.said.setWordWrap(True)
        self.result.body.addLayout(head)
        self.result.body.addWidget(self.said)
        self.result.hide()
        self.body.addWidget(self.result)
        self.body.addStretch(1)
        foot = row_layout(10)
        self.hint = words("不用联网，只认本单位登记簿发出的证书。", "small")
        self.check = PrimaryButton("核验", "Ctrl+Return")
        self.check.clicked.connect(self._check)
        self.check.setEnabled(False)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.check)
        self.body.addLayout(foot)

    def enter(self) -> None:
        """Come into sight, ready to paste."""
        super().enter()
        self.text.setFocus()

    def _forget(self) -> None:
        self.result.hide()
        self.check.setEnabled(bool(self.text.toPlainText().strip()))

    def _check(self) -> None:
        desk, text = self.context.desk, self.text.toPlainText()
        if text.strip():
            self.context.tasks.read(lambda: _verify(desk, text), self._show, key="verify")

    def _show(self, checked: _Checked) -> None:
        verdict = checked.verdict
        self.result.show()
        self.number.setText(verdict.number or "没有找到编号")
        if verdict.valid:
            self.pill.show_state(verdict.status, Tone.OK)
            kind = PAPERS.get(checked.row.template, "") if checked.row else ""
            day = f"，{checked.row.issued_on.isoformat()}发出" if checked.row else ""
            self.said.setText(f"{verdict.name}的{kind or '证书'}{day}，是本单位发的原件。")
        elif verdict.status:
            self.pill.show_state(verdict.status, Tone.URGENT)
            self.said.setText(f"{verdict.name}：{verdict.reason}。")
        else:
            self.pill.show_state("不能确认", Tone.URGENT)
            self.said.setText(verdict.reason)
        if checked.row is not None and checked.pdf:
            self.show_document(original_paper(checked.row, checked.pdf))
        else:
            self.show_document("没有可对照的原件")


def _verify(desk: Desk, text: str) -> _Checked:
    from volunteer_desk.services.certificates import (
        certificate_lines,
        find_certificates,
        reprint_certificate,
        verify_certificate,
    )

    verdict = verify_certificate(desk, text)
    if not verdict.valid:
        return _Checked(verdict, None, b"")
    listed = certificate_lines(desk, find_certificates(desk, verdict.number).ids)
    row = next((one for one in listed if one.number == verdict.number), None)
    return _Checked(verdict, row, reprint_certificate(desk, row.id) if row else b"")
