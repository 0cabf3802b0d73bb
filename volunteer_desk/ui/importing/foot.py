"""The foot of a dry run: what would be written in one sentence, and the buttons that do it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from volunteer_desk.ui.widgets import PrimaryButton, QuietButton, row_layout, words


@dataclass(frozen=True)
class Offer:
    """What the foot says and offers.

    Attributes:
        moving: Rows that would be written.
        problems: Rows that wait.
        said: The sentence.
        whole: What writing all of them is called.
        held_back: Why nothing can be written yet (a column lacks), "" when it can.
        doubtful: Something must be confirmed first.
    """

    moving: int
    problems: int
    said: str
    whole: str = "全部导入"
    held_back: str = ""
    doubtful: bool = False


class ImportFoot(QWidget):
    """Says what can be written now and why not more."""

    def __init__(self, leaving: str) -> None:
        super().__init__()
        self.verdict = words("", "soft")
        self.verdict.setWordWrap(True)
        self.problems = QuietButton(
            "导出问题行", "Alt+E", "存成表格，每行写明原因，改好再导入", "download-simple"
        )
        self.back = QuietButton("取消", "", leaving)
        self.every = QuietButton("全部导入")
        self.good = PrimaryButton("导入", "Ctrl+Return")
        line = row_layout(10)
        self.setLayout(line)
        line.addWidget(self.verdict, 1)
        for button in (self.problems, self.back, self.every, self.good):
            line.addWidget(button)

    def offer(self, offer: Offer) -> None:
        """Offer what can be done."""
        problems = bool(offer.problems) and not offer.held_back
        self.problems.setVisible(problems)
        self.every.setVisible(problems)
        self.every.setEnabled(False)
        self.every.setToolTip(f"有 {offer.problems:,} 行有问题，改好才能全部导入")
        self.good.setVisible(bool(offer.moving))
        self.good.setEnabled(bool(offer.moving) and not offer.held_back and not offer.doubtful)
        some = f"只导入没有问题的 {offer.moving:,} 行"
        self.good.setText(some if offer.problems else f"{offer.whole} {offer.moving:,} 行")
        said = offer.held_back or offer.said
        if offer.doubtful and not offer.held_back:
            said = "有值得怀疑的地方，请核对后勾选确认。"
        self.verdict.setText(said)
        self.good.setToolTip(f"{self.good.text()}（Ctrl Enter）")
        self.back.setText("取消" if offer.moving else "返回")
