"""补录 on the monthly sheet: the same section on paper and in the workbook."""

from dataclasses import replace

import pytest

from tests.documents.sheets import make_sheet
from tests.documents.test_sheet_pdf import said
from tests.documents.test_sheet_xlsx import rows_of
from volunteer_desk.documents.preview import page_count
from volunteer_desk.documents.sheet_pdf import sheet_pdf
from volunteer_desk.domain.monthly import AdjustmentLine, Basis, MonthlySheet, SheetKind
from volunteer_desk.domain.periods import Month

LATE = (
    AdjustmentLine(Month(2026, 8), "党员志愿服务队", 3, 2, 330),
    AdjustmentLine(Month(2026, 9), "", 1, 1, 120),
)


def _adjusted(kind: SheetKind = SheetKind.SUMMARY) -> MonthlySheet:
    return replace(make_sheet(kind), adjustments=LATE)


def _whole(pdf: bytes) -> str:
    return "".join(said(pdf, page) for page in range(page_count(pdf)))


@pytest.mark.parametrize("kind", list(SheetKind))
def test_late_hours_follow_with_their_month_and_sum(kind: SheetKind) -> None:
    paper = _whole(sheet_pdf(_adjusted(kind)))
    book = "".join(str(cell) for row in rows_of(_adjusted(kind)) for cell in row)
    for words in (paper, book):
        assert "补录（以前月份的服务，登记在本月）" in words
        assert "2026-08" in words
        assert "未编队" in words
        assert "另登记以前月份的补录4人次、7.5小时，连同本月共64.5小时。" in words
    rows = rows_of(_adjusted(kind))
    (line,) = [row for row in rows if "2026-08" in row]
    assert [cell for cell in line if isinstance(cell, float)][-3:] == [3, 2, 5.5]
    total = [row for row in rows if row[0] == "合计"][-1]
    assert 7.5 in total


def test_a_month_without_late_hours_has_no_such_section() -> None:
    paper = _whole(sheet_pdf(make_sheet()))
    assert "补录" not in paper


def test_what_the_figures_rest_on_is_said() -> None:
    sheet = replace(
        make_sheet(),
        rounding="注：登记时长按15分钟取整。",
        difference="2026年10月与关账时的数字不一致。",
        basis=Basis.SERVED,
    )
    for words in (
        _whole(sheet_pdf(sheet)),
        "".join(str(cell) for row in rows_of(sheet) for cell in row),
    ):
        assert "按15分钟取整" in words
        assert "注意：2026年10月与关账时的数字不一致" in words
        assert "按服务月份统计" in words
