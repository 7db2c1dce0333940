"""``kneenumb quiz``: a learner commits to an urgency and a pattern before the tool says its own."""

import secrets
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from kneenumb.cases.case_folder import case_files
from kneenumb.cli.checked_tree import checked_tree
from kneenumb.cli.emit import is_data, print_page
from kneenumb.cli.exit_codes import of_interruption
from kneenumb.cli.inputs import reads_files, reads_tree
from kneenumb.cli.options import Force, Format, RegionName, TreeName, Unchecked
from kneenumb.cli.preferences import default_tree, in_place
from kneenumb.cli.terminal import streams
from kneenumb.load import bundled
from kneenumb.load.tree_file import DEFAULT_TREE
from kneenumb.model.fault import AnswerError, Fault, Faulty, Place
from kneenumb.model.tree import Tree
from kneenumb.page.block import Command, Page
from kneenumb.page.phrases import counted
from kneenumb.quiz.attempt import Attempt
from kneenumb.quiz.deck import Deck, QuizCard, collect, dealt
from kneenumb.quiz.score_file import ScoreError, load_score
from kneenumb.storage.files import write
from kneenumb.storage.guard import FileGuard


@dataclass
class QuizSession:
    """A learner, and the cards that were dealt to them."""

    tree: Tree
    cards: tuple[QuizCard, ...]
    owed: tuple[QuizCard, ...]
    """Cards that are not dealt now, but have to be asked another time."""
    seed: int
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
        from kneenumb.ask.quiz_conversation import QuizVoice, play
        from kneenumb.cli.terminal.talk import asker, stopped_by_signals
        from kneenumb.quiz import page as quiz_pages

        voice = QuizVoice(
            story=lambda card: self._put(quiz_pages.story(card)),
            answer=lambda card, question: self._put(quiz_pages.answer(card, question)),
        )
        self._put(quiz_pages.opening(self.tree, told))
        with stopped_by_signals():
            try:
                ask = asker(plain=self.plain)
                for attempt in play(self.cards, ask, voice, in_order=self.in_order):
                    self._attempts.append(attempt)
                    self._keep()
                    self._put(quiz_pages.reveal(attempt))
            except (KeyboardInterrupt, EOFError) as stop:
                self._part()
                raise typer.Exit(of_interruption(*stop.args)) from None
        print_page(self._score(), Format.PLAIN if self.plain else Format.RICH)

    def _put(self, page: Page) -> None:
        streams.printer(sys.stderr, plain=self.plain)(page)
        streams.say("")

    def _keep(self) -> None:
        """Save the score so far, if it is to be saved: nothing is lost, however the quiz ends."""
        if self.save is not None:
            from kneenumb.quiz.score_file import quiz_json

            text = quiz_json(self.tree, self._attempts, self._left(), seed=self.seed)
            write(self.save, text)

    def _left(self) -> tuple[QuizCard, ...]:
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
        from kneenumb.quiz.page import score_page

        return score_page(self.tree, self._attempts, tuple(self._ways_on()))

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


SEEDS = 10_000
"""A seed that nobody chose is below this: short enough to be called out in a class."""


HELP = """Read about people, commit to how urgent it is, and learn where you and the tool part.

Needs a terminal. If a case cannot be used, its faults are told and nothing is asked.
Nothing is stored unless --save asks for it."""


def quiz_command(
    tree: TreeName = None,
    cases: Annotated[
        Path | None,
        typer.Option(
            "--cases",
            metavar="FOLDER",
            help="Your own case files, instead of the teaching cases that come with kneenumb.",
        ),
    ] = None,
    in_order: Annotated[
        bool,
        typer.Option(
            "--in-order", help="Hear the answers in the order of the tool, not by asking for them."
        ),
    ] = False,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed",
            metavar="NUMBER",
            min=0,
            help="Which order: the same number deals the same cases to everybody.",
            show_default="a new one",
        ),
    ] = None,
    count: Annotated[
        int | None,
        typer.Option(
            "--count", metavar="NUMBER", min=1, help="How many cases.", show_default="all"
        ),
    ] = None,
    replay_missed: Annotated[
        Path | None,
        typer.Option(
            "--replay-missed",
            metavar="FILE",
            help="Ask again what was missed, or not reached, in a score saved with --save.",
        ),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option(
            "--save", metavar="FILE", help="Save the score as JSON, also when you stop in between."
        ),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain",
            help="Ask line by line with numbers, without colour and frames. Good for screen "
            "readers.",
        ),
    ] = False,
    region: RegionName = None,
    unchecked: Unchecked = False,
    force: Force = False,
) -> None:
    guard = FileGuard(force=force)
    name = tree or default_tree()
    reads_tree(guard, name)
    reads_files(guard, *(bundled.cases() if cases is None else files_of(cases)).values())
    reads_files(guard, replay_missed)
    # A score that is asked again is carried on, as the command at its end says.
    guard.write(save, "--save", is_data("quiz"), resumes=replay_missed)
    used = in_place(checked_tree(name, unchecked=unchecked), region, Format.RICH)
    deck = _deck(used, cases)
    wanted = deck.cards if replay_missed is None else _to_ask_again(used, deck, replay_missed)
    if not streams.can_ask():
        raise Faulty(Fault("A quiz needs a terminal, to ask and to be answered.", "Run it in one."))
    if not wanted:
        streams.say("Nothing was missed in that score, so there is nothing to ask again.")
        return
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    cards = dealt(wanted, seed)
    cards, later = cards[:count], cards[len(cards) if count is None else count :]
    words = _words(tree, cases, in_order=in_order, plain=plain, unchecked=unchecked)
    dealer = None if replay_missed else (f"--seed {seed}", f"--count {len(cards)}")
    sitting = QuizSession(
        used,
        cards,
        # What was missed once stays owed, even if it is not dealt this time.
        owed=later if replay_missed else (),
        seed=seed,
        in_order=in_order,
        plain=plain or streams.wants_plain(),
        save=save,
        command=words,
        dealer=dealer,
    )
    sitting.play(_told(deck, len(wanted), sitting))


def _told(deck: Deck, wanted: int, sitting: QuizSession) -> str:
    """Which cases are asked."""
    asked = len(sitting.cards)
    told = f"{asked} of {counted(wanted, 'case')}" if asked < wanted else counted(asked, "case")
    told += f", in the order of seed {sitting.seed}."
    if (left_out := len(deck.left_out)) and sitting.dealer:
        told += f" Left out: {counted(left_out, 'case')} that the tool refuses to judge."
    return told


def _words(
    tree: str | None, cases: Path | None, *, in_order: bool, plain: bool, unchecked: bool
) -> tuple[str, ...]:
    """The command as it was given, but for which cards are dealt and where the score goes."""
    words = ["kneenumb quiz"]
    if tree is not None:
        words.append(f"--tree {shlex.quote(tree)}")
    if cases is not None:
        words.append(f"--cases {shlex.quote(str(cases))}")
    flags = {"--in-order": in_order, "--plain": plain, "--unchecked": unchecked}
    return (*words, *(flag for flag, is_set in flags.items() if is_set))


def _deck(tree: Tree, folder: Path | None) -> Deck:
    if folder is None and tree.id != DEFAULT_TREE:
        cause = f"No teaching cases for the tree '{tree.id}' come with kneenumb."
        raise AnswerError(Fault(cause, "Bring your own with --cases FOLDER."))
    deck = collect(tree, bundled.cases() if folder is None else files_of(folder))
    if not deck.cards:
        cause = "No case in this folder has a result to commit to."
        raise AnswerError(Fault(cause, "Add one that expects no error.", Place(str(folder))))
    return deck


def files_of(folder: Path) -> dict[str, Path]:
    """The cases of a folder by name. A link that leads nowhere is among them, to be told."""
    files = (path for path in case_files(folder) if path.is_file() or not path.exists())
    return {path.name: path for path in files}


def _to_ask_again(tree: Tree, deck: Deck, path: Path) -> tuple[QuizCard, ...]:
    saved = load_score(path)
    place = Place(str(path))
    if saved.tree.id != tree.id:
        cause = f"This score is about the tree '{saved.tree.id}', not about '{tree.id}'."
        raise ScoreError(Fault(cause, "Use the same --tree as then.", place))
    known = {card.name: card for card in deck.cards}
    for name in saved.to_ask_again:
        if name not in known:
            cause = f"This score missed the case '{name}', which is not among these cases."
            raise ScoreError(Fault(cause, "Use the same --cases as then.", place))
    return tuple(known[name] for name in saved.to_ask_again)
