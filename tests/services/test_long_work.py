import gc
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from tests.registered import a_team, register
from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.custom_fields import CustomFieldDraft
from volunteer_desk.domain.errors import Cancelled
from volunteer_desk.domain.volunteers import VolunteerStatus
from volunteer_desk.services import long_work
from volunteer_desk.services.bulk_fields import change_field
from volunteer_desk.services.custom_fields import custom_fields, define_field, set_custom_values
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.long_work import in_parts, uncollected
from volunteer_desk.services.memberships import join_team, leave_team, move_to_team
from volunteer_desk.services.status import change_status

Act = Callable[[Desk, Sequence[int], Progress], Changed]


def test_the_collector_comes_back_even_after_a_fault() -> None:
    with pytest.raises(ValueError, match="bad row"), uncollected(), uncollected():
        assert not gc.isenabled()
        raise ValueError("bad row")
    assert gc.isenabled()


def test_the_inner_of_two_leaves_it_held() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()


def _set_own(desk: Desk, ids: Sequence[int], told: Progress) -> Changed:
    define_field(desk, CustomFieldDraft("班次"))
    return set_custom_values(desk, ids, {custom_fields(desk)[0].id: "早班"}, told)


def _leave(desk: Desk, ids: Sequence[int], told: Progress) -> Changed:
    team = a_team(desk)
    join_team(desk, ids, team, on=date(2026, 11, 1))
    return leave_team(desk, ids, team, progress=told)


ACTS: dict[str, Act] = {
    "field": lambda desk, ids, told: change_field(desk, ids, "area", "城南", told),
    "status": lambda desk, ids, told: change_status(
        desk, ids, VolunteerStatus.PAUSED, date(2026, 11, 1), "本人申请", told
    ),
    "own": _set_own,
    "join": lambda desk, ids, told: join_team(desk, ids, a_team(desk), progress=told),
    "leave": _leave,
    "move": lambda desk, ids, told: move_to_team(desk, ids, a_team(desk), progress=told),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_on_many_says_how_far_it_is(
    name: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_work, "PART", 2)
    told: list[tuple[int, int]] = []
    people = register(desk, *(f"王{index}" for index in range(5)))
    changed = ACTS[name](desk, people, lambda done, total: told.append((done, total)))
    assert changed.rows == 5
    assert told[-4:] == [(0, 5), (2, 5), (4, 5), (5, 5)]
    assert {done for done, _total in told[:-4]} == {0}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("at", [0, 4, 5])
def test_an_act_stopped_anywhere_wrote_nothing(
    name: str, at: int, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_work, "PART", 2)
    people = register(desk, *(f"王{index}" for index in range(5)))
    before: list[str] = []

    def told(done: int, _total: int) -> None:
        if not before:  # what prepares an act was committed by now; the act itself was not
            before.extend(_everything(desk))
        if done == at:
            raise Cancelled

    with pytest.raises(Cancelled):
        ACTS[name](desk, people, told)
    assert list(_everything(desk)) == before


def _everything(desk: Desk) -> list[str]:
    """All rows of all that an act writes, the search index by what it finds."""
    tables = ("volunteer", "membership", "custom_value", "status_change", "batch", "batch_change",
              "audit_row", "volunteer_search")  # fmt: skip
    with desk.database.reading() as connection:
        return [
            repr(connection.exec_driver_sql(f"SELECT * FROM {table}").all()) for table in tables
        ]


def test_no_rows_are_no_parts_and_the_end_is_told() -> None:
    told: list[tuple[int, int]] = []
    assert list(in_parts([], lambda done, total: told.append((done, total)))) == []
    assert told == [(0, 0)]
