from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.registered import an_activity
from tests.services.pictures_made import a_docx, a_photo
from volunteer_desk.domain.attachments import AttachmentRow, FileKind
from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.services import attachments
from volunteer_desk.services.attachment_acts import (
    clear_removed,
    print_on_sheet,
    remove_attachments,
    rename_attachment,
)
from volunteer_desk.services.attachment_files import INCOMING, digest_of, files_on_disk
from volunteer_desk.services.attachments import (
    AddedFiles,
    IncomingFile,
    add_attachments,
    attachment_path,
    list_attachments,
    removed_attachments,
    thumbnail,
)
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import change_settings


def photos(count: int) -> list[IncomingFile]:
    return [
        IncomingFile(f"第{number}张.jpg", data=a_photo(64 + number, 48)) for number in range(count)
    ]


def add(desk: Desk, activity: int, files: Sequence[IncomingFile]) -> tuple[AttachmentRow, ...]:
    add_attachments(desk, activity, files)
    return list_attachments(desk, activity)


def waiting(desk: Desk) -> list[Path]:
    folder = desk.folder.attachments / INCOMING
    return list(folder.iterdir()) if folder.is_dir() else []


def reasons(added: AddedFiles) -> list[str]:
    return [one.reason for one in added.refused]


def test_a_file_is_copied_under_a_name_that_says_nothing(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "欧阳·买买提江·吐尔逊 13812341111.jpg"
    source.write_bytes(a_photo(640, 480, turn=6))
    activity = an_activity(desk)
    added = add_attachments(desk, activity, [IncomingFile(source.name, source)])
    assert added.changed.rows == 1
    assert added.changed.message == "已添加1张照片。"
    (row,) = list_attachments(desk, activity)
    assert (row.kind, row.width, row.height, row.on_sheet) == (FileKind.PHOTO, 480, 640, True)
    assert row.name == source.name
    path = attachment_path(desk, row.id)
    assert path.read_bytes() == source.read_bytes()
    assert path.parent.name == "2026"
    assert len(path.stem) == 32
    assert int(path.stem, 16)
    assert not waiting(desk)


def test_what_cannot_be_kept_is_said_and_the_rest_is_taken(desk: Desk, tmp_path: Path) -> None:
    activity = an_activity(desk)
    same = a_photo(30, 30)
    added = add_attachments(
        desk,
        activity,
        [
            IncomingFile("一.jpg", data=same),
            IncomingFile("二.jpg", data=same),
            IncomingFile("三.exe", data=b"MZ\x90"),
            IncomingFile("四.jpg", data=same[:200]),
            IncomingFile("方案.docx", data=a_docx()),
            IncomingFile("文件夹", tmp_path),
            IncomingFile("没有", tmp_path / "没有"),
        ],
    )
    assert added.changed.message == "已添加1张照片、1个文件。"
    assert [one.name for one in added.refused] == ["三.exe", "四.jpg", "文件夹", "没有", "二.jpg"]
    assert "不能附" in reasons(added)[0]
    assert "损坏" in reasons(added)[1]
    assert "读不出来" in reasons(added)[2]
    assert reasons(added)[4] == "和已有的“一.jpg”是同一个文件。"
    assert len(list(files_on_disk(desk.folder))) == 2
    assert not waiting(desk)


def test_the_same_file_again_is_no_second_one(desk: Desk) -> None:
    activity = an_activity(desk)
    add(desk, activity, photos(1))
    again = add_attachments(desk, activity, photos(1))
    assert again.changed.batch is None
    assert "同一个文件" in reasons(again)[0]


def test_size_and_number_have_limits_that_can_be_set(desk: Desk) -> None:
    change_settings(desk, attachment_megabytes=1, attachments_most=2)
    activity = an_activity(desk)
    big = IncomingFile("大.pdf", data=b"%PDF-" + b"0" * 1_000_000)
    added = add_attachments(desk, activity, [big, *photos(3)])
    assert "超过每个1 MB的上限" in reasons(added)[0]
    assert reasons(added)[1] == "一场活动最多2个附件。"
    assert len(list_attachments(desk, activity)) == 2
    with pytest.raises(UserFacingError, match="MB之间"):
        change_settings(desk, attachment_megabytes=0)


def test_the_sheet_prints_four_photos_at_most(desk: Desk) -> None:
    activity = an_activity(desk)
    rows = add(desk, activity, photos(5))
    assert [row.on_sheet for row in rows] == [True] * 4 + [False]
    with pytest.raises(UserFacingError, match="已经选满"):
        print_on_sheet(desk, rows[4].id, True)
    print_on_sheet(desk, rows[0].id, False)
    chosen = print_on_sheet(desk, rows[4].id, True)
    assert [row.on_sheet for row in list_attachments(desk, activity)] == [False] + [True] * 4
    assert chosen.batch is not None
    undo_batch(desk, chosen.batch)
    assert not list_attachments(desk, activity)[4].on_sheet


def test_a_document_is_never_printed_as_a_photo(desk: Desk) -> None:
    activity = an_activity(desk)
    (row,) = add(desk, activity, [IncomingFile("方案.docx", data=a_docx())])
    assert (row.kind, row.on_sheet) == (FileKind.DOCUMENT, False)
    with pytest.raises(UserFacingError, match="只有照片"):
        print_on_sheet(desk, row.id, True)


def test_removing_keeps_the_file_until_it_is_cleared(desk: Desk) -> None:
    activity = an_activity(desk)
    first, second = add(desk, activity, photos(2))
    gone = remove_attachments(desk, [first.id])
    assert [row.id for row in list_attachments(desk, activity)] == [second.id]
    assert [row.id for row in removed_attachments(desk, activity)] == [first.id]
    assert gone.batch is not None
    undo_batch(desk, gone.batch)
    assert [row.id for row in list_attachments(desk, activity)] == [first.id, second.id]
    remove_attachments(desk, [first.id])
    cleared = clear_removed(desk, activity)
    assert (cleared.rows, cleared.batch) == (1, None)
    assert [name for name, _size in files_on_disk(desk.folder)] == [second.stored]
    with pytest.raises(UserFacingError, match="没有移除过"):
        clear_removed(desk, activity)


def test_undoing_an_addition_takes_the_files_too(desk: Desk) -> None:
    activity = an_activity(desk)
    added = add_attachments(desk, activity, photos(2))
    assert added.changed.batch is not None
    undo_batch(desk, added.changed.batch)
    assert not list_attachments(desk, activity)
    assert not list(files_on_disk(desk.folder))


def test_an_addition_touched_since_is_not_undone(desk: Desk) -> None:
    activity = an_activity(desk)
    added = add_attachments(desk, activity, photos(1))
    rename_attachment(desk, list_attachments(desk, activity)[0].id, " 清洁  楼道 ")
    assert added.changed.batch is not None
    with pytest.raises(UserFacingError, match="后来又改过"):
        undo_batch(desk, added.changed.batch)
    (row,) = list_attachments(desk, activity)
    assert row.name == "清洁 楼道"
    assert attachment_path(desk, row.id).is_file()


def test_an_activity_with_photos_is_not_undone(desk: Desk) -> None:
    activity = an_activity(desk)
    add(desk, activity, photos(1))
    with desk.database.reading() as connection:
        made = connection.exec_driver_sql("SELECT batch_id FROM activity").scalar_one()
    with pytest.raises(UserFacingError, match="有照片或文件"):
        undo_batch(desk, int(made))


def test_a_stopped_addition_leaves_nothing(desk: Desk) -> None:
    activity = an_activity(desk)

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        add_attachments(desk, activity, photos(3), stop)
    assert not list_attachments(desk, activity)
    assert not list(files_on_disk(desk.folder))
    assert not waiting(desk)


def test_a_disk_that_refuses_leaves_no_row(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    activity = an_activity(desk)

    def refuse(*_: object) -> None:
        raise UserFacingError("照片或文件没有放进数据文件夹。")

    monkeypatch.setattr(attachments, "put_in_place", refuse)
    with pytest.raises(UserFacingError, match="没有放进"):
        add_attachments(desk, activity, photos(2))
    assert not list_attachments(desk, activity)
    assert not waiting(desk)
    assert not list(files_on_disk(desk.folder))


def test_a_thumbnail_is_made_again_when_it_is_gone(desk: Desk) -> None:
    activity = an_activity(desk)
    (row,) = add(desk, activity, [IncomingFile("大.jpg", data=a_photo(1600, 1200))])
    small = thumbnail(desk, row)
    (kept,) = (desk.folder.attachments / "small").iterdir()
    kept.unlink()
    assert thumbnail(desk, row) == small
    assert kept.is_file()
    attachment_path(desk, row.id).unlink()
    with pytest.raises(UserFacingError, match="不在数据文件夹"):
        attachment_path(desk, row.id)


def test_nothing_is_added_to_an_activity_that_is_gone(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="不在了"):
        add_attachments(desk, 999, photos(1))
    assert not waiting(desk)
    assert not list((desk.folder.attachments / "small").iterdir())


def test_the_digest_is_that_of_the_file(desk: Desk) -> None:
    activity = an_activity(desk)
    (row,) = add(desk, activity, photos(1))
    with desk.database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT sha256 FROM attachment").scalar_one()
    assert digest_of(attachment_path(desk, row.id)) == bytes(kept)
