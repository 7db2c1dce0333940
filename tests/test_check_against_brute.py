"""The check of a tree, held against the judge that tries everybody (:mod:`tests.brute`).

Random small trees, sound or not, and sound trees with one fault planted: the check counts what
the judge counts and finds what the judge finds, no less and no more, and every person it names
shows the fault when their answers are given to the real engine.

The full profile is a look in passing. A long run over thousands of other trees every time::

    python -m pytest --full --times 20 tests/test_check_against_brute.py
"""

import ast
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Result, Tree, replay, triage
from kneenumb.check.check import check
from kneenumb.check.report import Finding, PathCounts, Report
from kneenumb.model.case import Answers
from kneenumb.model.fault import NodePath, Place
from kneenumb.model.frozen import holds
from tests.brute import Fact, Tally, Verdict, judge, marked
from tests.examples import examples
from tests.planted import PLANTS, sound_trees
from tests.small import FRAME, OPTION, OUTCOME, QUESTION, Data, tree_of
from tests.statements import meaning_of
from tests.strategies import given_of, with_claims

KINDS = ("qqqgt", "qqg", "qgg", "qt", "q")
"""How often trees have questions, gates and tables. Each is a set of trees of its own."""
pytestmark = pytest.mark.full
as_many = examples(80)
some_of_each = examples(max(2, 80 // len(PLANTS)))

JUDGED = {
    *("unreachable", "dead-line", "idle-question", "idle-option", "dead-next"),
    *("alarm-unasked", "unsure-milder", "worse-milder", "tick-milder"),
    *("broken-claim", "empty-claim"),
}
"""The rules that the judge knows. Others are about words."""


@pytest.mark.parametrize("kinds", KINDS)
@given(data=st.data())
@as_many
def test_the_check_finds_what_the_judge_finds(kinds: str, data: st.DataObject) -> None:
    agree(data.draw(with_claims(kinds=kinds)))


@given(sound_trees())
@some_of_each
def test_a_sound_tree_is_found_sound(data: Data) -> None:
    assert found_in(agree(data)) == []


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
@given(data=sound_trees())
@some_of_each
def test_a_planted_fault_is_found(plant: Callable[[Data], set[str]], data: Data) -> None:
    expected = plant(data)
    found = found_in(agree(data))
    assert {rule for (rule, _), _ in found} >= expected


def test_a_question_that_neither_of_two_people_is_asked_hides_nothing() -> None:
    found = found_in(agree(_a_floor_whatever_the_answer(no="o_soon", maybe="q1")))
    assert [fact for fact, _ in found] == [("worse-milder", ("questions", "q0", "options", "yes"))]


def test_a_question_that_one_of_two_people_is_asked_counts_for_both() -> None:
    assert found_in(agree(_a_floor_whatever_the_answer(no="q1", maybe="o_soon"))) == []


def _a_floor_whatever_the_answer(no: str, maybe: str) -> Data:
    """A tree that may ask "q1", to which every answer raises "soon". "yes" ends below that."""
    flag = {"flag": "slow"}
    first = {
        "yes": OPTION | {"next": "o_mild"},
        "no": OPTION | {"next": no, "clean": "true"},
        "maybe": OPTION | {"next": maybe} | flag,
    }
    last = dict.fromkeys(("days", "weeks"), OPTION | flag)
    return FRAME | {
        "questions": {
            "q0": QUESTION | {"options": first},
            "q1": QUESTION | {"options": last, "next": "o_soon"},
        },
        **{"gates": {}, "tables": {}, "claims": {}},
        "red_flags": {"slow": {"urgency": "soon", "says": "S", "because": "B", "sources": []}},
        "outcomes": {
            "o_mild": OUTCOME | {"urgency": "routine"},
            "o_soon": OUTCOME | {"urgency": "soon"},
        },
    }


def agree(data: Data) -> Report:
    """Hold the check of a tree against the judge."""
    tree, verdict = tree_of(data), judge(data)
    report = check(tree, lambda path, of_key=False: Place(repr(tuple(path))), "small.json")
    found = found_in(report)
    assert sorted(fact for fact, _ in found) == sorted(verdict.facts)
    assert_same_numbers(report.paths, verdict.paths)
    assert_same_numbers(report.classes, verdict.classes)
    assert (report.shortest, report.longest) == (verdict.shortest, verdict.longest)
    assert report.complete
    assert_same_proofs(data, report, verdict)
    for (rule, path), finding in found:
        assert_shown(data, tree, rule, path, finding)
        if (rule, path) in verdict.fewest:
            assert len(finding.witness or ()) == verdict.fewest[rule, path]
        if rule == "dead-line":
            assert (finding.witness is not None) == ((rule, path) in verdict.too_late)
    return report


def found_in(report: Report) -> list[tuple[Fact, Finding]]:
    """What a report says that the judge says too, or should."""
    return [
        ((each.rule, ast.literal_eval(each.place.origin)), each)
        for each in report.findings
        if each.rule in JUDGED
    ]


def assert_same_numbers(numbers: PathCounts | None, tally: Tally) -> None:
    """Levels and outcomes that nobody gets are counted too, as 0."""
    assert numbers is not None
    assert dict(numbers.urgencies) == {level: tally.urgencies[level] for level in numbers.urgencies}
    assert dict(numbers.outcomes) == {name: tally.outcomes[name] for name in numbers.outcomes}
    assert numbers.total == tally.urgencies.total() == sum(numbers.outcomes.values())


def assert_same_proofs(data: Data, report: Report, verdict: Verdict) -> None:
    """Every claim is answered for."""
    assert [proof.claim for proof in report.proofs] == list(data["claims"])
    broken = {path[1] for rule, path in verdict.facts if rule in ("broken-claim", "empty-claim")}
    for proof in report.proofs:
        assert proof.holds == (proof.claim not in broken)
        assert proof.paths == verdict.people[proof.claim]


def assert_shown(data: Data, tree: Tree, rule: str, path: NodePath, finding: Finding) -> None:
    """The people that a finding names are real and show what it says."""
    people = [replayed(tree, each) for each in (finding.witness, finding.beside) if each]
    match rule:
        case "broken-claim":
            (person,) = people
            claim = tree.claims[str(path[1])].holds[int(path[3])]
            assert meaning_of(tree, claim.when)(person)
            assert not meaning_of(tree, claim.then)(person)
        case "alarm-unasked":
            (person,) = people
            assert person.urgency != "emergency"
            asked = [tree.questions[question] for question in person.answers]
            assert path[1] not in [
                option.flag for each in asked for option in each.options.values()
            ]
        case "dead-line" if people:
            (person,) = people
            line = tree.gates[str(path[1])].lines[int(path[3])]
            assert holds(line.when or {}, person.answers)
            passages = replay(tree, person.answers).passages
            assert [each.line for each in passages if each.gate == path[1]] < [path[3]]
        case "unsure-milder" | "worse-milder" | "tick-milder":
            graver = tuple(marked(data["questions"][path[1]], "clean"))
            assert_milder(tree, path, people, graver if rule != "tick-milder" else None)
        case _:
            assert people == []


def assert_milder(
    tree: Tree, path: NodePath, people: list[Result], clean: tuple[str, ...] | None
) -> None:
    """Of two people who differ in one answer alone, the worse one gets the milder result.

    Args:
        people: First the one with a line, then the one without it.
        clean: What the other one answers; ``None`` for the same ticks without that line.
    """
    question, option = str(path[1]), str(path[3])
    one, other = people
    assert one.urgency < other.urgency
    for both in one.answers.keys() & other.answers.keys() - {question}:
        assert one.answers[both] == other.answers[both]
    if clean:
        assert (one.answers[question], other.answers[question]) == ((option,), clean)
    else:
        assert set(one.answers[question]) == {*other.answers[question], option}
        assert option not in other.answers[question]
    # Nor does it help to have answered all that the other one was asked.
    files = (other.answers | one.answers, one.answers | other.answers)
    one_file, other_file = (triage(tree, given_of(answers)) for answers in files)
    assert one_file.urgency < other_file.urgency


def replayed(tree: Tree, answers: Answers) -> Result:
    """The result of the real engine, for somebody who gives these answers and no others."""
    result = triage(tree, given_of(answers))
    assert not result.unused
    assert list(result.answers.items()) == list(answers.items())
    return result
