"""How this desk likes its lists: columns, their order and widths, and filters under a name."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.register_filters import (
    USUAL_PROJECTS,
    USUAL_TEAMS,
    USUAL_UNITS,
    project_filter,
    team_filter,
    unit_filter,
)
from volunteer_desk.domain.saved_filters import SavedFilter, filter_to_plain
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.domain.volunteer_filters import filter_from_plain, usual_filters
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_from
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.settings import read_values, write_values

LONGEST_NAME = 12

F = TypeVar("F")


@dataclass(frozen=True)
class ShownColumn:
    """A column as it is shown; ``width`` in pixels at 100 % text size, 0 for the usual one."""

    key: str
    width: int = 0


@dataclass(frozen=True)
class ListView:
    """One list.

    Attributes:
        columns: In their order, none for the usual ones.
        filters: One's own, each a title and what it asks for as stored.
        order: (key of the column sorted by, descending); "" for the usual order.
    """

    columns: tuple[ShownColumn, ...] = ()
    filters: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    order: tuple[str, bool] = ("", False)


@dataclass(frozen=True)
class FilterKind(Generic[F]):
    """The filters of one list.

    Attributes:
        view: What the list is kept under.
        usual: The filters every desk has, as its settings say.
        read: A filter out of what was stored.
    """

    view: str
    usual: Callable[[DeskSettings], tuple[SavedFilter[F], ...]]
    read: Callable[[Mapping[str, Any]], F]


PEOPLE = FilterKind(
    "volunteers", lambda settings: usual_filters(settings.guardian_under), filter_from_plain
)
PROJECTS = FilterKind("projects", lambda _settings: USUAL_PROJECTS, project_filter)
TEAMS = FilterKind("teams", lambda _settings: USUAL_TEAMS, team_filter)
UNITS = FilterKind("units", lambda _settings: USUAL_UNITS, unit_filter)


def read_view(desk: Desk, name: str) -> ListView:
    """The view of a list ("volunteers"); the usual one where nothing sensible is stored."""
    with desk.database.reading() as connection:
        return _view(read_values(connection), name)


def save_columns(desk: Desk, name: str, columns: tuple[ShownColumn, ...]) -> None:
    """Remember which columns a list shows, in which order and how wide; none: the usual ones."""
    with desk.database.writing() as connection:
        view = replace(_view(read_values(connection), name), columns=columns)
        write_values(connection, {_key(name): _plain(view)})


def save_order(desk: Desk, name: str, key: str, descending: bool) -> None:
    """Remember what a list is sorted by, "" for its usual order."""
    with desk.database.writing() as connection:
        view = replace(_view(read_values(connection), name), order=(key, descending))
        write_values(connection, {_key(name): _plain(view)})


def saved_filters(desk: Desk, kind: FilterKind[F]) -> tuple[SavedFilter[F], ...]:
    """The filters every desk has, then one's own."""
    with desk.database.reading() as connection:
        stored = read_values(connection)
    return (*kind.usual(settings_from(stored)), *_own(_view(stored, kind.view), kind))


def keep_filter(desk: Desk, kind: FilterKind[F], title: str, where: F) -> None:
    """Remember a filter of one's own under a title, in place of an own one of the same title.

    One that asks for the very same gets the new title where it stands: so it is renamed.

    Raises:
        UserFacingError: No title, one too long or of a usual filter, or nothing is asked for.
    """
    title = " ".join(title.split())
    if not where:
        raise UserFacingError("还没有选任何条件。", "请先选条件，再给它起名。")
    if not title or len(title) > LONGEST_NAME:
        raise UserFacingError(f"筛选的名字要有1到{LONGEST_NAME}个字。", "请改一个名字。")
    with desk.database.writing() as connection:
        stored = read_values(connection)
        if title in {one.name for one in kind.usual(settings_from(stored))}:
            raise UserFacingError(f"“{title}”是常用筛选的名字。", "请换一个名字。")
        view = _view(stored, kind.view)
        own = _own(view, kind)
        kept = [one for one in own if one.name != title or one.where == where]
        same = next((at for at, one in enumerate(kept) if one.where == where), len(kept))
        kept[same : same + 1] = [SavedFilter(title, where, own=True)]
        _write_filters(connection, kind, view, kept)


def drop_filter(desk: Desk, kind: FilterKind[F], title: str) -> None:
    """Forget a filter of one's own."""
    with desk.database.writing() as connection:
        view = _view(read_values(connection), kind.view)
        kept = [one for one in _own(view, kind) if one.name != title]
        _write_filters(connection, kind, view, kept)


def count_filters(desk: Desk, kind: FilterKind[F], count: Callable[[F], int]) -> dict[str, int]:
    """Title of each saved filter → how many it shows, as ``count`` says of what it asks for."""
    return {one.name: count(one.where) for one in saved_filters(desk, kind)}


def _own(view: ListView, kind: FilterKind[F]) -> list[SavedFilter[F]]:
    found = []
    for title, plain in view.filters:
        try:
            found.append(SavedFilter(title, kind.read(plain), own=True))
        except (ValueError, TypeError, KeyError):
            continue  # written by another version
    return found


def _write_filters(
    connection: Connection, kind: FilterKind[F], view: ListView, own: Sequence[SavedFilter[F]]
) -> None:
    plain = tuple((one.name, filter_to_plain(one.where)) for one in own)
    write_values(connection, {_key(kind.view): _plain(replace(view, filters=plain))})


def _key(name: str) -> str:
    return f"view:{name}"


def _view(stored: Mapping[str, str], name: str) -> ListView:
    try:
        plain: dict[str, Any] = json.loads(stored.get(_key(name), "{}"))
        key, descending = plain.get("order", ("", False))
        return ListView(
            tuple(ShownColumn(str(key), int(width)) for key, width in plain.get("columns", ())),
            tuple((str(title), dict(where)) for title, where in plain.get("filters", ())),
            (str(key), bool(descending)),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return ListView()  # written by another version


def _plain(view: ListView) -> str:
    return json.dumps(
        {
            "columns": [[one.key, one.width] for one in view.columns],
            "filters": [[title, where] for title, where in view.filters],
            "order": list(view.order),
        },
        ensure_ascii=False,
    )
