from datetime import date

from tests.registered import a_project, register
from volunteer_desk.domain.volunteers import VolunteerDraft
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.erasing import erase_volunteer
from volunteer_desk.services.merging import merge_volunteers
from volunteer_desk.services.name_choices import choices_for, forget_choice, remember_choices
from volunteer_desk.services.signup import log_signup, read_signup
from volunteer_desk.services.volunteers import save_volunteer

PROJECT = "周末清洁家园"


def kept(desk: Desk, *names: str, project: str = PROJECT) -> dict[str, int]:
    with desk.database.reading() as connection:
        return choices_for(connection, project, names)


def namesakes(desk: Desk) -> tuple[int, int]:
    a_project(desk)
    first, second = register(desk, "张伟", "张伟")
    return first, second


def test_an_answer_is_kept_for_its_project_and_the_latest_counts(desk: Desk) -> None:
    first, second = namesakes(desk)
    a_project(desk, "敬老助餐")
    assert remember_choices(desk, PROJECT, {"张 伟": first}).rows == 1
    assert kept(desk, "张伟") == {"张伟": first}
    assert kept(desk, "张伟", project="敬老助餐") == {}
    assert remember_choices(desk, PROJECT, {"张伟": first}).rows == 0
    remember_choices(desk, PROJECT, {"张伟": second})
    assert kept(desk, "张伟") == {"张伟": second}
    assert forget_choice(desk, PROJECT, "张伟").rows == 1
    assert kept(desk, "张伟") == {}
    assert forget_choice(desk, PROJECT, "张伟").rows == 0
    assert remember_choices(desk, "没有的项目", {"张伟": first}).rows == 0


def test_a_list_of_that_project_is_not_asked_again(desk: Desk) -> None:
    first, second = namesakes(desk)
    (line,) = read_signup(desk, "1. 张伟", 60, PROJECT).lines
    assert (line.volunteer_id, line.candidates, line.recalled) == (None, (first, second), False)
    remember_choices(desk, PROJECT, {"张伟": second})
    (line,) = read_signup(desk, "1. 张伟（带2人）", 60, PROJECT).lines
    assert (line.volunteer_id, line.candidates, line.recalled) == (second, (first, second), True)
    # the command line and another project ask as before
    assert read_signup(desk, "1. 张伟", 60).lines[0].volunteer_id is None
    assert read_signup(desk, "1. 张伟", 60, "敬老助餐").lines[0].volunteer_id is None


def test_a_phone_speaks_against_the_answer(desk: Desk) -> None:
    first, _second = namesakes(desk)
    save_volunteer(desk, VolunteerDraft("李四", phone="13800002222"))
    remember_choices(desk, PROJECT, {"张伟": first})
    (line,) = read_signup(desk, "1. 张伟 13800002222", 60, PROJECT).lines
    assert (line.volunteer_id, line.recalled) == (None, False)


def test_who_has_left_is_not_recalled(desk: Desk) -> None:
    a_project(desk)
    register(desk, "张伟", "张伟")
    (gone,) = register(desk, "张伟", status="left")
    remember_choices(desk, PROJECT, {"张伟": gone})
    assert read_signup(desk, "1. 张伟", 60, PROJECT).lines[0].volunteer_id is None


def test_a_merged_card_is_recalled_as_the_one_it_went_into(desk: Desk) -> None:
    a_project(desk)
    first, second, third = register(desk, "张伟", "张伟", "张伟")
    remember_choices(desk, PROJECT, {"张伟": second})
    merge_volunteers(desk, first, second)
    (line,) = read_signup(desk, "1. 张伟", 60, PROJECT).lines
    assert (line.volunteer_id, line.candidates) == (first, (first, third))


def test_a_recalled_line_is_credited(desk: Desk) -> None:
    _first, second = namesakes(desk)
    remember_choices(desk, PROJECT, {"张伟": second})
    reading = read_signup(desk, "1. 张伟", 60, PROJECT)
    logged = log_signup(desk, reading, PROJECT, date(2026, 11, 20), minutes=60)
    assert (logged.people, logged.problems) == (1, ())


def test_who_is_erased_leaves_no_name_behind(desk: Desk) -> None:
    first, _second = namesakes(desk)
    remember_choices(desk, PROJECT, {"张伟": first})
    erase_volunteer(desk, first, "本人要求")
    assert kept(desk, "张伟") == {}
    with desk.database.reading() as connection:
        left = connection.exec_driver_sql("SELECT COUNT(*) FROM name_choice").scalar_one()
    assert left == 0
