"""A person's page: everything that happened, newest first, and the figures that open their rows."""

from volunteer_desk.domain.durations import format_minutes
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.records import RECORD_WORDS, RecordRow
from volunteer_desk.domain.stars import star_of
from volunteer_desk.domain.timeline import Figure, PersonFigures, TimelineEntry, TimelineKind
from volunteer_desk.domain.volunteers import STATUS_WORDS, MembershipRow
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_from
from volunteer_desk.store import timeline as store
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.records import records_of
from volunteer_desk.store.settings import read_values
from volunteer_desk.store.status_changes import history_of, read_standings
from volunteer_desk.store.team_times import times_of

MOST = 1_000
"""Entries of a story: somebody who serves every day fills them in some years."""

_VOID = "void"


def timeline(desk: Desk, volunteer_id: int, limit: int = MOST) -> tuple[TimelineEntry, ...]:
    """What happened to and through a person, the newest first.

    Registration, status changes, teams, hours by activity, records, certificates, merges.

    Raises:
        UserFacingError: There is no such person.
    """
    with desk.database.reading() as connection:
        standing = read_standings(connection, [volunteer_id])
        if not standing:
            raise UserFacingError("找不到这位志愿者。", "可能已被撤销，请刷新后再看。")
        found = [
            TimelineEntry(standing[0].registered_on, TimelineKind.REGISTERED, "登记为志愿者"),
            *_status(connection, volunteer_id),
            *_teams(times_of(connection, [volunteer_id]).get(volunteer_id, [])),
            *_papers(connection, volunteer_id),
            *(_record(row) for row in records_of(connection, volunteer_id)),
            *_served(store.served_activities(connection, volunteer_id, limit)),
        ]
        zone = desk.now().tzinfo
        for one in store.merges_of(connection, volunteer_id):
            title = (
                f"并入了 {one.merged} 的资料"
                if one.kept_id == volunteer_id
                else f"资料并入了 {one.kept}"
            )
            on = one.at.astimezone(zone).date()
            found.append(TimelineEntry(on, TimelineKind.MERGE, title, row_id=one.merge_id))
    order = list(TimelineKind)
    found.sort(key=lambda entry: (entry.on, order.index(entry.kind)), reverse=True)
    return tuple(found[:limit])


def person_figures(desk: Desk, volunteer_id: int) -> PersonFigures:
    """A person's figures; ``list_hours`` of the span of each gives the rows that add up to it."""
    today = desk.today()
    with desk.database.reading() as connection:
        sums = store.read_sums(connection, volunteer_id, today)
        last = store.last_served(connection, volunteer_id)
        stars = settings_from(read_values(connection)).star_hours
    star = star_of(sums.minutes, stars)
    first = sums.first or today
    end = max(today, last or today)
    return PersonFigures(
        month=Figure(sums.month_minutes, sums.month_times, Span(today.replace(day=1), end)),
        year=Figure(sums.year_minutes, sums.year_times, Span(today.replace(month=1, day=1), end)),
        ever=Figure(sums.minutes, sums.times, Span(min(first, today), end)),
        star=star,
        to_next_star=stars[star] * 60 - sums.minutes if star < len(stars) else None,
        last_served=Span(last, last) if last else None,
    )


def _status(connection: Connection, volunteer_id: int) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            line.changed_on,
            TimelineKind.STATUS,
            f"状态改为{STATUS_WORDS[line.status]}",
            line.reason,
        )
        for line in history_of(connection, volunteer_id)
    ]


def _teams(rows: list[MembershipRow]) -> list[TimelineEntry]:
    found = []
    for row in rows:
        found.append(
            TimelineEntry(
                row.from_on, TimelineKind.JOINED, f"加入{row.team}", row.role, row_id=row.team_id
            )
        )
        if row.to_on:
            found.append(
                TimelineEntry(
                    row.to_on, TimelineKind.LEFT_TEAM, f"退出{row.team}", row_id=row.team_id
                )
            )
    return found


def _papers(connection: Connection, volunteer_id: int) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            paper.issued_on,
            TimelineKind.CERTIFICATE,
            f"{'出具服务记录证明' if paper.kind == 'proof' else '颁发证书'} {paper.number}",
            "已作废" if paper.status == _VOID else "",
            row_id=paper.id,
        )
        for paper in store.papers_of(connection, volunteer_id)
    ]


def _record(row: RecordRow) -> TimelineEntry:
    draft = row.draft
    said = [draft.by_unit, draft.reference, "未办结" if row.open else draft.outcome]
    return TimelineEntry(
        draft.held_on,
        TimelineKind.RECORD,
        f"{RECORD_WORDS[draft.kind]}：{draft.title}",
        "　".join(text for text in said if text),
        draft.minutes,
        row.id,
    )


def _served(rows: list[store.Served]) -> list[TimelineEntry]:
    return [
        TimelineEntry(
            row.served_on,
            TimelineKind.HOURS,
            f"{row.project} {format_minutes(row.minutes)}" if row.minutes else row.project,
            "　".join(text for text in (row.team, row.place) if text) if row.minutes else "已冲销",
            row.minutes,
            row.activity_id,
        )
        for row in rows
    ]
