"""The monthly sheet: computed, proved, and written as PDF or workbook."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from volunteer_desk.documents.safe_write import write_safely
from volunteer_desk.documents.sheet_pdf import sheet_pdf
from volunteer_desk.documents.sheet_xlsx import sheet_xlsx
from volunteer_desk.domain.changes import Noun, Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.monthly import (
    ActivityLine,
    AdjustmentLine,
    Basis,
    MonthFigures,
    MonthlySheet,
    PersonLine,
    SheetHead,
    SheetKind,
)
from volunteer_desk.domain.months import FrozenFigures
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.domain.stars import star_of
from volunteer_desk.domain.tally import NO_CATEGORY, Tallied, Totals, prove, tally
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.dictionaries import words
from volunteer_desk.services.hour_rules_now import rounding_words
from volunteer_desk.services.long_work import uncollected
from volunteer_desk.services.months import difference_words, read_state
from volunteer_desk.services.settings import read_settings
from volunteer_desk.store.audit import append_audit
from volunteer_desk.store.due import SHEET_WRITTEN
from volunteer_desk.store.late_hours import (
    adjustments,
    count_adjusted_people,
    has_late_hours,
    late_minutes_in_year,
    late_slices,
    people_in_year,
)
from volunteer_desk.store.monthly import (
    Register,
    people_in_months,
    read_register,
    read_slices,
    read_totals,
    team_names,
)
from volunteer_desk.store.monthly_lines import activity_lines, person_sums
from volunteer_desk.store.monthly_units import reporting_units
from volunteer_desk.store.settings import write_values


def build_sheet(
    desk: Desk,
    month: Month,
    kind: SheetKind = SheetKind.SUMMARY,
    basis: Basis = Basis.RECORDED,
) -> MonthlySheet:
    """Everything a month's sheet says, computed from the ledger in one snapshot.

    By month of recording a closed month says what it said when it was closed, and the hours
    recorded late for it (补录) follow as adjustments. Where nothing was recorded late, both bases
    say the same.

    Raises:
        FiguresDisagreeError: Rows and totals disagree; a bug, nothing is shown.
    """
    categories = words(desk, "service_category")
    settings = read_settings(desk)
    activities: tuple[ActivityLine, ...] = ()
    persons: tuple[PersonLine, ...] = ()
    with uncollected(), desk.database.reading() as connection:
        own = basis is Basis.RECORDED and has_late_hours(connection)
        slices, totals = (
            read_slices(connection, month, own=own),
            read_totals(connection, month, own=own),
        )
        if own:
            slices += late_slices(connection, month)
            late = late_minutes_in_year(connection, month)
            totals = totals._replace(minutes_year=totals.minutes_year + late)
            people_year = people_in_year(connection, month)
        else:
            people_year = people_in_months(connection, month)
        units = reporting_units(connection)
        tallied = tally(slices, team_names(connection), categories, units)
        register = read_register(connection, month)
        adjusted = tuple(adjustments(connection, month, kind)) if own else ()
        adjusted_people = count_adjusted_people(connection, month) if adjusted else 0
        state = read_state(connection, month)
        rounding = rounding_words(connection, Span(month.first, month.last))
        if kind is SheetKind.ACTIVITIES:
            activities = tuple(
                replace(line, category=categories.get(line.category, line.category) or NO_CATEGORY)
                for line in activity_lines(connection, month, own=own)
            )
        elif kind is SheetKind.HOURS:
            persons = tuple(
                PersonLine(*sums, star=star_of(sums.minutes_all, settings.star_hours))
                for sums in person_sums(connection, month, own=own)
            )
    prove(tallied, totals)
    if basis is Basis.RECORDED:
        state = replace(state, figures=_frozen(tallied, totals, adjusted))
    return MonthlySheet(
        kind=kind,
        head=SheetHead(
            unit=settings.unit,
            month=month,
            filled_on=desk.today(),
            filled_by=settings.filled_by,
            reviewer=settings.reviewer,
            head=settings.head,
            phone=settings.phone,
        ),
        figures=_figures(tallied, totals, register, people_year),
        by_team=tallied.by_team,
        by_category=tallied.by_category,
        by_unit=tallied.by_unit,
        activities=activities,
        persons=persons,
        basis=basis,
        adjustments=adjusted,
        adjusted_people=adjusted_people,
        closed=state.closed,
        rounding=rounding,
        difference=difference_words(state),
    )


def sheet_pdf_bytes(sheet: MonthlySheet, progress: Progress = no_progress) -> bytes:
    """The sheet as the PDF that would be printed.

    Raises:
        Cancelled: By ``progress``, which is told of the lines.
    """
    return sheet_pdf(sheet, progress)


def write_sheet(
    desk: Desk, sheet: MonthlySheet, out: Path, progress: Progress = no_progress
) -> Path:
    """Write the sheet by the file's ending, and remember that this month's was written.

    Raises:
        UserFacingError: Another ending than .pdf or .xlsx, or the file cannot be written.
        Cancelled: By ``progress``; no file is left and nothing remembered.
    """
    suffix = out.suffix.lower()
    if suffix == ".pdf":
        write_safely(out, sheet_pdf(sheet, progress))
    elif suffix == ".xlsx":
        sheet_xlsx(sheet, out, progress)
    else:
        raise UserFacingError(
            f"月报不能写成“{out.suffix or '没有后缀'}”文件。", "请把文件名写成 .pdf 或 .xlsx 结尾。"
        )
    month = sheet.head.month
    with desk.database.writing() as connection:
        written = {SHEET_WRITTEN + str(month): json.dumps(desk.now().isoformat(timespec="seconds"))}
        write_values(connection, written)
        append_audit(
            connection,
            now=desk.now(),
            by=desk.operator,
            action="write_sheet",
            noun=Noun.HOURS,
            detail={"month": str(month), "kind": str(sheet.kind), "minutes": sheet.figures.minutes},
        )
    return out


def _frozen(tallied: Tallied, totals: Totals, adjusted: Sequence[AdjustmentLine]) -> FrozenFigures:
    """The sheet's figures as closing keeps them."""
    return FrozenFigures(
        minutes=totals.minutes,
        attendances=totals.attendances,
        activities=totals.activities,
        people=tallied.people,
        late_minutes=sum(line.minutes for line in adjusted),
        late_attendances=sum(line.attendances for line in adjusted),
    )


def _figures(
    tallied: Tallied, totals: Totals, register: Register, people_year: int
) -> MonthFigures:
    return MonthFigures(
        teams=register.teams,
        volunteers=register.volunteers,
        registered=register.registered,
        left=register.left,
        people=tallied.people,
        activities=totals.activities,
        attendances=totals.attendances,
        minutes=totals.minutes,
        minutes_before=totals.minutes_before,
        minutes_year=totals.minutes_year,
        people_year=people_year,
    )
