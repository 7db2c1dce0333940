"""The words of a tree: every text that somebody may read, how hard it reads, and which phrases
the page of a result must not hold.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from kneenumb.model.claim import Claim
from kneenumb.model.fault import NodePath
from kneenumb.model.frozen import FrozenModel
from kneenumb.model.gate import Gate, GateRow, Table
from kneenumb.model.outcome import ConditionalSentence, Outcome
from kneenumb.model.question import Option, Question, RedFlag, Section
from kneenumb.model.reference import (
    Area,
    BodyMap,
    Condition,
    Nerve,
    Number,
    PhoneNumbers,
    Polygon,
    PressurePoint,
    Root,
    Source,
)
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
    Option: ("label", "detail", "because", "note", "heading"),
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
    Root: ("name", "point"),
    Nerve: ("name", "about", "serves"),
    PressurePoint: ("where", "by"),
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


def place_of(path: NodePath) -> str:
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


_ADVERB = r"(?:(?:almost|most|very) )?(?:certainly|clearly|definitely|surely|probably|likely)"
_YOU_HAVE = re.compile(
    rf"\byou (?:{_ADVERB} )?(?:have|suffer from)\b|\byou['’]ve\b"
    r"|\byou(?: are|['’]re) (?:suffering from|having an?)\b",
    re.IGNORECASE,
)
_IT_IS = re.compile(
    rf"\b(?:this|that|it|the cause) is (?:{_ADVERB} )?(?:(?:an?|the) )?", re.IGNORECASE
)
# "You have to be seen", "you have told us": no condition is named.
_NO_CONDITION = re.compile(
    r" +(?:(?:already|just|not|never|only) +)?(?:to|been|told|said|answered|ticked|chosen|marked"
    r"|named|listed|described|reported|given|tried|taken|noticed|seen)\b",
    re.IGNORECASE,
)
# "If you have a fever", "it may be that you have": said, but not as certain.
_DOUBT = re.compile(
    r"\b(?:if|whether|when|whenever|unless|until|while|before|after|than|do|does|may|might|could"
    r"|possible|possibly|perhaps|maybe)\b",
    re.IGNORECASE,
)
_WAIT = re.compile(
    r"\bwait[- ](?:and|to|&)[- ](?:see|watch)\b|\bwatch[- ]and[- ]wait\b|\bwatchful waiting\b"
    r"|\bsee how (?:it|this|that|things) (?:goes?|develops?)\b"
    r"|\bsee (?:if|whether) (?:it|this|that|things|the \w+)"
    r" (?:gets?|goes?|settles?|improves?|pass(?:es)?|eases?|clears?)\b"
    r"|\b(?:wait|give it|leave it)(?: for)? (?:an?|some|a few|a couple of|one|two|three|\d+)"
    r" (?:more )?(?:hours?|days?|weeks?|nights?)\b"
    r"|\bwait (?:until|till) (?:tomorrow|morning|the morning|next week|the weekend|monday)\b"
    r"|\bsleep on it\b",
    re.IGNORECASE,
)
# "Do not wait and see."
_REFUSAL = re.compile(r"\b(?:not|never|no|cannot|instead of|rather than)\b|n['’]t\b", re.IGNORECASE)
_BREAK = re.compile(r"[.!?;:,()\"“”—]|\bbut\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:and|or|nor)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?]")
_NAME_PART = re.compile(r"[^\W_]+")
_LONGEST_NAME = 12
"""In words. The name of a condition is one line."""


def certainties(text: str, conditions: Collection[str]) -> Iterator[str]:
    """Every phrase that tells the reader what they have.

    Args:
        conditions: Their names, as :func:`plain` words.
    """
    text = " ".join(text.split())
    for found in _YOU_HAVE.finditer(text):
        if not _NO_CONDITION.match(text, found.end()) and not _is_doubted(text, found.start()):
            yield _shown(text, found)
    for found in _IT_IS.finditer(text):
        if _names_one(text[found.end() :], conditions) and not _is_doubted(text, found.start()):
            yield _shown(text, found)


def waits(text: str) -> Iterator[str]:
    """Every phrase that tells the reader to wait and see."""
    text = " ".join(text.split())
    for found in _WAIT.finditer(text):
        if not _REFUSAL.search(_clause_before(text, found.start())):
            yield found[0]


def plain(name: str) -> str:
    """A name without capitals, marks and what stands in brackets, to compare it."""
    return " ".join(_NAME_PART.findall(re.sub(r"\(.*?\)", " ", name).lower()))


def _is_doubted(text: str, at: int) -> bool:
    clause = _clause_before(text, at)
    # "If you are over 50, or you have diabetes": the "if" stands in another clause.
    asked = _STOP.split(_before(text, at))[-1] if _JOINED.match(clause) else clause
    return _DOUBT.search(asked) is not None


def _clause_before(text: str, at: int) -> str:
    """What stands before a place, up to the last comma or the like."""
    return _BREAK.split(_before(text, at))[-1]


def _before(text: str, at: int) -> str:
    """What stands before a place. Nobody reads further back than this to understand a word."""
    return text[max(0, at - 200) : at]


def _names_one(text: str, conditions: Collection[str]) -> bool:
    """Whether a text begins with the name of a condition."""
    words = _NAME_PART.findall(text[:120].lower())
    return any(" ".join(words[:size]) in conditions for size in range(1, _LONGEST_NAME + 1))


def _shown(text: str, found: re.Match[str]) -> str:
    """A phrase and the few words after it, up to the end of the clause."""
    rest = _BREAK.split(text[found.end() : found.end() + 60])[0]
    return found[0].strip() + " ".join(["", *rest.split()[:4]])
