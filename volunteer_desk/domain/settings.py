"""The choices of one desk, with the field's usual values as defaults."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DeskSettings:
    """Every configurable figure of domain.md; stored one JSON value a key.

    Attributes:
        unit: 填报单位 / 出具单位, "" until the first start asked for it.
        report_day: Day of the month on which the month's sheet is due (1 to 31); with
            ``report_next_month`` it is a day of the following month.
        record_within: Working days to record an activity's hours (民政部令第67号 art.11).
        file_before_days: Days before an activity by which it is filed (活动报备); 0: not asked for.
        star_hours: Hours of one to five stars (民函〔2012〕340号).
        day_warn_minutes: A day over this warns.
        day_limit_minutes: A day over this is refused.
        active_over_minutes: More than this in the year counts as 活跃.
        backup_days: A backup older than this many days is overdue.
        number_pattern: How a 志愿者编号 is written (``domain.cards.pattern_problem``).
        guardian_under: Under this age a guardian's name, phone and consent are needed.
        sensitive_under: Under this age all data is sensitive (个人信息保护法 art.28).
        attachment_megabytes: A photo or document of an activity has at most so many.
        attachments_most: So many photos and documents an activity has at most.
        kiosk_pin: The hash of the PIN that leaves the kiosk, "" for none.
        kiosk_double_seconds: Within so many seconds a second scan is the same one.
        kiosk_from_start: Who comes early counts from the activity's start, not from the scan.
        kiosk_mask_names: The kiosk shows 王*, since the public sees it.
        kiosk_prefix: What the scanner sends before each code.
        kiosk_end_key: What it sends behind each code: "enter" or "tab".
        rule_day_long: How strict a rule of hours is (``hour_rules.Level``), as the others
            called ``rule_…``; ``domain.hour_policy`` says what each is about.
        minor_day_minutes: Most minutes a minor may serve on one day.
        minor_from: Minutes after midnight before which a minor does not serve.
        minor_until: Minutes after midnight after which a minor does not serve.
        rounding_step: Minutes of a step (``rounding.STEPS``); 0 rounds nothing.
        rounding_way: To the nearest step, or down (``rounding.RoundingWay``).
        approval: Logged hours wait (待核) until somebody approves them.
        broken: Keys whose stored value cannot be read or makes no sense; they have their usual
            value here only so that 设置 can be shown.
    """

    unit: str = ""
    head: str = ""
    reviewer: str = ""
    filled_by: str = ""
    handler: str = ""
    phone: str = ""
    certificate_prefix: str = "志服证"
    proof_prefix: str = "志服明"
    number_prefix: str = "ZY"
    report_day: int = 25
    report_next_month: bool = False
    record_within: int = 10
    star_hours: tuple[int, ...] = (100, 300, 600, 1000, 1500)
    day_warn_minutes: int = 480
    day_limit_minutes: int = 1440
    active_over_minutes: int = 300
    backup_days: int = 7
    theme: str = "system"
    text_percent: int = 100
    last_backup: str = ""
    number_pattern: str = "{prefix}{year}{serial:06d}"
    guardian_under: int = 18
    sensitive_under: int = 14
    attachment_megabytes: int = 20
    attachments_most: int = 50
    kiosk_pin: str = ""
    kiosk_double_seconds: int = 60
    kiosk_from_start: bool = True
    kiosk_mask_names: bool = True
    kiosk_prefix: str = ""
    kiosk_end_key: str = "enter"
    file_before_days: int = 3
    rule_day_long: str = "warn"
    rule_before_registration: str = "warn"
    rule_after_leaving: str = "refuse"
    rule_outside_project: str = "reason"
    rule_minor_limit: str = "reason"
    rule_minor_consent: str = "warn"
    rule_late_hours: str = "reason"
    minor_day_minutes: int = 480
    minor_from: int = 360
    minor_until: int = 1320
    rounding_step: int = 0
    rounding_way: str = "nearest"
    approval: bool = False
    broken: tuple[str, ...] = ()


HOUR_RULE_KEYS = frozenset(
    {
        "day_warn_minutes",
        "day_limit_minutes",
        "guardian_under",
        "rule_day_long",
        "rule_before_registration",
        "rule_after_leaving",
        "rule_outside_project",
        "rule_minor_limit",
        "rule_minor_consent",
        "rule_late_hours",
        "minor_day_minutes",
        "minor_from",
        "minor_until",
        "rounding_step",
        "rounding_way",
        "approval",
    }
)
"""Choices without which no hours are taken."""

SETTING_WORDS: dict[str, str] = {
    "unit": "单位名称",
    "head": "负责人",
    "reviewer": "审核人",
    "filled_by": "填报人",
    "handler": "经办人",
    "phone": "联系电话",
    "certificate_prefix": "证书编号前缀",
    "proof_prefix": "证明编号前缀",
    "number_prefix": "志愿者编号前缀",
    "report_day": "月报日",
    "report_next_month": "次月报上月的",
    "record_within": "登记时限",
    "file_before_days": "活动报备",
    "star_hours": "星级小时数",
    "day_warn_minutes": "一天超过时提醒",
    "day_limit_minutes": "一天最多",
    "active_over_minutes": "活跃时长",
    "backup_days": "备份间隔",
    "theme": "颜色",
    "text_percent": "文字大小",
    "last_backup": "上次备份",
    "number_pattern": "志愿者编号规则",
    "guardian_under": "未满几岁要监护人",
    "sensitive_under": "未满几岁全部隐藏",
    "rule_day_long": "一天时间长",
    "rule_before_registration": "注册以前",
    "rule_after_leaving": "暂停或注销以后",
    "rule_outside_project": "项目期间以外",
    "rule_minor_limit": "未成年人的时间",
    "rule_minor_consent": "监护人同意",
    "rule_late_hours": "补录",
    "minor_day_minutes": "未成年人每天最多",
    "minor_from": "未成年人最早",
    "minor_until": "未成年人最晚",
    "attachment_megabytes": "附件大小",
    "attachments_most": "附件个数",
    "rounding_step": "时长取整",
    "rounding_way": "取整方法",
    "kiosk_pin": "扫码页密码",
    "kiosk_double_seconds": "重复扫码",
    "kiosk_from_start": "早到从开始算",
    "kiosk_mask_names": "扫码页隐藏姓名",
    "kiosk_prefix": "扫码枪前缀",
    "kiosk_end_key": "扫码枪后缀",
    "approval": "时长审核",
}
"""What each choice is called where one must be named."""


def broken_words(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The names of these choices, as 设置 calls them."""
    return tuple(SETTING_WORDS.get(key, key) for key in keys)
