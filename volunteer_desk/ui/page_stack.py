"""The pages of the window: loaded beside it, made when first asked for, one of them in sight."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.pages import PageSpec
from volunteer_desk.ui.widgets import words


class PageStack(QStackedWidget):
    """One page in sight; until it can be shown, a word that it comes."""

    named = Signal(str, str, str)
    """(page, title, subtitle) of what is in sight or comes next."""

    def __init__(self, specs: Sequence[PageSpec]) -> None:
        super().__init__()
        self.specs = {spec.name: spec for spec in specs if spec.exists()}
        self.pages: dict[str, Page] = {}
        self.current = ""
        """The page in sight, "" while none is."""
        self._context: PageContext | None = None
        self._wanted: tuple[str, int | None, Noun | None] = ("overview", None, None)
        self._stale: set[str] = set()
        self._subtitles: dict[str, str] = {}
        self._waiting = QWidget()
        middle = QVBoxLayout(self._waiting)
        middle.addWidget(words("正在打开…", "soft"), 0, Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self._waiting)

    def receive(self, context: PageContext) -> None:
        """From now on pages can be made."""
        self._context = context

    def show_wanted(self) -> None:
        """Show the page that was asked for last, the first one where none was."""
        self.show_page(*self._wanted)

    def show_page(
        self, page_name: str, subject: int | None = None, noun: Noun | None = None
    ) -> None:
        """Show a page and open a subject on it; before ``receive`` it is only remembered."""
        spec = self.specs.get(page_name)
        if spec is None:
            return
        if self.current and self.current != page_name:
            self.pages[self.current].left()
        self._wanted = (page_name, subject, noun)
        page = self.pages.get(page_name)
        if page is None:
            if self._context is None or not spec.is_loaded():
                self._await(spec)
                return
            page = self._make(spec, self._context)
        self.current = page_name
        self.named.emit(page_name, page.title, self._subtitles.get(page_name, page.subtitle))
        if page_name in self._stale:
            self._stale.discard(page_name)
            page.reload()
        self.setCurrentWidget(page)
        if subject is not None:
            page.open_subject(subject, noun)

    def published(self, changed: Changed) -> None:
        """Reload the page in sight if it shows what moved; the others are read when shown."""
        for name, page in self.pages.items():
            if page.listens & changed.nouns:
                if name == self.current:
                    page.reload()
                else:
                    self._stale.add(name)

    def reload(self) -> None:
        """Read the page in sight again."""
        if self.current:
            self.pages[self.current].reload()

    def read_anew(self) -> None:
        """Whatever was read is of yesterday: the page in sight at once, the others when shown."""
        self._stale.update(self.pages.keys() - {self.current})
        self.reload()

    def leave(self) -> None:
        """The window closes: let the page in sight stop what ticks."""
        if self.current:
            self.pages[self.current].left()

    def _await(self, spec: PageSpec) -> None:
        """Load a page beside the window; what is typed meanwhile goes to no other page."""
        self.current = ""
        self.named.emit(spec.name, spec.label, "")
        self.setCurrentWidget(self._waiting)
        if self._context is not None:
            self._context.tasks.read(spec.load, self._loaded, key=f"page.{spec.name}")

    def _loaded(self, spec: PageSpec) -> None:
        if self._wanted[0] == spec.name and not self.current:
            self.show_wanted()

    def _make(self, spec: PageSpec, context: PageContext) -> Page:
        page = spec.build(context)
        page.subtitle_changed.connect(lambda text: self._take_subtitle(page, text))
        self.pages[spec.name] = page
        self.addWidget(page)
        self._stale.add(spec.name)
        return page

    def _take_subtitle(self, page: Page, text: str) -> None:
        self._subtitles[page.page_name] = text
        if page.page_name == self.current:
            self.named.emit(page.page_name, page.title, text)
