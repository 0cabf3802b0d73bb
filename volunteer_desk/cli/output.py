"""What every command shares: the session, the two streams, and how a refusal is said."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime

import typer

from volunteer_desk.domain.changes import Progress, no_progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.periods import Month, Span
from volunteer_desk.paths import DataFolder
from volunteer_desk.services.desk import Desk, local_now, open_desk


class RefusedError(UserFacingError):
    """A refusal whose report belongs on stdout all the same.

    Args:
        message: As ``UserFacingError``.
        remedy: As ``UserFacingError``.
        payload: The report.
        lines: The report as people read it.
    """

    def __init__(
        self, message: str, remedy: str, payload: Mapping[str, object], lines: tuple[str, ...]
    ) -> None:
        super().__init__(message, remedy)
        self.payload = dict(payload)
        self.lines = lines


@dataclass
class Session:
    """One run of the command line.

    Attributes:
        folder: The data folder.
        as_json: One object on stdout, messages on stderr.
        clock: Returns the aware local instant.
        window_wanted: No verb was given.
    """

    folder: DataFolder
    as_json: bool = False
    clock: Callable[[], datetime] = local_now
    window_wanted: bool = False

    @contextmanager
    def opened(self) -> Iterator[Desk]:
        """The desk, closed at the end."""
        desk = open_desk(self.folder, self.clock)
        try:
            yield desk
        finally:
            desk.close()

    def tell(self, payload: Mapping[str, object], *lines: str) -> None:
        """Print a result: the object with ``--json``, else the lines."""
        if self.as_json:
            print_json(payload)
        else:
            for line in lines:
                typer.echo(line)

    def refuse(self, fault: UserFacingError) -> None:
        """Print a refusal: sentence and remedy on stderr, with ``--json`` also an object."""
        report = fault.payload if isinstance(fault, RefusedError) else {}
        if self.as_json:
            print_json({**report, "error": {"message": fault.message, "remedy": fault.remedy}})
        elif isinstance(fault, RefusedError):
            for line in fault.lines:
                typer.echo(line)
        typer.echo(str(fault), err=True)

    def progress(self, what: str) -> Progress:
        """A listener that shows percentages on stderr when a person watches."""
        if not sys.stderr.isatty():
            return no_progress
        shown = -1

        def show(done: int, total: int) -> None:
            nonlocal shown
            percent = done * 100 // total if total else 100
            if percent != shown:
                shown = percent
                typer.echo(f"\r{what} {percent}%", nl=percent == 100, err=True)

        return show


def session_of(context: typer.Context) -> Session:
    """The session the global options made."""
    found = context.find_object(Session)
    if found is None:
        raise RuntimeError("the command ran outside the application")
    return found


def print_json(payload: Mapping[str, object]) -> None:
    """One JSON object on stdout; dates ISO, months ``2026-10``, enums their values."""
    typer.echo(json.dumps(payload, ensure_ascii=False, default=_plain))


def read_day(text: str) -> date:
    """A date of an option, written 2026-10-31.

    Raises:
        UserFacingError: It is no date.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UserFacingError(f"“{text}”不是日期。", "请写成 2026-10-31 这样的年-月-日。") from None


def read_span(first: str, last: str) -> Span:
    """The days from ``first`` to ``last``, both included.

    Raises:
        UserFacingError: One is no date, or the last lies before the first.
    """
    span = Span(read_day(first), read_day(last))
    if span.last < span.first:
        raise UserFacingError("结束日期早于开始日期。", "请检查 --from 和 --to。")
    return span


def words_of_hours(minutes: int) -> str:
    """Minutes as people say them: ``2.5小时``."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".") + "小时"


def plain_dict(fact: object) -> dict[str, object]:
    """A frozen dataclass as a dictionary ready for ``print_json``."""
    if not is_dataclass(fact) or isinstance(fact, type):
        raise TypeError("not a fact")
    return asdict(fact, dict_factory=_without_months)


def _without_months(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return {
        key: str(Month(value["year"], value["month"]))
        if key == "month" and isinstance(value, dict)
        else value
        for key, value in pairs
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
