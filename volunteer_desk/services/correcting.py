"""One credit taken back, or another put in its place; what stood stays in the history."""

from collections.abc import Sequence

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.durations import format_hours, format_minutes
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursNature, HoursSource
from volunteer_desk.domain.problems import ProblemCode
from volunteer_desk.domain.rounding import round_line
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hour_checks import check_correction
from volunteer_desk.services.hour_rules_now import rules_in
from volunteer_desk.store.activity_states import mark_recorded, settle_states
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.entries import read_credit
from volunteer_desk.store.ledger import Credit, add_credits
from volunteer_desk.store.reversing import activities_of, reverse_credit


def reverse_entry(desk: Desk, entry_id: int, reason: str) -> Changed:
    """Take one credit back by a reversal; it cannot be undone, only logged anew.

    Raises:
        UserFacingError: No reason, no such credit, reversed already, or its month is locked.
    """
    reason = reason.strip()
    if not reason:
        raise UserFacingError("还没有填写冲销原因。", "请写明为什么冲销这条时长。")
    with desk.database.writing() as connection:
        now = desk.now()
        batch = open_batch(
            connection,
            kind=BatchKind.REVERSE_HOURS,
            label="冲销1条时长",
            now=now,
            by=desk.operator,
        )
        if not reverse_credit(connection, entry_id, batch, now, reason):
            raise UserFacingError("这条时长不在了，或者已经冲销。", "请刷新列表后再看。")
        _look_again(connection, activities_of(connection, entry_id))
        close_batch(connection, batch, 1)
        append_audit(
            connection,
            now=now,
            by=desk.operator,
            action="reverse",
            noun="hours",
            row_id=entry_id,
            batch_id=batch,
        )
    return Changed(frozenset({Noun.HOURS, Noun.ACTIVITY, Noun.BATCH}), None, "已冲销1条时长。", 1)


def correct_entry(
    desk: Desk,
    entry_id: int,
    minutes: int,
    starts: int | None = None,
    ends: int | None = None,
    *,
    reason: str,
    nature: HoursNature | None = None,
    remark: str | None = None,
) -> Changed:
    """Put another time, nature or remark in the place of one credit's, as one act.

    The credit is reversed and a new one appended; both stay in the history. The new one keeps
    person, activity, team, day and the month a 补录 was recorded for; its source is 调整 and its
    minutes are rounded as those of any other. Like a reversal it cannot be undone, only corrected
    anew.

    Args:
        desk: The desk.
        entry_id: The credit.
        minutes: Whole minutes as spent, 1 to 1440.
        starts: Minutes after midnight, or None when only a length is known.
        ends: Minutes after midnight; up to ``starts`` means the next day.
        reason: Why, kept with the reversal; it also sets aside the rules that give way to one.
        nature: 信用 or 荣誉; None keeps it.
        remark: Another remark; None keeps it.

    Raises:
        UserFacingError: No reason, nothing changed, no such credit, reversed already, its month
            is locked, or the time cannot be beside what else the person served.
    """
    reason = reason.strip()
    if not reason:
        raise UserFacingError("还没有填写更正原因。", "请写明为什么更正这条时长。")
    with desk.database.writing() as connection:
        found = read_credit(connection, entry_id)
        if found is None:
            raise UserFacingError("这条时长不在了。", "请刷新列表后再看。")
        old, project = found
        line = round_line(
            HourLine(old.volunteer_id, minutes, starts, ends, reason=reason),
            rules_in(connection).rounding,
        )
        told = old._replace(
            nature=nature.value if nature else old.nature,
            remark=old.remark if remark is None else remark.strip(),
        )
        if _time_of(old) == _time_of(line) and told == old:
            raise UserFacingError("和原来一样，没有更正。", "请填写正确的时间、性质或备注。")
        now = desk.now()
        batch = open_batch(
            connection,
            kind=BatchKind.REVERSE_HOURS,
            label=f"更正“{project}”{short_date(old.served_on)}时长 1人",
            now=now,
            by=desk.operator,
        )
        if not reverse_credit(connection, entry_id, batch, now, reason):
            raise UserFacingError("这条时长已经冲销。", "请刷新列表后再看。")
        verdict = check_correction(connection, desk, old, line, project)
        if verdict.refusal is not None:
            raise UserFacingError(verdict.refusal.message)
        new = _corrected(told, line, verdict.waived)
        add_credits(connection, [new], batch_id=batch, now=now)
        _look_again(connection, [old.activity_id])
        close_batch(connection, batch, 2)
        append_audit(
            connection,
            now=now,
            by=desk.operator,
            action="correct",
            noun="hours",
            row_id=entry_id,
            batch_id=batch,
            detail={"before": old.minutes, "minutes": line.minutes},
        )
    nouns = frozenset({Noun.HOURS, Noun.ACTIVITY, Noun.BATCH})
    return Changed(nouns, None, _corrected_words(old, line, told), 1)


def _corrected_words(old: Credit, line: HourLine, told: Credit) -> str:
    """What a correction did; minutes may stay while the times or what was spent moved."""
    if _time_of(old) == _time_of(line):
        moved = [
            word
            for word, one, other in (
                ("性质", old.nature, told.nature),
                ("备注", old.remark, told.remark),
            )
            if one != other
        ]
        return f"{'和'.join(moved)}已更正，时长不变。"
    if old.minutes != line.minutes:
        return f"已把{format_hours(old.minutes)}小时更正为{format_hours(line.minutes)}小时。"
    if line.spent is None or line.spent == old.spent:
        return f"起止时间已更正，仍是{format_hours(line.minutes)}小时。"
    spent = format_minutes(line.spent)
    return f"实际时间已更正为{spent}，取整后仍是{format_hours(line.minutes)}小时。"


def _look_again(connection: Connection, activity_ids: Sequence[int]) -> None:
    """An activity whose hours moved is 已记录 again, to be checked anew, or none stand at all."""
    mark_recorded(connection, activity_ids)
    settle_states(connection, activity_ids)


def _time_of(one: Credit | HourLine) -> tuple[int, int | None, int | None, int | None]:
    return one.minutes, one.spent, one.starts, one.ends


def _corrected(old: Credit, line: HourLine, waived: str) -> Credit:
    """The credit that stands in the place of another; a 补录 stays one, for its own reason."""
    late = (ProblemCode.MONTH_LOCKED.value,) if old.late_month is not None else ()
    return old._replace(
        minutes=line.minutes,
        spent=line.spent,
        starts=line.starts,
        ends=line.ends,
        source=HoursSource.ADJUSTED.value,
        reason=line.reason if waived else old.reason if late else "",
        waived=" ".join((*late, *waived.split())),
    )
