"""The proof of the ledger, nightly and by ``check``: differences are shown, never mended."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.keeping import KeepingReport
from volunteer_desk.domain.proof import ProofOccasion, ProofRun, proof_is_due
from volunteer_desk.services.attachment_keeping import attachment_findings
from volunteer_desk.services.desk import Desk
from volunteer_desk.services.months import difference_words, month_state, months_of
from volunteer_desk.store import checking, ledger_checks, proof_runs
from volunteer_desk.store.connection import Connection
from volunteer_desk.store.keeping import count_rows
from volunteer_desk.store.register_search import unsearchable_names

_Counting = Callable[[Connection], int]
_MONTHS = 600
"""Closed months looked at: fifty years of them."""

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
    (unsearchable_names, "有{}个队伍、项目或单位的名称与搜索索引对不上。"),
)


def prove(
    desk: Desk,
    occasion: ProofOccasion = ProofOccasion.CHECK,
    progress: Progress = no_progress,
) -> KeepingReport:
    """Compare everything derived with the ledger, and keep the outcome.

    What is compared: the file itself, references, reversals with their credits, activity states,
    approvals and the figures of closed months with the ledger, the search index, the
    certificates' numbers, and the chain of the audit rows. A damaged file is not written to.

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
    found += _frozen_findings(desk, progress)
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


def _frozen_findings(desk: Desk, progress: Progress) -> list[str]:
    """Closed months whose sheet says something else now.

    The number of people is left out: two cards found to be one person are one from then on.
    """
    found = []
    closed = [state.month for state in months_of(desk, limit=_MONTHS) if state.closed]
    for number, month in enumerate(closed):
        progress(number, len(closed))
        state = month_state(desk, month)
        if state.figures is not None and state.frozen is not None:
            state = replace(state, figures=replace(state.figures, people=state.frozen.people))
        if said := difference_words(state):
            found.append(said)
    return found


def _findings(
    connection: Connection, checks: Sequence[tuple[_Counting, str]], progress: Progress
) -> list[str]:
    found = []
    for number, (count, sentence) in enumerate(checks):
        progress(number, len(checks))
        if wrong := count(connection):
            found.append(sentence.format(wrong))
    return found
