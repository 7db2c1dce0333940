"""Which nerve pathways the answers speak for, and what a clinician finds there."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from kneenumb.body.lights import NOTE
from kneenumb.explain.narrowing import Moment
from kneenumb.model.case import Answers
from kneenumb.model.reference import Nerve, Root
from kneenumb.model.tree import Tree
from kneenumb.page.block import Block, Pairs, Paragraph
from kneenumb.page.pathways import finding_rows, pathway_name
from kneenumb.page.phrases import counted, listed, quoted
from kneenumb.walk.result import Result


class SpokenFor(NamedTuple):
    """A root or a nerve, and the answers that speak for it."""

    kind: Literal["root", "nerve"]
    id: str
    part: Root | Nerve
    answers: Answers
    """Of each question the options that speak for it."""


def pathways(result: Result) -> tuple[SpokenFor, ...]:
    """The pathways that at least one answer speaks for, those with the most answers first."""
    found = tuple(_spoken_for(result.tree, result.answers))
    return tuple(sorted(found, key=lambda each: -len(each.answers)))


def pathways_of(tree: Tree, moment: Moment) -> tuple[SpokenFor, ...]:
    """The pathways that one answer speaks for, in the order of the tree."""
    return tuple(_spoken_for(tree, {moment.question: moment.options}))


def _spoken_for(tree: Tree, answers: Answers) -> Iterator[SpokenFor]:
    for name, root in tree.roots.items():
        if speaking := _speaking(tree, root, answers):
            yield SpokenFor("root", name, root, speaking)
    for name, nerve in tree.nerves.items():
        if speaking := _speaking(tree, nerve, answers):
            yield SpokenFor("nerve", name, nerve, speaking)


def _speaking(tree: Tree, part: Root | Nerve, answers: Answers) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for question, options in answers.items():
        skin = part.areas if tree.questions[question].body_map else ()
        known = (*skin, *part.answers.get(question, ()))
        if speaking := tuple(each for each in options if each in known):
            found[question] = speaking
    return found


def pathways_block(result: Result) -> Block:
    """What the most answers speak for, with what a clinician finds there; the rest by name."""
    tree, found = result.tree, pathways(result)
    if not found:
        return Block.of(None)
    most = len(found[0].answers)
    first = [each for each in found if len(each.answers) == most]
    rest = [each for each in found if each not in first]
    speak = f"{counted(most, 'answer')} {'speaks' if most == 1 else 'speak'}"
    findings = tuple(row for each in first for row in finding_rows(tree, each.part.conditions))
    fewer = ", ".join(pathway_name(tree, each.id) for each in rest)
    return Block.of(
        "Which nerve pathway the answers speak for",
        f"{speak} for each of these:" if len(first) > 1 else f"{speak} for this one:",
        Pairs(tuple((pathway_name(tree, each.id), _because(tree, each)) for each in first)),
        Paragraph(f"Fewer answers speak for: {fewer}.") if rest else None,
        Paragraph("What a clinician finds there:", opens=True) if findings else None,
        Pairs(findings) if findings else None,
        f"{NOTE} No pathway lowers the urgency.",
    )


def _because(tree: Tree, spoken: SpokenFor) -> str:
    return listed(
        (
            quoted(tree.questions[question].options[each].label)
            for question, options in spoken.answers.items()
            for each in options
        ),
        "and",
    )
