"""A tree as a form: its questions in order, what it says before and after them, and to whom."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kneenumb.export.form_condition import (
    ALWAYS,
    NEVER,
    AllOf,
    FormCondition,
    OptionTest,
    all_of,
    any_of,
    negated,
)
from kneenumb.export.shown_when import emergencies, shown_when
from kneenumb.model.fault import Fault, TreeError
from kneenumb.model.form_kind import ABOUT, EMERGENCY, END, RECORD_ID, FormKind, field_names
from kneenumb.model.question import Option, Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.unchecked import NOT_CHECKED


class FormField(NamedTuple):
    """Something that a form asks or says."""

    name: str
    says: str
    """A paragraph a line."""
    shown: FormCondition = ALWAYS
    question: Question | None = None
    """What is asked. Without it, it is the name of a person, or a note."""


def form_fields(tree: Tree, kind: FormKind) -> tuple[FormField, ...]:
    """Everything in the form of a tree, in order.

    Raises:
        TreeError: if too much decides whether something is shown.
    """
    shown = shown_when(tree)
    names = field_names(tree, kind)
    emergency = tree.urgencies[Urgency.EMERGENCY]
    fields = (
        FormField(RECORD_ID, "Record ID. A number, and not a name."),
        FormField(ABOUT, "\n".join(_about(tree))),
        *(
            FormField(names[name], tree.questions[name].ask, shown[name], tree.questions[name])
            for name in _in_order(tree, shown)
        ),
        FormField(EMERGENCY, f"{emergency.label}: {emergency.action}", _emergency(tree, shown)),
        FormField(END, "\n".join(_end(tree, kind))),
    )
    # What is never shown is left out: without a condition it would be for everybody.
    return tuple(field for field in fields if field.shown != NEVER)


def line_of(tree: Tree, option: Option) -> str:
    """The words of an option, and whether it means an emergency by itself."""
    emergency = tree.urgencies[Urgency.EMERGENCY].label
    is_emergency = option.flag and tree.red_flags[option.flag].urgency is Urgency.EMERGENCY
    return f"{option.wording} ({emergency})" if is_emergency else option.wording


def check_fits(tree: Tree, text: str, most: int, field: str) -> str:
    """A text that a cell of a form can hold.

    Raises:
        TreeError: if it is too long.
    """
    if len(text) > most:
        cause = f"{tree.id} is too large for a form: '{field}' needs a cell of {len(text):,} "
        cause += f"characters, and {most:,} is the most."
        raise TreeError(Fault(cause, "Use 'kneenumb export page' instead, which has no limit."))
    return text


def _in_order(tree: Tree, shown: Mapping[str, FormCondition]) -> Iterator[str]:
    """The questions that are ever asked, in the order of the tree as far as that can be.

    A question stands behind all that decide whether it is shown.
    """
    placed: set[str] = set()

    def place(name: str) -> Iterator[str]:
        if name in placed or name not in shown:
            return
        placed.add(name)
        decide = _questions_in(shown[name])
        for other in tree.questions:
            if other in decide:
                yield from place(other)
        yield name

    for name in tree.questions:
        yield from place(name)


def _questions_in(condition: FormCondition) -> set[str]:
    if isinstance(condition, OptionTest):
        return {condition.question}
    return {name for term in condition.terms for name in _questions_in(term)}


def _emergency(tree: Tree, shown: Mapping[str, FormCondition]) -> FormCondition:
    """When the result is an emergency: by one line alone, or by several answers together."""
    alone = [
        OptionTest(name, frozenset(grave), True, not question.is_checklist)
        for name, question in tree.questions.items()
        if shown.get(name, NEVER) != NEVER and (grave := emergencies(tree, question))
    ]
    without = [negated(each) for each in alone]
    together = [
        _less(all_of([*without, shown[name]]), without)
        for name, outcome in tree.outcomes.items()
        if outcome.urgency is Urgency.EMERGENCY and name in shown
    ]
    return any_of([*alone, *together])


def _less(condition: FormCondition, known: list[FormCondition]) -> FormCondition:
    """A condition without what need not be asked in it."""
    terms = condition.terms if isinstance(condition, AllOf) else (condition,)
    return all_of(term for term in terms if term not in known)


def _about(tree: Tree) -> Iterator[str]:
    yield f"{tree.title} ({tree.id} {tree.version})"
    if not tree.is_proved:
        yield f"{NOT_CHECKED} Do not rely on it."
    yield f"{tree.status.rstrip('.')}."
    yield from tree.texts.not_for


def _end(tree: Tree, kind: FormKind) -> Iterator[str]:
    yield (
        "This form does not work out a result, and nobody may be reading it now. The result comes "
        f"of its answers with: kneenumb batch FILE --from {kind}"
    )
    net = tree.texts.safety_net
    yield net.before
    yield from (f"- {item}" for item in net.items)
    yield tree.texts.disclaimer
