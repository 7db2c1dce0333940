"""What the statements of a claim mean, written down apart from everything that proves them."""

from collections.abc import Callable

from kneenumb import Result, Tree, Urgency
from kneenumb.model.claim import Count, Statement, UrgencyBound

Test = Callable[[Result], bool]


def meaning_of(tree: Tree, statement: Statement) -> Test:
    """Whether a statement holds for a result, as a function of the result."""
    parts = list(_parts(tree, statement))
    if len(parts) == 1:
        return parts[0]
    return lambda result: all(part(result) for part in parts)


def _parts(tree: Tree, statement: Statement) -> list[Test]:
    parts: list[Test] = [
        _answer(question, options) for question, options in statement.answers.items()
    ]
    if statement.urgency:
        final = _levels(statement.urgency)
        parts.append(lambda result: result.urgency in final)
    if statement.base:
        base = _levels(statement.base)
        parts.append(lambda result: result.base_urgency in base)
    if statement.raised:
        raised = _levels(statement.raised)
        parts.append(lambda result: any(each.urgency in raised for each in result.raised))
    if statement.outcome:
        parts.append(lambda result: result.outcome_id in statement.outcome)
    if statement.asked:
        asked = set(statement.asked)
        parts.append(lambda result: asked <= result.answers.keys())
    if statement.clean:
        clean = [_answer(name, _marked(tree, name, "clean")) for name in statement.clean]
        parts.append(lambda result: all(test(result) for test in clean))
    if statement.unsure:
        unsure = [_answer(name, _marked(tree, name, "unsure")) for name in statement.unsure]
        parts.append(lambda result: any(test(result) for test in unsure))
    if statement.combination:
        parts.append(
            lambda result: result.combination is not None
            and result.combination.combination in statement.combination
        )
    if statement.questions:
        counts = _counts(statement.questions)
        parts.append(lambda result: len(result.answers) in counts)
    if statement.any:
        anyway = [meaning_of(tree, each) for each in statement.any]
        parts.append(lambda result: any(test(result) for test in anyway))
    return parts


def _answer(question: str, options: tuple[str, ...]) -> Test:
    wanted = frozenset(options)
    return lambda result: not wanted.isdisjoint(result.answers.get(question, ()))


def _marked(tree: Tree, question: str, mark: str) -> tuple[str, ...]:
    options = tree.questions[question].options
    return tuple(name for name, option in options.items() if getattr(option, mark))


def _levels(bound: UrgencyBound) -> frozenset[Urgency]:
    order = list(Urgency)
    low = order.index(bound.at_least) if bound.at_least else 0
    high = order.index(bound.at_most) if bound.at_most else len(order) - 1
    levels = order[low : high + 1]
    return frozenset(each for each in levels if bound.exactly in (None, each))


def _counts(bound: Count) -> range:
    return range(bound.at_least or 0, 1_000 if bound.at_most is None else bound.at_most + 1)
