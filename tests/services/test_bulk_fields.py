from datetime import date

import pytest

from tests.registered import register
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.bulk_fields import change_field
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.volunteers import volunteer_card


def test_one_field_of_many_is_written_and_put_back(desk: Desk) -> None:
    people = register(desk, *(f"王{index}" for index in range(300)))
    change_field(desk, people[:1], "area", "城北")
    changed = change_field(desk, people, "area", " 城南新村 ")
    assert changed.message == "已修改300人的居住区域。"
    assert volunteer_card(desk, people[7]).draft.area == "城南新村"
    again = change_field(desk, [*people, 9999], "consent_on", date(2026, 11, 1))
    assert again.message == "已修改300人（另有1人不需要改）的同意日期。"
    assert changed.batch is not None
    undo_batch(desk, changed.batch)
    assert [volunteer_card(desk, one).draft.area for one in people[:2]] == ["城北", None]
    assert volunteer_card(desk, people[7]).draft.consent_on == date(2026, 11, 1)


def test_a_value_that_does_not_fit_is_refused(desk: Desk) -> None:
    people = register(desk, "王伟")
    with pytest.raises(UserFacingError, match="没有这个词"):
        change_field(desk, people, "political_status", "外星人")
    with pytest.raises(UserFacingError, match="晚于今天"):
        change_field(desk, people, "consent_on", date(2027, 1, 1))
    with pytest.raises(UserFacingError, match="不能为空"):
        change_field(desk, people, "registered_on", None)
    with pytest.raises(UserFacingError, match="本来就是"):
        change_field(desk, people, "remark", "")
    with pytest.raises(ValueError, match="own"):
        change_field(desk, people, "id_number", "1")


def test_time_written_in_words_becomes_the_grid(desk: Desk) -> None:
    people = register(desk, "王伟", "李秀英")
    change_field(desk, people, "availability", "周六上午、节假日")
    assert volunteer_card(desk, people[1]).draft.availability == "16 22 23 24"
    change_field(desk, people, "availability", "寒暑假")
    assert volunteer_card(desk, people[1]).draft.availability == "寒暑假"
