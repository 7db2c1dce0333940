"""The laws that the tool itself keeps are noticed when it stops keeping them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from kneenumb import Result, Tree, Urgency, replay, triage
from kneenumb.check import check_context as exams
from kneenumb.check import trial as trials
from kneenumb.check.check import check
from kneenumb.check.check_context import CheckContext
from kneenumb.check.claims import proof
from kneenumb.check.laws import GROUNDS
from kneenumb.model.case import Given
from kneenumb.model.claim import Law
from kneenumb.model.fault import Place

Triage = Callable[[Tree, Iterable[Given]], Result]


def milder(tree: Tree, given: Iterable[Given]) -> Result:
    """Forgets the floors."""
    result = triage(tree, given)
    return replace(result, urgency=result.base_urgency)


def forgetful(tree: Tree, given: Iterable[Given]) -> Result:
    """Lists the first red flag only."""
    result = triage(tree, given)
    return replace(result, raised=result.raised[:1])


def curious(tree: Tree, given: Iterable[Given]) -> Result:
    """Asks one question more after every emergency."""
    result = triage(tree, given)
    if result.urgency is not Urgency.EMERGENCY:
        return result
    return replace(result, answers={**result.answers, "one_more": ("no",)})


def astray(tree: Tree, given: Iterable[Given]) -> Result:
    """Leads every emergency to the same outcome."""
    result = triage(tree, given)
    if result.urgency is not Urgency.EMERGENCY:
        return result
    return replace(result, outcome_id="o_em_belly")


def fickle(tree: Tree, given: Iterable[Given]) -> Result:
    """Goes by the first answer in the file."""
    given = list(given)
    result = triage(tree, given)
    return replace(result, urgency=result.urgency if given[0].question == "saddle" else "soon")


def generous(tree: Tree, given: Iterable[Given]) -> Result:
    """Gives a result to whatever it gets."""
    try:
        return triage(tree, given)
    except Exception:
        return triage(tree, [Given("saddle", ("yes",))])


FAULTS: dict[Triage, set[str]] = {
    milder: {"P19"},
    forgetful: {"P22"},
    curious: {"P20"},
    astray: {"P36"},
    fickle: {"P26"},
    generous: {"P27", "P32"},
}
"""A fault of the tool, and the claims of the shipped tree that it breaks."""


@pytest.mark.full
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_of_the_tool_breaks_the_claim(
    fault: Triage, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exams, "triage", fault)
    monkeypatch.setattr(trials, "triage", fault)
    context = CheckContext(tree)
    proofs = [proof(context, name) for name, claim in tree.claims.items() if claim.law]
    broken = {each.claim: each for each in proofs if not each.holds}
    assert set(broken) == FAULTS[fault]
    assert all(each.witness for each in broken.values())


@pytest.mark.full
def test_a_walk_that_differs_from_the_proof_is_never_a_pass(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exams, "triage", milder)
    report = check(tree, lambda *_, **__: Place("tree"), "tree")
    (gap,) = report.gaps
    assert "fault of kneenumb" in gap
    assert not report.complete
    assert not report.passes()


def test_the_trials_go_into_every_corner(tree: Tree) -> None:
    tried = CheckContext(tree).trials
    assert {
        (q, option) for each in tried for q, chosen in each.answers.items() for option in chosen
    } == {
        (name, option) for name, question in tree.questions.items() for option in question.options
    }
    assert {each.id for trial in tried for each in trial.result.raised} == set(tree.red_flags)
    assert {each.result.outcome_id for each in tried} == set(tree.outcomes)
    assert {
        each.line
        for trial in tried
        for each in replay(tree, trial.answers).passages
        if each.gate == "g_same_day"
    } == set(range(12))
    assert any(each.result.urgency > each.result.base_urgency for each in tried)


def test_every_law_stands_on_something() -> None:
    assert all(GROUNDS[law].shown for law in Law)
