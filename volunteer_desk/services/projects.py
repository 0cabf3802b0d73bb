"""Projects: the list with its figures, and saving one."""

from collections.abc import Sequence
from dataclasses import replace

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import (
    MOST_CATEGORIES,
    ProjectDraft,
    ProjectRow,
)
from volunteer_desk.domain.register_filters import ListQuery, ProjectFilter
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import words
from volunteer_desk.store import projects
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch, record_change
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.posts import JOURNALLED, posts_json, write_posts
from volunteer_desk.store.projects import ProjectValue
from volunteer_desk.store.teams import read_team
from volunteer_desk.store.units import read_unit


def project_ids(desk: Desk, query: ListQuery[ProjectFilter], most: int | None = None) -> list[int]:
    """Ids of the projects a list shows, in its order, at most ``most``."""
    with desk.database.reading() as connection:
        return projects.project_ids(connection, query, desk.today(), most)


def project_rows(desk: Desk, ids: Sequence[int]) -> list[ProjectRow]:
    """The lines of these projects; figures are of all time, a reversed credit counts nothing."""
    categories = words(desk, "service_category")
    with desk.database.reading() as connection:
        rows = projects.project_rows(connection, ids)
    return [replace(row, category=categories.get(row.category, row.category)) for row in rows]


def list_projects(
    desk: Desk, query: ListQuery[ProjectFilter] | None = None, most: int = 500
) -> tuple[ProjectRow, ...]:
    """The first projects of a list, of those in use by default."""
    return tuple(project_rows(desk, project_ids(desk, query or ListQuery(), most)))


def project_id_by_name(desk: Desk, name: str) -> int | None:
    """The project of this name (blanks apart), or None."""
    with desk.database.reading() as connection:
        return projects.project_named(connection, plain_name(name))


def read_project(desk: Desk, project_id: int) -> ProjectDraft:
    """A project as it can be edited.

    Raises:
        UserFacingError: There is no such project.
    """
    with desk.database.reading() as connection:
        draft = projects.read_project(connection, project_id)
    if draft is None:
        raise _gone()
    return draft


def is_active(desk: Desk, project_id: int) -> bool:
    """Whether a project is in use."""
    with desk.database.reading() as connection:
        return projects.project_active(connection, project_id)


def save_project(desk: Desk, draft: ProjectDraft, project_id: int | None = None) -> Changed:
    """Make a project, or change the one given; one batch, undoable.

    Raises:
        UserFacingError: No name, a name another project bears, an unknown code, team or unit, too
            many categories, a span that ends before it begins, or no such project.
    """
    draft = _checked(desk, draft)
    values = projects.project_columns(draft)
    with desk.database.writing() as connection:
        if projects.project_named(connection, draft.name) not in (None, project_id):
            raise UserFacingError(
                f"已经有一个项目叫“{draft.name}”。", "请换一个名称，或打开原来的项目修改。"
            )
        if draft.team_id is not None and read_team(connection, draft.team_id) is None:
            raise UserFacingError("所选的队伍已经不在了。", "请重新选择队伍。")
        if draft.unit_id is not None and read_unit(connection, draft.unit_id) is None:
            raise UserFacingError("所选的单位已经不在了。", "请重新选择负责单位。")
        stored = None if project_id is None else projects.read_project(connection, project_id)
        if project_id is not None and stored is None:
            raise _gone()
        before = {} if stored is None else projects.project_columns(stored)
        moved = {key: value for key, value in values.items() if before.get(key) != value}
        old_posts = () if stored is None else stored.posts
        if stored is not None and not moved and old_posts == draft.posts:
            return Changed(frozenset(), None, f"“{draft.name}”没有改动。", row_id=project_id)
        verb = "新建" if stored is None else "修改"
        batch = open_batch(
            connection,
            kind=BatchKind.PROJECT,
            label=f"{verb}项目 {draft.name}",
            now=desk.now(),
            by=desk.operator,
        )
        if project_id is None:
            projects.add_projects(connection, [values], batch)
            made = projects.project_named(connection, draft.name)
            if made is None:
                raise LookupError(draft.name)
            project_id = made
            write_posts(connection, project_id, draft.posts)
        else:
            _change(connection, project_id, batch, before, moved)
            if old_posts != draft.posts:
                write_posts(connection, project_id, draft.posts)
                said = ({"posts": posts_json(one)} for one in (old_posts, draft.posts))
                record_change(connection, batch, JOURNALLED, project_id, *said)
        close_batch(connection, batch, 1)
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="save",
            noun="project",
            row_id=project_id,
            batch_id=batch,
        )
    message = f"已{verb}项目“{draft.name}”。"
    return Changed(frozenset({Noun.PROJECT, Noun.BATCH}), batch, message, 1, project_id)


def _change(
    connection: Connection,
    project_id: int,
    batch: int,
    before: dict[str, ProjectValue],
    moved: dict[str, ProjectValue],
) -> None:
    if moved:
        projects.change_project(connection, project_id, moved)
        old = {key: before[key] for key in moved}
        record_change(connection, batch, "project", project_id, old, moved)


def plain_name(name: str) -> str:
    """A project's or activity's name as it is stored: outer blanks gone, inner ones single."""
    return " ".join(name.split())


def _checked(desk: Desk, draft: ProjectDraft) -> ProjectDraft:
    draft = replace(
        draft,
        name=plain_name(draft.name),
        category=draft.category or None,
        place=draft.place.strip(),
        content=draft.content.strip(),
    )
    if not draft.name:
        raise UserFacingError("项目还没有名称。", "请填写项目名称。")
    if len(draft.name) > 100:
        raise UserFacingError("项目名称太长了。", "请不要超过100个字。")
    if draft.from_on and draft.to_on and draft.to_on < draft.from_on:
        raise UserFacingError("项目的结束日期早于开始日期。", "请改正其中一个日期。")
    codes = tuple(dict.fromkeys(draft.categories))
    if len(codes) > MOST_CATEGORIES:
        raise UserFacingError(f"一个项目最多{MOST_CATEGORIES}个服务类别。", "请只留最主要的几个。")
    for list_name, word, chosen in (
        ("service_category", "服务类别", codes),
        ("beneficiary", "服务对象", draft.recipients),
        ("support", "志愿者保障", draft.support),
    ):
        if chosen and not set(chosen) <= words(desk, list_name).keys():
            raise UserFacingError(f"没有这个{word}。", f"请从列表中选择{word}。")
    return replace(draft, category=codes[0] if codes else None, more_categories=codes[1:])


def _gone() -> UserFacingError:
    return UserFacingError("这个项目已经不在了。", "请刷新列表后再试。")
