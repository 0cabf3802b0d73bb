"""What makes sense for each choice of a desk, and what to say when it does not."""

from collections.abc import Callable

from volunteer_desk.domain.cards import pattern_problem
from volunteer_desk.domain.hour_rules import Level
from volunteer_desk.domain.rounding import STEPS, RoundingWay
from volunteer_desk.domain.settings import DeskSettings

_PATTERN_PROBLEM = (
    "志愿者编号规则要以流水号{serial:06d}结尾，前面可用{prefix}{year}{yy}和字母数字。"
)

RULE_LEVELS: dict[str, tuple[Level, ...]] = {
    "rule_day_long": (Level.OFF, Level.WARN, Level.REASON),
    "rule_before_registration": tuple(Level),
    "rule_after_leaving": (Level.WARN, Level.REASON, Level.REFUSE),
    "rule_outside_project": tuple(Level),
    "rule_minor_limit": tuple(Level),
    "rule_minor_consent": tuple(Level),
    "rule_late_hours": (Level.REASON, Level.REFUSE),
}
"""How strict each rule of hours may be; 24 hours, the future and overlaps are not to be chosen."""


def _offers(key: str, levels: tuple[Level, ...]) -> Callable[[DeskSettings], bool]:
    return lambda settings: getattr(settings, key) in levels


_CHECKS: tuple[tuple[str, Callable[[DeskSettings], bool], str], ...] = (
    ("report_day", lambda s: 1 <= s.report_day <= 31, "月报日要在1到31之间。"),
    ("record_within", lambda s: 1 <= s.record_within <= 60, "登记时限要在1到60个工作日之间。"),
    (
        "file_before_days",
        lambda s: 0 <= s.file_before_days <= 60,
        "活动报备要在活动前0到60天之间，0天表示不需要报备。",
    ),
    (
        "star_hours",
        lambda s: (
            len(s.star_hours) == 5
            and s.star_hours[0] > 0
            and all(low < high for low, high in zip(s.star_hours, s.star_hours[1:], strict=False))
        ),
        "五个星级的小时数要从小到大。",
    ),
    (
        "day_limit_minutes",
        lambda s: 1 <= s.day_warn_minutes <= s.day_limit_minutes <= 1440,
        "每日时长的提醒线不能超过上限，上限不能超过24小时。",
    ),
    ("active_over_minutes", lambda s: s.active_over_minutes >= 0, "活跃时长不能小于0。"),
    ("backup_days", lambda s: 1 <= s.backup_days <= 365, "备份间隔要在1到365天之间。"),
    ("theme", lambda s: s.theme in {"system", "light", "dark"}, "没有这种外观。"),
    ("text_percent", lambda s: 80 <= s.text_percent <= 200, "文字大小要在80%到200%之间。"),
    (
        "number_prefix",
        lambda s: len(s.number_prefix) <= 8 and s.number_prefix.isalnum(),
        "志愿者编号前缀要是1到8个字母、汉字或数字。",
    ),
    ("number_pattern", lambda s: not pattern_problem(s.number_pattern), _PATTERN_PROBLEM),
    (
        "guardian_under",
        lambda s: 1 <= s.sensitive_under <= s.guardian_under <= 30,
        "监护人年龄线要在1到30岁之间，且不低于敏感信息年龄线。",
    ),
    *((key, _offers(key, levels), "没有这种处理办法。") for key, levels in RULE_LEVELS.items()),
    (
        "minor_day_minutes",
        lambda s: 1 <= s.minor_day_minutes <= 1440,
        "未成年人每天的时长要在1分钟到24小时之间。",
    ),
    (
        "minor_until",
        lambda s: 0 <= s.minor_from < s.minor_until <= 1440,
        "未成年人最早的时刻要早于最晚的时刻。",
    ),
    ("rounding_step", lambda s: s.rounding_step in STEPS, "时长只能按15或30分钟取整，或不取整。"),
    ("rounding_way", lambda s: s.rounding_way in set(RoundingWay), "没有这种取整方法。"),
    (
        "kiosk_double_seconds",
        lambda s: 0 <= s.kiosk_double_seconds <= 3600,
        "重复扫码的间隔要在0到3600秒之间。",
    ),
    ("kiosk_prefix", lambda s: len(s.kiosk_prefix) <= 10, "扫码枪前缀最多10个字符。"),
    ("kiosk_end_key", lambda s: s.kiosk_end_key in {"enter", "tab"}, "扫码枪后缀是Enter或Tab。"),
    (
        "attachment_megabytes",
        lambda s: 1 <= s.attachment_megabytes <= 200,
        "每个附件的上限要在1到200 MB之间。",
    ),
    (
        "attachments_most",
        lambda s: 1 <= s.attachments_most <= 500,
        "一场活动的附件上限要在1到500个之间。",
    ),
    (
        "certificate_prefix",
        lambda s: 0 < len(s.certificate_prefix) <= 20 and 0 < len(s.proof_prefix) <= 20,
        "证书编号前缀要有1到20个字。",
    ),
)


_BESIDE = {
    "day_limit_minutes": {"day_warn_minutes"},
    "guardian_under": {"sensitive_under"},
    "minor_until": {"minor_from"},
    "certificate_prefix": {"proof_prefix"},
}
"""Choices that a check of ``_CHECKS`` looks at besides the one it is named for."""

SOUND = tuple(
    (frozenset({key} | _BESIDE.get(key, set())), is_sound, message)
    for key, is_sound, message in _CHECKS
)
"""(the choices a check looks at, the check, what is said when it fails)."""
