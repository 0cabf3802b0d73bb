"""Invented monthly sheets."""

from datetime import date

from volunteer_desk.domain.monthly import (
    ActivityLine,
    FigureLine,
    MonthFigures,
    MonthlySheet,
    PersonLine,
    SheetHead,
    SheetKind,
)
from volunteer_desk.domain.periods import Month

TEAMS = ("党员志愿服务队", "巾帼志愿服务队", "青年志愿服务队", "夕阳红文艺队")
PEOPLE = ("王建国", "欧阳·买买提江·吐尔逊", "㛃䶮𠮷")


def make_line(at: int, label: str, minutes: int, people: int = 30) -> FigureLine:
    return FigureLine(at, label, 3 + at % 4, 50 + at, people, minutes, 900, minutes * 7)


def make_sheet(
    kind: SheetKind = SheetKind.SUMMARY, teams: int = 4, minutes: int = 810, shared: int = 5
) -> MonthlySheet:
    """A sheet whose teams share ``shared`` people."""
    by_team = tuple(
        make_line(at, TEAMS[at % 4] + (f"第{at}分队" if at > 3 else ""), minutes + 30 * at)
        for at in range(teams)
    )
    activities = sum(line.activities for line in by_team)
    attendances = sum(line.attendances for line in by_team)
    served = sum(line.minutes for line in by_team)
    before = sum(line.minutes_before for line in by_team)
    year = sum(line.minutes_year for line in by_team)
    people = max(30 * teams - shared, 0) if teams else 0
    whole = FigureLine("01", "社区服务", activities, attendances, people, served, before, year)
    return MonthlySheet(
        kind=kind,
        head=SheetHead(
            "幸福里社区居委会",
            Month(2026, 10),
            date(2026, 11, 3),
            "李秀英",
            "",
            "王建国",
            "057188001111",
        ),
        figures=MonthFigures(
            teams, 1948, 23, 2, people, activities, attendances, served, before, year, 900
        ),
        by_team=by_team,
        by_category=(whole,) if teams else (),
        activities=tuple(
            ActivityLine(
                date(2026, 10, 1 + at % 31),
                "“我们的节日·重阳”敬老爱老慰问演出暨义诊活动" if at % 2 else "周末清洁家园",
                "社区服务",
                "幸福里社区新时代文明实践站",
                line.label,
                line.attendances,
                line.minutes,
                None if at % 3 else 60,
                PEOPLE[at % 3],
                "",
            )
            for at, line in enumerate(by_team)
        ),
        persons=tuple(
            PersonLine(
                at,
                f"ZY{at:06d}",
                PEOPLE[at % 3],
                line.label,
                3,
                line.minutes,
                9000,
                72_000,
                at % 6,
            )
            for at, line in enumerate(by_team)
        ),
    )
