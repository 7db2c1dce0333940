"""The words of a tree: every text that somebody may read, where it stands, how hard it reads."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kneenumb.model.claim import Claim
from kneenumb.model.fault import NodePath
from kneenumb.model.frozen import FrozenModel
from kneenumb.model.gate import Gate, GateRow, Table
from kneenumb.model.outcome import ConditionalSentence, Outcome
from kneenumb.model.question import Option, Question, RedFlag, Section
from kneenumb.model.reference import Area, BodyMap, Condition, Number, PhoneNumbers, Polygon, Source
from kneenumb.model.tree import Framed, Listed, Texts, Tree
from kneenumb.model.urgency import UrgencyWords

# A test holds this against the models, so that no text is forgotten.
_READ: dict[type[FrozenModel], tuple[str, ...]] = {
    Tree: ("title", "status", "about", "glossary"),
    Texts: ("not_for", "disclaimer", "numbers"),
    Framed: ("before", "after"),
    Listed: ("before", "items"),
    UrgencyWords: ("label", "meaning", "action"),
    Section: ("title", "about"),
    Question: ("topic", "ask", "why", "help"),
    Option: ("label", "detail", "because", "heading"),
    Gate: ("about",),
    GateRow: ("because",),
    Table: ("about",),
    RedFlag: ("says", "because"),
    Outcome: (
        "timing",
        "title",
        "summary",
        "why",
        "now",
        "clinician_may_check",
        "could_also_be",
        "self_care",
        "go_now_if",
    ),
    ConditionalSentence: ("add",),
    Claim: ("says",),
    Area: ("words", "nerve"),
    BodyMap: ("about",),
    Polygon: ("borders",),
    Condition: (
        "name",
        "numb_area",
        "pain",
        "brings_on_or_eases",
        "separated_by",
        "weakness",
        "reflexes",
        "examination",
        "mimics",
    ),
    Source: ("cite", "note"),
    PhoneNumbers: ("where",),
    Number: ("call",),
}
"""Which fields of a part hold texts. All others hold ids, marks, numbers or further parts."""


def texts(part: FrozenModel, path: NodePath = ()) -> Iterator[tuple[NodePath, str]]:
    """Every text in a part, each with its path.

    Args:
        path: Where the part itself stands.
    """
    read = _READ.get(type(part), ())
    # Not by iterating the part: that also gives what it has worked out about itself.
    for name in type(part).model_fields:
        yield from _within(getattr(part, name), (*path, name), name in read)


def _within(value: Any, path: NodePath, is_text: bool) -> Iterator[tuple[NodePath, str]]:
    match value:
        case str():
            if is_text:
                yield path, value
        case FrozenModel():
            yield from texts(value, path)
        case Mapping():
            for key, each in value.items():
                yield from _within(each, (*path, key), is_text)
        case tuple():
            for at, each in enumerate(value):
                yield from _within(each, (*path, at), is_text)


def spot(path: NodePath) -> str:
    """A path for a message: ``'outcomes › o_gout › why'``."""
    steps = (f"no. {step + 1}" if isinstance(step, int) else step for step in path)
    return f"'{' › '.join(steps)}'"


FEWEST_WORDS = 30
"""Below this, one long word moves the grade by years. A shorter text gets none."""

# A semicolon or colon ends a thought as a full stop does, and a reader rests there.
_END_OF_THOUGHT = re.compile(r"[.!?;:](?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
# Written, not spoken: whil(e), mak(es), walk(ed); but tab-le, nurs-es, test-ed.
_SILENT = re.compile(r"(?<![aeiouy])(?:(?<![^aeiouy]l)e|(?<![sxzcgh])es|(?<![td])ed)$")


def words(text: str) -> list[str]:
    """The words of a text. Numbers are none."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The thoughts of a text, each ended by a stop, a semicolon or a colon."""
    return [each.strip() for each in _END_OF_THOUGHT.split(text) if words(each)]


def syllables(word: str) -> int:
    """How many syllables an English word has, by its groups of vowels: near enough on average."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.lower()))))


def grade(text: str) -> float | None:
    """The years of school that a text asks for, or ``None`` for one too short to tell."""
    found = words(text)
    if len(found) < FEWEST_WORDS:
        return None
    long_sentences = len(found) / len(sentences(text))
    long_words = sum(map(syllables, found)) / len(found)
    return 0.39 * long_sentences + 11.8 * long_words - 15.59
