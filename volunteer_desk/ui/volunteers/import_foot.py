"""The foot of a dry run: what would be written in one sentence, and the buttons that do it."""

from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.imports import RowState
from volunteer_desk.domain.mapping import Tally
from volunteer_desk.ui.widgets import PrimaryButton, QuietButton, row_layout, words


class ImportFoot(QWidget):
    """Says what can be written now and why not more."""

    def __init__(self) -> None:
        super().__init__()
        self.verdict = words("", "soft")
        self.verdict.setWordWrap(True)
        self.problems = QuietButton(
            "导出问题行", "Alt+E", "存成表格，每行写明原因，改好再导入", "download-simple"
        )
        self.back = QuietButton("取消", "", "什么都不写入，返回名册（Esc）")
        self.every = QuietButton("全部导入")
        self.good = PrimaryButton("导入", "Ctrl+Return")
        line = row_layout(10)
        self.setLayout(line)
        line.addWidget(self.verdict, 1)
        for button in (self.problems, self.back, self.every, self.good):
            line.addWidget(button)

    def offer(self, tally: Tally, *, nameless: bool, doubtful: bool) -> None:
        """Offer what can be done.

        Args:
            tally: The dry run counted.
            nameless: No column is 姓名.
            doubtful: A column would change most rows, and nobody confirmed it.
        """
        new, changed = tally.count(RowState.NEW), tally.count(RowState.CHANGED)
        problems, same = tally.count(RowState.PROBLEM), tally.count(RowState.UNCHANGED)
        moving = new + changed
        self.problems.setVisible(bool(problems) and not nameless)
        self.every.setVisible(bool(problems) and not nameless)
        self.every.setEnabled(False)
        self.every.setToolTip(f"有 {problems:,} 行有问题，改好才能全部导入")
        self.good.setVisible(bool(moving))
        self.good.setEnabled(bool(moving) and not doubtful)
        if problems:
            self.good.setText(f"只导入没有问题的 {moving:,} 行")
            said = f"{problems:,} 行有问题：按 Enter 当场改，或导出改好再导入。"
        else:
            self.good.setText(f"全部导入 {moving:,} 行")
            said = f"新增 {new:,} 人，更新 {changed:,} 人。"
        if not moving:
            said = f"{same:,} 行与名册相同，没有要写入的。" if same else "没有能写入的行。"
            if not problems and same:
                said = "与名册完全相同，导入后什么都不会改变。"
        if nameless:
            said = "请在上面选定哪一列是“姓名”。"
        elif doubtful:
            said = "有一列会改动大多数行，请核对后勾选确认。"
        self.verdict.setText(said)
        self.good.setToolTip(f"{self.good.text()}（Ctrl Enter）")
        self.back.setText("取消" if moving else "返回")
