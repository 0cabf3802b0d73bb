"""Whom each row of a roster means: somebody new, somebody known, or somebody in doubt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from volunteer_desk.domain.availability import availability_words
from volunteer_desk.domain.imports import Difference, PlannedVolunteer, RowState
from volunteer_desk.domain.masking import mask_document, mask_phone
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.volunteers import VolunteerDraft, teams_named
from volunteer_desk.services.roster_reading import ReadPerson
from volunteer_desk.services.volunteer_checks import LABELS
from volunteer_desk.services.volunteer_masking import HIDDEN, HIDDEN_IN_FILE
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


def settle_rows(
    rows: Iterable[ReadPerson], known: Known, words: Words, young: str = ""
) -> list[PlannedVolunteer]:
    """What becomes of each row; only rows without problems of their own count for later ones.

    A person is known by 志愿者编号 where name and document agree, by document (type and number),
    else by phone and name, never by the name alone; a number that nobody bears says nothing. A
    row without document and phone is taken for a person who has neither only when everything it
    says is known of that person already.

    Args:
        rows: The rows as read.
        known: Whom they may mean.
        words: What codes are called.
        young: Whoever is born after this ISO day is a child, whose data is not shown; "" nobody.
    """
    seen = _Seen()
    settled = []
    for one in rows:
        if one.problems:
            row = _waiting(one, one.problems)
        else:
            row = _settle(one, known, seen, words, young)
        hidden = row.hidden or _is_young(one.draft.birth, young)
        settled.append(row if row.hidden == hidden else replace(row, hidden=hidden))
    return settled


def _is_young(birth: date | None, young: str) -> bool:
    return bool(young) and birth is not None and birth.isoformat() > young


def _waiting(one: ReadPerson, problems: tuple[Problem, ...]) -> PlannedVolunteer:
    return PlannedVolunteer(
        one.row, RowState.PROBLEM, one.draft, problems=problems, number=one.number
    )


def _settle(
    one: ReadPerson, known: Known, seen: _Seen, words: Words, young: str
) -> PlannedVolunteer:
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
    if person is not None and person[0] in known.left:
        said = "此人已注销，请先在卡上恢复在册，或删去这一行。"
        return _doubtful(one, ProblemCode.DUPLICATE_EXISTING, said, "name")
    if document:
        seen.documents.add(document)
    if phone:
        seen.phones[phone] = document is not None
    if person is None:
        return PlannedVolunteer(one.row, RowState.NEW, draft, number=one.number)
    seen.people.add(person[0])
    hidden = _is_young(draft.birth, young) or _is_young(person[1].birth, young)
    differences = _compare(draft, person[1], known.teams.get(person[0], ()), words, hidden)
    state = RowState.CHANGED if differences else RowState.UNCHANGED
    return PlannedVolunteer(
        one.row, state, draft, person[0], differences, number=one.number, hidden=hidden
    )


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
    return _waiting(one, (Problem(one.row, at, code, said),))


def _compare(
    draft: VolunteerDraft,
    stored: VolunteerDraft,
    teams: Sequence[str],
    words: Words,
    hidden: bool = False,
) -> tuple[Difference, ...]:
    """What the row would change; a blank changes nothing."""
    new, old = draft.__dict__, stored.__dict__
    found = [
        Difference(
            name, LABELS[name], *(_say(name, said, words, hidden) for said in (old[name], value))
        )
        for name in FIELDS
        if (value := new.get(name)) is not None and value != old[name]
    ]
    joined = [team for team in teams_named(draft.team) if team not in teams]
    if joined:
        after = "、".join((*teams, *joined))
        found.append(Difference("team", LABELS["team"], "、".join(teams), after))
    return tuple(found)


def _say(name: str, value: str | date | None, words: Words, hidden: bool) -> str:
    """A value as people read it: words for codes, documents and phones masked, a child's hidden."""
    if value is None:
        return ""
    if hidden and name in HIDDEN_IN_FILE:
        return HIDDEN
    if isinstance(value, date):
        return value.isoformat()
    if name == "id_number":
        return mask_document(value)
    if name.endswith("phone"):
        return mask_phone(value)
    if name == "availability":
        return availability_words(value)
    return words.get(name, {}).get(value, value)
