"""A tree, or parts of it, as JSON: the contract for scripts."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel
from typing_extensions import TypedDict

from kneenumb.draw.diagram import Diagram
from kneenumb.draw.tree_outline import outline_lines
from kneenumb.model.edges import leads_to
from kneenumb.model.gate import Gate, Table
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.result.json import TreeData, tree_data
from kneenumb.show.part_page import Found, PartKind, TreePart


class PathData(TypedDict):
    """What an answer does."""

    option: str
    """The id of the option."""
    flag: str | None
    """The red flag that it raises."""
    urgency: Urgency | None
    """The floor that the red flag sets: the result is never milder."""
    next: str
    """The question, gate, table or outcome that it leads to."""


class QuestionData(TypedDict):
    """A question, in brief."""

    id: str
    section: str
    """The id of the section that it belongs to."""
    topic: str
    """A heading made of its own words."""
    ask: str
    """What the person reads."""
    kind: Literal["single", "checklist"]
    """Whether one option is chosen, or all that apply are ticked."""
    options: list[PathData]


class RouteData(TypedDict):
    """A gate or a table, in brief. It asks nothing, and decides by earlier answers."""

    id: str
    kind: Literal["gate", "table"]
    """Whether it goes by lines, or by a grid of two questions."""
    leads_to: list[str]
    """Every part that it may lead to."""


class OutcomeData(TypedDict):
    """An outcome, in brief."""

    id: str
    title: str
    urgency: Urgency
    """The urgency that it has by itself, before any red flag lifts it."""


class OverviewData(TypedDict):
    """A whole tree in brief. Every id can be looked at closely with ``kneenumb show``."""

    format: Literal[1]
    """The version of this contract."""
    title: str
    about: str
    """What it is for."""
    start: str
    """The part in which every walk starts."""
    questions: list[QuestionData]
    """In the order of the tree, as all that follows."""
    routes: list[RouteData]
    """The gates and the tables."""
    outcomes: list[OutcomeData]
    """All of them, in the order of the tree."""
    red_flags: list[str]
    """The ids of all red flags, as all that follows."""
    claims: list[str]
    areas: list[str]
    """Skin areas."""
    conditions: list[str]
    roots: list[str]
    """Nerve roots."""
    nerves: list[str]
    """Each after those it comes from."""
    sources: list[str]
    status: str
    """Who has reviewed the tree, or that nobody has."""
    tree: TreeData


class PartData(TypedDict):
    """A part of a tree."""

    kind: PartKind
    """Where it stands in the tree file."""
    id: str
    content: Any
    """What the tree file says there. ``kneenumb export schema tree`` describes it."""


class PartsData(TypedDict):
    """All parts of a tree that have the same name."""

    format: Literal[1]
    """The version of this contract."""
    name: str
    """The name that was asked for."""
    parts: list[PartData]
    """A question and a skin area may share a name: then both."""
    status: str
    """Who has reviewed the tree, or that nobody has."""
    tree: TreeData


class LineData(TypedDict):
    """A line of a drawn tree."""

    depth: int
    """How many lines it stands under; 0 for a root."""
    text: str
    """Its words."""
    to: str | None
    """Where it leads."""
    urgency: Urgency | None
    """Of the outcome that it stands for or leads to."""
    lit: bool
    """Whether the path of the case comes here."""


class DrawnData(TypedDict):
    """A tree as it is drawn, line by line."""

    format: Literal[1]
    """The version of this contract."""
    title: str
    about: str
    """Which tree it is, and how far it can be relied on."""
    told: list[str]
    """What is said of the case whose path is lit, a sentence each."""
    urgency: Urgency | None
    """The urgency of the result of that case."""
    lines: list[LineData]
    """Each after the one that it stands under."""


def overview_data(tree: Tree) -> OverviewData:
    """A tree in brief as plain data, in the order of the JSON object."""
    routes: dict[str, Gate | Table] = {**tree.gates, **tree.tables}
    return {
        "format": 1,
        "title": tree.title,
        "about": tree.about,
        "start": tree.start,
        "questions": [_question(tree, name, each) for name, each in tree.questions.items()],
        "routes": [_route(name, each) for name, each in routes.items()],
        "outcomes": [
            {"id": name, "title": each.title, "urgency": each.urgency}
            for name, each in tree.outcomes.items()
        ],
        "red_flags": list(tree.red_flags),
        "claims": list(tree.claims),
        "areas": list(tree.areas),
        "conditions": list(tree.conditions),
        "roots": list(tree.roots),
        "nerves": list(tree.nerves),
        "sources": list(tree.sources),
        "status": tree.status,
        "tree": tree_data(tree),
    }


def _question(tree: Tree, name: str, question: Question) -> QuestionData:
    return {
        "id": name,
        "section": question.section,
        "topic": question.topic,
        "ask": question.ask,
        "kind": question.kind,
        "options": [
            {
                "option": key,
                "flag": option.flag,
                "urgency": tree.red_flags[option.flag].urgency if option.flag else None,
                "next": leads_to(tree, name, (key,)),
            }
            for key, option in question.options.items()
        ],
    }


def _route(name: str, route: Gate | Table) -> RouteData:
    if isinstance(route, Gate):
        targets = [line.target for line in route.lines]
        return {"id": name, "kind": "gate", "leads_to": list(dict.fromkeys(targets))}
    targets = [*route.cells.values(), route.otherwise]
    return {"id": name, "kind": "table", "leads_to": list(dict.fromkeys(targets))}


def parts_data(found: Found) -> PartsData:
    """The parts of one name as plain data, in the order of the JSON object."""
    return {
        "format": 1,
        "name": found.name,
        "parts": [_part(each) for each in found.parts],
        "status": found.tree.status,
        "tree": tree_data(found.tree),
    }


def _part(part: TreePart) -> PartData:
    return {"kind": part.kind, "id": part.name, "content": _plain_data(part.content)}


def _plain_data(content: Any) -> Any:
    match content:
        case BaseModel():
            return content.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        case Mapping():
            return {name: _plain_data(each) for name, each in content.items()}
        case tuple():
            return [_plain_data(each) for each in content]
        case _:
            return content


def drawn_data(diagram: Diagram, start: str | None, depth: int | None) -> DrawnData:
    """A drawn tree as plain data, in the order of the JSON object.

    Args:
        start: As for the page.
        depth: As for the page.
    """
    told = diagram.told
    return {
        "format": 1,
        "title": diagram.title,
        "about": diagram.about,
        "told": list(told.sentences) if told else [],
        "urgency": told.urgency if told else None,
        "lines": [
            {
                "depth": twig.depth,
                "text": twig.text,
                "to": twig.to or None,
                "urgency": twig.urgency,
                "lit": twig.lit is True,
            }
            for twig in outline_lines(diagram, start, depth)
        ],
    }
