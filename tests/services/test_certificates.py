from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.registered import an_activity, register
from volunteer_desk.domain.certificates import CertificateStatus, IssueResult
from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.periods import Span
from volunteer_desk.services import issuing
from volunteer_desk.services.certificates import (
    find_candidates,
    issue_certificates,
    list_certificates,
    preview_certificate,
    reprint_certificate,
    verify_certificate,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.snapshots import certificate_from
from volunteer_desk.store.certificates import paper_by_id, void_batch

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
PREFIX = "志服证〔2026〕第"


def serve(desk: Desk, *names: str, hours: int = 10, on: date = date(2026, 10, 1)) -> list[int]:
    people = register(desk, *names)
    lines = tuple(HourLine(person, hours * 60) for person in people)
    assert log_hours(desk, HoursDraft(an_activity(desk, on), lines)).batch is not None
    return people


def issue(desk: Desk, out: Path, template: str = "honour", hours: int = 10) -> IssueResult:
    return issue_certificates(desk, template, hours * 60, YEAR, out)


def scanned(desk: Desk, certificate_id: int) -> str:
    with desk.database.reading() as connection:
        paper = paper_by_id(connection, certificate_id)
    assert paper is not None
    return certificate_from(paper.snapshot).verify_text


def everything(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def test_everyone_over_the_hours_gets_a_numbered_certificate(desk: Desk, tmp_path: Path) -> None:
    change_settings(desk, unit="幸福里社区")
    serve(desk, "王建国", "阿依古丽·买买提")
    serve(desk, "李秀英", hours=2, on=date(2026, 10, 2))
    result = issue(desk, tmp_path / "证书")
    assert [one.number for one in result.issued] == [f"{PREFIX}0001号", f"{PREFIX}0002号"]
    assert {one.name for one in result.issued} == {"王建国", "阿依古丽·买买提"}
    assert result.refused == ()
    assert everything(tmp_path / "证书") == [
        f"{PREFIX}0001号.pdf",
        f"{PREFIX}0002号.pdf",
        f"荣誉证书_{PREFIX}0001号-{PREFIX}0002号.pdf",
    ]
    assert result.merged is not None
    assert result.merged.read_bytes().startswith(b"%PDF")
    assert {one.id for one in list_certificates(desk)} == {one.id for one in result.issued}


def test_hours_outside_the_span_do_not_count(desk: Desk) -> None:
    serve(desk, "王建国", on=date(2025, 12, 31))
    assert find_candidates(desk, "honour", 60, YEAR) == ()


def test_numbers_have_no_gap_over_batches_and_after_voiding(desk: Desk, tmp_path: Path) -> None:
    serve(desk, "王建国", "李秀英")
    first = issue(desk, tmp_path)
    assert first.batch is not None
    with desk.database.writing() as connection:
        assert void_batch(connection, first.batch, "姓名有误") == 2
    second = issue(desk, tmp_path)
    assert [one.number for one in second.issued] == [f"{PREFIX}0003号", f"{PREFIX}0004号"]
    with desk.database.reading() as connection:
        serials = connection.execute(text("SELECT serial FROM certificate ORDER BY 1")).scalars()
        assert list(serials) == [1, 2, 3, 4]
    assert [one.status for one in list_certificates(desk)] == [
        CertificateStatus.VALID,
        CertificateStatus.VALID,
        CertificateStatus.VOID,
        CertificateStatus.VOID,
    ]


def test_a_new_year_begins_at_one(desk: Desk, tmp_path: Path) -> None:
    serve(desk, "王建国")
    issue(desk, tmp_path)
    result = issue_certificates(desk, "thanks", 60, YEAR, tmp_path, issued_on=date(2027, 1, 4))
    assert [one.number for one in result.issued] == ["志服证〔2027〕第0001号"]


def test_a_reprint_is_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    serve(desk, "王建国")
    (one,) = issue(desk, tmp_path).issued
    change_settings(desk, unit="改了名的社区")
    assert reprint_certificate(desk, one.id) == Path(one.file).read_bytes()


def test_only_the_chosen_ones(desk: Desk, tmp_path: Path) -> None:
    _wang, li = serve(desk, "王建国", "李秀英")
    result = issue_certificates(desk, "honour", 60, YEAR, tmp_path, volunteer_ids=[li])
    assert [one.name for one in result.issued] == ["李秀英"]


def test_a_character_without_a_glyph_is_named_before_printing(desk: Desk, tmp_path: Path) -> None:
    serve(desk, "王建国", "王\U0002ebf0")
    result = issue(desk, tmp_path)
    assert [one.name for one in result.issued] == ["王建国"]
    (refused,) = result.refused
    assert refused.refusal_code == "character_invisible"
    assert "“\U0002ebf0”（U+2EBF0）" in refused.refusal
    with pytest.raises(UserFacingError, match="U\\+2EBF0"):
        preview_certificate(desk, "honour", refused.volunteer_id, YEAR)


def test_a_rare_character_that_some_font_has_is_printed(desk: Desk, tmp_path: Path) -> None:
    serve(desk, "王\U00020bb7", "张㛃", "赵䶮")
    assert len(issue(desk, tmp_path).issued) == 3


def test_a_unit_name_that_cannot_be_printed_stops_everything(desk: Desk, tmp_path: Path) -> None:
    change_settings(desk, unit="\U0002ebf0社区")
    serve(desk, "王建国")
    with pytest.raises(UserFacingError, match="U\\+2EBF0"):
        issue(desk, tmp_path / "证书")
    assert everything(tmp_path / "证书") == []


def test_the_same_certificate_again_is_noted(desk: Desk, tmp_path: Path) -> None:
    serve(desk, "王建国")
    issue(desk, tmp_path)
    (again,) = find_candidates(desk, "honour", 60, YEAR)
    assert (again.refusal, again.note) == ("", f"这个时段已发过同样的证书（{PREFIX}0001号）")
    (other,) = find_candidates(desk, "thanks", 60, YEAR)
    assert other.note == ""


def test_a_star_certificate_needs_a_star(desk: Desk, tmp_path: Path) -> None:
    serve(desk, "王建国")
    assert issue(desk, tmp_path, "star").refused[0].refusal == "没有达到一星级的100小时。"
    change_settings(desk, star_hours=(5, 10, 20, 40, 80))
    (one,) = issue(desk, tmp_path, "star").issued
    with desk.database.reading() as connection:
        paper = paper_by_id(connection, one.id)
    assert paper is not None
    assert "二星级" in "".join(certificate_from(paper.snapshot).body)


def test_nobody_over_the_hours_is_no_batch(desk: Desk, tmp_path: Path) -> None:
    assert issue(desk, tmp_path / "证书") == IssueResult((), (), None, None)
    assert everything(tmp_path / "证书") == []


@pytest.mark.parametrize("stop_at", [0, 1, 2, 3, 4])
def test_cancelling_writes_nothing(desk: Desk, tmp_path: Path, stop_at: int) -> None:
    serve(desk, "王建国", "李秀英")

    def stop(done: int, total: int) -> None:
        assert total == 4
        if done >= stop_at:
            raise Cancelled

    with pytest.raises(Cancelled):
        issue_certificates(desk, "honour", 60, YEAR, tmp_path / "证书", progress=stop)
    assert everything(tmp_path / "证书") == []
    assert list_certificates(desk) == ()


def test_a_refusing_disk_leaves_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(desk, "王建国")
    (tmp_path / "证书").write_text("a file, not a folder")
    with pytest.raises(UserFacingError, match="不能写入"):
        issue(desk, tmp_path / "证书")

    def refuse(*_all: object, **_named: object) -> list[int]:
        raise UserFacingError("磁盘已满，没有写入任何内容。")

    monkeypatch.setattr(issuing, "register_papers", refuse)
    with pytest.raises(UserFacingError, match="磁盘已满"):
        issue(desk, tmp_path / "别处")
    assert everything(tmp_path / "别处") == []
    assert list_certificates(desk) == ()


def test_numbers_taken_meanwhile_are_not_taken_twice(desk: Desk, tmp_path: Path) -> None:
    serve(desk, "王建国")
    meanwhile: list[IssueResult] = []

    def another(_done: int, _total: int) -> None:
        if not meanwhile:
            meanwhile.append(issue(desk, tmp_path / "另一份"))

    result = issue_certificates(desk, "thanks", 60, YEAR, tmp_path / "证书", progress=another)
    assert [one.number for one in meanwhile[0].issued] == [f"{PREFIX}0001号"]
    assert [one.number for one in result.issued] == [f"{PREFIX}0002号"]
    assert f"{PREFIX}0001号.pdf" not in everything(tmp_path / "证书")


def test_a_preview_needs_no_number(desk: Desk) -> None:
    (wang,) = serve(desk, "王建国")
    assert preview_certificate(desk, "honour", wang, YEAR).startswith(b"%PDF")
    assert list_certificates(desk) == ()
    with pytest.raises(UserFacingError, match="没有服务时长"):
        preview_certificate(desk, "honour", wang, Span(date(2025, 1, 1), date(2025, 1, 2)))


def test_an_unknown_template_is_refused(desk: Desk) -> None:
    with pytest.raises(UserFacingError, match="没有名为"):
        find_candidates(desk, "最美", 60, YEAR)


def test_the_scanned_text_and_the_typed_code_are_valid(desk: Desk, tmp_path: Path) -> None:
    change_settings(desk, unit="幸福里社区")
    serve(desk, "阿依古丽·买买提")
    (one,) = issue(desk, tmp_path).issued
    said = scanned(desk, one.id)
    assert said.startswith("幸福里社区 荣誉证书\n编号 志服证〔2026〕第0001号\n")
    code = said.rsplit(" ", 1)[1]
    for typed in (
        said,
        said.replace("\n", " "),
        f"{one.number} {code}",
        f"{one.number}{code.lower()}",
        f"志服证［２０２６］第１号　{code.replace('-', '－')}",
    ):
        verdict = verify_certificate(desk, typed)
        assert (verdict.valid, verdict.number, verdict.status) == (True, one.number, "有效")
        assert verdict.name == "阿依古丽·买买提"


def test_tampering_is_found(desk: Desk, tmp_path: Path) -> None:
    serve(desk, "王建国", "李秀英")
    first, second = issue(desk, tmp_path).issued
    said = scanned(desk, first.id)
    other_name = said.replace(first.name, "赵富贵")
    assert verify_certificate(desk, other_name).reason == "姓名与登记的不符。"
    swapped = said.replace(first.number, second.number)
    verdict = verify_certificate(desk, swapped)
    assert (verdict.valid, verdict.name) == (False, "")
    assert verdict.reason.startswith("校验码不对")
    assert not verify_certificate(desk, f"{first.number} AAAA-AAAA").valid
    assert verify_certificate(desk, first.number).reason.startswith("没有校验码")
    unknown = said.replace("第0001号", "第0099号")
    assert verify_certificate(desk, unknown).reason == "登记簿里没有这个编号。"
    assert not verify_certificate(desk, said.replace("志服证", "志服正")).valid
    assert not verify_certificate(desk, "随便什么").valid
    with desk.database.writing() as connection:
        connection.execute(text("UPDATE certificate SET minutes = minutes + 60"))
    assert verify_certificate(desk, said).reason.startswith("校验码不对")


def test_a_void_certificate_says_why(desk: Desk, tmp_path: Path) -> None:
    serve(desk, "王建国")
    result = issue(desk, tmp_path)
    said = scanned(desk, result.issued[0].id)
    assert result.batch is not None
    with desk.database.writing() as connection:
        void_batch(connection, result.batch, "姓名有误")
    verdict = verify_certificate(desk, said)
    assert (verdict.valid, verdict.status, verdict.reason) == (False, "作废", "已作废：姓名有误")
    with pytest.raises(UserFacingError, match="已作废"):
        reprint_certificate(desk, result.issued[0].id)


def test_another_desk_cannot_vouch(desk: Desk, tmp_path: Path) -> None:
    serve(desk, "王建国")
    (one,) = issue(desk, tmp_path).issued
    said = scanned(desk, one.id)
    with desk.database.writing() as connection:
        connection.execute(text("DELETE FROM setting WHERE key = 'verify_secret'"))
    assert not verify_certificate(replace(desk), said).valid
