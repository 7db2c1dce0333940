"""The explanation page: how a result came about, answer by answer, and what would change it."""

from collections.abc import Iterator

from kneenumb.explain.explanation import Explanation
from kneenumb.explain.narrowing import Moment, Narrowing, PossibleOutcomes
from kneenumb.explain.pathways import pathways_block, pathways_of
from kneenumb.explain.reasons_page import changes_block, reasons_blocks, why_not_block
from kneenumb.explain.what_if import Alarm
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Bullets, Page, Pairs, Paragraph, Piece
from kneenumb.page.body_map import result_map
from kneenumb.page.pathways import called
from kneenumb.page.phrases import at_least, counted, listed, named, quoted, sentence
from kneenumb.page.unchecked import with_the_result
from kneenumb.result.page import foot, recap, urgency_story, warning_signs, what_to_do

FEW = 5
"""So many outcomes that are left are told by name."""
MOST_FALLEN = 8
"""Outcomes named that one answer rules out. An emergency sign rules out nearly all."""


def start_block(tree: Tree, start: PossibleOutcomes) -> Block:
    """The field before the first answer."""
    return Block.of("Before the first answer", f"Possible: {_possible(tree, start)}")


def moment_blocks(tree: Tree, narrowed: Narrowing) -> Page:
    """A block for each answer, in the order given."""
    moments = narrowed.moments
    before = (narrowed.start, *(each.field for each in moments))
    return tuple(
        _block(tree, number, each, field)
        for number, (each, field) in enumerate(zip(moments, before, strict=False), 1)
    )


def named_outcomes(tree: Tree, names: tuple[str, ...]) -> Pairs | Bullets:
    """Outcomes by id and title."""
    return named((name, tree.outcomes[name].title) for name in names)


def _block(tree: Tree, number: int, moment: Moment, before: PossibleOutcomes | None) -> Block:
    question = tree.questions[moment.question]
    ask = question.ask if moment.is_asked else "Given, but not asked for. Its red flag counts."
    rows = Pairs(tuple(_rows(tree, moment, before)))
    return Block.of(f"{number}. {question.topic}", ask, rows, *_changed(tree, moment))


def _rows(tree: Tree, moment: Moment, before: PossibleOutcomes | None) -> Iterator[tuple[str, str]]:
    options = tree.questions[moment.question].options
    yield "Answer", " · ".join(options[each].wording for each in moment.options)
    yield "It means", " ".join(sentence(options[each].because) for each in moment.options)
    if passing := pathways_of(tree, moment):
        yield "Pathways", ", ".join(called(tree, each.id) for each in passing)
    for flag in dict.fromkeys(each.flag for each in moment.raised):
        yield "Red flag", f"{sentence(flag.says)} {sentence(flag.because)}"
    for line in moment.reasons:
        yield "Together", sentence(line.because or "")
    if moment.raised:
        yield "Urgency", f"{at_least(tree, moment.floor)}, from here on"
    if moment.field:
        same = f"{_count(tree, moment.field)}, as before."
        yield "Possible", same if moment.field == before else _possible(tree, moment.field)


def _possible(tree: Tree, field: PossibleOutcomes) -> str:
    levels = listed(quoted(tree.urgencies[each].label) for each in field.urgencies)
    return f"{_count(tree, field)}. Urgency: {levels}."


def _count(tree: Tree, field: PossibleOutcomes) -> str:
    return f"{len(field.outcomes)} of {counted(len(tree.outcomes), 'outcome')}"


def _changed(tree: Tree, moment: Moment) -> Iterator[Piece]:
    fallen = moment.fallen
    if not fallen:
        return
    shown = fallen if len(fallen) <= MOST_FALLEN + 1 else fallen[:MOST_FALLEN]
    yield Paragraph(f"Fell out with this answer: {len(fallen)}", opens=True)
    yield named_outcomes(tree, shown)
    if len(shown) < len(fallen):
        yield Paragraph(f"… and {len(fallen) - len(shown)} more.")
    if moment.field and len(moment.field.outcomes) <= FEW:
        left = "Still possible:" if len(moment.field.outcomes) > 1 else "Only this is left:"
        yield Paragraph(left, opens=True)
        yield named_outcomes(tree, moment.field.outcomes)


def explain_page(explanation: Explanation) -> Page:
    """Everything, and first of all what to do."""
    result = explanation.result
    return (
        what_to_do(result),
        *with_the_result(result.tree),
        warning_signs(result),
        *_story(explanation),
        *steps_page(explanation),
        *_map(explanation),
        *reflection_page(explanation),
        *_closing(explanation),
    )


def reasoning_page(explanation: Explanation) -> Page:
    """How the result came about and what would change it, to stand below a result."""
    return (*steps_page(explanation), *reflection_page(explanation))


def lecture(explanation: Explanation) -> Page:
    """The same as :func:`explain_page` for a class.

    Each question comes without its answer, which is the block after it, and the result when it is
    found.
    """
    return (
        *with_the_result(explanation.result.tree),
        *_story(explanation),
        *_questions_and_answers(explanation),
        what_to_do(explanation.result),
        warning_signs(explanation.result),
        *_map(explanation),
        *reflection_page(explanation),
        *_closing(explanation),
    )


def steps_page(explanation: Explanation) -> Page:
    """Each answer: what it means, what it raises, and what is still possible."""
    tree, narrowed = explanation.result.tree, explanation.narrowing
    start = (start_block(tree, narrowed.start),) if narrowed.start else ()
    return (*start, *moment_blocks(tree, narrowed))


def _questions_and_answers(explanation: Explanation) -> Iterator[Block]:
    tree, narrowed = explanation.result.tree, explanation.narrowing
    if narrowed.start:
        yield start_block(tree, narrowed.start)
    told = moment_blocks(tree, narrowed)
    for number, (moment, answer) in enumerate(zip(narrowed.moments, told, strict=True), 1):
        if moment.is_asked:
            question = tree.questions[moment.question]
            lines = Bullets(tuple(each.wording for each in question.options.values()))
            yield Block.of(
                f"{number}. {question.topic}: what does this person say?", question.ask, lines
            )
        yield answer


def reflection_page(explanation: Explanation) -> Page:
    """What there is to say once the result is found."""
    return tuple(_reflection(explanation))


def _reflection(explanation: Explanation) -> Iterator[Block]:
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
    if (passing := pathways_block(result)).pieces:
        yield passing
    if explanation.changes is not None:
        yield changes_block(result, explanation.changes)
    if explanation.why_not is not None:
        yield why_not_block(result, explanation.why_not, explanation.replay)
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
