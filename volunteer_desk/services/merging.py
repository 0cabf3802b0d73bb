"""Two cards of one person made one."""

from collections.abc import Mapping

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.merging import CUSTOM, Side, chosen_side
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.parting import NOUNS, merge_of, undo_merge
from volunteer_desk.store import merge_hours, merge_journal, merging
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import (
    close_batch,
    open_batch,
    record_change,
)
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.custom_fields import read_values_of, write_values_of
from volunteer_desk.store.merge_journal import Journal
from volunteer_desk.store.merge_memberships import move_memberships
from volunteer_desk.store.merging import Value
from volunteer_desk.store.search import refresh_terms

__all__ = ["merge_of", "merge_volunteers", "undo_merge"]

Card = Mapping[str, Value]


def merge_volunteers(
    desk: Desk, kept_id: int, merged_id: int, choices: Mapping[str, Side] | None = None
) -> Changed:
    """Make two cards one, as one batch that can be taken back at any time.

    Hours, memberships, certificates, records and led teams go over to the kept card; the other
    is 注销, points to it, and keeps its number for ever.

    Args:
        desk: The desk.
        kept_id: The card that stays.
        merged_id: The card that goes.
        choices: Column or ``custom:<id>`` → whose value to take; where nothing is chosen, the
            kept one's unless it is blank. ``id_type`` follows ``id_number``.

    Raises:
        UserFacingError: A card is not there, gone already, or the wrong one to keep; nothing was
            written.
    """
    now, wanted = desk.now(), dict(choices or {})
    with desk.database.writing() as connection:
        kept, merged = read_both(connection, kept_id, merged_id)
        customs = read_values_of(connection, (kept_id, merged_id))
        _refuse_unknown(wanted)
        notes = notes_on(connection, kept_id, merged_id)
        batch = open_batch(
            connection,
            kind=BatchKind.MERGE,
            label=f"合并志愿者 {merged['number']} 到 {kept['number']}",
            now=now,
            by=desk.operator,
        )
        taken = _taken(kept, merged, wanted)
        today, reason = desk.today().isoformat(), f"并入 {kept['number']}"
        leaving: dict[str, Value] = {
            "status": "left", "status_on": today, "status_reason": reason,
            "merged_into_id": kept_id,
        }  # fmt: skip
        if taken.get("id_number"):  # a document is borne once
            leaving |= {"id_type": None, "id_number": None}
        for person, card, after in ((merged_id, merged, leaving), (kept_id, kept, taken)):
            if after:
                before = {column: card[column] for column in after}
                record_change(connection, batch, "volunteer", person, before, after)
                merging.change_card(connection, person, after, now)
        merging.add_status_change(connection, merged_id, today, reason, batch)
        _take_customs(connection, batch, kept_id, customs, merged_id, wanted)
        for row_id, was, now_is in move_memberships(connection, merged_id, kept_id, desk.today()):
            record_change(connection, batch, "membership", row_id, was, now_is)
        moves = merge_hours.move_hours(connection, merged_id, kept_id, batch_id=batch, now=now)
        rows = merging.move_rows(connection, merged_id, kept_id)
        merge = merge_journal.add_merge(
            connection, kept_id, merged_id, batch, Journal(tuple(moves), rows)
        )
        refresh_terms(connection, [kept_id, merged_id])
        moved = 2 + len(moves) + sum(len(ids) for ids in rows.values())
        close_batch(connection, batch, moved)
        append_audit(
            connection,
            now=now,
            by=desk.operator,
            action="merge",
            noun=Noun.VOLUNTEER,
            row_id=kept_id,
            batch_id=batch,
            detail={"merge": merge, "merged": merged_id, "hours": len(moves)},
        )
    said = f"已把 {merged['number']} 并入 {kept['number']}，带过来 {len(moves)} 条时长。"
    return Changed(NOUNS, batch, said + "".join(notes), moved)


def read_both(connection: Connection, kept_id: int, merged_id: int) -> tuple[Card, Card]:
    """The two cards, seen to be fit for merging.

    Raises:
        UserFacingError: They are not.
    """
    cards = merging.read_cards_whole(connection, (kept_id, merged_id))
    if kept_id == merged_id:
        raise UserFacingError("这是同一张卡片。", "请选择两张不同的卡片。")
    if len(cards) < 2:
        raise UserFacingError("找不到其中一张卡片。", "可能已被撤销，请刷新后再试。")
    kept, merged = cards[kept_id], cards[merged_id]
    for card in (kept, merged):
        if card["merged_into_id"] is not None:
            raise UserFacingError(
                f"{card['number']} 已经并入另一张卡片。", "请刷新后，用并入的那张卡片再合并。"
            )
        if card["erased_on"] is not None:
            raise UserFacingError(f"{card['number']} 的个人资料已删除，不能合并。")
    if kept["status"] == "left" and merged["status"] != "left":
        raise UserFacingError(
            f"{kept['number']} 已注销，不能作为保留的卡片。", "请保留在册的那一张。"
        )
    return kept, merged


def notes_on(connection: Connection, kept_id: int, merged_id: int) -> tuple[str, ...]:
    """What somebody who merges these cards should look at."""
    notes = []
    if count := merge_hours.shared_activities(connection, kept_id, merged_id):
        notes.append(f"有 {count} 场活动两张卡都记过时长，请核对是否重复。")
    if months := merge_hours.shared_locked_months(connection, kept_id, merged_id):
        words = "、".join(month.words for month in months)
        notes.append(f"{words}已锁定：时长和人次不变，有时长人数少 1。")
    return tuple(notes)


def _taken(kept: Card, merged: Card, choices: Mapping[str, Side]) -> dict[str, Value]:
    """Columns of the kept card that get the other's value."""
    taken: dict[str, Value] = {}
    for column in merging.FACTS:
        leader = "id_number" if column == "id_type" else column
        side = chosen_side(kept[leader], merged[leader], choices.get(leader))
        if side == "merged" and merged[column] != kept[column]:
            taken[column] = merged[column]
    if "name" in taken and not taken["name"]:
        del taken["name"]
    return taken


def _take_customs(
    connection: Connection,
    batch: int,
    kept_id: int,
    customs: Mapping[int, Mapping[int, str]],
    merged_id: int,
    choices: Mapping[str, Side],
) -> None:
    ours, theirs = customs.get(kept_id, {}), customs.get(merged_id, {})
    taken = {
        one: theirs.get(one, "")
        for one in {*ours, *theirs}
        if chosen_side(ours.get(one), theirs.get(one), choices.get(f"{CUSTOM}{one}")) == "merged"
        and ours.get(one) != theirs.get(one)
    }
    if taken:
        before = {str(one): ours.get(one) for one in taken}
        after = {str(one): value or None for one, value in taken.items()}
        record_change(connection, batch, "custom_value", kept_id, before, after)
        write_values_of(connection, {kept_id: taken})


def _refuse_unknown(choices: Mapping[str, Side]) -> None:
    for one in choices:
        if one not in merging.FACTS and not one.startswith(CUSTOM):
            raise ValueError(f"no field {one}")
