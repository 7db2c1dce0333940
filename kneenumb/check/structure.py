"""Rules about how a tree is built: whether every piece of it can ever matter."""

from collections.abc import Iterator

from kneenumb.check.exam import Exam
from kneenumb.check.finding import Flaw
from kneenumb.check.rule import rule
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.prove.kind import additions


@rule("unreachable")
def unreachable(exam: Exam) -> Iterator[Flaw]:
    """Nobody ever comes to a question, gate, table or outcome.

    What nobody comes to is dead text: it looks as if the tree cared for these people, and it
    does not. Often a line that should lead there leads somewhere else.

    Lead an option, a gate or a red flag to it, or delete it.

    Wrong, as nothing leads to the outcome o_rest::

        outcomes:
          o_rest: {urgency: soon, …}

    Right::

        options:
          no: {label: No, next: o_rest, …}
    """
    tree, machine = exam.tree, exam.machine
    reached = {spot.question for spot in machine.spots}
    reached |= {passed.gate for passed in exam.passed}
    reached |= {step.to for steps in machine.steps for step in steps if isinstance(step.to, str)}
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


@rule("dead-next")
def dead_next(exam: Exam) -> Iterator[Flaw]:
    """A 'next' that nobody follows.

    An emergency flag ends the questions at its outcome, so a "next" beside it is never used.
    Whoever reads it believes that the questions go on.

    Delete the "next". If the questions should go on, the flag is no emergency.

    Wrong::

        yes: {label: Yes, flag: rf_emergency, next: o_rest, …}

    Right::

        yes: {label: Yes, flag: rf_emergency, …}
    """
    for name, question in exam.tree.questions.items():
        path = ("questions", name)
        ends = {option for option in question.options if _ends(exam.tree, question, option)}
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


@rule("idle-question")
def idle_question(exam: Exam) -> Iterator[Flaw]:
    """A question whose answer never changes anything.

    Every question costs a frightened person a minute. One that changes neither the outcome nor
    the urgency, raises no red flag and adds no reason to the result is asked for nothing; or
    what it should change was forgotten.

    Use the answer in a gate, give an option a red flag, or delete the question.
    """
    for name in exam.tree.questions:
        if _is_idle(exam, name):
            yield Flaw(
                ("questions", name),
                f"No answer to '{name}' ever changes the result.",
                "Use its answers in a gate or a red flag, or delete it.",
                of_key=True,
            )


@rule("idle-option")
def idle_option(exam: Exam) -> Iterator[Flaw]:
    """An option that does just what the clean answer does.

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
    """
    for name, question in exam.tree.questions.items():
        clean = question.clean
        if clean is None or not exam.machine.at[name] or _is_idle(exam, name):
            continue
        spoken = _spoken(exam.tree, name)
        for option_name, option in question.options.items():
            if option_name == clean or option.flag or option_name in spoken:
                continue
            if _does_as(exam, name, option_name, clean):
                yield Flaw(
                    ("questions", name, "options", option_name),
                    f"'{option_name}' of '{name}' does just what the clean answer '{clean}' does.",
                    "Give it a red flag, a way of its own or a line in a gate, or delete it.",
                    of_key=True,
                )


def _is_idle(exam: Exam, name: str) -> bool:
    question, spots = exam.tree.questions[name], exam.machine.at[name]
    if not spots or any(option.flag for option in question.options.values()):
        return False
    if _spoken(exam.tree, name):
        return False
    return all(len(set(exam.futures(exam.results, spot))) == 1 for spot in spots)


def _spoken(tree: Tree, question: str) -> set[str]:
    """The options of a question that the page speaks of: in a sentence, or as a combination."""
    sentences = [each.when for outcome in tree.outcomes.values() for each in outcome.why_if]
    lines = [line for gate in tree.gates.values() for line in gate.lines]
    combinations = [line.when for line in lines if line.combination and line.when]
    return {option for when in sentences + combinations for option in when.get(question, ())}


def _does_as(exam: Exam, name: str, line: str, clean: str) -> bool:
    """Whether a line changes nothing: alone instead of the clean answer, or beside other lines."""
    machine = exam.machine
    pairs = [(machine.kind_of(name, clean), machine.kind_of(name, line))]
    if exam.tree.questions[name].is_checklist:
        pairs += (
            (machine.kind_of(name, *before), machine.kind_of(name, *after))
            for before, ticked, after in additions(exam.tree, name, machine.conditions[name])
            if ticked == line
        )
    return all(
        futures[one] == futures[other]
        for spot in machine.at[name]
        for futures in [exam.futures(exam.results, spot)]
        for one, other in pairs
    )
