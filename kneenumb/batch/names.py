"""Names: what things are called, to find out which of them somebody means by a text.

Two texts of the same words are the same name, whatever their capitals and punctuation.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kneenumb.model.suggest import closest

_WORD = re.compile(r"(?<![^\W_])-(?=\d)|[^\W_]+|[^\w\s.,;:!'\"()\[\]/…’‘“”–—-]")
"""A word, or a sign that changes what is meant: ``yes?`` is no yes, and -1 is not 1."""


class Guess(NamedTuple):
    """What a text means."""

    sure: str | None = None
    likely: str | None = None
    """What it may mean, for somebody to decide."""


class Names:
    """Everything that some things are called."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take a text and the id of what it means, for each name."""
        self.texts: dict[str, str] = {}
        self._by_words: dict[str, set[str]] = {}
        self._ids: set[str] = set()
        for text, id in names:
            self.texts.setdefault(text, id)
            self._ids.add(id)
            self._by_words.setdefault(_words(text), set()).add(id)

    def guess(self, text: str) -> Guess:
        """What a text means: surely, if only one thing is called so."""
        if text in self._ids:
            return Guess(sure=text)
        words = _words(text)
        meant = self._by_words.get(words, set())
        if words and len(meant) == 1:
            return Guess(sure=next(iter(meant)))
        near = closest(text, self.texts)
        return Guess(likely=self.texts[near] if near else None)


@lru_cache(maxsize=10_000)
def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
