import pytest

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import change_settings, is_new, read_settings


def test_an_empty_desk_has_the_usual_values_and_is_new(desk: Desk) -> None:
    assert read_settings(desk) == DeskSettings()
    assert is_new(desk)


def test_choices_are_kept(desk: Desk) -> None:
    change_settings(desk, unit=" 幸福里社区居民委员会 ", star_hours=(10, 20, 30, 40, 50))
    kept = read_settings(desk)
    assert kept.unit == "幸福里社区居民委员会"
    assert kept.star_hours == (10, 20, 30, 40, 50)
    assert kept.report_day == DeskSettings().report_day
    assert not is_new(desk)


def test_the_same_choice_again_moves_nothing(desk: Desk) -> None:
    assert change_settings(desk, report_day=3).rows == 1
    assert change_settings(desk, report_day=3).rows == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"report_day": 0},
        {"star_hours": (100, 100, 600, 1000, 1500)},
        {"star_hours": (100, 300)},
        {"day_warn_minutes": 1500},
        {"theme": "pink"},
        {"number_prefix": "Z Y"},
        {"proof_prefix": " "},
    ],
)
def test_a_senseless_choice_is_refused_and_nothing_is_kept(
    desk: Desk, changes: dict[str, int | str | tuple[int, ...]]
) -> None:
    with pytest.raises(UserFacingError):
        change_settings(desk, unit="某社区", **changes)
    assert read_settings(desk) == DeskSettings()


def test_a_setting_nobody_knows_is_a_bug(desk: Desk) -> None:
    with pytest.raises(TypeError, match="colour"):
        change_settings(desk, colour="red")
