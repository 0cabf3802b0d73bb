from dataclasses import asdict

import pytest

from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.settings import HOUR_RULE_KEYS, SETTING_WORDS, DeskSettings
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.settings import (
    change_settings,
    is_new,
    read_settings,
    repair_settings,
    settings_from,
    shown_settings,
)
from volunteer_desk.store.settings import write_values


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


NONSENSE = {
    "star_hours": "[100, 50, 1, 2, 3]",
    "sensitive_under": '"fourteen"',
    "report_day": "3.5",
    "report_next_month": "1",
    "number_pattern": "null",
    "guardian_under": "-1",
    "rule_minor_limit": '"perhaps"',
    "minor_until": "[" * 100_000,
    "unit": "Infinity",
}


@pytest.mark.parametrize(("key", "text"), NONSENSE.items())
def test_a_choice_that_cannot_be_read_is_never_guessed(desk: Desk, key: str, text: str) -> None:
    with pytest.raises(UserFacingError, match="读不出来"):
        settings_from({key: text})
    with desk.database.writing() as connection:
        write_values(connection, {key: text, "theme": '"dark"'})
    with pytest.raises(UserFacingError, match="读不出来") as told:
        read_settings(desk)
    assert "设置" in told.value.remedy
    shown = shown_settings(desk)
    assert key in shown.broken
    assert shown.theme == "dark"
    assert getattr(shown, key) == getattr(DeskSettings(), key)


def test_a_broken_look_of_the_window_stops_nothing_but_is_named(desk: Desk) -> None:
    with desk.database.writing() as connection:
        write_values(connection, {"theme": "{", "later_version": "?"})
    assert read_settings(desk).broken == ("theme",)


def test_two_choices_that_fight_are_both_named(desk: Desk) -> None:
    with desk.database.writing() as connection:
        write_values(connection, {"day_warn_minutes": "600", "day_limit_minutes": "300"})
    assert shown_settings(desk).broken == ("day_limit_minutes", "day_warn_minutes")


def test_saving_or_repairing_mends_what_was_broken(desk: Desk) -> None:
    with desk.database.writing() as connection:
        write_values(connection, {"report_day": "x", "record_within": "x", "backup_days": "30"})
    change_settings(desk, report_day=DeskSettings().report_day)
    assert shown_settings(desk).broken == ("record_within",)
    assert repair_settings(desk).rows == 1
    kept = read_settings(desk)
    assert (kept.record_within, kept.backup_days) == (10, 30)
    with pytest.raises(UserFacingError, match="不用修复"):
        repair_settings(desk)


def test_every_choice_has_a_name(desk: Desk) -> None:
    assert SETTING_WORDS.keys() == asdict(DeskSettings()).keys() - {"broken"}
    assert asdict(DeskSettings()).keys() >= HOUR_RULE_KEYS
