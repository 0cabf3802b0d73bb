"""Volunteers: finding them, the list, a card, and saving one person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from volunteer_desk.domain.consent import age_on, lacks
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.volunteers import (
    VolunteerCard,
    VolunteerDraft,
    VolunteerHit,
    VolunteerQuery,
    VolunteerRow,
    VolunteerStatus,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import every_words
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteer_checks import LABELS
from volunteer_desk.services.volunteer_lists import BegunIds, NumberedIds, read_scope
from volunteer_desk.services.volunteer_masking import HIDDEN, is_child, mask_draft
from volunteer_desk.services.volunteer_saving import save_volunteer
from volunteer_desk.store import volunteer_lists as lists
from volunteer_desk.store import volunteer_rows as stored
from volunteer_desk.store import volunteers as store
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.erasing import read_standing
from volunteer_desk.store.memberships import open_teams
from volunteer_desk.store.search import read_question
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.status_changes import read_standings
from volunteer_desk.store.usual import find_with_favoured

__all__ = [
    "begin_volunteer_ids",
    "save_volunteer",
    "search_volunteers",
    "volunteer_by_number",
    "volunteer_card",
    "volunteer_ids",
    "volunteer_rows",
]

BEGUN = 1000
"""People with whom a long list begins."""

_WANTED = ("gender", "birth", "id_number", "phone", "area", "service_categories", "consent_on")
"""What a record should hold (民政部令第67号 art.5 and 6)."""
_WANTED_OF_MINORS = ("guardian_name", "guardian_phone", "guardian_consent_on")
_HITS_AT_ONCE = 500


def search_volunteers(
    desk: Desk, text: str, limit: int = 20, favoured: Collection[int] = ()
) -> tuple[VolunteerHit, ...]:
    """People whom a typed text means, best first; a text with nothing to seek finds nobody.

    Chinese characters of the name, pinyin, initials and mixtures, 志愿者编号, phone, the last four
    of phone or document, and team name; several of them with blanks between. The ``favoured`` (a
    team's usual people) come before others who answer as well.
    """
    question = read_question(text)
    if question is None:
        return ()
    today = desk.today()
    with desk.database.reading() as connection:
        found_ids = find_with_favoured(connection, question, limit, favoured)
        ids = _number_first(connection, text, found_ids)[:limit]
        return _hits(connection, ids, today)


def volunteer_hits(desk: Desk, ids: Sequence[int]) -> tuple[VolunteerHit, ...]:
    """What tells these people apart (teams, last four, last service), in the order of ``ids``."""
    today = desk.today()
    with desk.database.reading() as connection:
        return _hits(connection, ids, today)


def _hits(connection: Connection, ids: Sequence[int], today: date) -> tuple[VolunteerHit, ...]:
    hits: dict[int, stored.PersonHit] = {}
    for start in range(0, len(ids), _HITS_AT_ONCE):
        hits |= stored.person_hits(connection, ids[start : start + _HITS_AT_ONCE])
    under = settings_from(read_values(connection)).sensitive_under
    found = []
    for one in ids:
        hit = hits.get(one)
        if hit is None:
            continue
        hidden = is_child(hit.birth, today, under)
        found.append(
            VolunteerHit(
                hit.id,
                hit.number,
                hit.name,
                hit.teams,
                "" if hidden else (hit.phone or "")[-4:],
                "" if hidden else (hit.id_number or "")[-4:],
                hit.last_served_on,
            )
        )
    return tuple(found)


def volunteer_ids(desk: Desk, query: VolunteerQuery) -> Sequence[int]:
    """Ids of the people a list shows, in its order.

    Ordered by number without a text, ids are fetched as they are looked at. With a text in the
    plain order the best answers come first, 1,000 at most.
    """
    if _is_plain(query):
        return NumberedIds(desk, query)
    with desk.database.reading() as connection:
        return lists.listed_ids(connection, query, read_scope(desk, connection, query))


def begin_volunteer_ids(desk: Desk, query: VolunteerQuery) -> Sequence[int]:
    """``volunteer_ids``, but of a long list only its beginning (``BegunIds``).

    A city's first people come in a fifth of a second or half of one; all of them take three times
    as long, so a screen shows the beginning and then asks for ``whole``.
    """
    if _is_plain(query) or query.text.strip():
        return volunteer_ids(desk, query)
    with desk.database.reading() as connection:
        scope = read_scope(desk, connection, query)
        first = lists.listed_ids(connection, query, scope, BEGUN)
        if len(first) < BEGUN:
            return first
        count = lists.count_people(connection, query, scope)
    return BegunIds(first, count, lambda: volunteer_ids(desk, query))


def _is_plain(query: VolunteerQuery) -> bool:
    """Everyone of a status by number: that list is an index, and is walked where one looks."""
    narrowed = query.team_id is not None or query.text.strip() or query.where
    return query.sort == "number" and not narrowed


def volunteer_rows(desk: Desk, ids: Sequence[int]) -> list[VolunteerRow]:
    """The lines of these people, masked, in the order of ``ids``; who is gone is left out."""
    today = desk.today()
    with desk.database.reading() as connection:
        found = stored.person_rows(connection, ids)
        under = settings_from(read_values(connection)).sensitive_under
    genders, politics = every_words(desk, "gender", "political_status")
    return [_masked_row(found[one], genders, politics, today, under) for one in ids if one in found]


def volunteer_card(desk: Desk, volunteer_id: int) -> VolunteerCard:
    """Everything the volunteer page shows of one person, masked.

    Raises:
        UserFacingError: There is no such person.
    """
    rows = volunteer_rows(desk, [volunteer_id])
    if not rows:
        raise UserFacingError("找不到这位志愿者。", "可能已被撤销，请刷新后再看。")
    today = desk.today()
    with desk.database.reading() as connection:
        draft = store.read_drafts(connection, [volunteer_id])[volunteer_id]
        teams = open_teams(connection, [volunteer_id]).get(volunteer_id, ())
        figures = stored.person_figures(connection, volunteer_id, today)
        settings = settings_from(read_values(connection))
        status_on, status_reason, erased = read_standing(connection, volunteer_id)
    shown = mask_draft(
        replace(draft, team=teams[0] if teams else None), today, settings.sensitive_under
    )
    return VolunteerCard(
        row=rows[0],
        draft=shown,
        teams=teams,
        figures=figures,
        lacks=() if erased else _lacks(draft, today, settings.guardian_under),
        consent_lacks=() if erased else lacks(draft, today, settings),
        status_on=status_on,
        status_reason=status_reason,
        erased=erased,
        age=age_on(shown.birth, today) if shown.birth else None,
    )


def volunteer_by_number(desk: Desk, number: str) -> int | None:
    """The id of the person with this 志愿者编号, or None; a card merged away is its keeper's."""
    with desk.database.reading() as connection:
        return store.id_by_number(connection, number.strip())


def _number_first(connection: Connection, text: str, ids: list[int]) -> list[int]:
    """Whoever bears exactly this number leads: one with dashes or words is no term of the index."""
    bearer = store.id_by_number(connection, text.strip())
    if bearer is None or bearer in ids[:1]:
        return ids
    if any(one.gone for one in read_standings(connection, [bearer])):
        return ids
    return [bearer, *(one for one in ids if one != bearer)]


def _masked_row(
    row: stored.PersonRow,
    genders: Mapping[str, str],
    politics: Mapping[str, str],
    today: date,
    child_under: int,
) -> VolunteerRow:
    hidden = is_child(row.birth, today, child_under)
    return VolunteerRow(
        id=row.id,
        number=row.number,
        name=row.name,
        gender=genders.get(row.gender or "", ""),
        birth=None if hidden else row.birth,
        id_masked=HIDDEN if hidden and row.id_number else mask_document(row.id_number),
        phone_masked=HIDDEN if hidden and row.phone else mask_phone(row.phone),
        political_status=HIDDEN
        if hidden and row.political_status
        else politics.get(row.political_status or "", row.political_status or ""),
        team=row.teams,
        minutes=row.minutes,
        status=VolunteerStatus(row.status),
        registered_on=row.registered_on,
    )


def _lacks(draft: VolunteerDraft, today: date, guardian_under: int) -> tuple[str, ...]:
    wanted = list(_WANTED)
    if draft.birth and age_on(draft.birth, today) < guardian_under:
        wanted += _WANTED_OF_MINORS
    return tuple(LABELS[field] for field in wanted if not getattr(draft, field))
