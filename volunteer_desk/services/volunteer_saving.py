"""Saving one person: checked again, journalled, indexed, undoable."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.custom_filling import find_moves, read_texts, write_moves
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteer_checks import LABELS, check_draft
from volunteer_desk.services.volunteer_masking import MASKED, mask_draft
from volunteer_desk.store import volunteers as store
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch, record_change
from volunteer_desk.store.custom_fields import write_values_of
from volunteer_desk.store.erasing import find_erased, merged_into
from volunteer_desk.store.memberships import join_teams, make_teams, open_teams, team_ids
from volunteer_desk.store.search import refresh_terms
from volunteer_desk.store.settings import read_values


def save_volunteer(
    desk: Desk,
    draft: VolunteerDraft,
    volunteer_id: int | None = None,
    custom: Mapping[int, str] | None = None,
    *,
    seen: VolunteerDraft | None = None,
) -> Changed:
    """Register a person, or change the one given; one batch, undoable.

    None leaves a field as it is, "" empties it, and a masked value left as the card showed it
    means "not changed". A team that is named is joined (made, if there is none of that name).
    An edited card says more: what it left as ``seen`` stays as it is by now, though it was
    changed elsewhere meanwhile, and None empties what was there.

    Args:
        desk: The desk.
        draft: What was typed.
        volunteer_id: Whose card, or None for a new one.
        custom: What was typed into the office's own fields (id → text, "" empties).
        seen: The card as the editor showed it before it was changed.

    Returns:
        What moved; ``row_id`` is the person.

    Raises:
        UserFacingError: A field cannot stand (the message names it), somebody else has the same
            document, or there is no such person. Nothing was written.
    """
    now, today = desk.now(), desk.today()
    with desk.database.writing() as connection:
        known: VolunteerDraft | None = None
        if volunteer_id is not None:
            known = store.read_drafts(connection, [volunteer_id]).get(volunteer_id)
            if known is None:
                raise UserFacingError("找不到这位志愿者。", "可能已被撤销，请刷新后再试。")
            if find_erased(connection, [volunteer_id]):
                raise UserFacingError("这张卡的资料已按要求删除，不能再修改。", "请另行登记。")
            if merged_into(connection, volunteer_id) is not None:
                raise UserFacingError("这张卡已并入另一张。", "请修改合并后的那张卡。")
        settings = settings_from(read_values(connection))
        base = known or VolunteerDraft(draft.name)
        if seen is None:
            given = _given(draft, known, today, settings.sensitive_under)
        else:
            given = _edited(draft, seen)
        merged = _merged(base, given)
        wanted = _checked(merged, today)
        if wanted.id_number:
            _refuse_second(
                store.find_by_documents(connection, [wanted.id_number]), wanted, volunteer_id
            )
        moved = _moved(wanted, known)
        values = read_texts(connection, custom or {})
        team = (wanted.team or "").strip()
        if volunteer_id is not None:
            joins = bool(team) and team not in open_teams(connection, [volunteer_id]).get(
                volunteer_id, ()
            )
            moves = find_moves(connection, [volunteer_id], values)
            if not moved and not joins and not moves:
                return Changed(frozenset(), None, "没有改动。", row_id=volunteer_id)
            number = store.numbers_of(connection, [volunteer_id])[volunteer_id]
        else:
            joins, moves = bool(team), {}
            (number,) = store.allocate_numbers(connection, settings.number_prefix, today.year, 1)
        label = f"{'登记' if known is None else '修改'}志愿者 {number}"
        batch = open_batch(
            connection, kind=BatchKind.VOLUNTEER, label=label, now=now, by=desk.operator
        )
        if volunteer_id is None:
            (person,) = store.add_people(connection, [wanted], [number], now=now, batch_id=batch)
            write_values_of(connection, {person: values})
        else:
            person = volunteer_id
            if moved:
                before = {field: getattr(known, field) for field in moved}
                store.change_people(connection, [(person, moved)], now=now)
                record_change(connection, batch, "volunteer", person, before, moved)
            if moves:
                write_moves(connection, moves, batch)
        founded = joins and not team_ids(connection, [team])
        if joins:
            team_id = make_teams(connection, [team], batch)[team]
            join_teams(connection, [(person, team_id)], today, batch)
        refresh_terms(connection, [person])
        close_batch(connection, batch, 1)
        append_audit(
            connection,
            now=now,
            by=desk.operator,
            action="register" if known is None else "change",
            noun=Noun.VOLUNTEER,
            row_id=person,
            batch_id=batch,
            detail={"fields": " ".join([*sorted(moved), *(["custom"] if moves else [])])}
            if known
            else {},
        )
    said = f"已登记志愿者 {number}。" if known is None else f"已保存 {number} 的资料。"
    if founded:
        said += f"队伍“{team}”是新建的。"  # a name mistyped makes one as well
    nouns = {Noun.VOLUNTEER, Noun.BATCH} | ({Noun.TEAM} if joins else set())
    return Changed(frozenset(nouns), batch, said, 1, person)


_SELF = "本人"


def _given(
    draft: VolunteerDraft, known: VolunteerDraft | None, today: date, child_under: int
) -> dict[str, Any]:
    """What a draft says: not where it says None, nor what a card showed masked."""
    masked = mask_draft(known, today, child_under) if known else None
    given: dict[str, Any] = {}
    for field in (*store.FIELDS, "team"):
        value = _plain(getattr(draft, field))
        if value is None or (masked and field in MASKED and value == getattr(masked, field)):
            continue
        given[field] = None if value == "" and field != "name" else value
    return given


def _edited(draft: VolunteerDraft, seen: VolunteerDraft) -> dict[str, Any]:
    """What an editor changed of the card as it was seen; None where it emptied a field."""
    given: dict[str, Any] = {}
    for field in (*store.FIELDS, "team"):
        value = _plain(getattr(draft, field)) or ""
        if value != (_plain(getattr(seen, field)) or ""):
            given[field] = value if value or field == "name" else None
    if "registered_on" in given and given["registered_on"] is None:
        raise UserFacingError("注册日期不能为空。", "请填写日期。")
    return given


def _plain(value: str | date | None) -> str | date | None:
    return value.strip() if isinstance(value, str) else value


def _merged(base: VolunteerDraft, given: dict[str, Any]) -> VolunteerDraft:
    """What the person would be: what is given over what is known."""
    if given.get("consent_on") and not (given.get("consent_by") or base.consent_by):
        given["consent_by"] = _SELF  # as the form says of a blank one
    if "id_number" in given and given["id_number"] is None:
        given["id_type"] = None
    return replace(base, **given)


def _checked(wanted: VolunteerDraft, today: date) -> VolunteerDraft:
    checked, findings = check_draft(wanted, today)
    if findings:
        first = findings[0]
        said = [finding.message for finding in findings]
        raise UserFacingError(
            f"{LABELS[first.field]}有问题：{said[0]}",
            "".join(said[1:]),
        )
    return checked


def _refuse_second(
    bearers: dict[tuple[str, str], tuple[int, VolunteerDraft]],
    wanted: VolunteerDraft,
    volunteer_id: int | None,
) -> None:
    bearer = bearers.get((wanted.id_type or "", wanted.id_number or ""))
    if bearer is not None and bearer[0] != volunteer_id:
        raise UserFacingError(
            "证件号码有问题：已经有一位志愿者用这个证件登记。",
            "请搜索证件号后四位，打开那位志愿者的资料修改。",
        )


def _moved(wanted: VolunteerDraft, known: VolunteerDraft | None) -> dict[str, Any]:
    if known is None:
        return {}
    return {
        field: getattr(wanted, field)
        for field in store.FIELDS
        if getattr(wanted, field) != getattr(known, field)
    }
