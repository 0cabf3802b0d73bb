from datetime import datetime
from pathlib import Path

import pytest

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.paths import DataFolder
from volunteer_desk.services import keeping
from volunteer_desk.services.demo import fill_demo
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.services.settings import change_settings, read_settings


def alter(desk: Desk, *statements: str) -> None:
    with desk.database.writing() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    fill_demo(desk, "community")
    return desk


def test_a_backup_is_one_sound_file_with_every_row(filled: Desk, tmp_path: Path) -> None:
    out = tmp_path / "u盘" / "备份.sqlite3"
    report = keeping.back_up(filled, out)

    assert report.sound
    assert report.counts["volunteer"] == 600
    assert [path.name for path in out.parent.iterdir()] == ["备份.sqlite3"]
    assert read_settings(filled).last_backup == "2026-11-22T09:30:00+08:00"


def test_a_backup_that_fails_its_check_leaves_the_old_one(
    filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "备份.sqlite3"
    out.write_text("上一份")
    monkeypatch.setattr(keeping, "inspect_copy", lambda _path: {"volunteer": 599})

    with pytest.raises(UserFacingError, match="不一致"):
        keeping.back_up(filled, out)
    assert out.read_text() == "上一份"
    assert not list(tmp_path.glob(".*partial*"))
    assert read_settings(filled).last_backup == ""


def test_a_backup_onto_the_live_file_or_a_folder_is_refused(filled: Desk, tmp_path: Path) -> None:
    for place in (filled.folder.database, tmp_path):
        with pytest.raises(UserFacingError):
            keeping.back_up(filled, place)


def test_restore_brings_back_and_keeps_what_it_replaces(
    filled: Desk, tmp_path: Path, now: datetime
) -> None:
    out = tmp_path / "备份.sqlite3"
    keeping.back_up(filled, out)
    change_settings(filled, unit="改过的名字")
    filled.close()

    report = keeping.restore(filled.folder, out, lambda: now)

    again = open_desk(filled.folder, lambda: now)
    assert read_settings(again).unit == "幸福里社区居委会"
    assert keeping.check(again).counts["hour_entry"] == 9_000
    again.close()
    kept = DataFolder(tmp_path / "kept")
    keeping.restore(kept, filled.folder.backups / report.file, lambda: now)
    old = open_desk(kept, lambda: now)
    assert read_settings(old).unit == "改过的名字"
    old.close()


def test_restore_replaces_a_damaged_file(filled: Desk, tmp_path: Path, now: datetime) -> None:
    out = tmp_path / "备份.sqlite3"
    keeping.back_up(filled, out)
    filled.close()
    filled.folder.database.write_bytes(b"rubbish" * 1000)

    report = keeping.restore(filled.folder, out, lambda: now)

    assert (filled.folder.backups / report.file).read_bytes().startswith(b"rubbish")
    again = open_desk(filled.folder, lambda: now)
    assert keeping.check(again).counts["volunteer"] == 600
    again.close()


def test_restore_is_refused_while_the_data_is_in_use(
    filled: Desk, tmp_path: Path, now: datetime
) -> None:
    out = tmp_path / "备份.sqlite3"
    keeping.back_up(filled, out)
    change_settings(filled, unit="正在用")

    with pytest.raises(UserFacingError, match="使用"):
        keeping.restore(filled.folder, out, lambda: now)
    assert read_settings(filled).unit == "正在用"
    assert not list(filled.folder.root.glob(".restore*"))


@pytest.mark.parametrize("content", [b"", "不是数据库".encode() * 500])
def test_what_is_no_backup_is_refused(
    filled: Desk, tmp_path: Path, now: datetime, content: bytes
) -> None:
    source = tmp_path / "别的.sqlite3"
    source.write_bytes(content)
    filled.close()
    with pytest.raises(UserFacingError, match="不是志愿服务台的备份"):
        keeping.restore(filled.folder, source, lambda: now)


def test_a_newer_backup_is_refused(filled: Desk, tmp_path: Path, now: datetime) -> None:
    out = tmp_path / "新.sqlite3"
    alter(filled, "UPDATE alembic_version SET version_num = '9999'")
    filled.close()
    out.write_bytes(filled.folder.database.read_bytes())
    with pytest.raises(UserFacingError, match="更新版本"):
        keeping.restore(DataFolder(tmp_path / "other"), out, lambda: now)
    assert not (tmp_path / "other").exists()


def test_sample_data_is_sound(filled: Desk) -> None:
    assert keeping.check(filled).findings == ()


def test_every_difference_is_said(filled: Desk) -> None:
    alter(
        filled,
        "DROP TRIGGER hour_entry_no_update",
        "DROP TRIGGER audit_row_no_update",
        "UPDATE hour_entry SET minutes = minutes - 1 WHERE reverses_id IS NOT NULL AND id % 2",
        "UPDATE audit_row SET detail = '{}' WHERE id = 1",
        "DELETE FROM membership WHERE volunteer_id = 600",
        "INSERT INTO certificate (uid, number, prefix, year, serial, kind, template, volunteer_id, "
        "name, minutes, from_on, to_on, issued_on, code, snapshot, status, void_reason, batch_id) "
        "VALUES (x'00', 'a', '志服证', 2026, 2, 'honour', 'honour', 1, 'x', 60, '2026-01-01', "
        "'2026-02-01', '2026-02-01', '', '{}', 'valid', '', 1)",
    )
    report = keeping.check(filled)

    said = "".join(report.findings)
    assert not report.sound
    for words in ("冲销", "缺号", "操作日志"):
        assert words in said
