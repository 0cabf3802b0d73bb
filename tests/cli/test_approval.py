from pathlib import Path

import pytest

from volunteer_desk.paths import DataFolder
from volunteer_desk.services.desk import open_desk
from volunteer_desk.services.settings import change_settings

from .conftest import Line

ROLL = "姓名,证件号码\n王建国,110101198003078035\n李秀英,110101197912241229\n"
HOURS = "姓名,活动名称,服务日期,时长\n王建国,清洁家园,2026-11-07,2\n李秀英,清洁家园,2026-11-07,2\n"


@pytest.fixture
def waiting(line: Line, home: Path, tmp_path: Path) -> Line:
    roll = tmp_path / "roll.csv"
    roll.write_text(ROLL, "utf-8")
    assert line("import", "volunteers", roll).code == 0
    desk = open_desk(DataFolder(home))
    change_settings(desk, approval=True)
    desk.close()
    return line


def minutes(line: Line, tmp_path: Path) -> int:
    said = line("sheet", "2026-11", "--out", tmp_path / "sheet.xlsx", "--json").json
    return int(said["figures"]["minutes"])


def test_an_hour_sheet_says_that_its_hours_wait(waiting: Line, tmp_path: Path) -> None:
    sheet = tmp_path / "hours.csv"
    sheet.write_text(HOURS, "utf-8")
    assert waiting("import", "hours", sheet, "--json").json["waiting"] is True
    assert minutes(waiting, tmp_path) == 0
    again = waiting("import", "hours", sheet, "--json").json
    assert (again["new"], again["unchanged"], "waiting" in again) == (0, 2, False)


def test_a_pasted_list_says_that_its_hours_wait(waiting: Line, tmp_path: Path) -> None:
    text = tmp_path / "list.txt"
    text.write_text("1. 王建国\n", "utf-8")
    words = ("paste", text, "--project", "助餐", "--minutes", 60, "--date")
    assert waiting(*words, "2026-11-07", "--json").json["waiting"] is True
    assert "核准后生效" in waiting(*words, "2026-11-08").out
    assert minutes(waiting, tmp_path) == 0
