"""Words after the program's name: a verb goes to the command line, none opens the window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from volunteer_desk.paths import DataFolder, data_folder


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code.

    Args:
        argv: Words after the program's name; those of the process when left out.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or (len(words) == 2 and words[0] == "--data"):
        # the window's own way: the command line's machinery is not loaded
        return _open_window_on(data_folder(Path(words[1]) if words else None))
    from volunteer_desk.cli import run

    outcome = run(words)
    return outcome if isinstance(outcome, int) else _open_window_on(outcome)


def _open_window_on(folder: DataFolder) -> int:
    from volunteer_desk.app import run_window

    return run_window(folder)


if __name__ == "__main__":
    sys.exit(main())
