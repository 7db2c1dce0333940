"""Where a learner and the tree parted: what an urgency rests on, which answer led elsewhere."""

from collections.abc import Mapping
from typing import NamedTuple

from kneenumb.model.case import Answers
from kneenumb.model.gate import Table
from kneenumb.prove.limits import LIMITS, Limits, TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.prove.paths import reachable_outcomes
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


def forks(result: Result, limits: Limits = LIMITS) -> Mapping[str, Fork]:
    """Where the walk of a result left each outcome behind that it did not come to.

    Returns:
        Outcome id to the answer. Not among them is the outcome that the walk
        came to, even if a red flag beside the walk then named another. There
        are none if the tree is too large to tell.
    """
    try:
        machine = Machine(result.tree, limits)
    except TooLarge:
        return {}
    reachable = reachable_outcomes(machine)

    def reach(to: int | str) -> set[str]:
        return {outcome for outcome, _ in reachable[to].ends}

    found: dict[str, Fork] = {}
    state: int | str = machine.start
    for question, options in result.answers.items():
        assert isinstance(state, int), "a walk has a state for every question it asks"
        transitions = machine.transitions[state]
        ways = {
            option: reach(transitions[machine.class_of(question, option)].target)
            for option in result.tree.questions[question].options
        }
        before, state = state, transitions[machine.class_of(question, *options)].target
        for lost in reach(before) - reach(state):
            instead = tuple(option for option, outcomes in ways.items() if lost in outcomes)
            found[lost] = Fork(question, options, instead)
    return found


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
