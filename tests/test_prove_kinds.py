"""Kinds of answers: told apart only by what somebody looks for, and counted without listing."""

from collections import Counter

import pytest
from hypothesis import given

from kneenumb.model.edges import chosen
from kneenumb.prove.answer_class import (
    AnswerClass,
    AnswerCondition,
    answer_classes,
    extra_ticks,
    lines_of,
    signature_of,
)
from kneenumb.prove.limits import TooLarge
from kneenumb.prove.machine import Machine
from tests.provable import checklist, flag, outcome, single, table, tree_with
from tests.small import Data, tree_of
from tests.strategies import every_answer, tree_data
from tests.work import Task, assert_grows_slowly


def looks_for(*options: str, question: str = "q0", alone: bool = False) -> AnswerCondition:
    return AnswerCondition(question, frozenset(options), alone)


def examples(found: tuple[AnswerClass, ...]) -> list[tuple[str, ...]]:
    return [kind.example for kind in found]


def lines(number: int) -> dict[str, str]:
    """So many lines of a checklist that raise nothing."""
    return {f"t{at}": "" for at in range(number)}


@given(tree_data())
def test_kinds_are_what_listing_all_answers_gives(data: Data) -> None:
    machine = Machine(tree_of(data))
    for name, question in data["questions"].items():
        conditions = machine.conditions[name]
        answers = every_answer(question)
        looks = Counter(signature_of(machine.tree, name, each, conditions) for each in answers)
        alone = Counter(
            signature_of(machine.tree, name, each, conditions) for each in answers if len(each) == 1
        )
        found = machine.classes[name]
        assert {kind.signature: kind.answers for kind in found} == looks
        assert {kind.signature: kind.lines for kind in found if kind.lines} == alone
        for kind in found:
            assert signature_of(machine.tree, name, kind.example, conditions) == kind.signature
            assert len(kind.example) == min(
                len(each)
                for each in answers
                if signature_of(machine.tree, name, each, conditions) == kind.signature
            )


def test_options_that_nothing_tells_apart_are_one_kind() -> None:
    asked = tree_with({"q0": single("o_routine", a="", b="", c="soon", d="same_day")})
    assert examples(answer_classes(asked, "q0", [])) == [("a",), ("c",), ("d",)]
    assert examples(answer_classes(asked, "q0", [looks_for("b", "c")])) == [
        ("a",),
        ("b",),
        ("c",),
        ("d",),
    ]


def test_thirty_lines_that_nobody_looks_for_are_one_kind() -> None:
    asked = tree_with({"q0": checklist("o_routine", **lines(30))})
    (kind,) = answer_classes(asked, "q0", [])
    assert kind.answers == 2**30 - 1 + 1  # Any ticks but no tick at all, and "none".
    assert kind.lines == 30 + 1
    assert kind.example == ("none",)


def test_thirty_lines_with_red_flags_are_counted_exactly() -> None:
    flags = dict(zip(lines(30), ["soon", "same_day"] * 15, strict=True))
    found = answer_classes(tree_with({"q0": checklist("o_routine", **flags)}), "q0", [])
    by_floor = {kind.floor: 0 for kind in found}
    for kind in found:
        by_floor[kind.floor] += kind.answers
    assert by_floor == {0: 1, 1: 2**15 - 1, 2: 2**30 - 2**15}


def test_the_floor_is_the_gravest_flag_and_every_level_is_kept() -> None:
    asked = tree_with({"q0": checklist("o_routine", a="soon", b="same_day")})
    both = signature_of(asked, "q0", ("a", "b"), [])
    (kind,) = (each for each in answer_classes(asked, "q0", []) if each.signature == both)
    assert (kind.signature.levels, kind.floor) == (0b0110, 2)


def test_the_first_emergency_in_printed_order_says_where_it_leads() -> None:
    asked = tree_with(
        {"q0": checklist("o_routine", a="late", b="emergency", c="late")},
        red_flags={"late": flag("emergency", outcome="o_late")},
        outcomes={"o_late": outcome("emergency")},
    )
    found = {kind.signature.leads_to: kind.answers for kind in answer_classes(asked, "q0", [])}
    assert found == {"o_late": 4 + 1, "o_emergency": 2, "o_routine": 1}


def test_a_table_sees_a_line_only_if_it_stands_alone() -> None:
    asked = tree_with({"q0": checklist("o_routine", a="", b="")})
    alone, among = looks_for("a", alone=True), looks_for("a")
    found = {
        kind.example: kind.signature.sees for kind in answer_classes(asked, "q0", [alone, among])
    }
    assert found == {("none",): 0b00, ("a",): 0b11, ("a", "b"): 0b10}


def test_every_cell_of_a_table_is_a_line_with_two_conditions() -> None:
    asked = tree_with(
        {"q0": single("t", a="", b="")},
        tables={"t": table("q0", "q0", "a b", {"b": ["o_soon", "o_same_day"]})},
    )
    first, second, otherwise = lines_of(asked.tables["t"])
    assert first.needs == (looks_for("b", alone=True), looks_for("a", alone=True))
    assert second.needs == (looks_for("b", alone=True), looks_for("b", alone=True))
    assert (first.target, second.target, otherwise) == ("o_soon", "o_same_day", ((), "o_routine"))


def test_a_tick_more_is_shown_once_for_all_answers_that_look_the_same() -> None:
    asked = tree_with({"q0": checklist("o_routine", **lines(12), flagged="soon")})
    found = [each for each in extra_ticks(asked, "q0", []) if each.line == "flagged"]
    assert found == [(("t0",), "flagged", ("t0", "flagged"))]
    for before, line, after in extra_ticks(asked, "q0", [looks_for("t3")]):
        assert {*before, line} == set(after)
        assert chosen(asked.questions["q0"], after) == [
            asked.questions["q0"].options[name] for name in after
        ]


@pytest.mark.full
def test_too_many_kinds_are_given_up_soon() -> None:
    def given_up(number: int) -> Task:
        asked = tree_with({"q0": checklist("o_routine", **lines(number))})

        def task() -> None:
            with pytest.raises(TooLarge, match="kinds of answers to 'q0'"):
                answer_classes(asked, "q0", [looks_for(name) for name in lines(number)])

        return task

    assert_grows_slowly(given_up, 20)
