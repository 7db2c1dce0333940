"""Many cases in YAML: each is cut out by itself, and none spoils another."""

import io
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree
from kneenumb.cases import case_documents as cutting
from kneenumb.cases import chunks as module
from kneenumb.cases.case_source import CaseSource, open_stream
from kneenumb.cases.chunks import Chunk
from kneenumb.cases.input_format import InputFormat
from kneenumb.cases.record import Record
from kneenumb.model.column_map import ColumnMap
from tests.small import chain, tree_of

SMALL = tree_of(chain(2))


def source(text: str, tree: Tree = SMALL) -> CaseSource:
    stream = io.BytesIO(text.encode("utf-8", "surrogateescape"))
    format = InputFormat.JSON if text.endswith(("}", "\n]\n")) else InputFormat.YAML
    return open_stream(stream, "cases", format, tree, ColumnMap(), ",")


def cut(text: str) -> list[Chunk]:
    return [*source(text).chunks]


def records(text: str, *, tree: Tree = SMALL) -> list[Record]:
    reader, chunks, _ = source(text, tree)
    return [row.record() for chunk in chunks for row in reader.rows(chunk)]


def said(text: str) -> list[str]:
    """Of each case where it is and what it answers, or the place of its first fault."""
    return [
        f"{record.place.line} "
        + (
            str(record.faults[0].place).removeprefix("cases:")
            if record.faults
            else " ".join(f"{each.question}={','.join(each.options)}" for each in record.given)
        )
        for record in records(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- q0: a\n- q0: b\n", ["1 q0=a", "2 q0=b"]),
        ("- q0: a\r\n\r\n-\r\n  q0: b\r\n", ["1 q0=a", "4 q0=b"]),
        ("# one\n\n  - q0: a\n    q1: b\n  # two\n  - q0: b\n", ["3 q0=a q1=b", "6 q0=b"]),
        ("- q0:\n  - a\n  - b\n- q0:\n    - b\n", ["1 q0=a,b", "4 q0=b"]),
        ("  - q0:\n    - a\n  -\n    q0: b\n", ["1 q0=a", "4 q0=b"]),
        # A checklist at the margin is no list of cases.
        ("q0:\n- a\n- b\nq1: a\n", ["1 q0=a,b q1=a"]),
        ("answers:\n  q0:\n  - a\n  - b\n---\nq0:\n- b\n", ["1 q0=a,b", "6 q0=b"]),
        ("q0: a\n---\nq0: b\n", ["1 q0=a", "3 q0=b"]),
        ("---\nq0: a\n...\n---\n# nothing\n---\nq0: b\n...\n", ["2 q0=a", "7 q0=b"]),
        ("q0: a\n...\nq0: b\n... # end\n# nothing\n", ["1 q0=a", "3 q0=b"]),
        ("--- # first\n--- {q0: a}\n---\n- q0: b\n- q0: a\n", ["2 q0=a", "4 q0=b", "5 q0=a"]),
        ("%YAML 1.1\n---\nq0: a\n", ["3 q0=a"]),
        ("\ufeff- q0: a\n- q0: b\n", ["1 q0=a", "2 q0=b"]),
        ("[{q0: a},\n {q0: b}]\n", ["1 q0=a", "2 q0=b"]),
        ('[\n\t{"q0": "a"},\n\t{"q0": "b", "q1": null}\n]\n', ["2 q0=a", "3 q0=b"]),
        ('{"q0": "a"}', ["1 q0=a"]),
        ("- &x\n  q0: &a a\n  q1: *a\n- q0: b\n", ["1 q0=a q1=a", "4 q0=b"]),
        ("- story: |\n    - q0: x\n    ---\n  q0: a\n- q0: b\n", ["1 q0=a", "5 q0=b"]),
        ("- q0: a\n--- \n- q0: b\n", ["1 q0=a", "3 q0=b"]),
        ("[]\n", []),
        ("# nothing\n---\n...\n", []),
        ("", []),
    ],
)
def test_cases_are_told_apart(text: str, expected: list[str]) -> None:
    # A case in a mapping of blocks begins where its first key does.
    assert said(text) == expected


@pytest.mark.parametrize(
    "bad",
    [
        "- q0: [a\n",
        "- {q0: 'a\n",
        "- q0: a: b\n",
        "- q0: a\n q1: b\n",
        "-\tq0: a\n",
        "- q0: a\n  q0: b\n",
        "- q0: *gone\n",
        "- q0: !tag a\n",
        "-\n",
        "- a\n",
        "- q0: {a: b}\n",
        "- q0: \udcff\n",
        "- q0: a\x00\n",
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_a_case_that_is_no_yaml_spoils_no_other(bad: str, size: int) -> None:
    text = "- q0: a\n" + bad + "- q0: b\n"
    with patch.object(module, "CHUNK_BYTES", size):
        first, second, third = records(text)
    assert [each.options for each in (*first.given, *third.given)] == [("a",), ("b",)]
    assert third.place.line == text.count("\n")
    assert second.faults
    for fault in second.faults:
        assert fault.kind and fault.place and 2 <= (fault.place.line or 0) <= third.place.line


@pytest.mark.parametrize("size", [1, 50, 1_000])
@pytest.mark.parametrize(
    "bad",
    [
        "- story: " + "x" * 100 + "\n  q0: a\n",
        "- q0: a\n  story: " + "x" * 100 + "\n  q1: b\n",
        "-\n  q0: a\n  story: " + "x" * 100 + "\n",
    ],
)
def test_a_line_that_is_too_long_spoils_only_its_own_case(bad: str, size: int) -> None:
    with patch.multiple(module, CHUNK_BYTES=size, LONGEST_LINE=80):
        first, second, third = records("- q0: a\n" + bad + "- q0: b\n")
    assert [each.options for each in (*first.given, *third.given)] == [("a",), ("b",)]
    (fault,) = second.faults
    assert fault.kind == "too_long"
    assert fault.place and fault.place.line == 2 + bad[: bad.index("xxx")].count("\n")


def test_a_line_that_is_too_long_is_told_even_if_nothing_else_is_there() -> None:
    with patch.object(module, "LONGEST_LINE", 200):
        (record,) = records(" " * 150 + "q0: " + "x" * 100 + "\n")
    assert [fault.kind for fault in record.faults] == ["too_long"]


def test_a_case_that_is_too_long_spoils_no_other() -> None:
    long = "- q0: a\n" + "  # on and on\n" * 20
    with patch.object(cutting, "MOST_BYTES", 100):
        first, second, third = records("- q0: a\n" + long + "- q0: b\n")
    assert [each.options for each in (*first.given, *third.given)] == [("a",), ("b",)]
    assert [fault.kind for fault in second.faults] == ["too_long"]
    assert str(second.faults[0].place) == "cases:2:1"


LINES = [
    *(
        "- q0: a\n",
        "- q0: b\n",
        "  q1: a\n",
        "  - q0: a\n",
        "- \n",
        "-\n",
        "q0: a\n",
        "q1:\n",
        "- a\n",
    ),
    *(
        "---\n",
        "...\n",
        "--- # x\n",
        "# x\n",
        "\n",
        "\r\n",
        "- [a\n",
        "'\n",
        "[{q0: a}]\n",
        "%YAML 1.1\n",
    ),
    "- story: " + "x" * 30 + "\n",
]
TEXTS = st.lists(st.sampled_from(LINES), max_size=14).map("".join)


@given(TEXTS, st.sampled_from([1, 3, 7, 20]))
def test_cases_do_not_depend_on_where_chunks_end(text: str, size: int) -> None:
    with patch.object(module, "LONGEST_LINE", 25):
        whole = records(text)
        with patch.object(module, "CHUNK_BYTES", size):
            assert records(text) == whole


@given(TEXTS)
def test_no_line_that_says_something_is_lost(text: str) -> None:
    kept = b"".join(chunk.data for chunk in cut(text)).decode()
    for mark in ("q0", "q1", "[", "'", "story"):
        assert kept.count(mark) == text.count(mark)
