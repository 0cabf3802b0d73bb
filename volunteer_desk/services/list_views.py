"""How this desk likes its lists: columns, their order and widths, and filters under a name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteer_filters import (
    SavedFilter,
    VolunteerFilter,
    filter_from_plain,
    filter_to_plain,
    usual_filters,
)
from volunteer_desk.domain.volunteers import VolunteerQuery, VolunteerStatus
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import settings_from
from volunteer_desk.services.volunteer_lists import count_listed
from volunteer_desk.store.settings import read_values, write_values

LONGEST_NAME = 12


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
        filters: One's own.
        order: (key of the column sorted by, descending); "" for the usual order.
    """

    columns: tuple[ShownColumn, ...] = ()
    filters: tuple[SavedFilter, ...] = ()
    order: tuple[str, bool] = ("", False)


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


def saved_filters(desk: Desk, name: str) -> tuple[SavedFilter, ...]:
    """The filters every desk has, then one's own."""
    with desk.database.reading() as connection:
        stored = read_values(connection)
    return (*usual_filters(settings_from(stored).guardian_under), *_view(stored, name).filters)


def keep_filter(desk: Desk, name: str, title: str, where: VolunteerFilter) -> None:
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
        if title in {one.name for one in usual_filters(settings_from(stored).guardian_under)}:
            raise UserFacingError(f"“{title}”是常用筛选的名字。", "请换一个名字。")
        view = _view(stored, name)
        new = SavedFilter(title, where, own=True)
        kept = [one for one in view.filters if one.name != title or one.where == where]
        same = next((at for at, one in enumerate(kept) if one.where == where), len(kept))
        kept[same : same + 1] = [new]
        view = replace(view, filters=tuple(kept))
        write_values(connection, {_key(name): _plain(view)})


def drop_filter(desk: Desk, name: str, title: str) -> None:
    """Forget a filter of one's own."""
    with desk.database.writing() as connection:
        view = _view(read_values(connection), name)
        kept = tuple(one for one in view.filters if one.name != title)
        write_values(connection, {_key(name): _plain(replace(view, filters=kept))})


def count_filters(
    desk: Desk, name: str, status: VolunteerStatus | None = VolunteerStatus.ACTIVE
) -> dict[str, int]:
    """Title of each saved filter → how many of this status it shows."""
    return {
        one.name: count_listed(desk, VolunteerQuery(status=status, where=one.where))
        for one in saved_filters(desk, name)
    }


def _key(name: str) -> str:
    return f"view:{name}"


def _view(stored: Mapping[str, str], name: str) -> ListView:
    try:
        plain: dict[str, Any] = json.loads(stored.get(_key(name), "{}"))
        key, descending = plain.get("order", ("", False))
        return ListView(
            tuple(ShownColumn(str(key), int(width)) for key, width in plain.get("columns", ())),
            tuple(
                SavedFilter(str(title), filter_from_plain(where), own=True)
                for title, where in plain.get("filters", ())
            ),
            (str(key), bool(descending)),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return ListView()  # written by another version


def _plain(view: ListView) -> str:
    return json.dumps(
        {
            "columns": [[one.key, one.width] for one in view.columns],
            "filters": [[one.name, filter_to_plain(one.where)] for one in view.filters],
            "order": list(view.order),
        },
        ensure_ascii=False,
    )
