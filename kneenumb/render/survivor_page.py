"""The faults that nothing caught, to read: where, what, and what it does to whom."""

from collections.abc import Iterator

from kneenumb.diff.change import Direction
from kneenumb.model.answers import Answers
from kneenumb.model.tree import Tree
from kneenumb.mutate.bench import Survivor
from kneenumb.mutate.explain import Explanation, Kind, Shift
from kneenumb.mutate.report import Mutations
from kneenumb.render.amount import amount
from kneenumb.render.block import Block, Bullets
from kneenumb.render.visible import visible
from kneenumb.render.words import listed

_HEADINGS = {
    Kind.MILDER: "Milder for some, and nothing noticed",
    Kind.UNCOMPARED: "Too much to compare, so perhaps milder for some",
    Kind.OTHER_OUTCOME: "Another outcome for some, as urgent",
    Kind.GRAVER: "Graver for some, milder for nobody",
    Kind.SAME: "The same outcome and urgency for everybody",
}
"""In the order of the page, the most harmful first."""

_LEADS = {
    Kind.MILDER: "Each needs a claim that stands in its way.",
    Kind.GRAVER: "Claims bound the urgency from below, so that these break none.",
    Kind.SAME: "This is proved for every answer path. People who together give every option and "
    "go through every line were tried as well: where nothing else is said, they are asked and told "
    "the same in all.",
}
"""What is to be said of all of a kind."""

_MOST_SHOWN = 200
_MOST_SHIFTS = 3


def survivor_blocks(report: Mutations) -> Iterator[Block]:
    """A block for each thing that survivors do to people."""
    for kind, heading in _HEADINGS.items():
        found = [each for each in report.survivors if each.explanation.kind is kind]
        if found:
            items = [_told(report, each) for each in found[:_MOST_SHOWN]]
            if len(found) > _MOST_SHOWN:
                items.append(f"… and {len(found) - _MOST_SHOWN} more. --format json shows all.")
            lead = _LEADS.get(kind)
            yield Block.of(f"{heading}: {len(found)}", lead, Bullets(tuple(items)))


def _told(report: Mutations, survivor: Survivor) -> str:
    place = visible(str(report.places[survivor.mutation]))
    return " ".join((f"{place}: {survivor.mutation.says}", *_sentences(report.tree, survivor)))


def _sentences(tree: Tree, survivor: Survivor) -> Iterator[str]:
    explanation = survivor.explanation
    yield from _numbers(explanation)
    yield from map(_shift, explanation.shifts[:_MOST_SHIFTS])
    if explanation.kind is Kind.MILDER and explanation.witness:
        yield f"Somebody so: {_person(tree, explanation.witness)}."
    yield from survivor.besides
    yield from explanation.gaps
    if survivor.case:
        yield f"The teaching case {survivor.case} would notice."
    if survivor.warnings:
        yield f"A warning tells of it: {listed(survivor.warnings, 'and')}."


def _numbers(explanation: Explanation) -> Iterator[str]:
    words = {Direction.DOWN: "milder", Direction.UP: "graver", Direction.SAME: "another outcome"}
    moved = [
        f"{word} for {amount(number)}"
        for direction, word in words.items()
        if (number := explanation.moved(direction))
    ]
    if moved:
        paths = f"of {amount(explanation.people)} answer paths"
        yield f"{'; '.join(moved).capitalize()} {paths}."


def _shift(shift: Shift) -> str:
    sound, faulty = (f"{end.outcome} ({end.urgency.value})" for end in shift[:2])
    return f"{sound} becomes {faulty} for {amount(shift.people)}."


def _person(tree: Tree, answers: Answers) -> str:
    """The answers of somebody that say more than "nothing is wrong"."""
    told = [
        f"{question} {', '.join(options)}"
        for question, options in answers.items()
        if not all(tree.questions[question].options[each].clean for each in options)
    ]
    return "; ".join(told) if told else "nothing is wrong with any answer"
