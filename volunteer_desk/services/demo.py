"""Sample data: fills an empty data folder with an invented community, street or city."""

import json
from collections.abc import Callable, Iterator
from typing import Literal

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.invented_units import unit_tree
from volunteer_desk.domain.invented_year import SIZES, SampleSize
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.services import demo_rows as make
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import every_word
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.bulk import add_rows, indexes_aside, is_empty, refresh_statistics
from volunteer_desk.store.search import rebuild_search
from volunteer_desk.store.settings import write_values

SizeName = Literal["community", "street", "city"]

SETTINGS = {
    "head": "何素芬",
    "reviewer": "卢志远",
    "filled_by": "田晓雯",
    "handler": "田晓雯",
    "phone": "0571-88880000",
}
"""The invented staff of the sample's own unit."""


def fill_demo(desk: Desk, size: SizeName, progress: Progress = no_progress) -> dict[str, int]:
    """Fill an empty desk with invented data, the same for the same size and day.

    Args:
        desk: Its clock says what counts as today; hours reach back from there.
        size: community 600 volunteers, street 6,000, city 450,000 with 2,000,000 ledger rows.
        progress: Called with (rows written, rows in all).

    Returns:
        Rows written, by table.

    Raises:
        UserFacingError: The data folder holds something already, or cannot be written; nothing
            was written.
    """
    chosen, skills = SIZES[size], every_word(desk, "skill")
    with desk.database.writing() as connection:
        if not is_empty(connection):
            raise UserFacingError(
                "这个数据文件夹里已经有数据，没有写入示例。", "请用 --data 指定一个空的文件夹。"
            )
        rows = make.SampleRows(chosen, desk.now(), DeskSettings().number_prefix, skills)
        counts: dict[str, int] = {}
        total = _expected(chosen)
        with indexes_aside(connection):
            for table, maker in _steps(rows):
                before, done = counts.get(table, 0), 0
                written = sum(counts.values())
                for done in add_rows(connection, table, maker()):
                    progress(min(written + done, total), total)
                counts[table] = before + done
            rebuild_search(
                connection,
                lambda done, _people: progress(total - chosen.volunteers + done, total),
            )
        refresh_statistics(connection)
        staff = SETTINGS | {"unit": rows.own_unit}
        write_values(
            connection,
            {key: json.dumps(value, ensure_ascii=False) for key, value in staff.items()},
        )
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="fill",
            noun="demo",
            detail={"size": size, **counts},
        )
    progress(total, total)
    return {
        "volunteers": counts["volunteer"],
        "teams": counts["team"],
        "projects": counts["project"],
        "activities": counts["activity"],
        "entries": counts["hour_entry"],
    }


def _expected(size: SampleSize) -> int:
    units = len(unit_tree(size.teams)[0])
    return (
        units
        + 3 * size.volunteers
        + size.teams
        + size.projects
        + 2 * size.activities
        + size.entries
    )


def _steps(
    rows: make.SampleRows,
) -> Iterator[tuple[str, Callable[[], Iterator[make.Row]]]]:
    """Tables in the order of their references."""
    yield "volunteer", rows.volunteer_rows
    yield "unit", rows.unit_rows
    yield "team", rows.team_rows
    yield "membership", rows.membership_rows
    yield "project", rows.project_rows
    yield "activity", rows.activity_rows
    yield "batch", rows.batch_rows
    yield "hour_entry", rows.credit_rows
    yield "hour_entry", rows.correction_rows
