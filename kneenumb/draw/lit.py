"""Lights the path of a case up in a diagram."""

from collections.abc import Iterable
from dataclasses import replace

from kneenumb.draw.diagram import Arrow, Diagram, Told, cells
from kneenumb.model.edges import leads_to
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.phrases import sentence
from kneenumb.page.unchecked import NOT_CHECKED
from kneenumb.walk.result import Result
from kneenumb.walk.walk import replay


def lit(diagram: Diagram, result: Result, name: str) -> Diagram:
    """The same diagram with what a case answered, and where that led, lit up.

    Args:
        diagram: The drawing of the tree that the result is of.
        name: What the case is called.
    """
    went = _went(result)
    nodes = [source for source, _ in went] + [target for _, target in went][-1:]
    if result.outcome_id not in nodes:
        nodes.append(result.outcome_id)
    steps = {node: at for at, node in enumerate(nodes, start=1)}
    given = _given(result)
    return replace(
        diagram,
        boxes=tuple(box._replace(step=steps.get(box.id)) for box in diagram.boxes),
        edges=tuple(
            Arrow(
                edge.source,
                edge.target,
                tuple(way._replace(lit=(edge.source, way.at) in given) for way in edge.ways),
                lit=(edge.source, edge.target) in went,
            )
            for edge in diagram.edges
        ),
        told=_told(result, escape_controls(name)),
    )


def _went(result: Result) -> list[tuple[str, str]]:
    """The edges that were gone, in order."""
    tree, answers = result.tree, result.answers
    through = {passage.gate: passage.target for passage in replay(tree, answers).passages}
    found = []
    for question, options in answers.items():
        node, target = question, leads_to(tree, question, options)
        found.append((node, target))
        while target in through:
            node, target = target, through[target]
            found.append((node, target))
    return found


def _given(result: Result) -> set[tuple[str, int]]:
    """The ways that were gone or ticked: the box they leave, and their place there."""
    tree = result.tree
    found = set()
    for question, options in result.answers.items():
        keys = list(tree.questions[question].options)
        found |= {(question, keys.index(option)) for option in options}
    for passage in replay(tree, result.answers).passages:
        if passage.line is not None:
            found.add((passage.gate, passage.line))
        else:
            found.add((passage.gate, _cell(result, passage.gate)))
    return found


def _cell(result: Result, name: str) -> int:
    table = result.tree.tables[name]
    known = cells(table)
    down, across = (result.answers.get(each, ()) for each in (table.down, table.across))
    if len(down) == len(across) == 1:
        for at, (rows, columns, _) in enumerate(known):
            if down[0] in rows and across[0] in columns:
                return at
    return len(known)


def _told(result: Result, name: str) -> Told:
    """What the case comes to, the red flags first."""
    tree, outcome = result.tree, result.outcome
    level = tree.urgencies[result.urgency]
    flags = list(dict.fromkeys(each.flag.says for each in result.raised))
    asked = [tree.questions[each].topic for each in result.unused]

    def sentences(title: str, unused: Iterable[str]) -> tuple[str, ...]:
        beyond = ", ".join(unused)
        return (
            *(f"Red flag: {sentence(says)}" for says in flags),
            f"The path of {name} is lit. It ends at: {level.label}. {sentence(title)}",
            *([f"Given, but not asked for: {beyond}. A red flag there counts."] if beyond else []),
            *([] if tree.is_proved else [f"{NOT_CHECKED} Do not rely on its result."]),
        )

    return Told(
        sentences(f"{outcome.title} ({result.outcome_id})", result.unused),
        sentences(outcome.title, asked),
        result.urgency,
    )
