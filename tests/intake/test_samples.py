import json
from pathlib import Path

import pytest

from volunteer_desk.intake import Kind, read_table

SHEETS: list[tuple[str, Kind]] = [
    ("roster.xlsx", "roster"),
    ("roster_old.xls", "roster"),
    ("roster_plain.xlsx", "roster"),
    ("roster_gbk.csv", "roster"),
    ("roster_scientific.csv", "roster"),
    ("hours_2026-10.xlsx", "hours"),
]


@pytest.mark.parametrize(("name", "kind"), SHEETS)
def test_rows_agree_with_the_truth(samples: Path, name: str, kind: Kind) -> None:
    table = read_table(samples / name, kind)
    truth = json.loads((samples / f"{name}.truth.json").read_text("utf-8"))
    assert len(table.rows) == truth["rows"]
    numbers = {row.row for row in table.rows}
    assert {problem["row"] for problem in truth["problems"]} <= numbers
    assert table.ignored == ()
    assert table.source == name


def test_two_merged_header_rows_are_one(samples: Path) -> None:
    table = read_table(samples / "hours_2026-10.xlsx", "hours")
    assert [field for _, field in table.understood] == [
        "serial",
        "served_on",
        "project",
        "name",
        "id_number",
        "phone",
        "hours",
        "remark",
    ]
    first = table.rows[0]
    assert first.row == 4
    assert table.text(first, "name") == "杜平"
    assert table.text(first, "hours") == "2h30"
    assert table.text(first, "place") == ""


def test_digits_that_a_spreadsheet_lost_stay_recognisable(samples: Path) -> None:
    table = read_table(samples / "roster.xlsx")
    (lost,) = [row for row in table.rows if row.row == 109]
    assert table.text(lost, "id_number") == "3.205082005052528E+17"
    (phone,) = [row for row in table.rows if row.row == 13]
    assert table.text(phone, "phone") == "15885390920"
