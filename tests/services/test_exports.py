from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from tests.ledger_rows import list_hours
from tests.registered import an_activity, register
from volunteer_desk.domain.disclosure import DisclosureKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft, HoursNature, OccasionDraft
from volunteer_desk.domain.periods import Month
from volunteer_desk.services.correcting import reverse_entry
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.disclosure import list_disclosures
from volunteer_desk.services.exports import export_hours, export_volunteers
from volunteer_desk.services.hours import log_hours, log_occasion
from volunteer_desk.services.months import close_month
from volunteer_desk.services.settings import change_settings


def cells(path: Path) -> list[dict[str, object]]:
    title, head, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert title[0]
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def people(desk: Desk) -> None:
    wang, child = register(desk, "王建国", "赵小宝", phones=("13800001111", "13900002222"))
    with desk.database.writing() as connection:
        for person, number, birth in (
            (wang, "110105198503051234", "1985-03-05"),
            (child, "110105201603051234", "2016-03-05"),
        ):
            connection.execute(
                text(
                    "UPDATE volunteer SET id_type = '01', id_number = :number, birth = :birth,"
                    " gender = '1' WHERE id = :id"
                ),
                {"number": number, "birth": birth, "id": person},
            )
    log_hours(desk, HoursDraft(an_activity(desk), (HourLine(wang, 90), HourLine(child, 60))))


def audited(desk: Desk) -> list[tuple[str, str]]:
    with desk.database.reading() as connection:
        rows = connection.execute(
            text("SELECT action, detail FROM audit_row WHERE action LIKE 'export%'")
        )
        return [(row.action, row.detail) for row in rows]


def test_a_list_is_masked_and_a_child_hidden(desk: Desk, tmp_path: Path) -> None:
    people(desk)
    assert export_volunteers(desk, tmp_path / "名单.xlsx") == 2
    rows = {row["姓名"]: row for row in cells(tmp_path / "名单.xlsx")}
    wang, child = rows["王建国"], rows["赵小宝"]
    assert (wang["证件号码"], wang["联系电话"]) == ("110*************34", "138****1111")
    assert (wang["性别"], wang["累计时长(小时)"], wang["状态"]) == ("男", 1.5, "在册")
    assert (child["证件号码"], child["联系电话"], child["出生日期"]) == ("******",) * 3
    assert audited(desk) == [("export", "{}")]


def test_in_full_only_with_a_reason_that_is_kept(desk: Desk, tmp_path: Path) -> None:
    people(desk)
    for run in (export_volunteers, export_hours):
        with pytest.raises(UserFacingError, match="理由"):
            run(desk, tmp_path / "名单.xlsx", unmasked=True, reason="  ")
    assert not (tmp_path / "名单.xlsx").exists()
    assert audited(desk) == []
    export_volunteers(desk, tmp_path / "名单.xlsx", unmasked=True, reason="上报街道")
    rows = {row["姓名"]: row for row in cells(tmp_path / "名单.xlsx")}
    assert rows["赵小宝"]["证件号码"] == "110105201603051234"
    assert rows["赵小宝"]["出生日期"] == date(2016, 3, 5)
    (kept,) = list_disclosures(desk)
    assert (kept.kind, kept.reason) == (DisclosureKind.EXPORT, "上报街道")
    assert "上报街道" not in str(audited(desk)), "the audit trail holds counts and ids only"


def test_the_ledger_adds_up_with_its_reversals(desk: Desk, tmp_path: Path) -> None:
    people(desk)
    entry = next(row for row in list_hours(desk) if row.name == "赵小宝")
    reverse_entry(desk, entry.id, "登错了")
    assert export_hours(desk, tmp_path / "时长.xlsx") == 3
    rows = cells(tmp_path / "时长.xlsx")
    assert [row["状态"] for row in rows] == ["已生效", "已冲销", "冲销"]
    assert [row["时长(小时)"] for row in rows] == [1.5, 1, -1]


def test_the_ledger_says_nature_reason_and_what_waits(desk: Desk, tmp_path: Path) -> None:
    wang, li = register(desk, "王建国", "李秀英")
    change_settings(desk, rounding_step=30)
    activity = an_activity(desk)
    log_hours(desk, HoursDraft(activity, (HourLine(wang, 80, nature=HoursNature.HONOUR),)))
    close_month(desk, Month(2026, 10))
    log_occasion(
        desk, OccasionDraft("助餐", date(2026, 10, 10)), [HourLine(wang, 60, reason="签到表晚交")]
    )
    change_settings(desk, approval=True)
    log_hours(desk, HoursDraft(activity, (HourLine(li, 45),)))
    assert export_hours(desk, tmp_path / "时长.xlsx") == 3
    late, honour, waiting = cells(tmp_path / "时长.xlsx")
    assert (late["补录月份"], late["来源"], late["原因"]) == ("2026-11", "补录", "签到表晚交")
    assert (honour["性质"], honour["取整前(分钟)"], honour["时长(小时)"]) == ("荣誉时长", 80, 1.5)
    assert (waiting["姓名"], waiting["状态"], waiting["性质"]) == ("李秀英", "待核", "信用时长")
    assert (waiting["时长(小时)"], waiting["待核时长(小时)"]) == ("", 1), "时长 adds up"
