"""字典: the words of each code list; national ones can be put away, an office's own renamed."""

from volunteer_desk.domain.changes import Changed
from volunteer_desk.services import dictionary_editing as editing
from volunteer_desk.store.dictionaries import EditableItem
from volunteer_desk.ui.fields import ComboField, Field
from volunteer_desk.ui.page import PageContext
from volunteer_desk.ui.settings.ordered_list import OrderedList
from volunteer_desk.ui.tables import Column
from volunteer_desk.ui.tokens import Tone

COLUMNS: tuple[Column[EditableItem], ...] = (
    Column("word", "词", width=150, tip=lambda row: row.word, stretch=True),
    Column("short", "简称", width=110, kind="soft", tip=lambda row: row.short),
    Column("origin", "来源", lambda row: "国家" if row.national else "本处", 64, "soft"),
    Column(
        "state",
        "",
        lambda row: "" if row.active else "停用",
        64,
        "pill",
        tone=lambda _row: Tone.PLAIN,
    ),
)


class WordLists(OrderedList[EditableItem]):
    """One list at a time, chosen at the top."""

    def __init__(self, context: PageContext) -> None:
        self.word = Field("词")
        self.short = Field("简称", placeholder="可不填")
        super().__init__("字典", "本处加的词升级后仍在", COLUMNS, (self.word, self.short))
        self._context = context
        self._code = ""
        self.chooser = ComboField("列表", list(editing.LIST_WORDS.items()))
        self.chooser.changed.connect(self.read_words)
        self.body.insertWidget(1, self.chooser)

    def read_words(self) -> None:
        """Show the chosen list."""
        self.line.hide()
        self.show_problem("")
        self.show_rows(editing.editable_words(self._context.desk, self._list()))

    def in_use(self, row: EditableItem) -> bool:
        """Whether the word is offered."""
        return row.active

    def begin_new(self) -> None:
        """Type a new word."""
        self._code = ""
        self.word.set_text("")
        self.short.set_text("")
        self.open_line()

    def begin_change(self) -> None:
        """Type another word for the chosen one."""
        row = self.chosen()
        if row is None:
            return
        if row.national:
            self.show_problem("国家统一的词不能改名，可以停用它，再新增本处自己的词。")
            return
        self._code = row.code
        self.word.set_text(row.word)
        self.short.set_text(row.short)
        self.open_line()

    def save_line(self) -> None:
        """Add or rename."""
        desk, name, code = self._context.desk, self._list(), self._code
        word, short = self.word.text(), self.short.text()
        self._context.tasks.run(
            lambda _: (
                editing.rename_word(desk, name, code, word, short)
                if code
                else editing.add_word(desk, name, word, short)
            ),
            self._saved,
            label="正在保存",
            failed=self.show_refusal,
            quiet=True,
        )

    def toggle_use(self) -> None:
        """Put the chosen word away, or back."""
        row, desk, name = self.chosen(), self._context.desk, self._list()
        if row is None:
            return
        known = row
        self._context.tasks.run(
            lambda _: editing.retire_word(desk, name, known.code, back=not known.active),
            self._saved,
            label="正在保存",
            failed=self.show_refusal,
            quiet=True,
        )

    def move_row(self, by: int) -> None:
        """Move the chosen word."""
        at, codes = self.table.current_row(), [row.code for row in self.model.rows]
        if not 0 <= at + by < len(codes) or at < 0:
            return
        codes.insert(at + by, codes.pop(at))
        desk, name = self._context.desk, self._list()
        self.table.choose_row(at + by)
        self._context.tasks.run(
            lambda _: editing.reorder(desk, name, codes), self._moved, label="正在保存"
        )

    def _list(self) -> str:
        return str(self.chooser.key())

    def _saved(self, changed: Changed) -> None:
        self.close_line()
        self._moved(changed)

    def _moved(self, changed: Changed) -> None:
        self._context.publish(changed)
        self.show_rows(editing.editable_words(self._context.desk, self._list()))
