"""The monthly sheet as tables and sentences, once for the PDF and the workbook alike."""

from collections.abc import Sequence

from volunteer_desk.documents.table_form import Cell, Column, Form, SheetTable
from volunteer_desk.domain.monthly import FigureLine, MonthlySheet, SheetKind

TITLES = {
    SheetKind.SUMMARY: "志愿服务月度汇总表",
    SheetKind.ACTIVITIES: "志愿服务活动月报表",
    SheetKind.HOURS: "志愿服务时长汇总表",
}

NUMERALS = "一二三四五六"

STARS = ("", "一星", "二星", "三星", "四星", "五星")

DISTINCT = "注：合计的服务人数按人计算，同一人在几行都有记录时只计一次，因此可能小于各行之和。"


def tables_of(sheet: MonthlySheet) -> tuple[SheetTable, ...]:
    """The tables of the sheet's kind, in order; what was recorded late comes last."""
    tables = _tables(sheet)
    if not sheet.adjustments:
        return tables
    number = f"{NUMERALS[len(tables)]}、" if sheet.kind is SheetKind.SUMMARY else ""
    return (*tables, _adjustments(sheet, number))


def _tables(sheet: MonthlySheet) -> tuple[SheetTable, ...]:
    if sheet.kind is SheetKind.ACTIVITIES:
        return (_activities(sheet),)
    if sheet.kind is SheetKind.HOURS:
        return (_persons(sheet),)
    tables = (
        _figures(sheet, "一、按队伍", "队伍", sheet.by_team),
        _figures(sheet, "二、按服务类别", "服务类别", sheet.by_category),
    )
    if not sheet.by_unit:
        return tables
    return (*tables, _figures(sheet, "三、按单位", "单位", sheet.by_unit))


def _adjustments(sheet: MonthlySheet, number: str) -> SheetTable:
    """补录: in the columns' places of the table before it, whose widths a workbook keeps."""
    label = {
        SheetKind.SUMMARY: Column("队伍", Form.TEXT, 4.6),
        SheetKind.ACTIVITIES: Column("活动", Form.TEXT, 5.0),
        SheetKind.HOURS: Column("志愿者", Form.TEXT, 4.0, whole=True),
    }[sheet.kind]
    served = Column("服务月份", Form.TEXT, 1.9, whole=True)
    counted = (
        Column("人次", Form.COUNT, 1.5, summed=True),
        Column("服务人数", Form.COUNT, 1.7),
        Column("时长(小时)", Form.HOURS, 2.1, summed=True),
    )
    lines = sheet.adjustments
    numbered = sheet.kind is not SheetKind.SUMMARY
    columns = (
        (Column("序号", Form.COUNT, 0.9), served, label, *counted)
        if numbered
        else (label, served, *counted)
    )
    rows: list[tuple[Cell, ...]] = []
    for at, line in enumerate(lines, 1):
        name, month = line.label or "未编队", str(line.month)
        head: tuple[Cell, ...] = (at, month, name) if numbered else (name, month)
        rows.append((*head, line.attendances, line.people, line.minutes))
    total: tuple[Cell, ...] = (
        "合计",
        *([""] * (2 if numbered else 1)),
        sum(line.attendances for line in lines),
        "",
        sheet.adjusted_minutes,
    )
    return SheetTable(f"{number}补录（以前月份的服务，登记在本月）", columns, tuple(rows), total)


def _figures(
    sheet: MonthlySheet, caption: str, label: str, lines: Sequence[FigureLine]
) -> SheetTable:
    columns = (
        Column(label, Form.TEXT, 4.6),
        Column("场次", Form.COUNT, 1.3, summed=True),
        Column("人次", Form.COUNT, 1.5, summed=True),
        Column("服务人数", Form.COUNT, 1.7),
        Column("时长(小时)", Form.HOURS, 2.1, summed=True),
        Column("环比", Form.CHANGE, 1.6),
        Column("本年累计(小时)", Form.HOURS, 2.6, summed=True),
    )
    rows = tuple(
        (
            line.label,
            line.activities,
            line.attendances,
            line.people,
            line.minutes,
            change_of(line.minutes, line.minutes_before),
            line.minutes_year,
        )
        for line in lines
    )
    minutes = sum(line.minutes for line in lines)
    before = sum(line.minutes_before for line in lines)
    total: tuple[Cell, ...] = (
        "合计",
        sum(line.activities for line in lines),
        sum(line.attendances for line in lines),
        sheet.figures.people,
        minutes,
        change_of(minutes, before),
        sum(line.minutes_year for line in lines),
    )
    doubled = sum(line.people for line in lines) != sheet.figures.people
    return SheetTable(caption, columns, rows, total, DISTINCT if doubled else "")


def _activities(sheet: MonthlySheet) -> SheetTable:
    columns = (
        Column("序号", Form.COUNT, 0.9),
        Column("日期", Form.TEXT, 1.6, whole=True),
        Column("活动名称", Form.TEXT, 4.4),
        Column("类别", Form.TEXT, 2.0),
        Column("地点", Form.TEXT, 2.8),
        Column("队伍", Form.TEXT, 3.0),
        Column("参与人次", Form.COUNT, 1.7, summed=True),
        Column("时长(小时)", Form.HOURS, 1.8, summed=True),
        Column("受益人次", Form.COUNT, 1.7, summed=True),
        Column("负责人", Form.TEXT, 2.1, whole=True),
        Column("备注", Form.TEXT, 2.0),
    )
    rows = tuple(
        (
            at,
            f"{line.held_on.month}月{line.held_on.day}日",
            line.project,
            line.category,
            line.place,
            line.team,
            line.attendances,
            line.minutes,
            line.beneficiaries,
            line.leader,
            line.remark,
        )
        for at, line in enumerate(sheet.activities, 1)
    )
    total: tuple[Cell, ...] = (
        "合计",
        "",
        f"{len(rows)}场",
        "",
        "",
        "",
        sum(line.attendances for line in sheet.activities),
        sum(line.minutes for line in sheet.activities),
        sum(line.beneficiaries or 0 for line in sheet.activities),
        "",
        "",
    )
    return SheetTable("", columns, rows, total)


def _persons(sheet: MonthlySheet) -> SheetTable:
    columns = (
        Column("序号", Form.COUNT, 1.0),
        Column("编号", Form.TEXT, 2.0, whole=True),
        Column("姓名", Form.TEXT, 3.0, whole=True),
        Column("队伍", Form.TEXT, 3.3),
        Column("本月次数", Form.COUNT, 1.7, summed=True),
        Column("本月时长", Form.HOURS, 1.7, summed=True),
        Column("本年时长", Form.HOURS, 1.8, summed=True),
        Column("累计时长", Form.HOURS, 1.9, summed=True),
        Column("星级", Form.TEXT, 1.1),
    )
    rows = tuple(
        (
            at,
            line.number,
            line.name,
            line.team,
            line.attendances,
            line.minutes,
            line.minutes_year,
            line.minutes_all,
            STARS[min(line.star, 5)],
        )
        for at, line in enumerate(sheet.persons, 1)
    )
    total: tuple[Cell, ...] = (
        "合计",
        "",
        f"{len(rows)}人",
        "",
        sum(line.attendances for line in sheet.persons),
        sum(line.minutes for line in sheet.persons),
        sum(line.minutes_year for line in sheet.persons),
        sum(line.minutes_all for line in sheet.persons),
        "",
    )
    return SheetTable("", columns, rows, total)


def change_of(minutes: int, before: int) -> float | None:
    """环比: the share gained since the month before; None when there was nothing before."""
    return (minutes - before) / before if before else None
