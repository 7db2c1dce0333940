"""Finds the page for a name: anything in a tree can be looked at by what it is called."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from kneenumb.check.claim_page import claim_page
from kneenumb.model.tree import Tree
from kneenumb.page.block import Block, Page, Pairs
from kneenumb.result.page import receipt
from kneenumb.show import reference_pages as reference
from kneenumb.show.list_pages import KINDS, list_page
from kneenumb.show.node_pages import gate_page, outcome_page, question_page, table_page

_PAGES: dict[str, Callable[[Tree, str, Any], Page]] = {
    "questions": question_page,
    "gates": gate_page,
    "tables": table_page,
    "outcomes": outcome_page,
    "red_flags": reference.red_flag_page,
    "claims": claim_page,
    "areas": reference.area_page,
    "conditions": reference.condition_page,
    "sections": reference.section_page,
    "glossary": reference.term_page,
    "sources": reference.source_page,
}


def part_page(tree: Tree, name: str) -> Page | None:
    """The page of everything that is called ``name``; ``None`` if nothing is.

    A question and a skin area may share a name: then both are on the page.
    Small or large letters, and "-" or "_", make no difference.
    """
    wanted = _plain(name)
    blocks = [
        block
        for known, page in _parts(tree)
        if _plain(known) == wanted
        for block in page()
        if block.pieces
    ]
    if not blocks:
        return None
    return *blocks, Block.of("Receipt", Pairs((("Tree", receipt(tree)), ("Status", tree.status))))


def names(tree: Tree) -> list[str]:
    """Everything that has a page, each once: first the words for lists, then the parts."""
    return list(dict.fromkeys(name for name, _ in _parts(tree)))


def _parts(tree: Tree) -> Iterator[tuple[str, Callable[[], Page]]]:
    for kind in KINDS:
        yield kind, partial(list_page, tree, kind)
    for home, page in _PAGES.items():
        for name, part in getattr(tree, home).items():
            yield name, partial(page, tree, name, part)
    for name, gate in tree.gates.items():
        for line in gate.lines:
            if together := line.combination:
                yield together, partial(reference.combination_page, tree, together, name, line)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
