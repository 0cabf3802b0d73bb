from collections.abc import Iterator, Sequence
from datetime import datetime

import pytest

from tests.registered import register
from volunteer_desk.domain.consent import Lack
from volunteer_desk.domain.volunteer_filters import VolunteerFilter
from volunteer_desk.domain.volunteers import VolunteerQuery, VolunteerStatus
from volunteer_desk.paths import DataFolder
from volunteer_desk.services import volunteers
from volunteer_desk.services.demo import fill_demo
from volunteer_desk.services.desk import Desk, open_desk
from volunteer_desk.services.list_columns import list_columns
from volunteer_desk.services.volunteer_lists import BegunIds
from volunteer_desk.services.volunteers import begin_volunteer_ids, volunteer_ids
from volunteer_desk.store import volunteer_lists as store
from volunteer_desk.store.pinyin import first_order, name_order

BEGINNING = 7


@pytest.fixture(scope="module")
def filled_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    now = datetime.fromisoformat("2026-11-22T09:30:00+08:00")
    opened = open_desk(DataFolder(tmp_path_factory.mktemp("community")), lambda: now)
    fill_demo(opened, "community")
    yield opened
    opened.close()


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volunteers, "BEGUN", BEGINNING)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "where",
    [None, VolunteerFilter(gender="2"), VolunteerFilter(idle_for=1)],
    ids=["everyone", "women", "idle"],
)
def test_a_list_begins_as_the_whole_does(
    filled_desk: Desk, where: VolunteerFilter | None, descending: bool
) -> None:
    for column in list_columns(filled_desk):
        query = VolunteerQuery(sort=column.key, descending=descending, where=where)
        begun, whole = begin_volunteer_ids(filled_desk, query), volunteer_ids(filled_desk, query)
        assert len(begun) == len(whole), column.key
        assert list(begun[:BEGINNING]) == list(whole[:BEGINNING]), column.key
        assert list(begun) == list(whole), column.key


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("looked_through", [3, 40, 200, 100_000])
@pytest.mark.parametrize(
    "where",
    [
        VolunteerFilter(gender="2"),
        VolunteerFilter(idle_for=1),
        VolunteerFilter(served_within=1, gender="1"),
        VolunteerFilter(age_to=15),
        VolunteerFilter(lack=Lack.GUARDIAN_CONSENT),
    ],
    ids=["women", "idle", "men who served", "children", "no guardian's consent"],
)
def test_a_narrowed_list_begins_alike_however_few_are_looked_through(
    filled_desk: Desk, monkeypatch: pytest.MonkeyPatch, where: VolunteerFilter, looked_through: int
) -> None:
    monkeypatch.setattr(store, "_FIRST", looked_through)
    for sort in ("number", "registered_on"):
        for descending in (False, True):
            query = VolunteerQuery(sort=sort, descending=descending, where=where)
            begun, whole = (
                begin_volunteer_ids(filled_desk, query),
                volunteer_ids(filled_desk, query),
            )
            assert list(begun[:BEGINNING]) == list(whole[:BEGINNING])
            assert len(begun) == len(whole)


def test_sums_beside_the_list_order_it_as_those_of_each_person(filled_desk: Desk) -> None:
    everyone = VolunteerQuery(status=None)
    for sort in ("team", "minutes", "minutes_year", "last_served"):
        for descending in (False, True):
            broad = VolunteerQuery(status=None, sort=sort, descending=descending)
            narrow = VolunteerQuery(status=None, sort=sort, descending=descending, team_id=1)
            members = set(volunteer_ids(filled_desk, VolunteerQuery(status=None, team_id=1)))
            found = [one for one in volunteer_ids(filled_desk, broad) if one in members]
            assert found == list(volunteer_ids(filled_desk, narrow)), sort
    assert len(volunteer_ids(filled_desk, everyone)) > 100


@pytest.mark.usefixtures("short")
def test_names_with_compound_surnames_stand_in_their_place_from_the_start(desk: Desk) -> None:
    names = (
        "单伟", "单于明", "陈静", "欧阳·买买提江·吐尔逊", "欧文", "长孙无忌", "长青", "㛃", "𠮷田",
        "Anna", "尉迟恭", "尉军", "万俟洛", "万军", "澹台明", "王一", "王二", "张三",
    )  # fmt: skip
    register(desk, *names)
    for descending in (False, True):
        query = VolunteerQuery(sort="name", descending=descending)
        begun = begin_volunteer_ids(desk, query)
        assert isinstance(begun, BegunIds)
        assert list(begun[:BEGINNING]) == list(volunteer_ids(desk, query)[:BEGINNING])
    for name in names:
        assert any(name_order(name).startswith(one) for one in first_order(name[0])), name


class Reading:
    def __init__(self, ids: Sequence[int]) -> None:
        self.ids = ids
        self.times = 0

    def __call__(self) -> Sequence[int]:
        self.times += 1
        return self.ids


def test_a_begun_list_reads_the_whole_once_and_only_when_asked() -> None:
    read = Reading([5, 3, 9, 1])
    ids = BegunIds([5, 3], 4, read)
    assert (len(ids), ids[1], list(ids[0:2]), ids.first(3), ids.first(9)) == (4, 3, [5, 3], 1, None)
    assert read.times == 0
    assert (ids[3], ids[-1], list(ids[1:4]), list(ids)) == (1, 1, [3, 9, 1], [5, 3, 9, 1])
    assert read.times == 1
    assert ids.index(9) == 2


def test_a_short_list_comes_whole(desk: Desk) -> None:
    register(desk, "王建国", "李秀英")
    found = begin_volunteer_ids(desk, VolunteerQuery(sort="name", status=VolunteerStatus.ACTIVE))
    assert not isinstance(found, BegunIds)
    assert len(found) == 2
