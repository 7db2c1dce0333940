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
from kneenumb.body.lights import notes, says
from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.walk.result import Result, conclude
from kneenumb.walk.walk import Walk, most_questions, replay

_RESULT, _NOW, _WRONG = "result", "now", "wrong"
"""Rows that are no answers to a question of the tree."""


class MayBeAnEmergency(Exception):
    """The person said at the start that it may be an emergency, and was told what to do."""


class Interrupted(Exception):
    """The person stopped, or the input ended. There is no result."""

    def __init__(self, answers: Answers, signal: int = 0) -> None:
        super().__init__("interrupted")
        self.answers = answers
        """What was answered until then."""
        self.signal = signal
        """The number of the signal that asked the program to end; 0 if a person stopped."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What the conversation says between its questions."""

    answered: Callable[[Walk], None]
    """Says the answer just given, in full."""
    alarm: Callable[[Tree, Answers], None]
    """Says what to do if answers that were brought along hold an emergency sign."""
    emergency: Callable[[Result], None]
    """Says what to do, as soon as an answer made the result an emergency."""
    call_now: Callable[[Tree], None]
    """Says what to do to somebody for whom it may be an emergency before any question."""


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
    _ticked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What was ticked at a question that the person left without answering it."""

    def run(self, brought: Answers) -> Result:
        """Ask for everything that ``brought`` does not answer.

        Raises:
            Interrupted: if the person stops before there is a result.
            MayBeAnEmergency: if they turn to that at the start.
        """
        self._answers = dict(brought)
        if not replay(self.tree, brought).is_complete:
            self.voice.alarm(self.tree, brought)
        try:
            try:
                self._open()
                return self._until_done()
            except (EOFError, OSError):
                # A window that closes ends the input or fails to read and write, and sends a
                # signal: whichever comes second must find the answers still kept.
                raise Interrupted(self._kept()) from None
        except KeyboardInterrupt as stop:
            raise Interrupted(self._kept(), *stop.args) from None

    def _open(self) -> None:
        """Ask first whether there is time for questions at all."""
        rows = (ChoiceRow("begin", "No, begin"), ChoiceRow(_NOW, "It may be: what do I do?"))
        chosen = self._choose("", "Could this be an emergency?", rows, (Shortcut.QUIT,))
        if chosen == _NOW:
            self.voice.call_now(self.tree)
            raise MayBeAnEmergency

    def _until_done(self) -> Result:
        while True:
            walk = replay(self.tree, self._answers)
            if not walk.is_complete:
                self._put(walk)
                continue
            result = conclude(walk, self._kept())
            # An emergency is acted on at once; anything milder can wait for
            # the person to look over what they said.
            is_emergency = result.urgency is Urgency.EMERGENCY
            if self._stands(result) if is_emergency else self._is_content(walk):
                return result

    def _stands(self, result: Result) -> bool:
        """Tell an emergency at once. Whether it stands: a wrong key can be taken back."""
        if not self._spoken:
            return True
        self.voice.emergency(result)
        rows = (
            ChoiceRow(_RESULT, "Show my result"),
            ChoiceRow(_WRONG, "I pressed a wrong key: go back"),
        )
        try:
            chosen = self._choose("", "", rows, (Shortcut.BACK, Shortcut.QUIT))
        except (KeyboardInterrupt, EOFError) as stop:
            if stop.args:  # A signal wants the program to end, and not to show more.
                raise
            return True  # Whoever leaves now has been told, and the result is not lost.
        if chosen == _RESULT:
            return True
        self._take_back(
            next(each for each in reversed(list(result.answers)) if each in self._spoken)
        )
        return False

    def _put(self, walk: Walk) -> None:
        """Put the question at hand until it is answered or the person turns elsewhere."""
        question = self.tree.questions[walk.at]
        body_map = question_map(self.tree, walk.at)
        commands: tuple[Shortcut, ...] = (Shortcut.WHY, Shortcut.HELP, Shortcut.WORDS)
        if body_map:
            commands += (Shortcut.MAP,)
        if walk.steps:
            commands += (Shortcut.BACK, Shortcut.CHANGE)
        sheet = Sheet(
            self._progress(walk),
            question.ask,
            question_rows(self.tree, question, self._before.get(walk.at, ())),
            (*commands, Shortcut.QUIT),
            question.is_checklist,
            self._ticked.pop(walk.at, ()),
            body_map=body_map,
        )
        while True:
            reply = self.ask(sheet)
            if reply.command:
                sheet = replace(sheet, ticked=reply.picked)
            match reply.command:
                case None if self._is_first_doubt(walk, reply):
                    sheet = replace(sheet, note=in_doubt(question), ticked=())
                case None:
                    self._answer(walk, reply.picked)
                    return
                case Shortcut.WHY:
                    sheet = replace(sheet, note=why(question))
                case Shortcut.HELP:
                    sheet = replace(sheet, note=what_counts(question))
                case Shortcut.WORDS:
                    sheet = replace(sheet, note=meanings(self.tree, question))
                case Shortcut.MAP if body_map:
                    sheet = replace(sheet, note=(says(body_map), *notes(body_map)))
                case Shortcut.BACK:
                    self._ticked[walk.at] = reply.picked
                    self._take_back(walk.steps[-1].question)
                    return
                case Shortcut.CHANGE if self._change(walk):
                    self._ticked[walk.at] = reply.picked
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
        show = ChoiceRow(_RESULT, "All is right: show my result")
        chosen = self._choose(
            "Before your result",
            "Look over your answers. Choose one to change it.",
            (show, *_answered_rows(walk)),
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
        rows.append(ChoiceRow(step.question, f"{question.topic}: {words}"))
    return tuple(rows)
