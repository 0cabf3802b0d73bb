"""Generated search strings against the oracle: ``python -m tests.fuzz --count N [--seed S]``."""

import argparse
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from tests.fuzz.oracle import answers
from tests.fuzz.register import ask, write_register
from tests.fuzz.strings import some_strings
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.desk import open_desk

_PART = 10_000
_SHOWN = 20


def main() -> int:
    """Ask, compare, say how many; 1 when one answer differed or failed."""
    reader = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    reader.add_argument("--count", type=int, default=1_000_000)
    reader.add_argument("--seed", type=int, default=1)
    asked = reader.parse_args()
    instant = datetime.fromisoformat("2026-11-22T09:30:00+08:00")
    wrong = done = found = 0
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        desk = open_desk(DataFolder(Path(name) / "desk"), lambda: instant)
        with desk.database.writing() as connection:
            write_register(connection)
        with desk.database.reading() as connection:
            while done < asked.count and wrong < _SHOWN:
                part = min(_PART, asked.count - done)
                for text in some_strings(asked.seed * 1_000_003 + done, part):
                    try:
                        mine, right = ask(connection, text), answers(text)
                    except Exception as fault:  # any fault at all is what is sought
                        mine, right = [-1], [0]
                        _say(f"{text!r}: {type(fault).__name__}: {fault}")
                    done += 1
                    found += bool(right)
                    if mine != right:
                        wrong += 1
                        _say(f"{text!r}: {mine}, should be {right}")
                        if wrong >= _SHOWN:
                            break
        desk.close()
    took = time.perf_counter() - start
    _say(f"{done:,} strings, {found:,} found somebody, {wrong} differ, {took:.0f} s")
    return 1 if wrong else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
