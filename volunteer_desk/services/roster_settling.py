"""Whom each row of a roster means: somebody new, somebody known, or somebody in doubt."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from volunteer_desk.domain.filling import document_contradicts
from volunteer_desk.domain.imports import PlannedVolunteer, RowState
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.roster_differences import Words, adds_only_teams, compare
from volunteer_desk.services.roster_reading import ReadPerson
from volunteer_desk.store.roster import Known

SETTLED = frozenset({ProblemCode.DUPLICATE_IN_FILE, ProblemCode.DUPLICATE_EXISTING})
"""Problems that come from other rows or from the database, not from the row itself."""


def settle_rows(
    rows: Iterable[ReadPerson],
    known: Known,
    words: Words,
    young: str = "",
    *,
    keep_filled: bool = False,
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
        keep_filled: A field that is filled already is no difference; see ``domain.filling``.
    """
    last = date.fromisoformat(young) if young else date.max
    settler = _Settler(known, words, last, keep_filled)
    return [settler.settle(one) for one in rows]


Document = tuple[str, str]
"""id_type and id_number."""
Phone = tuple[str, str]
"""Phone and name key."""
Person = tuple[int, VolunteerDraft]
"""Id and draft of somebody known."""


class _Doubt(Exception):  # noqa: N818 - an outcome, not a fault
    """Whom a row means cannot be told: why, and at which field."""

    def __init__(self, code: ProblemCode, said: str, field: str = "") -> None:
        super().__init__(said)
        self.code, self.said, self.field = code, said, field


@dataclass
class _Settler:
    """Settles the rows of one file in their order, and keeps who was there already.

    Attributes:
        known: Whom the rows may mean.
        words: What codes are called.
        last: Whoever is born after this day is a child.
        keep_filled: Only blank fields are filled.
        documents: Those of the rows settled, each with its row.
        phones: Those of the rows settled, each with its last row.
        people: Ids of those whom a row settled means, each with it.
    """

    known: Known
    words: Words
    last: date
    keep_filled: bool
    documents: dict[Document, ReadPerson] = field(default_factory=dict)
    phones: dict[Phone, ReadPerson] = field(default_factory=dict)
    people: dict[int, ReadPerson] = field(default_factory=dict)

    def settle(self, one: ReadPerson) -> PlannedVolunteer:
        draft = one.draft
        hidden = self._is_child(draft)
        if one.problems:
            return _waiting(one, one.problems, hidden)
        document = (draft.id_type or "", draft.id_number) if draft.id_number else None
        phone = (draft.phone, name_key(draft.name)) if draft.phone else None
        try:
            person = self._find(one, document, phone)
        except _Doubt as doubt:
            at = doubt.field or ("id_number" if document else "phone")
            return _waiting(one, (Problem(one.row, at, doubt.code, doubt.said),), hidden)
        if document:
            self.documents[document] = one
        if phone:
            self.phones[phone] = one
        if person is None:
            return PlannedVolunteer.newcomer(one.row, draft, one.number, hidden=hidden)
        self.people[person[0]] = one
        hidden = hidden or self._is_child(person[1])
        teams = self.known.teams.get(person[0], ())
        differences = compare(draft, person[1], teams, self.words, hidden, self.keep_filled)
        state = RowState.CHANGED if differences else RowState.UNCHANGED
        return PlannedVolunteer(
            one.row, state, draft, person[0], differences, number=one.number, hidden=hidden
        )

    def _is_child(self, draft: VolunteerDraft) -> bool:
        return draft.birth is not None and draft.birth > self.last

    def _find(
        self, one: ReadPerson, document: Document | None, phone: Phone | None
    ) -> Person | None:
        """Whom the row means, None for somebody new.

        Raises:
            _Doubt: It cannot be told, or nothing may be written of that person.
        """
        known, draft = self.known, one.draft
        person = known.by_number.get(one.number) if one.number else None
        if person and (said := _contradiction(draft, document, person, known)):
            raise _Doubt(ProblemCode.DUPLICATE_EXISTING, said, "number")
        if before := self._earlier(document, None if person else phone):
            raise _Doubt(ProblemCode.DUPLICATE_IN_FILE, _repeated(one, before))
        if person is None and document:
            person = known.by_document.get(document)
        if person is None and phone:
            person = self._by_phone(phone, document)
        if person is None and not document and not phone:
            person = self._find_bare(draft)
        if person is None:
            return None
        if before := self.people.get(person[0]):
            raise _Doubt(ProblemCode.DUPLICATE_IN_FILE, _repeated(one, before))
        if person[0] in known.merged:
            said = "这张卡已经并入另一张卡，请在保留的那张卡上修改，或先撤销合并。"
            raise _Doubt(ProblemCode.DUPLICATE_EXISTING, said)
        if person[0] in known.left:
            said = "此人已注销，请先在卡上恢复在册，或删去这一行。"
            raise _Doubt(ProblemCode.DUPLICATE_EXISTING, said, "name")
        if self.keep_filled and document_contradicts(draft, person[1]):
            said = "名册里的出生日期或性别与这个证件号码不同，只补空白补不了证件，请先核对。"
            raise _Doubt(ProblemCode.DUPLICATE_EXISTING, said)
        return person

    def _earlier(self, document: Document | None, phone: Phone | None) -> ReadPerson | None:
        """The row with this document; or phone and name, unless two documents tell them apart."""
        if document and document in self.documents:
            return self.documents[document]
        before = self.phones.get(phone) if phone else None
        return None if before and document and before.draft.id_number else before

    def _by_phone(self, phone: Phone, document: Document | None) -> Person | None:
        alike = self.known.by_phone.get(phone, ())
        if len(alike) > 1:
            said = "已有多位同名同电话的志愿者，请补上证件号码以便分辨。"
            raise _Doubt(ProblemCode.DUPLICATE_EXISTING, said)
        person = alike[0] if alike else None
        if person and document and person[1].id_number:
            said = "已有同名同电话的志愿者，但证件号码不同，请核对哪一个是对的。"
            raise _Doubt(ProblemCode.DUPLICATE_EXISTING, said)
        return person

    def _find_bare(self, draft: VolunteerDraft) -> Person | None:
        for person, stored in self.known.bare.get(name_key(draft.name), ()):
            teams = self.known.teams.get(person, ())
            if person not in self.people and not compare(draft, stored, teams, {}):
                return person, stored
        return None


def _repeated(one: ReadPerson, before: ReadPerson) -> str:
    """What is wrong with a row that means the person of an earlier one, and what to do."""
    said = f"这个人在第 {before.row:,} 行已经有了"
    if not adds_only_teams(one, before):
        return f"{said}，同一个人请只留一行。"
    return f"{said}，只是队伍不同；请把这支队伍并进那一行（几支队伍用顿号隔开），这一行不用再导入。"


def _waiting(one: ReadPerson, problems: tuple[Problem, ...], hidden: bool) -> PlannedVolunteer:
    return PlannedVolunteer(
        one.row, RowState.PROBLEM, one.draft, problems=problems, number=one.number, hidden=hidden
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
