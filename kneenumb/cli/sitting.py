"""One sitting of a quiz: plays its cards, keeps the score, and says how to go on."""

import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import typer

from kneenumb.cli import streams
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.files import write
from kneenumb.cli.options import Format
from kneenumb.cli.output import put_page
from kneenumb.model.tree import Tree
from kneenumb.quiz.attempt import Attempt
from kneenumb.quiz.card import Card
from kneenumb.render.block import Command, Page
from kneenumb.render.words import counted


@dataclass
class Sitting:
    """A learner, and the cards that were dealt to them."""

    tree: Tree
    cards: tuple[Card, ...]
    owed: tuple[Card, ...]
    """Cards that are not dealt now, but have to be asked another time."""
    seed: int
    checked: bool
    in_order: bool
    plain: bool
    save: Path | None
    command: tuple[str, ...]
    """The command as it was given, but for which cards are dealt and where the score goes."""
    dealer: tuple[str, ...] | None
    """The options that deal the same cards again, if there are such."""
    _attempts: list[Attempt] = field(default_factory=list)

    def play(self, told: str) -> None:
        """Play all cards, and show the score.

        Args:
            told: Which cases are asked.

        Raises:
            Exit: if the learner stops before.
        """
        # Asking needs a menu or a reader, which nobody waits for before the deck is in order.
        from kneenumb.ask.quiz import QuizVoice, play
        from kneenumb.cli.talk import asker
        from kneenumb.render import quiz_pages

        voice = QuizVoice(
            story=lambda card: self._put(quiz_pages.story(card)),
            answer=lambda card, question: self._put(quiz_pages.answer(card, question)),
        )
        self._put(quiz_pages.opening(self.tree, told, checked=self.checked))
        try:
            ask = asker(plain=self.plain)
            for attempt in play(self.cards, ask, voice, in_order=self.in_order):
                self._attempts.append(attempt)
                self._keep()
                self._put(quiz_pages.reveal(attempt, checked=self.checked))
        except (KeyboardInterrupt, EOFError):
            self._part()
            raise typer.Exit(Exit.INTERRUPTED) from None
        put_page(self._score(), Format.PLAIN if self.plain else Format.RICH, "Your score")

    def _put(self, page: Page) -> None:
        streams.printer(sys.stderr, plain=self.plain)(page)
        streams.say("")

    def _keep(self) -> None:
        """Save the score so far, if it is to be saved: nothing is lost, however the quiz ends."""
        if self.save is not None:
            from kneenumb.render.quiz_json import quiz_json

            text = quiz_json(
                self.tree, self._attempts, self._left(), seed=self.seed, checked=self.checked
            )
            write(self.save, text)

    def _left(self) -> tuple[Card, ...]:
        """The cards that are still to be asked."""
        return (*self.cards[len(self._attempts) :], *self.owed)

    def _part(self) -> None:
        """Show the score so far, and say whether it is saved."""
        streams.say("")
        done = f"Stopped after {len(self._attempts)} of {counted(len(self.cards), 'case')}."
        if not self._attempts:
            streams.say(f"{done} Nothing was saved, as no case was finished.")
            return
        self._put(self._score())
        kept = f"Your score so far is in {self.save}." if self.save else "Nothing was saved."
        streams.say(f"{done} {kept}")

    def _score(self) -> Page:
        from kneenumb.render.quiz_score_page import score_page

        return score_page(self._attempts, tuple(self._ways_on()), checked=self.checked)

    def _ways_on(self) -> Iterator[tuple[str, Command]]:
        """What can be done next, with the command that does it."""
        left = self._left()
        if self.save is not None and (left or any(each.is_missed for each in self._attempts)):
            file = shlex.quote(str(self.save))
            told = "Ask again what was missed" + (", and what was not reached:" if left else ":")
            parts = (*self.command, f"--replay-missed {file}", f"--save {file}")
            yield told, Command(parts)
        if self.dealer is not None:
            yield "The same cases, for somebody else:", Command((*self.command, *self.dealer))
