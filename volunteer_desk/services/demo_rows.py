"""Sample data as rows ready to insert: invented people, teams, projects, activities and hours."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from volunteer_desk.domain.batches import BatchKind
from volunteer_desk.domain.invented import Inventor, invent_name
from volunteer_desk.domain.invented_city import project_names, team_names
from volunteer_desk.domain.invented_units import unit_tree
from volunteer_desk.domain.invented_year import (
    Occasion,
    SampleSize,
    SampleTeam,
    pick_members,
    plan_occasions,
    share_out,
)
from volunteer_desk.domain.names import name_key
from volunteer_desk.store.bulk import Cell
from volunteer_desk.store.ledger import stored_instant

Row = tuple[Cell, ...]

_FILED_BEFORE = 5  # days before an activity
_EARLY = 0.7  # so many of a team were there before the first activity
_RECIPIENTS = {"0003": "01", "0004": "08 03", "0007": "01 03", "0017": "03 04", "0020": "13"}
"""Category of a project → codes of 服务对象; the others serve 社会公众."""
_UNITS_FROM = 4095 * 4096
"""Units count their order from here: it lies behind every other row's."""
_SOURCES = ("typed", "typed", "typed", "signed", "imported", "pasted")


class SampleRows:
    """Makes every row of one sample, always the same for the same size and day.

    Call the ``*_rows`` generators in the order in which they stand here.

    Args:
        size: How much.
        now: The aware instant that counts as the present.
        prefix: What volunteer numbers begin with.
        skills: Code → word of 专业技能, which cards hold in words.
    """

    def __init__(
        self, size: SampleSize, now: datetime, prefix: str, skills: Mapping[str, str]
    ) -> None:
        self.size = size
        self.now = now
        self.today = now.date()
        self._prefix = prefix
        self._skills = skills
        self._rng = Random(size.volunteers)  # noqa: S311 - sample data, the same every time
        self._inventor = Inventor(self._rng, self.today)
        self._stamp = int(now.timestamp() * 1000) << 80
        self._order = 0
        self._stored_now = stored_instant(now)
        self._first = self.today - timedelta(days=size.years * 365)
        self.projects = project_names(size.projects, size.teams)
        self.teams = self._make_teams()
        self._units, self._belongs = unit_tree(size.teams)
        self.occasions: list[Occasion] = []
        self._corrections: list[Row] = []
        self._serials: dict[int, int] = {}

    def _make_teams(self) -> list[SampleTeam]:
        shares = share_out(self._rng, self.size.volunteers, self.size.teams, 20, 0.4)
        made, first = [], 1
        for (name, kind, _), members in zip(team_names(self.size.teams), shares, strict=True):
            made.append(SampleTeam(name, kind, first, members))
            first += members
        return made

    def _uid(self) -> bytes:
        """A UUIDv7 of the sample's own instant: order first, then repeatable chance."""
        self._order += 1
        high, low = divmod(self._order, 4096)
        chance = self._rng.getrandbits(50)
        return (self._stamp | (0x7000 | high) << 64 | 2 << 62 | low << 50 | chance).to_bytes(
            16, "big"
        )

    def _number(self, year: int) -> str:
        """The next 志愿者编号 of a year: ZY2026000001."""
        self._serials[year] = serial = self._serials.get(year, 0) + 1
        return f"{self._prefix}{year}{serial:06d}"

    def volunteer_rows(self) -> Iterator[Row]:
        """Every person, team by team; the last few of a team are paused or have left."""
        rng, today = self._rng, self.today
        for team in self.teams:
            gone = team.members // 25
            serving = team.members - gone
            early = int(serving * _EARLY)
            span = self.size.years * 365
            back = sorted(
                (rng.randrange(span + 1, span + 2000) for _ in range(early)), reverse=True
            )
            back += sorted((rng.randrange(1, span) for _ in range(serving - early)), reverse=True)
            back += [rng.randrange(400, 1500) for _ in range(gone)]
            area = team.name[:3] + "社区"
            for index, days in enumerate(back):
                person = self._inventor.invent()
                registered = today - timedelta(days=days)
                number = team.first_id + index
                status = "active" if index < serving else ("left" if index % 2 else "paused")
                if index < serving:
                    team.joined.append(registered.toordinal())
                if index == 0:
                    team.leader = person.name
                agreed = registered.isoformat()
                yield (
                    number,
                    self._uid(),
                    self._number(registered.year),
                    person.name,
                    name_key(person.name),
                    person.gender,
                    person.birth.isoformat(),
                    "01",
                    person.id_number,
                    person.phone,
                    person.political_status,
                    person.ethnicity,
                    person.education,
                    person.occupation,
                    area,
                    self._skills.get(person.skills or ""),
                    person.clothing_size,
                    person.guardian_name,
                    person.guardian_phone,
                    agreed if person.guardian_name else None,
                    agreed,
                    agreed,
                    status,
                    None if status == "active" else (today - timedelta(days=30)).isoformat(),
                    {"active": "", "left": "本人申请", "paused": "外出"}[status],
                    self._stored_now,
                )

    @property
    def own_unit(self) -> str:
        """The name of the desk's own unit."""
        return next(unit.name for unit in self._units if unit.own)

    def unit_rows(self) -> Iterator[Row]:
        """The tree; chance of its own, so that it changes nobody else."""
        rng = Random(self.size.teams)  # noqa: S311 - sample data, the same every time
        for index, unit in enumerate(self._units):
            order = _UNITS_FROM + index
            high, low = divmod(order, 4096)
            uid = self._stamp | (0x7000 | high) << 64 | 2 << 62 | low << 50 | rng.getrandbits(50)
            parent = None if unit.parent is None else unit.parent + 1
            contact, phone = invent_name(rng, "2"), f"0571-8888{rng.randrange(10_000):04d}"
            yield (index + 1, uid.to_bytes(16, "big"), unit.name, unit.kind.value, unit.code,
                   parent, int(unit.own), contact, phone, 1)  # fmt: skip

    def team_rows(self) -> Iterator[Row]:
        """Every team, led by its longest-standing member."""
        for index, team in enumerate(self.teams):
            founded = self._first - timedelta(days=self._rng.randrange(100, 2000))
            yield (index + 1, self._uid(), team.name, team.kind, team.leader, "",
                   founded.isoformat(), 1, "", self._belongs[index] + 1, team.first_id)  # fmt: skip

    def membership_rows(self) -> Iterator[Row]:
        """Everyone is in one team; one in twenty-five is in the next team too."""
        for index, team in enumerate(self.teams):
            for place in range(team.members):
                ordinal = team.joined[place] if place < len(team.joined) else team.joined[0]
                since = date.fromordinal(ordinal).isoformat()
                person = team.first_id + place
                yield (self._uid(), person, index + 1, "队长" if place == 0 else "", since)
                if place % 25 == 7 and len(self.teams) > 1:
                    second = (index + 1) % len(self.teams) + 1
                    yield (self._uid(), person, second, "", since)

    def project_rows(self) -> Iterator[Row]:
        """Every project; one in fifteen is a 品牌项目."""
        for index, (name, theme, team) in enumerate(self.projects):
            yield (index + 1, self._uid(), name, theme.category, team + 1, int(index % 15 == 0),
                   self._first.isoformat(), None, theme.place, 1, "",
                   self._belongs[team] + 1, theme.content,
                   _RECIPIENTS.get(theme.category, "11"))  # fmt: skip

    def activity_rows(self) -> Iterator[Row]:
        """Every activity: recorded ones in order of date, then what waits and what is planned."""
        members = [len(team.joined) for team in self.teams]
        self.occasions = plan_occasions(self._rng, self.size, self.projects, members, self.today)
        for index, one in enumerate(self.occasions):
            theme = one.theme
            yield (
                index + 1,
                self._uid(),
                one.project + 1,
                one.team + 1,
                one.held_on.isoformat(),
                theme.starts,
                one.ends,
                theme.place,
                self.teams[one.team].leader,
                theme.content,
                one.people,
                one.people * 3 if one.recorded and index % 3 == 0 else None,
                "recorded" if one.recorded else "planned",
                "",
                self._filed_on(one.held_on),
            )

    def _filed_on(self, held_on: date) -> str | None:
        """报备 five days before; what is further off is not filed yet."""
        filed = held_on - timedelta(days=_FILED_BEFORE)
        return filed.isoformat() if filed <= self.today else None

    def batch_rows(self) -> Iterator[Row]:
        """One act a recorded activity, and a last one for the corrections."""
        recorded = [one for one in self.occasions if one.recorded]
        for index, one in enumerate(recorded):
            label = f"“{self.projects[one.project][0]}”{one.held_on.month}月{one.held_on.day}日"
            yield (index + 1, self._uid(), BatchKind.LOG_HOURS.value, label, one.people,
                   self._recorded_at(one.held_on), "")  # fmt: skip
        corrections = self.size.reversals + self.size.reversals // 2
        yield (len(recorded) + 1, self._uid(), BatchKind.REVERSE_HOURS.value, "更正填错的时长",
               corrections, self._stored_now, "")  # fmt: skip

    def credit_rows(self) -> Iterator[Row]:
        """Every credit in the order of recording; those taken back later are remembered."""
        rng = self._rng
        total = self.size.entries - self.size.reversals - self.size.reversals // 2
        wrong = sorted(rng.sample(range(1, total + 1), self.size.reversals), reverse=True)
        number = 0
        for index, one in enumerate(self.occasions):
            if not one.recorded:
                continue
            team, theme = self.teams[one.team], one.theme
            day, at = one.held_on.isoformat(), self._recorded_at(one.held_on)
            source = _SOURCES[index % len(_SOURCES)]
            eligible = bisect_right(team.joined, one.held_on.toordinal())
            for place in pick_members(rng, eligible, one.people):
                number += 1
                early = 30 if place % 7 == 3 and theme.minutes > 60 else 0
                row: Row = (
                    number, self._uid(), team.first_id + place, index + 1, one.team + 1, day,
                    theme.starts, (one.ends - early) % 1440, theme.minutes - early, None, "1",
                    source, "", "", index + 1, at,
                )  # fmt: skip
                if wrong and wrong[-1] == number:
                    wrong.pop()
                    self._corrections.append(row)
                yield row
        if number != total:
            raise RuntimeError(f"planned {total} credits, made {number}")

    def correction_rows(self) -> Iterator[Row]:
        """The reversal of every wrong credit, and for every other one the right entry."""
        number = self.size.entries - self.size.reversals - self.size.reversals // 2
        batch = sum(one.recorded for one in self.occasions) + 1
        again = self.size.reversals // 2
        for turn, wrong in enumerate(self._corrections):
            head = wrong[2:6]
            number += 1
            yield (number, self._uid(), *head, wrong[6], wrong[7], -_minutes(wrong), wrong[0],
                   "1", "adjusted", "", "时长填错", batch, self._stored_now)  # fmt: skip
            if turn < again:
                number += 1
                minutes = 60 if _minutes(wrong) != 60 else 90
                yield (number, self._uid(), *head, None, None, minutes, None,
                       "1", "adjusted", "", "更正", batch, self._stored_now)  # fmt: skip

    def _recorded_at(self, held_on: date) -> str:
        """Two days later at ten, or now."""
        at = datetime.combine(held_on + timedelta(days=2), time(2), UTC)
        return min(stored_instant(at), self._stored_now)


def _minutes(row: Sequence[Cell]) -> int:
    found = row[8]
    if not isinstance(found, int):
        raise TypeError("minutes are whole")
    return found
