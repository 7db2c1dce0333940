"""``kneenumb batch --engine duckdb``: the same rows, the same counts, or one sentence why not."""

import csv
import json
import random
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kneenumb import load_tree
from kneenumb.sql.layout import Checklists
from tests.batches import as_csv, as_csv_by_line, teaching_cases
from tests.command import Done, run
from tests.examples import quick_first
from tests.sql_rows import as_csv as rows_as_csv
from tests.sql_rows import as_json_lines, random_row

TREE = load_tree()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    chance = random.Random(5)
    path = tmp_path / "in.csv"
    path.write_text(rows_as_csv([random_row(TREE, chance) for _ in range(300)]), newline="")
    return path


def both(source: Path, suffix: str, *more: str) -> list[Done]:
    """What the plain engine and DuckDB say of the same table, each with its rows in a file."""
    return [
        run("batch", str(source), "-o", str(source.with_name(f"{engine}{suffix}")), *more, *option)
        for engine, option in (("plain", ()), ("duckdb", ("--engine", "duckdb")))
    ]


def rows(path: Path) -> list[dict[str, Any]]:
    """Rows without the sentence on what is wrong, which names a place in the file."""
    with path.open(newline="") as file:
        if path.suffix == ".jsonl":
            found: list[dict[str, Any]] = list(map(json.loads, file))
        else:
            found = list(csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","))
    assert all(bool(row.pop("error")) == bool(row["error_kind"]) for row in found)
    return found


def counts(done: Done) -> str:
    """What a table cannot tell, and how many rows there are of each sort."""
    return done.err.split("Emergency signs")[0].split("Rows without")[0]


@pytest.mark.parametrize("suffix", quick_first([".csv", ".tsv", ".jsonl"]))
def test_the_rows_are_the_same(table: Path, suffix: str) -> None:
    plain, duck = both(table, suffix)
    assert (plain.code, duck.code) == (4, 4)
    found = [rows(table.with_name(f"{name}{suffix}")) for name in ("plain", "duckdb")]
    assert len(found[0]) == 300 and found[0] == found[1]
    assert counts(plain) == counts(duck) and "300 rows" in counts(plain)


@pytest.mark.full
def test_every_further_column_is_the_same(table: Path) -> None:
    further = "title,base_urgency,action,says,floors,answers,questions,unused"
    both(table, ".csv", "--columns", further)
    assert rows(table.with_name("plain.csv")) == rows(table.with_name("duckdb.csv"))


@pytest.mark.full
@pytest.mark.parametrize("write", quick_first([as_csv, as_csv_by_line]))
def test_the_score_is_the_same(tmp_path: Path, write: Any) -> None:
    source = tmp_path / "cases.csv"
    source.write_text(write(teaching_cases()))
    plain, duck = both(source, ".csv", "--score")
    assert plain.code == duck.code
    assert rows(tmp_path / "plain.csv") == rows(tmp_path / "duckdb.csv")
    told = [
        json.loads(run("batch", str(source), "--score", "-f", "json", *option).out)
        for option in ((), ("--engine", "duckdb"))
    ]
    for each in told:
        each["refused"] = [row["id"] for row in each["refused"]]
    assert told[0] == told[1] and told[0]["score"]["expected"] > 40


@pytest.mark.full
def test_parquet_in_several_files(table: Path) -> None:
    folder = table.with_name("parts")
    folder.mkdir()
    whole = duckdb.read_csv(str(table), header=True, all_varchar=True, delimiter=",", quotechar='"')
    for at in range(3):
        whole.limit(100, offset=100 * at).write_parquet(str(folder / f"{at}.parquet"))
    run("batch", str(table), "-o", str(table.with_name("plain.csv")))
    for name in (str(folder), str(folder / "*.parquet")):
        target = table.with_name("duckdb.csv")
        run("batch", name, "--engine", "duckdb", "-o", str(target), "--force")
        assert rows(target) == rows(table.with_name("plain.csv"))


@pytest.mark.full
def test_rows_stay_in_their_order(table: Path) -> None:
    folder = table.with_name("parts")
    folder.mkdir()
    whole = duckdb.read_csv(str(table), header=True, all_varchar=True, delimiter=",", quotechar='"')
    for at in range(30):
        whole.limit(10, offset=10 * at).write_parquet(str(folder / f"{at:02}.parquet"))
    for _ in range(5):
        target = table.with_name("out.csv")
        run("batch", str(folder), "--engine", "duckdb", "-o", str(target), "--force")
        assert [row["id"] for row in rows(target)] == [f"r{at}" for at in range(300)]


@pytest.mark.full
def test_json_lines(tmp_path: Path) -> None:
    chance = random.Random(6)
    found = [random_row(TREE, chance, Checklists.LIST) for _ in range(400)]
    plain_texts = [row for row in found if max("".join(row.values())) <= "\uffff"]
    source = tmp_path / "in.jsonl"
    source.write_text(as_json_lines(TREE, plain_texts), encoding="utf-8")
    plain, duck = both(source, ".csv", "--columns", "answers,unused")
    assert len(plain_texts) > 300 and counts(plain) == counts(duck), duck.err
    assert rows(tmp_path / "plain.csv") == rows(tmp_path / "duckdb.csv")
    assert {row["error_kind"] for row in rows(tmp_path / "duckdb.csv")} >= {"", "missing", "twice"}


FLAT = (
    '{"id": "a", "saddle": "no", "background": ["none"]}',
    '{"id":"b","saddle":" no","background":"none"}',
    '{"saddle": "no", "id": 7, "background": "none;under_16"}',
    '{"id": " c ", "saddle": null, "tree": "starter", "title": "T"}',
    '{"id": "d", "saddle": "", "background": [""], "tree": " starter"}',
    '{"id": "e", "saddle": "no", "background": [], "story": "She said:\\n\\"no\\"."}',
    '{"id": "j", "saddle": "no", "background": [""]}',
    "",
    '{"id": "f", "expected_urgency": ["soon", "routine"], "expected_outcome": "o_unclear"}',
    '{"id": "g", "saddle": "yes", "expected_urgency": "emergency", "expected_error": null}',
    '{"id": "h", "saddle": "n\u00f6", "background": ["a;b"], "note": {}}',
    '{"id": "i\\u00e9", "saddle": "n\\u00f6 \\\\", "note": -1.5, "expected_error": "empty"}',
)


@pytest.mark.full
def test_every_sort_of_flat_line(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(FLAT), encoding="utf-8")
    plain, duck = both(source, ".jsonl", "--tree", "starter", "--ignore", "note", "--score")
    assert (plain.code, duck.code) == (4, 4), duck.err
    assert rows(tmp_path / "plain.jsonl") == rows(tmp_path / "duckdb.jsonl")


@pytest.mark.parametrize(
    "line",
    quick_first(
        [
            '{"id": "a", "saddle": "no", "saddle": "yes"}',
            '{"id": "a", "answers": {"saddle": "yes"}}',
            '{"id": "a", "saddle": ["yes"]}',
            '{"id": "a", "saddle": {"yes": 1}}',
            '{"id": "a", "saddle": true}',
            '{"id": "a", "background": [null]}',
            '{"id": "a", "background": [["none"]]}',
            '{"id": "a", "saddle": "\u202eyes"}',
            '{"id": "a", "saddle": "y\\u202es"}',
            '{"id": "a", "saddel": "yes"}',
            '{"id": "a", "saddle": "yes",}',
            '{"id": "a", "saddle": "yes"} {"id": "b"}',
            '{"id": "a", "saddle": "yes"',
            '[{"id": "a", "saddle": "yes"}]',
            '{"id": "a", "title": "' + "x" * 101 + '"}',
            '{"id": "a", "story": "' + "x" * 4001 + '"}',
            '{"id": "a", "expected_urgency": "urgent"}',
            "id",
        ],
        2,
    ),
)
def test_a_line_of_another_shape_is_refused(tmp_path: Path, line: str) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.csv"
    source.write_text(f'{{"id": "z", "saddle": "yes"}}\n{line}\n', encoding="utf-8")
    done = run("batch", str(source), "--engine", "duckdb", "--tree", "starter", "-o", str(target))
    assert done.code == 4 and "DuckDB cannot go on" in done.err and not target.exists()


def test_what_is_expected_is_read_alike(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    words = ["", " soon ", "soon;routine", "routine; soon;", ";", "urgent", "soon;soon"]
    outcomes = ["", "o_unclear", " o_unclear;", "o_unclear;o_unclear", "o_nothing"]
    errors = ["", "missing", "other_tree"]
    table = [(word, outcome, each) for word in words for outcome in outcomes for each in errors]
    head = "id,saddle,background,expected_urgency,expected_outcome,expected_error\n"
    lines = [
        f"{at},no,{(at % 3 and 'none') or ''},{','.join(row)}\n" for at, row in enumerate(table)
    ]
    source.write_text(head + "".join(lines))
    plain, duck = both(source, ".csv", "--tree", "starter", "--score")
    assert plain.code == duck.code and counts(plain) == counts(duck)
    assert rows(tmp_path / "plain.csv") == rows(tmp_path / "duckdb.csv")


def test_blanks_around_an_id_are_no_part_of_it(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    ids = [" a ", "\u00a0b c\u2003", "d\u3000", "\u2009e", "~f~", "\u00e9g\u00e9", "8"]
    source.write_text("id,saddle\n" + "".join(f"{id},yes\n" for id in ids), encoding="utf-8")
    both(source, ".csv", "--tree", "starter")
    assert rows(tmp_path / "plain.csv") == rows(tmp_path / "duckdb.csv")
    found = [row["id"] for row in rows(tmp_path / "duckdb.csv")]
    assert found == ["a", "b c", "d", "e", "~f~", "\u00e9g\u00e9", "8"]


def test_ids_that_a_spreadsheet_spoils_are_told_of(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    ids = ["a", "1.2E+11", "3E+7", "=1+1", "-5", "@b", "E+7"]
    source.write_text("id,saddle\n" + "".join(f"{id},yes\n" for id in ids))
    plain, duck = both(source, ".csv", "--tree", "starter")
    assert rows(tmp_path / "plain.csv") == rows(tmp_path / "duckdb.csv")
    told, found = (done.err.split("Ids:")[1].split("Receipt:")[0] for done in (plain, duck))
    assert told == found
    assert told.split()[0] == "2" and "'1.2E+11'" in told and "3 ids begin like a formula" in told


@pytest.mark.full
def test_rows_as_parquet(table: Path) -> None:
    both(table, ".jsonl")
    target = table.with_name("out.parquet")
    run("batch", str(table), "--engine", "duckdb", "-o", str(target))
    read = duckdb.read_parquet(str(target))
    found = [dict(zip(read.columns, row, strict=True)) for row in read.fetchall()]
    wanted = rows(table.with_name("plain.jsonl"))
    for row in found:
        row.pop("error")
        row["red_flags"] = (row["red_flags"] or "").split(";") if row["red_flags"] else []
    assert found == wanted


def test_a_map_that_renames(tmp_path: Path) -> None:
    source, map = tmp_path / "in.csv", tmp_path / "map.yaml"
    source.write_text("Nr,Numb?,background,Note\na,yes,none,x\nb,no,under_16,y\n")
    map.write_text('columns: {"Nr": id, "Numb?": saddle}\nignore: [Note]\n')
    plain, duck = both(source, ".csv", "--map", str(map), "--tree", "starter")
    assert (plain.code, duck.code) == (0, 0), duck.err
    assert rows(tmp_path / "plain.csv") == rows(tmp_path / "duckdb.csv")


def test_what_a_table_cannot_tell_is_said(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,background.none\na,yes\n")
    plain, duck = both(source, ".csv", "--tree", "starter")
    assert counts(plain) == counts(duck) and "nobody can have ticked it" in duck.err


def test_rows_for_another_tree(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,tree,saddle,background\na,starter,yes,none\nb, other ,maybe,none\n")
    both(source, ".csv", "--tree", "starter")
    assert rows(tmp_path / "plain.csv") == rows(tmp_path / "duckdb.csv")
    assert rows(tmp_path / "duckdb.csv")[1]["error_kind"] == "other_tree"


@pytest.mark.parametrize(
    ("text", "more", "says"),
    quick_first(
        [
            ("saddle\nyes\n", (), "There is no column 'id'"),
            ("id,saddle\na,yes\n,no\n", (), "1 row has an id that is empty"),
            ("id,saddle\na,yes\nb\n", (), "DuckDB cannot go on"),
            ("id,saddle\na,yes,no\n", (), "DuckDB cannot go on"),
            ('id,saddle\na,"yes\n', (), "DuckDB cannot go on"),
            ("id,saddel\na,yes\n", (), "Did you mean 'saddle'?"),
            ("id,saddle\na,yes\n", ("--missing", "range"), "--missing range"),
            ("id,saddle\na,yes\n", ("--fail-fast",), "does not stop at the first row"),
            ("id,saddle\na,yes\n", ("--input-format", "yaml"), "and not yaml"),
            ("id,saddle\na,yes\n", ("--input-format", "jsonl"), "no flat row of texts"),
            ("", (), "The file is empty"),
            ("id,saddle\na,yes\n", ("--score",), "nothing to score"),
            ("id,saddle,saddle\na,yes,no\n", (), "both about 'saddle'"),
        ],
        3,
    ),
)
def test_what_would_be_done_otherwise_is_refused(
    tmp_path: Path, text: str, more: tuple[str, ...], says: str
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(text)
    arguments = ("--engine", "duckdb", "--tree", "starter", "-o", str(target), *more)
    done = run("batch", str(source), *arguments)
    assert done.code in (2, 4) and says in done.err and "Traceback" not in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]


def test_a_map_that_translates_is_refused(tmp_path: Path) -> None:
    source, map = tmp_path / "in.csv", tmp_path / "map.yaml"
    source.write_text("id,saddle\na,1\n")
    map.write_text('columns: {"saddle": {to: saddle, values: {"1": yes}}}\n')
    arguments = ("--engine", "duckdb", "--tree", "starter", "-o", str(tmp_path / "out.csv"))
    done = run("batch", str(source), "--map", str(map), *arguments)
    assert done.code == 4 and "not translate its values" in done.err


def test_nothing_that_is_read_is_overwritten(table: Path) -> None:
    before = table.read_bytes()
    done = run("batch", str(table), "--engine", "duckdb", "-o", str(table), "--force")
    assert done.code == 2 and table.read_bytes() == before


def test_rows_need_a_file(table: Path) -> None:
    done = run("batch", str(table), "--engine", "duckdb", "-f", "csv")
    assert done.code == 2 and "--output" in done.err and done.out == ""


def test_only_duckdb_writes_parquet(table: Path) -> None:
    done = run("batch", str(table), "-o", str(table.with_name("out.parquet")))
    assert done.code == 2 and "--engine duckdb" in done.err
