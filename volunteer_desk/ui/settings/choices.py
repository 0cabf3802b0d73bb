"""The settings as data: which card, which words, how they are read and kept."""

from dataclasses import dataclass

THEMES = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))
SIZES = ((100, "标准"), (110, "大一点（110%）"), (125, "大（125%）"), (150, "特大（150%）"))


@dataclass(frozen=True)
class TextChoice:
    """A setting typed as text."""

    key: str
    label: str
    placeholder: str = ""


@dataclass(frozen=True)
class NumberChoice:
    """A setting typed as a whole number; stored times ``factor`` (hours kept as minutes)."""

    key: str
    label: str
    low: int
    high: int
    unit: str
    factor: int = 1


UNIT = (
    TextChoice("unit", "单位名称", "幸福里社区居民委员会"),
    TextChoice("head", "负责人"),
    TextChoice("reviewer", "审核人"),
    TextChoice("filled_by", "填报人"),
    TextChoice("handler", "经办人"),
    TextChoice("phone", "联系电话"),
)

PREFIXES = (
    TextChoice("certificate_prefix", "证书编号前缀"),
    TextChoice("proof_prefix", "证明编号前缀"),
    TextChoice("number_prefix", "志愿者编号前缀"),
)

RULES = (
    NumberChoice("record_within", "活动后几个工作日内登记", 1, 60, "个工作日"),
    NumberChoice("file_before_days", "活动前几天报备（0 为不用报备）", 0, 60, "天"),
    NumberChoice("day_warn_minutes", "一天超过时提醒", 1, 24, "小时", 60),
    NumberChoice("day_limit_minutes", "一天最多", 1, 24, "小时", 60),
    NumberChoice("active_over_minutes", "本年超过算活跃", 0, 1000, "小时", 60),
    NumberChoice("backup_days", "多久没备份要提醒", 1, 365, "天"),
    NumberChoice("attachment_megabytes", "活动照片和文件每个最多", 1, 200, "MB"),
    NumberChoice("attachments_most", "一场活动最多附", 1, 500, "个"),
)

AGES = (
    NumberChoice("guardian_under", "未满几岁要监护人", 1, 30, "岁"),
    NumberChoice("sensitive_under", "未满几岁全部隐藏", 1, 18, "岁"),
)

STARS = ("一星", "二星", "三星", "四星", "五星")
