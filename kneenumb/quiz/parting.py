"""Where a learner and the tree parted: what an urgency rests on, which answer led elsewhere."""

from typing import NamedTuple

from kneenumb.model.answers import Answers
from kneenumb.model.gate import Table
from kneenumb.prove.limit import TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.prove.outlook import outlooks
from kneenumb.walk.result import Raised, Result
from kneenumb.walk.walk import Walk, replay


class Grounds(NamedTuple):
    """What the urgency of a result rests on."""

    raised: tuple[Raised, ...]
    """The red flags that come to it."""
    together: bool
    """Whether it takes all of them, as a named combination."""
    settled_by: Answers
    """Without such a red flag: the answers that led to the outcome, whose own urgency it is."""


def grounds(result: Result) -> Grounds:
    """What the urgency of a result rests on."""
    if result.combined and result.base_urgency is result.urgency:
        return Grounds(result.combined, True, {})
    raised = tuple(each for each in result.raised if each.urgency is result.urgency)
    return Grounds(raised, False, {} if raised else settled_by(result))


class Fork(NamedTuple):
    """The answer after which an outcome was out of reach."""

    question: str
    options: tuple[str, ...]
    instead: tuple[str, ...]
    """The options of that question with which it would have stayed in reach."""


def fork(result: Result, outcome: str) -> Fork | None:
    """Where the walk of a result parted from all walks that come to ``outcome``.

    Returns:
        ``None`` if it never did, as when an answer that was not asked for
        raised another outcome, or if the tree is too large to tell.
    """
    try:
        machine = Machine(result.tree)
    except TooLarge:
        return None
    ahead = outlooks(machine)

    def leads_there(to: int | str) -> bool:
        if isinstance(to, str):
            return to == outcome
        return any(end == outcome for end, _ in ahead[to].ends)

    spot: int | str = machine.start
    for question, options in result.answers.items():
        if not isinstance(spot, int) or not leads_there(spot):
            return None
        steps = machine.steps[spot]
        spot = steps[machine.kind_of(question, *options)].to
        if not leads_there(spot):
            instead = tuple(
                name
                for name in result.tree.questions[question].options
                if leads_there(steps[machine.kind_of(question, name)].to)
            )
            return Fork(question, options, instead)
    return None


def settled_by(result: Result) -> Answers:
    """The answers of a walk that led to the outcome; none if an answer beside the walk did."""
    walk = replay(result.tree, result.answers)
    if walk.at != result.outcome_id:
        return {}
    questions = _asked_at_the_end(walk) or (walk.steps[-1].question,)
    return {name: result.answers[name] for name in questions}


def _asked_at_the_end(walk: Walk) -> tuple[str, ...]:
    """The questions that the last gate or table looked at to lead to the outcome, if one did."""
    if not walk.passages or walk.passages[-1].target != walk.at:
        return ()
    gate, line, _ = walk.passages[-1]
    node = walk.tree.nodes[gate]
    if isinstance(node, Table):
        looked_at: tuple[str, ...] = (node.down, node.across)
    else:
        looked_at = tuple(walk.tree.gates[gate].lines[line or 0].when or ())
    return tuple(name for name in looked_at if name in walk.answers)
