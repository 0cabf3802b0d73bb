"""A line of text that suggests known words as one types; any other word may stand."""

from collections.abc import Sequence

from volunteer_desk.ui.offer_field import OfferField


class SuggestField(OfferField):
    """Suggests every known word that holds what was typed, or is read so.

    Letters alone are taken for pinyin, so that Enter takes the first suggestion then.
    """

    def __init__(self, label: str, known: Sequence[str] = (), placeholder: str = "") -> None:
        super().__init__(label, placeholder, eager=False)
        self._known = tuple(known)

    def suggest(self, known: Sequence[str]) -> None:
        """Suggest these words from now on."""
        self._known = tuple(known)

    def is_eager(self) -> bool:
        """Whether what stands there is letters alone."""
        return self.has_letters_alone()

    def offered(self, text: str) -> Sequence[str]:
        """Known words that answer the text, but for the one that stands there."""
        from volunteer_desk.services.typed_words import matching

        return [word for word in matching(self._known, text) if word != text.strip()]
