"""Above a dry run: how the columns were understood, in words, and on demand each one to correct."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from volunteer_desk.domain.mapping import FileMapping, ImportChoice, MappingOrigin
from volunteer_desk.ui.elided import ElidedLabel
from volunteer_desk.ui.fields import ComboField
from volunteer_desk.ui.importing.mapping_strip import Choices, MappingStrip, mapping_words
from volunteer_desk.ui.tokens import Tone, scaled
from volunteer_desk.ui.widgets import LinkButton, Pill, QuietButton, row_layout


class MappingBar(QWidget):
    """One line of words, 调整列 and 恢复自动识别; below it the strip of columns."""

    choosing = Signal(ImportChoice)
    """Another sheet, or other columns."""

    def __init__(self) -> None:
        super().__init__()
        self._mapping: FileMapping | None = None
        self.sheet = ComboField("工作表")
        self.sheet.setToolTip("换一张工作表（Alt S）")
        self.sheet.combo.setMinimumWidth(scaled(150))
        self.origin = Pill()
        self.said = ElidedLabel("", "soft", asks=False)
        self.forget = LinkButton("恢复自动识别", "Alt+U")
        self.toggle = QuietButton("调整列", "Alt+L", "看每一列导入到哪里，并改正")
        self.toggle.setCheckable(True)
        self.strip = MappingStrip()
        line = row_layout(10)
        line.addWidget(self.origin)
        line.addWidget(self.said, 1)
        line.addWidget(self.forget)
        line.addWidget(self.sheet)
        line.addWidget(self.toggle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self.strip)
        self.toggle.toggled.connect(self.strip.setVisible)
        self.toggle.clicked.connect(self._enter)
        self.strip.chosen.connect(self._take)
        self.sheet.changed.connect(self._take_sheet)
        self.forget.clicked.connect(self._restore)

    def show_mapping(
        self, mapping: FileMapping, choices: Choices, lacking: Sequence[str], *, first: bool
    ) -> None:
        """Show what the columns are taken for; ``first`` opens the strip where it is needed.

        ``lacking`` says which columns nobody chose that no row can do without.
        """
        self._mapping = mapping
        sheets = [(one.name, f"{one.name}（{one.rows:,} 行）") for one in mapping.sheets]
        self.sheet.setVisible(len(sheets) > 1)
        self.sheet.set_choices(sheets)
        self.sheet.choose(mapping.sheet)
        left = any(not one.field for one in mapping.columns)
        tone = Tone.URGENT if lacking else Tone.WAITING if left else Tone.OK
        self.origin.show_state(f"缺{lacking[0]}列" if lacking else "列对应", tone)
        self.said.setText(mapping_words(mapping))
        self.forget.setVisible(mapping.origin is not MappingOrigin.MATCHED)
        self.strip.show_mapping(mapping, choices)
        if first:
            remembered = mapping.origin is MappingOrigin.REMEMBERED
            self.toggle.setChecked(bool(lacking) or (left and not remembered))
            self.strip.setVisible(self.toggle.isChecked())

    def enter_sheets(self) -> None:
        """Go to the choice of sheets."""
        if self.sheet.isVisible():
            self.sheet.combo.setFocus()

    def _enter(self, shown: bool) -> None:
        if shown:
            self.strip.enter()

    def _take(self) -> None:
        if self._mapping is not None:
            self.choosing.emit(ImportChoice(self._mapping.sheet, self.strip.fields()))

    def _take_sheet(self) -> None:
        self.choosing.emit(ImportChoice(str(self.sheet.key() or "")))

    def _restore(self) -> None:
        if self._mapping is not None:
            self.choosing.emit(ImportChoice(self._mapping.sheet, forget=True))
