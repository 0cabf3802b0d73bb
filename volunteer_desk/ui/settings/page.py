"""设置: every choice is kept as soon as its field is left; copies are made and checked here."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from volunteer_desk.domain.changes import Changed, Noun
from volunteer_desk.services.settings import Choice, change_settings
from volunteer_desk.ui.fields import ComboField, Field, NumberField
from volunteer_desk.ui.late import Late, come_in_turn
from volunteer_desk.ui.page import Page, PageContext
from volunteer_desk.ui.settings.broken import BrokenCard
from volunteer_desk.ui.settings.choices import (
    AGES,
    PREFIXES,
    RULES,
    SIZES,
    STARS,
    THEMES,
    UNIT,
    NumberChoice,
    TextChoice,
)
from volunteer_desk.ui.settings.holidays import Holidays
from volunteer_desk.ui.settings.numbering import NumberPattern
from volunteer_desk.ui.settings.own_fields import OwnFields
from volunteer_desk.ui.settings.rules import RulesCard
from volunteer_desk.ui.settings.safekeeping import SafekeepingCard
from volunteer_desk.ui.settings.word_lists import WordLists
from volunteer_desk.ui.tasks import Refusal
from volunteer_desk.ui.tokens import scaled
from volunteer_desk.ui.widgets import Card, page_layout, row_layout


class SettingsPage(Page):
    """Two columns of cards."""

    page_name = "settings"
    title = "设置"
    subtitle = "改了就存，不用按保存"
    listens = frozenset({Noun.SETTING})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.texts: dict[str, Field] = {}
        self.numbers: dict[str, NumberField] = {}
        self.stars: list[NumberField] = []
        self._rules: dict[str, NumberChoice] = {}
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        columns = page_layout(inner)
        self._columns = both = row_layout()
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(18)
            side = QWidget()
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            side.setLayout(column)
            column.setContentsMargins(0, 0, 0, 0)
            both.addWidget(side, 1)
        self.broken = BrokenCard(context)
        columns.addWidget(self.broken)
        columns.addLayout(both)
        left.addWidget(
            self._text_card("单位与人员", "印在月报、证书和证明上；改名称也改本单位", UNIT)
        )
        left.addWidget(self._text_card("编号", "往后的新编号用它", PREFIXES))
        self.pattern = NumberPattern(context.desk.today)
        self.pattern.chosen.connect(self._keep_pattern)
        left.addWidget(self.pattern)
        left.addWidget(self._looks())
        self.word_lists = Late(lambda: WordLists(context), WordLists.read_words)
        left.addWidget(self.word_lists)
        self.holidays = Late(lambda: Holidays(context), Holidays.read_days)
        left.addWidget(self.holidays)
        left.addStretch(1)
        right.addWidget(self._rules_card())
        self.rules = RulesCard(context)
        right.addWidget(self.rules)
        right.addWidget(self._numbers_card("未成年人", "年龄按服务当天算", AGES))
        right.addWidget(self._stars_card())
        self.keeping = Late(
            lambda: SafekeepingCard(context), lambda card: card.show_settings(context.settings())
        )
        right.addWidget(self.keeping)
        self.own_fields = Late(lambda: OwnFields(context), OwnFields.read_fields)
        right.addWidget(self.own_fields)
        right.addStretch(1)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        QTimer.singleShot(0, self, lambda: come_in_turn(self, iter(self._late)))

    @property
    def _late(self) -> tuple[Late[QWidget], ...]:
        """The places of the cards below those seen at first."""
        return self.keeping, self.word_lists, self.holidays, self.own_fields

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two have no room (large text on a small screen)."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(860)
        self._columns.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def reload(self) -> None:
        """Show the choices as they are kept."""
        kept = self.context.settings()
        for key, field in self.texts.items():
            if not field.edit.hasFocus() or not field.edit.isModified():
                field.set_text(str(getattr(kept, key)))
        for key, number in self.numbers.items():
            if key == "report_day":
                number.set_value(kept.report_day)
            else:
                number.set_value(getattr(kept, key) // self._rules[key].factor)
        for star, value in zip(self.stars, kept.star_hours, strict=False):
            star.set_value(value)
        self.next_month.setChecked(kept.report_next_month)
        self.theme.choose(kept.theme)
        self.text_size.choose(kept.text_percent)
        self.broken.show_settings(kept)
        self.rules.show_settings(kept)
        self.pattern.show_settings(kept)
        for place in self._late:
            place.reread()

    def _text_card(self, title: str, note: str, choices: tuple[TextChoice, ...]) -> Card:
        card = Card(title, note)
        grid = QGridLayout()
        grid.setSpacing(10)
        first_wide = len(choices) % 2 == 0 and len(choices) > 4
        for number, choice in enumerate(choices):
            field = Field(choice.label, placeholder=choice.placeholder)
            field.entered.connect(lambda key=choice.key: self._keep_text(key))
            self.texts[choice.key] = field
            if first_wide:
                place = (0, 0, 1, 2) if number == 0 else ((number + 1) // 2, (number + 1) % 2, 1, 1)
            else:
                place = (number // 2, number % 2, 1, 1)
            grid.addWidget(field, *place)
        card.body.addLayout(grid)
        return card

    def _rules_card(self) -> Card:
        card = Card("期限与口径", "各地不同，按本地规定填")
        line = row_layout(10)
        day = NumberField("月报每月", 25, 1, 31, "日前报")
        self.numbers["report_day"] = day
        day.spin.editingFinished.connect(self._keep_day)
        self.next_month = QCheckBox("次月报上月的")
        self.next_month.clicked.connect(self._keep_next_month)
        line.addWidget(day, 1)
        line.addWidget(self.next_month, 1)
        card.body.addLayout(line)
        grid = QGridLayout()
        grid.setSpacing(10)
        for number, choice in enumerate(RULES):
            field = NumberField(choice.label, choice.low, choice.low, choice.high, choice.unit)
            field.spin.editingFinished.connect(lambda key=choice.key: self._keep_number(key))
            self.numbers[choice.key] = field
            self._rules[choice.key] = choice
            wide = 2 if number < 2 else 1
            place = (number, 0) if number < 2 else (number // 2 + 1, number % 2)
            grid.addWidget(field, *place, 1, wide)
        card.body.addLayout(grid)
        return card

    def _numbers_card(self, title: str, note: str, choices: tuple[NumberChoice, ...]) -> Card:
        card = Card(title, note)
        line = row_layout(10)
        for choice in choices:
            field = NumberField(choice.label, choice.low, choice.low, choice.high, choice.unit)
            field.spin.editingFinished.connect(lambda key=choice.key: self._keep_number(key))
            self.numbers[choice.key] = field
            self._rules[choice.key] = choice
            line.addWidget(field, 1)
        card.body.addLayout(line)
        return card

    def _stars_card(self) -> Card:
        card = Card("星级", "累计多少小时评为几星")
        grid = QGridLayout()
        grid.setSpacing(10)
        for number, word in enumerate(STARS):
            field = NumberField(word, 100, 1, 100_000)
            field.spin.editingFinished.connect(self._keep_stars)
            self.stars.append(field)
            grid.addWidget(field, number // 3, number % 3)
        card.body.addLayout(grid)
        return card

    def _looks(self) -> Card:
        card = Card("外观")
        line = row_layout(10)
        self.theme = ComboField("颜色", THEMES)
        self.text_size = ComboField("文字", SIZES)
        self.theme.changed.connect(self._keep_theme)
        self.text_size.changed.connect(self._keep_size)
        line.addWidget(self.theme, 1)
        line.addWidget(self.text_size, 1)
        card.body.addLayout(line)
        return card

    def _keep_text(self, key: str) -> None:
        self._keep(key, self.texts[key].text())

    def _keep_number(self, key: str) -> None:
        self._keep(key, self.numbers[key].value() * self._rules[key].factor)

    def _keep_pattern(self, pattern: str) -> None:
        self.pattern.own.edit.setModified(False)
        self._keep("number_pattern", pattern)

    def _keep_day(self) -> None:
        self._keep("report_day", self.numbers["report_day"].value())

    def _keep_next_month(self) -> None:
        self._keep("report_next_month", self.next_month.isChecked())

    def _keep_stars(self) -> None:
        self._keep("star_hours", tuple(star.value() for star in self.stars))

    def _keep_theme(self) -> None:
        self._keep("theme", str(self.theme.key()))

    def _keep_size(self) -> None:
        size = self.text_size.key()
        if isinstance(size, int):
            self._keep("text_percent", size)

    def _keep(self, key: str, value: Choice) -> None:
        if getattr(self.context.settings(), key) == value:
            return
        desk = self.context.desk
        self.context.tasks.run(
            lambda _: change_settings(desk, **{key: value}),
            self._kept,
            label="正在保存设置",
            failed=self._refused,
        )

    def _kept(self, changed: Changed) -> None:
        self.context.publish(changed)

    def _refused(self, _fault: Refusal) -> None:
        for field in self.texts.values():
            field.edit.setModified(False)
        self.reload()
