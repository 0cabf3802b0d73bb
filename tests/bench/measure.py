"""Measuring: a row of the table, and times as medians."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One line of the table; texts as printed.

    Attributes:
        job: What was done.
        limit: The bare work, measured in the same run.
        ours: What the product took.
        ratio: Ours divided by the limit.
        goal: What was aimed at.
        met: Whether it was reached; None where it was not measured.
        note: Why not, or how.
    """

    job: str
    limit: str
    ours: str
    ratio: str
    goal: str
    met: bool | None
    note: str = ""


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_of(times: int, work: Callable[[], object]) -> float:
    """Median wall time of several calls after one to warm up."""
    work()
    return statistics.median(seconds(work) for _ in range(times))


def p95(values: Iterable[float]) -> float:
    """The 95th percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def words(duration: float) -> str:
    """Seconds as people read them."""
    return f"{duration:.2f} s" if duration >= 1 else f"{duration * 1000:.1f} ms"


class PeakMemory:
    """How much more memory this process came to hold since the watch began (Linux only)."""

    def __init__(self) -> None:
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak is counted from now
        self._before = _resident("VmRSS")

    def grown(self) -> int:
        """Megabytes between the beginning and the highest since."""
        return (_resident("VmHWM") - self._before) // 1024


def _resident(what: str) -> int:
    """Kilobytes of a line of ``/proc/self/status``."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))
