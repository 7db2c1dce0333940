"""Holds answers against the questions of a tree. Nothing is guessed."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kneenumb.model.case import AnswerFault, Answers, Given
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.question import Question
from kneenumb.model.suggest import Suggestions
from kneenumb.model.tree import Tree


def accept(tree: Tree, given: Iterable[Given]) -> Answers:
    """Answers as the tree understands them.

    Args:
        given: In any order. Of several for one question, the last counts.

    Returns:
        Question id to option ids, both in the order of the tree.

    Raises:
        AnswerError: with every fault of every answer.
    """
    last = {each.question: each for each in given}
    suggestions = Suggestions()
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
    if not options:
        cause = f"The answer to '{question}' is empty, which is not an answer."
        remedy = f"Choose from: {', '.join(asked.options)}."
        yield _fault(AnswerFault.EMPTY, cause, remedy, place)
    times = Counter(options)
    for option in times:
        if option not in asked.options:
            cause = f"'{question}' has no option '{option}'."
            remedy = suggestions.did_you_mean(option, asked.options)
            yield _fault(AnswerFault.UNKNOWN_OPTION, cause, remedy, place)
    for option in times:  # Behind all that is unknown, whatever the order of the ticks.
        if times[option] > 1:
            cause = f"'{option}' stands twice in the answer to '{question}'."
            yield _fault(AnswerFault.TWICE, cause, "Keep it once.", place)
    if len(times) > 1:
        yield from _faults_together(asked, given)


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
