"""The desk's choices: read as one frozen object, changed one or several at a time."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any

from volunteer_desk.domain.cards import pattern_problem
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.settings import read_values, write_values

_PATTERN_PROBLEM = (
    "志愿者编号规则要以流水号{serial:06d}结尾，前面可用{prefix}{year}{yy}和字母数字。"
)

Choice = str | int | bool | tuple[int, ...]

_SOUND: tuple[tuple[str, Callable[[DeskSettings], bool], str], ...] = (
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


def read_settings(desk: Desk) -> DeskSettings:
    """Every choice, with the field's usual value where none was made."""
    with desk.database.reading() as connection:
        stored = read_values(connection)
    return settings_from(stored)


def settings_from(stored: dict[str, str]) -> DeskSettings:
    """The choices out of their stored JSON texts; keys of another version are passed over."""
    known = {field.name for field in fields(DeskSettings)}
    values: dict[str, Any] = {key: json.loads(text) for key, text in stored.items() if key in known}
    if "star_hours" in values:
        values["star_hours"] = tuple(values["star_hours"])
    return replace(DeskSettings(), **values)


def change_settings(desk: Desk, **changes: Choice) -> Changed:
    """Make choices, named as the attributes of ``DeskSettings``.

    Raises:
        UserFacingError: A value makes no sense; nothing was written.
    """
    unknown = changes.keys() - {field.name for field in fields(DeskSettings)}
    if unknown:
        raise TypeError(f"no such setting: {sorted(unknown)}")
    cleaned: dict[str, Any] = {
        key: value.strip() if isinstance(value, str) else value for key, value in changes.items()
    }
    with desk.database.writing() as connection:
        before = settings_from(read_values(connection))
        after = replace(before, **cleaned)
        for _name, is_sound, message in _SOUND:
            if not is_sound(after):
                raise UserFacingError(message, "请改正后再保存。")
        old, new = asdict(before), asdict(after)
        moved = {key: new[key] for key in cleaned if new[key] != old[key]}
        write_values(
            connection,
            {key: json.dumps(value, ensure_ascii=False) for key, value in moved.items()},
        )
        if moved:
            append_audit(
                connection,
                now=desk.now(),
                by=desk.operator,
                action="change",
                noun=Noun.SETTING,
                detail={"keys": " ".join(sorted(moved))},
            )
    message = "设置已保存。" if moved else "设置没有变化。"
    return Changed(frozenset({Noun.SETTING}), None, message, len(moved))


def is_new(desk: Desk) -> bool:
    """Whether the first start has not yet asked for the unit's name."""
    return not read_settings(desk).unit
