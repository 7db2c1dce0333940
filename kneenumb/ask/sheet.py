"""What is put before a person, and what comes back, before any way to show it.

A sheet is a question, a review or a list to choose from. The menu and the
plain mode show the same sheets, and the conversation drives both.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum

from kneenumb.body.lights import Lights, asks_of_both_legs, lights
from kneenumb.model.question import Option, Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency


class Shortcut(Enum):
    """What can be asked for in place of an answer: its key and its word.

    Letters from the front of the alphabet are for rows, so that these have no gaps.
    """

    WHY = ("w", "why")
    HELP = ("p", "help")
    WORDS = ("o", "words")
    MAP = ("m", "map")
    BACK = ("z", "back")
    CHANGE = ("x", "change")
    NEXT = ("n", "next")
    COMMIT = ("y", "commit")
    QUIT = ("q", "quit")

    @property
    def key(self) -> str:
        """The key that asks for it in the menu."""
        return self.value[0]

    @property
    def word(self) -> str:
        """The word that asks for it in plain mode."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One line to choose or to tick. It is always shown whole."""

    id: str
    words: str
    heading: str | None = None
    stands_alone: bool = False
    note: str = ""
    alarms: bool = False
    """Whether it is a sign of an emergency: nobody may pass it by unread."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Something to choose, with its words around it. There is never a default."""

    heading: str
    ask: str
    rows: tuple[ChoiceRow, ...]
    commands: tuple[Shortcut, ...]
    many: bool = False
    """Whether several rows may be ticked together."""
    ticked: tuple[str, ...] = ()
    """What was ticked before the person asked for something else."""
    about: str = ""
    """What has to stand beside the question all the time."""
    note: tuple[str, ...] = ()
    """What the person asked to read beside the question."""
    body_map: Lights | None = None
    """A map on which the rows are areas, to show beside them where there is room."""

    def refuses(self, picked: tuple[str, ...]) -> str | None:
        """Why these rows cannot be chosen together; ``None`` if they can."""
        if not picked:
            return "Nothing is chosen yet."
        if len(picked) > 1 and not self.many:
            return "Please choose one line only."
        for row in self.rows:
            if row.stands_alone and row.id in picked and len(picked) > 1:
                return (
                    f"“{row.words}” stands alone: choose it without other lines, or leave it out."
                )
        return None

    def passes_by(self, picked: tuple[str, ...], seen: Collection[str]) -> int:
        """How many rows would go unread that may matter more than those picked.

        Who picks a sign of an emergency need not read on. Anybody else has to have seen every
        such sign, and every row before saying that none of them fits.
        """
        chosen = [row for row in self.rows if row.id in picked]
        if any(row.alarms for row in chosen):
            return 0
        unseen = [row for row in self.rows if row.id not in seen]
        if any(row.alarms for row in unseen) or any(row.stands_alone for row in chosen):
            return len(unseen)
        return 0

    def toggled(self, ticks: tuple[str, ...], row: ChoiceRow) -> tuple[str, ...]:
        """The ticks after one more press: what cannot stand beside the row loses its tick."""
        if row.id in ticks:
            return tuple(each for each in ticks if each != row.id)
        alone = {each.id for each in self.rows if each.stands_alone}
        kept = set() if row.stands_alone else {*ticks} - alone
        return tuple(each.id for each in self.rows if each.id in {*kept, row.id})


@dataclass(frozen=True, slots=True)
class Reply:
    """Rows that were chosen, or a command and the ticks made until then."""

    picked: tuple[str, ...]
    command: Shortcut | None = None


Asker = Callable[[Sheet], Reply]
"""Shows a sheet and waits.

Raises:
    KeyboardInterrupt: if the person wants to stop.
    EOFError: if the input has ended.
"""


def question_rows(
    tree: Tree, question: Question, before: tuple[str, ...] = ()
) -> tuple[ChoiceRow, ...]:
    """The options of a question as rows.

    Args:
        before: What the person answered earlier and took back.
    """
    return tuple(
        ChoiceRow(
            id=name,
            words=option.wording,
            heading=option.heading,
            stands_alone=option.stands_alone,
            note="your answer before" if name in before else "",
            alarms=not option.unsure and _is_emergency(tree, option),
        )
        for name, option in question.options.items()
    )


def _is_emergency(tree: Tree, option: Option) -> bool:
    return bool(option.flag and tree.red_flags[option.flag].urgency is Urgency.EMERGENCY)


def question_map(tree: Tree, name: str) -> Lights | None:
    """The body map of a question whose rows are areas."""
    question = tree.questions[name]
    if not question.body_map:
        return None
    return lights(tree, named=question.options, both_legs=asks_of_both_legs(tree, name))


Note = tuple[str, ...]
"""Lines to read, each a text of its own."""


def why(question: Question) -> Note:
    """Why the question is asked."""
    return (f"Why am I asked this? {question.why}",)


def what_counts(question: Question) -> Note:
    """What counts as an answer, and what does not."""
    return (f"What counts: {question.help}",)


def in_doubt(question: Question) -> Note:
    """What somebody reads who is not sure, before that is taken for an answer."""
    return (
        *what_counts(question),
        "You are not sure, and that is all right. If a line fits after all, choose it now. "
        "If not, choose the same line again.",
    )


def meanings(tree: Tree, question: Question) -> Note:
    """The words of the question that the glossary explains."""
    options = (option.wording for option in question.options.values())
    text = " ".join([question.ask, question.why, question.help, *options])
    found = (f"{term}: {says}" for term, says in tree.glossary.items() if _mentions(text, term))
    return tuple(found) or ("The glossary explains no word of this question.",)


def _mentions(text: str, term: str) -> bool:
    # The glossary writes some terms with an abbreviation: "blood clot (DVT)".
    names = re.split(r"\s*\(|\)", term)
    return any(
        re.search(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE) for name in names if name
    )
