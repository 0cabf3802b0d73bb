"""A page that nothing but its test loads."""

from volunteer_desk.domain.changes import Noun
from volunteer_desk.ui.page import Page


class LatePage(Page):
    """Remembers what was opened on it."""

    page_name = "late"
    title = "晚到"

    def reload(self) -> None:
        """Nothing to read."""

    def open_subject(self, subject: int, noun: Noun | None = None) -> None:
        """Keep the subject."""
        self.setProperty("subject", subject)
