"""Whom each row of a roster means: somebody new, somebody known, or somebody in doubt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from volunteer_desk.domain.imports import Difference, PlannedVolunteer, RowState
from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.roster_reading import ReadPerson
from volunteer_desk.services.volunteer_checks import LABELS
from volunteer_desk.store.roster import Known
from volunteer_desk.store.volunteers import FIELDS

SETTLED = frozenset({ProblemCode.DUPLICATE_IN_FILE, ProblemCode.DUPLICATE_EXISTING})
"""Problems that come from other rows or from the database, not from the row itself."""

Words = Mapping[str, Mapping[str, str]]
"""List name → code → word."""


@dataclass
class _Seen:
    """The earlier rows of the same file."""

    documents: set[tuple[str, str]] = field(default_factory=set)
    phones: dict[tuple[str, str], bool] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)


def settle_rows(rows: Iterable[ReadPerson], known: Known, words: Words) -> list[PlannedVolunteer]:
    """What becomes of each row; only rows without problems of their own count for later ones.

    A person is known by document (type and number), else by phone and name, never by the name
    alone. A row without document and phone is taken for a person who has neither only when
    everything it says is known of that person already.
    """
    seen = _Seen()
    return [
        PlannedVolunteer(one.row, RowState.PROBLEM, one.draft, problems=one.problems)
        if one.problems
        else _settle(one, known, seen, words)
        for one in rows
    ]


def _settle(one: ReadPerson, known: Known, seen: _Seen, words: Words) -> PlannedVolunteer:
    draft = one.draft
    document = (draft.id_type or "", draft.id_number) if draft.id_number else None
    phone = (draft.phone, name_key(draft.name)) if draft.phone else None
    if _is_repeated(document, phone, seen):
        return _doubtful(one, ProblemCode.DUPLICATE_IN_FILE, "这个人在前面的行里已经有了。")
    person: tuple[int, VolunteerDraft] | None = None
    if document:
        person = known.by_document.get(document)
    if person is None and phone:
        alike = known.by_phone.get(phone, ())
        if len(alike) > 1:
            said = "已有多位同名同电话的志愿者，请补上证件号码以便分辨。"
            return _doubtful(one, ProblemCode.DUPLICATE_EXISTING, said)
        person = alike[0] if alike else None
        if person and document and person[1].id_number:
            said = "已有同名同电话的志愿者，但证件号码不同，请核对哪一个是对的。"
            return _doubtful(one, ProblemCode.DUPLICATE_EXISTING, said)
    if person is None and not document and not phone:
        person = _find_bare(draft, known, seen)
    if person is not None and person[0] in seen.people:
        return _doubtful(one, ProblemCode.DUPLICATE_IN_FILE, "这个人在前面的行里已经有了。")
    if person is not None and person[0] in known.merged:
        said = "这张卡已经并入另一张卡，请在保留的那张卡上修改，或先撤销合并。"
        return _doubtful(one, ProblemCode.DUPLICATE_EXISTING, said)
    if document:
        seen.documents.add(document)
    if phone:
        seen.phones[phone] = document is not None
    if person is None:
        return PlannedVolunteer(one.row, RowState.NEW, draft)
    seen.people.add(person[0])
    differences = _compare(draft, person[1], known.teams.get(person[0], ()), words)
    state = RowState.CHANGED if differences else RowState.UNCHANGED
    return PlannedVolunteer(one.row, state, draft, person[0], differences)


def _is_repeated(
    document: tuple[str, str] | None, phone: tuple[str, str] | None, seen: _Seen
) -> bool:
    """The same document; or the same phone and name, unless two documents tell them apart."""
    if document and document in seen.documents:
        return True
    return phone is not None and phone in seen.phones and not (document and seen.phones[phone])


def _find_bare(
    draft: VolunteerDraft, known: Known, seen: _Seen
) -> tuple[int, VolunteerDraft] | None:
    for person, stored in known.bare.get(name_key(draft.name), ()):
        if person not in seen.people and not _compare(
            draft, stored, known.teams.get(person, ()), {}
        ):
            return person, stored
    return None


def _doubtful(one: ReadPerson, code: ProblemCode, said: str) -> PlannedVolunteer:
    at = "id_number" if one.draft.id_number else "phone"
    problem = Problem(one.row, at, code, said)
    return PlannedVolunteer(one.row, RowState.PROBLEM, one.draft, problems=(problem,))


def _compare(
    draft: VolunteerDraft, stored: VolunteerDraft, teams: Sequence[str], words: Words
) -> tuple[Difference, ...]:
    """What the row would change; a blank changes nothing."""
    new, old = draft.__dict__, stored.__dict__
    found = [
        Difference(name, LABELS[name], _say(name, old[name], words), _say(name, value, words))
        for name in FIELDS
        if (value := new.get(name)) is not None and value != old[name]
    ]
    if draft.team and draft.team not in teams:
        found.append(Difference("team", LABELS["team"], "、".join(teams), draft.team))
    return tuple(found)


def _say(name: str, value: str | date | None, words: Words) -> str:
    """A value as people read it: words for codes, documents and phones masked."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if name == "id_number":
        return mask_document(value)
    if name.endswith("phone"):
        return mask_phone(value)
    return words.get(name, {}).get(value, value)
