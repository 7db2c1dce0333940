"""Implications are held against everybody: how many they speak of, and who breaks them."""

import pytest

from kneenumb import Tree
from kneenumb.model.claim import Implication, Statement
from kneenumb.prove.implication import ProofResult, Prover
from kneenumb.prove.limits import LIMITS, Limits, TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.prove.paths import reachable_outcomes
from tests.chains import far_pairs
from tests.provable import checklist, gate, single, tree_with
from tests.small import OPTION, Data, chain, tree_of


def screening() -> Tree:
    """A tree with 15 answer paths.

    With ``b``: 1, an emergency. With ``a``: 3 for ``y``, ``none`` and ``doubt``, which end at
    once, and 6 for ``x``, alone or with ``y``, each with three answers to ``q2``. With ``c``,
    which is for the same day: 5, two of them, with ``x``, by the combination.
    """
    questions = {
        "q0": single("q1", a="", b="emergency", c="same_day"),
        "q1": checklist("g", x="", y="soon"),
        "q2": single("o_soon", k="", l="", m="same_day"),
    }
    questions["q0"]["options"]["a"]["clean"] = "true"
    questions["q1"]["options"]["doubt"] = OPTION | {"unsure": "true", "flag": "same_day"}
    gates = {"g": gate(({"q0": ["c"], "q1": ["x"]}, "o_same_day"), ({"q1": ["x"]}, "q2"))}
    gates["g"]["lines"][0]["combination"] = "K1"
    return tree_with(questions, gates)


def verdict(
    tree: Tree, then: Data, when: Data | None = None, limits: Limits = LIMITS
) -> ProofResult:
    """What becomes of an implication, written as in a file."""
    machine = Machine(tree, limits)
    sides = (Statement.model_validate(side) for side in (when or {}, then))
    return Prover(machine, reachable_outcomes(machine)).prove(
        Implication(**dict(zip(("when", "then"), sides, strict=True)))
    )


@pytest.mark.parametrize(
    ("when", "people"),
    [
        ({}, 15),
        ({"q0": ["a"]}, 9),
        ({"q1": ["x"]}, 8),
        ({"q1": ["x", "y"]}, 10),
        ({"q2": ["k", "m"]}, 4),  # No gate tells "k" from "l".
        ({"q2": ["k", "l", "m"]}, 6),
        ({"asked": ["q2"]}, 6),
        ({"asked": ["q1", "q0"]}, 14),
        ({"clean": ["q0"]}, 9),
        ({"clean": ["q0", "q1"]}, 1),
        ({"unsure": ["q0", "q1"]}, 2),
        ({"urgency": {"exactly": "soon"}}, 5),
        ({"urgency": {"at_most": "soon"}}, 6),
        ({"base": {"exactly": "routine"}}, 6),
        ({"raised": {"exactly": "soon"}}, 6),  # Also beside a graver one.
        ({"raised": {"at_least": "same_day", "at_most": "same_day"}}, 8),
        ({"raised": {"exactly": "routine"}}, 0),
        ({"raised": {"exactly": "soon"}, "q0": ["c"]}, 2),
        ({"outcome": ["o_soon", "o_same_day"]}, 8),
        ({"combination": ["K1"]}, 2),
        ({"questions": {"at_least": 3}}, 6),
        ({"questions": {"at_most": 1}}, 1),
        ({"questions": {"at_least": 2, "at_most": 2}}, 8),
        ({"questions": {"at_most": 0}}, 0),
        ({"any": [{"q0": ["b"]}, {"asked": ["q2"]}]}, 7),
        ({"any": [{"q1": ["x"]}, {"q1": ["y"]}], "questions": {"at_most": 2}}, 4),
        ({"any": [{"any": [{"q2": ["k"]}, {"q0": ["b"]}], "q1": ["y"]}]}, 1),
    ],
    ids=str,
)
def test_a_statement_is_met_by_so_many_answer_paths(when: Data, people: int) -> None:
    assert verdict(screening(), {}, when).about == people
    assert verdict(screening(), when).broken == 15 - people


def test_the_witness_is_somebody_with_the_fewest_questions() -> None:
    found = verdict(screening(), {"urgency": {"at_most": "soon"}})
    assert found == ProofResult(15, 9, {"q0": ("b",)})


def test_what_holds_has_no_witness() -> None:
    found = verdict(screening(), {"urgency": {"at_least": "same_day"}}, {"unsure": ["q1"]})
    assert found == ProofResult(2, 0, None)


def test_what_speaks_of_nobody_holds() -> None:
    found = verdict(screening(), {"questions": {"at_most": 0}}, {"q0": ["b"], "asked": ["q1"]})
    assert found == ProofResult(0, 0, None)


def test_the_first_of_several_combinations_counts() -> None:
    gates = {"g": gate(({"q0": ["a", "b"]}, "q1")), "last": gate(({"q0": ["a"]}, "o_soon"))}
    for combination, name in enumerate(gates, 1):
        gates[name]["lines"][0]["combination"] = f"K{combination}"
    questions = {"q0": single("g", a="", b="", c=""), "q1": single("last", a="", b="")}
    tree = tree_with(questions, gates)
    assert verdict(tree, {}, {"combination": ["K1"]}).about == 4
    assert verdict(tree, {}, {"combination": ["K2"]}).about == 0


def test_of_a_checklist_every_combination_of_ticks_is_counted() -> None:
    lines = {f"t{at}": "" for at in range(30)}
    tree = tree_with({"q0": checklist("o_soon", **lines)})
    assert verdict(tree, {}, {"q0": ["t7"]}).about == 2**29
    assert verdict(tree, {}, {"q0": ["t7", "t8"]}).about == 2**30 - 2**28
    found = verdict(tree, {"q0": ["t9"]}, {"q0": ["t7"]})
    assert (found.broken, found.witness) == (2**28, {"q0": ("t7",)})


def test_two_hundred_questions_are_no_more_trouble_than_two() -> None:
    found = verdict(tree_of(chain(200)), {"questions": {"at_least": 201}}, {"q0": ["a"]})
    assert found.about == found.broken == 2**199
    assert found.witness and list(found.witness) == [f"q{at}" for at in range(200)]


def test_a_claim_that_remembers_too_much_is_given_up() -> None:
    pairs = [line["when"] for line in far_pairs(16)["gates"]["g_last"]["lines"][:-1]]
    tree = tree_of(
        far_pairs(16) | {"gates": {"g_last": gate(({"q0": ["c"]}, "o_c"), otherwise="o_mild")}}
    )
    assert verdict(tree, {}, {"any": pairs}).about == 3**16 - (3**2 - 1) ** 8
    with pytest.raises(TooLarge, match="ways that leave a claim open"):
        verdict(tree, {}, {"any": pairs}, limits=Limits(parts=1_000))
