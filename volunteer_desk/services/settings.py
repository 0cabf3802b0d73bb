"""The desk's choices: read as one frozen object, changed one or several at a time."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.settings import DeskSettings, broken_words
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.sound_settings import SOUND
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.settings import read_values, write_values
from volunteer_desk.store.units import change_unit, own_unit, read_unit, sibling_named

Choice = str | int | bool | tuple[int, ...]

_KEYS = frozenset(field.name for field in fields(DeskSettings)) - {"broken"}
_LOOKS = frozenset({"theme", "text_percent"})


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
    if all(is_sound(found) for _keys, is_sound, _message in SOUND):
        return found
    # a choice may be senseless beside another: those that take part all count as broken
    for keys, is_sound, _message in SOUND:
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
        for _keys, is_sound, message in SOUND:
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
