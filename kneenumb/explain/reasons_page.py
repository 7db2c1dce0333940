"""Reasons for and against a result, what would change it, and why it is not another, in words."""

from collections.abc import Iterator

from kneenumb.check.witness import Replay, Witness
from kneenumb.explain.reasons import Reason, Reasons, Stance
from kneenumb.explain.what_if import Counterfactual, Counterfactuals, WhyNot
from kneenumb.model.case import Answers
from kneenumb.model.question import Option
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Bullets, Page, Pairs, Paragraph, Piece
from kneenumb.page.phrases import counted, joined, listed, quoted, sentence
from kneenumb.walk.result import Result


def reasons_blocks(result: Result, reasons: Reasons) -> Page:
    """What of the answers speaks for a result, and what against it."""
    against = joined(_against(result.tree, each) for each in reasons.against)
    return (
        Block.of("For this result", *_supporting(result.tree, reasons.supporting)),
        Block.of(
            "Against this result, or left over",
            against or "None of the answers speaks against it. That does not prove it.",
            Paragraph(f"What else it could be: {result.outcome.could_also_be}", opens=True),
        ),
    )


def answered(tree: Tree, question: str, options: tuple[str, ...]) -> str:
    """Some lines of a question in a sentence."""
    known = tree.questions[question].options
    return " and ".join(quoted(known[each].label) for each in options)


def topic(tree: Tree, question: str) -> str:
    """A question in a sentence."""
    return quoted(tree.questions[question].topic)


def _supporting(tree: Tree, reasons: tuple[Reason, ...]) -> Iterator[Piece | str]:
    if not reasons:
        yield "None of the answers was needed for it: with any other it would be the same."
        return
    clean = [each for each in reasons if all(one.clean for one in _options(tree, each))]
    telling = [each for each in reasons if each not in clean]
    if telling:
        yield "Without one of these, and with all other answers the same, it could be another:"
        yield Pairs(tuple(_row(tree, each) for each in telling))
    if clean:
        yield Paragraph("No warning sign here, which kept other outcomes away:", opens=True)
        yield Bullets(tuple(_said(tree, each) for each in clean))


def _row(tree: Tree, reason: Reason) -> tuple[str, str]:
    meanings = (f"{quoted(one.label)}. {sentence(one.because)}" for one in _options(tree, reason))
    return tree.questions[reason.question].topic, " ".join(meanings)


def _against(tree: Tree, reason: Reason) -> str:
    said = _said(tree, reason)
    match reason.side:
        case Stance.ELSEWHERE:
            (name,) = reason.elsewhere
            return f"{said} by itself leads to {quoted(tree.outcomes[name].title)} ({name})."
        case Stance.GRAVER:
            return f"{said} is a reason to be seen faster than this outcome by itself."
        case Stance.UNSURE:
            others = counted(len(reason.elsewhere), "other outcome")
            return f"{said} is a doubt. To be sure could lead to {others}."
        case _:
            return f"{said} is not needed for it: the outcome would be the same without."


def _said(tree: Tree, reason: Reason) -> str:
    topic = tree.questions[reason.question].topic
    return f"{topic}: {answered(tree, reason.question, reason.options)}"


def _options(tree: Tree, reason: Reason) -> list[Option]:
    return [tree.questions[reason.question].options[each] for each in reason.options]


MOST_SHOWN = 4
"""Changes of one direction that are told."""


def changes_block(result: Result, changes: Counterfactuals) -> Block:
    """The smallest changes that raise or lower the urgency, or give another outcome."""
    label = quoted(result.tree.urgencies[result.urgency].label)
    return Block.of(
        "What would change it",
        "The fewest other answers that give another result. This shows how the tree reasons: in "
        "a real case, always answer what is true.",
        Paragraph("More urgent:", opens=True),
        *_direction(result, changes.higher, _none_above(result.urgency)),
        Paragraph("Less urgent:", opens=True),
        *_direction(result, changes.lower, _none_below(result.urgency)),
        Paragraph(f"Another outcome, and still {label}:", opens=True),
        *_direction(result, changes.other, "No other answers give one."),
    )


def change_sentence(tree: Tree, change: Counterfactual) -> str:
    """Who would get another result, and what has to be assumed."""
    others = listed(
        (
            f"{topic(tree, name)} were answered {answered(tree, name, answer)}"
            for name, answer in change.changed.items()
        ),
        "and",
    )
    gives = f"{tree.urgencies[change.urgency].label}, {quoted(tree.outcomes[change.outcome].title)}"
    told = f"If {others}: {sentence(f'{gives} ({change.outcome})')}"
    return f"{told}{_assumed(tree, change.assumed)}"


def why_not_block(result: Result, why_not: WhyNot, replay: Replay) -> Block:
    """What ruled an outcome out, and the nearest person who would have got it."""
    tree = result.tree
    title = quoted(tree.outcomes[why_not.outcome].title)
    return Block.of(
        f"Why not {why_not.outcome}",
        f"{title} {_ruled_out(tree, why_not)}",
        *_nearest(result, why_not, replay),
    )


def _direction(
    result: Result, changes: tuple[Counterfactual, ...], none: str
) -> Iterator[Piece | str]:
    if not changes:
        yield none
        return
    shown = changes if len(changes) == MOST_SHOWN + 1 else changes[:MOST_SHOWN]
    yield Bullets(tuple(change_sentence(result.tree, each) for each in shown))
    beyond = changes[len(shown) :]
    if beyond:
        needs = sorted({len(each.changed) for each in beyond})
        answers = f"{listed(map(str, needs))} other answer{'' if needs == [1] else 's'}"
        yield f"… and {counted(len(beyond), 'more result')}, each with {answers}."


def _none_above(urgency: Urgency) -> str:
    if urgency is Urgency.EMERGENCY:
        return "Nothing: it is the highest level already."
    return "No other answers give a higher level."


def _none_below(urgency: Urgency) -> str:
    if urgency is Urgency.ROUTINE:
        return "Nothing: it is the lowest level already."
    return "No other answers give a lower level."


def _assumed(tree: Tree, assumed: Answers) -> str:
    """The questions that would be asked besides, and what is taken for their answers."""
    if not assumed:
        return ""
    clean = [name for name in assumed if _is_clean(tree, name, assumed[name])]
    parts = [
        f"{topic(tree, name)} with {answered(tree, name, answer)}"
        for name, answer in assumed.items()
        if name not in clean
    ]
    if clean:
        parts.append(f"no warning sign at {listed((topic(tree, name) for name in clean), 'and')}")
    asked = f"{counted(len(assumed), 'more question')} would be asked then"
    these = "this answer" if len(assumed) == 1 else "these answers"
    return f" {asked}, with {these} assumed: {'; '.join(parts)}."


def _is_clean(tree: Tree, question: str, answer: tuple[str, ...]) -> bool:
    return all(tree.questions[question].options[each].clean for each in answer)


def _ruled_out(tree: Tree, why_not: WhyNot) -> str:
    moment = why_not.ruled_out
    if moment is None:
        return "was never possible: no answers lead to it."
    answer = answered(tree, moment.question, moment.options)
    options = tree.questions[moment.question].options
    because = " ".join(sentence(options[each].because) for each in moment.options)
    return f"fell out with {topic(tree, moment.question)}: {answer}. {because}"


def _nearest(result: Result, why_not: WhyNot, replay: Replay) -> Iterator[Piece | str]:
    if why_not.nearest is None:
        if why_not.ruled_out is not None:
            yield "Nobody who brings along the answers that were not asked for could get it."
        return
    yield Paragraph("The nearest person who gets it:", opens=True)
    yield change_sentence(result.tree, why_not.nearest)
    title = f"Nearest to {why_not.outcome}"
    answers = {**result.unused, **why_not.nearest.answers}
    yield replay.command(result.tree, Witness("nearest", title, "", answers))
