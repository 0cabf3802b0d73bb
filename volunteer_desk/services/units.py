"""Units: the tree with its figures, saving one, and marking the desk's own."""

from dataclasses import replace
from datetime import date

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.phones import clean_phone
from volunteer_desk.domain.register_filters import ListQuery, UnitFilter
from volunteer_desk.domain.units import (
    UNIT_KIND_WORDS,
    UnitDraft,
    UnitFigures,
    UnitRow,
    clean_code,
    code_head,
    code_problem,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_as_stored
from volunteer_desk.store import unit_tree, units
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch, record_change
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.settings import read_values

_NOUNS = frozenset({Noun.UNIT, Noun.TEAM, Noun.PROJECT, Noun.SETTING, Noun.BATCH})


def list_units(desk: Desk, sort: str = "", descending: bool = False) -> tuple[UnitRow, ...]:
    """Every unit, retired ones too, parents before their children.

    ``sort`` is a column to order those below one unit by, "" for their codes.
    """
    with desk.database.reading() as connection:
        return unit_tree.listed_units(connection, sort, descending)


def unit_ids(desk: Desk, query: ListQuery[UnitFilter]) -> list[int]:
    """Ids of the units a list shows, parents before their children; a text ranks them."""
    with desk.database.reading() as connection:
        return unit_tree.unit_ids(connection, query)


def read_unit(desk: Desk, unit_id: int) -> UnitDraft:
    """A unit as it can be edited.

    Raises:
        UserFacingError: There is no such unit.
    """
    with desk.database.reading() as connection:
        return _stored(connection, unit_id).draft


def unit_figures(desk: Desk, unit_id: int) -> UnitFigures:
    """Teams, projects, people of a unit and all below it, with this year's activities and time."""
    year = desk.today().year
    with desk.database.reading() as connection:
        return units.unit_figures(connection, unit_id, date(year, 1, 1), date(year, 12, 31))


def save_unit(desk: Desk, draft: UnitDraft, unit_id: int | None = None) -> Changed:
    """Make a unit, or change or move the one given; one batch, undoable.

    The first unit of a desk is its own when it bears the name of 填报单位, or that has none yet:
    the own unit's name is the one that papers bear.

    Raises:
        UserFacingError: No name, a name borne beside it, a code that is none, is borne already or
            does not fit the units above and below, a parent that stands below it, or no such unit.
    """
    draft = _checked(draft)
    with desk.database.writing() as connection:
        stored = None if unit_id is None else _stored(connection, unit_id)
        if draft.parent_id is not None:
            _check_parent(connection, draft.parent_id, unit_id)
        if units.sibling_named(connection, draft.name, draft.parent_id) not in (None, unit_id):
            raise UserFacingError(
                f"这里已经有一个单位叫“{draft.name}”。", "请换一个名称，或打开原来的单位修改。"
            )
        _check_code(connection, draft, unit_id)
        values = units.unit_columns(draft)
        before = {} if stored is None else units.unit_columns(stored.draft)
        moved = {key: value for key, value in values.items() if before.get(key) != value}
        if stored is not None and not moved:
            return Changed(frozenset(), None, f"“{draft.name}”没有改动。", row_id=unit_id)
        verb = "新建" if stored is None else "修改"
        batch = open_batch(
            connection,
            kind=BatchKind.UNIT,
            label=f"{verb}单位 {draft.name}",
            now=desk.now(),
            by=desk.operator,
        )
        if unit_id is None:
            reporting = settings_as_stored(read_values(connection)).unit
            first = units.own_unit(connection) is None and reporting in ("", draft.name)
            unit_id = units.add_unit(connection, values, own=first, batch_id=batch)
        else:
            units.change_unit(connection, unit_id, moved)
            old = {key: before[key] for key in moved}
            record_change(connection, batch, "unit", unit_id, old, moved)
        _close(desk, connection, batch, unit_id, "save")
    return Changed(_NOUNS, batch, f"已{verb}单位“{draft.name}”。", 1, unit_id)


def mark_own(desk: Desk, unit_id: int) -> Changed:
    """Make a unit the desk's own, and no other; one batch, undoable.

    Raises:
        UserFacingError: There is no such unit, or it is retired.
    """
    with desk.database.writing() as connection:
        stored = _stored(connection, unit_id)
        if not stored.active:
            raise UserFacingError("停用的单位不能设为本单位。", "请先恢复使用这个单位。")
        if stored.own:
            return Changed(frozenset(), None, f"“{stored.draft.name}”已经是本单位。")
        batch = open_batch(
            connection,
            kind=BatchKind.UNIT,
            label=f"设为本单位 {stored.draft.name}",
            now=desk.now(),
            by=desk.operator,
        )
        before = units.own_unit(connection)
        for number, own in ((before, False), (unit_id, True)):
            if number is not None:
                units.change_unit(connection, number, {"own": own})
                record_change(connection, batch, "unit", number, {"own": not own}, {"own": own})
        _close(desk, connection, batch, unit_id, "mark_own")
    said = f"“{stored.draft.name}”是本单位了，月报、证书和证明都用这个名称。"
    return Changed(_NOUNS, batch, said, 1)


def find_unit(desk: Desk, name: str, parent_id: int | None) -> int | None:
    """The unit of this name right below a parent (or among the roots), or None."""
    with desk.database.reading() as connection:
        return units.sibling_named(connection, " ".join(name.split()), parent_id)


def _checked(draft: UnitDraft) -> UnitDraft:
    draft = replace(
        draft,
        name=" ".join(draft.name.split()),
        code=clean_code(draft.code, draft.kind),
        contact=draft.contact.strip(),
        phone=draft.phone.strip(),
    )
    if not draft.name:
        raise UserFacingError("单位还没有名称。", "请填写单位名称。")
    if len(draft.name) > 100:
        raise UserFacingError("单位名称太长了。", "请不要超过100个字。")
    if draft.phone:
        phone = clean_phone(draft.phone)
        if phone is None:
            raise UserFacingError("电话号码不对。", "请写11位手机号或带区号的座机。")
        draft = replace(draft, phone=phone)
    return draft


def _check_parent(connection: Connection, parent_id: int, unit_id: int | None) -> None:
    above = units.read_unit(connection, parent_id)
    if above is None:
        raise UserFacingError("所选的上级单位已经不在了。", "请重新选择上级单位。")
    if not above.active:
        raise UserFacingError("所选的上级单位已经停用。", "请选择在用的上级单位。")
    if unit_id is not None and units.is_below(connection, parent_id, unit_id):
        raise UserFacingError("不能把单位移到它自己或它的下级里面。", "请选择别的上级单位。")


def _check_code(connection: Connection, draft: UnitDraft, unit_id: int | None) -> None:
    above = units.code_above(connection, draft.parent_id)
    problem = code_problem(draft.code, draft.kind, above)
    if problem:
        kind = UNIT_KIND_WORDS[draft.kind]
        raise UserFacingError(problem, f"请核对{kind}的代码，不清楚时可以先不填。")
    if not draft.code:
        return
    known = units.unit_coded(connection, draft.code)
    if known is not None and known[0] != unit_id:
        raise UserFacingError(f"代码{draft.code}已经是“{known[1]}”的。", "请核对单位代码。")
    head = code_head(draft.code)
    below = [] if unit_id is None else units.codes_below(connection, unit_id)
    for name, code in below:
        if not code.startswith(head):
            raise UserFacingError(
                f"下级单位“{name}”的代码{code}不以“{head}”开头。", "请先改下级单位的代码。"
            )


def _stored(connection: Connection, unit_id: int) -> units.StoredUnit:
    found = units.read_unit(connection, unit_id)
    if found is None:
        raise UserFacingError("这个单位已经不在了。", "请刷新列表后再试。")
    return found


def _close(desk: Desk, connection: Connection, batch: int, unit_id: int, action: str) -> None:
    close_batch(connection, batch, 1)
    append_audit(
        connection,
        now=desk.now(),
        by=desk.operator,
        action=action,
        noun=Noun.UNIT,
        row_id=unit_id,
        batch_id=batch,
    )
