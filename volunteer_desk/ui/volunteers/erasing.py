"""删除个人信息: says what stays, asks for a reason and the number, and cannot be undone."""

from volunteer_desk.services.erasing import WARNING
from volunteer_desk.ui.fields import Field
from volunteer_desk.ui.suggest_field import SuggestField
from volunteer_desk.ui.volunteers.asking import Asking

REASONS = ("本人要求删除", "监护人要求删除", "撤回同意", "保存期限已满")


class EraseAsking(Asking):
    """Two answers: why, and the number typed again."""

    def __init__(self) -> None:
        super().__init__("删除个人信息", "永久删除", WARNING)
        self._number = ""
        self.reason = SuggestField("理由", REASONS, "如 本人要求删除")
        self.number = Field("确认")
        self.ask_with(self.reason, self.number, shares=(2, 3))
        self.number.changed.connect(self._compare)

    def begin(self, number: str) -> None:
        """Ask about the person of this number."""
        self._number = number
        self.reason.set_text("")
        self.number.set_text("")
        self.number.edit.setPlaceholderText(f"照着输入编号 {number}，才能删除")
        self.open_asking()
        self._compare()

    def _compare(self) -> None:
        self.yes.setEnabled(self.number.text().upper() == self._number.upper())
