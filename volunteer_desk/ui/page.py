"""What every page is and what it is handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.domain.settings import DeskSettings
from volunteer_desk.ui.notices import Notices
from volunteer_desk.ui.tasks import Tasks

if TYPE_CHECKING:  # the window is shown before the store is imported
    from volunteer_desk.services.desk import Desk


class Go(Protocol):
    """Opens a page, at one of its subjects."""

    def __call__(
        self, page_name: str, subject: int | None = None, noun: Noun | None = None
    ) -> None:
        """Open ``page_name`` and, there, ``subject`` (of kind ``noun`` where a page has two)."""


@dataclass(frozen=True)
class PageContext:
    """Everything a page may use.

    Attributes:
        desk: For the services. Reads under 50 ms may be called at once, writes go to ``tasks``.
        tasks: Runs work off the GUI thread.
        notices: Says things at the top right.
        settings: Reads the settings as they are now.
        go: ``go("hours", subject)`` opens another page.
        publish: Tells the window what a write moved: pages reload, a notice offers 撤销.
        restore: Closes the desk, puts a backup in its place and opens it again.
    """

    desk: Desk
    tasks: Tasks
    notices: Notices
    settings: Callable[[], DeskSettings]
    go: Go
    publish: Callable[[Changed], None]
    restore: Callable[[Path], None]


class Page(QWidget):
    """A page of the rail; subclasses set the class attributes and build in ``__init__``."""

    page_name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    subtitle: ClassVar[str] = ""
    listens: ClassVar[frozenset[Noun]] = frozenset()

    subtitle_changed = Signal(str)
    """Emit it to show other words beside the title."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.setProperty("role", "ground")

    def reload(self) -> None:
        """Read everything shown again; called before the first show and when shown stale."""

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Show one of the page's rows; called after ``reload``.

        Args:
            subject: The id of a volunteer (志愿者), of a team or project (队伍与项目), of an
                activity (时长登记), as ``Reminder.subject`` and the finder give it.
            noun: Which kind it is of, where a page shows several.
        """

    def left(self) -> None:
        """Called when another page is shown (stop timers, keep what was typed)."""
