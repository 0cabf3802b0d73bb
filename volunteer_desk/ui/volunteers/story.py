"""时间线 and 时长 on a person's page: what happened, and the rows behind a figure."""

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import Signal

from volunteer_desk.domain.disclosure import DISCLOSURE_WORDS, DisclosureRow
from volunteer_desk.domain.entries import EntryFilter
from volunteer_desk.domain.periods import Span
from volunteer_desk.domain.timeline import TimelineEntry, TimelineKind
from volunteer_desk.services.timeline import MOST
from volunteer_desk.ui.empty_state import EmptyState
from volunteer_desk.ui.entries.listing import EntryList
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone
from volunteer_desk.ui.volunteers.rows_tab import RowsTab
from volunteer_desk.ui.widgets import QuietButton

KIND_WORDS: dict[TimelineKind, tuple[str, Tone]] = {
    TimelineKind.REGISTERED: ("登记", Tone.INFO),
    TimelineKind.STATUS: ("状态", Tone.WAITING),
    TimelineKind.JOINED: ("入队", Tone.INFO),
    TimelineKind.LEFT_TEAM: ("退队", Tone.PLAIN),
    TimelineKind.HOURS: ("服务", Tone.OK),
    TimelineKind.RECORD: ("记录", Tone.PLAIN),
    TimelineKind.CERTIFICATE: ("证书", Tone.URGENT),
    TimelineKind.MERGE: ("合并", Tone.WAITING),
}

STORY_COLUMNS: tuple[Column[TimelineEntry], ...] = (
    Column("on", "日期", lambda row: row.on.isoformat(), 104, "soft"),
    Column("kind", "", lambda row: KIND_WORDS[row.kind][0], 64, "pill",
           tone=lambda row: KIND_WORDS[row.kind][1]),
    Column("title", "事项", width=200, tip=lambda row: row.title, stretch=True),
    Column("detail", "说明", width=120, kind="soft", tip=lambda row: row.detail, stretch=True),
)  # fmt: skip


class StoryTab(RowsTab[TimelineEntry]):
    """The timeline; Enter opens what a line tells of, a merge can be taken back."""

    opened = Signal(object)
    """A ``TimelineEntry``."""
    merge_undoing = Signal(int)
    """The merge's id."""

    def __init__(self) -> None:
        super().__init__(STORY_COLUMNS, ("detail",), "还没有可以显示的事项。")
        self.part = QuietButton("撤销合并", "Ctrl+U", "把并在一起的两张卡片分开，各归各的")
        self.part.hide()
        self.foot.addWidget(self.part)
        self.part.clicked.connect(self._part)
        self.table.row_chosen.connect(self._choose)
        self.table.row_activated.connect(self._open)

    def show_story(self, story: Sequence[TimelineEntry]) -> None:
        """Show these entries."""
        count = f"只列最近的 {len(story):,} 条" if len(story) == MOST else f"{len(story):,} 条"
        self.show_rows(story, f"{count}，新的在前，Enter 打开" if story else "")
        self._choose(self.table.current_row())

    def _choose(self, number: int) -> None:
        row = self.model.row(number)
        here = row is not None and row.kind is TimelineKind.MERGE and row.row_id is not None
        self.part.setVisible(here)

    def _part(self) -> None:
        row = self.chosen()
        if row is not None and row.kind is TimelineKind.MERGE and row.row_id is not None:
            self.merge_undoing.emit(row.row_id)

    def _open(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None:
            self.opened.emit(row)


class HoursTab(EntryList):
    """The ledger's rows of a span: they add up to the figure that was pressed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            "volunteers.hours",
            leaving=("span", "team", "said", "state", "project"),
            nothing=EmptyState("没有服务时长", "时长在“时长登记”里记。", icon_name="clock"),
        )

    def show_hours(self, volunteer_id: int, span: Span) -> None:
        """Show a person's rows of a span, and those that wait."""
        which = EntryFilter(volunteer_id=volunteer_id, span=span, unapproved=True)
        self.ask(which, lead=f"{span.first} 至 {span.last}")


class DisclosuresTab(RowsTab[DisclosureRow]):
    """Who saw or took out this person's data, and why."""

    def __init__(self, zone: tzinfo | None) -> None:
        columns: tuple[Column[DisclosureRow], ...] = (
            Column(
                "at", "时间", lambda row: f"{row.at.astimezone(zone):%Y-%m-%d %H:%M}", 152, "soft"
            ),
            Column("kind", "事项", lambda row: DISCLOSURE_WORDS[row.kind], 130),
            Column("reason", "用途", width=150, tip=lambda row: row.reason, stretch=True),
            Column("by", "经办人", width=90, kind="soft"),
        )
        super().__init__(columns, ("by",), "还没有人看过完整信息，也没有导出过。")

    def show_log(self, rows: Sequence[DisclosureRow]) -> None:
        """Show these looks."""
        self.show_rows(rows, f"{len(rows)} 次" if rows else "")
