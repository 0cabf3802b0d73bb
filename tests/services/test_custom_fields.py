import pytest

from tests.registered import register
from tests.services.people import a_person
from volunteer_desk.domain.custom_fields import CustomFieldDraft, CustomFilter, CustomKind
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.custom_fields import (
    change_choices,
    custom_columns,
    custom_fields,
    custom_headers,
    custom_values,
    define_field,
    order_fields,
    people_with_value,
    rename_field,
    retire_field,
    set_custom_values,
)
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.recent_batches import recent_batches
from volunteer_desk.services.volunteers import save_volunteer, volunteer_card

INSURANCE = CustomFieldDraft("保险到期日", CustomKind.DATE)
HEIGHT = CustomFieldDraft("身高", CustomKind.NUMBER)
SHIFT = CustomFieldDraft("班次", CustomKind.CHOICE, ("早班", "晚班"))


def _define(desk: Desk, *drafts: CustomFieldDraft) -> list[int]:
    for draft in drafts:
        define_field(desk, draft)
    return [field.id for field in custom_fields(desk)]


def test_values_are_read_by_their_kind_and_undone_as_one(desk: Desk) -> None:
    due, height, shift = _define(desk, INSURANCE, HEIGHT, SHIFT)
    first, second = register(desk, "王伟", "李敏")
    set_custom_values(desk, [first], {due: "2026年12月1日"})
    changed = set_custom_values(
        desk, [first, second], {due: "2027.1.1", height: "１７０.50", shift: "早班"}
    )
    assert custom_values(desk, [first, second, 99]) == {
        first: {due: "2027-01-01", height: "170.5", shift: "早班"},
        second: {due: "2027-01-01", height: "170.5", shift: "早班"},
    }
    assert changed.batch is not None
    assert set_custom_values(desk, [first], {height: "170.5"}).batch is None
    undo_batch(desk, changed.batch)
    assert custom_values(desk, [first, second]) == {first: {due: "2026-12-01"}}


def test_a_value_changed_since_is_not_put_back(desk: Desk) -> None:
    (height,) = _define(desk, HEIGHT)
    people = register(desk, "王伟")
    first = set_custom_values(desk, people, {height: "170"})
    set_custom_values(desk, people, {height: ""})
    assert custom_values(desk, people) == {}
    assert first.batch is not None
    with pytest.raises(UserFacingError, match="后来又改过"):
        undo_batch(desk, first.batch)


def test_a_person_s_registration_goes_with_its_values(desk: Desk) -> None:
    (height,) = _define(desk, HEIGHT)
    person = a_person(desk)
    (registered,) = recent_batches(desk)
    filled = set_custom_values(desk, [person], {height: "170"})
    with pytest.raises(UserFacingError, match="后来又改过"):
        undo_batch(desk, registered.id)
    assert filled.batch is not None
    undo_batch(desk, filled.batch)
    undo_batch(desk, registered.id)
    assert custom_values(desk, [person]) == {}


def test_a_card_and_its_own_fields_are_one_act_and_one_undo(desk: Desk) -> None:
    due, height = _define(desk, INSURANCE, HEIGHT)
    made = save_volunteer(desk, VolunteerDraft("王伟"), custom={height: "170"})
    person, batch = made.row_id, made.batch
    assert person is not None
    assert batch is not None
    assert [one.id for one in recent_batches(desk)] == [batch]
    changed = save_volunteer(
        desk, VolunteerDraft("王维"), person, {height: "１７１", due: "2026.12.1"}
    )
    assert changed.row_id == person
    assert changed.batch is not None
    assert custom_values(desk, [person]) == {person: {height: "171", due: "2026-12-01"}}
    assert len(recent_batches(desk)) == 2
    undo_batch(desk, changed.batch)
    assert volunteer_card(desk, person).row.name == "王伟"
    assert custom_values(desk, [person]) == {person: {height: "170"}}
    undo_batch(desk, batch)
    assert custom_values(desk, [person]) == {}


def test_only_own_fields_of_a_card_may_be_changed(desk: Desk) -> None:
    (height,) = _define(desk, HEIGHT)
    person = a_person(desk)
    changed = save_volunteer(desk, VolunteerDraft("王伟"), person, {height: "170"})
    assert changed.batch is not None
    assert save_volunteer(desk, VolunteerDraft("王伟"), person, {height: "170"}).batch is None
    undo_batch(desk, changed.batch)
    assert custom_values(desk, [person]) == {}


def test_a_card_whose_own_field_does_not_fit_is_not_registered(desk: Desk) -> None:
    (height,) = _define(desk, HEIGHT)
    with pytest.raises(UserFacingError, match="身高"):
        save_volunteer(desk, VolunteerDraft("王伟"), custom={height: "高"})
    assert recent_batches(desk) == ()


def test_people_are_found_by_what_they_have(desk: Desk) -> None:
    due, height, shift = _define(desk, INSURANCE, HEIGHT, SHIFT)
    people = register(desk, "王伟", "李敏", "张芳", "赵六")
    for person, tall, day in zip(people, ("95", "170", "1000", ""), (1, 2, 3, 4), strict=True):
        set_custom_values(desk, [person], {height: tall, due: f"2026-12-0{day}", shift: "晚班"})
    first, second, third, last = people

    assert set(people_with_value(desk, CustomFilter(height, equals="170.0"))) == {second}
    assert set(people_with_value(desk, CustomFilter(height, low="100"))) == {second, third}
    assert set(people_with_value(desk, CustomFilter(due, high="2026年12月2日"))) == {first, second}
    assert set(people_with_value(desk, CustomFilter(shift, contains="晚"))) == set(people)
    assert set(people_with_value(desk, CustomFilter(height, filled=False))) == {last}
    assert set(people_with_value(desk, CustomFilter(height, filled=True))) == {first, second, third}
    with pytest.raises(UserFacingError, match="不是数字"):
        people_with_value(desk, CustomFilter(height, low="高"))


def test_fields_are_renamed_ordered_and_retired(desk: Desk) -> None:
    due, height, shift = _define(desk, INSURANCE, HEIGHT, SHIFT)
    people = register(desk, "王伟")
    set_custom_values(desk, people, {height: "170"})
    rename_field(desk, height, "身高(厘米)")
    order_fields(desk, [shift, height, due])
    change_choices(desk, shift, ["早班", " 中班 ", "中班", ""])
    retire_field(desk, due)
    assert [(field.name, field.choices) for field in custom_columns(desk)] == [
        ("班次", ("早班", "中班")),
        ("身高(厘米)", ()),
    ]
    assert custom_headers(desk) == {"班次": shift, "身高": height}
    with pytest.raises(UserFacingError, match="停用"):
        set_custom_values(desk, people, {due: "2026-12-01"})
    retire_field(desk, due, back=True)
    assert [field.id for field in custom_fields(desk)] == [shift, height, due]
    assert custom_values(desk, people) == {people[0]: {height: "170"}}


@pytest.mark.parametrize(
    ("draft", "word"),
    [
        (CustomFieldDraft(" "), "还没有名称"),
        (CustomFieldDraft("手机号"), "已有的字段"),
        (CustomFieldDraft("姓 名"), "已有的字段"),
        (CustomFieldDraft("身　高"), "已经有一个"),
        (CustomFieldDraft("长" * 21), "太长"),
        (CustomFieldDraft("颜色", CustomKind.CHOICE, (" ",)), "还没有选项"),
    ],
)
def test_a_field_that_would_confuse_is_refused(
    desk: Desk, draft: CustomFieldDraft, word: str
) -> None:
    define_field(desk, HEIGHT)
    with pytest.raises(UserFacingError, match=word):
        define_field(desk, draft)


def test_a_value_that_does_not_fit_is_refused_whole(desk: Desk) -> None:
    height, shift = _define(desk, HEIGHT, SHIFT)
    people = register(desk, "王伟")
    with pytest.raises(UserFacingError, match="早班、晚班"):
        set_custom_values(desk, people, {height: "170", shift: "中班"})
    assert custom_values(desk, people) == {}
