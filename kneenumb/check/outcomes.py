"""Rules about outcomes: what the page at the end must say, and what it must not."""

from collections.abc import Iterator

from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw, Severity
from kneenumb.check.rule import rule
from kneenumb.check.texts import certainties, place_of, plain, texts, waits
from kneenumb.model.fault import NodePath
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency


@rule(
    "no-source",
    page="""An outcome names no source.

    A reader must be able to ask where a statement comes from, and a reviewer must be able to
    look it up.

    Name at least one source, and add it to 'sources' at the end of the file if it is new.

        o_sciatica:
          sources: []          # wrong: nobody can look this up
          sources: [S12, R11]  # right
    """,
)
def no_source(context: CheckContext) -> Iterator[Flaw]:
    for name, outcome in context.tree.outcomes.items():
        if not outcome.sources:
            yield Flaw(
                ("outcomes", name, "sources"),
                f"The outcome '{name}' names no source.",
                "Name where its statements come from.",
            )


@rule(
    "no-reference",
    page="""An emergency or same-day outcome rests on no outside reference.

    The seed article (S) and our corrections of it (C) are not enough to send somebody to a
    hospital, or to be sure that today is soon enough.

    Add an outside reference, a source whose id starts with R.

        o_em_stroke:
          urgency: emergency
          sources: [C2]       # wrong: only our own correction
          sources: [C2, R14]  # right
    """,
)
def no_reference(context: CheckContext) -> Iterator[Flaw]:
    for name, outcome in context.tree.outcomes.items():
        outside = any(source.startswith("R") for source in outcome.sources)
        if outcome.urgency >= Urgency.SAME_DAY and outcome.sources and not outside:
            yield Flaw(
                ("outcomes", name, "sources"),
                f"The outcome '{name}' is {_spoken(outcome.urgency)} without an outside reference.",
                "Add a source whose id starts with R.",
            )


@rule(
    "emergency-self-care",
    page="""An emergency outcome gives advice on self-care.

    Somebody who reads what to do at home may do that first, and lose the hours that decide.

    Remove 'self_care' and 'numb_skin_care' from the outcome. What may be done on the way to
    help belongs under 'now'.

        o_em_blood_flow:
          urgency: emergency
          self_care: Short walks help.  # wrong
          now: Call an ambulance.       # right
    """,
)
def emergency_self_care(context: CheckContext) -> Iterator[Flaw]:
    for name, outcome in context.tree.outcomes.items():
        if outcome.urgency is Urgency.EMERGENCY:
            for key in ("self_care", "numb_skin_care"):
                if getattr(outcome, key):
                    yield Flaw(
                        ("outcomes", name, key),
                        f"The emergency outcome '{name}' has '{key}'.",
                        "Remove it, or move what is done on the way to help to 'now'.",
                        of_key=True,
                    )


@rule(
    "emergency-waits",
    page="""A text for an emergency tells the reader to wait and see.

    In an emergency every text has to point the same way, to help now. One soft sentence is
    enough for somebody to stay at home.

    Looked at are the emergency outcomes, the emergency flags and the words of the emergency
    level, for wording such as "wait and see", "watch and wait", "see how it goes" or "wait a
    few days". "Do not wait and see" is fine.

        now: Rest, and see how it goes.  # wrong
        now: Go to a hospital now.       # right
    """,
)
def emergency_waits(context: CheckContext) -> Iterator[Flaw]:
    for path, text in _emergency_texts(context.tree):
        for phrase in waits(text):
            yield Flaw(
                path,
                f'{place_of(path)} is for an emergency and says "{phrase}".',
                "Say what to do now.",
            )


@rule(
    "certain-diagnosis",
    page="""A text tells the reader what they have.

    Questions cannot examine anybody. A reader who believes a name may stop looking for help,
    or may be frightened for nothing.

    Write "could fit", "may", "possible" or "pattern". Looked at are all texts of the page that
    ends a walk, for "you have", "you suffer from", "this is" with the name of a condition of
    the tree, and a title that is only such a name. "If you have" and "you have to" are fine.

        summary: You have a trapped nerve.                   # wrong
        summary: This pattern could fit a trapped nerve.     # right
        title: Sciatica                                      # wrong
        title: Pattern that could fit an irritated nerve root (sciatica)  # right
    """,
)
def certain_diagnosis(context: CheckContext) -> Iterator[Flaw]:
    conditions = {plain(condition.name) for condition in context.tree.conditions.values()} - {""}
    remedy = 'Write "could fit", "may", "possible" or "pattern".'
    for path, text in _page_texts(context.tree):
        for phrase in certainties(text, conditions):
            yield Flaw(path, f'{place_of(path)} says as if it were certain: "{phrase}".', remedy)
        if path[-1] == "title" and plain(text) in conditions:
            message = f"The title of the outcome '{path[1]}' is the bare name of a condition."
            yield Flaw(path, message, remedy)


@rule(
    "no-condition",
    Severity.WARNING,
    page="""An emergency or same-day outcome does not say which conditions it is about.

    A reviewer cannot judge whether the urgency is right without knowing what is feared.

    List under 'conditions' what the outcome may stand for. This is asked only of trees that
    describe conditions at all, and not of milder outcomes: some stand for none.

        o_em_belly:
          urgency: emergency
          conditions: [obturator_hernia]
    """,
)
def no_condition(context: CheckContext) -> Iterator[Flaw]:
    for name, outcome in context.tree.outcomes.items() if context.tree.conditions else ():
        if outcome.urgency >= Urgency.SAME_DAY and not outcome.conditions:
            yield Flaw(
                ("outcomes", name),
                f"The outcome '{name}' is {_spoken(outcome.urgency)} and names no condition.",
                "List under 'conditions' what it may stand for.",
                of_key=True,
            )


@rule(
    "no-skin-care",
    Severity.WARNING,
    page="""An outcome asks for the advice on numb skin, but the tree has none.

    The page then leaves the advice out without a word, and somebody may burn skin that does
    not feel the heat.

    Write the advice under 'texts', or remove 'numb_skin_care' from the outcome.

        texts:
          numb_skin_care:
            before: "Care for numb skin:"
            items: [No hot-water bottles on numb skin]
    """,
)
def no_skin_care(context: CheckContext) -> Iterator[Flaw]:
    for name, outcome in context.tree.outcomes.items():
        if outcome.numb_skin_care and context.tree.texts.numb_skin_care is None:
            yield Flaw(
                ("outcomes", name, "numb_skin_care"),
                f"The outcome '{name}' asks for advice on numb skin that the tree does not have.",
                "Write 'numb_skin_care' under 'texts', or remove it here.",
                of_key=True,
            )


def _spoken(urgency: Urgency) -> str:
    return "an emergency" if urgency is Urgency.EMERGENCY else "for the same day"


def _emergency_texts(tree: Tree) -> Iterator[tuple[NodePath, str]]:
    yield from texts(tree.urgencies.emergency, ("urgencies", "emergency"))
    for name, flag in tree.red_flags.items():
        if flag.urgency is Urgency.EMERGENCY:
            yield from texts(flag, ("red_flags", name))
    for name, outcome in tree.outcomes.items():
        if outcome.urgency is Urgency.EMERGENCY:
            yield from texts(outcome, ("outcomes", name))


def _page_texts(tree: Tree) -> Iterator[tuple[NodePath, str]]:
    """All that a page may hold at the end of a walk, but what the person said themselves."""
    yield from texts(tree.urgencies, ("urgencies",))
    yield from texts(tree.texts, ("texts",))
    for question, asked in tree.questions.items():
        for name, option in asked.options.items():
            yield ("questions", question, "options", name, "because"), option.because
    for name, flag in tree.red_flags.items():
        yield from texts(flag, ("red_flags", name))
    for name, outcome in tree.outcomes.items():
        yield from texts(outcome, ("outcomes", name))
