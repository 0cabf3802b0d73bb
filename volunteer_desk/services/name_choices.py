"""Who was meant by a name that several people bear: asked once a project, kept, forgotten."""

from collections.abc import Collection, Mapping

from volunteer_desk.domain.changes import Changed
from volunteer_desk.domain.names import name_key
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.projects import plain_name
from volunteer_desk.store import name_choices as store
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.projects import project_named

_NOUN = "name_choice"


def choices_for(connection: Connection, project: str, names: Collection[str]) -> dict[str, int]:
    """``name_key`` → person, of these names where this project's lists were answered before."""
    project_id = project_named(connection, plain_name(project)) if project.strip() else None
    if project_id is None:
        return {}
    return store.choices_of(connection, project_id, {name_key(name) for name in names})


def remember_choices(desk: Desk, project: str, chosen: Mapping[str, int]) -> Changed:
    """Keep whom names meant in a project's lists, the latest answer for each.

    It is no part of a batch: taking hours back leaves the answer, which ``forget_choice`` takes.

    Args:
        desk: The desk.
        project: The project's name; one that does not exist keeps nothing.
        chosen: Name as written → person.
    """
    keys = {name_key(name): person for name, person in chosen.items()}
    with desk.database.writing() as connection:
        project_id = project_named(connection, plain_name(project))
        if project_id is None or not keys:
            return Changed(frozenset(), None, "没有要记住的。")
        known = store.choices_of(connection, project_id, keys)
        fresh = {key: person for key, person in keys.items() if known.get(key) != person}
        if fresh:
            now = desk.now()
            store.keep_choices(connection, project_id, fresh, now)
            append_audit(
                connection,
                now=now,
                by=desk.operator,
                action="remember",
                noun=_NOUN,
                row_id=project_id,
                detail={"names": len(fresh)},
            )
    return Changed(frozenset(), None, f"记住了 {len(fresh)} 个同名的选择。", len(fresh))


def forget_choice(desk: Desk, project: str, name: str) -> Changed:
    """Forget whom a name meant in a project's lists: the next list asks again."""
    with desk.database.writing() as connection:
        project_id = project_named(connection, plain_name(project))
        gone = project_id is not None and store.drop_choice(connection, project_id, name_key(name))
        if gone:
            append_audit(
                connection,
                now=desk.now(),
                by=desk.operator,
                action="forget",
                noun=_NOUN,
                row_id=project_id,
            )
    said = "不再记住这个选择，下次会再问。" if gone else "没有记住过这个选择。"
    return Changed(frozenset(), None, said, int(gone))
