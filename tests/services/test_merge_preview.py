from datetime import date

import pytest

from tests.factories import a_draft
from tests.registered import an_activity
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.hours import HourLine, HoursDraft
from volunteer_desk.domain.volunteers import VolunteerDraft, VolunteerQuery
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.hours import log_hours
from volunteer_desk.services.merge_preview import preview_merge
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.volunteers import save_volunteer, volunteer_ids


def test_fields_that_differ_stand_side_by_side_and_masked(desk: Desk) -> None:
    save_volunteer(
        desk,
        VolunteerDraft(
            "王伟", phone="13800001111", registered_on=date(2026, 1, 5), availability="16 17"
        ),
    )
    save_volunteer(desk, a_draft(name="王玮", phone="13900002222"))
    kept, merged = volunteer_ids(desk, VolunteerQuery(status=None))
    activity = an_activity(desk)
    log_hours(desk, HoursDraft(activity, (HourLine(kept, 60), HourLine(merged, 60))))
    preview = preview_merge(desk, kept, merged)
    assert (preview.kept_number, preview.merged_number) == ("ZY2026000001", "ZY2026000002")
    shown = {one.label: (one.kept, one.merged, one.side) for one in preview.fields}
    assert shown["姓名"] == ("王伟", "王玮", "kept")
    assert shown["联系电话"] == ("138****1111", "139****2222", "kept")
    assert shown["证件号码"] == ("", "110*************26", "merged")
    assert shown["政治面貌"] == ("", "群众", "merged")
    assert shown["可服务时间"] == ("周六上午下午", "", "kept")
    assert "注册日期" not in shown
    assert [one.label for one in preview.fields if one.differs] == ["姓名", "联系电话"]
    assert preview.notes == ("有 1 场活动两张卡都记过时长，请核对是否重复。",)


def test_what_cannot_be_merged_is_said_before(desk: Desk) -> None:
    save_volunteer(desk, a_draft())
    save_volunteer(desk, VolunteerDraft("王玮"))
    kept, merged = volunteer_ids(desk, VolunteerQuery(status=None))
    merge_volunteers(desk, kept, merged)
    with pytest.raises(UserFacingError, match="已经并入"):
        preview_merge(desk, kept, merged)
