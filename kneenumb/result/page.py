"""The outcome page: what a person reads at the end, in a fixed order."""

from collections.abc import Iterator

from kneenumb.model.case import Answers
from kneenumb.model.frozen import holds
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Bullets, Page, Pairs, Paragraph
from kneenumb.page.body_map import result_map
from kneenumb.page.phrases import sentence
from kneenumb.page.unchecked import before_the_questions, with_the_result
from kneenumb.walk.result import Raised, Result, raised_by
from kneenumb.walk.walk import Walk


def result_page(result: Result) -> Page:
    """Every block of the page, the most pressing first."""
    action, *further = (block for block in _blocks(result) if block.pieces)
    return action, *with_the_result(result.tree), *further


def brief_page(result: Result) -> Page:
    """What a person needs first, on one screen: what to do, the warning signs, the pattern."""
    pattern = sentence(result.outcome.title)
    return (
        what_to_do(result),
        *with_the_result(result.tree),
        warning_signs(result, reasons=False),
        Block.of("The pattern in your answers", f"{pattern} {result.tree.texts.disclaimer}"),
    )


def _blocks(result: Result) -> Iterator[Block]:
    tree, outcome = result.tree, result.outcome
    yield what_to_do(result)
    yield warning_signs(result)
    yield Block.of(outcome.title, outcome.summary, outcome.why, _further_reasons(result))
    yield Block.of("Why this fits your answers", _meanings(result))
    yield Block.of("What a clinician may check", outcome.clinician_may_check)
    yield Block.of("What else it could be", outcome.could_also_be)
    yield Block.of("What you can do yourself", outcome.self_care)
    if outcome.numb_skin_care and tree.texts.numb_skin_care:
        care = tree.texts.numb_skin_care
        yield Block.of(care.before.rstrip(":"), Bullets(care.items))
    net = tree.texts.safety_net
    yield Block.of("When to go at once", outcome.go_now_if, net.before, Bullets(net.items))
    yield result_map(result)
    yield Block.of("Your answers", Pairs(recap(tree, result.answers)))
    if result.unused:
        yield Block.of("Given, but not asked for", Pairs(recap(tree, result.unused)))
    yield Block.of("How the urgency arose", *urgency_story(result))
    yield from foot(result)


def once_more(result: Result) -> Page:
    """What to do, once more, for the end of a page that has scrolled."""
    action = Paragraph(result.tree.urgencies[result.urgency].action, strong=True)
    again = Block(None, (Paragraph("Once more, what to do now:"), action), result.urgency)
    return again, *with_the_result(result.tree)


def foot(result: Result) -> Page:
    """The end of everything that is shown of a result: sources, limits, and which tree it was."""
    tree = result.tree
    return (
        Block.of("Sources", Pairs(_sources(result))),
        Block.of("Limits", tree.texts.disclaimer, f"About {tree.title}: {tree.status}."),
        Block.of("Receipt", receipt(tree)),
    )


def receipt(tree: Tree) -> str:
    """Which tree this came from, so that it can be done again."""
    return f"{tree.id} {tree.version}, sha256 {tree.sha256[:16]}"


def what_to_do(result: Result) -> Block:
    """How fast to be seen: the first block of everything that is shown of a result."""
    level = result.tree.urgencies[result.urgency]
    # The action is the first line of every format, before even the name of
    # the urgency: somebody may read no further.
    return Block(
        None,
        (
            Paragraph(level.action, strong=True),
            Paragraph(f"{level.label}: level {result.urgency.rank + 1} of 4. {level.meaning}."),
            *([Paragraph(result.outcome.timing)] if result.outcome.timing else ()),
            Paragraph(result.outcome.now),
        ),
        urgency=result.urgency,
    )


def warning_signs(result: Result, *, reasons: bool = True) -> Block:
    """The red flags in words, and which of them decided.

    Args:
        reasons: Whether to say why each of them matters.
    """
    tree, texts = result.tree, result.tree.texts
    if not result.raised:
        return Block.of(
            "Warning signs",
            "You told us of none of those that were asked about. That does not rule out disease.",
        )
    unsure = [tree.questions[name].topic for name in result.unsure_about]
    together = result.combined
    alone = tuple(each for each in result.raised if each not in together)
    return Block.of(
        "Warning signs in your answers",
        texts.combination.before if together else None,
        flags(tree, together, reasons=reasons),
        "You also told us:" if together and alone else None,
        flags(tree, alone, reasons=reasons),
        f"{texts.unsure.before} {'; '.join(unsure)}. {texts.unsure.after or ''}"
        if unsure
        else None,
    )


def flags(tree: Tree, raised: tuple[Raised, ...], *, reasons: bool = True) -> Bullets | None:
    """Red flags in words, the gravest first; the same flag from two answers is said once."""
    ordered = sorted(raised, key=lambda each: each.urgency, reverse=True)
    once = {each.id: each.flag for each in ordered}.values()
    says = (
        f"{tree.urgencies[flag.urgency].label}: {sentence(flag.says)}"
        + (f" {sentence(flag.because)}" if reasons else "")
        for flag in once
    )
    return Bullets(tuple(says)) if once else None


def _further_reasons(result: Result) -> Bullets | None:
    given = {**result.unused, **result.answers}
    reasons = [each.add for each in result.outcome.why_if if holds(each.when, given)]
    return Bullets(tuple(dict.fromkeys(reasons))) if reasons else None


def _meanings(result: Result) -> Pairs | None:
    """What those answers tell that are more than "nothing is wrong"."""
    rows = []
    for name, options in result.answers.items():
        question = result.tree.questions[name]
        telling = [question.options[each] for each in options if not question.options[each].clean]
        if telling:
            rows.append((question.topic, " ".join(sentence(each.because) for each in telling)))
    return Pairs(tuple(rows)) if rows else None


def recap(tree: Tree, answers: Answers) -> tuple[tuple[str, str], ...]:
    """Questions and what was answered, in full words."""
    return tuple(
        (
            tree.questions[question].topic,
            " · ".join(tree.questions[question].options[option].wording for option in options),
        )
        for question, options in answers.items()
    )


def urgency_story(result: Result) -> Iterator[Paragraph | Bullets]:
    """From the urgency of the outcome by itself to that of the result."""
    words = result.tree.urgencies
    base, final = words[result.base_urgency], words[result.urgency]
    if not result.raised_by:
        yield Paragraph(f"“{result.outcome.title}” is always: {final.label}.")
        return
    yield Paragraph(f"“{result.outcome.title}” by itself is: {base.label}.")
    yield Paragraph(result.tree.texts.raised.before)
    yield Bullets(tuple(dict.fromkeys(each.flag.says for each in result.raised_by)))
    yield Paragraph(f"So it is now: {final.label}.")


def _sources(result: Result) -> tuple[tuple[str, str], ...]:
    cited = [*result.outcome.sources, *(id for each in result.raised for id in each.flag.sources)]
    known = result.tree.sources
    return tuple((id, known[id].cite) for id in dict.fromkeys(cited) if id in known)


def welcome(tree: Tree) -> Page:
    """Before the first question: what this is, and who it is not for."""
    about = Block.of(
        tree.title,
        Bullets(tree.texts.not_for) if tree.texts.not_for else None,
        f"{tree.texts.disclaimer} Status: {tree.status}. Nothing you answer leaves this computer.",
    )
    return *before_the_questions(tree), about


def call_now(tree: Tree) -> Page:
    """What to do for somebody for whom it may be an emergency, before any question."""
    net = tree.texts.safety_net
    return (
        Block(None, (Paragraph(tree.urgencies.emergency.action, strong=True),), Urgency.EMERGENCY),
        Block.of(None, net.before, Bullets(net.items)),
    )


def emergency(result: Result) -> Page:
    """What to do, and the signs in the answers, as soon as they make an emergency."""
    return what_to_do(result), warning_signs(result)


def answered(walk: Walk) -> Page:
    """The last answer, in full."""
    step = walk.steps[-1]
    options = walk.tree.questions[step.question].options
    said = " · ".join(options[each].wording for each in step.options)
    topic = walk.tree.questions[step.question].topic
    return (Block.of(None, f"{topic}: {said}"),)


def alarm(tree: Tree, answers: Answers) -> Page:
    """What to do now, if answers brought along raise an emergency flag; else nothing."""
    alarms = [each for each in raised_by(tree, answers) if each.urgency is Urgency.EMERGENCY]
    if not alarms:
        return ()
    says = tuple(dict.fromkeys(each.flag.says for each in alarms))
    action = Paragraph(tree.urgencies.emergency.action, strong=True)
    told = Paragraph("The answers that you brought along already hold a warning sign:")
    return (Block(None, (action, told, Bullets(says)), urgency=Urgency.EMERGENCY),)
