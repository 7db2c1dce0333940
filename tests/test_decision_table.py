"""``kneenumb export csv``: every complete walk fits exactly one row, which tells its result."""

import csv
import io
import re
from itertools import cycle, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, TreeError, load_tree
from kneenumb.export.decision_table import decision_table
from kneenumb.prove.limits import Limits
from tests.awkward import any_text, awkward
from tests.examples import examples
from tests.people import people, result_of
from tests.provable import checklist, flag, gate, outcome, single, table, tree_with
from tests.small import chain, tree_of
from tests.strategies import Answers, answers_to, every_answer, tree_data

TREE = load_tree()
Row = dict[str, str]


def rows_of(tree: Tree) -> list[Row]:
    return list(csv.DictReader(io.StringIO(decision_table(tree)), strict=True))


ROWS = rows_of(TREE)


def fits(cell: str, answer: tuple[str, ...]) -> bool:
    """Whether an answer fits a cell: as the help of the command says it, and no other way."""
    return cell == "-" or any(_fits_one(way, set(answer)) for way in cell.split(" / "))


def _fits_one(way: str, answer: set[str]) -> bool:
    needed, _, may = way.partition(" +")
    needs = [set(need.split("|")) for need in needed.split(" & ")]
    allowed = set().union(*needs) | set(may.split("|"))
    return all(need & answer for need in needs) and answer <= allowed


def row_of(tree: Tree, rows: list[Row], answers: Answers) -> Row:
    """The one row that somebody fits."""
    (found,) = (row for row in rows if all(fits(row[name], answers[name]) for name in answers))
    return found


def check_row(tree: Tree, rows: list[Row], answers: Answers) -> None:
    row, result = row_of(tree, rows, answers), result_of(tree, answers)
    assert row["outcome"] == result.outcome_id
    assert row["urgency"] == result.urgency
    assert row["base urgency"] == result.base_urgency
    raised = {each.id for each in result.raised}
    always, sometimes = (set(row[name].split("|")) - {""} for name in list(row)[-3:-1])
    assert always <= raised <= always | sometimes and not always & sometimes
    # Who fits with the answers that were asked for fits with any others to the rest.
    assert all(fits(row[name], answers[name]) for name in result.answers)


@given(people(TREE))
def test_everybody_fits_exactly_one_row(answers: Answers) -> None:
    check_row(TREE, ROWS, answers)


def test_the_rows_together_are_all_ways_to_answer() -> None:
    assert sum(int(row["answers"]) for row in ROWS) == 43_077_604
    by_urgency = dict.fromkeys(("emergency", "same_day", "soon", "routine"), 0)
    for row in ROWS:
        by_urgency[row["urgency"]] += int(row["answers"])
    assert list(by_urgency.values()) == [35_444_836, 7_629_072, 3_686, 10]


def test_the_table_is_small() -> None:
    assert len(ROWS) == 80
    assert len({tuple(row[name] for name in TREE.questions) for row in ROWS}) == 80
    assert {row["outcome"] for row in ROWS} == set(TREE.outcomes)
    assert [row["row"] for row in ROWS] == [str(number) for number in range(1, 81)]


def test_every_option_is_in_the_table() -> None:
    for name, question in TREE.questions.items():
        told = set(re.findall("[a-z][a-z0-9_]*", " ".join(row[name] for row in ROWS)))
        assert told == set(question.options)


@given(tree_data().flatmap(lambda data: st.tuples(st.just(data), answers_to(data))))
def test_everybody_fits_one_row_of_every_tree(found: tuple[dict, Answers]) -> None:
    data, answers = found
    tree = tree_of(data)
    check_row(tree, rows_of(tree), answers)


@examples(60)
@given(tree_data(3).map(lambda data: (data, tree_of(data))))
def test_the_numbers_are_those_of_all_answers(found: tuple[dict, Tree]) -> None:
    """Counted one by one, as walks: what is not asked is left out of a walk."""
    data, tree = found
    rows = rows_of(tree)
    every = [every_answer(each) for each in data["questions"].values()]
    walks: dict[tuple[tuple[str, tuple[str, ...]], ...], str] = {}
    for answers in product(*every):
        given = dict(zip(data["questions"], answers, strict=True))
        row = row_of(tree, rows, given)
        walks[tuple(result_of(tree, given).answers.items())] = row["row"]
    for row in rows:
        assert int(row["answers"]) == sum(number == row["row"] for number in walks.values())


def cells(tree: Tree, question: str) -> list[str]:
    return [row[question] for row in rows_of(tree)]


def test_a_question_that_changes_nothing_is_left_open() -> None:
    tree = tree_with({"q0": single("q1", a="", b=""), "q1": single("o_soon", a="", b="")})
    assert cells(tree, "q0") == cells(tree, "q1") == ["-"]


def test_the_first_emergency_takes_all_that_is_ticked_after_it() -> None:
    tree = tree_with(
        {"q0": checklist("o_routine", a="emergency", b="other", c="emergency", d="")},
        red_flags={"other": flag("emergency", outcome="o_other")},
        outcomes={"o_other": outcome("emergency")},
    )
    assert cells(tree, "q0") == ["d|none", "a +b|c|d / c +d", "b +c|d"]


def test_two_lines_that_count_only_together_are_told_so() -> None:
    both = {"q0": ["a"], "q1": ["x"]}
    tree = tree_with(
        {"q0": checklist("q1", a="", b=""), "q1": checklist("g", x="", y="")},
        {"g": gate((both, "o_soon"))},
    )
    found = {(row["q0"], row["q1"]): row["outcome"] for row in rows_of(tree)}
    assert found == {
        ("b|none", "-"): "o_routine",
        ("a +b", "y|none"): "o_routine",
        ("a +b", "x +y"): "o_soon",
    }


def test_a_table_that_looks_for_one_line_alone_is_told_so() -> None:
    tree = tree_with(
        {"q0": checklist("q1", a="", b=""), "q1": single("t", x="", y="")},
        tables={"t": table("q0", "q1", "x y", {"a": ["o_soon", "o_soon"]})},
    )
    found = {row["q0"]: row["outcome"] for row in rows_of(tree)}
    assert found == {"a": "o_soon", "b|none +a": "o_routine"}


@examples(40)
@given(st.lists(any_text, min_size=8, max_size=16))
def test_no_title_is_lost_and_none_is_a_formula(texts: list[str]) -> None:
    tree = tree_of(awkward(cycle(texts)))
    for row in rows_of(tree):
        title, told = " ".join(tree.outcomes[row["outcome"]].title.split()), row["outcome title"]
        assert told == title or told == f"'{title}'"[:-1]
        assert not told.startswith(("=", "+", "-", "@"))


def test_the_same_tree_gives_the_same_bytes() -> None:
    assert decision_table(TREE) == decision_table(load_tree())
    assert "\r" not in decision_table(TREE)


def test_a_long_chain_is_one_row() -> None:
    (row,) = rows_of(tree_of(chain(40)))
    assert int(row["answers"]) == 2**40


def test_a_tree_that_is_too_large_says_so() -> None:
    with pytest.raises(TreeError) as caught:
        decision_table(TREE, Limits(things=60))
    assert str(caught.value) == (
        "knee-numbness is too large for a decision table: there are too many "
        "combinations of lines in 'whole_body'. Use 'kneenumb export markdown' or 'kneenumb export "
        "json', which have no limit."
    )


def test_too_many_rows_are_not_written() -> None:
    assert len(rows_of(pairs(3))) == 15
    with pytest.raises(TreeError, match="there are too many rows of the decision table"):
        decision_table(pairs(7), Limits(rows=100))


def pairs(number: int) -> Tree:
    """A tree in which each of the first answers matters only with one of the later ones."""
    names = [f"q{at}" for at in range(2 * number)]
    onward = zip(names, [*names[1:], "g"], strict=True)
    lines = (({names[at]: ["a"], names[at + number]: ["a"]}, f"o_{at % 2}") for at in range(number))
    return tree_with(
        {name: single(to, a="", b="") for name, to in onward},
        {"g": gate(*lines)},
        outcomes={"o_0": outcome("soon"), "o_1": outcome("soon")},
    )


def test_lines_that_have_to_be_ticked_together_are_told_so() -> None:
    tree = tree_with(
        {"q0": checklist("g", a="", b="", c="")},
        {"g": gate(({"q0": ["a"]}, "h")), "h": gate(({"q0": ["b"]}, "o_soon"))},
    )
    found = {row["q0"]: row["outcome"] for row in rows_of(tree)}
    assert found == {"a & b +c": "o_soon", "a|none +c / b|c": "o_routine"}


@pytest.mark.full
def test_a_checklist_of_many_lines_takes_no_minute() -> None:
    lines = [f"l{at}" for at in range(12)]
    tree = tree_with(
        {"q0": checklist("g", **dict.fromkeys(lines, ""))},
        {"g": gate(*(({"q0": [name]}, f"o_{at % 3}") for at, name in enumerate(lines)))},
        outcomes={f"o_{at}": outcome("soon") for at in range(3)},
    )
    assert len(rows_of(tree)) == 4
