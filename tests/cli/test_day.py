import json
from pathlib import Path
from typing import Any

import pytest

from volunteer_desk.paths import DataFolder
from volunteer_desk.services.desk import open_desk

from .conftest import Line

ROSTERS = ["roster.xlsx", "roster_plain.xlsx", "roster_old.xls", "roster_gbk.csv"]


def truth(samples: Path, name: str) -> Any:
    return json.loads((samples / f"{name}.truth.json").read_text(encoding="utf-8"))


def told(problems: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return sorted((one["row"], one["code"]) for one in problems)


def documents(home: Path) -> dict[str, str]:
    """Document by volunteer number."""
    desk = open_desk(DataFolder(home))
    with desk.database.reading() as connection:
        found = connection.exec_driver_sql("SELECT number, id_number FROM volunteer").all()
    desk.close()
    return {str(number): str(document) for number, document in found}


@pytest.mark.parametrize("name", [*ROSTERS, "roster_scientific.csv"])
def test_a_roster_gives_its_truth(line: Line, samples: Path, name: str) -> None:
    expected = truth(samples, name)
    said = line("import", "volunteers", samples / name, "--dry-run", "--json")
    assert said.code == 0
    assert said.json["rows"] == expected["rows"]
    assert said.json["new"] == expected["new"]
    assert told(said.json["problems"]) == told(expected["problems"])
    assert said.json["batch"] is None
    assert all(one["message"] for one in said.json["problems"])


def test_problems_stop_an_import_unless_they_may_be_skipped(line: Line, samples: Path) -> None:
    roster = samples / "roster.xlsx"
    said = line("import", "volunteers", roster, "--json")
    assert said.code == 1
    assert len(said.json["problems"]) == 14
    assert said.json["batch"] is None
    assert said.json["error"]["message"] == "有14处问题，没有写入任何内容。"
    assert line("check", "--json").json["counts"]["volunteer"] == 0

    said = line("import", "volunteers", roster, "--on-problem", "skip", "--json")
    assert said.code == 0
    assert said.json["new"] == 206
    assert said.json["batch"] is not None


def test_the_same_roster_again_changes_nothing(line: Line, samples: Path) -> None:
    roster = samples / "roster_gbk.csv"
    line("import", "volunteers", roster)
    said = line("import", "volunteers", roster, "--json")
    assert (said.code, said.json["new"], said.json["updated"]) == (0, 0, 0)
    assert said.json["unchanged"] == 50


def test_a_roster_may_only_fill_blanks(line: Line, tmp_path: Path) -> None:
    roster = tmp_path / "名单.csv"
    roster.write_text("姓名,手机,单位,备注\n王伟,13800001111,图书馆,\n", "utf-8")
    line("import", "volunteers", roster)
    words = ["import", "volunteers", roster, "--fill-blanks-only", "--json"]
    roster.write_text("姓名,手机,单位,备注\n王伟,13800001111,学校,\n", "utf-8")
    assert line(*words).json["unchanged"] == 1
    roster.write_text("姓名,手机,单位,备注\n王伟,13800001111,学校,会手语\n", "utf-8")
    assert line(*words).json["updated"] == 1
    assert line(*words).json["unchanged"] == 1
    roster.write_text("手机,单位\n13800001111,学校\n", "utf-8")
    assert "没有“姓名”列" in line(*words).json["error"]["message"]


def test_an_import_can_be_taken_back(line: Line, samples: Path) -> None:
    batch = line("import", "volunteers", samples / "roster_gbk.csv", "--json").json["batch"]
    said = line("undo", batch, "--json")
    assert (said.code, said.json["undone"], said.json["rows"] > 0) == (0, batch, True)
    assert line("check", "--json").json["counts"]["volunteer"] == 0
    assert line("undo", batch).code == 1
    assert line("undo", 999).code == 1


@pytest.fixture
def rolled(line: Line, samples: Path) -> Line:
    line("import", "volunteers", samples / "roster.xlsx", "--on-problem", "skip")
    return line


def test_an_hour_sheet_gives_its_truth(rolled: Line, samples: Path) -> None:
    expected = truth(samples, "hours_2026-10.xlsx")
    sheet = samples / "hours_2026-10.xlsx"
    dry = rolled("import", "hours", sheet, "--dry-run", "--json").json
    assert told(dry["problems"]) == told(expected["problems"])
    assert dry["batch"] is None
    assert dry["new_projects"]
    said = rolled("import", "hours", sheet, "--on-problem", "skip", "--json")
    for key in ("rows", "new", "minutes"):
        assert said.json[key] == expected[key]
    again = rolled("import", "hours", sheet, "--on-problem", "skip", "--json")
    assert again.json["new"] == 0
    counts = rolled("check", "--json").json
    assert counts["counts"]["hour_entry"] == expected["new"]
    assert counts["sound"] is True


def test_a_sign_up_text_gives_its_truth(rolled: Line, samples: Path, home: Path) -> None:
    expected = truth(samples, "jielong.txt")
    words = ["paste", samples / "jielong.txt", "--project", "周末清洁家园", "--json"]
    words += ["--date", "2026-10-17", "--minutes", 150]
    dry = rolled(*words, "--dry-run")
    assert (dry.code, dry.json["batch"]) == (0, None)
    said = rolled(*words)
    assert said.code == 0
    assert said.json["batch"] is not None
    assert said.json["unknown"] == expected["unknown"]
    by_number = documents(home)
    matched = [by_number[one["volunteer"]] for one in said.json["matched"]]
    unsure = [by_number[one] for row in said.json["ambiguous"] for one in row["candidates"]]
    assert all(one in expected["matched"] for one in matched)
    assert len(matched) + len(said.json["ambiguous"]) == len(expected["matched"])
    assert set(expected["matched"]) <= {*matched, *unsure}


def test_the_monthly_sheet_agrees_with_the_ledger(
    rolled: Line, samples: Path, tmp_path: Path
) -> None:
    rolled("import", "hours", samples / "hours_2026-10.xlsx", "--on-problem", "skip")
    for kind in ("summary", "activities", "hours"):
        for suffix in (".pdf", ".xlsx"):
            out = tmp_path / f"{kind}{suffix}"
            said = rolled("sheet", "2026-10", "--out", out, "--kind", kind, "--json")
            assert said.code == 0, said.err
            assert out.stat().st_size > 1000
            assert said.json["head"]["month"] == "2026-10"
            assert said.json["figures"]["minutes"] == 56_880
            assert sum(row["minutes"] for row in said.json["by_team"]) == 56_880


def test_reminders_are_a_list_of_what_waits(line: Line) -> None:
    line("demo")
    said = line("reminders", "due", "--at", "2026-11-22T09:30:00+08:00", "--json")
    kinds = {one["kind"] for one in said.json["reminders"]}
    assert {"hours_unrecorded", "activity_tomorrow"} <= kinds
    assert line("reminders", "due").out
    assert line("reminders", "due", "--at", "tomorrow").code == 1
