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
    [(text, YES) for text in (YES, "1", "true", "y", "x", "checked", "ticked")]
    + [(text, NO) for text in (NO, "0", "false", "n", "unchecked")]
)
"""What other programs write for a line of a checklist."""
_PAIRS = (("0", "1"), ("N", "Y"), ("No", "Yes"), ("no", "yes"), ("Unchecked", "Checked"))
"""What stands for a line that is not ticked, and for one that is: next month's file has both."""
_IDS = {"record id", "response id", "responseid", "respondent id", "participant id", "case id"}
_IDS |= {"key", "uuid", "study id", "subject id", "submission id", "instanceid", "id"}
"""What other programs call the id of a person, in words."""
NO_ANSWER = {
    "-99",
    "-98",
    "-97",
    "-9",
    "-8",
    "-7",
    "NA",
    "N/A",
    "#N/A",
    "UNK",
    "NASK",
    "ASKU",
    "NAV",
}
NO_ANSWER |= {"NI", "INV", "NP", "MSK", "NaN", "nan", "NULL", "null", "SYSMIS", "."}
"""Usual codes for no answer, of REDCap, Qualtrics, LimeSurvey, SPSS and pandas."""
_SEPARATORS = (SEPARATOR, ", ", ",", "|", " / ", " ")
"""What other programs write between the ticks of a checklist."""


class Draft(NamedTuple):
    """A column, and what it may mean."""

    header: str
    to: Guess
    values: Mapping[str, Guess]
    split: str = SEPARATOR
    says_something: bool = True
    """Whether it may be about an answer. A column of very many values hardly is."""
    missing: tuple[str, ...] = ()
    """Values that are usual codes for no answer."""
    choice: tuple[str, ...] = ()
    """Everything that a value may mean."""

    @property
    def is_needed(self) -> bool:
        """Whether a map has to say anything of it."""
        is_same = self.to.sure == self.header and self.split == SEPARATOR and not self.missing
        return not is_same or any(value != each.sure for value, each in self.values.items())


def draft(tree: Tree, columns: Iterable[ColumnProfile]) -> tuple[Draft, ...]:
    """What the columns of a table may mean to a tree."""
    names = _names(tree)
    found = [_column(tree, column, names) for column in columns]
    if not any(each.to.sure == "id" for each in found):
        called = (at for at, each in enumerate(found) if _words(each.header) in _IDS)
        if (at := next(called, None)) is not None:
            found[at] = Draft(found[at].header, Guess("id"), {})
    return tuple(found)


def _column(tree: Tree, column: ColumnProfile, names: Names) -> Draft:
    to = Guess(column.header) if target_of(tree, column.header) else names.guess(column.header)
    if to.likely and _is_clean(tree, to.likely):
        to = Guess()  # Whoever writes something of his own does not say that there is nothing.
    target = target_of(tree, to.sure or to.likely or "")
    if target is None or target.name not in tree.questions:
        return Draft(column.header, to, {}, says_something=bool(target) or not column.has_more)
    options = _options(tree, target)
    split = SEPARATOR
    missing = tuple(value for value in column.values if value in NO_ANSWER)
    values: Sequence[str] = [value for value in column.values if value not in NO_ANSWER]
    if target.option is not None:
        pairs = (pair for pair in _PAIRS if values and {*values} <= {*pair})
        values = next(pairs, values)
    if tree.questions[target.name].is_checklist and target.option is None:
        split, values = _split(values, options)
    asked = tree.questions[target.name]
    choice = (YES, NO) if target.option is not None else tuple(asked.options)
    guesses = {value: options.guess(value) for value in values}
    if asked.is_checklist:
        guesses = {
            value: each if each.likely != asked.clean else Guess(each.sure)
            for value, each in guesses.items()
        }
    return Draft(column.header, to, guesses, split, missing=missing, choice=choice)


def _is_clean(tree: Tree, name: str) -> bool:
    """Whether a name is that of the line of a checklist that says: nothing of this."""
    target = target_of(tree, name)
    return bool(target and target.option and tree.questions[target.name].clean == target.option)


def _names(tree: Tree) -> Names:
    """Everything that a question, a line of a checklist or a word of a case is called."""
    found = [(word, word) for word in WORDS]
    for name, question in tree.questions.items():
        words = (question.topic, question.ask, question.ask.rstrip("?"))
        texts: tuple[str, ...] = (name, *words, *(f"{name} {text}" for text in words))
        found += ((text, name) for text in texts)
        if question.is_checklist:
            for option, each in question.options.items():
                lines = (f"{name}.{option}", f"{name} {option}", each.label, each.wording)
                found += ((text, f"{name}.{option}") for text in lines)
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
# A code for no answer, such as -99 or NA, belongs into "missing".
# The ids of all questions: kneenumb show questions. Of all options: kneenumb show QUESTION.\
""".splitlines()


def map_yaml(
    tree: Tree, origin: str, drafts: Sequence[Draft], heading_lines: int | None = None
) -> str:
    """A map with everything that is plain filled in, and room for the rest.

    As long as anything is left empty, the map is refused.
    """
    more = [f"heading_lines: {heading_lines}"] if heading_lines else []
    return "\n".join([*_lines(tree, origin, drafts), *more]) + "\n"


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
    codes = dict.fromkeys(code for each in drafts for code in each.missing)
    if codes:
        yield "# These usually mean that there is no answer. Is that so?"
        yield f"missing: [{', '.join(map(_quoted, codes))}]"


def _column_lines(column: Draft) -> Iterator[str]:
    yield f"  {_quoted(column.header)}:"
    yield f"    to:{_filled(column.to)}"
    if column.split != SEPARATOR:
        yield f"    split: {_quoted(column.split)}"
    if any(value != each.sure for value, each in column.values.items()):
        if any(not each.sure for each in column.values.values()):
            yield f"    # Each is one of: {', '.join(column.choice)}"
        yield "    values:"
        for value, guess in column.values.items():
            yield f"      {_quoted(value)}:{_filled(guess)}"


def _filled(guess: Guess) -> str:
    if guess.sure:
        return f" {guess.sure}"
    return f"  # perhaps {guess.likely}" if guess.likely else ""


def _quoted(text: str) -> str:
    return json.dumps(escape_controls(text), ensure_ascii=False)
