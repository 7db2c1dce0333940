"""Rules that make a tree safe, whatever it is about."""

from collections.abc import Callable, Iterator

from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw
from kneenumb.check.rule import rule
from kneenumb.model.case import Answers
from kneenumb.model.claim import Implication, Statement, UrgencyBound
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import Rank


@rule(
    "alarm-unasked",
    page="""Somebody gets a milder result without being asked about an emergency.

    A result below emergency says that the emergencies of this tree were looked for. Whoever was
    asked none of the questions that raise an emergency flag may have just that emergency.

    Ask a question that raises the flag before any way that ends below emergency.
    """,
)
def alarm_unasked(context: CheckContext) -> Iterator[Flaw]:
    below = Statement(urgency=UrgencyBound(at_most=Urgency.SAME_DAY))
    unasked: dict[tuple[str, ...], Answers | None] = {}
    for flag, each in context.tree.red_flags.items():
        asking = _asking(context.tree, flag)
        if each.urgency is not Urgency.EMERGENCY or not asking:
            continue
        if asking not in unasked:
            asked = Statement(any=tuple(Statement(asked=(question,)) for question in asking))
            unasked[asking] = context.prover.prove(Implication(when=below, then=asked)).witness
        if unasked[asking] is not None:
            names = " or ".join(f"'{question}'" for question in asking)
            yield Flaw(
                ("red_flags", flag),
                f"A result below emergency is given to people who were not asked {names}, and so "
                f"not about the emergency '{flag}'.",
                "Ask it before any way that ends below emergency.",
                unasked[asking],
                of_key=True,
            )


def _asking(tree: Tree, flag: str) -> tuple[str, ...]:
    """The questions that can raise a red flag."""
    return tuple(
        name
        for name, question in tree.questions.items()
        if any(option.flag == flag for option in question.options.values())
    )


@rule(
    "unsure-milder",
    page=""" "Not sure" gives a milder result than the clean answer.

    Unknown is never "no". Who cannot tell whether something is wrong must not be sent away more
    lightly than who can tell that nothing is.

    Give "not sure" a red flag, or lead it where a worse answer leads.
    """,
)
def unsure_milder(context: CheckContext) -> Iterator[Flaw]:
    for name, question in context.tree.questions.items():
        for option_name, option in question.options.items():
            if option.unsure:
                yield from _milder_than_clean(context, name, option_name)


@rule(
    "worse-milder",
    page="""A worse answer gives a milder result than the clean one.

    With all else equal, saying that something is wrong must not lower the urgency. Where it
    does, an answer that should alarm has cut short a way that was more careful.

    Give the option a red flag, or lead it where the clean answer leads. If the options of the
    question only tell apart and none of them is worse, none of them is "clean".
    """,
)
def worse_milder(context: CheckContext) -> Iterator[Flaw]:
    for name, question in context.tree.questions.items():
        for option_name, option in question.options.items():
            if not option.stands_alone:
                yield from _milder_than_clean(context, name, option_name)


@rule(
    "tick-milder",
    page="""One tick more in a checklist gives a milder result.

    With all else equal, one more thing that is wrong must not lower the urgency.

    Put the gate lines of graver answers above those of milder ones, so that the worst tick
    decides.
    """,
)
def tick_milder(context: CheckContext) -> Iterator[Flaw]:
    for name, question in context.tree.questions.items():
        if question.is_checklist:
            yield from _ticks(context, name, _is_milder, "a milder result")


def worst_tick_decides(context: CheckContext) -> Iterator[Flaw]:
    """Where several ticks together have another urgency than the gravest of them alone."""
    for name, question in context.tree.questions.items():
        if question.is_checklist:
            yield from _ticks(
                context, name, _is_not_the_worst, "another urgency than the graver of the two alone"
            )


def _milder_than_clean(context: CheckContext, name: str, option: str) -> Iterator[Flaw]:
    clean = context.tree.questions[name].clean
    machine = context.machine
    if clean is None:
        return
    worse, clean_kind = machine.class_of(name, option), machine.class_of(name, clean)
    for state in machine.at[name]:
        after = context.nodes_after(context.urgencies, state)
        choices = context.urgencies.find(_is_milder, after[worse], after[clean_kind])
        if choices is not None:
            witness, beside = context.people(state, ((option,), (clean,)), choices)
            yield Flaw(
                ("questions", name, "options", option),
                f"'{option}' of '{name}' can give a milder result than the clean answer "
                f"'{clean}', with all else equal.",
                "Give it a red flag, or lead it where the clean answer leads.",
                witness,
                beside,
                of_key=True,
            )
            return


def _ticks(
    context: CheckContext, name: str, relation: Callable[..., bool], what: str
) -> Iterator[Flaw]:
    """The lines of a checklist that break a relation: of both ticked, the rest, the line alone."""
    machine, told = context.machine, set[str]()
    for before, line, after in machine.extra_ticks(name):
        classes = [machine.class_of(name, *each) for each in (after, before, (line,))]
        for state in machine.at[name]:
            if line in told:
                break
            nodes = context.nodes_after(context.urgencies, state)
            choices = context.urgencies.find(relation, *(nodes[number] for number in classes))
            if choices is not None:
                told.add(line)
                witness, beside = context.people(state, (after, before), choices)
                yield Flaw(
                    ("questions", name, "options", line),
                    f"To tick '{line}' of '{name}' beside {_listed(before)} can give {what}, with "
                    f"all else equal.",
                    "Let the worst tick decide: move the gate lines of graver answers up.",
                    witness,
                    beside,
                    of_key=True,
                )


def _is_milder(worse: Rank, better: Rank, *_: Rank) -> bool:
    return worse < better


def _is_not_the_worst(together: Rank, first: Rank, second: Rank) -> bool:
    return together != max(first, second)


def _listed(options: tuple[str, ...]) -> str:
    return " and ".join(f"'{option}'" for option in options)
