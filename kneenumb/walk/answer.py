"""Holds answers against the questions of a tree. Nothing is guessed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kneenumb.model.case import AnswerFault, Answers, Given
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.question import Question
from kneenumb.model.suggest import Suggestions
from kneenumb.model.tree import Tree


def accept(tree: Tree, given: Iterable[Given], suggestions: Suggestions | None = None) -> Answers:
    """Answers as the tree understands them.

    Args:
        given: In any order. Of several for one question, the last counts.
        suggestions: Those of the file that the answers are from.

    Returns:
        Question id to option ids, both in the order of the tree.

    Raises:
        AnswerError: with every fault of every answer.
    """
    last = {each.question: each for each in given}
    suggestions = suggestions or Suggestions()
    faults = [fault for each in last.values() for fault in _faults(tree, each, suggestions)]
    if faults:
        raise AnswerError(*faults)
    return {
        question: _in_order(tree, question, last[question].options)
        for question in tree.questions
        if question in last
    }


def validated(tree: Tree, question: str, options: tuple[str, ...]) -> tuple[str, ...]:
    """One answer in the order of the tree.

    Raises:
        AnswerError: if it is no answer to that question.
    """
    faults = tuple(_faults(tree, Given(question, tuple(options)), Suggestions()))
    if faults:
        raise AnswerError(*faults)
    return _in_order(tree, question, options)


BETWEEN_OPTIONS = ";,|/ \t\n\r"
"""What people and programs write between options."""
_BETWEEN = re.compile(f"[{BETWEEN_OPTIONS}]+")


def readable(tree: Tree, given: Given) -> tuple[str, ...]:
    """What can be read of an answer that cannot be used, in the order of the tree.

    It is no answer, and nothing but its red flags counts: a sign of an emergency must not be
    hidden by a fault beside it. Capital letters make no difference. Of one that takes a single
    option it is the option with the gravest flag.
    """
    asked = tree.questions.get(given.question)
    if asked is None:
        return ()
    words = {
        word
        for each in given.options
        for word in _BETWEEN.split(each.replace("\u0130", "i").lower())
    }
    found = [option for option in asked.options if option in words]
    return tuple(found if asked.is_checklist else by_gravity(tree, asked, found)[:1])


def by_gravity(tree: Tree, question: Question, options: Iterable[str]) -> list[str]:
    """Options in the order of the urgency of their red flags, the gravest first."""

    def rank(option: str) -> int:
        flag = question.options[option].flag
        return -1 - tree.red_flags[flag].urgency.rank if flag else 0

    return sorted(options, key=rank)


def faults_of(tree: Tree, given: Given, suggestions: Suggestions) -> tuple[Fault, ...]:
    """Everything that is wrong with one answer."""
    return tuple(_faults(tree, given, suggestions))


def missing(tree: Tree, question: str, *, among_many: bool = False) -> Fault:
    """The fault of a question that has to be answered and is not.

    Args:
        among_many: Whether it is one case of many, for which nobody types answers.
    """
    asked = tree.questions[question]
    how = "" if among_many else f"Add it to the file, or give it with --set {question}=OPTION. "
    return Fault(
        f"'{question}' is not answered: {asked.ask}",
        f"{how}{'One or more' if asked.is_checklist else 'One'} of: {', '.join(asked.options)}.",
        kind=AnswerFault.MISSING,
    )


def _in_order(tree: Tree, question: str, options: tuple[str, ...]) -> tuple[str, ...]:
    if len(options) == 1:
        return options
    return tuple(name for name in tree.questions[question].options if name in options)


def _faults(tree: Tree, given: Given, suggestions: Suggestions) -> Iterator[Fault]:
    question, options, place = given.question, given.options, given.place
    asked = tree.questions.get(question)
    if asked is None:
        cause = f"There is no question '{question}' in {tree.id}."
        remedy = suggestions.did_you_mean(question, tree.questions)
        place = given.question_place or place
        yield _fault(AnswerFault.UNKNOWN_QUESTION, cause, remedy, place)
        return
    if len(options) == 1 and options[0] in asked.options:
        return  # As nearly all are.
    if not options:
        cause = f"The answer to '{question}' is empty, which is not an answer."
        remedy = f"Choose from: {', '.join(asked.options)}."
        yield _fault(AnswerFault.EMPTY, cause, remedy, place)
    times = Counter(options)
    for option in times:
        if option not in asked.options:
            cause = f"'{question}' has no option '{option}'."
            remedy = _other_separator(asked, option)
            remedy = remedy or suggestions.did_you_mean(option, asked.options)
            yield _fault(AnswerFault.UNKNOWN_OPTION, cause, remedy, place)
    for option in times:  # Behind all that is unknown, whatever the order of the ticks.
        if times[option] > 1:
            cause = f"'{option}' stands twice in the answer to '{question}'."
            yield _fault(AnswerFault.TWICE, cause, "Keep it once.", place)
    if len(times) > 1:
        yield from _faults_together(asked, given)


def several_remedy(mark: str) -> str:
    """What to do where several options stand in one text, with a mark between them."""
    name = {" ": "a blank", "\t": "a tab", "\n": "a line break"}.get(mark, f"'{mark}'")
    return (
        f"These are several options, with {name} between them. Write ';' there, a list in JSON "
        "and YAML, or say with 'split' of a map what stands there."
    )


def _other_separator(question: Question, text: str) -> str:
    if question.is_checklist:
        for mark in BETWEEN_OPTIONS:
            pieces = [piece for each in text.split(mark) if (piece := each.strip())]
            known = [piece in question.options for piece in pieces]
            if len(pieces) > 1 and (all(known) or (not mark.isspace() and any(known))):
                return several_remedy(mark)
    return ""


def _faults_together(asked: Question, given: Given) -> Iterator[Fault]:
    """Options each of which may be an answer, but not beside each other."""
    question, options, place = given.question, given.options, given.place
    if not asked.is_checklist:
        cause = f"'{question}' takes one option, not {len(options)}."
        yield _fault(AnswerFault.ONE_ONLY, cause, "Keep the first that fits.", place)
        return
    for option in dict.fromkeys(options):
        if option in asked.options and asked.options[option].stands_alone:
            cause = (
                f"'{option}' of '{question}' stands alone, but other lines are ticked beside it."
            )
            remedy = f"Keep '{option}' or the other lines, not both."
            yield _fault(AnswerFault.STANDS_ALONE, cause, remedy, place)


def _fault(kind: AnswerFault, cause: str, remedy: str, place: Place | None) -> Fault:
    return Fault(cause, remedy, place, kind)
