"""Asks until the tree has what it needs. The only place that leads a person through it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kneenumb.ask.sheet import Asker, Command, Reply, Row, Sheet, question_rows
from kneenumb.model.answers import Answers
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.walk.progress import most_questions
from kneenumb.walk.result import Result, conclude
from kneenumb.walk.walk import Walk, replay

_RESULT = "result"


class Interrupted(Exception):
    """The person stopped, or the input ended. There is no result."""

    def __init__(self, answers: Answers) -> None:
        super().__init__("interrupted")
        self.answers = answers
        """What was answered until then."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How the conversation says things. Each prints to the person, and returns nothing."""

    answered: Callable[[Walk], None]
    """The answer just given, in full."""
    why: Callable[[Walk], None]
    help: Callable[[Walk], None]
    words: Callable[[Walk], None]
    alarm: Callable[[Walk, Answers], None]
    """Answers that were brought along already hold an emergency sign."""
    say: Callable[[str], None]


@dataclass
class Conversation:
    """A conversation about one tree.

    Whatever the person does changes ``_answers`` and nothing else; where they
    stand is always a replay of it.
    """

    tree: Tree
    ask: Asker
    voice: Voice
    _answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _before: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Answers that were taken back, to show what they were."""
    _spoken: set[str] = field(default_factory=set)
    """Questions answered here, and not brought along."""
    _doubted: set[str] = field(default_factory=set)
    """Questions whose "not sure" was already met with help once."""

    def run(self, brought: Answers) -> Result:
        """Ask for everything that ``brought`` does not answer.

        Raises:
            Interrupted: if the person stops before there is a result.
        """
        self._answers = dict(brought)
        self._warn_of_emergencies()
        try:
            # The first screen says what to do in an emergency. It stays
            # until the person has seen it.
            begin = Row("begin", "This is no emergency: begin", "This is no emergency: begin")
            self._choose("", "", (begin,), (Command.QUIT,))
            return self._until_done()
        except (KeyboardInterrupt, EOFError):
            raise Interrupted(self._kept()) from None

    def _until_done(self) -> Result:
        while True:
            walk = replay(self.tree, self._answers)
            if not walk.is_complete:
                self._put(walk)
                continue
            result = conclude(walk, self._kept())
            # An emergency is acted on at once; anything milder can wait for
            # the person to look over what they said.
            if result.urgency is Urgency.EMERGENCY or self._is_content(walk):
                return result

    def _put(self, walk: Walk) -> None:
        """Put the question at hand until it is answered or the person turns elsewhere."""
        question = self.tree.questions[walk.at]
        ticked: tuple[str, ...] = ()
        commands: tuple[Command, ...] = (Command.WHY, Command.HELP, Command.WORDS)
        if walk.steps:
            commands += (Command.BACK, Command.CHANGE)
        sheet = Sheet(
            self._progress(walk),
            question.ask,
            question_rows(question, self._before.get(walk.at, ())),
            (*commands, Command.QUIT),
            question.is_checklist,
        )
        while True:
            reply = self.ask(replace(sheet, ticked=ticked))
            ticked = reply.picked if question.is_checklist else ()
            if reply.command is None:
                if self._should_reconsider(walk, reply):
                    ticked = ()
                    continue
                self._answer(walk, reply.picked)
                return
            if self._turn(reply.command, walk):
                return

    def _progress(self, walk: Walk) -> str:
        most = len(walk.steps) + most_questions(self.tree)[walk.at]
        section = self.tree.sections[self.tree.questions[walk.at].section].title
        return f"Question {len(walk.steps) + 1} of at most {most} · {section}"

    def _choose(
        self, heading: str, ask: str, rows: tuple[Row, ...], commands: tuple[Command, ...]
    ) -> str | None:
        """Let the person choose a row. None if they went back instead."""
        reply = self.ask(Sheet(heading, ask, rows, commands))
        if reply.command is Command.QUIT:
            raise KeyboardInterrupt
        return None if reply.command else reply.picked[0]

    def _turn(self, command: Command, walk: Walk) -> bool:
        """Do what was asked for. Whether the person has left the question."""
        match command:
            case Command.WHY:
                self.voice.why(walk)
            case Command.HELP:
                self.voice.help(walk)
            case Command.WORDS:
                self.voice.words(walk)
            case Command.BACK if walk.steps:
                self._take_back(walk.steps[-1].question)
                return True
            case Command.CHANGE if walk.steps:
                return self._change(walk)
            case Command.QUIT:
                raise KeyboardInterrupt
        return False

    def _should_reconsider(self, walk: Walk, reply: Reply) -> bool:
        """Whether a "not sure" came before its help was read: then help comes first, once."""
        options = self.tree.questions[walk.at].options
        if walk.at in self._doubted or not any(options[each].unsure for each in reply.picked):
            return False
        self._doubted.add(walk.at)
        self.voice.help(walk)
        self.voice.say(
            "You are not sure, and that is all right. If a line fits after all, choose it now. "
            "If not, choose the same line again."
        )
        return True

    def _answer(self, walk: Walk, picked: tuple[str, ...]) -> None:
        self._answers[walk.at] = picked
        self._spoken.add(walk.at)
        self._before.pop(walk.at, None)
        self.voice.answered(walk.answer(*picked))

    def _take_back(self, question: str) -> None:
        self._before[question] = self._answers.pop(question)

    def _change(self, walk: Walk) -> bool:
        """Let the person choose an earlier answer to give anew. Whether they did."""
        rows, commands = _answered_rows(walk), (Command.BACK, Command.QUIT)
        question = self._choose("Change an answer", "Which one is not right?", rows, commands)
        if question is None:
            return False
        self._take_back(question)
        return True

    def _is_content(self, walk: Walk) -> bool:
        """Show the person their answers. Whether they want the result, not a change."""
        if not self._spoken:
            return True
        result = Row(_RESULT, "All is right: show my result", "All is right: show my result")
        chosen = self._choose(
            "Before your result",
            "Look over your answers. Choose one to change it.",
            (result, *_answered_rows(walk)),
            (Command.BACK, Command.QUIT),
        )
        if chosen == _RESULT:
            return True
        self._take_back(chosen or walk.steps[-1].question)
        return False

    def _kept(self) -> Answers:
        """The answers that count: asked for on the way, or brought along.

        What the person said here and then made pointless by changing an
        earlier answer is dropped.
        """
        asked = replay(self.tree, self._answers).answers
        unasked = set(self._answers) - set(asked) - self._spoken
        kept = {
            question: self._answers[question] for question in self._answers if question in unasked
        }
        return {**asked, **kept}

    def _warn_of_emergencies(self) -> None:
        walk = replay(self.tree, self._answers)
        if not walk.is_complete:
            self.voice.alarm(walk, self._answers)


def _answered_rows(walk: Walk) -> tuple[Row, ...]:
    rows = []
    for step in walk.steps:
        question = walk.tree.questions[step.question]
        words = " · ".join(question.options[each].label for each in step.options)
        full = " · ".join(question.options[each].wording for each in step.options)
        rows.append(Row(step.question, f"{question.topic}: {words}", f"{question.topic}: {full}"))
    return tuple(rows)
