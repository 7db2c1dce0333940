"""Backwards through a tree: what leads to a part of it, raises it, or names it."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from kneenumb.model.edges import leads_to
from kneenumb.model.reference import Nerve, Root
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.phrases import conditions_briefly, listed, quoted


class Cites(Protocol):
    """A part of a tree that may cite sources."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources."""


def leading_to(tree: Tree, name: str) -> tuple[str, ...]:
    """A sentence for everything that leads straight to a question, gate, table or outcome."""
    return (
        *(["Every walk starts here."] if name == tree.start else []),
        *_options(tree, name),
        *_gate_lines(tree, name),
        *_cells(tree, name),
        *_flags_of_nobody(tree, name),
    )


def raising(tree: Tree, flag: str) -> tuple[str, ...]:
    """A sentence for every question with an option that raises a red flag."""
    return tuple(
        f"{question} ({asked.topic}): {listed(labels)}"
        for question, asked in tree.questions.items()
        if (labels := [quoted(each.label) for each in asked.options.values() if each.flag == flag])
    )


def citing(tree: Tree, source: str) -> tuple[tuple[str, str], ...]:
    """What cites a source: the kind of part, and the names of those parts."""
    found = {
        "Questions": _with(source, tree.questions),
        "Options": [
            f"{question} › {option}"
            for question, asked in tree.questions.items()
            for option in _with(source, asked.options)
        ],
        "Gates": [
            f"{name}, line {at}"
            for name, gate in tree.gates.items()
            for at, line in enumerate(gate.lines, start=1)
            if source in line.sources
        ],
        "Red flags": _with(source, tree.red_flags),
        "Outcomes": _with(source, tree.outcomes),
        "Claims": _with(source, tree.claims),
        "Sources": _with(source, tree.sources),
        "Roots": _pathways(source, tree.roots),
        "Nerves": _pathways(source, tree.nerves),
        "Body map": ["its shapes"] if tree.body_map and source in tree.body_map.sources else [],
        "Phone numbers": ["the list"] if source in tree.numbers_sources else [],
    }
    return tuple((kind, "; ".join(names)) for kind, names in found.items() if names)


def _options(tree: Tree, name: str) -> Iterator[str]:
    for question, asked in tree.questions.items():
        labels: dict[str | None, list[str]] = {}
        for key, option in asked.options.items():
            if leads_to(tree, question, (key,)) == name:
                ends = option.flag and tree.red_flags[option.flag].urgency is Urgency.EMERGENCY
                labels.setdefault(option.flag if ends else None, []).append(quoted(option.label))
        for flag, found in labels.items():
            by = f", by the red flag {flag}" if flag else ""
            yield f"{question} ({asked.topic}): {listed(found)}{by}"


def _gate_lines(tree: Tree, name: str) -> Iterator[str]:
    for gate, each in tree.gates.items():
        for at, line in enumerate(each.lines, start=1):
            if line.target == name:
                when = f"if {conditions_briefly(tree, line.when)}" if line.when else "otherwise"
                together = f", combination {line.combination}" if line.combination else ""
                yield f"The gate {gate}, line {at}{together}: {when}"


def _cells(tree: Tree, name: str) -> Iterator[str]:
    for table, each in tree.tables.items():
        pairs: dict[str, list[str]] = {}
        for (down, across), target in each.cells.items():
            if target == name:
                pairs.setdefault(down, []).append(across)
        for down, found in pairs.items():
            yield (
                f"The table {table}: {each.down} is {down}, and {each.across} is {listed(found)}"
            )
        if each.otherwise == name:
            yield f"The table {table}: any other pair of answers"


def _flags_of_nobody(tree: Tree, name: str) -> Iterator[str]:
    """Flags that would lead here if an option raised them. The author should know."""
    for flag, each in tree.red_flags.items():
        if each.outcome == name and not raising(tree, flag):
            yield f"The red flag {flag}, but no option raises it"


def _with(source: str, parts: Mapping[str, Cites]) -> list[str]:
    return [name for name, part in parts.items() if source in part.sources]


def _pathways(source: str, parts: Mapping[str, Root | Nerve]) -> list[str]:
    """Roots or nerves that cite a source, themselves or where they can be pressed."""
    return [
        name
        for name, part in parts.items()
        if any(source in each.sources for each in (part, *part.pressed))
    ]
