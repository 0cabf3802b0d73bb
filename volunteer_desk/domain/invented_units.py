"""Invented units for sample data: the tree above and below the communities of the teams."""

from dataclasses import dataclass

from volunteer_desk.domain.invented_city import TEAM_KINDS, place_names
from volunteer_desk.domain.units import UnitKind

CITY_CODE = "339800"
"""A city code that was never given out, in a province that exists."""

_CITY = "云汀市"
_COUNTIES = (
    "晨曦区", "暮云区", "星河区", "云帆区", "听涛区", "望岳区",
    "流霞区", "碧落区", "扶桑区", "归雁区", "长虹区", "揽月区",
)  # fmt: skip
_STREETS = "幸福阳光和平新华建设团结春晖金桂翠竹红星东湖西苑南园北辰长乐永安文昌学府梧桐银杏"
_SIDES = ("", "东", "西", "南", "北")
_COMMUNITIES, _STREETS_EACH = 10, 7
"""Communities a street, streets a county."""
_AT_STATION = frozenset({"文化", "学雷锋", "网络文明传播"})
"""Kinds of teams that belong to a community's 新时代文明实践站."""


@dataclass(frozen=True, slots=True)
class SampleUnit:
    """One unit; ``parent`` is the place of the unit above in the same list."""

    name: str
    kind: UnitKind
    code: str | None
    parent: int | None
    own: bool = False


def unit_tree(teams: int) -> tuple[list[SampleUnit], list[int]]:
    """The units of a sample, parents first, and for each team the place of its unit.

    The desk's own unit is the one that holds all teams: the community, the street or the city.

    Raises:
        ValueError: More teams than the invented words allow.
    """
    places = place_names(-(-teams // len(TEAM_KINDS)))
    streets = -(-len(places) // _COMMUNITIES)
    counties = -(-streets // _STREETS_EACH)
    if counties > len(_COUNTIES) or streets > len(_STREETS) // 2 * len(_SIDES):
        raise ValueError(f"no invented units for {teams} teams")
    level = 0 if len(places) == 1 else 1 if streets == 1 else 2
    units = [SampleUnit(_CITY, UnitKind.CITY, CITY_CODE, None, own=level == 2)]
    homes: list[tuple[int, int]] = []
    for county in range(counties):
        county_code = f"{CITY_CODE[:4]}{county + 1:02d}"
        county_at = len(units)
        units.append(SampleUnit(_COUNTIES[county], UnitKind.COUNTY, county_code, 0))
        for street in range(county * _STREETS_EACH, min((county + 1) * _STREETS_EACH, streets)):
            street_code = f"{county_code}{street % _STREETS_EACH + 1:03d}"
            street_at = len(units)
            units.append(
                SampleUnit(_street(street), UnitKind.STREET, street_code, county_at, level == 1)
            )
            last = min((street + 1) * _COMMUNITIES, len(places))
            for place in range(street * _COMMUNITIES, last):
                code = f"{street_code}{place % _COMMUNITIES + 1:03d}"
                at = len(units)
                name = f"{places[place]}社区居委会"
                units.append(SampleUnit(name, UnitKind.COMMUNITY, code, street_at, level == 0))
                station = f"{places[place]}新时代文明实践站"
                units.append(SampleUnit(station, UnitKind.STATION, None, at))
                homes.append((at, at + 1))
    belong = [
        homes[team // len(TEAM_KINDS)][TEAM_KINDS[team % len(TEAM_KINDS)] in _AT_STATION]
        for team in range(teams)
    ]
    return units, belong


def _street(number: int) -> str:
    heads = [_STREETS[at : at + 2] for at in range(0, len(_STREETS), 2)]
    return f"{heads[number % len(heads)]}{_SIDES[number // len(heads)]}街道"
