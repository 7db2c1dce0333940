"""Rules about words: that they are there, short, and plain."""

from collections.abc import Iterator

from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw, Severity
from kneenumb.check.rule import rule
from kneenumb.check.texts import grade, place_of, sentences, texts
from kneenumb.model.fault import NodePath
from kneenumb.model.frozen import FrozenModel
from kneenumb.model.outcome import Outcome
from kneenumb.model.question import Option, Question
from kneenumb.model.tree import Tree

MOST_WORDS_OF_BECAUSE = 14
HIGHEST_GRADE = 8
MOST_CHARACTERS: dict[type[FrozenModel], dict[str, int]] = {
    Question: {"topic": 40, "ask": 200, "why": 150, "help": 350},
    Option: {"label": 70, "detail": 300},
    Outcome: {"summary": 300, "why": 350, "now": 300},
}
"""By the key of the text."""


@rule(
    "blank-text",
    page="""A text holds nothing to read.

    A blank warning, limit or answer looks to the reader as if there were nothing to say.

    Write the text, or remove the key if the tree may do without it. A text needs at least one
    letter or digit.

        now: "…"                # wrong
        now: Be seen today.     # right
    """,
)
def blank_text(context: CheckContext) -> Iterator[Flaw]:
    for path, text in texts(context.tree):
        if not any(character.isalnum() for character in text):
            yield Flaw(
                path, f"{place_of(path)} holds no words.", "Write what the reader has to know."
            )


@rule(
    "because-too-long",
    page="""The 'because' of an option is longer than 14 words.

    It stands beside the answer, on the page and before a class, and is read at a glance or
    not at all.

    Say the one thing that the answer tells a clinician. More belongs into the 'why' or 'help'
    of the question, or into the outcome.

        because: One leg points to one root or one nerve.  # right
    """,
)
def because_too_long(context: CheckContext) -> Iterator[Flaw]:
    for question, asked in context.tree.questions.items():
        for name, option in asked.options.items():
            length = len(option.because.split())
            if length > MOST_WORDS_OF_BECAUSE:
                yield Flaw(
                    ("questions", question, "options", name, "because"),
                    f"The 'because' of '{name}' in '{question}' has {length} words.",
                    f"Say it in at most {MOST_WORDS_OF_BECAUSE}.",
                )


@rule(
    "text-too-long",
    Severity.WARNING,
    page="""A text is longer than fits its place.

    A menu shows a label in one or two rows, and help that fills the screen pushes the question
    out of sight.

    Shorten it, or move a part of it. In characters, at most:

        question  topic 40, ask 200, why 150, help 350
        option    label 70, detail 300
        outcome   summary 300, why 350, now 300

    A label has to do by itself in a menu; its full wording goes into 'detail':

        label: "Both legs, over 4 weeks: worse, or in attacks"
        detail: >-
          Both legs, over 4 weeks, and clearly worse than 4 weeks ago, or in attacks that nothing
          sets off
    """,
)
def text_too_long(context: CheckContext) -> Iterator[Flaw]:
    for path, part in _parts(context.tree):
        for key, most in MOST_CHARACTERS[type(part)].items():
            length = len(getattr(part, key) or "")
            if length > most:
                yield Flaw(
                    (*path, key),
                    f"{place_of((*path, key))} is {length} characters long; {most} fit there.",
                    "Shorten it.",
                )


@rule(
    "hard-to-read",
    Severity.WARNING,
    page="""The words of a question, its options or an outcome are hard to read.

    Many grown-ups read best at the level of the eighth school year, and everybody reads worse
    in pain or fear.

    Split the longest sentence, and swap long words for short ones. The measure is the
    Flesch-Kincaid grade, the years of school that sentences and words of such length ask for.
    The bound is 8. It is taken over what is read in one go: a question (ask, why and help), its
    options, or an outcome (summary, why, now, self-care and when to go). What has fewer than 30
    words is not measured, as the name of one nerve would decide it. What is meant for a
    clinician is left out.

        why: >-  # wrong: a long sentence of long words
          Neurological examination differentiates radiculopathy from mononeuropathy, which
          necessitates distinct investigations.
        why: A clinician can test which nerve it is. Each needs other tests.  # right
    """,
)
def hard_to_read(context: CheckContext) -> Iterator[Flaw]:
    for path, text in _read_at_once(context.tree):
        level = round(grade(text) or 0, 1)
        if level > HIGHEST_GRADE:
            longest = max(sentences(text), key=lambda each: len(each.split()))
            begins = " ".join(longest.split()[:6])
            yield Flaw(
                path,
                f"{place_of(path)} reads like year {level} of school; {HIGHEST_GRADE} is plain.",
                f'Split its longest sentence, "{begins} …", and use shorter words.',
                of_key=True,
            )


def _parts(tree: Tree) -> Iterator[tuple[NodePath, FrozenModel]]:
    """Every question, option and outcome."""
    for name, question in tree.questions.items():
        yield ("questions", name), question
        for key, option in question.options.items():
            yield ("questions", name, "options", key), option
    for name, outcome in tree.outcomes.items():
        yield ("outcomes", name), outcome


def _read_at_once(tree: Tree) -> Iterator[tuple[NodePath, str]]:
    """What is before one reader at one time, as one text."""
    for name, each in tree.questions.items():
        yield ("questions", name), _joined(each.ask, each.why, each.help)
        # "Not sure" and "None of these" are the same everywhere, and would make any list easy.
        lines = (option.wording for option in each.options.values() if not option.stands_alone)
        yield ("questions", name, "options"), _joined(*lines)
    for name, end in tree.outcomes.items():
        reasons = (addition.add for addition in end.why_if)
        told = (end.summary, end.why, *reasons, end.now, end.self_care, end.go_now_if)
        yield ("outcomes", name), _joined(*told)


def _joined(*texts: str | None) -> str:
    return ". ".join(text.rstrip(".") for text in texts if text)
