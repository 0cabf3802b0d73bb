"""Fields this office added to its volunteers: defining them, filling them, asking for them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun, Progress, no_progress
from volunteer_desk.domain.custom_fields import (
    CustomFieldDraft,
    CustomFieldRow,
    CustomFilter,
    CustomKind,
)
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.intake.headers import field_of, plain_header
from volunteer_desk.services.acting import begin_act, people_at_hand
from volunteer_desk.services.custom_filling import (
    Moves,
    find_moves,
    read_one,
    read_texts,
    write_moves,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.long_work import in_parts, still_reading
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteer_checks import LABELS
from volunteer_desk.services.volunteer_masking import is_child, mask_values
from volunteer_desk.store import custom_fields as store
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.volunteers import read_drafts

_NOUNS = frozenset({Noun.SETTING, Noun.VOLUNTEER})


def custom_fields(desk: Desk, *, retired: bool = False) -> tuple[CustomFieldRow, ...]:
    """The fields in their order; with ``retired`` those no longer used as well."""
    with desk.database.reading() as connection:
        return tuple(store.list_fields(connection, retired=retired))


def define_field(desk: Desk, draft: CustomFieldDraft) -> Changed:
    """Add a field behind the others.

    Raises:
        UserFacingError: No name, one that is taken or means a field every card has, or a choice
            without choices.
    """
    draft = _tidy(draft)
    with desk.database.writing() as connection:
        _check_name(connection, draft.name)
        _check_choices(draft.kind, draft.choices)
        made = store.add_field(connection, draft.name, draft.kind, draft.choices)
        return _done(desk, connection, "define_field", made, f"已添加字段“{draft.name}”。")


def rename_field(desk: Desk, field_id: int, name: str) -> Changed:
    """Give a field another name; its values stay.

    Raises:
        UserFacingError: As ``define_field``, or there is no such field.
    """
    name = " ".join(name.split())
    with desk.database.writing() as connection:
        known = _field(connection, field_id)
        _check_name(connection, name, but=field_id)
        _write(connection, replace(known, name=name))
        return _done(desk, connection, "rename_field", field_id, f"字段已改名为“{name}”。")


def change_choices(desk: Desk, field_id: int, choices: Sequence[str]) -> Changed:
    """Write what may be chosen; a value that is no choice any more stays until it is changed.

    Raises:
        UserFacingError: The field is no choice, or nothing is left to choose.
    """
    with desk.database.writing() as connection:
        known = _field(connection, field_id)
        if known.kind is not CustomKind.CHOICE:
            raise UserFacingError(f"“{known.name}”不是选项字段。", "请选择一个选项字段。")
        given = _tidy(CustomFieldDraft(known.name, known.kind, tuple(choices))).choices
        _check_choices(known.kind, given)
        _write(connection, replace(known, choices=given))
        return _done(desk, connection, "change_choices", field_id, f"“{known.name}”的选项已保存。")


def retire_field(desk: Desk, field_id: int, *, back: bool = False) -> Changed:
    """Take a field off cards, lists and exports, or (``back``) into use again; its values stay.

    Raises:
        UserFacingError: There is no such field.
    """
    with desk.database.writing() as connection:
        known = _field(connection, field_id)
        _write(connection, replace(known, active=back))
        said = "已重新启用" if back else "已停用"
        action = "restore_field" if back else "retire_field"
        return _done(desk, connection, action, field_id, f"{said}字段“{known.name}”。")


def order_fields(desk: Desk, ids: Sequence[int]) -> Changed:
    """Put the fields into this order."""
    with desk.database.writing() as connection:
        store.order_fields(connection, ids)
        return _done(desk, connection, "order_fields", None, "字段顺序已保存。")


def set_custom_values(
    desk: Desk,
    ids: Sequence[int],
    texts: Mapping[int, str],
    progress: Progress = no_progress,
) -> Changed:
    """Fill fields (id → what was typed, "" empties) of these people alike; one batch, undoable.

    Raises:
        UserFacingError: A text does not fit its field (the message names it), or no such person
            or field; nothing was written.
        Cancelled: Out of ``progress``, which hears of people; nothing was written.
    """
    with desk.database.writing() as connection:
        people = [one.id for one in people_at_hand(connection, ids, progress)]
        wanted = read_texts(connection, texts)
        moves: Moves = {}
        for part in in_parts(people, still_reading(progress, len(people))):
            moves |= find_moves(connection, part, wanted)
        if not moves:
            return Changed(frozenset(), None, "没有改动。")
        act = begin_act(desk, connection, BatchKind.CUSTOM_VALUE, f"填写自定义字段 {len(moves)}人")
        for part in in_parts(list(moves), progress):
            write_moves(connection, {person: moves[person] for person in part}, act.batch)
        return act.finish(
            action="set_custom_values",
            message=f"已保存自定义字段（{len(moves)}人）。",
            rows=len(moves),
            detail={"fields": " ".join(str(field) for field in sorted(wanted))},
        )


def custom_columns(desk: Desk) -> tuple[CustomFieldRow, ...]:
    """The fields as the further columns of a list or an export, in order."""
    return custom_fields(desk)


def custom_values(desk: Desk, ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Volunteer id → field id → value as stored (a plain decimal, an ISO date, text)."""
    with desk.database.reading() as connection:
        return store.read_values_of(connection, ids)


def shown_values(desk: Desk, volunteer_id: int) -> dict[int, str]:
    """What one person has in the fields as a page shows it: a child's are hidden (art.28)."""
    with desk.database.reading() as connection:
        values = store.read_values_of(connection, [volunteer_id]).get(volunteer_id, {})
        draft = read_drafts(connection, [volunteer_id]).get(volunteer_id)
        under = settings_from(read_values(connection)).sensitive_under
    birth = draft.birth if draft else None
    return mask_values(values, hidden=is_child(birth, desk.today(), under))


def custom_headers(desk: Desk) -> dict[str, int]:
    """Plain header word of a brought file (see ``intake.headers.plain_header``) → field id."""
    return {plain_header(field.name): field.id for field in custom_fields(desk)}


def people_with_value(desk: Desk, wanted: CustomFilter) -> list[int]:
    """Ids by number of those whose value in a field fits; a bound is read as it is typed.

    Raises:
        UserFacingError: There is no such field, or a bound does not fit its kind.
    """
    with desk.database.reading() as connection:
        field = _field(connection, wanted.field_id)
        asked = replace(field, kind=CustomKind.TEXT) if field.choices else field
        read = replace(
            wanted,
            equals=_read_bound(asked, wanted.equals),
            low=_read_bound(asked, wanted.low),
            high=_read_bound(asked, wanted.high),
        )
        condition, values = store.filter_condition(field.kind, read)
        return store.ids_where(connection, condition, values)


def _tidy(draft: CustomFieldDraft) -> CustomFieldDraft:
    choices = dict.fromkeys(one.strip() for one in draft.choices if one.strip())
    kept = tuple(choices) if draft.kind is CustomKind.CHOICE else ()
    return replace(draft, name=" ".join(draft.name.split()), choices=kept)


def _check_name(connection: Connection, name: str, but: int | None = None) -> None:
    if not name or not plain_header(name):
        raise UserFacingError("字段还没有名称。", "请填写字段名称。")
    if len(name) > 20:
        raise UserFacingError("字段名称太长了。", "请不要超过20个字。")
    if name in LABELS.values() or field_of(name, "roster") is not None:
        raise UserFacingError(f"“{name}”和卡片上已有的字段重名。", "请换一个名称。")
    for field in store.list_fields(connection, retired=True):
        if field.id != but and plain_header(field.name) == plain_header(name):
            hint = "请换一个名称。" if field.active else "它已停用，可以重新启用。"
            raise UserFacingError(f"已经有一个字段叫“{field.name}”。", hint)


def _check_choices(kind: CustomKind, choices: Sequence[str]) -> None:
    if kind is CustomKind.CHOICE and not choices:
        raise UserFacingError("选项字段还没有选项。", "请至少写一个选项。")


def _field(connection: Connection, field_id: int) -> CustomFieldRow:
    for field in store.list_fields(connection, retired=True):
        if field.id == field_id:
            return field
    raise UserFacingError("这个字段已经不在了。", "请刷新后再试。")


def _write(connection: Connection, field: CustomFieldRow) -> None:
    store.change_field(
        connection, field.id, name=field.name, choices=field.choices, active=field.active
    )


def _read_bound(field: CustomFieldRow, text: str | None) -> str | None:
    return None if text is None else read_one(field, text)


def _done(
    desk: Desk, connection: Connection, action: str, row_id: int | None, message: str
) -> Changed:
    append_audit(
        connection, now=desk.now(), by=desk.operator, action=action, noun="custom_field",
        row_id=row_id,
    )  # fmt: skip
    return Changed(_NOUNS, None, message, 1)
