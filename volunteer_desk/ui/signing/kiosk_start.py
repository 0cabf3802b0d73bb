"""Before the kiosk opens: its rules, the scanner, and the PIN that leaves it."""

from PySide6.QtCore import Signal

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.sign_sheets import SignOccasion
from volunteer_desk.services.kiosk_pin import set_pin
from volunteer_desk.services.presence import day_problem
from volunteer_desk.services.settings import Choice, change_settings
from volunteer_desk.ui.fields import ComboField, Field, NumberField
from volunteer_desk.ui.inline_form import InlineForm
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.widgets import QuietButton, words

_EARLY = ((True, "从活动开始算"), (False, "从扫码时算"))
_NAMES = ((True, "遮住（王*）"), (False, "全名"))
_ENDS = (("enter", "Enter"), ("tab", "Tab"))


class KioskStart(InlineForm):
    """Ctrl+Enter opens the kiosk; without a PIN it asks for one first."""

    ready = Signal(object)
    """A ``SignOccasion``: everything is set, open the kiosk."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("扫码签到", " ")
        self._context = context
        self._occasion: SignOccasion | None = None
        self.early = ComboField("早到", list(_EARLY))
        self.double = NumberField("重复", 60, 0, 3600, "秒内再扫不算")
        self.names = ComboField("姓名", list(_NAMES))
        self.end_key = ComboField("后缀", list(_ENDS))
        self.prefix = Field("前缀", placeholder="没有就空着")
        self.pin = Field("退出密码", placeholder="4到12位数字")
        self.again = Field("再输一次")
        for field in (self.pin, self.again):
            field.edit.setEchoMode(field.edit.EchoMode.Password)
        self.told = words("", "soft")
        self.told.setWordWrap(True)
        self.add_section("计时", (self.early, self.double, self.names))
        self.add_section("扫码枪", (self.end_key, self.prefix))
        self.secret = self.add_section("退出密码（退出签到屏幕时要输入）", (self.pin, self.again))
        self.renew = QuietButton("换退出密码", "", "设一个新的退出密码")
        self.add_block(self.renew)
        self.add_block(self.told)
        self.finish()
        self.save.setText("开始签到")
        self.save.setToolTip("整个屏幕打开签到，要输入退出密码才能离开（Ctrl Enter）")
        self.renew.clicked.connect(self._ask_pin)
        self.saving.connect(self._begin)

    def begin(self, occasion: SignOccasion) -> None:
        """Show the rules as they are, for one activity."""
        settings = self._context.settings()
        self._occasion = occasion
        self.title.setText(f"扫码签到 · {occasion.project}")
        self.note.setText(f"{occasion.held_on:%Y-%m-%d} {occasion.times}".rstrip())
        self.early.choose(settings.kiosk_from_start)
        self.double.set_value(settings.kiosk_double_seconds)
        self.names.choose(settings.kiosk_mask_names)
        self.end_key.choose(settings.kiosk_end_key)
        self.prefix.set_text(settings.kiosk_prefix)
        for field in (self.pin, self.again):
            field.set_text("")
        known = bool(settings.kiosk_pin)
        self.secret.setVisible(not known)
        self.renew.setVisible(known)
        self.told.setText(
            "志愿者扫一次卡签到，再扫一次签退；没带卡可以打姓名、拼音首字母或手机后四位。"
            "每次扫码都马上存好，断电也不会丢。"
        )
        trouble = day_problem(self._context.desk, occasion)
        self.show_problem(trouble and f"{trouble}不能在今天签到。")
        self.save.setEnabled(not trouble)
        (self.save if known else self.pin.edit).setFocus()

    def _ask_pin(self) -> None:
        self.secret.show()
        self.renew.hide()
        self.pin.edit.setFocus()

    def _begin(self) -> None:
        desk = self._context.desk
        changes: dict[str, Choice] = {
            "kiosk_from_start": bool(self.early.key()),
            "kiosk_double_seconds": self.double.value(),
            "kiosk_mask_names": bool(self.names.key()),
            "kiosk_end_key": str(self.end_key.key()),
            "kiosk_prefix": self.prefix.text(),
        }
        pin, again = self.pin.text(), self.again.text()
        wanted = not self.secret.isHidden()
        if wanted and not pin:
            self.show_problem("还没有设退出密码，请先设一个。", self.pin)
            return
        self.save.setEnabled(False)

        def work(_progress: Progress) -> Changed:
            if wanted:
                set_pin(desk, pin, again)
            return change_settings(desk, **changes)

        self._context.tasks.run(
            work, self._ready, label="正在打开签到", failed=self.show_refusal, quiet=True
        )

    def _ready(self, changed: Changed) -> None:
        self.save.setEnabled(True)
        self._context.publish(Changed(changed.nouns, None, "", changed.rows))
        if self._occasion is not None:
            self.ready.emit(self._occasion)
