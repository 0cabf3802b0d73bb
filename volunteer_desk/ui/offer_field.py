"""Fields that offer what fits while one types: several words of a list, a person."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter
from shiboken6 import isValid

from volunteer_desk.domain.volunteers import VolunteerHit
from volunteer_desk.ui.fields import Field

OFFERED = 12
"""Offers shown at most."""


class OfferField(Field):
    """A line of text with offers below it; ↓ shows them, Enter takes one.

    Args:
        label: The field's label.
        placeholder: Shown while it is empty.
        eager: The first offer is chosen already, so that Enter takes it.
    """

    def __init__(self, label: str, placeholder: str = "", *, eager: bool = True) -> None:
        super().__init__(label, placeholder=placeholder)
        self._eager = eager
        self._model = QStringListModel(self)
        self.offers = QCompleter(self._model, self)
        self.offers.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.offers.setMaxVisibleItems(8)
        self.offers.setWidget(self.edit)
        self.offers.popup().setObjectName("hits")
        self.offers.activated.connect(self._take)
        self.edit.textEdited.connect(self._typed)

    def offered(self, text: str) -> Sequence[str]:
        """What to offer for the text typed; subclasses say."""
        raise NotImplementedError

    def take(self, offer: str) -> None:
        """Put an offer into the field; subclasses may keep more of it."""
        self.edit.setText(offer)

    def typing(self) -> None:
        """Called when the user typed, before anything is offered."""

    def is_eager(self) -> bool:
        """Whether the first offer is chosen already."""
        return self._eager

    def has_letters_alone(self) -> bool:
        """Whether what stands there is letters alone, as pinyin is typed."""
        text = self.text()
        return text.isascii() and text.isalpha()

    def show_offers(self) -> None:
        """Offer what answers the text; the usual ones where nothing does."""
        self.offer(self.offered(self.edit.text()) or self.offered(""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↓ in the field shows every offer."""
        if not isValid(self):  # a window taken down
            return False
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and not self.offers.popup().isVisible()
        ):
            self.show_offers()
            return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self.typing()
        self.offer(self.offered(text) if text.strip() else ())

    def offer(self, offers: Sequence[str]) -> None:
        """Show these below the field; nothing where there are none."""
        self._model.setStringList(list(offers))
        popup = self.offers.popup()
        if not offers:
            popup.hide()
            return
        self.offers.complete()
        if self.is_eager():
            popup.setCurrentIndex(self.offers.completionModel().index(0, 0))

    def _take(self, offer: str) -> None:
        self.take(offer)
        self.changed.emit()


class WordsField(OfferField):
    """Several words of a list with 、 between ("社区服务、文化艺术").

    Args:
        label: The field's label.
        choices: (code, word) of the list.
        most: So many words may stand; ``trouble`` says when there are more.
        placeholder: Shown while it is empty.
        free: Words that are not of the list may stand too, and Enter leaves them as typed.
    """

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]],
        most: int = 99,
        placeholder: str = "",
        *,
        free: bool = False,
    ) -> None:
        super().__init__(label, placeholder, eager=not free)
        self._free = free
        self._codes = {word: code for code, word in choices}
        self._most = most

    def offer_words(self, words: Sequence[str]) -> None:
        """Offer the words of another list, each its own code."""
        self._codes = {word: word for word in words}

    def set_codes(self, codes: Sequence[str]) -> None:
        """Show the words of these codes."""
        words = {code: word for word, code in self._codes.items()}
        self.set_text("、".join(words.get(code, code) for code in codes))

    def codes(self) -> tuple[str, ...]:
        """The codes of the words that stand there, each once; unknown words as they are."""
        return tuple(dict.fromkeys(self._codes.get(word, word) for word in self._words()))

    def is_eager(self) -> bool:
        """Pinyin takes the first offer even where one's own words may stand."""
        last = _split(self.text())[-1]
        return self._eager or (last.isascii() and last.isalpha())

    def trouble(self) -> str:
        """What is wrong with what stands there, "" when nothing is."""
        unknown = [word for word in self._words() if word not in self._codes and not self._free]
        if unknown:
            return f"没有“{unknown[0]}”这个{self.label.text()}，请从提示里选（按 ↓ 看全部）。"
        if len(self.codes()) > self._most:
            return f"{self.label.text()}最多{self._most}个，请只留最主要的。"
        return ""

    def offered(self, text: str) -> Sequence[str]:
        """Words of the list that answer what is typed after the last 、 and do not stand yet."""
        from volunteer_desk.services.typed_words import matching

        *stand, wanted = _split(text)
        return [word for word in matching(tuple(self._codes), wanted) if word not in stand]

    def take(self, offer: str) -> None:
        """Put a word in the place of what was being typed."""
        *stand, last = _split(self.edit.text())
        if last in self._codes and last != offer:
            stand.append(last)
        self.edit.setText("、".join([*(word for word in stand if word), offer]))

    def _words(self) -> list[str]:
        return [word for word in _split(self.text()) if word]


class PersonField(OfferField):
    """A volunteer, searched as one types by name, pinyin, phone or number."""

    def __init__(
        self, label: str, search: Callable[[str], Sequence[VolunteerHit]], *, free: bool = False
    ) -> None:
        words = "姓名、拼音、手机号或编号" if not free else "从队员中选，或直接填写姓名"
        super().__init__(label, words, eager=not free)
        self._search = search
        self._hits: dict[str, VolunteerHit] = {}
        self.person: int | None = None

    def show_person(self, name: str, person: int | None) -> None:
        """Show a name, and the volunteer it is where it is one."""
        self.set_text(name)
        self.person = person

    def typing(self) -> None:
        """Who was chosen no longer is."""
        self.person = None

    def offered(self, text: str) -> Sequence[str]:
        """People found, told apart by number, team and phone."""
        self._hits = {_hit_words(hit): hit for hit in self._search(text.strip())}
        return list(self._hits)[:OFFERED]

    def take(self, offer: str) -> None:
        """Choose a person."""
        hit = self._hits[offer]
        self.show_person(hit.name, hit.id)


def _split(text: str) -> list[str]:
    return [word.strip() for word in text.replace("，", "、").replace(",", "、").split("、")]


def _hit_words(hit: VolunteerHit) -> str:
    tail = f"尾号{hit.phone_tail}" if hit.phone_tail else ""
    return "　".join(filter(None, (hit.name, hit.number, hit.team, tail)))
