"""The machine: as many places where walks stand as the tree needs, whoever comes by."""

import pytest

from kneenumb import Tree
from kneenumb.check.check import check
from kneenumb.model.fault import Place
from kneenumb.prove.limits import Limits, TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.prove.memory import Passed
from kneenumb.prove.paths import reachable_outcomes
from tests.chains import far_pairs
from tests.provable import gate, single, tree_with
from tests.small import chain, tree_of

AB = {"a": "", "b": ""}


def spots(machine: Machine) -> dict[str, int]:
    """How many spots there are at each question."""
    return {question: len(found) for question, found in machine.at.items()}


def test_walks_that_no_later_gate_tells_apart_share_a_spot() -> None:
    machine = Machine(tree_of(chain(50)))
    assert set(spots(machine).values()) == {1}


def test_walks_are_told_apart_until_the_gate_that_does_so() -> None:
    questions = {f"q{at}": single(to, **AB) for at, to in enumerate(("q1", "g", "o_soon"))}
    machine = Machine(tree_with(questions, {"g": gate(({"q0": ["a"]}, "q2"), otherwise="q2")}))
    assert spots(machine) == {"q0": 1, "q1": 2, "q2": 1}


def test_the_shipped_tree_needs_a_few_hundred_spots_at_most(tree: Tree) -> None:
    assert len(Machine(tree).states) <= 300


def test_a_step_tells_what_it_goes_through() -> None:
    gates = {"g": gate(({"q0": ["a"]}, "last")), "last": gate(({"q0": ["b"]}, "o_soon"))}
    machine = Machine(tree_with({"q0": single("g", **AB)}, gates))
    after_a, after_b = machine.transitions[machine.start]
    assert after_a == ("o_routine", (Passed("g", 0), Passed("last", 1)))
    assert after_b == ("o_routine", (Passed("g", 1),))


def test_the_combination_that_comes_first_is_the_one_of_a_step() -> None:
    gates = {
        "g": gate(({"q0": ["a"]}, "last")),
        "last": gate(({"q0": ["a"]}, "o_soon")),
    }
    gates["g"]["lines"][0]["combination"] = "K1"
    gates["last"]["lines"][0]["combination"] = "K2"
    machine = Machine(tree_with({"q0": single("g", **AB)}, gates))
    assert [machine.combination(step) for step in machine.transitions[machine.start]] == [
        "K1",
        None,
    ]


def test_an_emergency_ends_the_questions() -> None:
    machine = Machine(
        tree_with({"q0": single("q1", a="", b="emergency"), "q1": single("o_soon", **AB)})
    )
    to_q1, ended = machine.transitions[machine.start]
    assert isinstance(to_q1.target, int)
    assert ended == ("o_emergency", ())


def test_every_answer_is_of_a_kind() -> None:
    machine = Machine(tree_with({"q0": single("o_soon", a="", b="", c="soon")}))
    assert [machine.class_of("q0", option) for option in "abc"] == [0, 0, 1]


def test_the_outlook_is_all_that_may_still_come() -> None:
    questions = {"q0": single("g", **AB), "q1": single("o_soon", a="", b="same_day")}
    machine = Machine(tree_with(questions, {"g": gate(({"q0": ["a"]}, "q1"))}))
    outlook = reachable_outcomes(machine)[machine.start]
    assert (outlook.fewest, outlook.most) == (1, 2)
    assert outlook.ends == {("o_routine", 0), ("o_soon", 1), ("o_soon", 2)}


@pytest.mark.full
def test_a_thousand_questions_are_not_too_deep() -> None:
    machine = Machine(tree_of(chain(1000)))
    assert reachable_outcomes(machine)[machine.start].most == 1000


def test_what_is_too_large_is_given_up_and_not_cut_short() -> None:
    far = tree_of(far_pairs(16))
    assert len(Machine(far).states) > 500
    with pytest.raises(TooLarge, match="lines of gates left open"):
        Machine(far, Limits(parts=500))


def test_a_report_on_what_is_too_large_has_gaps_and_is_no_pass() -> None:
    far = tree_of(far_pairs(12))
    assert check(far, _nowhere, "far").complete
    report = check(far, _nowhere, "far", Limits(parts=100))
    assert {each.rule for each in report.findings} == {"no-not-sure"}
    assert not report.complete
    assert not report.passes()
    (gap,) = report.gaps
    assert gap.startswith("There are too many lines of gates left open")
    assert report.paths is report.classes is None
    assert report.proofs == ()


def _nowhere(path: object, *, of_key: bool = False) -> Place:
    return Place("nowhere")
