"""Did you mean …?"""

from collections.abc import Iterable
from itertools import islice

MOST_SUGGESTED = 50
"""Faults that come with a suggestion. Finding one takes time, and nobody reads more at once."""
MOST_COMPARED = 2_000
"""Known words that are looked at to find one that is close."""
LONGEST = 100
"""Characters of a word that may be close to another. To compare two long texts takes minutes."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that helps somebody who wrote a word that is not known.

    Capital letters make no difference to what is close.

    Args:
        word: What was written.
        known: What could have been meant, in the order to show it.

    Returns:
        ``Did you mean 'x'?`` where one is close, else the words to choose from.
    """
    words = _comparable(known)
    near = closest(word, words)
    if near is not None:
        return f"Did you mean '{near}'?"
    if not words:
        return "Remove it."
    shown = ", ".join(words[:20])
    return f"Choose one of: {shown}{', …' if len(words) > 20 else ''}."


class Suggestions:
    """Suggests a word for each fault of a file, as long as somebody would read on."""

    def __init__(self) -> None:
        self._left = MOST_SUGGESTED
        self._found: dict[tuple[str, int], tuple[str, Iterable[str]]] = {}
        """What is known is kept alive, or another could get its identity."""

    def did_you_mean(self, word: str, known: Iterable[str]) -> str:
        """The sentence of :func:`did_you_mean`; after many different ones, nothing."""
        key = (word, id(known))
        if key not in self._found:
            if not self._left:
                return ""
            self._left -= 1
            self._found[key] = did_you_mean(word, known), known
        return self._found[key][0]


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that somebody most likely meant, if one is close enough."""
    from difflib import get_close_matches  # Only needed where something is wrong.

    if len(word) > LONGEST:
        return None
    words = _comparable(known)
    spelled = {each.casefold(): each for each in reversed(words)}
    near = get_close_matches(word.casefold(), spelled, n=1, cutoff=0.6)
    return spelled[near[0]] if near else None


def _comparable(known: Iterable[str]) -> list[str]:
    return [each for each in islice(known, MOST_COMPARED) if len(each) <= LONGEST]
