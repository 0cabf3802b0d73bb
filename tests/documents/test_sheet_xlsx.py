from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.documents.sheets import make_sheet
from volunteer_desk.documents.sheet_xlsx import sheet_xlsx, sheet_xlsx_bytes
from volunteer_desk.domain.monthly import MonthlySheet, SheetKind


def rows_of(sheet: MonthlySheet) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(sheet_xlsx_bytes(sheet)))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


def test_totals_are_stored_beside_their_formulas() -> None:
    sheet = make_sheet()
    totals = [row for row in rows_of(sheet) if row[0] == "合计"]
    for row in totals:
        assert row[1] == sheet.figures.activities
        assert row[2] == sheet.figures.attendances
        assert row[3] == sheet.figures.people
        assert row[4] == pytest.approx(sheet.figures.minutes / 60)
        assert row[6] == pytest.approx(sheet.figures.minutes_year / 60)
    assert len(totals) == 2


@pytest.mark.parametrize("kind", list(SheetKind))
def test_every_kind_says_what_the_paper_says(kind: SheetKind) -> None:
    words = "".join(str(cell) for row in rows_of(make_sheet(kind)) for cell in row)
    for part in (
        "志愿服务",
        "填报单位（盖章）：幸福里社区居委会",
        "填报人：李秀英",
        "在册志愿者1,948人",
    ):
        assert part in words


def test_an_empty_month_has_no_circular_sums() -> None:
    rows = rows_of(make_sheet(teams=0))
    assert ["合计", 0, 0, 0, 0, "–", 0] in [row[:7] for row in rows]


def test_the_file_is_written_and_repeatable(tmp_path: Path) -> None:
    out = sheet_xlsx(make_sheet(), tmp_path / "new" / "月报.xlsx")
    assert out.read_bytes() == sheet_xlsx_bytes(make_sheet())
