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
from volunteer_desk.store.ledger_seal import Seal, add_seal, compare_ledger, last_seal
from volunteer_desk.store.register_search import unsearchable_names

_Counting = Callable[[Connection], int]
_MONTHS = 600
"""Closed months looked at: fifty years of them."""

_FILE: tuple[tuple[_Counting, str], ...] = (
    (checking.damaged_pages, "数据文件有{}处损坏。"),
    (checking.dangling_references, "有{}行引用了不存在的记录。"),
)
_LEDGER: tuple[tuple[_Counting, str], ...] = (
    (ledger_checks.missing_guards, "数据文件里少了{}个保护，时长记录和日志可能被改动。"),
    (ledger_checks.unlike_acts, "有{}步登记的时长与操作日志里记的不同。"),
    (ledger_checks.untold_acts, "有{}步时长操作没有操作日志。"),
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

    What is compared: the file itself, references, every row of the ledger with what it was at
    the proof before, acts with the audit, reversals with their credits, activity states,
    approvals and the figures of closed months with the ledger, the search index, the
    certificates' numbers, and the chain of the audit rows. A sound ledger is sealed anew, so that
    what was changed stays told until it is put right. A damaged file is not written to.

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
        seal = _compare_sealed(connection, found, progress)
        files = attachment_findings(
            desk.folder, connection, thorough=occasion is ProofOccasion.CHECK
        )
    frozen = _frozen_findings(desk, progress)
    sealable = not found and not frozen  # a photo gone has nothing to do with the ledger
    found += [*files, *frozen]
    took = round((time.monotonic() - began) * 1000)
    if not damage:
        run = ProofRun(desk.now(), occasion, not found, tuple(found), took)
        with desk.database.writing() as connection:
            proof_runs.add_run(connection, run)
            if seal is not None and sealable:
                add_seal(connection, seal, now=run.at, by=desk.operator)
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


def _compare_sealed(connection: Connection, found: list[str], progress: Progress) -> Seal | None:
    """Tell where rows are not what they were at the proof before; the seal of what came since."""
    before = last_seal(connection)
    same, seal = compare_ledger(connection, before, progress)
    if before is not None and not same:
        found.append(f"上次核对过的{before.rows:,}条时长记录里有的被改动、删除或插入过。")
    return None if seal == before else seal


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
