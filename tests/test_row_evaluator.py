"""The evaluator of many rows, held against the engine that asks people."""

import json
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import AnswerError, Tree, load_tree, triage
from kneenumb.batch import cell_cache
from kneenumb.batch.row_evaluator import RowEvaluator
from kneenumb.batch.rows import error_text
from kneenumb.batch.verdict import EvaluatedRow
from kneenumb.cases.chunks import Chunk
from kneenumb.cases.json_lines import JsonLines
from kneenumb.cases.table import Layout, TableRows
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import Place
from kneenumb.prove.answer_range import range_of
from kneenumb.prove.machine import Machine
from kneenumb.walk.answer import accept
from tests.people import people
from tests.small import tree_of
from tests.strategies import Answers, Person, answered, answers_to, given_of, tree_data

NO_MAP = ColumnMap()
SHIPPED = load_tree()
MACHINE = Machine(SHIPPED)


def table(tree: Tree, *headers: str, map: ColumnMap = NO_MAP) -> TableRows:
    places = tuple(Place("rows.csv", 1, at + 1) for at in range(len(headers)))
    return TableRows(tree, Layout("rows.csv", ",", headers, places), map)


def chunk(text: str) -> Chunk:
    return Chunk(text.encode(), 2, len(text))


def as_csv(tree: Tree, rows: Iterable[Answers]) -> str:
    lines = (",".join(";".join(row.get(name, ())) for name in tree.questions) for row in rows)
    return "".join(f"{at},{line}\n" for at, line in enumerate(lines))


def as_json(tree: Tree, rows: Iterable[Answers]) -> str:
    return "".join(
        json.dumps({"id": str(at), **{name: list(options) for name, options in row.items()}}) + "\n"
        for at, row in enumerate(rows)
    )


def evaluated(tree: Tree, rows: list[Answers], *, machine: bool = True) -> Iterator[EvaluatedRow]:
    """Every row, as a table and as JSON Lines, by evaluators that see all of them twice."""
    for reader, text in (
        (table(tree, "id", *tree.questions), as_csv(tree, rows)),
        (JsonLines(tree, "rows.jsonl", NO_MAP), as_json(tree, rows)),
    ):
        evaluator = RowEvaluator(
            tree, reader, Machine(tree) if machine else None, with_answers=True
        )
        for _ in range(2):
            yield from evaluator.evaluate(reader.rows(chunk(text)))


def assert_as_asked(tree: Tree, answers: Answers, row: EvaluatedRow) -> None:
    """Whether a row came to what the engine says of the same answers."""
    verdict = row.verdict
    try:
        result = triage(tree, given_of(answers))
    except AnswerError as error:
        assert (verdict.outcome, verdict.urgency) == ("", None)
        assert verdict.kind == error.faults[-1].kind == "missing"
        assert [fault.cause for fault in verdict.faults] == [each.cause for each in error.faults]
        return
    assert (verdict.outcome, verdict.urgency) == (result.outcome_id, result.urgency)
    assert verdict.base == result.base_urgency
    assert verdict.raised == result.raised
    assert list(row.asked) == list(result.answers)
    assert row.answers == {**result.unused, **result.answers}
    assert verdict.faults == ()


@st.composite
def tree_and_rows(draw: st.DrawFn) -> tuple[Tree, list[Answers]]:
    """A tree, and rows of answers of which some are missing."""
    data = draw(tree_data())
    tree = tree_of(data)
    some = answers_to(data).flatmap(
        lambda all: st.sets(st.sampled_from(sorted(all))).map(
            lambda left_out: {name: all[name] for name in all if name not in left_out}
        )
    )
    return tree, draw(st.lists(answers_to(data) | some, min_size=1, max_size=6))


@given(tree_and_rows())
def test_every_row_comes_to_what_the_engine_says(drawn: tuple[Tree, list[Answers]]) -> None:
    tree, rows = drawn
    found = list(evaluated(tree, rows))
    assert len(found) == 4 * len(rows)
    for at, row in enumerate(found):
        assert row.id == str(at % len(rows))
        assert_as_asked(tree, rows[at % len(rows)], row)


IDS = ["1", "a-b", " 7 ", "", "  ", "-99", "99", "line 4", "bell\a", "é" * 101, "é" * 100]
IDS += ["tab\t", f"1{' ' * 120}"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(IDS),
            st.sampled_from(["yes", "no", " no ", "", "NO", "-99", "bell\a", "-"]),
            st.sampled_from(["none", "cold_painful_pale", "none;cold_painful_pale", ";", "no", ""]),
            st.sampled_from(["", "emergency", "soon;same_day", "sun"]),
        ),
        max_size=8,
    )
)
def test_a_row_that_is_looked_up_is_told_as_by_a_closer_look(rows: list[tuple[str, ...]]) -> None:
    headers = ("id", "saddle", "circulation", "expected_urgency")
    reader = table(SHIPPED, *headers, map=ColumnMap(missing=("-99", "99")))
    text = "".join(f"{','.join(row)}\n" for row in rows)
    closely, quickly = (RowEvaluator(SHIPPED, reader, each) for each in (None, MACHINE))
    for _ in range(2):
        wanted, found = (
            [(row.id, row.expected, told(row)) for row in each.evaluate(reader.rows(read))]
            for each, read in ((closely, chunk(text)), (quickly, chunk(text)))
        )
        assert found == wanted


def told(row: EvaluatedRow) -> tuple[object, ...]:
    """What is told of a row."""
    verdict = row.verdict
    return verdict.outcome, verdict.urgency, verdict.raised, verdict.kind, error_text(row)


@given(tree_and_rows())
def test_a_tree_that_is_too_large_to_learn_is_evaluated_all_the_same(
    drawn: tuple[Tree, list[Answers]],
) -> None:
    tree, rows = drawn
    for at, row in enumerate(evaluated(tree, rows, machine=False)):
        assert_as_asked(tree, rows[at % len(rows)], row)


@pytest.mark.full
@given(st.lists(people(SHIPPED), min_size=1, max_size=5))
def test_people_of_the_shipped_tree(rows: list[Answers]) -> None:
    for at, row in enumerate(evaluated(SHIPPED, rows)):
        assert_as_asked(SHIPPED, rows[at % len(rows)], row)


@given(tree_and_rows())
def test_with_ranges_a_missing_answer_is_no_fault(drawn: tuple[Tree, list[Answers]]) -> None:
    tree, rows = drawn
    machine = Machine(tree)
    reader = table(tree, "id", *tree.questions)
    evaluator = RowEvaluator(tree, reader, machine, ranges=True)
    for _ in range(2):
        found = evaluator.evaluate(reader.rows(chunk(as_csv(tree, rows))))
        for answers, row in zip(rows, found, strict=True):
            known = accept(tree, given_of(answers))
            expected = range_of(machine, known)
            if expected.open:
                assert row.verdict.range == expected
                assert (row.verdict.urgency, row.verdict.faults) == (None, ())
            else:
                assert row.verdict.urgency is expected.gravest


def test_what_does_not_fit_into_the_memory_is_evaluated_too(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cell_cache, "MOST_CELLS", 3)
    rows: list[Answers] = [{"saddle": (option,)} for option in tree.questions["saddle"].options]
    for at, row in enumerate(evaluated(tree, rows * 2)):
        assert_as_asked(tree, rows[at % len(rows)], row)


def test_a_row_without_an_id_is_called_by_its_line(tree: Tree) -> None:
    reader = table(tree, "saddle")
    evaluator = RowEvaluator(tree, reader, Machine(tree))
    rows = evaluator.evaluate(reader.rows(chunk("yes\n\nnot_sure\nyes\n")))
    assert [row.id for row in rows] == ["line 2", "line 4", "line 5"]


def test_a_row_for_another_tree_is_refused_whether_its_answers_are_known_or_not(
    tree: Tree,
) -> None:
    reader = table(tree, "tree", "saddle")
    evaluator = RowEvaluator(tree, reader, Machine(tree))
    text = "knee-numbness,yes\nother,yes\n,yes\n"
    rows = [row.verdict for row in evaluator.evaluate(reader.rows(chunk(text)))]
    assert [each.kind for each in rows] == ["", "other_tree", ""]
    # What can be read of it is told.
    assert [each.raised[0].id for each in rows] == ["rf_saddle_numbness"] * 3


def test_the_red_flags_of_a_refused_row_are_told(tree: Tree) -> None:
    reader = table(tree, "saddle", "weakness")
    evaluator = RowEvaluator(tree, reader, Machine(tree))
    (row,) = evaluator.evaluate(reader.rows(chunk("yes,weka\n")))
    assert row.verdict.kind == "unknown_option"
    assert [each.id for each in row.verdict.raised] == ["rf_saddle_numbness"]


@given(answered())
def test_the_order_of_the_columns_does_not_matter(person: Person) -> None:
    _, tree, answers = person
    names = list(tree.questions)
    found = []
    for headers in (names, names[::-1]):
        reader = table(tree, *headers)
        text = ",".join(";".join(answers[name]) for name in headers) + "\n"
        (row,) = RowEvaluator(tree, reader, Machine(tree)).evaluate(reader.rows(chunk(text)))
        found.append(row.verdict)
    assert [each.outcome for each in found] == [triage(tree, given_of(answers)).outcome_id] * 2
    assert found[0].raised == found[1].raised


@pytest.mark.parametrize("ranges", [False, True])
def test_a_row_that_is_looked_up_is_asked_what_the_same_row_was_asked_before(
    tree: Tree, ranges: bool
) -> None:
    reader = table(tree, "id", *tree.questions)
    evaluator = RowEvaluator(tree, reader, Machine(tree), ranges=ranges, with_answers=True)
    rows = [{tree.start: ("no",)}] * 2
    first, second = evaluator.evaluate(reader.rows(chunk(as_csv(tree, rows))))
    assert list(first.asked) == list(second.asked) == [tree.start]
    assert first.answers == second.answers == {tree.start: ("no",)}


def test_long_cells_are_soon_no_longer_kept(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell_cache, "MOST_CELLS", 20)
    reader = table(tree, "saddle", "expected_urgency")
    evaluator = RowEvaluator(tree, reader, Machine(tree))
    cells = [f"yes{' ' * (1_000 + at)},emergency{' ' * (1_000 + at)}\n" for at in range(9)]
    rows = [*evaluator.evaluate(reader.rows(chunk("".join(cells))))]
    for row in rows:
        assert (row.verdict.urgency,) == row.expected.urgencies == ("emergency",)
    assert evaluator._cache is not None
    assert len(evaluator._cache._raises["saddle"]) == 2
    assert [*evaluator._expectations] == [("",)]
