"""``kneenumb export sql``: what is written, and that no text of a tree takes effect in it."""

import random
import re
import shlex
import sqlite3
from pathlib import Path

import duckdb
import pytest
import sqlglot

from kneenumb import load_tree
from kneenumb.sql import extra
from kneenumb.sql.dialect import Dialect
from kneenumb.sql.expression import RESERVED
from kneenumb.sql.layout import Checklists, layout
from kneenumb.sql.query import query
from tests.command import run
from tests.conftest import ROOT
from tests.examples import quick_first
from tests.hostile_tree import write_hostile_tree
from tests.provable import checklist, flag, outcome, single, tree_with
from tests.sql_engines import in_duckdb, in_sqlite
from tests.sql_rows import differences, plain, random_row

README = (ROOT / "README.md").read_text(encoding="utf-8")

BREAKING = "'; DROP TABLE answers; -- */ /* \" ` \\' $$ {p}"
"""What would end a text, a name or a comment in one of the databases."""


@pytest.mark.parametrize("checklists", quick_first(Checklists))
@pytest.mark.parametrize("dialect", Dialect)
def test_it_is_sql_of_that_dialect(dialect: Dialect, checklists: Checklists) -> None:
    if checklists is Checklists.LIST and not dialect.has_lists:
        pytest.skip("it has no lists")
    arguments = (
        "--dialect",
        dialect,
        "--checklists",
        checklists,
        "--view",
        "v",
        "--tree",
        "starter",
    )
    done = run("export", "sql", *arguments)
    assert done.code == 0, done.err
    (parsed,) = sqlglot.parse(done.out, dialect=dialect.value)
    assert parsed is not None and parsed.key == "create"


def test_it_says_where_it_comes_from() -> None:
    tree = load_tree("starter")
    head = run("export", "sql", "--tree", "starter").out.split("WITH ")[0]
    assert tree.title in head and tree.version in head and tree.sha256 in head
    assert "NOT CHECKED" not in head
    assert "NOT CHECKED" in run("export", "sql", "--tree", "starter", "--unchecked").out


@pytest.mark.full
def test_every_question_stands_in_it_in_its_own_words() -> None:
    out = run("export", "sql").out
    for name, question in load_tree().questions.items():
        assert f"/* {name}: {' '.join(question.ask.split())} */" in out


def test_the_example_of_the_readme_is_what_is_written() -> None:
    (command,) = re.findall(r"^`kneenumb (export sql .*)` writes$", README, re.MULTILINE)
    (shown,) = re.findall(r"^```sql\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    written = iter(run(*shlex.split(command)).out.splitlines())
    for line in shown.splitlines():
        assert line == "…" or line in written, line


@pytest.mark.full
def test_a_hostile_tree_takes_no_effect(tmp_path: Path) -> None:
    path = write_hostile_tree(tmp_path / "tree.yaml")
    text = path.read_text()
    ask = "Does any of these apply to the person"
    assert text.count(ask) == 1
    path.write_text(text.replace(ask, "*/ DROP TABLE answers; /* ' \" -- ;"))
    tree = load_tree(path)
    chance = random.Random(1)
    rows = [random_row(tree, chance) for _ in range(50)]
    wanted = plain(tree, rows)
    for engine in (in_sqlite, in_duckdb):
        assert [*differences(rows, engine(tree, rows, Checklists.TEXT), wanted)] == []
    for dialect in Dialect:
        made = query(tree, layout(tree, Checklists.TEXT, dialect), dialect)
        assert len(sqlglot.parse(made.sql(), dialect=dialect.value)) == 1


def test_texts_of_a_tree_stay_texts() -> None:
    said = {"soon": flag("soon", says=BREAKING)}
    tree = tree_with(
        {"q0": single("q1", yes="soon", no=""), "q1": checklist("o_routine", a="soon")},
        red_flags=said,
        outcomes={"o_routine": outcome("routine") | {"title": BREAKING[:60]}},
    )
    broken = {"q0": BREAKING, "q1": f"a;{BREAKING}"}
    rows = [{"q0": "yes", "q1": "a"}, broken, {"q0": "no", "q1": "none"}]
    wanted = plain(tree, rows)
    for engine in (in_sqlite, in_duckdb):
        assert [*differences(rows, engine(tree, rows, Checklists.TEXT), wanted)] == []


@pytest.mark.parametrize("name", ["a;b", 'x"y', "drop table answers", "v`", "--"])
def test_names_stay_names(name: str) -> None:
    done = run("export", "sql", "--tree", "starter", "--dialect", "sqlite", "--table", name)
    assert done.code == 0, done.err
    base = sqlite3.connect(":memory:")
    quoted = '"' + name.replace('"', '""') + '"'
    base.execute(f"CREATE TABLE {quoted} (id, saddle, background)")
    base.execute(f"INSERT INTO {quoted} VALUES (1, 'yes', NULL)")
    ((_, found, *_),) = base.execute(done.out.split(";\n--")[0]).fetchall()
    assert found == "o_em_cauda_equina"


@pytest.mark.parametrize("name", ["", "a..b", "a.b.c.d", "a\nb", " "])
def test_what_is_no_name_is_refused(name: str) -> None:
    done = run("export", "sql", "--tree", "starter", "--table", name)
    assert done.code == 2 and "is no name of a table" in done.err and "Traceback" not in done.err


@pytest.mark.parametrize("names", ["id,id", "saddle", "outcome"])
def test_a_column_that_would_stand_there_twice_is_refused(names: str) -> None:
    done = run("export", "sql", "--tree", "starter", "--keep", names)
    assert (done.code, done.out) == (2, "") and "cannot be kept" in done.err


def test_a_view_needs_a_name() -> None:
    done = run("export", "sql", "--tree", "starter", "--view", "")
    assert (done.code, done.out) == (2, "") and "is no name of a table" in done.err


@pytest.mark.full
def test_words_of_a_database_can_be_questions() -> None:
    words = ["select", "user", "order", "value", "walk", "floors", "outcome_", "blanks", "fault"]
    onward = [*words[1:], "o_routine"]
    questions = {
        name: checklist(to, a="soon") if at % 2 else single(to, yes="same_day", no="")
        for at, (name, to) in enumerate(zip(words, onward, strict=True))
    }
    tree = tree_with({"q0": single("select", yes="", no="soon"), **questions})
    chance = random.Random(2)
    rows = [random_row(tree, chance) for _ in range(60)]
    wanted = plain(tree, rows)
    for engine in (in_sqlite, in_duckdb):
        assert [*differences(rows, engine(tree, rows, Checklists.TEXT), wanted)] == []


def test_every_reserved_word_is_quoted() -> None:
    reserved = "keyword_category = 'reserved'"
    found = duckdb.sql(f"SELECT keyword_name FROM duckdb_keywords() WHERE {reserved}")
    assert {word for (word,) in found.fetchall()} <= RESERVED


@pytest.mark.full
def test_sqlite_has_no_lists() -> None:
    done = run("export", "sql", "--dialect", "sqlite", "--checklists", "list")
    assert (done.code, done.out) == (2, "") and "has no lists" in done.err


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("export", "sql"), "sql"),
        (("batch", "a.csv", "--engine", "duckdb", "-o", "b.csv"), "duckdb"),
    ],
)
def test_what_is_not_installed_is_said(
    command: tuple[str, ...], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda module: None)
    done = run(*command)
    assert done.code == 2 and f"pip install 'kneenumb[{name}]'" in done.err
