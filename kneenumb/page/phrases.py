"""Parts of a tree, and numbers, in plain words, the same on every page."""

import math
from collections.abc import Iterable, Mapping

from kneenumb.model.gate import Gate, Table
from kneenumb.model.outcome import Outcome
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Bullets, Pairs

READABLE = 10**36
"""From here on the digits say less than how many there are."""


def amount(number: int) -> str:
    """``1,188,351``; a number of very many digits is rounded, and says so."""
    if number < READABLE:
        return f"{number:,}"
    # Python would not write so long a number out.
    power, rest = divmod(math.log10(number), 1)
    first = round(10**rest, 1)
    return f"about {first} × 10^{int(power)}" if first < 10 else f"about 1.0 × 10^{int(power) + 1}"


LONGEST_NAME = 24
"""In characters. A longer name would be broken in two by the column of names."""


def listed(items: Iterable[str], last: str = "or") -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    *first, end = items
    return f"{', '.join(first)} {last} {end}" if first else end


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 question``, ``2,000 questions``.

    Args:
        plural: For a noun that takes more than an ``s``.
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def joined(texts: Iterable[str]) -> Bullets | None:
    """Sentences as a list; ``None`` if there are none."""
    return Bullets(items) if (items := tuple(texts)) else None


def quoted(text: str) -> str:
    """A text of the tree inside a sentence."""
    return f"“{text}”"


def named(rows: Iterable[tuple[str, str]]) -> Pairs | Bullets:
    """Names and what belongs to each, with every name in one piece, so that it can be copied."""
    rows = tuple(rows)
    if all(len(name) <= LONGEST_NAME for name, _ in rows):
        return Pairs(rows)
    return Bullets(tuple(f"{name}: {text}" for name, text in rows))


def kind_of(question: Question) -> str:
    """How many answers a question takes."""
    return "checklist" if question.is_checklist else "one answer"


def at_least(tree: Tree, urgency: Urgency) -> str:
    """A floor in words."""
    label = tree.urgencies[urgency].label
    return label if urgency is Urgency.EMERGENCY else f"At least {quoted(label)}"


def level(tree: Tree, urgency: Urgency) -> str:
    """A level with its place among the others and its meaning."""
    words = tree.urgencies[urgency]
    return f"{words.label}: level {urgency.rank + 1} of {len(Urgency)}. {sentence(words.meaning)}"


def leads(tree: Tree, target: str) -> str:
    """Where an option, a gate or a table leads, with the name of what is there."""
    match tree.nodes[target]:
        case Question(topic=topic):
            return f"Goes on to {target}, {quoted(topic)}"
        case Gate():
            return f"Goes on to the gate {target}"
        case Table():
            return f"Goes on to the table {target}"
        case Outcome(title=title):
            return f"Ends at {target}, {quoted(title)}"


def leads_briefly(tree: Tree, target: str) -> str:
    """Where an option, a gate or a table leads."""
    return f"ends at {target}" if target in tree.outcomes else f"goes on to {target}"


def conditions(tree: Tree, when: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Conditions on answers, one sentence each, in the words of the questions."""
    return tuple(_condition(tree.questions[name], options) for name, options in when.items())


def conditions_briefly(tree: Tree, when: Mapping[str, tuple[str, ...]]) -> str:
    """Conditions on answers in one sentence of ids."""
    return ", and ".join(
        f"{name} {'has' if tree.questions[name].is_checklist else 'is'} {listed(options)}"
        for name, options in when.items()
    )


def cited(tree: Tree, sources: Iterable[str]) -> Block:
    """Sources with their titles; an empty block if there are none."""
    rows = tuple((name, tree.sources[name].cite) for name in dict.fromkeys(sources))
    return Block.of("Sources", Pairs(rows) if rows else None)


def sentence(text: str) -> str:
    """A text with a full stop, if it does not end in one."""
    return text if text.endswith((".", "?", "!", ".”")) else f"{text}."


def _condition(question: Question, options: tuple[str, ...]) -> str:
    labels = listed(quoted(question.options[name].label) for name in options)
    if question.is_checklist:
        return f"{quoted(question.topic)} has a tick at {labels}"
    return f"{quoted(question.topic)} is answered {labels}"
