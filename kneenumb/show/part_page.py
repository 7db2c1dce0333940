"""Finds the page for a name: anything in a tree, or everything of one kind."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Literal, NamedTuple

from kneenumb.check.claim_page import claim_page
from kneenumb.model.gate import GateRow
from kneenumb.model.reference import Number
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Page, Pairs, Paragraph
from kneenumb.page.body_map import every_area
from kneenumb.page.phrases import cited, counted, kind_of, named
from kneenumb.result.page import receipt
from kneenumb.show import reference_pages as reference
from kneenumb.show.nerve_pages import nerve_page, nerves_list, root_page, roots_list
from kneenumb.show.node_pages import gate_page, outcome_page, question_page, table_page
from kneenumb.show.reference_pages import HOW_READ

PartKind = Literal[
    "sections",
    "questions",
    "gates",
    "tables",
    "outcomes",
    "red_flags",
    "claims",
    "areas",
    "conditions",
    "roots",
    "nerves",
    "glossary",
    "numbers",
    "sources",
]
"""Where a part stands in the tree file."""


def list_page(tree: Tree, kind: PartKind) -> Page:
    """Every part of one kind, or one sentence if the tree has none.

    Args:
        kind: One of :data:`KINDS`.
    """
    if not getattr(tree, kind):
        return (Block.of(None, f"This tree has no {kind.replace('_', ' ')}."),)
    return tuple(block for block in KINDS[kind](tree) if block.pieces)


def outcomes(tree: Tree) -> Iterator[Block]:
    """Every outcome under the urgency it has by itself, gravest first."""
    for urgency in reversed(Urgency):
        found = {name: each for name, each in tree.outcomes.items() if each.urgency is urgency}
        if found:
            heading = f"{tree.urgencies[urgency].label} ({counted(len(found), 'outcome')})"
            yield Block.of(heading, named((name, each.title) for name, each in found.items()))


def _red_flags(tree: Tree) -> Iterator[Block]:
    for urgency in reversed(Urgency):
        found = {name: each for name, each in tree.red_flags.items() if each.urgency is urgency}
        if found:
            heading = f"{tree.urgencies[urgency].label} ({counted(len(found), 'red flag')})"
            yield Block.of(heading, named((name, each.says) for name, each in found.items()))


def _questions(tree: Tree) -> Iterator[Block]:
    rows = ((name, f"{each.topic} ({kind_of(each)})") for name, each in tree.questions.items())
    yield Block.of("Questions", named(rows))


def _sources(tree: Tree) -> Iterator[Block]:
    for read, words in HOW_READ.items():
        rows = tuple((name, each.cite) for name, each in tree.sources.items() if each.read == read)
        if rows:
            yield Block.of(f"{words} ({counted(len(rows), 'source')})", Pairs(rows))


def _claims(tree: Tree) -> Iterator[Block]:
    rows = tuple((name, each.says) for name, each in tree.claims.items())
    yield Block.of("What this tree claims about its own safety", Pairs(rows))


def _numbers(tree: Tree) -> Iterator[Block]:
    yield Block(None, (Paragraph(tree.texts.numbers, strong=True),), urgency=Urgency.EMERGENCY)
    from_memory = any(
        number.read == "memory"
        for place in tree.numbers
        for number in (*place.emergency, *place.advice)
    )
    rows = []
    for place in tree.numbers:
        text = f"Emergency: {_calls(place.emergency)}."
        if place.advice:
            text += f" Advice: {_calls(place.advice)}."
        rows.append((place.where, text))
    told = "“From memory” means that no source was read for it: confirm it before you rely on it."
    yield Block.of("Whom to call", told if from_memory else None, Pairs(tuple(rows)))
    yield cited(tree, tree.numbers_sources)


def _calls(numbers: tuple[Number, ...]) -> str:
    return ", ".join(
        f"{number.call} (from memory)" if number.read == "memory" else number.call
        for number in numbers
    )


KINDS: dict[PartKind, Callable[[Tree], Iterable[Block]]] = {
    "sections": lambda tree: [
        Block.of("Sections", named((name, each.title) for name, each in tree.sections.items()))
    ],
    "questions": _questions,
    "gates": lambda tree: [
        Block.of("Gates", named((name, each.about) for name, each in tree.gates.items()))
    ],
    "tables": lambda tree: [
        Block.of("Tables", named((name, each.about) for name, each in tree.tables.items()))
    ],
    "outcomes": outcomes,
    "red_flags": _red_flags,
    "claims": _claims,
    "areas": lambda tree: [Block.of("Skin areas", every_area(tree))],
    "conditions": lambda tree: [
        Block.of("Conditions", named((name, each.name) for name, each in tree.conditions.items()))
    ],
    "roots": roots_list,
    "nerves": nerves_list,
    "glossary": lambda tree: [Block.of("Glossary", named(tree.glossary.items()))],
    "numbers": _numbers,
    "sources": _sources,
}
"""The words that ask for everything of a kind, as the file of a tree calls them."""


_PAGES: dict[PartKind, Callable[[Tree, str, Any], Page]] = {
    "questions": question_page,
    "gates": gate_page,
    "tables": table_page,
    "outcomes": outcome_page,
    "red_flags": reference.red_flag_page,
    "claims": claim_page,
    "areas": reference.area_page,
    "conditions": reference.condition_page,
    "roots": root_page,
    "nerves": nerve_page,
    "sections": reference.section_page,
    "glossary": reference.term_page,
    "sources": reference.source_page,
}


class TreePart(NamedTuple):
    """Something in a tree that has a name."""

    kind: PartKind
    name: str
    content: Any
    """What the tree says there."""
    page: Callable[[], Page]


class Found(NamedTuple):
    """What a name means in a tree. A question and a skin area may share a name: then both."""

    tree: Tree
    name: str
    parts: tuple[TreePart, ...]


def find_parts(tree: Tree, name: str) -> Found:
    """Everything that is called ``name``; no parts if nothing is.

    Small or large letters, and "-" or "_", make no difference.
    """
    wanted = _plain(name)
    return Found(tree, name, tuple(part for part in _parts(tree) if _plain(part.name) == wanted))


def part_page(found: Found) -> Page:
    """The page of everything of one name."""
    tree = found.tree
    blocks = (block for part in found.parts for block in part.page() if block.pieces)
    return *blocks, Block.of("Receipt", Pairs((("Tree", receipt(tree)), ("Status", tree.status))))


def names(tree: Tree) -> list[str]:
    """Everything that has a page, each once: first the words for lists, then the parts."""
    return list(dict.fromkeys(part.name for part in _parts(tree)))


def _parts(tree: Tree) -> Iterator[TreePart]:
    for kind in KINDS:
        yield TreePart(kind, kind, getattr(tree, kind), partial(list_page, tree, kind))
    for home, page in _PAGES.items():
        for name, part in getattr(tree, home).items():
            yield TreePart(home, name, part, partial(page, tree, name, part))
    for name, gate in tree.gates.items():
        for line in gate.lines:
            if together := line.combination:
                yield _combination(tree, together, name, line)


def _combination(tree: Tree, name: str, gate: str, line: GateRow) -> TreePart:
    page = partial(reference.combination_page, tree, name, gate, line)
    return TreePart("gates", name, line, page)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
