"""Running the services behind the view 查重."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.duplicates import DuplicatePair
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.domain.merging import MergePreview, Side
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.volunteers.duplicates_view import DuplicatesView

Merged = tuple[Changed, int]
Parted = tuple[Changed, DuplicatePair]


class Duplicates(QObject):
    """Sweeps, compares, merges, tells apart."""

    closed = Signal()
    opening = Signal(int)
    """A volunteer's id."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._found: tuple[DuplicatePair, ...] = ()
        self.view = DuplicatesView()
        self.view.sweeping.connect(self.sweep)
        self.view.compared.connect(self._compare)
        self.view.merging.connect(self._merge)
        self.view.told_apart.connect(self._tell_apart)
        self.view.opening.connect(self.opening)
        self.view.closing.connect(self.closed)

    def sweep(self) -> None:
        """Compare everybody; a strip shows how far it is, with 取消."""
        from volunteer_desk.services.duplicates import sweep_duplicates

        desk = self._context.desk
        self.view.again.setEnabled(False)
        self._context.tasks.run(
            lambda progress: sweep_duplicates(desk, progress),
            self._swept,
            label="正在查重",
            failed=self._stopped,
        )

    def refresh(self) -> None:
        """A merge was taken back, or one was made elsewhere: what was swept is asked again."""
        from volunteer_desk.services.duplicates import standing_pairs

        desk, found = self._context.desk, self._found
        if found and self.view.isVisible():
            self._context.tasks.read(
                lambda: standing_pairs(desk, found), self._show, key="volunteers.pairs", quiet=True
            )

    def _swept(self, pairs: tuple[DuplicatePair, ...]) -> None:
        self._found = pairs
        self.view.again.setEnabled(True)
        self.view.show_pairs(pairs)

    def _show(self, pairs: tuple[DuplicatePair, ...]) -> None:
        if list(pairs) != list(self.view.pairs.rows):
            self.view.show_pairs(pairs)

    def _stopped(self, _fault: Refusal) -> None:
        self.view.again.setEnabled(True)
        self.view.show_pairs(self.view.pairs.rows)

    def _compare(self, kept: int, merged: int) -> None:
        from volunteer_desk.services.merge_preview import preview_merge

        desk = self._context.desk
        self._context.tasks.read(
            lambda: preview_merge(desk, kept, merged),
            self._compared,
            key="volunteers.compare",
            failed=self._incomparable,
            quiet=True,
        )

    def _compared(self, preview: MergePreview) -> None:
        self.view.show_preview(preview)

    def _incomparable(self, fault: Refusal) -> None:
        if isinstance(fault, UserFacingError):
            self.view.show_no_preview(f"{fault.message}{fault.remedy}")

    def _merge(self, kept: int, merged: int, choices: Mapping[str, Side]) -> None:
        from volunteer_desk.services.merging import merge_volunteers

        desk = self._context.desk

        def work(_progress: Progress) -> Merged:
            return merge_volunteers(desk, kept, merged, choices), merged

        self._context.tasks.run(work, self._merged, label="正在合并", failed=self._refused)

    def _merged(self, done: Merged) -> None:
        changed, merged = done
        self.view.drop_pairs_of(merged)
        self._context.publish(changed)

    def _refused(self, _fault: Refusal) -> None:
        self.view.merge.setEnabled(True)

    def _tell_apart(self, pair: DuplicatePair) -> None:
        from volunteer_desk.services.duplicates import tell_apart

        desk = self._context.desk

        def work(_progress: Progress) -> Parted:
            return tell_apart(desk, pair.first.id, pair.second.id), pair

        self._context.tasks.run(work, self._parted, label="正在记住")

    def _parted(self, done: Parted) -> None:
        """No batch stands behind it, so the notice's own undo forgets it again."""
        changed, pair = done
        self.view.show_pairs([one for one in self.view.pairs.rows if one != pair])
        self._context.notices.ok(changed.message, partial(self._forget, pair))

    def _forget(self, pair: DuplicatePair) -> None:
        from volunteer_desk.services.duplicates import forget_told_apart

        desk = self._context.desk

        def work(_progress: Progress) -> Parted:
            return forget_told_apart(desk, pair.first.id, pair.second.id), pair

        self._context.tasks.run(work, self._forgotten, label="正在撤销")

    def _forgotten(self, done: Parted) -> None:
        changed, pair = done
        self._context.notices.ok(changed.message)
        rows = sorted((pair, *self.view.pairs.rows), key=lambda one: -one.score)
        self.view.show_pairs(rows)
