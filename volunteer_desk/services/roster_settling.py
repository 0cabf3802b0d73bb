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
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.roster import Known, load_known
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


def load_meant(connection: Connection, rows: Iterable[ReadPerson]) -> Known:
    """Everyone whom the rows without problems of their own may mean."""
    good = [one for one in rows if not one.problems]
    numbers = {one.number for one in good if one.number}
    return load_known(connection, [one.draft for one in good], numbers)


def settle_rows(rows: Iterable[ReadPerson], known: Known, words: Words) -> list[PlannedVolunteer]:
    """What becomes of each row; only rows without problems of their own count for later ones.

    A person is known by 志愿者编号 where name and document agree, by document (type and number),
    else by phone and name, never by the name alone; a number that nobody bears says nothing. A
    row without document and phone is taken for a person who has neither only when everything it
    says is known of that person already.
    """
    seen = _Seen()
    return [
        PlannedVolunteer(
            one.row, RowState.PROBLEM, one.draft, problems=one.problems, number=one.number
        )
        if one.problems
        else _settle(one, known, seen, words)
        for one in rows
    ]


def _settle(one: ReadPerson, known: Known, seen: _Seen, words: Words) -> PlannedVolunteer:
    draft = one.draft
    document = (draft.id_type or "", draft.id_number) if draft.id_number else None
    phone = (draft.phone, name_key(draft.name)) if draft.phone else None
    numbered = known.by_number.get(one.number) if one.number else None
    if numbered and (said := _contradiction(draft, document, numbered, known)):
        return _doubtful(one, ProblemCode.DUPLICATE_EXISTING, said, "number")
    if _is_repeated(document, None if numbered else phone, seen):
        return _doubtful(one, ProblemCode.DUPLICATE_IN_FILE, "这个人在前面的行里已经有了。")
    person = numbered
    if person is None and document:
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
        return PlannedVolunteer(one.row, RowState.NEW, draft, number=one.number)
    seen.people.add(person[0])
    differences = _compare(draft, person[1], known.teams.get(person[0], ()), words)
    state = RowState.CHANGED if differences else RowState.UNCHANGED
    return PlannedVolunteer(one.row, state, draft, person[0], differences, number=one.number)


def _contradiction(
    draft: VolunteerDraft,
    document: tuple[str, str] | None,
    numbered: tuple[int, VolunteerDraft],
    known: Known,
) -> str:
    """Why the bearer of the row's 志愿者编号 cannot be meant, "" when they can."""
    person, stored = numbered
    bearer = known.by_document.get(document) if document else None
    if bearer and bearer[0] == person:
        return ""  # the same document; the name may be put right
    if bearer or (document and stored.id_number):
        return "这个志愿者编号的人证件号码不是这一个，请核对编号和证件号码。"
    if name_key(draft.name) != name_key(stored.name):
        return "这个志愿者编号是另一个姓名的人，请核对；这一列若只是序号，请设为不导入。"
    return ""


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


def _doubtful(one: ReadPerson, code: ProblemCode, said: str, at: str = "") -> PlannedVolunteer:
    at = at or ("id_number" if one.draft.id_number else "phone")
    problem = Problem(one.row, at, code, said)
    return PlannedVolunteer(
        one.row, RowState.PROBLEM, one.draft, problems=(problem,), number=one.number
    )


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
