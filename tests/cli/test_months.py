from pathlib import Path

import pytest

from .conftest import Line


@pytest.fixture
def served(line: Line, tmp_path: Path) -> Line:
    """A desk with one person who served two hours in October."""
    roster = tmp_path / "roster.csv"
    roster.write_text("姓名,手机号\n王建国,13800001234\n", "utf-8")
    assert line("import", "volunteers", roster).code == 0
    assert line("import", "hours", _sheet(tmp_path, "2026-10-05", 2)).code == 0
    return line


def _sheet(place: Path, day: str, hours: int) -> Path:
    file = place / f"{day}.csv"
    file.write_text(f"姓名,项目名称,服务日期,服务时长\n王建国,助餐,{day},{hours}\n", "utf-8")
    return file


def test_a_month_is_closed_reopened_and_listed(served: Line) -> None:
    said = served("month", "close", "2026-10", "--json").json
    assert (said["month"], said["closed"], said["over"]) == ("2026-10", True, True)
    assert said["frozen"]["minutes"] == 120
    assert served("month", "close", "2026-10").code == 1
    refused = served("month", "close", "2026-11")
    assert (refused.code, "还没有过完" in refused.err) == (1, True)
    assert served("month", "close", "2026-11", "--confirm").code == 0
    assert "解锁原因" in served("month", "reopen", "2026-10").err
    said = served("month", "reopen", "2026-10", "--reason", "街道要求", "--json").json
    assert said["closed"] is False
    assert said["events"][0]["reason"] == "街道要求"
    listed = served("month", "list", "--json").json["months"]
    assert [(one["month"], one["closed"]) for one in listed] == [
        ("2026-11", True),
        ("2026-10", False),
    ]
    assert "2026年10月：已解锁，2小时，1人次" in served("month", "list").out


def test_hours_of_a_closed_month_wait_for_a_reason(served: Line, tmp_path: Path) -> None:
    served("month", "close", "2026-10")
    late = _sheet(tmp_path, "2026-10-06", 9)
    said = served("import", "hours", late, "--json")
    assert said.code == 1
    (problem,) = said.json["problems"]
    assert (problem["code"], problem["waivable"]) == ("month_locked", True)
    assert "--reason" in said.json["error"]["remedy"]
    done = served("import", "hours", late, "--reason", "签到表晚交", "--json").json
    assert (done["new"], done["minutes"]) == (1, 540)
    assert [one["code"] for one in done["warnings"]] == ["day_long"]

    out = tmp_path / "sheet.pdf"
    october = served("sheet", "2026-10", "--out", out, "--json").json
    assert (october["figures"]["minutes"], october["closed"]) == (120, True)
    by_service = served("sheet", "2026-10", "--out", out, "--basis", "served", "--json").json
    assert by_service["figures"]["minutes"] == 660
    november = served("sheet", "2026-11", "--out", out, "--json").json
    assert [(one["month"], one["minutes"]) for one in november["adjustments"]] == [("2026-10", 540)]
    assert "另有补录9小时" in served("sheet", "2026-11", "--out", out).out


def test_a_pasted_list_of_a_closed_month_takes_a_reason(served: Line, tmp_path: Path) -> None:
    served("month", "close", "2026-10")
    text = tmp_path / "list.txt"
    text.write_text("1. 王建国\n", "utf-8")
    words = ("paste", text, "--project", "助餐", "--date", "2026-10-07", "--minutes", 60)
    refused = served(*words, "--json")
    assert refused.code == 1
    assert refused.json["problems"][0]["waivable"] is True
    assert served(*words, "--reason", "晚交", "--json").json["batch"] is not None
