"""Prints the speed table: ``python -m tests.bench --size city|community``."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable

from tests.bench import grid, papers, reads, scrolling, sweeping, windows, writes
from tests.bench.city import NOW, PLACE, ROOT, built, scratch
from tests.bench.measure import Row, words
from volunteer_desk.services.demo import SizeName
from volunteer_desk.services.desk import open_desk

_HEADS = ("job", "limit", "ours", "ratio", "goal", "met")
_SIZES: dict[str, SizeName] = {"community": "community", "street": "street", "city": "city"}


def main() -> int:
    """Build or reuse the sample, measure every row, print the table; 0 whether met or not."""
    reader = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    reader.add_argument("--size", choices=_SIZES, default=os.environ.get("SIZE") or "city")
    size = _SIZES[reader.parse_args().size]
    folder, took = built(size)
    say(f"sample: {size}, {'kept' if took is None else 'made in ' + words(took)}")
    small, _ = built("community")
    rows: list[Row] = []
    desk = open_desk(folder, lambda: NOW)
    measure(rows, "keystroke → rows", lambda: [reads.keystrokes(desk)])
    measure(rows, "keystroke → names", lambda: [reads.name_keystrokes(desk)])
    measure(rows, "open any page", lambda: windows.pages(folder, NOW.isoformat()))
    measure(rows, "scrolling", lambda: [scrolling.scrolling(folder, NOW.isoformat())])
    measure(rows, "sweep for duplicates", lambda: [sweeping.sweep(desk)])
    measure(rows, "grid keystroke", lambda: [grid.keystrokes()])
    measure(rows, "monthly sheet", lambda: [reads.monthly_sheet(desk)])
    desk.close()
    with scratch(folder) as copy:
        measure(rows, "log 200 people", lambda: [writes.log_activity(copy)])
        count = 100_000 if size == "city" else 5_000
        measure(rows, "import", lambda: [writes.import_workbook(copy, PLACE, count)])
    measure(rows, "certificates", lambda: [papers.certificates()])
    measure(rows, "start, memory", lambda: windows.starts(folder, small))
    show(rows)
    say("keys and clicks:")
    command = [sys.executable, "-m", "tests.bench.keystrokes"]
    subprocess.run(command, cwd=ROOT, check=False, stderr=subprocess.DEVNULL)
    return 0


def measure(rows: list[Row], job: str, work: Callable[[], list[Row]]) -> None:
    """Add the rows of one job; a job that fails is a row that says so, never a figure."""
    say(f"measuring: {job} …")
    try:
        rows += work()
    except Exception as fault:  # the other rows are still worth having
        rows.append(
            Row(job, "–", "–", "–", "–", None, f"{type(fault).__name__}: {str(fault)[:300]}")
        )


def show(rows: list[Row]) -> None:
    """Print the table, each row's note under it."""
    lines = [(row.job, row.limit, row.ours, row.ratio, row.goal, _met(row)) for row in rows]
    wide = [max(len(line[at]) for line in (*lines, _HEADS)) for at in range(len(_HEADS))]
    for line, note in ((_HEADS, ""), *zip(lines, (row.note for row in rows), strict=True)):
        say("  ".join(cell.ljust(room) for cell, room in zip(line, wide, strict=True)).rstrip())
        if note:
            say(f"    {note}")


def say(line: str) -> None:
    """One line on stdout, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _met(row: Row) -> str:
    """The last column; a row without a goal is for information."""
    if row.met is None:
        return "not measured" if row.ours == "–" else "information"
    return "met" if row.met else "NOT MET"


if __name__ == "__main__":
    sys.exit(main())
