"""Handing what a piece of work came to to its listener, as long as that one is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

import shiboken6
from PySide6.QtCore import QObject

from volunteer_desk.domain.errors import Cancelled, UserFacingError
from volunteer_desk.ui.lanes import Job

if TYPE_CHECKING:
    from volunteer_desk.ui.tasks import Tasks

T = TypeVar("T")


def owned(done: Callable[[T], None]) -> Callable[[object], None]:
    """A listener that is dropped with its owner.

    Raises:
        TypeError: It is no bound method of a QObject.
    """
    if not isinstance(getattr(done, "__self__", None), QObject):
        raise TypeError("done must be a bound method of a QObject")
    return cast(Callable[[object], None], done)


def alive(method: object) -> bool:
    """Whether the QObject whose method it is was not freed yet."""
    owner = getattr(method, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def deliver(tasks: Tasks, job: Job) -> None:
    """Hand a job's value to its listener, or what went wrong to whom it concerns."""
    outcome = job.outcome
    if isinstance(outcome, UserFacingError | Cancelled):
        if not job.quiet:
            tasks.refused.emit(outcome)
        if job.failed is not None and alive(job.failed):
            job.failed(outcome)
    elif isinstance(outcome, BaseException):
        tasks.broke.emit(outcome)
    elif alive(job.done):
        job.done(outcome)
