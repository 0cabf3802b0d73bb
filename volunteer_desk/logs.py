"""The program's log: a rotating file that never holds personal data."""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOGGER = "volunteer_desk"
"""Every module logs under this name."""

_SIZE = 1_000_000
_KEPT = 5
_DIGITS = re.compile(r"\d{6,}[Xx]?")
_CHINESE = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·]+")


class DiscreetFormatter(logging.Formatter):
    """Takes out what could be a person: Chinese words, runs of six digits, exception texts.

    Our own messages are English, so Chinese can only come from somebody's data; an exception's
    text may quote a row, so only its type and where it was raised are kept.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One record as text without personal data."""
        return _DIGITS.sub("#", _CHINESE.sub("…", super().format(record)))

    def formatException(  # noqa: N802 - logging's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The exception's type and the lines it passed through, without its text."""
        _, fault, place = ei
        lines = [] if fault is None else [type(fault).__name__]
        while place is not None:
            code = place.tb_frame.f_code
            lines.append(f"  {Path(code.co_filename).name}:{place.tb_lineno} {code.co_name}")
            place = place.tb_next
        return "\n".join(lines)


def start_log(folder: Path) -> None:
    """Write the log to ``folder/desk.log``; calling again changes nothing.

    A folder that cannot be written leaves the program without a log, never without a start.
    """
    logger = logging.getLogger(LOGGER)
    target = str(folder / "desk.log")
    for handler in list(logger.handlers):
        if isinstance(handler, RotatingFileHandler):
            if handler.baseFilename == target:
                return
            logger.removeHandler(handler)
            handler.close()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = RotatingFileHandler(target, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return
    made.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(made)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def stop_log() -> None:
    """Close the log file."""
    logger = logging.getLogger(LOGGER)
    for handler in list(logger.handlers):
        if isinstance(handler, RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()
    logger.propagate = True
