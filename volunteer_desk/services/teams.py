"""Teams: the list with its figures, and saving one."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import TeamDraft, TeamRow
from volunteer_desk.domain.register_filters import ListQuery, TeamFilter
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import words
from volunteer_desk.store import teams
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch, record_change
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.search import refresh_team, refresh_terms
from volunteer_desk.store.status_changes import read_standings
from volunteer_desk.store.team_members import has_time_since
from volunteer_desk.store.team_times import NewTime, add_times
from volunteer_desk.store.units import read_unit

KINDS = ("党员", "青年", "巾帼", "文化", "学雷锋", "网络文明传播")
"""Kinds of teams in use; any other word may be typed."""


def team_ids(desk: Desk, query: ListQuery[TeamFilter]) -> list[int]:
    """Ids of the teams a list shows, in its order."""
    with desk.database.reading() as connection:
        return teams.team_ids(connection, query, desk.today())


def team_figures(desk: Desk) -> dict[int, tuple[int, int]]:
    """Id → (activities, minutes) of this year, of the teams that have any."""
    year = desk.today().year
    with desk.database.reading() as connection:
        return teams.team_figures(connection, date(year, 1, 1), date(year, 12, 31))


def team_rows(
    desk: Desk, ids: Sequence[int], figures: Mapping[int, tuple[int, int]]
) -> list[TeamRow]:
    """The lines of these teams with their open members and the figures given."""
    with desk.database.reading() as connection:
        return teams.team_rows(connection, ids, figures)


def list_teams(desk: Desk, query: ListQuery[TeamFilter] | None = None) -> tuple[TeamRow, ...]:
    """Every team of a list with this year's figures, of those in use by default."""
    return tuple(team_rows(desk, team_ids(desk, query or ListQuery()), team_figures(desk)))


def team_kinds(desk: Desk) -> tuple[str, ...]:
    """Kinds to offer: those of everyday, of the dictionary, and those in use."""
    national = words(desk, "team_kind").values()
    with desk.database.reading() as connection:
        used = teams.team_kinds(connection)
    return tuple(dict.fromkeys((*KINDS, *national, *used)))


def team_id_by_name(desk: Desk, name: str) -> int | None:
    """The team of this name (outer blanks apart), or None."""
    with desk.database.reading() as connection:
        return teams.team_named(connection, name.strip())


def read_team(desk: Desk, team_id: int) -> TeamDraft:
    """A team as it can be edited.

    Raises:
        UserFacingError: There is no such team.
    """
    with desk.database.reading() as connection:
        draft = teams.read_team(connection, team_id)
    if draft is None:
        raise _gone()
    return draft


def save_team(desk: Desk, draft: TeamDraft, team_id: int | None = None) -> Changed:
    """Make a team, or change the one given; one batch, undoable.

    A volunteer chosen as leader who is no member yet joins today as 队长.

    Raises:
        UserFacingError: No name, a name another team bears, or no such team, unit or leader.
    """
    draft = _checked(draft)
    values = asdict(draft)
    with desk.database.writing() as connection:
        if teams.team_named(connection, draft.name) not in (None, team_id):
            raise UserFacingError(
                f"已经有一支队伍叫“{draft.name}”。", "请换一个名称，或打开原来的队伍修改。"
            )
        _check_references(connection, draft)
        stored = None if team_id is None else teams.read_team(connection, team_id)
        if team_id is not None and stored is None:
            raise _gone()
        before = {} if stored is None else asdict(stored)
        moved = {key: value for key, value in values.items() if before.get(key) != value}
        if stored is not None and not moved:
            return Changed(frozenset(), None, f"“{draft.name}”没有改动。", row_id=team_id)
        verb = "新建" if stored is None else "修改"
        batch = open_batch(
            connection,
            kind=BatchKind.TEAM,
            label=f"{verb}队伍 {draft.name}",
            now=desk.now(),
            by=desk.operator,
        )
        if team_id is None:
            team_id = teams.add_team(connection, values, batch)
        else:
            teams.change_team(connection, team_id, moved)
            if "name" in moved:
                refresh_team(connection, team_id)
            record_change(
                connection, batch, "team", team_id, {key: before[key] for key in moved}, moved
            )
        if draft.leader_id is not None and "leader_id" in moved:
            _let_lead(connection, draft.leader_id, team_id, desk.today(), batch)
        close_batch(connection, batch, 1)
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="save",
            noun="team",
            row_id=team_id,
            batch_id=batch,
        )
    said = f"已{verb}队伍“{draft.name}”。"
    return Changed(frozenset({Noun.TEAM, Noun.BATCH}), batch, said, 1, team_id)


def _checked(draft: TeamDraft) -> TeamDraft:
    draft = replace(
        draft,
        name=" ".join(draft.name.split()),
        kind=draft.kind.strip(),
        leader=draft.leader.strip(),
        phone=draft.phone.strip(),
    )
    if not draft.name:
        raise UserFacingError("队伍还没有名称。", "请填写队伍名称。")
    if len(draft.name) > 100:
        raise UserFacingError("队伍名称太长了。", "请不要超过100个字。")
    return draft


def _let_lead(
    connection: Connection, volunteer_id: int, team_id: int, day: date, batch: int
) -> None:
    if not has_time_since(connection, volunteer_id, team_id, day):
        add_times(connection, [NewTime(volunteer_id, team_id, "队长", day)], batch)
        refresh_terms(connection, [volunteer_id])


def _check_references(connection: Connection, draft: TeamDraft) -> None:
    if draft.unit_id is not None and read_unit(connection, draft.unit_id) is None:
        raise UserFacingError("所选的单位已经不在了。", "请重新选择所属单位。")
    if draft.leader_id is not None:
        found = read_standings(connection, [draft.leader_id])
        if not found or found[0].gone:
            raise UserFacingError("所选的负责人已不在名册。", "请重新选择负责人。")


def _gone() -> UserFacingError:
    return UserFacingError("这支队伍已经不在了。", "请刷新列表后再试。")
