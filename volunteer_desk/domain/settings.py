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
