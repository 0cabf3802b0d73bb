"""照片和文件 of an activity: dropped, pasted or chosen; shown, printed, opened, taken away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from volunteer_desk.domain.attachments import MOST_ON_SHEET, AttachmentRow, FileKind
from volunteer_desk.domain.changes import Changed, Progress
from volunteer_desk.domain.errors import UserFacingError
from volunteer_desk.services import attachment_acts, attachments
from volunteer_desk.services.attachments import AddedFiles, IncomingFile
from volunteer_desk.ui.activities.attachment_grid import AttachmentGrid
from volunteer_desk.ui.activities.button_row import ButtonRow
from volunteer_desk.ui.activities.incoming import (
    choose_files,
    files_of,
    holds_files,
    refused_words,
)
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.widgets import LinkButton, SmallButton, row_layout, words

Shown = tuple[int, tuple[AttachmentRow, ...], dict[int, QImage], int]


class AttachmentsPanel(QWidget):
    """Ctrl+V pastes, files are dropped anywhere on it."""

    counted = Signal(int)
    """How many there are now."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._activity_id: int | None = None
        self.setAcceptDrops(True)
        self.grid = AttachmentGrid()
        self.none = EmptyState(
            "还没有照片和文件", "拖到这里，按 Ctrl V 粘贴，或选文件。", icon_name="camera"
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.none)
        self.add = SmallButton("添加…", "Alt+A", "选照片和文件；也可以拖进来，或按 Ctrl V 粘贴")
        self.open = SmallButton("打开", "", "用系统的程序打开（Enter）")
        self.tick = SmallButton("印在记录表", "", "记录表最多印4张（空格）")
        self.name = SmallButton("改名", "", "照片的名称印在照片下面（F2）")
        self.remove = SmallButton("移除", "", "移除选中的（Delete）")
        self.buttons = ButtonRow((self.add, self.open, self.tick, self.name, self.remove))
        self.note = words("", "small")
        self.clear_link = LinkButton("", "", "连文件一起删掉，不能撤销")
        self.problem = words("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.problem)
        foot = row_layout(8)
        foot.addWidget(self.note)
        foot.addStretch(1)
        foot.addWidget(self.clear_link)
        layout.addLayout(foot)
        layout.addWidget(self.buttons)
        self._connect()

    def _connect(self) -> None:
        self.add.clicked.connect(self._choose)
        self.open.clicked.connect(self._open_current)
        self.tick.clicked.connect(self._tick_current)
        self.name.clicked.connect(self._name_current)
        self.remove.clicked.connect(self._remove_chosen)
        self.clear_link.clicked.connect(self._clear_removed)
        self.grid.opened.connect(self._open)
        self.grid.ticked.connect(self._tick)
        self.grid.removed.connect(self._remove)
        # queued: the tiles are made anew, and the editor of one is still on the stack
        self.grid.named.connect(self._rename, Qt.ConnectionType.QueuedConnection)
        self.grid.currentRowChanged.connect(self._offer)

    def show_activity(self, activity_id: int | None) -> None:
        """Read and show what an activity has; None shows nothing."""
        if activity_id != self._activity_id:
            self.problem.hide()
        self._activity_id = activity_id
        desk = self._context.desk
        if activity_id is None:
            self._show((0, (), {}, 0))
            return
        wanted = activity_id

        def read() -> Shown:
            rows = attachments.list_attachments(desk, wanted)
            images = {}
            for row in rows:
                if row.kind is FileKind.PHOTO:
                    try:
                        images[row.id] = QImage.fromData(attachments.thumbnail(desk, row))
                    except UserFacingError:
                        continue  # its tile shows the icon; the check says what is wrong
            return wanted, rows, images, len(attachments.removed_attachments(desk, wanted))

        self._context.tasks.read(read, self._show, key="activity.attachments")

    def take_files(self, files: Sequence[IncomingFile]) -> None:
        """Add files to the activity."""
        desk, activity_id = self._context.desk, self._activity_id
        if activity_id is None or not files:
            return
        wanted, brought = activity_id, tuple(files)
        self.problem.hide()
        self._context.tasks.run(
            lambda progress: attachments.add_attachments(desk, wanted, brought, progress),
            self._added,
            label="正在添加照片和文件",
        )

    def paste(self) -> bool:
        """Take files or a picture from the clipboard; whether there were any."""
        found = files_of(QGuiApplication.clipboard().mimeData())
        self.take_files(found)
        return bool(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V pastes files or a picture."""
        if event.matches(QKeySequence.StandardKey.Paste):
            if not self.paste():
                self._say("剪贴板里没有照片或文件。")
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped."""
        if self._activity_id is not None and holds_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take_files(files_of(event.mimeData()))

    def _show(self, shown: Shown) -> None:
        _activity, rows, images, removed = shown
        self.grid.show_rows(rows, images)
        self.stack.setCurrentIndex(0 if rows else 1)
        printed = sum(row.on_sheet for row in rows)
        self.note.setText(f"记录表印 {printed}/{MOST_ON_SHEET} 张" if rows else "")
        self.clear_link.setText(f"彻底删除移除的 {removed} 个" if removed else "")
        self.clear_link.setVisible(bool(removed))
        self._offer()
        self.counted.emit(len(rows))

    def _offer(self, _row: int = 0) -> None:
        here = self.grid.current_id()
        row = None if here is None else self.grid.attachment(here)
        for button in (self.open, self.name, self.remove):
            button.setVisible(row is not None)
        self.tick.setVisible(row is not None and row.kind is FileKind.PHOTO)
        self.tick.setText("不印" if row is not None and row.on_sheet else "印在记录表")
        self.buttons.arrange()

    def _choose(self) -> None:
        self.take_files(choose_files(self))

    def _added(self, added: AddedFiles) -> None:
        if added.changed.nouns:
            self._context.publish(added.changed)
        self._say(refused_words(added.refused))
        self.show_activity(self._activity_id)

    def _open_current(self) -> None:
        here = self.grid.current_id()
        if here is not None:
            self._open(here)

    def _open(self, attachment_id: int) -> None:
        try:
            path = attachments.attachment_path(self._context.desk, attachment_id)
        except UserFacingError as fault:
            self._context.notices.error(fault)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._say("这台电脑上没有能打开它的程序。")

    def _tick_current(self) -> None:
        here = self.grid.current_id()
        if here is not None:
            self._tick(here)

    def _tick(self, attachment_id: int) -> None:
        row, desk = self.grid.attachment(attachment_id), self._context.desk
        if row is not None:
            wanted = not row.on_sheet
            self._run(lambda _: attachment_acts.print_on_sheet(desk, attachment_id, wanted))

    def _name_current(self) -> None:
        item = self.grid.currentItem()
        if item is not None:
            self.grid.setFocus()
            self.grid.editItem(item)

    def _rename(self, attachment_id: int, name: str) -> None:
        desk = self._context.desk
        self._run(lambda _: attachment_acts.rename_attachment(desk, attachment_id, name))

    def _remove_chosen(self) -> None:
        self._remove(self.grid.chosen_ids())

    def _remove(self, ids: Sequence[int]) -> None:
        desk, gone = self._context.desk, list(ids)
        if gone:
            self._run(lambda _: attachment_acts.remove_attachments(desk, gone))

    def _clear_removed(self) -> None:
        desk, activity_id = self._context.desk, self._activity_id
        if activity_id is not None:
            wanted = activity_id
            self._run(lambda _: attachment_acts.clear_removed(desk, wanted))

    def _run(self, work: Callable[[Progress], Changed]) -> None:
        self._context.tasks.run(work, self._done, label="正在保存")

    def _done(self, changed: Changed) -> None:
        self.problem.hide()
        if changed.nouns:
            self._context.publish(changed)
        self.show_activity(self._activity_id)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
