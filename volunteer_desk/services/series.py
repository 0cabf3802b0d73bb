"""Repeating activities: made, changed or ended from a day on; their occasions made ahead."""

from dataclasses import replace
from datetime import date, timedelta

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.dates import short_date
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.series import (
    SeriesDraft,
    SeriesRow,
    SeriesRule,
    days_of,
    rule_problem,
    rule_words,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.series_lacking import ahead_until, series_lack_days
from volunteer_desk.store import series as store
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import Value, close_batch, open_batch, record_change
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.projects import read_project
from volunteer_desk.store.series import StoredSeries
from volunteer_desk.store.taken_away import take_away
from volunteer_desk.store.teams import read_team

_NOUNS = frozenset({Noun.ACTIVITY, Noun.PROJECT, Noun.BATCH})
_DAY = timedelta(days=1)


def list_series(desk: Desk, project_id: int | None = None) -> tuple[SeriesRow, ...]:
    """Series that go on, of one project when given, in the order they were made."""
    with desk.database.reading() as connection:
        found = store.listed_series(connection, project_id, desk.today())
    return tuple(_row(one, ahead, next_on) for one, ahead, next_on in found)


def read_series(desk: Desk, series_id: int) -> SeriesRow:
    """One series as it can be edited.

    Raises:
        UserFacingError: There is no such series.
    """
    with desk.database.reading() as connection:
        return _row(_read(connection, series_id), 0, None)


def save_series(
    desk: Desk, draft: SeriesDraft, series_id: int | None = None, from_on: date | None = None
) -> Changed:
    """Make a series, or change one from a day on; one batch, undoable as a whole.

    A change ends the old series the day before and makes a new one, so that what was held stays
    as it was. Occasions from that day on go and are made anew; one that was prepared for (people,
    photos, hours, filed) stays as it is, and its day is not made twice.

    Args:
        desk: The desk.
        draft: The rule, and what every occasion is.
        series_id: The series to change, None for a new one.
        from_on: From which day the change holds; today when None.

    Raises:
        UserFacingError: The rule makes no sense, or project, team or series are not there.
    """
    draft = _cleaned(draft)
    problem = rule_problem(draft.rule, desk.today())
    if problem:
        raise UserFacingError(problem, "请改正后再保存。")
    with desk.database.writing() as connection:
        project = _check(connection, draft)
        batch = _open(connection, desk, f"{'重复' if series_id is None else '改'}“{project}”的活动")
        kept: set[date] = set()
        if series_id is not None:
            old = _read(connection, series_id)
            since = max(from_on or desk.today(), old.draft.rule.from_on)
            kept = _cut(connection, old, since, batch)
            draft = replace(draft, rule=_continued(old.draft.rule, draft.rule, since))
        number = store.add_series(connection, draft, batch)
        made = _extend(connection, desk, [_read(connection, number)], kept)
        close_batch(connection, batch, made + 1)
        _audit(connection, desk, "save", number, batch, made)
    stays = f"，已有准备的{len(kept)}场没有动" if kept else ""
    words = rule_words(draft.rule, draft.starts, draft.ends)
    return Changed(_NOUNS, batch, f"“{project}”{words}，排出{made}场{stays}。", made + 1, number)


def end_series(desk: Desk, series_id: int, from_on: date) -> Changed:
    """Let a series not meet any more from a day on; one batch, undoable.

    Occasions from that day on go; those that were prepared for stay and are counted.

    Raises:
        UserFacingError: There is no such series, or it ended before.
    """
    with desk.database.writing() as connection:
        old = _read(connection, series_id)
        end = old.draft.rule.to_on
        if not old.active or (end is not None and end < from_on):
            raise UserFacingError("这个重复活动在这之前已经结束了。")
        batch = _open(connection, desk, f"结束“{old.project}”的重复活动")
        kept = _cut(connection, old, from_on, batch)
        close_batch(connection, batch, 1)
        _audit(connection, desk, "end", series_id, batch, 0)
    stays = f"；已有准备的{len(kept)}场还在，请逐场取消" if kept else ""
    return Changed(
        _NOUNS,
        batch,
        f"“{old.project}”的重复活动从{short_date(from_on)}起不再办{stays}。",
        1,
        series_id,
    )


def extend_series(desk: Desk) -> Changed:
    """Make the planned activities of every series up to 92 days ahead.

    It may be called as often as one likes: an occasion is made once (unique by series and day).
    Occasions belong to the batch that made their series, so that its undo takes them too.
    """
    if not series_lack_days(desk):
        return Changed(frozenset(), None, "")
    with desk.database.writing() as connection:
        lacking = store.series_to_extend(connection, ahead_until(desk))
        made = _extend(connection, desk, lacking, set())
        if made:
            _audit(connection, desk, "extend", None, None, made)
    if not made:
        return Changed(frozenset(), None, "")
    return Changed(frozenset({Noun.ACTIVITY}), None, "", made)


def make_occasion(connection: Connection, series: StoredSeries, day: date) -> int | None:
    """The id of a series' occasion of a day, made when it is not there yet; None when no such day.

    For days beyond those made ahead, which can be skipped or moved as well.
    """
    for one in store.occurrences(connection, series.id, day):
        if one.series_day == day:
            return one.id
    if not series.active or not days_of(series.draft.rule, day, day):
        return None
    return store.add_occasions(connection, series, [day], series.batch_id or 0)[0]


def _extend(connection: Connection, desk: Desk, found: list[StoredSeries], taken: set[date]) -> int:
    """Make what is missing of these series; days of ``taken`` are not made."""
    until, made = ahead_until(desk), 0
    known = store.made_days(connection, [one.id for one in found])
    for one in found:
        rule = one.draft.rule
        first = rule.from_on if one.made_to is None else one.made_to + _DAY
        days = [
            day
            for day in days_of(rule, first, until)
            if (one.id, day) not in known and day not in taken
        ]
        if one.batch_id is not None and days:
            store.add_occasions(connection, one, days, one.batch_id)
            made += len(days)
    store.note_made(connection, [one.id for one in found], until)
    return made


def _cut(connection: Connection, old: StoredSeries, since: date, batch: int) -> set[date]:
    """End a series before a day; the days of occasions that stay because they were prepared for."""
    kept: set[date] = set()
    going: list[int] = []
    for one in store.occurrences(connection, old.id, since):
        if one.prepared or one.state.value != "planned":
            if one.state.value != "cancelled":
                kept |= {one.series_day, one.held_on}
        else:
            going.append(one.id)
    take_away(connection, batch, "activity", going)
    rule = old.draft.rule
    before: dict[str, Value] = {"to_on": rule.to_on, "active": int(old.active)}
    after: dict[str, Value] = {"to_on": since - _DAY, "active": int(old.active)}
    if since <= rule.from_on:
        after = {"to_on": rule.to_on, "active": 0}
    store.change_series(connection, old.id, {**after, "active": bool(after["active"])})
    record_change(connection, batch, "activity_series", old.id, before, after)
    return kept


def _continued(old: SeriesRule, new: SeriesRule, since: date) -> SeriesRule:
    """The new rule from a day on, in step with the old one where both skip as many weeks."""
    start = max(since, new.from_on) if new.from_on > old.from_on else since
    if new.every > 1 and (new.frequency, new.every) == (old.frequency, old.every):
        in_step = replace(old, days=new.days, to_on=None)
        start = days_of(in_step, start, start + timedelta(days=31 * (new.every + 2)))[0]
    return replace(new, from_on=start)


def _cleaned(draft: SeriesDraft) -> SeriesDraft:
    return replace(
        draft,
        place=draft.place.strip(),
        leader=draft.leader.strip(),
        content=draft.content.strip(),
        recipients=draft.recipients.strip(),
    )


def _check(connection: Connection, draft: SeriesDraft) -> str:
    project = read_project(connection, draft.project_id)
    if project is None:
        raise UserFacingError("所选的项目已经不在了。", "请重新选择项目。")
    if draft.team_id is not None and read_team(connection, draft.team_id) is None:
        raise UserFacingError("所选的队伍已经不在了。", "请重新选择队伍。")
    if draft.planned_people is not None and not 0 <= draft.planned_people <= 9_999_999:
        raise UserFacingError("人数不能是负数，也不会这么多。", "请检查写下的人数。")
    return project.name


def _read(connection: Connection, series_id: int) -> StoredSeries:
    found = store.read_series(connection, series_id)
    if found is None:
        raise UserFacingError("这个重复活动已经不在了。", "请刷新后再试。")
    return found


def _row(one: StoredSeries, ahead: int, next_on: date | None) -> SeriesRow:
    draft = one.draft
    words = rule_words(draft.rule, draft.starts, draft.ends)
    return SeriesRow(
        one.id, draft.project_id, one.project, draft, words, one.made_to, one.active, ahead, next_on
    )


def _open(connection: Connection, desk: Desk, label: str) -> int:
    return open_batch(
        connection, kind=BatchKind.SERIES, label=label, now=desk.now(), by=desk.operator
    )


def _audit(
    connection: Connection,
    desk: Desk,
    action: str,
    row_id: int | None,
    batch: int | None,
    made: int,
) -> None:
    append_audit(
        connection,
        now=desk.now(),
        by=desk.operator,
        action=action,
        noun="activity_series",
        row_id=row_id,
        batch_id=batch,
        detail={"made": made},
    )
