"""What others collected to break readers, given to every reader and through every output."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kneenumb.cases.case_source import open_stream
from kneenumb.cases.input_format import InputFormat
from kneenumb.cases.map_file import load_map
from kneenumb.diff.allowances import parse_allowances
from kneenumb.load.case_file import parse_case
from kneenumb.load.tree_file import load_tree, parse_tree
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import Faulty
from kneenumb.quiz.score_file import load_score
from tests.command import run
from tests.corpora import json_texts, tables
from tests.examples import quick_first
from tests.small import chain, tree_of
from tests.terminal import acts_on_a_terminal

TREE = load_tree()
JSON = json_texts()
WHOLE, INNER = "whole", "inner"
"""A text as a file, and as a value in a file that is sound without it."""
NO_JSON = (
    "This is not JSON",
    "The file is not UTF-8 text",
    "This line is not UTF-8 text",
    "The file is empty",
    "This is nested more than",
)


def _map(data: bytes, path: Path) -> None:
    path.write_bytes(data)
    load_map(path, TREE)


def _score(data: bytes, path: Path) -> None:
    path.write_bytes(data)
    load_score(path)


def _many(format: InputFormat) -> Callable[[bytes, Path], None]:
    def read(data: bytes, path: Path) -> None:
        source = open_stream(io.BytesIO(data), str(path), format, TREE, ColumnMap(), ",")
        faults = [
            fault
            for chunk in source.chunks
            for row in source.reader.rows(chunk)
            for fault in row.record().faults
        ]
        if faults:
            raise Faulty(*faults)

    return read


READERS: dict[str, tuple[Callable[[bytes, Path], object], bytes]] = {
    "case": (
        lambda data, path: parse_case(data, str(path)),
        b'{"answers": {"saddle": "yes"}, "title": %s}',
    ),
    "json list": (
        _many(InputFormat.JSON),
        b'[{"saddle": "yes"}, {"saddle": "yes", "title": %s}]',
    ),
    "json lines": (_many(InputFormat.JSONL), b'{"saddle": "yes", "title": %s}'),
    "map": (_map, b'{"ignore": %s}'),
    "score": (_score, b'{"format": 1, "tree": %s}'),
    "allow": (lambda data, path: parse_allowances(data, str(path)), b'{"allow": %s}'),
    "tree": (lambda data, path: parse_tree(data, str(path)), b'{"format": 1, "title": %s}'),
}
"""What reads JSON, and a file of it with a gap for a text."""


def told(reader: str, how: str, data: bytes, path: Path) -> str:
    """What a reader says first of a text; nothing if it takes it."""
    read, around = READERS[reader]
    try:
        read(around.replace(b"%s", data) if how == INNER else data, path)
    except Faulty as error:
        assert all(fault.cause and fault.remedy for fault in error.faults)
        assert not [fault for fault in error.faults if acts_on_a_terminal(str(fault))]
        return "\n".join(str(fault) for fault in error.faults)
    return ""


@pytest.mark.parametrize("how", [WHOLE, INNER])
@pytest.mark.parametrize("reader", quick_first(READERS))
def test_what_is_json_is_read_as_json_and_nothing_else_is(
    reader: str, how: str, tmp_path: Path
) -> None:
    wrong = []
    for name, data in JSON.items():
        if reader == "json lines" and b"\n" in data:
            continue
        if reader.startswith("json") and how == WHOLE and not data.strip(b"\xef\xbb\xbf "):
            continue  # Not a single case, which `batch` refuses.
        said = told(reader, how, data, tmp_path / "x.json")
        is_refused = any(each in said for each in NO_JSON)
        if (name[0] == "n" and not is_refused) or (name[0] == "y" and is_refused):
            wrong.append((name, data[:40], said[:300]))
    assert wrong == []


@pytest.mark.full
def test_a_line_that_is_no_json_has_no_result_and_stops_no_other(tmp_path: Path) -> None:
    names = [name for name, data in JSON.items() if name[0] != "i" and b"\n" not in data]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    around = b'{"id": "%s", "saddle": "yes", "x": %s}'
    source.write_bytes(b"\n".join(around % (each.encode(), JSON[each]) for each in names))
    assert run("batch", str(source), "-o", str(target), "--ignore", "x").code == 4
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len(names) > 200
    assert [name for name in names if name[0] == "y"] == [
        row["id"] for row in rows if row["outcome"]
    ]


@pytest.mark.full
@pytest.mark.parametrize("value", ["NaN", "-Infinity", "+1", "012", "1.", "True", "0x1", "[1,]"])
def test_duckdb_reads_no_value_that_json_has_not(value: str, tmp_path: Path) -> None:
    """It stops at the first such line, and does not know a value that is read nowhere."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.csv"
    source.write_text(f'{{"id": "a", "saddle": "yes", "x": {value}}}\n')
    done = run("batch", str(source), "-o", str(target), "--ignore", "x", "--engine", "duckdb")
    assert done.code == 4 and "DuckDB cannot go on" in done.err
    assert not target.exists()


QUESTIONS = tree_of(chain(5))
"""A tree with a question for each column of the widest table."""
NOT_ITS_OWN = {"location_coordinates": {"Contact Phone Number": "2095257564"}}
"""Where the rows of csv-spectrum tell another value than its table has."""


@pytest.mark.parametrize("name", tables())
def test_a_table_has_the_cells_that_it_should(name: str) -> None:
    table, rows = tables()[name]
    headers = [*rows[0]]
    columns = {header: {"to": f"q{at}"} for at, header in enumerate(headers)}
    map = ColumnMap.model_validate({"columns": columns})
    source = open_stream(io.BytesIO(table), name, InputFormat.CSV, QUESTIONS, map, ",")
    cells = [row.cells for chunk in source.chunks for row in source.reader.rows(chunk)]
    expected = [[*(row | NOT_ITS_OWN.get(name, {})).values()] for row in rows]
    assert [[*each][: len(headers)] for each in cells] == expected
