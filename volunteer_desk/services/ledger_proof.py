"""The proof of the ledger, nightly and by ``check``: differences are shown, never mended."""

import time
from collections.abc import Callable, Sequence

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.keeping import KeepingReport
from volunteer_desk.domain.proof import ProofOccasion, ProofRun, proof_is_due
from volunteer_desk.services.attachment_keeping import attachment_findings
from volunteer_desk.services.desk import Desk
from volunteer_desk.store import checking, ledger_checks, proof_runs
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.keeping import count_rows

_Counting = Callable[[Connection], int]

_FILE: tuple[tuple[_Counting, str], ...] = (
    (checking.damaged_pages, "数据文件有{}处损坏。"),
    (checking.dangling_references, "有{}行引用了不存在的记录。"),
)
_LEDGER: tuple[tuple[_Counting, str], ...] = (
    (ledger_checks.unlike_reversals, "有{}条冲销与原记录对不上。"),
    (ledger_checks.impossible_credits, "有{}条时长的分钟数不可能。"),
    (ledger_checks.negative_totals, "有{}人的总时长小于零。"),
    (ledger_checks.unlike_days, "有{}条时长的日期与活动日期不同。"),
    (ledger_checks.unlike_states, "有{}场活动的状态与台账对不上。"),
    (ledger_checks.unlike_late_months, "有{}条补录的登记月份早于服务月份。"),
    (ledger_checks.unlike_approvals, "有{}条核准的时长与台账对不上。"),
    (checking.unsearchable_people, "有{}人与搜索索引对不上。"),
)


def prove(
    desk: Desk,
    occasion: ProofOccasion = ProofOccasion.CHECK,
    progress: Progress = no_progress,
) -> KeepingReport:
    """Compare everything derived with the ledger, and keep the outcome.

    What is compared: the file itself, references, reversals with their credits, activity states
    and approvals with the ledger, the search index, the certificates' numbers, and the chain of
    the audit rows. A damaged file is not written to.

    Raises:
        Cancelled: By ``progress``; nothing was kept.
    """
    began = time.monotonic()
    with desk.database.reading() as connection:
        counts = count_rows(lambda sql: checking.number_of(connection, sql))
        damage = _findings(connection, _FILE, progress)
        found = [*damage, *_findings(connection, _LEDGER, progress)]
        found += [
            f"“{prefix}”{year}年的证书编号有缺号。"
            for prefix, year in checking.gaps_in_numbers(connection)
        ]
        broken = checking.broken_audit_row(connection)
        if broken is not None:
            found.append(f"操作日志从第{broken}条起被改动过。")
        found += attachment_findings(
            desk.folder, connection, thorough=occasion is ProofOccasion.CHECK
        )
    took = round((time.monotonic() - began) * 1000)
    if not damage:
        run = ProofRun(desk.now(), occasion, not found, tuple(found), took)
        with desk.database.writing() as connection:
            proof_runs.add_run(connection, run)
    return KeepingReport(not found, tuple(found), counts)


def prove_when_due(desk: Desk, progress: Progress = no_progress) -> KeepingReport | None:
    """The night's proof, unless it was run already; None then."""
    last = last_proof(desk)
    if not proof_is_due(last.at if last else None, desk.now()):
        return None
    return prove(desk, ProofOccasion.NIGHTLY, progress)


def last_proof(desk: Desk) -> ProofRun | None:
    """The newest proof, or None."""
    with desk.database.reading() as connection:
        return proof_runs.last_run(connection)


def _findings(
    connection: Connection, checks: Sequence[tuple[_Counting, str]], progress: Progress
) -> list[str]:
    found = []
    for number, (count, sentence) in enumerate(checks):
        progress(number, len(checks))
        if wrong := count(connection):
            found.append(sentence.format(wrong))
    return found
