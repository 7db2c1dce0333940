"""Formulas: what a statement still says once a part of it is settled."""

import pytest

from kneenumb.model.claim import Count, Statement, UrgencyBound
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import AnswerCondition
from kneenumb.prove.formula import (
    EVERY_LEVEL,
    All,
    Combined,
    Counted,
    Ends,
    FlagRaised,
    Formula,
    FormulaReader,
    QuestionAsked,
    Some,
    all_of,
    settled,
    size,
    some,
)
from tests.provable import checklist, gate, single, tree_with
from tests.small import OPTION

A, B, C = QuestionAsked("a"), QuestionAsked("b"), QuestionAsked("c")


def reader() -> FormulaReader:
    """Of a tree with a question that has no option for doubt, a checklist and a combination."""
    questions = {"q0": single("q1", a="", b=""), "q1": checklist("g", x="", y="soon")}
    questions["q1"]["options"]["doubt"] = OPTION | {"unsure": "true"}
    gates = {"g": gate(({"q0": ["a"]}, "o_soon"))}
    gates["g"]["lines"][0]["combination"] = "K1"
    return FormulaReader(tree_with(questions, gates))


def test_what_is_certain_needs_no_words() -> None:
    assert all_of([]) is True
    assert some([]) is False
    assert all_of([True, A]) == some([False, A]) == A
    assert all_of([A, False]) is False
    assert some([A, True]) is True


def test_order_and_repetition_make_no_difference() -> None:
    assert all_of([A, B, A]) == all_of([B, A]) == All(frozenset({A, B}))
    assert some([A, A]) == A


def test_a_formula_melts_as_its_parts_are_settled() -> None:
    formula = all_of([A, some([B, all_of([C, A])])])

    def knowing(**known: bool) -> Formula:
        return settled(formula, lambda part: known.get(part.question, part))  # type: ignore

    assert knowing() == formula
    assert knowing(a=False) is False
    assert knowing(a=True) == Some(frozenset({B, C}))
    assert knowing(a=True, b=False) == C
    assert knowing(a=True, b=True) is True


def test_the_size_of_a_formula_is_what_it_leaves_open() -> None:
    assert size(all_of([A, some([B, all_of([C, A])])])) == 4
    assert size(True) == size(A) == 1


@pytest.mark.parametrize(
    ("counted", "ahead", "left"),
    [
        (Counted(3, None), (0, 5), Counted(2, None)),
        (Counted(3, None), (2, 5), True),
        (Counted(3, None), (0, 1), False),
        (Counted(0, 3), (0, 5), Counted(-1, 2)),
        (Counted(0, 3), (0, 2), True),
        (Counted(0, 3), (3, 5), False),
        (Counted(2, 2), (1, 1), True),
        (Counted(1, 1), (1, 4), False),
    ],
)
def test_a_bound_on_questions_counts_down(
    counted: Counted, ahead: tuple[int, int], left: Formula
) -> None:
    assert counted.after_one(*ahead) == left


def test_how_it_ends_is_settled_when_all_ends_ahead_agree() -> None:
    soon, routine = ("o_soon", 1), ("o_routine", 0)
    at_least_soon = Ends(0b1110)
    assert at_least_soon.among([soon], 0) is True
    assert at_least_soon.among([routine], 0) is False
    assert at_least_soon.among([soon, routine], 0) == at_least_soon
    assert at_least_soon.among([soon, routine], 2) is True, "the floor lifts all of them"
    assert Ends(EVERY_LEVEL, frozenset({"o_soon"})).among([soon, routine], 2) != True  # noqa: E712


def test_a_condition_that_stands_twice_has_one_number() -> None:
    read = reader()
    first = read.read(Statement.model_validate({"q0": ["a"], "q1": ["x", "y"]}))
    second = read.read(Statement.model_validate({"q1": ["y", "x"]}))
    assert first == All(frozenset({QuestionAsked("q0", 0), QuestionAsked("q1", 0)}))
    assert second == QuestionAsked("q1", 0)
    assert read.conditions["q1"] == [AnswerCondition("q1", frozenset({"x", "y"}))]


@pytest.mark.parametrize(
    ("level", "levels"),
    [
        (UrgencyBound(at_least=Urgency.SAME_DAY), 0b1100),
        (UrgencyBound(at_most=Urgency.SOON), 0b0011),
        (UrgencyBound(exactly=Urgency.SOON), 0b0010),
        (UrgencyBound(at_least=Urgency.SOON, at_most=Urgency.SAME_DAY), 0b0110),
        (UrgencyBound(at_least=Urgency.SAME_DAY, exactly=Urgency.SOON), 0b0000),
        (UrgencyBound(), 0b1111),
    ],
)
def test_a_bound_on_urgency_is_a_set_of_levels(level: UrgencyBound, levels: int) -> None:
    assert reader().read(Statement(urgency=level)) == Ends(levels)
    assert reader().read(Statement(raised=level)) == FlagRaised(levels)


def test_every_word_is_read() -> None:
    read = reader()
    base = UrgencyBound(at_most=Urgency.SOON)
    mild = frozenset({"o_routine", "o_soon"})
    assert read.read(Statement()) is True
    assert read.read(Statement(base=base)) == Ends(EVERY_LEVEL, mild)
    assert read.read(Statement(outcome=("o_soon",))) == Ends(EVERY_LEVEL, frozenset({"o_soon"}))
    assert read.read(Statement(asked=("q0", "q1"))) == all_of(
        [QuestionAsked("q0"), QuestionAsked("q1")]
    )
    assert read.read(Statement(combination=("K1",))) == Combined(frozenset({"K1"}))
    assert read.read(Statement(questions=Count(at_most=2))) == Counted(0, 2)
    assert read.read(Statement(any=(Statement(asked=("q0",)), Statement()))) is True


def test_marks_are_read_as_the_options_that_carry_them() -> None:
    read = reader()
    read.read(Statement(clean=("q1",), unsure=("q1", "q0")))
    assert read.conditions["q1"] == [
        AnswerCondition("q1", frozenset({"none"})),
        AnswerCondition("q1", frozenset({"doubt"})),
    ]
    assert read.conditions["q0"] == [AnswerCondition("q0", frozenset())], "nobody can doubt there"
