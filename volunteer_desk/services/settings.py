"""The desk's choices: read as one frozen object, changed one or several at a time."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from volunteer_desk.domain.cards import pattern_problem
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hour_rules import Level
from volunteer_desk.domain.rounding import STEPS, RoundingWay
from volunteer_desk.domain.settings import DeskSettings, broken_words
from volunteer_desk.services.desk import Desk
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.settings import read_values, write_values
from volunteer_desk.store.units import change_unit, own_unit, read_unit, sibling_named

_PATTERN_PROBLEM = (
    "志愿者编号规则要以流水号{serial:06d}结尾，前面可用{prefix}{year}{yy}和字母数字。"
)

Choice = str | int | bool | tuple[int, ...]

_KEYS = frozenset(field.name for field in fields(DeskSettings)) - {"broken"}
_LOOKS = frozenset({"theme", "text_percent"})

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
"""Choices that a check of ``_SOUND`` looks at besides the one it is named for."""

_SOUND_TOGETHER = tuple(
    (frozenset({key} | _BESIDE.get(key, set())), is_sound, message)
    for key, is_sound, message in _SOUND
)


def read_settings(desk: Desk) -> DeskSettings:
    """Every choice, with the field's usual value where none was made.

    Raises:
        UserFacingError: A stored choice cannot be read; nothing is done by a guess.
    """
    with desk.database.reading() as connection:
        stored = read_values(connection)
    return settings_from(stored)


def shown_settings(desk: Desk) -> DeskSettings:
    """Every choice as a screen shows it: what cannot be read is named in ``broken``."""
    with desk.database.reading() as connection:
        return settings_as_stored(read_values(connection))


def settings_from(stored: Mapping[str, str]) -> DeskSettings:
    """The choices out of their stored JSON texts; keys of another version are passed over.

    Raises:
        UserFacingError: A choice cannot be read or makes no sense. How the window looks does not
            count: nothing is written or printed by it.
    """
    found = settings_as_stored(stored)
    if broken := tuple(key for key in found.broken if key not in _LOOKS):
        words = "、".join(f"“{word}”" for word in broken_words(broken))
        raise UserFacingError(f"设置里的{words}读不出来。", "请到“设置”里改正后再试。")
    return found


def settings_as_stored(stored: Mapping[str, str]) -> DeskSettings:
    """The choices as far as they can be read; the others are named in ``broken``."""
    usual = DeskSettings()
    values: dict[str, Any] = {}
    broken: set[str] = set()
    for key, text in stored.items():
        if key not in _KEYS:
            continue
        value = _read_value(text, getattr(usual, key))
        if value is None:
            broken.add(key)
        else:
            values[key] = value
    found = DeskSettings(**values, broken=tuple(sorted(broken)))
    if all(is_sound(found) for _keys, is_sound, _message in _SOUND_TOGETHER):
        return found
    # a choice may be senseless beside another: those that take part all count as broken
    for keys, is_sound, _message in _SOUND_TOGETHER:
        if not is_sound(DeskSettings(**values)):
            broken.update(key for key in keys if key in values)
            values = {key: value for key, value in values.items() if key not in keys}
    return DeskSettings(**values, broken=tuple(sorted(broken)))


def repair_settings(desk: Desk) -> Changed:
    """Give every choice that cannot be read its usual value, at the user's word.

    Raises:
        UserFacingError: Every choice can be read.
    """
    broken = shown_settings(desk).broken
    if not broken:
        raise UserFacingError("设置都读得出来，不用修复。")
    usual = DeskSettings()
    return change_settings(desk, **{key: getattr(usual, key) for key in broken})


def _read_value(text: str, usual: Choice) -> Choice | None:
    """A stored value of the usual one's kind, or None when it is something else."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(usual, tuple):
        whole = isinstance(value, list) and all(type(one) is int for one in value)
        return tuple(value) if whole else None
    return value if type(value) is type(usual) else None


def change_settings(desk: Desk, **changes: Choice) -> Changed:
    """Make choices, named as the attributes of ``DeskSettings``.

    Raises:
        UserFacingError: A value makes no sense; nothing was written.
    """
    unknown = changes.keys() - _KEYS
    if unknown:
        raise TypeError(f"no such setting: {sorted(unknown)}")
    cleaned: dict[str, Any] = {
        key: value.strip() if isinstance(value, str) else value for key, value in changes.items()
    }
    with desk.database.writing() as connection:
        before = settings_as_stored(read_values(connection))
        after = replace(before, **cleaned)
        for _name, is_sound, message in _SOUND:
            if not is_sound(after):
                raise UserFacingError(message, "请改正后再保存。")
        old, new = asdict(before), asdict(after)
        moved = {key: new[key] for key in cleaned if new[key] != old[key] or key in before.broken}
        write_values(
            connection,
            {key: json.dumps(value, ensure_ascii=False) for key, value in moved.items()},
        )
        if "unit" in moved:
            _rename_own(connection, after.unit)
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
    nouns = {Noun.SETTING} | ({Noun.UNIT} if "unit" in moved else set())
    return Changed(frozenset(nouns), None, message, len(moved))


def _rename_own(connection: Connection, name: str) -> None:
    """The own unit of the tree and 填报单位 are one thing with one name.

    Raises:
        UserFacingError: The own unit would have no name, or the name of one beside it.
    """
    own = own_unit(connection)
    stored = None if own is None else read_unit(connection, own)
    if own is None or stored is None:
        return
    if not name:
        raise UserFacingError("填报单位不能没有名称。", "它就是“单位”里的本单位，请填写名称。")
    if sibling_named(connection, name, stored.draft.parent_id) not in (None, own):
        raise UserFacingError(f"“单位”里已经有“{name}”。", "请在“队伍与项目”里把它设为本单位。")
    change_unit(connection, own, {"name": name})


def is_new(desk: Desk) -> bool:
    """Whether the first start has not yet asked for the unit's name."""
    return not shown_settings(desk).unit
