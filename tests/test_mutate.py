"""Planted faults: what each operator does to a tree, what catches it, and what the rest does."""

import copy
import html
import json
import re
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from kneenumb import Tree
from kneenumb.check.check import check
from kneenumb.check.check_context import CheckContext
from kneenumb.diff.change import Direction, ToldOutcome
from kneenumb.load.tree_file import read_tree
from kneenumb.model.case import Expected, Given
from kneenumb.model.fault import Place
from kneenumb.model.urgency import Urgency
from kneenumb.mutate.bench import Bench, Caught, Survivor
from kneenumb.mutate.bench import run as run_faults
from kneenumb.mutate.catch import Catch, Net, Rehearsal, caught
from kneenumb.mutate.effect import EffectKind, Shift, explain, reasons_changed, tried
from kneenumb.mutate.mutation import Drop, Mutation, Put, Swap, mutated
from kneenumb.mutate.operators import OPERATORS, mutations
from kneenumb.prove.limits import Limits
from tests.command import run
from tests.conftest import ROOT
from tests.planted import RED_FLAG
from tests.small import FRAME, OPTION, OUTCOME, QUESTION, Data, tree_of
from tests.terminal import Terminal

LINES = [
    {"when": {"q0": ["some", "doubt"], "q1": ["x"]}, "next": "o_both", "combination": "K1"},
    {"when": {"q0": ["some", "doubt"]}, "next": "o_today"},
    {"when": {"q1": ["y"]}, "next": "o_soon"},
    {"else": "t"},
]
SMALL: Data = FRAME | {
    "questions": {
        "q0": QUESTION
        | {
            "next": "q1",
            "options": {
                "yes": OPTION | {"label": "yes", "flag": "alarm"},
                "some": OPTION | {"label": "some", "flag": "today"},
                "no": OPTION | {"label": "no", "clean": "true"},
                "old": OPTION | {"label": "old", "flag": "slow"},
                "doubt": OPTION | {"label": "doubt", "flag": "today", "unsure": "true"},
            },
        },
        "q1": QUESTION
        | {
            "kind": "checklist",
            "next": "g",
            "options": {
                "z": OPTION | {"label": "z", "flag": "late"},
                "x": OPTION | {"label": "x", "flag": "slow"},
                "y": OPTION | {"label": "y", "flag": "slow"},
                "none": OPTION | {"label": "none", "clean": "true"},
            },
        },
    },
    "gates": {"g": {"about": "A", "lines": LINES}},
    "tables": {
        "t": {
            **{"about": "A", "down": "q0", "across": "q1", "columns": ["z", "x", "y", "none"]},
            "rows": [{"options": ["no", "old"], "go": ["o_mild", "o_soon", "o_soon", "o_mild"]}],
            "else": "o_soon",
        }
    },
    "red_flags": {
        "alarm": RED_FLAG | {"urgency": "emergency", "outcome": "o_alarm"},
        "late": RED_FLAG | {"urgency": "emergency", "outcome": "o_late"},
        "today": RED_FLAG | {"urgency": "same_day"},
        "slow": RED_FLAG | {"urgency": "soon"},
    },
    "outcomes": {
        name: OUTCOME | {"urgency": urgency, "sources": ["R1"]}
        for name, urgency in {
            **dict.fromkeys(("o_alarm", "o_late", "o_both"), "emergency"),
            **{"o_today": "same_day", "o_soon": "soon", "o_mild": "routine"},
        }.items()
    },
    "sources": {"R1": {"cite": "A reference", "read": "cited"}},
}
"""A tree with one of everything that an operator changes."""


def reads(data: Any) -> Tree:
    """The reader that the command brings along."""
    return tree_of(data)


def claim(then: Data, when: Data | None = None) -> Data:
    return {"says": "S", "holds": [{"then": then} | ({"when": when} if when else {})]}


def changed(*path: str | int, to: Any, data: Data = SMALL) -> Data:
    """A copy of a tree in which something else stands at a path; ``None`` removes it."""
    data = copy.deepcopy(data)
    node: Any = data
    for step in path[:-1]:
        node = node[step]
    if to is None:
        del node[path[-1]]
    else:
        node[path[-1]] = to
    return data


def planted(operator: str, data: Data = SMALL) -> dict[str, Data]:
    """The faults of an operator, each by what it says, and the data of the faulty tree."""
    found = next(each for each in OPERATORS if each.id == operator).mutations(tree_of(data))
    faults = {each.says: mutated(data, each) for each in found}
    assert all(json.dumps(each) != json.dumps(data) for each in faults.values())
    return faults


# Mutations


def test_a_mutation_changes_its_own_piece_and_nothing_that_shares_it() -> None:
    shared = ["some", "doubt"]
    data = {"a": {"when": shared, "rest": 1}, "b": {"when": shared}}
    edits = (Put(("a", "when"), ("some",)), Drop(("a", "rest")))
    assert mutated(data, Mutation("o", ("a",), "S", edits)) == {
        "a": {"when": ("some",)},
        "b": {"when": shared},
    }
    assert data == {"a": {"when": ["some", "doubt"], "rest": 1}, "b": {"when": ["some", "doubt"]}}


def test_entries_and_keys_can_change_places() -> None:
    data = {"list": [1, 2, 3], "keys": {"a": 1, "b": 2, "c": 3}}
    edits = (Swap(("list", 0), 2), Swap(("keys", "b"), "c"))
    turned = mutated(data, Mutation("o", (), "S", edits))
    assert turned["list"] == [3, 2, 1]
    assert list(turned["keys"].items()) == [("a", 1), ("c", 3), ("b", 2)]


# Operators


def test_an_edge_is_led_to_the_mildest_outcome_and_the_mildest_to_the_next() -> None:
    faults = planted("edge-mildest")
    assert len(faults) == 2 + 4 + 5
    assert faults["Line 2 of 'g' leads to 'o_mild', not to 'o_today'."] == changed(
        "gates", "g", "lines", 1, "next", to="o_mild"
    )
    assert "The question 'q0' leads to 'o_mild', not to 'q1'." in faults
    assert "The 'else' of 'g' leads to 'o_mild', not to 't'." in faults
    assert "The cell of 't' for 'no, old' and 'z' leads to 'o_soon', not to 'o_mild'." in faults


def test_an_edge_is_led_where_the_next_of_its_owner_leads() -> None:
    faults = planted("edge-beside")
    assert "Line 1 of 'g' leads to 'o_today', not to 'o_both'." in faults
    assert "The 'else' of 'g' leads to 'o_both', not to 't'." in faults
    assert "The cell of 't' for 'no, old' and 'x' leads to 'o_mild', not to 'o_soon'." in faults
    assert not any("'q0'" in each for each in faults)  # It has one edge only.


def test_an_edge_is_led_past_its_target() -> None:
    data = changed("questions", "q0", "options", "no", "next", to="g")
    faults = planted("edge-past", data)
    assert "The option 'no' of 'q0' leads to 't', not to 'g'." in faults
    assert "Line 1 of 'g' leads to 'o_alarm', not to 'o_both'." in faults
    assert not any("question 'q0'" in each for each in faults)  # No question comes after 'q1'.


@pytest.mark.full
def test_no_edge_is_led_into_a_loop_or_nowhere() -> None:
    # One in ten of the shipped tree, or it would take long.
    for data, every in ((SMALL, 1), (read_tree().document.data, 10)):
        led = [
            each for each in mutations(tree_of(data)) if each.operator.startswith(("edge", "start"))
        ]
        for mutation in led[::every]:
            assert tree_of(mutated(data, mutation))


def test_the_tree_starts_late() -> None:
    assert planted("start-late") == {
        "The tree starts at 'q1', not at 'q0'.": changed("start", to="q1")
    }


def test_a_flag_is_dropped_by_each_option_that_raises_it() -> None:
    faults = planted("flag-dropped")
    assert len(faults) == 7
    assert faults["The option 'doubt' of 'q0' does not raise 'today'."] == changed(
        "questions", "q0", "options", "doubt", "flag", to=None
    )


def test_a_flag_is_lowered_and_an_emergency_then_ends_nothing() -> None:
    faults = planted("flag-lowered")
    assert faults["The red flag 'slow' is routine, not soon."] == changed(
        "red_flags", "slow", "urgency", to="routine"
    )
    lowered = faults["The red flag 'alarm' is same_day, not emergency."]
    assert lowered["red_flags"]["alarm"] == RED_FLAG | {"urgency": "same_day"}
    assert tree_of(lowered)


def test_an_emergency_is_led_to_another_emergency() -> None:
    assert list(planted("flag-misled")) == [
        "The red flag 'alarm' leads to 'o_late', not to 'o_alarm'.",
        "The red flag 'late' leads to 'o_both', not to 'o_late'.",
    ]


def test_a_line_or_a_row_is_removed() -> None:
    faults = planted("line-removed")
    assert list(faults) == [
        *(f"Line {at} of 'g' is gone." for at in (1, 2, 3)),
        "Row 1 of 't' is gone.",
    ]
    assert faults["Line 2 of 'g' is gone."]["gates"]["g"]["lines"] == [LINES[0], *LINES[2:]]


def test_two_lines_or_two_columns_change_places_but_not_the_else() -> None:
    faults = planted("lines-swapped")
    assert len(faults) == 2 + 3
    swapped = faults["Lines 2 and 3 of 'g' have changed places."]
    assert swapped["gates"]["g"]["lines"] == [LINES[0], LINES[2], LINES[1], LINES[3]]
    swapped = faults["The headings of columns 1 and 2 of 't' are swapped."]
    assert swapped["tables"]["t"]["columns"] == ["x", "z", "y", "none"]


def test_an_option_is_taken_out_of_a_condition_or_a_row() -> None:
    faults = planted("line-narrowed")
    assert list(faults) == [
        "Line 1 of 'g' does not look for 'some'.",
        "Line 1 of 'g' does not look for 'doubt'.",
        "Line 2 of 'g' does not look for 'some'.",
        "Line 2 of 'g' does not look for 'doubt'.",
        "Row 1 of 't' is not for 'no'.",
        "Row 1 of 't' is not for 'old'.",
    ]
    narrow = faults["Line 2 of 'g' does not look for 'doubt'."]
    assert narrow["gates"]["g"]["lines"][1]["when"] == {"q0": ("some",)}


def test_a_condition_is_left_out_where_another_stays() -> None:
    faults = planted("line-widened")
    assert list(faults) == [f"Line 1 of 'g' does not look at '{name}'." for name in ("q0", "q1")]


def test_a_combination_loses_its_name() -> None:
    assert planted("combination-unnamed") == {
        "Line 1 of 'g' is not called K1.": changed("gates", "g", "lines", 0, "combination", to=None)
    }


def test_an_outcome_is_milder_or_graver() -> None:
    assert len(planted("outcome-lowered")) == 5
    assert list(planted("outcome-raised")) == [
        "The outcome 'o_today' is emergency, not same_day.",
        "The outcome 'o_soon' is same_day, not soon.",
        "The outcome 'o_mild' is soon, not routine.",
    ]


def test_the_clean_mark_moves_to_each_other_option_but_a_doubt() -> None:
    faults = planted("clean-moved")
    moved = faults["The clean answer to 'q0' is 'some', not 'no'."]["questions"]["q0"]["options"]
    assert (moved["no"], moved["some"]["clean"]) == (OPTION | {"label": "no"}, "true")
    assert len(faults) == 3 + 3


def test_a_doubt_loses_its_mark() -> None:
    assert list(planted("unsure-unmarked")) == [
        "The option 'doubt' of 'q0' is not marked as unsure."
    ]


def test_lines_of_a_checklist_change_places() -> None:
    faults = planted("ticks-swapped")
    assert list(faults) == [
        "'z' and 'x' of 'q1' have changed places.",
        "'x' and 'y' of 'q1' have changed places.",
    ]
    options = faults["'z' and 'x' of 'q1' have changed places."]["questions"]["q1"]["options"]
    assert list(options) == ["x", "z", "y", "none"]


def test_every_fault_is_planted_once_and_stands_at_what_it_changes() -> None:
    found = list(mutations(tree_of(SMALL)))
    assert len({each.edits for each in found}) == len(found)
    assert {each.operator for each in found} == {each.id for each in OPERATORS}
    for each in found:
        node: Any = SMALL
        for step in each.path:
            node = node[step]


def test_operators_are_told_by_name_and_in_a_line() -> None:
    assert len({each.id for each in OPERATORS}) == len(OPERATORS)
    assert all(0 < len(each.title) <= 72 for each in OPERATORS)


# What catches a fault


def fate_of(fault: str, data: Data = SMALL, *rehearsals: Rehearsal) -> Caught | Survivor:
    """What becomes of the fault that says this."""
    tree = tree_of(data)
    (mutation,) = [each for each in mutations(tree) if each.says == fault]
    return Bench(tree, data, reads, rehearsals).fate(mutation)


def test_the_reader_catches_what_is_no_tree() -> None:
    fate = fate_of("The outcome 'o_alarm' is same_day, not emergency.")
    assert isinstance(fate, Caught)
    assert fate.catch == Catch(Net.READING, ("broken-flag",))


def test_rules_of_structure_catch_what_cannot_matter() -> None:
    fate = fate_of("The 'else' of 'g' leads to 'o_mild', not to 't'.")
    assert isinstance(fate, Caught)
    assert fate.catch == Catch(Net.STRUCTURE, ("unreachable",))


def test_rules_of_safety_catch_what_makes_a_worse_answer_milder() -> None:
    fate = fate_of("The clean answer to 'q0' is 'yes', not 'no'.")
    assert isinstance(fate, Caught)
    assert fate.catch.net is Net.SAFETY


def test_claims_catch_what_breaks_them_and_all_are_told() -> None:
    claims = {
        "P1": claim({"urgency": {"at_least": "soon"}}, {"q1": ["y"]}),
        "P2": claim({"urgency": {"at_least": "routine"}}),
        "P3": claim({"raised": {"at_least": "soon"}}, {"q1": ["y"]}),
    }
    fate = fate_of("The option 'y' of 'q1' does not raise 'slow'.", SMALL | {"claims": claims})
    assert isinstance(fate, Caught)
    assert fate.catch == Catch(Net.CLAIMS, ("P3",))


def test_a_claim_of_nobody_is_broken_as_well() -> None:
    claims = {"P1": claim({"outcome": ["o_both"]}, {"combination": ["K1"], "q0": ["doubt"]})}
    fate = fate_of("Line 1 of 'g' does not look for 'doubt'.", SMALL | {"claims": claims})
    assert isinstance(fate, Caught)
    assert fate.catch == Catch(Net.CLAIMS, ("P1",))


def test_other_rules_catch_the_rest() -> None:
    data = changed("outcomes", "o_soon", "sources", to=["C1"])
    data["sources"]["C1"] = {"cite": "A correction", "read": "correction"}
    fate = fate_of("The outcome 'o_soon' is same_day, not soon.", data)
    assert isinstance(fate, Caught)
    assert fate.catch == Catch(Net.OTHER, ("no-reference",))


def test_what_is_too_large_to_check_is_no_pass() -> None:
    assert caught(CheckContext(tree_of(SMALL), Limits(things=1))) == Catch(
        Net.OTHER, ("too-large",)
    )


@pytest.mark.full
def test_what_is_caught_is_what_fails_a_check() -> None:
    claims = {"P1": claim({"urgency": {"at_least": "soon"}}, {"q0": ["some", "old", "doubt"]})}
    data = SMALL | {"claims": claims}
    tree = tree_of(data)
    bench = Bench(tree, data, reads)
    fates = [bench.fate(each) for each in mutations(tree)]
    assert {each.catch.net for each in fates if isinstance(each, Caught)} >= {*Net} - {Net.OTHER}
    for fate in fates:
        if isinstance(fate, Survivor) or fate.catch.net is not Net.READING:
            faulty = tree_of(mutated(data, fate.mutation))
            report = check(faulty, lambda *_, **__: Place("small.json"), "small.json")
            assert report.passes() is isinstance(fate, Survivor), fate.mutation.says


# What the rest does to people


def explained(data: Data, old: Data = SMALL) -> tuple[EffectKind, int, int, int]:
    """The kind, and for how many the urgency goes down, up, or stays with another outcome."""
    found = explain(tree_of(old), tree_of(data))
    assert found.paths == sum(1 for _ in everybody())
    return found.kind, *(found.moved(each) for each in Direction)  # type: ignore[return-value]


def everybody() -> list[tuple[str, str]]:
    """The ways through the small tree: who answers 'yes' first is asked no more."""
    ticks = ["none", "z", "x", "y", "zx", "zy", "xy", "zxy"]
    return [
        ("yes", ""),
        *((one, other) for one in ("some", "no", "old", "doubt") for other in ticks),
    ]


def test_an_order_that_decides_nothing_changes_nothing() -> None:
    assert explained(changed("gates", "g", "about", to="B")) == (EffectKind.SAME, 0, 0, 0)
    swapped = planted("ticks-swapped")["'x' and 'y' of 'q1' have changed places."]
    assert explained(swapped) == (EffectKind.SAME, 0, 0, 0)


def test_a_graver_outcome_is_only_graver() -> None:
    raised = changed("outcomes", "o_mild", "urgency", to="soon")
    assert explained(raised) == (EffectKind.GRAVER, 0, 1, 0)


def test_another_outcome_as_urgent_is_no_more_than_that() -> None:
    other = changed("red_flags", "alarm", "outcome", to="o_both")
    assert explained(other) == (EffectKind.OTHER_OUTCOME, 0, 0, 1)


def test_whoever_is_told_less_counts_most() -> None:
    # In the table x and none change places. Whoever has ticked x keeps the floor of its flag.
    swapped = changed("tables", "t", "columns", to=["z", "none", "y", "x"])
    assert explained(swapped) == (EffectKind.GRAVER, 0, 1, 3)
    data = changed("questions", "q1", "options", "x", "flag", to=None)
    data["tables"]["t"]["columns"] = ["z", "none", "y", "x"]
    assert explained(data) == (EffectKind.MILDER, 1, 1, 2)


def test_the_worst_change_is_told_first_with_one_of_those_who_have_it() -> None:
    data = changed("questions", "q0", "options", "yes", "flag", to="slow")
    found = explain(tree_of(SMALL), tree_of(data))
    assert found.shifts[0] == Shift(
        ToldOutcome("o_alarm", Urgency.EMERGENCY), ToldOutcome("o_soon", Urgency.SOON), 4
    )
    assert found.witness == {"q0": ("yes",), "q1": ("none",)}
    assert found.shifts[0].direction is Direction.DOWN


def test_what_cannot_be_compared_may_be_harmful() -> None:
    found = explain(tree_of(SMALL), tree_of(SMALL), Limits(things=1))
    assert found.kind is EffectKind.UNCOMPARED and found.kind.is_harmful


def reasons(data: Data, old: Data = SMALL) -> tuple[str, ...]:
    return reasons_changed(tree_of(data), tried(CheckContext(tree_of(old))))


def test_reasons_tell_what_else_is_not_the_same() -> None:
    assert reasons(SMALL) == ()
    assert reasons(changed("questions", "q0", "options", "some", "flag", to=None)) == (
        "Some are no longer told of the red flag 'today' as same_day.",
    )
    assert reasons(changed("gates", "g", "lines", 0, "combination", to=None)) == (
        "Some are no longer told of the combination K1.",
    )
    assert reasons(changed("questions", "q0", "options", "doubt", "unsure", to=None)) == (
        "Some are no longer told that 'q0' was not sure.",
    )
    assert reasons(changed("red_flags", "slow", "urgency", to="routine")) == (
        "Some are no longer told of the red flag 'slow' as soon.",
        "Some are now told of the red flag 'slow' as routine.",
    )


def test_reasons_tell_who_is_asked_more_or_less() -> None:
    shorter = changed("questions", "q0", "options", "some", "next", to="o_today")
    assert "Some are no longer asked 'q1'." in reasons(shorter)
    assert "Some are now asked 'q1'." in reasons(SMALL, shorter)


def test_answers_that_only_one_tree_takes_are_a_gap() -> None:
    data = changed("questions", "q1", "options", "none", "clean", to=None)
    data["questions"]["q1"]["options"]["y"]["clean"] = "true"
    (gap,) = explain(tree_of(SMALL), tree_of(data)).gaps
    assert "'y' or 'none' can be ticked beside others in one version only" in gap


# The second net


def case(expected: Expected, **answers: str) -> Rehearsal:
    given_answers = tuple(Given(name, (option,)) for name, option in answers.items())
    return Rehearsal("a-case", given_answers, expected)


@pytest.mark.parametrize(
    ("rehearsal", "name"),
    [
        (case(Expected(outcome="o_soon", urgency=Urgency.SOON), q0="no", q1="y"), None),
        (case(Expected(outcome="o_mild"), q0="no", q1="none"), None),
        (case(Expected(urgency=Urgency.ROUTINE), q0="no", q1="none"), "a-case"),
        (case(Expected.model_validate({"error": "missing"}), q0="no"), None),
        (case(Expected.model_validate({"error": "empty"}), q0="no"), "a-case"),
        (case(Expected.model_validate({"error": "missing"}), q0="yes"), "a-case"),
    ],
)
def test_a_case_that_comes_out_otherwise_would_notice(
    rehearsal: Rehearsal, name: str | None
) -> None:
    fate = fate_of("The outcome 'o_mild' is soon, not routine.", SMALL, rehearsal)
    assert isinstance(fate, Survivor)
    assert fate.case == name


def test_a_warning_that_only_the_fault_brings_is_told() -> None:
    data = read_tree("starter").document.data
    says = "The option 'under_16' of 'background' does not raise 'rf_under_16'."
    fate = fate_of(says, data)
    assert isinstance(fate, Survivor)
    assert fate.warnings == ("unused-part",)


# The shipped tree

SAMPLE = {
    "The tree starts at 'bladder_bowel', not at 'saddle'.": "structure: unreachable",
    "The option 'yes' of 'saddle' does not raise 'rf_saddle_numbness'.": "structure: idle-option",
    "The red flag 'rf_cold_pale_leg' is same_day, not emergency.": "claims: P9",
    "Line 2 of 'g_same_day' is gone.": "structure: unreachable",
    "The clean answer to 'weakness' is 'slow_over_months', not 'no'.": "safety: worse-milder",
    "The outcome 'o_em_belly' is same_day, not emergency.": "reading: broken-flag",
    "Lines 4 and 5 of 'g_same_day' have changed places.": "same",
    "The outcome 'o_local_knee' is soon, not routine.": "graver",
}
"""A few of its faults, and what they come to whatever claims are added."""


def test_the_readme_names_the_number_of_faults(tree: Tree) -> None:
    told = re.search(r"plants ([0-9]+) faults", (ROOT / "README.md").read_text("utf-8"))
    assert told is not None
    assert int(told[1]) == len(list(mutations(tree)))


@pytest.mark.full
@pytest.mark.parametrize("fault", SAMPLE)
def test_a_fault_in_the_shipped_tree(fault: str, shipped: Callable[[str], str]) -> None:
    assert shipped(fault).startswith(SAMPLE[fault])


@pytest.fixture(scope="session")
def shipped() -> Callable[[str], str]:
    """Tells what becomes of a fault in the shipped tree."""
    tree, document = read_tree()
    bench = Bench(tree, document.data, reads)
    planted_there = {each.says: each for each in mutations(tree)}

    def told(fault: str) -> str:
        fate = bench.fate(planted_there[fault])
        if isinstance(fate, Survivor):
            return fate.explanation.kind.value
        return f"{fate.catch.net.value}: {fate.catch.by[0]}"

    return told


# The command


@pytest.mark.full
def test_several_processes_come_to_the_same_as_one(starter: Tree) -> None:
    data = read_tree("starter").document.data
    bench = Bench(starter, data, reads)
    faults = list(mutations(starter))[:8]
    told: list[int] = []
    alone = run_faults(bench, faults, progress=told.append)
    assert told == list(range(1, 9))
    assert run_faults(bench, faults, jobs=2) == alone


@pytest.fixture(scope="module")
def told_of_starter() -> dict[str, Any]:
    """What the command tells of the small tree that comes with the package."""
    done = run("check", "starter", "--mutate", "--jobs", "1", "-f", "json")
    assert (done.code, done.err) == (1, "")
    told: dict[str, Any] = json.loads(done.out)
    return told


def test_json_counts_every_fault_once(told_of_starter: dict[str, Any]) -> None:
    told = told_of_starter
    assert told["format"] == 2 and told["tree"]["id"] == "starter"
    for tally in (told, *told["operators"]):
        ends = [*tally["caught"].values(), *tally["survivors"].values()]
        assert sum(ends) == tally["faults"]
    assert sum(each["faults"] for each in told["operators"]) == told["faults"]
    assert len(told["details"]) == told["faults"]
    assert all((each["caught"] is None) != (each["survives"] is None) for each in told["details"])
    assert set(told["survivors"]) == set(EffectKind) and set(told["caught"]) == set(Net)


def test_json_tells_of_a_survivor_what_it_does(told_of_starter: dict[str, Any]) -> None:
    (milder,) = [
        each
        for each in told_of_starter["details"]
        if each["survives"] and each["survives"]["kind"] == "milder"
    ]
    assert milder["change"] == "The outcome 'o_unclear' is routine, not soon."
    assert milder["place"].endswith(f"starter.yaml:{milder['line']}:{milder['column']}")
    told = milder["survives"]
    assert (told["paths"], told["milder"], told["graver"], told["other_outcome"]) == (7, 1, 0, 0)
    assert told["changes"] == [
        {
            "from": {"outcome": "o_unclear", "urgency": "soon"},
            "to": {"outcome": "o_unclear", "urgency": "routine"},
            "direction": "down",
            "paths": 1,
        }
    ]
    assert told["witness"] == {"saddle": "no", "background": ["none"]}


@pytest.mark.parametrize("format", ["rich", "plain", "markdown", "svg"])
def test_the_page_tells_the_same(format: str) -> None:
    done = run("check", "starter", "--mutate", "--jobs", "1", "-f", format)
    assert (done.code, done.err) == (1, "")
    page = html.unescape(re.sub(r"<[^>]*>|[┃│]", " ", done.out)).replace("\\", "")
    page = " ".join(page.split())
    assert "NOT HELD: 14 of 28 faults are caught. Of the other 14, 1 makes a result milder." in page
    for words in ("edge", "The outcome 'o_unclear' is routine, not soon.", "Milder for 1 of 7"):
        assert words in page


@pytest.mark.full
def test_a_table_is_told_in_sentences_where_it_has_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    argv = ("check", "starter", "--mutate", "--jobs", "1", "-f", "rich")
    wide = run(*argv).out
    monkeypatch.setenv("COLUMNS", "40")
    narrow = run(*argv).out
    assert "faults  read  built" in wide and "faults  read" not in narrow
    assert "28 faults." in narrow
    assert max(map(len, narrow.splitlines())) <= 40


@pytest.mark.full
def test_a_tree_whose_claims_hold_everybody_passes(tmp_path: Path) -> None:
    claims = {
        "P1": claim({"base": {"exactly": "routine"}, "q0": ["no", "old"]}, {"outcome": ["o_mild"]}),
        "P2": claim({"base": {"at_least": "soon"}}, {"outcome": ["o_soon"]}),
    }
    path = tmp_path / "tree.json"
    path.write_text(json.dumps(SMALL | {"claims": claims}))
    done = run("check", str(path), "--mutate", "--jobs", "1", "-f", "json")
    told = json.loads(done.out)
    assert {each["id"]: each["caught"] > 0 for each in told["claims"]} == {"P1": True, "P2": True}
    assert (done.code == 0) is told["passes"] is (told["survivors"]["milder"] == 0)


def test_what_cannot_be_done_is_told_before_anything_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bench, "fate", lambda *_: pytest.fail("was tried"))
    monkeypatch.chdir(tmp_path)
    for argv, code, cause in (
        (("--strict",), 2, "takes no notice of --strict"),
        (("--witnesses", "people"), 2, "takes no notice of --witnesses"),
        (("-f", "github"), 2, "--format github does not go with"),
        (("-o", "missing/report"), 2, "cannot be written"),
        (("--jobs", "0"), 2, "--jobs"),
    ):
        done = run("check", "starter", "--mutate", *argv)
        assert (done.code, done.out) == (code, "")
        assert cause in done.err


def test_only_a_sound_tree_can_be_tried(tmp_path: Path) -> None:
    path = tmp_path / "tree.json"
    path.write_text(json.dumps(changed("gates", "g", "lines", 3, "else", to="o_mild")))
    done = run("check", str(path), "--mutate", "--jobs", "1")
    assert (done.code, done.out) == (3, "")
    assert "A check of" in done.err and "fails already" in done.err


def test_a_process_that_was_ended_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object, **__: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr("kneenumb.mutate.bench.run", ended)
    done = run("check", "starter", "--mutate")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith("was ended. Try again with --jobs 1.\n")


@pytest.mark.full
def test_a_terminal_shows_how_far_it_is_and_then_the_verdict_twice() -> None:
    with Terminal("check", "starter", "--mutate", "--jobs", "1", columns=80, rows=200) as terminal:
        terminal.end()
        assert b"100 %" in terminal.raw
        assert not any("100 %" in line for line in terminal.lines)
        assert terminal.said.count("NOT HELD: 14 of 28 faults are caught.") == 2
