import logging
from datetime import datetime
from pathlib import Path

import pytest

from volunteer_desk.cli import keeping
from volunteer_desk.domain.errors import Cancelled
from volunteer_desk.logs import stop_log
from volunteer_desk.paths import DataFolder

from .conftest import Line


def test_without_a_verb_the_window_is_wanted(line: Line, home: Path) -> None:
    assert line().code == DataFolder(home)


def test_version_and_help(line: Line) -> None:
    assert line("--version").out == "志愿服务台 0.1.0\n"
    said = line("certificates", "issue", "--help")
    assert said.code == 0
    assert "--min-hours" in said.out


@pytest.mark.parametrize(
    "words",
    [
        ["flies"],
        ["sheet"],
        ["sheet", "2026-10"],
        ["demo", "--size", "country"],
        ["undo", "first"],
        ["import", "volunteers"],
        ["check", "--loud"],
    ],
)
def test_wrong_words_are_usage(line: Line, home: Path, words: list[str]) -> None:
    said = line(*words)
    assert said.code == 2
    assert said.out == ""
    assert "--help" in said.err
    assert not home.exists()


def test_global_options_may_follow_the_verb(line: Line) -> None:
    assert line("demo", "--json").json["volunteers"] == 600
    assert line("--json", "check").json["sound"] is True
    assert line("check", "--json").json["counts"]["hour_entry"] == 9_000


def test_a_refusal_is_one_sentence_and_a_remedy(line: Line) -> None:
    line("demo")
    said = line("demo")
    assert said.code == 1
    assert said.out == ""
    assert said.err.startswith("这个数据文件夹里已经有数据，没有写入示例。")

    said = line("demo", "--json")
    assert said.code == 1
    assert said.json["error"]["message"] == "这个数据文件夹里已经有数据，没有写入示例。"
    assert "--data" in said.json["error"]["remedy"]


def test_a_bug_shows_no_traceback_and_no_personal_data(
    line: Line, home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("王建国 110105194912310021")

    monkeypatch.setattr(keeping, "session_of", broken)
    said = line("check", "--json")
    stop_log()
    caplog.clear()
    assert said.code == 1
    assert said.json["error"]["message"] == "程序出错，没有完成。"
    assert "Traceback" not in said.err
    log = (home / "logs" / "desk.log").read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "test_contract.py" in log
    assert "王建国" not in log + said.err
    assert "110105" not in log + said.err


def test_a_full_disk_is_said(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping, "session_of", full)
    said = line("check")
    assert (said.code, said.err) == (1, "磁盘已满，没有写完。 请清理磁盘空间后再试一次。\n")


def test_cancelling_is_no_fault(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancel(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr(keeping, "session_of", cancel)
    assert line("check").code == 1


def test_a_file_where_the_folder_should_be(line: Line, home: Path) -> None:
    home.write_text("in the way")
    said = line("check")
    assert said.code == 1
    assert said.err.startswith("数据文件夹打不开")
    assert home.read_text() == "in the way"


def test_a_damaged_file_is_refused_untouched(line: Line, home: Path) -> None:
    home.mkdir()
    (home / "desk.sqlite3").write_bytes(b"rubbish" * 1000)
    said = line("check")
    assert said.code == 1
    assert "损坏" in said.err
    assert (home / "desk.sqlite3").read_bytes() == b"rubbish" * 1000


def test_backup_restore_check(line: Line, home: Path, tmp_path: Path) -> None:
    line("demo")
    out = tmp_path / "备份.sqlite3"
    assert line("backup", out, "--json").json["counts"]["volunteer"] == 600
    (home / "desk.sqlite3").unlink()
    assert "恢复" in line("restore", out).out
    said = line("check", "--json")
    assert (said.code, said.json["sound"], said.err) == (0, True, "")


def test_a_difference_is_shown_and_is_not_done(line: Line, home: Path, now: datetime) -> None:
    from volunteer_desk.services.desk import open_desk

    line("demo")
    desk = open_desk(DataFolder(home), lambda: now)
    with desk.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM volunteer_search WHERE rowid = 1")
    desk.close()
    said = line("check", "--json")
    assert said.code == 1
    assert said.json["findings"] == ["有1人与搜索索引对不上。"]
    assert line("check").out == "有1人与搜索索引对不上。\n"


def test_no_log_file_after_a_day_without_bugs(line: Line, home: Path) -> None:
    line("demo")
    line("check")
    assert not (home / "logs").exists()
    assert not logging.getLogger("volunteer_desk").handlers
