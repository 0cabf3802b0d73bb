"""A list out into a workbook: the columns shown, in their order, with the rows kept and sorted."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from volunteer_desk.domain.changes import Noun, Progress
from volunteer_desk.services.shown_export import Heading, export_shown, export_title
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tables import Column

R = TypeVar("R")

_COUNTED = {Noun.PROJECT: "个项目", Noun.TEAM: "支队伍", Noun.UNIT: "个单位"}


_SOME = 1000
"""Rows read at a time."""


def cell(column: Column[R], row: R) -> str | int | float:
    """What a workbook holds of a cell: figures as numbers, minutes as hours, else the words."""
    value = getattr(row, column.key, None)
    if column.kind != "number" or not isinstance(value, int):
        return column.words(row)
    return round(value / 60, 2) if column.key.startswith("minutes") else value


def rows_of(
    fetch: Callable[[Sequence[int]], Sequence[R]], ids: Sequence[int]
) -> Callable[[], list[R]]:
    """What reads the rows of these ids, some at a time; for work beside the window."""

    def rows() -> list[R]:
        parts = (ids[start : start + _SOME] for start in range(0, len(ids), _SOME))
        return [row for part in parts for row in fetch(part)]

    return rows


def export_rows(
    context: PageContext,
    parent: QWidget,
    noun: Noun,
    columns: Sequence[Column[R]],
    read: Callable[[], Sequence[R]],
    done: Callable[[str], None],
) -> None:
    """Ask where, then read the rows and write them in the background; ``done`` gets what to say."""
    desk = context.desk
    name, _kind = QFileDialog.getSaveFileName(
        parent,
        "导出表格",
        f"{export_title(noun)}{desk.today():%Y%m%d}.xlsx",
        "Excel 工作簿 (*.xlsx)",
    )
    if not name:
        return
    out = Path(name if name.endswith(".xlsx") else f"{name}.xlsx")

    def work(_progress: Progress) -> str:
        headings = [Heading(column.label, column.width) for column in columns]
        rows = ([cell(column, row) for column in columns] for row in read())
        count = export_shown(desk, noun, headings, rows, out)
        return f"已导出 {count:,} {_COUNTED[noun]}到 {out.name}。"

    context.tasks.run(work, done, label="正在导出")
