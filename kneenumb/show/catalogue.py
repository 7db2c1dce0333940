"""The catalogue: trees and teaching cases, as a page and as JSON."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Literal, NamedTuple, NotRequired

from typing_extensions import TypedDict

from kneenumb.model.case import AnswerFault, Case, Expected
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Page, Piece
from kneenumb.page.faults import FAULT_WORDS
from kneenumb.page.phrases import counted, listed, named, sentence


class TreeEntryData(TypedDict):
    """A tree that comes with the package."""

    name: str
    """What ``--tree`` takes."""
    id: str
    version: str
    title: str
    status: str
    """Who has reviewed it, or that nobody has."""
    questions: int
    """How many it has."""
    outcomes: int
    """How many it has."""
    sha256: str
    """The hash of its file, in hex digits."""


class CaseEntryData(TypedDict):
    """A teaching case that comes with the package."""

    name: str
    """What ``--answers`` takes."""
    tree: str | None
    """The id of the tree that the answers are for."""
    title: str | None
    outcome: NotRequired[str | None]
    """With ``--expected``: the outcome that it is expected to come to."""
    urgency: NotRequired[Urgency | list[Urgency] | None]
    """With ``--expected``: the urgency that it is expected to come to; a list, if any of several
    would be right."""
    refused: NotRequired[AnswerFault | None]
    """With ``--expected``: what is wrong with an answer of it, if it is there to be refused."""


class ListData(TypedDict):
    """What comes with the package, in the order to show it."""

    format: Literal[2]
    """The version of this contract."""
    trees: list[TreeEntryData]
    cases: list[CaseEntryData]


class Catalogue(NamedTuple):
    """What comes with the package, by name and in the order to show it."""

    trees: Mapping[str, Tree]
    cases: Mapping[str, Case]
    tells_expected: bool
    """Whether it gives away what the cases come to."""


def catalogue_data(catalogue: Catalogue) -> ListData:
    """The catalogue as plain data, in the order of the JSON object."""
    return {
        "format": 2,
        "trees": [_tree_data(name, tree) for name, tree in catalogue.trees.items()],
        "cases": [_case_data(catalogue, name, case) for name, case in catalogue.cases.items()],
    }


def _tree_data(name: str, tree: Tree) -> TreeEntryData:
    return {
        "name": name,
        "id": tree.id,
        "version": tree.version,
        "title": tree.title,
        "status": tree.status,
        "questions": len(tree.questions),
        "outcomes": len(tree.outcomes),
        "sha256": tree.sha256,
    }


def _case_data(catalogue: Catalogue, name: str, case: Case) -> CaseEntryData:
    entry: CaseEntryData = {"name": name, "tree": case.tree, "title": case.title}
    if not catalogue.tells_expected:
        return entry
    expected = case.expected or Expected()
    return {
        **entry,
        "outcome": expected.outcome,
        "urgency": _one_or_several(expected.urgency),
        "refused": expected.error,
    }


def _one_or_several(levels: tuple[Urgency, ...] | None) -> Urgency | list[Urgency] | None:
    """As a case file has them: one without a list around it."""
    if levels is None:
        return None
    return [*levels] if len(levels) > 1 else levels[0]


def catalogue_page(catalogue: Catalogue) -> Page:
    """The catalogue to read, with the commands that use it."""
    return (
        Block.of(
            "Trees",
            named((name, _tree(tree)) for name, tree in catalogue.trees.items()),
            "Look at one: kneenumb show --tree NAME",
        ),
        Block.of(
            f"Teaching cases ({len(catalogue.cases)})",
            "Each with the urgency and the outcome that it expects, or why it is refused."
            if catalogue.tells_expected
            else "What each comes to is told with --expected.",
            *_cases(catalogue),
            "Run one: kneenumb triage NAME",
        ),
    )


def _tree(tree: Tree) -> str:
    size = f"{counted(len(tree.questions), 'question')}, {counted(len(tree.outcomes), 'outcome')}"
    return f"{sentence(tree.title)} {size}. Version {tree.version}. Status: {sentence(tree.status)}"


def _cases(catalogue: Catalogue) -> Iterator[Piece]:
    """The cases, families of names apart, so that the long names of one spoil no other."""
    for _, cases in groupby(catalogue.cases.items(), key=lambda each: _family(each[0])):
        yield named((name, _case(catalogue, case)) for name, case in cases)


def _family(name: str) -> str:
    return name.split("-")[0].rstrip("0123456789")


def _case(catalogue: Catalogue, case: Case) -> str:
    title = sentence(case.title or "No title")
    if not catalogue.tells_expected:
        return title
    expected = case.expected or Expected()
    if expected.error:
        return f"{title} Refused: {FAULT_WORDS[expected.error]}."
    labels = [_label(catalogue, case.tree, level) for level in expected.urgency or ()]
    urgency = listed(labels) if labels else None
    return f"{title} {', '.join(filter(None, [urgency, expected.outcome]))}".rstrip()


def _label(catalogue: Catalogue, tree_id: str | None, urgency: Urgency) -> str:
    trees = (tree for tree in catalogue.trees.values() if tree.id == tree_id)
    tree = next(trees, None)
    return tree.urgencies[urgency].label if tree else urgency.value.replace("_", " ")
