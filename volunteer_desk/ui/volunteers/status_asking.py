"""在册, 暂停, 注销: asked in place with a day and a reason."""

from datetime import date

from volunteer_desk.domain.dates import parse_date
from volunteer_desk.domain.volunteers import STATUS_WORDS, VolunteerStatus
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.suggest_field import SuggestField
from volunteer_desk.ui.volunteers.asking import Asking

REASONS = ("本人申请", "迁出本社区", "长期未参加服务", "身体原因", "去世", "恢复服务")


class StatusAsking(Asking):
    """Which status, since when, and why."""

    def __init__(self) -> None:
        super().__init__("改状态", "保存")
        self.status = ComboField(
            "状态", [(one.value, STATUS_WORDS[one]) for one in VolunteerStatus]
        )
        self.day = Field("日期", placeholder="如 2026-03-05")
        self.reason = SuggestField("原因", REASONS, "暂停和注销要写")
        self.ask_with(self.status, self.day, self.reason, shares=(3, 4, 6))

    def begin(self, status: VolunteerStatus, today: date) -> None:
        """Ask about somebody who is ``status`` now."""
        self.status.choose(status.value)
        self.day.set_text(today.isoformat())
        self.reason.set_text("")
        self.open_asking()

    def answer(self) -> tuple[VolunteerStatus, date, str] | None:
        """What was answered, or None with the problem shown."""
        day = parse_date(self.day.text())
        if day is None:
            self.show_problem("这个日期读不懂，请写成 2026-03-05 这样。")
            return None
        return VolunteerStatus(str(self.status.key())), day, self.reason.text()
