"""Fields for a team, project or unit: found by name, pinyin or initials as one types."""

from collections.abc import Sequence
from typing import Protocol

from volunteer_desk.ui.offer_field import OfferField


class Finding(Protocol):
    """What a ``PickField`` asks for its offers (``services.naming.Names``)."""

    def find(self, text: str) -> Sequence[tuple[int, str]]:
        """(key, name) of those that answer, the likely one first; the usual ones for ""."""

    def label(self, row_id: int) -> str:
        """The name of a key."""

    def id_of(self, name: str) -> int | None:
        """The key of this very name, None for none."""


class PickField(OfferField):
    """A team, project or unit by its name, pinyin or initials; the field may stay empty.

    Args:
        label: The field's label.
        names: Where it is sought.
        placeholder: Shown while it is empty.
    """

    def __init__(self, label: str, names: Finding, placeholder: str = "") -> None:
        super().__init__(label, placeholder)
        self._names = names
        self._keys: dict[str, int] = {}
        self.barred: int | None = None
        """The key that is not offered: a unit does not stand below itself."""

    def choose(self, key: int | None) -> None:
        """Show the name of a key."""
        name = ""
        if key is not None:
            name = self._names.label(key)
            self._keys[name] = key
        self.set_text(name)

    def key(self) -> int | None:
        """The key of what stands there, None when it is empty or no such name."""
        text = self.text()
        known = self._keys.get(text)
        return known if known is not None or not text else self._names.id_of(text)

    def is_unknown(self) -> bool:
        """Whether something stands there that is no choice."""
        return bool(self.text()) and self.key() is None

    def typing(self) -> None:
        """What was known may have changed since."""
        self._keys = {}

    def offered(self, text: str) -> Sequence[str]:
        """Names that answer the text, the likely one first."""
        found = [one for one in self._names.find(text) if one[0] != self.barred]
        self._keys.update((name, key) for key, name in found)
        return [name for _key, name in found]


class NameField(OfferField):
    """A name that may be new: known ones are offered, and any other may stand.

    Letters alone are taken for pinyin, so that Enter takes the first offer then; a name written
    in characters stays as it is written.
    """

    def __init__(self, label: str, names: Finding, placeholder: str = "") -> None:
        super().__init__(label, placeholder, eager=False)
        self._names = names

    def is_eager(self) -> bool:
        """Whether what stands there is letters alone."""
        return self.has_letters_alone()

    def show_offers(self) -> None:
        """Offer what answers; the usual ones where a known name stands already."""
        if self._names.id_of(self.text()) is not None:
            self.offer(self.offered(""))
        else:
            super().show_offers()

    def offered(self, text: str) -> Sequence[str]:
        """Names that answer the text, the likely one first; not the one that stands there."""
        return [name for _key, name in self._names.find(text) if name != text.strip()]
