"""Every database says of every row what the plain engine says of it."""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneenumb import Tree, load_tree
from kneenumb.load import bundled
from kneenumb.load.case_file import load_case
from kneenumb.sql.layout import Checklists
from tests.examples import quick_first
from tests.small import tree_of
from tests.sql_engines import in_duckdb, in_sqlite, postgres, spark
from tests.sql_rows import Row, cells, differences, plain, random_row
from tests.strategies import every_answer, tree_data
from tests.test_decision_table import ROWS, fits

TREE = load_tree()
STARTER = load_tree("starter")
Engine = Callable[[Tree, Sequence[Row], Checklists], list[tuple[object, ...]]]

LOCAL: tuple[Engine, ...] = (in_sqlite, in_duckdb)


@pytest.fixture(scope="module")
def in_postgres() -> Iterator[Engine]:
    with postgres() as engine:
        yield engine


@pytest.fixture(scope="module")
def in_spark() -> Iterator[Engine]:
    with spark() as engine:
        yield engine


@cache
def table_people() -> tuple[Row, ...]:
    """Several people for each row of the decision table."""
    chance = random.Random(3)
    answers = {
        name: every_answer(question.model_dump(by_alias=True))
        for name, question in TREE.questions.items()
    }
    rows = []
    for row in ROWS:
        fitting = {
            name: [each for each in answers[name] if fits(row[name], each)] for name in answers
        }
        rows += [
            cells(TREE, {name: chance.choice(each) for name, each in fitting.items()})
            for _ in range(4)
        ]
    return tuple(rows)


@cache
def teaching_cases() -> tuple[Row, ...]:
    rows = []
    for path in bundled.cases().values():
        file = load_case(path)
        given = {each.question: each.options for each in file.given}
        rows.append({name: ";".join(given.get(name, ())) for name in TREE.questions})
    return tuple(rows)


@cache
def random_rows(
    tree: Tree, number: int, form: Checklists
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Rows of every sort, and what the plain engine makes of them."""
    chance = random.Random(f"{tree.id} {form}")
    rows = tuple(random_row(tree, chance, form) for _ in range(number))
    return rows, tuple(plain(tree, rows, form))


def check(
    engine: Engine, tree: Tree, rows: Sequence[Row], wanted: Sequence[Row], form: Checklists
) -> None:
    assert [*differences(rows, engine(tree, rows, form), wanted)][:5] == []


def forms(engine: Engine) -> list[Checklists]:
    return [form for form in Checklists if form is not Checklists.LIST or engine is not in_sqlite]


@pytest.mark.full
@pytest.mark.parametrize("engine", LOCAL)
def test_everybody_of_the_decision_table(engine: Engine) -> None:
    rows = table_people()
    check(engine, TREE, rows, plain(TREE, rows), Checklists.TEXT)


@pytest.mark.parametrize("engine", quick_first(LOCAL))
def test_the_teaching_cases(engine: Engine) -> None:
    rows = teaching_cases()
    assert len(rows) == len(bundled.cases())
    check(engine, TREE, rows, plain(TREE, rows), Checklists.TEXT)


@pytest.mark.full
@pytest.mark.parametrize("form", quick_first(Checklists))
def test_rows_of_every_sort(form: Checklists) -> None:
    for tree in (STARTER, TREE):
        rows, wanted = random_rows(tree, 200, form)
        for engine in LOCAL:
            if form in forms(engine):
                check(engine, tree, rows, wanted, form)


@pytest.mark.full
def test_rows_of_every_sort_hold_every_kind_of_fault() -> None:
    """The test above would else show less than it says."""
    kinds = {row["error_kind"] for form in Checklists for row in random_rows(TREE, 400, form)[1]}
    assert kinds >= {
        "",
        "missing",
        "empty",
        "unknown_option",
        "twice",
        "stands_alone",
        "unknown_value",
    }
    assert {row["outcome"] for row in plain(TREE, table_people())} == set(TREE.outcomes)


NUMBERS = {Checklists.TEXT: 10_000, Checklists.COLUMNS: 10_000, Checklists.LIST: 5_000}
"""Rows of each form: 20,000 in a database that has no lists, and 25,000 in any other."""


@pytest.mark.full
@pytest.mark.parametrize("form", NUMBERS)
@pytest.mark.parametrize("name", ["sqlite", "duckdb", "in_postgres", "in_spark"])
def test_twenty_thousand_rows(name: str, form: Checklists, request: pytest.FixtureRequest) -> None:
    local = {"sqlite": in_sqlite, "duckdb": in_duckdb}
    engine: Engine = local.get(name) or request.getfixturevalue(name)
    if form not in forms(engine):
        pytest.skip("SQLite has no lists")
    rows, wanted = random_rows(TREE, NUMBERS[form], form)
    check(engine, TREE, rows, wanted, form)


@pytest.mark.full
@pytest.mark.parametrize("name", ["in_postgres", "in_spark"])
def test_the_decision_table_and_the_cases_on_a_server(
    name: str, request: pytest.FixtureRequest
) -> None:
    rows = (*table_people(), *teaching_cases())
    check(request.getfixturevalue(name), TREE, rows, plain(TREE, rows), Checklists.TEXT)


@pytest.mark.full
@given(tree_data(), st.sampled_from(Checklists), st.integers(0, 2**32))
@settings(deadline=None)
def test_random_trees(data: dict[str, object], form: Checklists, seed: int) -> None:
    tree, chance = tree_of(data), random.Random(seed)
    rows = [random_row(tree, chance, form) for _ in range(12)]
    wanted = plain(tree, rows, form)
    for engine in LOCAL:
        if form in forms(engine):
            check(engine, tree, rows, wanted, form)
