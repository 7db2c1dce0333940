"""What may still come of answers that are not complete, held against trying every answer."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, load_case, triage
from kneenumb.model.case import Answers
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_range import Range, range_of
from kneenumb.prove.machine import Machine
from kneenumb.walk.answer import accept
from tests.command import run
from tests.small import Data
from tests.strategies import Person, answered, every_answer, given_of


def still(tree: Tree, **answers: str) -> Range:
    """What is still possible, of ``question="option,option"``."""
    given = given_of({name: tuple(each.split(",")) for name, each in answers.items()})
    return range_of(Machine(tree), accept(tree, given))


def tried(data: Data, tree: Tree, answers: Answers) -> set[tuple[str, Urgency]]:
    """Every end, by trying every answer to every question without one."""
    missing = [name for name in tree.questions if name not in answers]
    every = product(*(every_answer(data["questions"][name]) for name in missing))
    ends = set()
    for each in every:
        asked = triage(tree, given_of({**answers, **dict(zip(missing, each, strict=True))})).answers
        # Somebody who is not asked says nothing: only what is asked for is filled in.
        filled = {name: options for name, options in asked.items() if name in missing}
        result = triage(tree, given_of({**answers, **filled}))
        ends.add((result.outcome_id, result.urgency))
    return ends


@given(answered(), st.data())
def test_it_is_what_trying_every_answer_finds(person: Person, data: st.DataObject) -> None:
    drawn, tree, answers = person
    kept = data.draw(st.sets(st.sampled_from(sorted(answers))))
    some = accept(tree, given_of({name: answers[name] for name in kept}))
    ends = tried(drawn, tree, some)
    found = range_of(Machine(tree), some)
    assert found.mildest == min(urgency for _, urgency in ends)
    assert found.gravest == max(urgency for _, urgency in ends)
    assert set(found.outcomes) == {outcome for outcome, _ in ends}


@given(answered(), st.data())
def test_a_further_answer_never_widens_it(person: Person, data: st.DataObject) -> None:
    _, tree, answers = person
    machine = Machine(tree)
    known: Answers = {}
    before = range_of(machine, known)
    for name in data.draw(st.permutations(sorted(answers))):
        known = accept(tree, given_of({**known, name: answers[name]}))
        after = range_of(machine, known)
        if not any(_flagged(tree, name, answers[name])):
            assert before.mildest <= after.mildest and after.gravest <= before.gravest
        before = after
    assert before.mildest == before.gravest and before.ask_next is None


def _flagged(tree: Tree, question: str, options: tuple[str, ...]) -> list[str]:
    """Red flags, which count even where nobody asks: with them, an urgency may rise."""
    asked = tree.questions[question].options
    return [flag for option in options if (flag := asked[option].flag)]


def test_nothing_answered_means_that_everything_is_possible(tree: Tree) -> None:
    nothing = still(tree)
    assert (nothing.mildest, nothing.gravest) == (Urgency.ROUTINE, Urgency.EMERGENCY)
    assert set(nothing.outcomes) == set(tree.outcomes)
    assert set(nothing.open) == set(tree.questions)


def test_a_complete_case_has_nothing_open(tree: Tree) -> None:
    for name in ("v1", "v10", "v14"):
        case = load_case(name)
        result = triage(tree, case.given)
        found = range_of(Machine(tree), accept(tree, case.given))
        assert found == Range(result.urgency, result.urgency, (result.outcome_id,), (), None)


def test_unknown_is_never_no(tree: Tree) -> None:
    """Whichever of the questions that can end in an emergency is open, so is the emergency."""
    case = {each.question: ",".join(each.options) for each in load_case("v14").given}
    for name in ("saddle", "bladder_bowel", "whole_body", "circulation", "injury", "legs"):
        found = still(tree, **{other: each for other, each in case.items() if other != name})
        assert found.gravest is Urgency.EMERGENCY
        assert found.mildest < Urgency.SAME_DAY
        assert found.ask_next == name


def test_an_emergency_in_an_answer_that_nobody_asks_for_settles_it(tree: Tree) -> None:
    found = still(tree, both_area="saddle")
    assert found.mildest is found.gravest is Urgency.EMERGENCY
    assert "o_sciatica" not in found.outcomes


def test_a_floor_counts_from_the_start(tree: Tree) -> None:
    assert still(tree, bladder_bowel="longstanding_unchanged").mildest is Urgency.SOON


def test_the_question_that_settles_most_is_asked_next(tree: Tree) -> None:
    """With one leg, where it is numb decides; how walking feels only tells two patterns apart."""
    case = {each.question: ",".join(each.options) for each in load_case("v14").given}
    del case["walking"], case["saddle"]
    found = still(tree, **case)
    assert found.open == ("saddle", "walking")
    assert found.ask_next == "saddle"


def test_between_equals_the_one_that_leaves_the_fewest_outcomes() -> None:
    from tests.provable import outcome, single, tree_with

    ends = {name: outcome("soon") for name in ("o_a", "o_b", "o_c")}
    split = {**single("q1", a="", b=""), "next": "q1"}
    last = single("o_a", a="", b="", c="")
    last["options"] = {
        name: {**option, "next": f"o_{name}"} for name, option in last["options"].items()
    }
    tree = tree_with({"q0": split, "q1": last}, outcomes=ends)
    assert range_of(Machine(tree), {}).ask_next == "q1"


def test_whoever_has_to_go_now_is_not_kept_with_a_question() -> None:
    argv = ("triage", "--range", "--format", "plain", "-s")
    assert "settle most" in run(*argv, "saddle=no").out
    page = run(*argv, "whole_body=stroke_signs").out
    assert page.startswith("Call your local emergency number")
    assert "settle most" not in page
