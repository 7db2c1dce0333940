"""Asks until the tree has what it needs. The only place that leads a person through it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kneenumb.ask.sheet import (
    Asker,
    ChoiceRow,
    Reply,
    Sheet,
    Shortcut,
    in_doubt,
    meanings,
    question_map,
    question_rows,
    what_counts,
    why,
)
from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.walk.result import Result, conclude
from kneenumb.walk.walk import Walk, most_questions, replay

_RESULT = "result"


class Interrupted(Exception):
    """The person stopped, or the input ended. There is no result."""

    def __init__(self, answers: Answers) -> None:
        super().__init__("interrupted")
        self.answers = answers
        """What was answered until then."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What the conversation says between its questions."""

    answered: Callable[[Walk], None]
    """Says the answer just given, in full."""
    alarm: Callable[[Tree, Answers], None]
    """Says what to do if answers that were brought along hold an emergency sign."""


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
        if not replay(self.tree, brought).is_complete:
            self.voice.alarm(self.tree, brought)
        try:
            # The first screen says what to do in an emergency. It stays
            # until the person has seen it.
            begin = ChoiceRow("begin", "This is no emergency: begin", "This is no emergency: begin")
            self._choose("", "", (begin,), (Shortcut.QUIT,))
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
        commands: tuple[Shortcut, ...] = (Shortcut.WHY, Shortcut.HELP, Shortcut.WORDS)
        if walk.steps:
            commands += (Shortcut.BACK, Shortcut.CHANGE)
        sheet = Sheet(
            self._progress(walk),
            question.ask,
            question_rows(question, self._before.get(walk.at, ())),
            (*commands, Shortcut.QUIT),
            question.is_checklist,
            body_map=question_map(self.tree, walk.at),
        )
        while True:
            reply = self.ask(sheet)
            match reply.command:
                case None if self._is_first_doubt(walk, reply):
                    sheet = replace(sheet, note=in_doubt(question), ticked=())
                case None:
                    self._answer(walk, reply.picked)
                    return
                case Shortcut.WHY:
                    sheet = replace(sheet, note=why(question), ticked=reply.picked)
                case Shortcut.HELP:
                    sheet = replace(sheet, note=what_counts(question), ticked=reply.picked)
                case Shortcut.WORDS:
                    sheet = replace(sheet, note=meanings(self.tree, question), ticked=reply.picked)
                case Shortcut.BACK:
                    self._take_back(walk.steps[-1].question)
                    return
                case Shortcut.CHANGE if self._change(walk):
                    return
                case Shortcut.QUIT:
                    raise KeyboardInterrupt

    def _progress(self, walk: Walk) -> str:
        most = len(walk.steps) + most_questions(self.tree)[walk.at]
        section = self.tree.sections[self.tree.questions[walk.at].section].title
        return f"Question {len(walk.steps) + 1} of at most {most} · {section}"

    def _choose(
        self, heading: str, ask: str, rows: tuple[ChoiceRow, ...], commands: tuple[Shortcut, ...]
    ) -> str | None:
        """Let the person choose a row. None if they went back instead."""
        reply = self.ask(Sheet(heading, ask, rows, commands))
        if reply.command is Shortcut.QUIT:
            raise KeyboardInterrupt
        return None if reply.command else reply.picked[0]

    def _is_first_doubt(self, walk: Walk, reply: Reply) -> bool:
        """Whether a "not sure" came before its help was read: then help comes first, once."""
        options = self.tree.questions[walk.at].options
        if walk.at in self._doubted or not any(options[each].unsure for each in reply.picked):
            return False
        self._doubted.add(walk.at)
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
        rows, commands = _answered_rows(walk), (Shortcut.BACK, Shortcut.QUIT)
        question = self._choose("Change an answer", "Which one is not right?", rows, commands)
        if question is None:
            return False
        self._take_back(question)
        return True

    def _is_content(self, walk: Walk) -> bool:
        """Show the person their answers. Whether they want the result, not a change."""
        if not self._spoken:
            return True
        result = ChoiceRow(_RESULT, "All is right: show my result", "All is right: show my result")
        chosen = self._choose(
            "Before your result",
            "Look over your answers. Choose one to change it.",
            (result, *_answered_rows(walk)),
            (Shortcut.BACK, Shortcut.QUIT),
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


def _answered_rows(walk: Walk) -> tuple[ChoiceRow, ...]:
    rows = []
    for step in walk.steps:
        question = walk.tree.questions[step.question]
        words = " · ".join(question.options[each].label for each in step.options)
        full = " · ".join(question.options[each].wording for each in step.options)
        label, detail = f"{question.topic}: {words}", f"{question.topic}: {full}"
        rows.append(ChoiceRow(step.question, label, detail, may_clip=True))
    return tuple(rows)
