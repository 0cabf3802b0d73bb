from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.ledger_rows import list_hours
from tests.registered import a_team
from tests.services.people import a_person, some_hours
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.records import RecordDraft, RecordKind
from volunteer_desk.domain.timeline import TimelineEntry, TimelineKind
from volunteer_desk.domain.volunteers import VolunteerStatus
from volunteer_desk.services.batches import undo_batch
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.memberships import join_team, leave_team
from volunteer_desk.services.proofs import issue_proof
from volunteer_desk.services.records import save_record
from volunteer_desk.services.settings import change_settings
from volunteer_desk.services.status import change_status
from volunteer_desk.services.timeline import person_figures, timeline


def test_a_person_s_story_newest_first(desk: Desk, tmp_path: Path) -> None:
    change_settings(desk, unit="幸福社区居委会")
    person, team = a_person(desk), a_team(desk, "青年队")
    join_team(desk, [person], team, role="副队长", on=date(2026, 2, 1))
    leave_team(desk, [person], team, date(2026, 6, 1))
    change_status(desk, [person], VolunteerStatus.PAUSED, date(2026, 7, 1), "外出")
    change_status(desk, [person], VolunteerStatus.ACTIVE, date(2026, 9, 1), "")
    training = RecordDraft(RecordKind.TRAINING, date(2026, 10, 1), "急救培训", "红十字会", 90)
    save_record(desk, [person], training)
    activity, _ = some_hours(desk, person)
    paper = issue_proof(
        desk, person, Span(date(2026, 1, 1), date(2026, 12, 31)), tmp_path / "证明.pdf"
    )
    story = timeline(desk, person)
    assert [(entry.on.isoformat(), entry.kind, entry.title) for entry in story] == [
        ("2026-11-22", TimelineKind.CERTIFICATE, f"出具服务记录证明 {paper.number}"),
        ("2026-11-14", TimelineKind.HOURS, "周末清洁家园 2小时"),
        ("2026-10-01", TimelineKind.RECORD, "培训：急救培训"),
        ("2026-09-01", TimelineKind.STATUS, "状态改为在册"),
        ("2026-07-01", TimelineKind.STATUS, "状态改为暂停"),
        ("2026-06-01", TimelineKind.LEFT_TEAM, "退出青年队"),
        ("2026-02-01", TimelineKind.JOINED, "加入青年队"),
        ("2026-01-05", TimelineKind.REGISTERED, "登记为志愿者"),
    ]
    assert (story[1].minutes, story[1].row_id) == (120, activity)
    assert (story[2].minutes, story[2].detail) == (90, "红十字会")
    assert timeline(desk, person, 3) == story[:3]
    with pytest.raises(UserFacingError, match="找不到"):
        timeline(desk, 99)


def test_service_taken_back_is_told_as_such(desk: Desk) -> None:
    person = a_person(desk)
    activity, batch = some_hours(desk, person)
    undo_batch(desk, batch)
    assert timeline(desk, person)[0] == TimelineEntry(
        date(2026, 11, 14), TimelineKind.HOURS, "周末清洁家园", "已冲销", 0, activity
    )


def test_every_figure_is_the_sum_of_the_rows_of_its_span(desk: Desk) -> None:
    change_settings(desk, star_hours=(1, 5, 10, 20, 40))
    person = a_person(desk)
    for day, minutes in (
        (date(2024, 5, 1), 60),
        (date(2026, 3, 5), 90),
        (date(2026, 11, 7), 120),
        (date(2026, 11, 14), 30),
    ):
        _, last = some_hours(desk, person, minutes, day)
    undo_batch(desk, last)
    figures = person_figures(desk, person)
    assert [one.minutes for one in (figures.month, figures.year, figures.ever)] == [120, 210, 270]
    assert [one.attendances for one in (figures.month, figures.year, figures.ever)] == [1, 2, 3]
    for one in (figures.month, figures.year, figures.ever):
        rows = list_hours(desk, volunteer_id=person, span=one.span)
        assert sum(row.minutes for row in rows) == one.minutes
    assert (figures.star, figures.to_next_star) == (1, 30)
    assert figures.last_served == Span(date(2026, 11, 7), date(2026, 11, 7))


def test_who_never_served_has_figures_of_nothing(desk: Desk) -> None:
    figures = person_figures(desk, a_person(desk))
    assert (figures.ever.minutes, figures.star, figures.last_served) == (0, 0, None)
    assert replace(figures.ever, span=figures.month.span) == figures.month
