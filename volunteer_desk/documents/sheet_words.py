"""The monthly sheet's figures in writing: cells, sentences, heads and feet, once for all papers."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from volunteer_desk.documents.sheet_tables import change_of
from volunteer_desk.documents.table_form import Cell, Form, SheetTable
from volunteer_desk.domain.dates import plain_date
from volunteer_desk.domain.monthly import Basis, MonthlySheet

ROUNDED = "注：时长按分钟记账，各行四舍五入到0.01小时，合计由分钟相加得出。"


def decimals_of(tables: Sequence[SheetTable]) -> int:
    """Decimals of every hour figure: 1 while that is exact, else 2."""
    return 1 if all(minutes % 6 == 0 for minutes in _minutes_in(tables)) else 2


def notes_of(tables: Sequence[SheetTable]) -> tuple[str, ...]:
    """The remarks to print below the tables, each once."""
    notes = [table.note for table in tables if table.note]
    if is_rounded(tables):
        notes.append(ROUNDED)
    return tuple(dict.fromkeys(notes))


def remarks_of(sheet: MonthlySheet) -> tuple[str, ...]:
    """What else the figures need to be understood: rounding, the month counted by, a difference."""
    served = "注：本表按服务月份统计，补录的时长计入服务当月。"
    said = (
        sheet.rounding,
        served if sheet.basis is Basis.SERVED else "",
        f"注意：{sheet.difference}" if sheet.difference else "",
    )
    return tuple(one for one in said if one)


def is_rounded(tables: Sequence[SheetTable]) -> bool:
    """Whether some hour figure has no end in two decimals, so that printed rows may not add up."""
    return any(minutes % 3 for minutes in _minutes_in(tables))


def _minutes_in(tables: Sequence[SheetTable]) -> list[int]:
    return [
        cell
        for table in tables
        for row in (*table.rows, table.total)
        for cell, column in zip(row, table.columns, strict=True)
        if column.form is Form.HOURS and isinstance(cell, int)
    ]


def write_hours(minutes: int, decimals: int) -> str:
    """Minutes as hours with thousands marks: ``1,286.5``."""
    exact = Decimal(minutes) / 60
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,}"


def write_change(change: float | None) -> str:
    """环比 as ``+8%``, ``−4%``, ``0%``, and ``–`` when there is nothing to compare with."""
    if change is None:
        return "–"
    percent = round(change * 100)
    return f"+{percent}%" if percent > 0 else f"−{-percent}%" if percent < 0 else "0%"


def write_cell(cell: Cell, form: Form, decimals: int) -> str:
    """A cell as paper shows it."""
    if isinstance(cell, str):
        return cell
    if form is Form.CHANGE:
        return write_change(cell)
    if cell is None:
        return ""
    return write_hours(int(cell), decimals) if form is Form.HOURS else f"{cell:,}"


def heads_of(sheet: MonthlySheet) -> tuple[str, str, str]:
    """填报单位（盖章）, 统计月份, 填报日期."""
    head = sheet.head
    return (
        f"填报单位（盖章）：{head.unit}",
        f"统计月份：{head.month.words}",
        f"填报日期：{plain_date(head.filled_on)}",
    )


def feet_of(sheet: MonthlySheet) -> tuple[str, str, str, str]:
    """填报人, 审核人, 负责人, 联系电话; a blank is left to be written by hand."""
    head = sheet.head
    return (
        f"填报人：{head.filled_by}",
        f"审核人：{head.reviewer}",
        f"负责人：{head.head}",
        f"联系电话：{head.phone}",
    )


def sentences_of(sheet: MonthlySheet, decimals: int) -> str:
    """The month's figures in words."""
    figures = sheet.figures
    change = change_of(figures.minutes, figures.minutes_before)
    compared = "上月没有时长可比" if change is None else f"环比{write_change(change)}"
    average = write_hours(round(figures.minutes / figures.people) if figures.people else 0, 1)
    return (
        f"本月共有志愿服务队{figures.teams:,}支，开展活动{figures.activities:,}场，"
        f"参与{figures.attendances:,}人次，服务时长{write_hours(figures.minutes, decimals)}小时"
        f"（{compared}）。"
        f"月末在册志愿者{figures.volunteers:,}人（本月新增{figures.registered:,}人，"
        f"注销{figures.left:,}人）；有时长{figures.people:,}人，人均{average}小时；"
        f"本年累计{write_hours(figures.minutes_year, decimals)}小时，"
        f"服务{figures.people_year:,}人。" + _adjusted(sheet, decimals)
    )


def _adjusted(sheet: MonthlySheet, decimals: int) -> str:
    """What was recorded late for the month, and both together."""
    if not sheet.adjustments:
        return ""
    late, own = sheet.adjusted_minutes, sheet.figures.minutes
    times = sum(line.attendances for line in sheet.adjustments)
    return (
        f"另登记以前月份的补录{times:,}人次、{write_hours(late, decimals)}小时，"
        f"连同本月共{write_hours(own + late, decimals)}小时。"
    )
