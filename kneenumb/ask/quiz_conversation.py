"""Asks a learner about people, one after the other: what to ask them, and what to commit to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from textwrap import shorten

from kneenumb.ask.sheet import Asker, ChoiceRow, Sheet, Shortcut
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.quiz.attempt import Attempt
from kneenumb.quiz.deck import QuizCard

LONGEST_STORY = 320
"""In characters. So much leaves room for a list below it, in a small window too."""

_ENOUGH = "!"
_NOT_SURE = "?"
"""The rows of who has heard enough, and of who names no pattern. No id can be like these."""


@dataclass(frozen=True, slots=True)
class QuizVoice:
    """What is said between the sheets."""

    story: Callable[[QuizCard], None]
    """Tells a story that is too long for a sheet."""
    answer: Callable[[QuizCard, str], None]
    """Gives the answer of a person to a question."""


def play(
    cards: Sequence[QuizCard], ask: Asker, voice: QuizVoice, *, in_order: bool
) -> Iterator[Attempt]:
    """Let a learner play cards.

    Args:
        in_order: Whether the answers are heard in the order of the tool,
            rather than by asking for them.

    Yields:
        Each attempt as soon as it is made. Who takes it shows the reveal
        before the next.

    Raises:
        KeyboardInterrupt: if the learner wants to stop.
        EOFError: if the input has ended.
    """
    _wait(ask, "", "Begin the quiz")
    for number, card in enumerate(cards, 1):
        place = f"Case {number} of {len(cards)}"
        yield _Round(card, place, ask, voice, in_order).attempt()
        last = number == len(cards)
        _wait(ask, f"{place} is done", "Show my score" if last else "Go on to the next case")


def _wait(ask: Asker, heading: str, label: str) -> None:
    _choose(ask, Sheet(heading, "", (ChoiceRow("on", label),), (Shortcut.QUIT,)))


def _choose(ask: Asker, sheet: Sheet) -> str | Shortcut:
    """The row that was chosen, or the command if there was one."""
    reply = ask(sheet)
    if reply.command is Shortcut.QUIT:
        raise KeyboardInterrupt
    return reply.command or reply.picked[0]


@dataclass
class _Round:
    """One card, from its story to a commitment."""

    card: QuizCard
    place: str
    ask: Asker
    voice: QuizVoice
    in_order: bool
    _heard: dict[str, None] = field(default_factory=dict)
    """The questions that were asked, in order."""

    @property
    def _tree(self) -> Tree:
        return self.card.result.tree

    def attempt(self) -> Attempt:
        """Let the learner ask, commit, and go back as they like until they are content."""
        if self._story() != self.card.story:
            self.voice.story(self.card)
        while True:
            self._question_the_person()
            while (urgency := self._urgency()) is not None:
                while (pattern := self._pattern()) is not None:
                    outcome = None if pattern == _NOT_SURE else pattern
                    attempt = Attempt(self.card, urgency, outcome, tuple(self._heard))
                    if self._is_content(attempt):
                        return attempt

    def _story(self) -> str:
        if len(self.card.story) <= LONGEST_STORY:
            return self.card.story
        more = " … (all of it stands above)"
        return shorten(self.card.story, LONGEST_STORY, placeholder=more)

    def _question_the_person(self) -> None:
        """Let the learner hear answers until they have heard enough."""
        while True:
            onward = next((name for name in self.card.answers if name not in self._heard), None)
            reply = _choose(self.ask, self._sheet(onward))
            if reply in (Shortcut.COMMIT, _ENOUGH):
                return
            question = onward if reply is Shortcut.NEXT else reply
            if isinstance(question, str):
                self._heard[question] = None
                self.voice.answer(self.card, question)

    def _sheet(self, onward: str | None) -> Sheet:
        """What can be asked now.

        Args:
            onward: The next question in the order of the tool, if the case answers one more.
        """
        heading = self.place if onward else f"{self.place}. The case holds no more answers."
        commands = (*((Shortcut.NEXT,) if onward else ()), Shortcut.COMMIT, Shortcut.QUIT)
        rows = self._rows_in_order(onward) if self.in_order else self._rows()
        return Sheet(heading, self._story(), rows, commands)

    def _rows_in_order(self, onward: str | None) -> tuple[ChoiceRow, ...]:
        # In this order, as the key that was pressed again and again to hear
        # the next answer must not commit to anything when there is none left.
        enough = "I have heard enough: commit"
        rows = (ChoiceRow(_ENOUGH, enough),)
        if onward is None:
            return rows
        words = f"Hear the next answer: {self._tree.questions[onward].topic}"
        return (*rows, ChoiceRow(onward, words))

    def _rows(self) -> tuple[ChoiceRow, ...]:
        """Every question of the tree; beside those that were asked, the answer."""
        rows, section = [], None
        for name, question in self._tree.questions.items():
            heading = None if question.section == section else question.section
            section = question.section
            title = heading and self._tree.sections[heading].title
            rows.append(replace(self._row(name), heading=title))
        return tuple(rows)

    def _row(self, name: str) -> ChoiceRow:
        topic = self._tree.questions[name].topic
        if name not in self._heard:
            return ChoiceRow(name, topic)
        return ChoiceRow(name, f"{topic}: {self.card.says(name, in_full=False)}")

    def _urgency(self) -> Urgency | None:
        levels = self._tree.urgencies
        rows = tuple(
            ChoiceRow(each, f"{levels[each].label}: {levels[each].meaning}.")
            for each in reversed(Urgency)
        )
        ask = "How fast should this person be seen?"
        chosen = self._commit("how urgent", ask, rows)
        return None if chosen is None else Urgency(chosen)

    def _pattern(self) -> str | None:
        rows = tuple(ChoiceRow(name, each.title) for name, each in self._tree.outcomes.items())
        not_sure = "Not sure which: name no pattern"
        ask = "Which pattern does it fit best?"
        return self._commit("which pattern", ask, (*rows, ChoiceRow(_NOT_SURE, not_sure)))

    def _is_content(self, attempt: Attempt) -> bool:
        urgency = self._tree.urgencies[attempt.urgency].label
        outcome = attempt.outcome and self._tree.outcomes[attempt.outcome].title
        ask = f"You say: {urgency}. Pattern: {outcome or 'not sure'}."
        yes = "That is my answer: show me what the tool says"
        return self._commit("your answer", ask, (ChoiceRow("yes", yes),)) is not None

    def _commit(self, what: str, ask: str, rows: tuple[ChoiceRow, ...]) -> str | None:
        """The row that was chosen; ``None`` if the learner went back."""
        commands = (Shortcut.BACK, Shortcut.QUIT)
        sheet = Sheet(f"{self.place} · {what}", ask, rows, commands, about=self._story())
        chosen = _choose(self.ask, sheet)
        return None if isinstance(chosen, Shortcut) else chosen
