"""停用 and 恢复使用: a team, project or unit leaves the lists and keeps its history."""

from dataclasses import dataclass

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import retiring as store
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch, record_change
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.units import leaning_on, read_unit


@dataclass(frozen=True)
class _Told:
    kind: BatchKind
    word: str


_KINDS = {
    Noun.TEAM: _Told(BatchKind.TEAM, "队伍"),
    Noun.PROJECT: _Told(BatchKind.PROJECT, "项目"),
    Noun.UNIT: _Told(BatchKind.UNIT, "单位"),
}


def retire(desk: Desk, noun: Noun, row_id: int) -> Changed:
    """Take a team, project or unit out of use; one batch, undoable.

    Raises:
        UserFacingError: There is none of that id, it is the desk's own unit, or a unit still has
            units, teams or projects in use right below it.
    """
    return _turn(desk, noun, row_id, active=False)


def bring_back(desk: Desk, noun: Noun, row_id: int) -> Changed:
    """Put a retired team, project or unit into use again; one batch, undoable.

    Raises:
        UserFacingError: There is none of that id, or the unit above is retired.
    """
    return _turn(desk, noun, row_id, active=True)


def _turn(desk: Desk, noun: Noun, row_id: int, *, active: bool) -> Changed:
    told = _KINDS[noun]
    verb = "恢复使用" if active else "停用"
    with desk.database.writing() as connection:
        found = store.standing_of(connection, noun.value, row_id)
        if found is None:
            raise UserFacingError(f"这个{told.word}已经不在了。", "请刷新列表后再试。")
        name, standing = found
        if standing == active:
            return Changed(frozenset(), None, f"“{name}”没有改动。")
        if noun is Noun.UNIT:
            _check_unit(connection, row_id, active)
        batch = open_batch(
            connection,
            kind=told.kind,
            label=f"{verb}{told.word} {name}",
            now=desk.now(),
            by=desk.operator,
        )
        store.set_standing(connection, noun.value, row_id, active)
        record_change(
            connection, batch, noun.value, row_id, {"active": standing}, {"active": active}
        )
        close_batch(connection, batch, 1)
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="bring_back" if active else "retire",
            noun=noun,
            row_id=row_id,
            batch_id=batch,
        )
    return Changed(frozenset({noun, Noun.BATCH}), batch, f"已{verb}“{name}”。", 1)


def _check_unit(connection: Connection, unit_id: int, active: bool) -> None:
    stored = read_unit(connection, unit_id)
    if stored is None:
        return
    if active:
        above = stored.draft.parent_id
        parent = None if above is None else read_unit(connection, above)
        if parent is not None and not parent.active:
            raise UserFacingError("它的上级单位还停用着。", "请先恢复使用上级单位。")
        return
    if stored.own:
        raise UserFacingError("本单位不能停用。", "请先把另一个单位设为本单位。")
    below, teams, projects = leaning_on(connection, unit_id)
    parts = ((below, "个下级单位"), (teams, "支队伍"), (projects, "个项目"))
    leaning = "、".join(f"{count}{word}" for count, word in parts if count)
    if leaning:
        raise UserFacingError(f"它下面还有{leaning}。", "请先把它们移到别的单位或停用。")
