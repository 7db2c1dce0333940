"""The judge itself, on small trees whose verdict can be told by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Walk, conclude
from tests.brute import Verdict, judge, meets
from tests.brute import World as Everybody
from tests.examples import examples
from tests.planted import PLANTS, sound_trees
from tests.small import FRAME, OPTION, OUTCOME, QUESTION, Data, tree_of
from tests.statements import meaning_of
from tests.strategies import every_answer, tree_data, with_claims


def _question(onward: str | None = "end", kind: str = "single", **options: Data) -> Data:
    lines = {name: OPTION | option for name, option in options.items()}
    return QUESTION | ({"next": onward} if onward else {}) | {"kind": kind, "options": lines}


def _tree(questions: Data, **more: Any) -> Data:
    data = FRAME | {"gates": {}, "tables": {}, "claims": {}, "questions": questions} | more
    flag = {"says": "S", "because": "B", "sources": []}
    data["red_flags"] = {
        "slow": flag | {"urgency": "soon"},
        "alarm": flag | {"urgency": "emergency", "outcome": "o_em"},
    }
    data["outcomes"] = {
        "end": OUTCOME | {"urgency": "routine"},
        "o_em": OUTCOME | {"urgency": "emergency"},
    } | more.get("outcomes", {})
    tree_of(data)  # It has to be a tree.
    return data


CLEAN, UNSURE = {"clean": "true"}, {"unsure": "true"}
SLOW, ALARM = {"flag": "slow"}, {"flag": "alarm"}
TICKS = {"a": SLOW, "b": ALARM, "none": CLEAN, "not_sure": UNSURE | SLOW}


def _about(verdict: Verdict, home: str, name: str) -> set[tuple[str, tuple[str | int, ...]]]:
    """What is said of one question, gate … and only where in it."""
    return {(rule, path[2:]) for rule, path in verdict.facts if path[:2] == (home, name)}


def test_every_set_of_ticks_is_a_way() -> None:
    verdict = judge(
        _tree({"q0": _question("q1", "checklist", **TICKS), "q1": _question(a={}, b={})})
    )
    # Two ticks: a, b, a and b. Of them b and both end at once. The other three go on to q1.
    assert verdict.paths.urgencies == {"emergency": 2, "soon": 4, "routine": 2}
    assert verdict.paths.outcomes == {"o_em": 2, "end": 6}
    assert verdict.classes.urgencies == {"emergency": 1, "soon": 4, "routine": 2}
    assert (verdict.shortest, verdict.longest) == (1, 2)
    assert verdict.facts == {("idle-question", ("questions", "q1"))}


def test_what_only_an_answer_beside_the_way_would_meet_is_dead() -> None:
    gate = {
        "about": "A",
        "lines": [
            {"when": {"q1": ["a"]}, "next": "o_em"},
            {"when": {"q0": ["a"]}, "next": "end"},
            {"when": {"q0": ["a", "b"]}, "next": "o_em"},
            {"else": "end"},
        ],
    }
    table = {
        **{"about": "A", "down": "q0", "across": "q1", "columns": ["a", "b"], "else": "end"},
        "rows": [{"options": ["c", "a"], "go": ["end", "o_em"]}],
    }
    q0 = _question(None, a={"next": "g"}, b={"next": "g"}, c={"next": "q1"})
    q1 = _question("t", a={}, b={})
    verdict = judge(_tree({"q0": q0, "q1": q1}, gates={"g": gate}, tables={"t": table}))
    assert verdict.facts == {
        ("dead-line", ("gates", "g", "lines", 0)),
        ("dead-line", ("tables", "t", "rows", 0, "options", 1)),
    }


def test_a_flag_or_a_reason_keeps_a_question_from_being_idle() -> None:
    questions = {
        "q0": _question("q1", a={}, b={}),
        "q1": _question("q2", a={}, b=SLOW),
        "q2": _question("end", a={}, b=CLEAN, c={}),
    }
    why_if = [{"when": {"q2": ["a"]}, "add": "A"}]
    end = OUTCOME | {"urgency": "soon", "why_if": why_if}
    verdict = judge(_tree(questions, outcomes={"end": end}))
    assert verdict.facts == {
        ("unreachable", ("outcomes", "o_em")),
        ("idle-question", ("questions", "q0")),
        ("idle-option", ("questions", "q2", "options", "c")),
    }


def test_a_tick_that_does_nothing_alone_but_something_beside_another_is_not_idle() -> None:
    lines = [
        {"when": {"q0": ["c"]}, "next": "end"},
        {"when": {"q0": ["b"]}, "next": "o_em"},
        {"else": "end"},
    ]

    def about(kind: str) -> set[Any]:
        question = _question("g", kind, b={}, c={}, none=CLEAN)
        return judge(_tree({"q0": question}, gates={"g": {"about": "A", "lines": lines}})).facts

    assert about("single") == {("idle-option", ("questions", "q0", "options", "c"))}
    assert about("checklist") == {("tick-milder", ("questions", "q0", "options", "c"))}


def test_dead_nexts() -> None:
    questions = {
        "q0": _question("q1", a={"next": "q1"}, b=ALARM | {"next": "end"}),
        "q1": _question("end", a={"next": "end"}, b={}),
    }
    verdict = judge(_tree(questions))
    assert _about(verdict, "questions", "q0") == {
        ("dead-next", ("next",)),
        ("dead-next", ("options", "b", "next")),
    }
    assert _about(verdict, "questions", "q1") == {("idle-question", ())}


def test_milder() -> None:
    skip = {"about": "A", "lines": [{"when": {"q0": ["c"]}, "next": "end"}, {"else": "q1"}]}
    options = {"a": {}, "b": SLOW, "c": SLOW, "none": CLEAN | SLOW, "not_sure": UNSURE}
    q0 = _question("g", "checklist", **options)

    def milder(q1: Data) -> set[Any]:
        verdict = judge(_tree({"q0": q0, "q1": q1}, gates={"g": skip}))
        assert verdict.fewest == {("alarm-unasked", ("red_flags", "alarm")): 1}
        return _about(verdict, "questions", "q0")

    found = {("unsure-milder", ("options", "not_sure")), ("worse-milder", ("options", "a"))}
    # Who ticks "c" is not asked "q1", and the alarm in their file counts all the same.
    assert milder(_question(a={}, b=ALARM)) == found
    # But for an outcome one has to be led there.
    outcome = _question(a={}, b=ALARM, c={"next": "o_em"})
    assert milder(outcome) == found | {
        (rule, ("options", "c")) for rule in ("worse-milder", "tick-milder")
    }


def test_claims() -> None:
    def claim(when: Data, then: Data) -> Data:
        return {"says": "S", "holds": [{"when": when, "then": then}]}

    claims = {
        "P1": {
            "says": "S",
            "holds": [
                {"when": {"q0": ["a"]}, "then": {"urgency": {"at_least": "soon"}}},
                {"when": {"q0": ["a", "none"]}, "then": {"asked": ["q0"]}},
            ],
        },
        "P2": claim({"asked": ["q1"]}, {"questions": {"at_most": 1}}),
        "P3": claim({"clean": ["q0"], "outcome": ["o_em"]}, {}),
        "P4": claim(
            {"any": [{"unsure": ["q0"]}, {"raised": {}}]}, {"base": {"exactly": "routine"}}
        ),
    }
    questions = {"q0": _question("q1", "checklist", **TICKS), "q1": _question(a={}, b={})}
    verdict = judge(_tree(questions, claims=claims))
    # P1: 2 of a alone, 1 of a with b, 2 of none. P2: all that go on. P4: P1's with a, 2 unsure
    # and b alone.
    assert verdict.people == {"P1": 5, "P2": 6, "P3": 0, "P4": 6}
    assert {fact for fact in verdict.facts if fact[0] != "idle-question"} == {
        ("broken-claim", ("claims", "P2", "holds", 0)),
        ("empty-claim", ("claims", "P3", "holds", 0)),
        ("broken-claim", ("claims", "P4", "holds", 0)),
    }
    assert list(verdict.fewest.values()) == [2, 1]


@given(sound_trees())
@examples(5)
def test_a_sound_tree_is_sound(data: Data) -> None:
    assert judge(data).facts == set()


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
@given(data=sound_trees())
@examples(2)
def test_a_planted_fault_is_found(plant: Any, data: Data) -> None:
    expected = plant(data)
    assert {rule for rule, _ in judge(data).facts} >= expected


@given(tree_data())
@examples(40)
def test_the_ways_are_those_of_the_engine(data: Data) -> None:
    def ways(walk: Walk) -> list[Any]:
        if walk.is_complete:
            end = conclude(walk)
            return [(list(walk.answers.items()), end.outcome_id, end.urgency)]
        answers = every_answer(data["questions"][walk.at])
        return [way for answer in answers for way in ways(walk.answer(*answer))]

    judged = [(list(way.answers.items()), *way.result) for way in Everybody(data).ways]
    assert sorted(judged) == sorted(ways(Walk.begin(tree_of(data))))


@given(with_claims(), st.data())
@examples(60)
def test_statements_mean_what_they_mean_elsewhere(data: Data, draw: st.DataObject) -> None:
    tree = tree_of(data)
    way = draw.draw(st.sampled_from(Everybody(data).ways))
    walk = Walk.begin(tree)
    for answer in way.answers.values():
        walk = walk.answer(*answer)
    for name, claim in tree.claims.items():
        for at, each in enumerate(claim.holds):
            told = data["claims"][name]["holds"][at]
            assert meets(data, told["then"], way) == meaning_of(tree, each.then)(conclude(walk))
