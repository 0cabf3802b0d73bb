"""Sign-up texts of WeChat groups (接龙): who is meant, and crediting those who are certain."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.durations import DAY
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import (
    HourLine,
    HoursSource,
    LoggedHours,
    OccasionDraft,
    PastedLine,
    SignupReading,
)
from volunteer_desk.domain.matching import Match, Roll
from volunteer_desk.domain.names import name_key
from volunteer_desk.domain.problems import Problem, ProblemCode
from volunteer_desk.domain.signup_doubts import Doubt, DoubtKind
from volunteer_desk.domain.signup_several import names_alone, names_beside
from volunteer_desk.domain.signup_text import SignupLine, parse_signup
from volunteer_desk.services.crediting import credit_occasion, find_occasion, making
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.name_choices import choices_for
from volunteer_desk.services.projects import plain_name
from volunteer_desk.store.numbers import people_numbered
from volunteer_desk.store.roll import known_people


def read_signup(desk: Desk, text: str, minutes: int, project: str = "") -> SignupReading:
    """Match every person line by 志愿者编号, document, phone, else a name only one person bears.

    Args:
        desk: The desk.
        text: As copied from the group.
        minutes: For everyone whose line says no time of its own; 1 to 1440.
        project: With a project's name, a bare name that several people bear means whom it meant
            in that project's last list (``name_choices``). Without, nothing is remembered: the
            same text gives the same answer on every desk with the same people.

    Raises:
        UserFacingError: No name in the text, or minutes that no day has.
    """
    if not 1 <= minutes <= DAY:
        raise UserFacingError("时长要大于0，不超过24小时。", "请改正每人的时长。")
    signup = parse_signup(text)
    if not signup.lines:
        raise UserFacingError("这段文字里没有认出人名。", "请粘贴接龙全文，每行一个人。")
    beside = {name for line in signup.lines for name in names_beside(line)}
    with desk.database.reading() as connection:
        roll = Roll.of(
            known_people(
                connection,
                keys={name_key(name) for name in beside | {one.name for one in signup.lines}},
                phones={line.phone for line in signup.lines if line.phone},
                documents={line.document for line in signup.lines if line.document},
            )
        )
        written = [one for line in signup.lines for one in _with_known(line, roll)]
        numbered = people_numbered(connection, {line.number for line in written})
        chosen = choices_for(connection, project, {line.name for line in written})
    lines = []
    for line in written:
        match = roll.find(line.name, line.phone, line.document or None)
        if line.number in numbered:
            match = _by_number(line, *numbered[line.number], match)
        bare = not (line.phone or line.number or line.document)
        last = chosen.get(name_key(line.name)) if bare else None
        recalled = match.person is None and last in match.candidates
        # who left may have served before; the rules tell by the day
        person = match.person if match.person is not None else match.former
        lines.append(
            PastedLine(
                line,
                line.minutes or minutes,
                last if recalled else person,
                match.candidates,
                recalled,
            )
        )
    return SignupReading(tuple(lines), signup.title)


def _with_known(line: SignupLine, roll: Roll) -> list[SignupLine]:
    """The line, and whoever of the roll stands beside its name.

    "王建国 李秀英" are two people; "张伟（组长） 李秀英" may be, and is asked. Other words stay a
    remark, even where they begin like a name.
    """
    beside = [name for name in names_beside(line) if _is_known(roll.find(name))]
    if not beside:
        return [line]
    if names_alone(line) and len(beside) == len(names_beside(line)):
        return [replace(line, remark=""), *(SignupLine(line.line, name) for name in beside)]
    doubt = Doubt(DoubtKind.BESIDE, line.name)
    return [line, *(SignupLine(line.line, name, doubt=doubt) for name in beside)]


def _is_known(match: Match) -> bool:
    return match.person is not None or bool(match.candidates)


def _by_number(line: SignupLine, person: int, key: str, active: bool, match: Match) -> Match:
    """Whom a line with a known 志愿者编号 means; where the name is another's it is not guessed."""
    if not active:
        return Match(left=True, former=person)
    if line.name == line.number or key == name_key(line.name):
        return Match(person)
    others = {person, *match.candidates, *((match.person,) if match.person else ())}
    return Match(None, tuple(sorted(others)))


def log_signup(
    desk: Desk,
    reading: SignupReading,
    project: str,
    on: date,
    *,
    minutes: int,
    reason: str = "",
) -> LoggedHours:
    """Credit everyone who was matched, as one batch at the project's activity on that date.

    A project or activity that does not exist is made within the batch. Somebody who signed up
    twice alike is credited once. A bare number beside a name is kept as words, not as a time.
    Problems (a time nobody can read is one) name the line; nothing is written then.

    Args:
        desk: The desk.
        reading: From ``read_signup``, perhaps with persons chosen for ambiguous lines.
        project: Project name.
        on: Service date.
        minutes: For lines without a time of their own (lines carry theirs already).
        reason: Why rules that give way to a reason are set aside; kept with the lines that need
            it.

    Raises:
        UserFacingError: No project named, nobody matched, or the activity was cancelled.
    """
    draft = OccasionDraft(project, on)
    if not plain_name(project):
        raise UserFacingError("还没有写项目名称。", "请选择或填写项目。")
    lines = _certain(reading.lines, minutes)
    if not lines:
        raise UserFacingError("名单里没有能唯一对上的志愿者。", "请先导入花名册，或逐个选择。")
    unread = tuple(_unread(one) for one in reading.lines if one.certain and one.said.unread)
    if unread:
        return LoggedHours(None, 0, 0, unread)
    with desk.database.writing() as connection:
        logged = credit_occasion(
            connection,
            desk,
            find_occasion(connection, draft),
            [replace(line, reason=reason) for _number, line in lines],
            kind=BatchKind.PASTE_HOURS,
            source=HoursSource.PASTED,
            prepare=making(draft),
        )
    return replace(
        logged,
        problems=tuple(replace(p, row=lines[p.row - 1][0]) for p in logged.problems),
        warnings=tuple(replace(p, row=lines[p.row - 1][0]) for p in logged.warnings),
    )


def left_open(reading: SignupReading) -> tuple[Problem, ...]:
    """What the text leaves open of those it names, where nobody can be asked; a row is its line.

    A bare number was not taken for hours; who is said not to come, or only stands beside another
    name, is not credited.
    """
    found = []
    for one in reading.lines:
        doubt = one.said.doubt
        if doubt is None or one.volunteer_id is None:
            continue
        if doubt.kind is DoubtKind.HOURS:
            message = f"{one.name}后面的“{doubt.text}”没有当作时长。"
            found.append(Problem(one.line, "hours", ProblemCode.HOURS_INVALID, message))
            continue
        why = f"写着“{doubt.text}”；来了请去掉它"
        if doubt.kind is DoubtKind.BESIDE:
            why = f"写在{doubt.text}后面；来了请另起一行"
        message = f"{one.name}没有登记，{why}。"
        found.append(Problem(one.line, "volunteer", ProblemCode.VOLUNTEER_AMBIGUOUS, message))
    return tuple(found)


def _certain(pasted: Sequence[PastedLine], minutes: int) -> list[tuple[int, HourLine]]:
    """(line number, what to credit); the same person with the same time comes once."""
    found: list[tuple[int, HourLine]] = []
    seen: set[tuple[int, int, int | None, int | None]] = set()
    for line in pasted:
        if line.volunteer_id is None or not line.certain:
            continue
        said = line.said
        time = (line.volunteer_id, said.minutes or minutes, said.starts, said.ends)
        if time not in seen:
            seen.add(time)
            found.append((said.line, HourLine(*time, said.without_doubt().note)))
    return found


def _unread(line: PastedLine) -> Problem:
    message = f"“{line.said.unread}”看不懂，请写成 2.5、2小时半 或 9:00-11:30。"
    return Problem(line.line, "hours", ProblemCode.HOURS_INVALID, message)
