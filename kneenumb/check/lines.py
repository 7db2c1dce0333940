"""Rules about the lines of a question: few, short, whole on the screen, and told apart."""

import unicodedata
from collections.abc import Iterator

from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw, Severity
from kneenumb.check.rule import rule
from kneenumb.model.question import Option
from kneenumb.page.question_height import COLUMNS, LINES, question_height

MOST_LINES = 12
MOST_LINES_UNDER_HEADINGS = 15
MOST_WORDS = 20
_PASSED_OVER = ("P", "Z", "C")
"""Kinds of characters: marks, spaces and what is not shown. Signs such as + and < count."""


@rule(
    "too-many-options",
    Severity.WARNING,
    page="""A question has more lines than a reader can weigh.

    Somebody who is in pain reads the first lines and skims the rest, and may miss the one
    that matters.

    Keep to 12 lines, with "None of these" and "Not sure" counted. Up to 15 are fine where each
    stands under a heading, as the skin areas do: then only one group is read. Otherwise make
    two questions of it.

        options:
          outer_thigh: {label: Outer side of the thigh, heading: Thigh, because: …}
          front_thigh: {label: Front of the thigh, because: …}
          around_kneecap: {label: Around the kneecap, heading: Knee, because: …}
    """,
)
def too_many_options(context: CheckContext) -> Iterator[Flaw]:
    for name, question in context.tree.questions.items():
        options = tuple(question.options.values())
        grouped = options[0].heading is not None
        most = MOST_LINES_UNDER_HEADINGS if grouped else MOST_LINES
        if len(options) > most:
            yield Flaw(
                ("questions", name, "options"),
                f"The question '{name}' has {len(options)} lines; {most} are read with care.",
                "Make two questions of it, or put its lines under headings."
                if not grouped
                else "Make two questions of it.",
                of_key=True,
            )


@rule(
    "option-too-long",
    Severity.WARNING,
    page="""A line to choose has more than 20 words.

    A long line hides its second half: somebody who is frightened reads how it begins, and what
    fits them stands behind the third comma.

    Say one thing in a line. Split one that joins several with "or" into lines of their own, each
    with 'split_from' and the red flag of the first, so that answers to the old one still count.

        options:  # right
          new_change: {label: "New: pee is hard to start, or does not come", flag: rf_bladder, …}
          new_leak: {label: "New: pee or poo leaks", flag: rf_bladder, split_from: new_change, …}
    """,
)
def option_too_long(context: CheckContext) -> Iterator[Flaw]:
    for name, question in context.tree.questions.items():
        for key, option in question.options.items():
            length = len(option.wording.split())
            if length > MOST_WORDS:
                yield Flaw(
                    ("questions", name, "options", key, "detail" if option.detail else "label"),
                    f"The line '{key}' of '{name}' has {length} words; {MOST_WORDS} are read "
                    f"to the end.",
                    "Shorten it, or split it into lines of their own.",
                )


@rule(
    "question-too-tall",
    Severity.WARNING,
    page="""A question does not fit a window of 80 by 24 whole.

    What is below the edge is not read. It may be the one line that is an emergency, and "None of
    these" is chosen without it.

    Shorten the question or its lines, or make two questions of it. Counted is what stands there
    without being asked for: the question, its headings and every line in full, broken as the
    menu breaks them, and 4 lines for how far along it is, how to answer, the commands and a word
    about a key.
    """,
)
def question_too_tall(context: CheckContext) -> Iterator[Flaw]:
    for name, question in context.tree.questions.items():
        height = question_height(question)
        if height > LINES:
            yield Flaw(
                ("questions", name),
                f"The question '{name}' takes {height} lines of {COLUMNS} columns; a window "
                f"has {LINES}.",
                "Shorten it, or make two questions of it.",
                of_key=True,
            )


@rule(
    "twin-options",
    page="""Two options of a question read the same.

    Nobody can tell them apart, so it is chance which of them is chosen; one may be an emergency
    and the other "no".

    Say what makes them differ. Capitals, marks and spaces do not count. Labels are compared with
    labels and full wordings with full wordings, as each is read without the other.

        yes: {label: "Yes, even a little", flag: rf_saddle, …}
        no:  {label: "Yes, even a little", clean: true, …}  # wrong
    """,
)
def twin_options(context: CheckContext) -> Iterator[Flaw]:
    for name, question in context.tree.questions.items():
        seen: dict[tuple[str, str], str] = {}
        for key, option in question.options.items():
            said = (("label", _folded(option.label)), ("detail", _folded(option.wording)))
            twin = next((seen[words] for words in said if words in seen), None)
            if twin is not None:
                yield Flaw(
                    ("questions", name, "options", key, _twin_text(option, question.options[twin])),
                    f"'{key}' of '{name}' reads the same as '{twin}'.",
                    "Say what makes them differ, or delete one of them.",
                )
            for words in said:
                seen.setdefault(words, key)


@rule(
    "no-not-sure",
    Severity.WARNING,
    page="""A question about warning signs cannot be answered with "not sure".

    Whoever cannot tell has to guess, and guesses "no". Unknown is never "no".

    Add an option with 'unsure: true' to every checklist, and to every question with a red flag.
    Give it a red flag of its own where doubt has to be looked at.

        not_sure: {label: Not sure, flag: rf_unsure_answer, unsure: true, because: …}
    """,
)
def no_not_sure(context: CheckContext) -> Iterator[Flaw]:
    for name, question in context.tree.questions.items():
        options = question.options.values()
        if any(option.unsure for option in options):
            continue
        if question.is_checklist or any(option.flag for option in options):
            kind = "checklist" if question.is_checklist else "question with red flags"
            yield Flaw(
                ("questions", name, "options"),
                f"Nobody can answer the {kind} '{name}' with \"not sure\".",
                "Add an option with 'unsure: true'.",
                of_key=True,
            )


def _twin_text(option: Option, twin: Option) -> str:
    """The key of the text by which an option reads like its twin."""
    same_label = _folded(option.label) == _folded(twin.label)
    return "label" if same_label or option.detail is None else "detail"


def _folded(text: str) -> str:
    """A text without what the eye passes over."""
    letters = unicodedata.normalize("NFKC", text).casefold()
    seen = (" " if unicodedata.category(each)[0] in _PASSED_OVER else each for each in letters)
    return " ".join("".join(seen).split())
