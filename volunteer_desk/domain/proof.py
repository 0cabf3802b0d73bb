"""The proof of the ledger: what one run of it found, and when the next one is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from volunteer_desk.domain.reminders import Reminder, ReminderKind, Urgency

NIGHT_HOUR = 2
"""The hour from which a day's proof is due."""


class ProofOccasion(StrEnum):
    """Why the ledger was proved."""

    NIGHTLY = "nightly"
    CHECK = "check"


@dataclass(frozen=True)
class ProofRun:
    """One proof.

    Attributes:
        at: When it ended.
        occasion: Why it ran.
        sound: Nothing disagreed.
        findings: What disagreed, one Chinese sentence each, without personal data.
        milliseconds: How long it took.
    """

    at: datetime
    occasion: ProofOccasion
    sound: bool
    findings: tuple[str, ...]
    milliseconds: int


def proof_is_due(last: datetime | None, now: datetime) -> bool:
    """Whether the night's proof still lacks: none since the last NIGHT_HOUR o'clock before now.

    Args:
        last: When the ledger was last proved, aware, or None.
        now: The aware local instant.
    """
    night = now.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    if night > now:
        night -= timedelta(days=1)
    return last is None or last < night


def proof_reminder(run: ProofRun | None) -> Reminder | None:
    """What waits after a proof that found something; None after a sound one."""
    if run is None or run.sound:
        return None
    return Reminder(
        key="proof_failed",
        kind=ReminderKind.PROOF_FAILED,
        urgency=Urgency.OVERDUE,
        due_on=run.at.astimezone().date(),
        pill=f"{len(run.findings)}处不符",
        title="核对数据时发现不一致，没有改动任何数据",
        detail=run.findings[0],
        page="settings",
        subject=None,
        action="查看",
    )


def proof_words(run: ProofRun | None) -> str:
    """When the data was last proved, and what came of it."""
    if run is None:
        return "还没有核对过数据"
    at = run.at.astimezone()
    outcome = "全部相符" if run.sound else f"{len(run.findings)}处不符"
    return f"{at.month}月{at.day}日 {at:%H:%M} 核对，{outcome}"
