"""Tables: the same rows wherever chunks end, and no row is lost for another's fault."""

import csv
import io
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import AnswerError, Place, Tree
from kneenumb.cases import chunks as module
from kneenumb.cases import row_spans
from kneenumb.cases.case_source import CaseSource, open_stream
from kneenumb.cases.chunks import chunks
from kneenumb.cases.input_format import InputFormat
from kneenumb.cases.row_spans import places_of_cells
from kneenumb.cases.table import open_table
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import Fault
from tests.small import chain, tree_of
from tests.work import Task, assert_grows_slowly

NO_MAP = ColumnMap()
SMALL = tree_of(chain(2))
HEADER = "id,q0,q1\n"

PIECES = [
    "a",
    "b",
    ",",
    ",",
    '"',
    '"',
    '""',
    ',"',
    '",',
    "\n",
    "\n",
    "\r\n",
    "\r",
    "é",
    "\udcff",
    "\0",
]
TEXTS = st.lists(st.sampled_from([*PIECES, "1,a,b\n", '2,"a\n",b\n', '3,"a,b\n']), max_size=40).map(
    "".join
)
SIZES = st.sampled_from([1, 2, 3, 7, 20])

Found = tuple[int, list[str] | tuple[Fault, ...]]
"""The line of a row, and its cells or its faults."""


def raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def source_of(text: str, tree: Tree = SMALL) -> CaseSource:
    return open_stream(io.BytesIO(raw(text)), "rows", InputFormat.CSV, tree, NO_MAP, ",")


def read(text: str) -> list[Found]:
    """Every row of a table."""
    reader, found, _ = source_of(text)
    rows = [row for chunk in found for row in reader.rows(chunk)]
    return [(row.line, [*row.cells] if row.cells else row.record().faults) for row in rows]


def kinds(text: str) -> list[str | list[str]]:
    """The rows below the usual header: the kind of fault, or the cells."""
    return [found if isinstance(found, list) else found[0].kind for _, found in read(HEADER + text)]


@given(TEXTS, SIZES)
def test_rows_do_not_depend_on_where_chunks_end(text: str, size: int) -> None:
    whole = read(HEADER + text)
    with patch.object(module, "CHUNK_BYTES", size):
        assert read(HEADER + text) == whole


@given(TEXTS)
def test_every_line_is_in_a_row_or_empty_and_every_fault_has_its_place(text: str) -> None:
    lines = (HEADER + text).split("\n")
    starts = [line for line, _ in read(HEADER + text)]
    assert starts == sorted(set(starts))
    for line, found in read(HEADER + text):
        assert isinstance(found, list) or (
            len(found) == 1 and found[0].place is not None and found[0].place.line >= line
        )
    # What was not found is empty, or is a further line of a row that has quotes.
    for at, line in enumerate(lines, 1):
        before = max((start for start in starts if start <= at), default=1)
        assert at in starts or at == 1 or not line.strip('\r,"') or '"' in lines[before - 1]


@given(
    st.lists(st.lists(st.text("ab,\"\n\r'é ;\0"), min_size=3, max_size=3), max_size=8),
    # Between line feeds, older versions of Python do not quote a carriage return.
    st.sampled_from([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)]),
    SIZES,
)
def test_what_python_writes_is_read_as_it_was(
    rows: list[list[str]], how: tuple[str, Any], size: int
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=how[0], quoting=how[1])
    writer.writerow(["id", "q0", "q1"])
    writer.writerows(rows)
    with patch.object(module, "CHUNK_BYTES", size):
        filled = [row for row in rows if any(map(str.strip, row))]
        assert [found for _, found in read(text.getvalue())] == filled


GOOD = ["1,a,b", '2,"a","b"', '3,"a\n",b', '4,a,"b\r\n\r\nb"', "5,é,b"]
BAD = {
    '6,"a,b': "syntax",
    '6,a,"b': "syntax",
    '6,"a"a,b': "syntax",
    "6,a": "width",
    "6,a,b,": "width",
    '6,"a\nb",c,d': "width",
    "6,a\rb,b": "syntax",
    "6,a\udcff,b": "encoding",
    '6,"a\n\udcff",b': "encoding",
    "6,a," + "x" * 140_000: "too_long",
    "6,a," + "x" * 1_000_001: "too_long",
}


@pytest.mark.parametrize("bad", BAD, ids=lambda text: repr(text[:12]))
@pytest.mark.parametrize("others", [GOOD, GOOD[::-1], GOOD[2:3], GOOD[:2]], ids=range(4))
def test_a_damaged_row_is_one_row_and_spoils_no_other(bad: str, others: list[str]) -> None:
    expected = [next(csv.reader(io.StringIO(row, newline=""))) for row in others]
    rows = [*others, bad, *others, bad, *others]
    found = kinds("\n".join(rows) + "\n")
    assert found == [*expected, BAD[bad], *expected, BAD[bad], *expected]


def test_a_row_over_several_lines_has_the_place_of_each_cell(tree: Tree) -> None:
    text = 'saddle,id,injury,legs\nno,"a\n\nb",x,y\n\n"n""o","é",c,d\nn"o,"a,b",x,y\n'
    reader, found, _ = source_of(text, tree)
    records = [row.record() for chunk in found for row in reader.rows(chunk)]
    places = [[str(given.place) for given in record.given] for record in records]
    assert places == [
        ["rows:2:1", "rows:4:4", "rows:4:6"],
        ["rows:6:1", "rows:6:12", "rows:6:14"],
        ["rows:7:1", "rows:7:11", "rows:7:13"],
    ]
    assert [str(record.place) for record in records] == ["rows:2:1", "rows:6:1", "rows:7:1"]


def test_the_place_of_a_byte_that_is_no_text_is_told() -> None:
    ((_, found),) = read(HEADER + '1,"a\né\udcff",b\n')
    assert isinstance(found, tuple)
    assert str(found[0].place) == "rows:3:2"


@given(st.lists(st.text("ab,\"\n'é"), min_size=1, max_size=6))
def test_every_cell_of_a_row_has_its_place(cells: list[str]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    source = text.getvalue()
    places = places_of_cells(source, ",", Place("rows", 1, 1))
    assert len(places) == len(cells)
    lines = source.split("\n")
    for place, cell in zip(places, cells, strict=True):
        assert place.line and place.column
        there = lines[place.line - 1][place.column - 1 :].removeprefix('"')
        assert there.startswith(cell.split("\n")[0].replace('"', '""'))


def test_a_row_of_very_many_cells_is_placed_in_good_time() -> None:
    def placed(pairs: int) -> Task:
        return lambda: places_of_cells('"a",b,' * pairs, ",", Place("rows", 1, 1))

    assert len(placed(5_000)()) == 10_001
    assert_grows_slowly(placed, 2_000)


@pytest.mark.parametrize(
    ("text", "headers", "line"),
    [
        ("\n \r\nid,q0\n1,a\n", ("id", "q0"), 4),
        ('id,"q0 "\r\n1,a\n', ("id", "q0"), 2),
        ('id,"Does it\r\nhurt?"\n1,a\n', ("id", "Does it hurt?"), 3),
        ("\ufeffid,q0\n1,a\n", ("id", "q0"), 2),
        ('\ufeff"id","q0"\n1,a\n', ("id", "q0"), 2),
        ("id,q0", ("id", "q0"), None),
    ],
)
@pytest.mark.parametrize("size", [1, 4, 1_000])
def test_the_header_is_found(
    text: str, headers: tuple[str, ...], line: int | None, size: int
) -> None:
    with patch.object(module, "CHUNK_BYTES", size):
        layout, rows = open_table(chunks(io.BytesIO(raw(text)), "rows"), "rows", ",")
        assert layout.headers == headers
        first = next((chunk for chunk in rows if chunk.data), None)
    assert (first and first.line) == line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "rows: The file is empty."),
        ("\n\r\n", "rows: The file is empty."),
        ("x" * 1_000_001 + "\n1,a\n", "rows:1:1: This line holds more than 1,000,000 bytes"),
        ("\n" + "x" * 1_000_001, "rows:2:1: This line holds more than 1,000,000 bytes"),
        ('\n"id,q0\n1,a\n', "rows:2:1: The header, which names the columns, cannot be read."),
        ("id\rq0\r1\ra", "rows:1:1: The header, which names the columns, cannot be read."),
        ("id;q0\n", "rows:1:1: The columns seem to be separated by ';'."),
        ("id\tq0\n", "rows:1:1: The columns seem to be separated by a tab."),
        ("\udcff,q0\n", "rows:1:1: The header is not UTF-8 text."),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_has_no_header_is_refused(text: str, told: str) -> None:
    with pytest.raises(AnswerError) as caught:
        source_of(text)
    assert str(caught.value).startswith(told)


def test_a_quote_that_never_ends_is_not_kept_for_ever() -> None:
    with patch.object(row_spans, "MOST_LINES", 10):
        rows = "".join(f"{at},a,b\n" for at in range(50))
        assert kinds(f'x,"a,b\n{rows}') == ["syntax", *([str(at), "a", "b"] for at in range(50))]
