"""The words of a tree: every text that somebody may read, and where it stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from kneenumb.check.finding import Path
from kneenumb.model.claim import Claim
from kneenumb.model.gate import Gate, GateRow, Table
from kneenumb.model.outcome import Addition, Outcome
from kneenumb.model.part import Part
from kneenumb.model.question import Option, Question, Section
from kneenumb.model.red_flag import RedFlag
from kneenumb.model.reference import Area, BodyMap, Condition, Number, Numbers, Polygon, Source
from kneenumb.model.tree import Framed, Listed, Texts, Tree
from kneenumb.model.urgency import UrgencyWords

# A test holds this against the models, so that no text is forgotten.
_READ: dict[type[Part], tuple[str, ...]] = {
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
    Addition: ("add",),
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
    Numbers: ("where",),
    Number: ("call",),
}
"""Which fields of a part hold texts. All others hold ids, marks, numbers or further parts."""


def texts(part: Part, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in a part, each with its path.

    Args:
        path: Where the part itself stands.
    """
    read = _READ.get(type(part), ())
    # Not by iterating the part: that also gives what it has worked out about itself.
    for name in type(part).model_fields:
        yield from _within(getattr(part, name), (*path, name), name in read)


def _within(value: Any, path: Path, is_text: bool) -> Iterator[tuple[Path, str]]:
    match value:
        case str():
            if is_text:
                yield path, value
        case Part():
            yield from texts(value, path)
        case Mapping():
            for key, each in value.items():
                yield from _within(each, (*path, key), is_text)
        case tuple():
            for at, each in enumerate(value):
                yield from _within(each, (*path, at), is_text)


def spot(path: Path) -> str:
    """A path for a message: ``'outcomes › o_gout › why'``."""
    steps = (f"no. {step + 1}" if isinstance(step, int) else step for step in path)
    return f"'{' › '.join(steps)}'"
