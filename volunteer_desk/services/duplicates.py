"""Finding one person's second card: while one is typed, and in a sweep over everybody."""

from collections.abc import Iterable, Sequence

from volunteer_desk.domain.changes import Changed, Noun, Progress, no_progress
from volunteer_desk.domain.duplicates import (
    LISTED,
    Card,
    DuplicatePair,
    Likeness,
    LookAlike,
    compare_cards,
)
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.phones import clean_phone
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerHit
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.long_work import uncollected
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteer_masking import is_child
from volunteer_desk.store import duplicates as store
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.memberships import team_ids
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.status_changes import read_standings
from volunteer_desk.store.volunteer_rows import person_hits

_AT_ONCE = 500


def look_alikes(
    desk: Desk, draft: VolunteerDraft, limit: int = 5, *, volunteer_id: int | None = None
) -> tuple[LookAlike, ...]:
    """Registered people who may be the one being typed, likeliest first.

    Masked values of the draft say nothing.

    Args:
        desk: The desk.
        draft: As far as it is typed.
        limit: How many at most.
        volunteer_id: Whose card it is, when it has been saved: that one is not shown, nor who
            was told apart from it.
    """
    key = name_key(draft.name)
    document = _plain(draft.id_number)
    with desk.database.reading() as connection:
        team = (draft.team or "").strip()
        card = Card(
            volunteer_id or 0,
            key,
            store.sound_of(key),
            draft.birth,
            draft.gender,
            document.upper() if document else None,
            (draft.id_type or "01") if document else None,
            clean_phone(_plain(draft.phone) or ""),
            frozenset(team_ids(connection, [team]).values()) if team else frozenset(),
            store.home_of(draft.area),
        )
        found = [
            (like, other.id)
            for other in store.cards_like(connection, card)
            if (like := compare_cards(card, other)).score >= LISTED
        ]
        if volunteer_id is not None:
            apart = store.told_apart(connection)
            found = [
                (like, other)
                for like, other in found
                if other != volunteer_id
                and (min(other, volunteer_id), max(other, volunteer_id)) not in apart
            ]
        found.sort(key=lambda one: (-one[0].score, one[1]))
        found = found[:limit]
        hits = _hits(desk, connection, [other for _, other in found])
    return tuple(
        LookAlike(hits[other], like.score, like.reasons, like.doubts) for like, other in found
    )


def sweep_duplicates(desk: Desk, progress: Progress = no_progress) -> tuple[DuplicatePair, ...]:
    """Every pair of registered people who may be one, likeliest first; some 10 s for 450,000.

    Who was merged, erased or told apart is left out. ``progress`` hears of people read.
    """
    found: list[tuple[Likeness, int, int]] = []
    with uncollected(), desk.database.reading() as connection:
        for pairs in store.compared_pairs(connection, progress):
            cards = store.read_cards(connection, {one for pair in pairs for one in pair})
            for low, high in pairs:
                like = compare_cards(cards[low], cards[high])
                if like.score >= LISTED:
                    found.append((like, low, high))
        found.sort(key=lambda one: (-one[0].score, one[1], one[2]))
        hits = _hits(desk, connection, {one for _, *pair in found for one in pair})
    return tuple(
        DuplicatePair(hits[low], hits[high], like.score, like.reasons, like.doubts)
        for like, low, high in found
    )


def standing_pairs(desk: Desk, pairs: Sequence[DuplicatePair]) -> tuple[DuplicatePair, ...]:
    """Those of an earlier sweep whose two cards both stand and were not told apart since."""
    ids = {one for pair in pairs for one in (pair.first.id, pair.second.id)}
    with desk.database.reading() as connection:
        standing = {one.id for one in read_standings(connection, ids) if not one.gone}
        apart = store.told_apart(connection)
    return tuple(
        pair
        for pair in pairs
        if {pair.first.id, pair.second.id} <= standing
        and (min(pair.first.id, pair.second.id), max(pair.first.id, pair.second.id)) not in apart
    )


def tell_apart(desk: Desk, a: int, b: int) -> Changed:
    """不是同一个人: remember that two cards are two people; they are not paired again.

    Raises:
        UserFacingError: It is the same card twice, or one of them is not there.
    """
    return _note(desk, a, b, apart=True)


def forget_told_apart(desk: Desk, a: int, b: int) -> Changed:
    """Take ``tell_apart`` back: the pair may be shown again.

    Raises:
        UserFacingError: It is the same card twice, or one of them is not there.
    """
    return _note(desk, a, b, apart=False)


def _note(desk: Desk, a: int, b: int, *, apart: bool) -> Changed:
    now = desk.now()
    with desk.database.writing() as connection:
        if a == b or len(store.read_cards(connection, (a, b))) < 2:
            raise UserFacingError("找不到这两张卡片。", "可能已经合并，请刷新后再看。")
        if apart:
            done = store.note_apart(connection, a, b, now, desk.operator)
        else:
            done = store.forget_apart(connection, a, b)
        if done:
            append_audit(
                connection,
                now=now,
                by=desk.operator,
                action="tell_apart" if apart else "forget_apart",
                noun=Noun.VOLUNTEER,
                row_id=min(a, b),
                detail={"other": max(a, b)},
            )
    said = "已记住：不是同一个人，以后不再提示。" if apart else "已取消，这两张卡片会再次提示。"
    return Changed(frozenset({Noun.VOLUNTEER}), None, said, int(done))


def _hits(desk: Desk, connection: Connection, ids: Iterable[int]) -> dict[int, VolunteerHit]:
    today, wanted = desk.today(), list(ids)
    under = settings_from(read_values(connection)).sensitive_under
    hits: dict[int, VolunteerHit] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for one, hit in person_hits(connection, wanted[start : start + _AT_ONCE]).items():
            hidden = is_child(hit.birth, today, under)
            hits[one] = VolunteerHit(
                hit.id,
                hit.number,
                hit.name,
                hit.teams,
                "" if hidden else (hit.phone or "")[-4:],
                "" if hidden else (hit.id_number or "")[-4:],
                hit.last_served_on,
            )
    return hits


def _plain(text: str | None) -> str | None:
    """A field that is given and not masked."""
    text = (text or "").strip()
    return text if text and "*" not in text else None
