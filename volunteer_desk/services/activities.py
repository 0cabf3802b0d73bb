"""Activities: the list with its figures, saving one, and finding the one a file means."""

from dataclasses import replace
from datetime import date

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.projects import ActivityDraft, ActivityRow
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.projects import plain_name
from volunteer_desk.store import activities
from volunteer_desk.store.activity_states import hours_of
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch, record_change
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.projects import add_projects, project_named, read_project
from volunteer_desk.store.teams import read_team

_ALL_TIME = Span(date.min, date.max)
MOST_PEOPLE = 9_999_999
"""More people than this at one occasion is a slip of the hand."""


def list_activities(
    desk: Desk, project_id: int | None = None, span: Span | None = None, limit: int = 200
) -> tuple[ActivityRow, ...]:
    """Activities of a span and project, the latest first; a reversed credit counts nothing."""
    span = span or _ALL_TIME
    with desk.database.reading() as connection:
        return activities.listed_activities(connection, project_id, span.first, span.last, limit)


def read_activity(desk: Desk, activity_id: int) -> ActivityDraft:
    """An activity as it can be edited.

    Raises:
        UserFacingError: There is no such activity.
    """
    with desk.database.reading() as connection:
        found = activities.read_activity(connection, activity_id)
    if found is None:
        raise _gone()
    return found[0]


def save_activity(
    desk: Desk, draft: ActivityDraft, activity_id: int | None = None, *, project: str = ""
) -> Changed:
    """Make an activity, or change the one given; one batch, undoable.

    The date of an activity whose hours are recorded stands: the ledger credits that day.

    Args:
        desk: The desk.
        draft: What was typed.
        activity_id: The activity to change.
        project: The project's name as typed; it counts instead of the draft's ``project_id``, and
            a project that does not exist is made within the batch.

    Raises:
        UserFacingError: No such project, team or activity, a negative number of people, or a
            recorded activity's date or project would move.
    """
    for number in (draft.planned_people, draft.beneficiaries):
        if number is not None and number < 0:
            raise UserFacingError("人数不能是负数。", "请填写0或更大的数。")
        if number is not None and number > MOST_PEOPLE:
            raise UserFacingError(f"人数超过{MOST_PEOPLE:,}。", "请检查写下的人数。")
    draft = replace(
        draft,
        place=draft.place.strip(),
        leader=draft.leader.strip(),
        content=draft.content.strip(),
        recipients=draft.recipients.strip(),
        weather=draft.weather.strip(),
        remark=draft.remark.strip(),
    )
    with desk.database.writing() as connection:
        name, project_id = _project_of(connection, draft.project_id, plain_name(project))
        draft = replace(draft, project_id=project_id or 0)
        values = activities.activity_columns(draft)
        if draft.team_id is not None and read_team(connection, draft.team_id) is None:
            raise UserFacingError("所选的队伍已经不在了。", "请重新选择队伍。")
        stored = None if activity_id is None else activities.read_activity(connection, activity_id)
        if activity_id is not None and stored is None:
            raise _gone()
        before = {} if stored is None else activities.activity_columns(stored[0])
        moved = {key: value for key, value in values.items() if before.get(key) != value}
        told = f"“{name}”{draft.held_on.month}月{draft.held_on.day}日的活动"
        if stored is not None and not moved:
            return Changed(frozenset(), None, f"{told}没有改动。", 0, activity_id)
        if (
            stored is not None
            and {"held_on", "project_id"} & moved.keys()
            and any(hours_of(connection, activity_id or 0))
        ):
            raise UserFacingError(
                "这场活动已经登记了时长，不能再改日期和项目。", "请先撤销它的时长登记。"
            )
        verb = "新建" if stored is None else "修改"
        batch = open_batch(
            connection,
            kind=BatchKind.ACTIVITY,
            label=f"{verb}{told}",
            now=desk.now(),
            by=desk.operator,
        )
        if project_id is None:
            add_projects(connection, [{"name": name}], batch)
            values["project_id"] = moved["project_id"] = project_named(connection, name)
        if activity_id is None:
            activity_id = activities.add_activities(connection, [values], batch)[0]
        else:
            activities.change_activity(connection, activity_id, moved)
            old = {key: before[key] for key in moved}
            record_change(connection, batch, "activity", activity_id, old, moved)
        close_batch(connection, batch, 1)
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="save",
            noun="activity",
            row_id=activity_id,
            batch_id=batch,
        )
    nouns = frozenset({Noun.ACTIVITY, Noun.BATCH}) | (
        {Noun.PROJECT} if project_id is None else set()
    )
    new = f"，新建了项目“{name}”" if project_id is None else ""
    return Changed(nouns, batch, f"已{verb}{told}{new}。", 1, activity_id)


def _project_of(connection: Connection, project_id: int, name: str) -> tuple[str, int | None]:
    """(name, id) of the project that is meant; no id for one still to be made.

    Raises:
        UserFacingError: There is no such project, or none was named.
    """
    if name:
        return name, project_named(connection, name)
    if not project_id:
        raise UserFacingError("还没有选项目。", "请选择项目，或写一个新的。")
    found = read_project(connection, project_id)
    if found is None:
        raise UserFacingError("所选的项目已经不在了。", "请重新选择项目。")
    return found.name, project_id


def find_activity(desk: Desk, project_id: int, on: date) -> int | None:
    """The project's activity on a date (the first of several), or None."""
    with desk.database.reading() as connection:
        held = activities.occasions_on(connection, [project_id], on, on).get((project_id, on))
    return None if held is None else held.id


def _gone() -> UserFacingError:
    return UserFacingError("这场活动已经不在了。", "请刷新列表后再试。")
