"""Answers held against the questions of a tree: every kind of fault, and nothing guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import AnswerError, Fault, Place, Tree
from kneenumb.model.case import AnswerFault, Given
from kneenumb.walk.answer import accept, missing, validated
from tests.work import Task, assert_grows_slowly

HERE = Place("answers.yaml", 3, 9)


def faults_of(tree: Tree, question: str, *options: str) -> list[tuple[str, str, str]]:
    """Kind, cause and remedy of every fault of one answer, all of which stand at its place."""
    with pytest.raises(AnswerError) as caught:
        accept(tree, [Given(question, options, HERE)])
    assert {fault.place for fault in caught.value.faults} == {HERE}
    return [(fault.kind, fault.cause, fault.remedy) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("question", "options", "fault"),
    [
        (
            "sadle",
            ["no"],
            (
                AnswerFault.UNKNOWN_QUESTION,
                "There is no question 'sadle' in knee-numbness.",
                "Did you mean 'saddle'?",
            ),
        ),
        (
            "saddle",
            ["not_shure"],
            (
                AnswerFault.UNKNOWN_OPTION,
                "'saddle' has no option 'not_shure'.",
                "Did you mean 'not_sure'?",
            ),
        ),
        (
            "saddle",
            ["No"],
            (
                AnswerFault.UNKNOWN_OPTION,
                "'saddle' has no option 'No'.",
                "Did you mean 'no'?",
            ),
        ),
        (
            "Saddle",
            ["no"],
            (
                AnswerFault.UNKNOWN_QUESTION,
                "There is no question 'Saddle' in knee-numbness.",
                "Did you mean 'saddle'?",
            ),
        ),
        (
            "saddle",
            ["true"],
            (
                AnswerFault.UNKNOWN_OPTION,
                "'saddle' has no option 'true'.",
                "Choose one of: yes, no, not_sure.",
            ),
        ),
        (
            "saddle",
            [],
            (
                AnswerFault.EMPTY,
                "The answer to 'saddle' is empty, which is not an answer.",
                "Choose from: yes, no, not_sure.",
            ),
        ),
        (
            "saddle",
            ["no", "yes"],
            (
                AnswerFault.ONE_ONLY,
                "'saddle' takes one option, not 2.",
                "Keep the first that fits.",
            ),
        ),
        (
            "saddle",
            ["no", "no"],
            (
                AnswerFault.TWICE,
                "'no' stands twice in the answer to 'saddle'.",
                "Keep it once.",
            ),
        ),
        (
            "circulation",
            ["new_cold_pale", "new_cold_pale"],
            (
                AnswerFault.TWICE,
                "'new_cold_pale' stands twice in the answer to 'circulation'.",
                "Keep it once.",
            ),
        ),
        (
            "circulation",
            ["none", "new_cold_pale"],
            (
                AnswerFault.STANDS_ALONE,
                "'none' of 'circulation' stands alone, but other lines are ticked beside it.",
                "Keep 'none' or the other lines, not both.",
            ),
        ),
        (
            "circulation",
            ["new_cold_pale", "not_sure"],
            (
                AnswerFault.STANDS_ALONE,
                "'not_sure' of 'circulation' stands alone, but other lines are ticked beside it.",
                "Keep 'not_sure' or the other lines, not both.",
            ),
        ),
    ],
)
def test_a_wrong_answer_is_a_fault_with_kind_place_cause_and_remedy(
    tree: Tree, question: str, options: list[str], fault: tuple[str, str, str]
) -> None:
    assert faults_of(tree, question, *options) == [fault]


def test_every_fault_of_one_answer_is_named(tree: Tree) -> None:
    kinds = [kind for kind, _, _ in faults_of(tree, "injury", "none", "none", "knee", "not_sure")]
    assert kinds == [
        AnswerFault.UNKNOWN_OPTION,
        AnswerFault.TWICE,
        AnswerFault.STANDS_ALONE,
        AnswerFault.STANDS_ALONE,
    ]


@pytest.mark.parametrize("ticks", [("none", "none", "knee"), ("knee", "none", "none")])
def test_the_first_fault_is_the_same_in_whatever_order_lines_are_ticked(
    tree: Tree, ticks: tuple[str, ...]
) -> None:
    assert faults_of(tree, "injury", *ticks)[0][0] == AnswerFault.UNKNOWN_OPTION


def test_every_fault_of_every_answer_is_named(tree: Tree) -> None:
    given = [
        Given("saddle", ("no",)),
        Given("bladder", ("no",), Place("a", 1, 1)),
        Given("injury", (), Place("a", 2, 1)),
        Given("legs", ("both",), Place("a", 3, 1)),
    ]
    with pytest.raises(AnswerError) as caught:
        accept(tree, given)
    assert [(fault.kind, fault.place) for fault in caught.value.faults] == [
        (AnswerFault.UNKNOWN_QUESTION, Place("a", 1, 1)),
        (AnswerFault.EMPTY, Place("a", 2, 1)),
        (AnswerFault.UNKNOWN_OPTION, Place("a", 3, 1)),
    ]


def test_a_question_that_is_not_known_is_placed_where_it_is_named(tree: Tree) -> None:
    given = [Given(name, ("nope",), Place("a", 1, 9), Place("a", 1, 1)) for name in ("x", "saddle")]
    with pytest.raises(AnswerError) as caught:
        accept(tree, given)
    assert [(fault.kind, fault.place) for fault in caught.value.faults] == [
        (AnswerFault.UNKNOWN_QUESTION, Place("a", 1, 1)),
        (AnswerFault.UNKNOWN_OPTION, Place("a", 1, 9)),
    ]


@pytest.mark.parametrize("where", ["questions", "options"])
def test_thousands_of_wrong_words_are_reported_in_good_time(tree: Tree, where: str) -> None:
    def reported(number: int) -> Task:
        words = tuple(f"sadle_{n}" for n in range(number))
        given = [Given("injury", words)]
        if where == "questions":
            given = [Given(word, ("no",)) for word in words]

        def task() -> None:
            with pytest.raises(AnswerError) as caught:
                accept(tree, given)
            assert len(caught.value.faults) == number

        return task

    assert_grows_slowly(reported, 2_000)


def test_a_missing_answer_says_what_to_choose_from(tree: Tree) -> None:
    fault = missing(tree, "walking")
    assert fault.kind is AnswerFault.MISSING
    assert fault.cause == f"'walking' is not answered: {tree.questions['walking'].ask}"
    assert fault.remedy == (
        "Add it to the file, or give it with --set walking=OPTION. One of: eases_sit_or_bend, "
        "eases_standing_still, eases_rest_unsure, no_clear_link, not_sure."
    )
    assert " One or more of: knee_out, " in missing(tree, "injury").remedy


def test_answers_come_out_in_the_order_of_the_tree(tree: Tree) -> None:
    given = [Given("legs", ("one_leg",)), Given("injury", ("milder", "knee_out"))]
    assert list(accept(tree, given).items()) == [
        ("injury", ("knee_out", "milder")),
        ("legs", ("one_leg",)),
    ]


def test_no_answers_are_no_fault(tree: Tree) -> None:
    assert accept(tree, []) == {}


@given(st.data())
def test_only_a_sound_answer_gets_through(tree: Tree, data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(sorted(tree.questions)))
    asked = tree.questions[question]
    words = st.sampled_from([*asked.options, "none", "yes"]) | st.text(max_size=12)
    options = data.draw(st.lists(words, max_size=4))
    alone = [name for name in options if name in asked.options and asked.options[name].stands_alone]
    sound = (
        bool(options)
        and set(options) <= set(asked.options)
        and len(set(options)) == len(options)
        and (len(options) == 1 or (asked.is_checklist and not alone))
    )
    try:
        picked = validated(tree, question, tuple(options))
    except AnswerError as error:
        assert not sound
        assert all(isinstance(fault, Fault) and fault.kind for fault in error.faults)
    else:
        assert sound
        assert picked == tuple(name for name in asked.options if name in options)
