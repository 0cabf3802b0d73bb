from datetime import datetime, timedelta

import pytest

from volunteer_desk.domain.proof import proof_is_due

NOW = datetime.fromisoformat("2026-11-22T09:30:00+08:00")


@pytest.mark.parametrize(
    ("now", "hours_ago", "due"),
    [
        (NOW, None, True),
        (NOW, 1, False),
        (NOW, 7, False),
        (NOW, 8, True),
        (NOW.replace(hour=1), 20, False),
        (NOW.replace(hour=1), 24, True),
        (NOW.replace(hour=2, minute=0), 1, True),
    ],
)
def test_a_day_has_one_proof_from_two_at_night(
    now: datetime, hours_ago: int | None, due: bool
) -> None:
    last = None if hours_ago is None else now - timedelta(hours=hours_ago)
    assert proof_is_due(last, now) is due
