"""Trees with more people than can be listed are proved all the same, or said to be too large.

The largest are checked in processes of their own, so that the peak of memory is their own. What is
counted is held against a few lines here that know the shape of the chain, and nothing of how it is
proved.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kneenumb import Urgency
from kneenumb.check.check import check
from kneenumb.model.fault import Place
from tests.chains import CHAINS, far_pairs
from tests.conftest import ROOT
from tests.examples import quick_first
from tests.process import shell
from tests.small import tree_of
from tests.work import Task, assert_grows_slowly

QUESTIONS = 40
CHAIN_AFTER_CHAIN = quick_first(sorted(CHAINS, key="shortcuts".__ne__))
"""The hardest first."""
MOST_MEGABYTES = 200

ROUTINE, SOON, SAME_DAY, EMERGENCY = range(len(Urgency))

State = tuple[int, str, str]
"""What matters of the answers so far: the floor, the outcome if nothing changes it, and what a
chain has to know besides."""
After = Callable[[State, int, str], State | None]
"""The state after an answer to the question of that number; ``None`` if it cannot be given."""
FIRST: State = (ROUTINE, "o_mild", "")


@cache
def measured(chain: str) -> dict[str, Any]:
    """A check of a chain in a process of its own."""
    command = [sys.executable, "-m", "tests.measure_check", chain, str(QUESTIONS)]
    run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("chain", CHAINS)
def test_twice_as_long_a_chain_has_the_square_of_the_people_and_a_few_times_the_work(
    chain: str,
) -> None:
    def proved(questions: int) -> Task:
        tree = tree_of(CHAINS[chain](questions, 3))
        return lambda: check(tree, lambda *_, **__: Place("chain", 1, 1), "chain")

    assert_grows_slowly(proved, 5, most=6)


@pytest.mark.full
@pytest.mark.parametrize("chain", CHAIN_AFTER_CHAIN)
def test_a_chain_of_forty_questions_is_proved(chain: str) -> None:
    report = measured(chain)
    assert report["passes"]
    assert report["megabytes"] < MOST_MEGABYTES


@pytest.mark.full
@pytest.mark.parametrize("chain", CHAIN_AFTER_CHAIN)
def test_everybody_is_counted(chain: str) -> None:
    expected = people_in(AFTER[chain])
    urgencies, outcomes = Counter[str](), Counter[str]()
    for (floor, outcome, _), people in expected.items():
        urgencies[tuple(Urgency)[floor if outcome == "o_mild" else max(floor, SOON)]] += people
        outcomes[outcome] += people
    assert +Counter(measured(chain)["urgencies"]) == urgencies
    assert +Counter(measured(chain)["outcomes"]) == outcomes
    if chain != "shortcuts":  # Everybody is asked everything.
        assert urgencies.total() == 3**QUESTIONS == 12_157_665_459_056_928_801


@pytest.mark.full
def test_what_is_too_large_is_a_gap_and_no_pass(tmp_path: Path) -> None:
    path = tmp_path / "far-pairs.yaml"
    path.write_text(json.dumps(far_pairs(QUESTIONS)), encoding="utf-8")
    ended = shell('ulimit -v 500000; kneenumb check "$1" --format json', path)
    report = json.loads(ended.out)
    assert ended.code == 1
    assert not report["complete"]
    assert {each["rule"] for each in report["findings"]} == {"no-not-sure"}


def people_in(after: After) -> Counter[State]:
    """How many people end in each state, worked out question by question."""
    standing = Counter({FIRST: 1})
    for at in range(QUESTIONS):
        onward = Counter[State]()
        for state, people in standing.items():
            for answer in "abc":
                there = after(state, at, answer)
                if there is not None:
                    onward[there] += people
        standing = onward
    return standing


def after_one_gate(state: State, at: int, answer: str) -> State:
    floor, outcome, _ = state
    return _floor(floor, at, answer), "o_c" if answer == "c" else outcome, ""


def after_gate_after_gate(state: State, at: int, answer: str) -> State:
    """The first "c" decides."""
    floor, outcome, _ = state
    if answer == "c" and outcome == "o_mild":
        outcome = "o_odd" if at % 2 else "o_c"
    return _floor(floor, at, answer), outcome, ""


def after_neighbours(state: State, at: int, answer: str) -> State:
    """Two "c" in a row decide."""
    floor, outcome, last = state
    return _floor(floor, at, answer), "o_c" if last + answer == "cc" else outcome, answer


def after_shortcuts(state: State, at: int, answer: str) -> State | None:
    """After two "c" in a row, and after an emergency, a question is not asked: one way on."""
    floor, outcome, last_two = state
    if floor == EMERGENCY or last_two == "cc":
        return (floor, outcome, "") if answer == "a" else None
    if (at, answer) == (0, "b"):
        return EMERGENCY, "o_alarm", ""
    onward = "o_c" if answer == "c" else outcome
    return _floor(floor, at, answer), onward, last_two[-1:] + answer


AFTER: dict[str, After] = {
    "one_gate": after_one_gate,
    "gate_after_gate": after_gate_after_gate,
    "neighbours": after_neighbours,
    "shortcuts": after_shortcuts,
}


def _floor(floor: int, at: int, answer: str) -> int:
    raised = SAME_DAY if at % 2 else SOON
    return max(floor, raised) if answer == "b" else floor
