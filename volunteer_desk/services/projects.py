"""Projects: the list with its figures, and saving one."""

from dataclasses import asdict, replace

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.projects import ProjectDraft, ProjectRow
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import words
from volunteer_desk.store import projects
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.batches import close_batch, open_batch, record_change
from volunteer_desk.store.teams import read_team


def list_projects(desk: Desk, text: str = "", limit: int = 500) -> tuple[ProjectRow, ...]:
    """Active projects whose name holds ``text``, the latest held first, at most ``limit``.

    Figures are of all time; a reversed credit counts nothing.
    """
    categories = words(desk, "service_category")
    with desk.database.reading() as connection:
        listed = projects.listed_projects(connection, text.strip(), limit)
    return tuple(
        replace(project, category=categories.get(project.category, project.category))
        for project in listed
    )


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


def save_project(desk: Desk, draft: ProjectDraft, project_id: int | None = None) -> Changed:
    """Make a project, or change the one given; one batch, undoable.

    Raises:
        UserFacingError: No name, a name another project bears, an unknown category or team, a
            span that ends before it begins, or no such project.
    """
    draft = _checked(desk, draft)
    values = asdict(draft)
    with desk.database.writing() as connection:
        if projects.project_named(connection, draft.name) not in (None, project_id):
            raise UserFacingError(
                f"已经有一个项目叫“{draft.name}”。", "请换一个名称，或打开原来的项目修改。"
            )
        if draft.team_id is not None and read_team(connection, draft.team_id) is None:
            raise UserFacingError("所选的队伍已经不在了。", "请重新选择队伍。")
        stored = None if project_id is None else projects.read_project(connection, project_id)
        if project_id is not None and stored is None:
            raise _gone()
        before = {} if stored is None else asdict(stored)
        moved = {key: value for key, value in values.items() if before.get(key) != value}
        if stored is not None and not moved:
            return Changed(frozenset(), None, f"“{draft.name}”没有改动。")
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
            project_id = projects.project_named(connection, draft.name)
        else:
            projects.change_project(connection, project_id, moved)
            old = {key: before[key] for key in moved}
            record_change(connection, batch, "project", project_id, old, moved)
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
    return Changed(frozenset({Noun.PROJECT, Noun.BATCH}), batch, f"已{verb}项目“{draft.name}”。", 1)


def plain_name(name: str) -> str:
    """A project's or activity's name as it is stored: outer blanks gone, inner ones single."""
    return " ".join(name.split())


def _checked(desk: Desk, draft: ProjectDraft) -> ProjectDraft:
    draft = replace(
        draft,
        name=plain_name(draft.name),
        category=draft.category or None,
        place=draft.place.strip(),
    )
    if not draft.name:
        raise UserFacingError("项目还没有名称。", "请填写项目名称。")
    if len(draft.name) > 100:
        raise UserFacingError("项目名称太长了。", "请不要超过100个字。")
    if draft.from_on and draft.to_on and draft.to_on < draft.from_on:
        raise UserFacingError("项目的结束日期早于开始日期。", "请改正其中一个日期。")
    if draft.category is not None and draft.category not in words(desk, "service_category"):
        raise UserFacingError("没有这个服务类别。", "请从列表中选择服务类别。")
    return draft


def _gone() -> UserFacingError:
    return UserFacingError("这个项目已经不在了。", "请刷新列表后再试。")
