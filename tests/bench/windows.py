"""Rows about the window: opening pages, starting, and memory; the last two in fresh processes."""

import json
import os
import subprocess
import sys
import time
from statistics import median

from tests.bench.city import PLACE, ROOT
from tests.bench.measure import Row, p95, words
from volunteer_desk.paths import DataFolder

_TURNS = 5
_BYTECODE = PLACE / "bytecode"
"""As every installed program has; this machine's settings may forbid to write any."""


def starts(folder: DataFolder, small: DataFolder) -> list[Row]:
    """Process start to a window that answered a click, to its figures, and memory; medians."""
    empty, ours, little = [], [], []
    _start("ours", str(small.root))  # writes the bytecode
    for _ in range(_TURNS):
        empty.append(_start("empty"))
        ours.append(_start("ours", str(folder.root)))
        little.append(_start("ours", str(small.root)))
    limit, mine = median(one[0] for one in empty), median(one[0] for one in ours)
    community, figures = median(one[0] for one in little), median(one[1] for one in ours)
    limit_kb, mine_kb = median(one[2] for one in empty), median(one[2] for one in ours)
    return [
        Row(
            "start → usable window",
            words(limit),
            words(mine),
            f"{mine / limit:.2f}",
            "≤2×, city as community",
            mine <= 2 * limit and mine <= 1.1 * community,
            f"with a community {words(community)}; offscreen, painted and a click answered",
        ),
        Row(
            "start → figures of the first page",
            words(limit),
            words(figures),
            f"{figures / limit:.2f}",
            "–",
            None,
            f"with a community {words(median(one[1] for one in little))}; "
            "the desk is opened beside the window",
        ),
        Row(
            "memory, window open",
            f"{limit_kb / 1024:.0f} MB",
            f"{mine_kb / 1024:.0f} MB",
            f"{mine_kb / limit_kb:.2f}" if limit_kb else "–",
            "≤2×",
            mine_kb <= 2 * limit_kb if limit_kb else None,
            "resident, 0.4 s after the first page's figures",
        ),
    ]


def _start(*words_after: str) -> tuple[float, float, int]:
    begun = time.time()
    said = json.loads(_probe(*words_after))
    return float(said["shown"]) - begun, float(said["figures"]) - begun, int(said["memory"])


def pages(folder: DataFolder, now: str) -> list[Row]:
    """Every page shown and reloaded: until it is painted and takes input, and to its data."""
    took = json.loads(_probe("pages", str(folder.root), now))
    rows = [
        Row(
            "memory, every page and its papers opened",
            "–",
            f"{took['memory'] / 1024:.0f} MB",
            "–",
            "–",
            None,
            "resident; what a page needs is loaded with it, the papers' fonts with the first paper",
        )
    ]
    worst = max(still for _all, still in took["first"].values())
    each = ", ".join(
        f"{name} {words(still)} of {words(all_)}" for name, (all_, still) in took["first"].items()
    )
    rows.append(
        Row(
            "a page opened for the first time: the window stands still (longest)",
            "–",
            words(worst),
            "–",
            "–",
            None,
            f"its module is loaded beside the window; {each}",
        )
    )
    for what, job, goal in (
        ("shown", "open any page, painted and free (p95)", 0.1),
        ("filled", "open any page, all its data there (p95)", 0.5),
    ):
        worst = p95([one for times in took[what].values() for one in times])
        each = ", ".join(f"{name} {words(median(times))}" for name, times in took[what].items())
        if what == "filled":
            papers = (f"{name} {words(median(times))}" for name, times in took["drawn"].items())
            each += f"; its paper drawn: {', '.join(papers)}"
        rows.append(Row(job, "–", words(worst), "–", f"≤{words(goal)}", worst <= goal, each))
    return rows


def _probe(*words_after: str) -> str:
    """The last line a probe prints."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.probe", *words_after],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
        cwd=ROOT,
        env=_surroundings(),
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise RuntimeError(f"the window failed: {done.stderr[-800:]}")
    return lines[-1]


def _surroundings() -> dict[str, str]:
    """The environment, with a window on no screen and with bytecode."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(_BYTECODE)}
