"""The form that takes the leaders' phone list out: on paper or as a workbook, masked or in full."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox

from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.widgets import words


@dataclass(frozen=True)
class PhoneListWish:
    """What was asked for; ``ending`` is ".pdf" or ".xlsx", ``teams`` None are all in use."""

    ending: str
    in_full: bool
    reason: str
    teams: tuple[int, ...] | None = None


class PhoneListForm(InlineForm):
    """Asks for the kind of file and, for phones in full, for the reason."""

    def __init__(self) -> None:
        super().__init__("队伍负责人通讯录", "Enter 到下一项，Esc 返回")
        self.ending = ComboField("格式", [(".pdf", "PDF（打印）"), (".xlsx", "表格（WPS、Excel）")])
        self.in_full = QCheckBox("显示完整电话")
        self.reason = Field("用途", placeholder="如 防汛应急联络，会记入日志")
        self.teams = ComboField("队伍")
        self._some: tuple[int, ...] = ()
        self.add_field(self.ending)
        self.add_field(self.teams)
        self.add_block(self.in_full)
        self.add_field(self.reason)
        note = words("每支队伍一行，按单位排列。PDF 先预览，表格存到“通讯录”文件夹。", "soft")
        note.setWordWrap(True)
        self.add_block(note)
        self.finish()
        self.save.setText("下一步")
        self.in_full.toggled.connect(self.reason.setVisible)

    def begin(self, some: Sequence[int], word: str) -> None:
        """Ask anew; ``some`` teams are listed or chosen, as the ``word`` says, "" for all."""
        self._some = tuple(some)
        self.teams.set_choices([(True, f"{word}的 {len(some):,} 支"), (False, "全部在用的")])
        self.teams.choose(bool(word))
        self.teams.setVisible(bool(word))
        self.in_full.setChecked(False)
        self.reason.set_text("")
        self.reason.setVisible(False)
        self.save.setEnabled(True)
        self.show_problem("")
        self.ending.combo.setFocus()

    def wish(self) -> PhoneListWish | None:
        """What was asked for, or None when the reason is missing; the form then says so."""
        self.show_problem("")
        if self.in_full.isChecked() and not self.reason.text():
            self.show_problem("显示完整电话要写明用途，它会记入日志。", self.reason)
            return None
        teams = self._some if self.teams.key() is True else None
        return PhoneListWish(
            str(self.ending.key()), self.in_full.isChecked(), self.reason.text(), teams
        )
