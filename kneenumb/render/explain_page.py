"""The explanation page: how a result came about, answer by answer, and what would change it."""

from collections.abc import Iterator

from kneenumb.explain.explanation import Explanation
from kneenumb.explain.watch_for import Alarm
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.render.block import Block, Bullets, Page, Pairs, Paragraph
from kneenumb.render.body_map import result_map
from kneenumb.render.change_page import changes_block, why_not_block
from kneenumb.render.moment_page import moment_blocks, start_block
from kneenumb.render.reasons_page import reasons_blocks
from kneenumb.render.replay import Replay
from kneenumb.render.result_page import foot, recap, urgency_story, warning_signs, what_to_do
from kneenumb.render.unchecked import with_the_result


def explain_page(explanation: Explanation, *, checked: bool, replay: Replay | None = None) -> Page:
    """Everything, and first of all what to do.

    Args:
        checked: Whether the tree is proved. If not, the page says so.
        replay: What a command needs to run somebody again.
    """
    result = explanation.result
    return (
        what_to_do(result),
        *with_the_result(checked=checked),
        warning_signs(result),
        *_story(explanation),
        *steps_page(explanation),
        *_map(explanation),
        *reflection_page(explanation, replay=replay),
        *_closing(explanation),
    )


def reasoning_page(explanation: Explanation, *, replay: Replay | None = None) -> Page:
    """How the result came about and what would change it, to stand below a result.

    Args:
        replay: As for :func:`explain_page`.
    """
    return (*steps_page(explanation), *reflection_page(explanation, replay=replay))


def lecture(explanation: Explanation, *, checked: bool, replay: Replay | None = None) -> Page:
    """The same as :func:`explain_page` for a class: the result comes when it is found.

    Args:
        checked: As for :func:`explain_page`.
        replay: As for :func:`explain_page`.
    """
    return (
        *with_the_result(checked=checked),
        *_story(explanation),
        *steps_page(explanation),
        what_to_do(explanation.result),
        warning_signs(explanation.result),
        *_map(explanation),
        *reflection_page(explanation, replay=replay),
        *_closing(explanation),
    )


def steps_page(explanation: Explanation) -> Page:
    """Each answer: what it means, what it raises, and what is still possible."""
    tree, narrowed = explanation.result.tree, explanation.narrowing
    start = (start_block(tree, narrowed.start),) if narrowed.start else ()
    return (*start, *moment_blocks(tree, narrowed))


def reflection_page(explanation: Explanation, *, replay: Replay | None = None) -> Page:
    """What there is to say once the result is found.

    Args:
        replay: As for :func:`explain_page`.
    """
    return tuple(_reflection(explanation, replay or Replay()))


def _reflection(explanation: Explanation, replay: Replay) -> Iterator[Block]:
    result = explanation.result
    outcome = result.outcome
    yield Block.of(f"The result: {outcome.title}", outcome.summary, *urgency_story(result))
    if explanation.too_large:
        yield Block.of(
            "What is not told",
            f"This tree is too large to work out what is still possible after each answer, and "
            f"what would change the result: there are too many {explanation.too_large}.",
        )
    if explanation.reasons is not None:
        yield from reasons_blocks(result, explanation.reasons)
    if explanation.changes is not None:
        yield changes_block(result, explanation.changes)
    if explanation.why_not is not None:
        yield why_not_block(result, explanation.why_not, replay)
    yield _watch(explanation)


def _story(explanation: Explanation) -> Page:
    case = explanation.case
    if case is None or not (case.title or case.story):
        return ()
    edited = "Some answers are not those of this case: its story and its point may not fit them."
    return (
        Block.of(case.title or "The story", case.story, edited if explanation.is_edited else None),
    )


def _map(explanation: Explanation) -> Page:
    drawn = result_map(explanation.result)
    return (drawn,) if drawn.pieces else ()


def _closing(explanation: Explanation) -> Iterator[Block]:
    case, result = explanation.case, explanation.result
    if case and case.point:
        yield Block.of("The point of this case", case.point)
    if result.unused:
        yield Block.of("Given, but not asked for", Pairs(recap(result.tree, result.unused)))
    yield from foot(result)


def _watch(explanation: Explanation) -> Block:
    result, alarms = explanation.result, explanation.watch_for
    net = result.tree.texts.safety_net
    computed: tuple[Paragraph | Pairs, ...] = ()
    if result.urgency is Urgency.EMERGENCY:
        action = result.tree.urgencies.emergency.action
        computed = (Paragraph(f"This is an emergency already. {action}"),)
    elif alarms:
        told = "Each of these new answers alone would make it an emergency:"
        computed = (Paragraph(told), Pairs(tuple(_alarm_rows(result.tree, alarms))))
    return Block.of(
        "What to watch for",
        *computed,
        Paragraph(result.outcome.go_now_if, opens=True) if result.outcome.go_now_if else None,
        Paragraph(net.before, opens=True),
        Bullets(net.items),
    )


def _alarm_rows(tree: Tree, alarms: tuple[Alarm, ...]) -> Iterator[tuple[str, str]]:
    for name, question in tree.questions.items():
        lines = [question.options[each.option].label for each in alarms if each.question == name]
        if lines:
            yield question.topic, " · ".join(lines)
