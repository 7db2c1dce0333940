"""Rules about how a tree is built: whether every piece of it can ever matter."""

from collections.abc import Iterator

from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw, Severity
from kneenumb.check.rule import rule
from kneenumb.model.case import Answers
from kneenumb.model.frozen import FrozenDict, When
from kneenumb.model.gate import GateRow, Table
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.prove.machine import Machine
from kneenumb.prove.memory import Passed
from kneenumb.prove.paths import ShortestPaths
from kneenumb.walk.walk import replay


@rule(
    "unreachable",
    page="""Nobody ever comes to a question, gate, table or outcome.

    What nobody comes to is dead text: it looks as if the tree cared for these people, and it
    does not. Often a line that should lead there leads somewhere else.

    Lead an option, a gate or a red flag to it, or delete it.

    Wrong, as nothing leads to the outcome o_rest::

        outcomes:
          o_rest: {urgency: soon, …}

    Right::

        options:
          no: {label: No, next: o_rest, …}
    """,
)
def unreachable(context: CheckContext) -> Iterator[Flaw]:
    tree, machine = context.tree, context.machine
    reached = {state.question for state in machine.states}
    reached |= {passed.gate for passed in context.passed}
    reached |= {
        step.target
        for steps in machine.transitions
        for step in steps
        if isinstance(step.target, str)
    }
    for home, noun in (
        ("questions", "question"),
        ("gates", "gate"),
        ("tables", "table"),
        ("outcomes", "outcome"),
    ):
        for name in getattr(tree, home):
            if name not in reached:
                yield Flaw(
                    (home, name),
                    f"Nobody ever comes to the {noun} '{name}'.",
                    "Lead something to it, or delete it.",
                    of_key=True,
                )


@rule(
    "dead-next",
    page="""A 'next' that nobody follows.

    An emergency flag ends the questions at its outcome, so a "next" beside it is never used.
    Whoever reads it believes that the questions go on.

    Delete the "next". If the questions should go on, the flag is no emergency.

    Wrong::

        yes: {label: Yes, flag: rf_emergency, next: o_rest, …}

    Right::

        yes: {label: Yes, flag: rf_emergency, …}
    """,
)
def dead_next(context: CheckContext) -> Iterator[Flaw]:
    for name, question in context.tree.questions.items():
        path = ("questions", name)
        ends = {option for option in question.options if _ends(context.tree, question, option)}
        for option_name, option in question.options.items():
            if option.next and option_name in ends:
                yield Flaw(
                    (*path, "options", option_name, "next"),
                    f"Nobody follows this 'next': the emergency flag of '{option_name}' already "
                    f"leads to its outcome.",
                    "Delete it.",
                    of_key=True,
                )
        if question.next and all(
            option.next or name in ends for name, option in question.options.items()
        ):
            yield Flaw(
                (*path, "next"),
                f"Nobody follows this 'next': every option of '{name}' leads somewhere by itself.",
                "Delete it.",
                of_key=True,
            )


def _ends(tree: Tree, question: Question, option: str) -> bool:
    flag = question.options[option].flag
    return bool(flag and tree.red_flags[flag].outcome)


@rule(
    "idle-question",
    page="""A question whose answer never changes anything.

    Every question costs a frightened person a minute. One that changes neither the outcome nor
    the urgency, raises no red flag and adds no reason to the result is asked for nothing; or
    what it should change was forgotten.

    Use the answer in a gate, give an option a red flag, or delete the question.
    """,
)
def idle_question(context: CheckContext) -> Iterator[Flaw]:
    for name in context.tree.questions:
        if _is_idle(context, name):
            yield Flaw(
                ("questions", name),
                f"No answer to '{name}' ever changes the result.",
                "Use its answers in a gate or a red flag, or delete it.",
                of_key=True,
            )


@rule(
    "idle-option",
    page="""An option that does just what the clean answer does.

    Somebody says that something is wrong, or that they cannot tell, and the tree goes on as if
    all were well: it asks and does not listen. Unknown is never "no".

    Give the option a red flag, a "next" of its own or a line in a gate. If it truly means the
    same as the clean answer, delete it and widen the label of the clean one.

    Wrong::

        a_bit: {label: A little, next: walking, …}
        no:    {label: No, clean: true, next: walking, …}

    Right::

        a_bit: {label: A little, flag: rf_check_today, next: walking, …}
        no:    {label: No, clean: true, next: walking, …}
    """,
)
def idle_option(context: CheckContext) -> Iterator[Flaw]:
    for name, question in context.tree.questions.items():
        clean = question.clean
        if clean is None or not context.machine.at[name] or _is_idle(context, name):
            continue
        spoken = _spoken(context.tree, name)
        for option_name, option in question.options.items():
            if option_name == clean or option.flag or option_name in spoken:
                continue
            if _does_as(context, name, option_name, clean):
                yield Flaw(
                    ("questions", name, "options", option_name),
                    f"'{option_name}' of '{name}' does just what the clean answer '{clean}' does.",
                    "Give it a red flag, a way of its own or a line in a gate, or delete it.",
                    of_key=True,
                )


def _is_idle(context: CheckContext, name: str) -> bool:
    question, states = context.tree.questions[name], context.machine.at[name]
    if not states or any(option.flag for option in question.options.values()):
        return False
    if _spoken(context.tree, name):
        return False
    return all(len(set(context.nodes_after(context.results, state))) == 1 for state in states)


def _spoken(tree: Tree, question: str) -> set[str]:
    """The options of a question that the page speaks of: in a sentence, or as a combination."""
    sentences = [each.when for outcome in tree.outcomes.values() for each in outcome.why_if]
    lines = [line for gate in tree.gates.values() for line in gate.lines]
    combinations = [line.when for line in lines if line.combination and line.when]
    return {option for when in sentences + combinations for option in when.get(question, ())}


def _does_as(context: CheckContext, name: str, line: str, clean: str) -> bool:
    """Whether a line changes nothing: alone instead of the clean answer, or beside other lines."""
    machine = context.machine
    pairs = [(machine.class_of(name, clean), machine.class_of(name, line))]
    if context.tree.questions[name].is_checklist:
        pairs += (
            (machine.class_of(name, *before), machine.class_of(name, *after))
            for before, ticked, after in machine.extra_ticks(name)
            if ticked == line
        )
    return all(
        nodes[one] == nodes[other]
        for state in machine.at[name]
        for nodes in [context.nodes_after(context.results, state)]
        for one, other in pairs
    )


@rule(
    "dead-line",
    page="""A line of a gate or table that decides for nobody.

    The first line of a gate that matches decides. A line below one that always matches first,
    or with conditions that nobody meets who comes to the gate, reads like a rule of the tree
    and is none.

    Move the line up, mend its conditions, or delete it. The last line, "else", may stay without
    anybody: it is the net below all others.

    Wrong, as the first line takes everybody whom the second one means::

        - {when: {weakness: [new, slow]}, next: o_check_today}
        - {when: {weakness: [slow]}, next: o_slow}

    Right::

        - {when: {weakness: [slow]}, next: o_slow}
        - {when: {weakness: [new]}, next: o_check_today}
    """,
)
def dead_line(context: CheckContext) -> Iterator[Flaw]:
    reached = {passed.gate for passed in context.passed}
    for name, gate in context.tree.gates.items():
        if name not in reached:
            continue
        for at in range(len(gate.lines) - 1):
            if Passed(name, at) not in context.passed:
                yield _dead(context, name, at)
    for name, table in context.tree.tables.items():
        if name in reached:
            yield from _unused_rows(context, name, table)


def _unused_rows(context: CheckContext, name: str, table: Table) -> Iterator[Flaw]:
    used = {down for at, (down, _) in enumerate(table.cells) if Passed(name, at) in context.passed}
    for at, row in enumerate(table.rows):
        for position, option in enumerate(row.options):
            if option not in used:
                yield Flaw(
                    ("tables", name, "rows", at, "options", position),
                    f"No cell of '{name}' for '{option}' is ever used.",
                    "Mend what leads to the table, or delete it here.",
                )


@rule(
    "dead-value",
    Severity.WARNING,
    page="""A value in a line of a gate that a line above always takes.

    The first line of a gate that matches decides. Whoever gives this answer has matched before,
    so here it is as good as not written; yet it reads as if these people were sent here.

    Delete the value, or move the line up if it should decide for them.

    Wrong, as whoever is under 16 is taken by the first line::

        - {when: {background: [under_16, not_sure]}, next: o_check_today}
        - {when: {background: [under_16, pregnant]}, next: o_soon}

    Right::

        - {when: {background: [under_16, not_sure]}, next: o_check_today}
        - {when: {background: [pregnant]}, next: o_soon}
    """,
)
def dead_value(context: CheckContext) -> Iterator[Flaw]:
    for name, gate in context.tree.gates.items():
        whens = [line.when or {} for line in gate.lines[:-1]]
        for at, when in enumerate(whens):
            if Passed(name, at) not in context.passed:
                continue  # The whole line is dead, or nobody comes to the gate.
            for question, options in when.items():
                for position, option in enumerate(options):
                    narrow = {**when, question: (option,)}
                    first = next((i for i in range(at) if _takes_all(whens[i], narrow)), None)
                    if first is not None:
                        yield _dead_option(context, name, at, (question, position), first)


def _takes_all(above: When, below: When) -> bool:
    """Whether everybody who meets the conditions of one line meets those of another."""
    return all({*below.get(name, ())} and {*below[name]} <= {*above[name]} for name in above)


def _dead_option(
    context: CheckContext, gate: str, line: int, spot: tuple[str, int], first: int
) -> Flaw:
    question, position = spot
    rows = context.tree.gates[gate].lines
    when = rows[line].when or {}
    option = when[question][position]
    narrow = rows[line].model_copy(update={"when": FrozenDict({**when, question: (option,)})})
    return Flaw(
        ("gates", gate, "lines", line, "when", question, position),
        f"Line {line + 1} of '{gate}' never decides for '{option}': line {first + 1} above takes "
        f"whoever gives that answer.",
        "Delete it here, or move the line up.",
        _who_meets(context, gate, narrow),
    )


def _dead(context: CheckContext, gate: str, line: int) -> Flaw:
    path = ("gates", gate, "lines", line)
    witness = _who_meets(context, gate, context.tree.gates[gate].lines[line])
    if witness is None:
        return Flaw(
            path,
            f"Nobody who comes to '{gate}' ever meets the conditions of this line.",
            "Mend its conditions, or delete it.",
        )
    passages = replay(context.tree, witness).passages
    first = next(each.line for each in passages if each.gate == gate)
    return Flaw(
        path,
        f"This line never decides: whoever meets it meets a line above it first, such as "
        f"line {(first or 0) + 1} of '{gate}'.",
        "Move it up, mend its conditions, or delete it.",
        witness,
    )


def _who_meets(context: CheckContext, gate: str, line: GateRow) -> Answers | None:
    """Somebody who comes to a gate and meets a line, whatever the lines above."""
    lines = (line, *context.tree.gates[gate].lines)
    moved = context.tree.gates[gate].model_copy(update={"lines": lines})
    other = context.tree.model_copy(
        update={"gates": FrozenDict({**context.tree.gates, gate: moved})}
    )
    # It would still hold the nodes of the tree that it is a copy of.
    other.__dict__.pop("nodes", None)
    machine = Machine(other, context.machine.limits)
    shortest = ShortestPaths(machine)
    for state in machine.in_order():
        question = machine.states[state].question
        for answer, transition in machine.choices(state):
            if Passed(gate, 0) in transition.through:
                return context.person(shortest.mildest(state).answers() | {question: answer})
    return None
