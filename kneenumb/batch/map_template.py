"""A first map of columns: what is plain is filled in, what is only likely is left to somebody."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kneenumb.cases.column_binding import pieces_of
from kneenumb.cases.column_profile import ColumnProfile
from kneenumb.cases.columns import NO, YES, Target, target_of
from kneenumb.model.case import WORDS
from kneenumb.model.column_map import SEPARATOR
from kneenumb.model.suggest import closest
from kneenumb.model.tree import Tree
from kneenumb.page.escape_controls import escape_controls

_WORD = re.compile(r"(?<![^\W_])-(?=\d)|[^\W_]+|[^\w\s.,;:!'\"()\[\]/…’‘“”–—-]")
"""A word, or a sign that changes what is meant: ``yes?`` is no yes, and -1 is not 1."""


class Guess(NamedTuple):
    """What a text means."""

    sure: str | None = None
    likely: str | None = None
    """What it may mean, for somebody to decide."""


class Names:
    """Everything that some things are called.

    Two texts of the same words are the same name, whatever their capitals and punctuation.
    """

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


_TICKS = Names(
    [(text, YES) for text in (YES, "1", "true", "x", "checked", "ticked")]
    + [(text, NO) for text in (NO, "0", "false", "unchecked")]
)
"""What other programs write for a line of a checklist."""
_SEPARATORS = (SEPARATOR, ", ", ",", "|", " / ")
"""What other programs write between the ticks of a checklist."""


class Draft(NamedTuple):
    """A column, and what it may mean."""

    header: str
    to: Guess
    values: Mapping[str, Guess]
    split: str = SEPARATOR
    says_something: bool = True
    """Whether it may be about an answer. A column of very many values hardly is."""

    @property
    def is_needed(self) -> bool:
        """Whether a map has to say anything of it."""
        is_same = self.to.sure == self.header and self.split == SEPARATOR
        return not is_same or any(value != each.sure for value, each in self.values.items())


def draft(tree: Tree, columns: Iterable[ColumnProfile]) -> tuple[Draft, ...]:
    """What the columns of a table may mean to a tree."""
    names = _names(tree)
    return tuple(_column(tree, column, names) for column in columns)


def _column(tree: Tree, column: ColumnProfile, names: Names) -> Draft:
    to = Guess(column.header) if target_of(tree, column.header) else names.guess(column.header)
    target = target_of(tree, to.sure or to.likely or "")
    if target is None or target.name not in tree.questions:
        return Draft(column.header, to, {}, says_something=bool(target) or not column.has_more)
    options = _options(tree, target)
    split = SEPARATOR
    values: Sequence[str] = column.values
    if tree.questions[target.name].is_checklist and target.option is None:
        split, values = _split(values, options)
    return Draft(column.header, to, {value: options.guess(value) for value in values}, split)


def _names(tree: Tree) -> Names:
    """Everything that a question, a line of a checklist or a word of a case is called."""
    found = [(word, word) for word in WORDS]
    for name, question in tree.questions.items():
        texts = (name, question.topic, question.ask, question.ask.rstrip("?"))
        found += ((text, name) for text in texts)
        if question.is_checklist:
            for option, each in question.options.items():
                texts = (f"{name}.{option}", f"{name} {option}", each.label, each.wording)
                found += ((text, f"{name}.{option}") for text in texts)
    return Names(found)


def _options(tree: Tree, target: Target) -> Names:
    """Everything that an answer is called."""
    if target.option is not None:
        return _TICKS
    options = tree.questions[target.name].options.items()
    texts = ((name, (name, option.label, option.wording)) for name, option in options)
    return Names((text, name) for name, several in texts for text in several)


def _split(values: Sequence[str], options: Names) -> tuple[str, Sequence[str]]:
    """How a checklist is taken apart so that most pieces are known, and the pieces."""
    known: dict[str, tuple[str, ...]] = dict.fromkeys(options.texts, ())
    apart = {
        split: [*dict.fromkeys(each for value in values for each in pieces_of(value, split, known))]
        for split in _SEPARATORS
    }
    sure = {
        split: sum(options.guess(piece).sure is not None for piece in pieces)
        for split, pieces in apart.items()
    }
    best = max(_SEPARATORS, key=lambda split: (sure[split], -len(apart[split])))
    return best, apart[best]


_HOW = """\
#
# Fill in every empty place: until then this map is refused. Behind "perhaps" stands what may be
# meant; look at it before you take it. A column that says nothing about the answers belongs into
# "ignore". An empty cell is no answer, and cannot be made to mean one.
# The ids of all questions: kneenumb show questions. Of all options: kneenumb show QUESTION.\
""".splitlines()


def map_yaml(tree: Tree, origin: str, drafts: Sequence[Draft]) -> str:
    """A map with everything that is plain filled in, and room for the rest.

    As long as anything is left empty, the map is refused.
    """
    return "\n".join(_lines(tree, origin, drafts)) + "\n"


def _lines(tree: Tree, origin: str, drafts: Sequence[Draft]) -> Iterator[str]:
    needed = [each for each in drafts if each.is_needed and each.says_something]
    others = [each for each in drafts if each.is_needed and not each.says_something]
    same = [each.header for each in drafts if not each.is_needed]
    yield f"# What the columns of {escape_controls(origin)} mean to the tree {tree.id}."
    yield from _HOW
    if same:
        yield f"# Understood as they are: {', '.join(same)}"
    yield "columns:" if needed else "columns: {}"
    for each in needed:
        yield from _column_lines(each)
    if others:
        yield "# These hold too many different values to be a question that is known. Is that so?"
    named = ", ".join(_quoted(each.header) for each in others)
    yield f"ignore: [{named}]"


def _column_lines(column: Draft) -> Iterator[str]:
    yield f"  {_quoted(column.header)}:"
    yield f"    to:{_filled(column.to)}"
    if column.split != SEPARATOR:
        yield f"    split: {_quoted(column.split)}"
    if any(value != each.sure for value, each in column.values.items()):
        yield "    values:"
        for value, guess in column.values.items():
            yield f"      {_quoted(value)}:{_filled(guess)}"


def _filled(guess: Guess) -> str:
    if guess.sure:
        return f" {guess.sure}"
    return f"  # perhaps {guess.likely}" if guess.likely else ""


def _quoted(text: str) -> str:
    return json.dumps(escape_controls(text), ensure_ascii=False)
