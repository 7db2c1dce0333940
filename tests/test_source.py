"""Where many cases come from: folders, files, and their formats."""

import io
import os
from pathlib import Path

import pytest

from kneenumb import AnswerError, Place, Tree
from kneenumb.cases.case_folder import case_files
from kneenumb.cases.case_source import find_file, open_files, open_stream
from kneenumb.cases.input_format import InputFormat, format_of
from kneenumb.cases.record import Record
from kneenumb.load.case_file import parse_case
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.urgency import Urgency
from tests.command import run
from tests.small import chain, tree_of

SMALL = tree_of(chain(2))


def folder(path: Path, **files: str) -> Path:
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / name.replace("__", ".")).write_text(text)
    return path


def records(path: Path, tree: Tree = SMALL) -> list[Record]:
    source = open_files(str(path), tree)
    assert source is not None
    return [row.record() for chunk in source.chunks for row in source.reader.rows(chunk)]


def test_the_files_of_a_folder_come_by_name(tmp_path: Path) -> None:
    folder(tmp_path, b__yaml="q0: b\n", a10__YML="q0: a\n", a9__json='{"q0": "b", "q1": null}')
    folder(tmp_path / "more.yaml", c__yaml="q0: a\n")
    folder(tmp_path, __hidden__yaml="q0: a\n", notes__txt="q0: a\n", README="q0: a\n")
    assert [path.name for path in case_files(tmp_path)] == [
        *("a10.YML", "a9.json", "b.yaml", "c.yaml")
    ]
    found = records(tmp_path)
    assert [(each.id, each.given[0].options) for each in found] == [
        ("a10", ("a",)),
        ("a9", ("b",)),
        ("b", ("b",)),
        ("c", ("a",)),
    ]
    assert [str(each.place) for each in found] == [
        f"{tmp_path / 'a10.YML'}:1:1",
        f"{tmp_path / 'a9.json'}:1:1",
        f"{tmp_path / 'b.yaml'}:1:1",
        f"{tmp_path / 'more.yaml' / 'c.yaml'}:1:1",
    ]
    # What is nothing in JSON is nothing here too.
    assert [each.question for each in found[1].given] == ["q0"]


def test_a_file_of_a_folder_may_hold_several_cases(tmp_path: Path) -> None:
    folder(tmp_path, a__yaml="q0: a\n", b__yaml="[]\n", c__yaml="- q0: a\n- q0: b\n")
    assert [each.id for each in records(tmp_path)] == ["a", "line 1 of c", "line 2 of c"]


def test_a_bad_piece_of_a_json_list_spoils_no_other(tmp_path: Path) -> None:
    bad = (
        '{"q0": "a", "q0": "b"}',
        '{"q0": "\\u001b"}',
        "[" * 50 + "]" * 50,
        '{"q0": "\\ud800"}',
        "7",
    )
    folder(tmp_path, a__json=",\n".join(["[" + '{"q0": "a"}', *bad, '{"id": "z", "q0": "b"}]']))
    first, *others, last = records(tmp_path)
    assert (first.faults, last.faults, last.id) == ((), (), "z")
    places = [each.faults[0].place for each in others]
    lines = [(place.line, place.column) for place in places if place]
    assert lines == [(2, 13), (3, 8), (4, 42), (5, 8), (6, 1)]
    assert {fault.kind for each in others for fault in each.faults} == {"syntax"}


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ('[{"q0": "a"},\n {"q0": "b"]', "2:11", "This is not JSON: expecting ',' delimiter."),
        ("[" * 100_000, "1:1", "This is nested more than 40 levels deep."),
        ('{"q0":\n"\udcff"}', "2:2", "The file is not UTF-8 text."),
        ('{"q0": "' + "x" * 4_000_000 + '"}', "1:1", "The file holds more than 4,000,000 bytes"),
    ],
    ids=lambda text: text[:20],
)
def test_a_file_that_is_no_json_is_told(text: str, place: str, told: str) -> None:
    stream = io.BytesIO(text.encode("utf-8", "surrogateescape"))
    source = open_stream(stream, "rows", InputFormat.JSON, SMALL, ColumnMap(), ",")
    rows = [row for chunk in source.chunks for row in source.reader.rows(chunk)]
    *good, (fault,) = (row.record().faults for row in rows)
    assert not any(good)
    assert fault.cause.startswith(told) and fault.kind == "syntax"
    assert str(fault.place or "") in (f"rows:{place}", "rows")


def test_a_file_that_cannot_be_used_spoils_no_other(tmp_path: Path) -> None:
    folder(
        tmp_path, a__yaml="q0: a\n", b__yaml="", c__yaml="q0: [\n", d__yaml="q0: a\n---\nq0: b\n"
    )
    (tmp_path / "e.yaml").symlink_to(tmp_path / "gone.yaml")
    (tmp_path / "f.yaml").write_bytes(b"q0: \xff\n")
    (tmp_path / "g.yaml").write_bytes(b"#" * 4_000_001)
    (tmp_path / ("h" * 120 + ".yaml")).write_text("q0: a\n")
    (tmp_path / "i.yaml").write_text("q0: b\n")
    found = records(tmp_path)
    assert len(found) == 9
    assert [bool(each.faults) for each in found] == [False, *[True] * 6, False, False]
    assert [each.id for each in found] == [*"abcdefg", "line 1", "i"]
    places = [each.faults[0].place for each in found[1:7]]
    assert [place and Path(place.origin).name[0] for place in places] == [*"bcdefg"]
    assert "No such file" in found[4].faults[0].cause


def test_a_file_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\x1b[2J.yaml"
    try:
        Path(os.fsdecode(name)).write_text("saddle: yes\n")
    except OSError:
        pytest.skip("This system takes no such names.")
    done = run("batch", str(tmp_path), "--format", "jsonl")
    assert done.code == 0
    assert "\x1b" not in done.out + done.err
    assert '"id": "line 1"' in done.out and '"rf_saddle_numbness"' in done.out


@pytest.mark.parametrize("name", ["cases", "cases.yaml"])
def test_a_folder_without_cases_is_told(name: str, tmp_path: Path) -> None:
    folder(tmp_path / name, notes__txt="q0: a\n")
    with pytest.raises(AnswerError, match=r"There are no case files in the folder \(.yaml, .yml"):
        open_files(str(tmp_path / name), SMALL)


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.csv", InputFormat.CSV),
        ("a.TSV", InputFormat.TSV),
        ("a.tab", InputFormat.TSV),
        ("a.csv.gz", InputFormat.CSV),
        ("a.b.jsonl", InputFormat.JSONL),
        ("a.ndjson", InputFormat.JSONL),
        ("a.yml", InputFormat.YAML),
        ("a.yaml", InputFormat.YAML),
        ("a.json", InputFormat.JSON),
    ],
)
def test_the_name_of_a_file_tells_its_format(name: str, format: InputFormat) -> None:
    assert format_of(Path(name)) is format


@pytest.mark.parametrize("name", ["a", "a.gz", "a.pdf", ".csv"])
def test_a_name_that_does_not_tell_is_told(name: str) -> None:
    with pytest.raises(AnswerError, match="Use --input-format with one of: csv, tsv, jsonl"):
        format_of(Path(name))


@pytest.mark.parametrize("name", ["gone.csv", "x" * 300, "a/" * 3_000])
def test_a_file_that_there_is_not_is_told(name: str) -> None:
    assert open_files(name, SMALL) is None
    with pytest.raises(AnswerError, match="There is no such file or folder"):
        find_file(name)


@pytest.mark.parametrize("format", InputFormat)
def test_how_far_it_is_read_is_told(format: InputFormat) -> None:
    texts = {
        InputFormat.CSV: "id,q0\n1,a\n2,b\n",
        InputFormat.TSV: "id\tq0\n1\ta\n2\tb\n",
        InputFormat.JSONL: '{"id": "1", "q0": "a"}\n{"id": "2", "q0": "b"}\n',
        InputFormat.YAML: "- {id: '1', q0: a}\n- {id: '2', q0: b}\n",
        InputFormat.JSON: '[{"id": "1", "q0": "a"}, {"id": "2", "q0": "b"}]',
    }
    stream = io.BytesIO(texts[format].encode())
    delimiter = "\t" if format is InputFormat.TSV else ","
    reader, chunks, size = open_stream(stream, "rows", format, SMALL, ColumnMap(), delimiter)
    found = [([row.record().id for row in reader.rows(chunk)], chunk.end) for chunk in chunks]
    assert [id for ids, _ in found for id in ids] == ["1", "2"]
    ends = [end for _, end in found]
    assert ends == sorted(set(ends)) and ends[-1] == size == len(texts[format])


# A case in one piece may say more than its answers.


def test_a_bare_mapping_may_say_more_than_its_answers() -> None:
    text = (
        "id: c7\nq0: a\ntitle: T\nexpected_urgency: soon;same_day\nexpected_error: missing\nq1: b\n"
    )
    case = parse_case(text.encode(), "case")
    assert case.case.id == "c7" and case.case.title == "T"
    assert case.case.expected is not None
    assert case.case.expected.urgency == (Urgency.SOON, Urgency.SAME_DAY)
    assert case.case.expected.error == "missing"
    assert [(each.question, each.place, each.question_place) for each in case.given] == [
        ("q0", Place("case", 2, 5), Place("case", 2, 1)),
        ("q1", Place("case", 6, 5), Place("case", 6, 1)),
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("q0: a\nexpected_urgency: now\n", ["2:19"]),
        ("q0: a\nexpected_urgency: [soon, now]\n", ["2:26"]),
        ("q0: a\nexpected_urgency: []\n", ["2:19"]),
        ("id:\n  - a\nq0: a\n", ["2:3"]),
        ("q0: a\nexpected_outcomes: x\n", []),
        ("expected: soon\nexpected_urgency: soon\n", ["1:1", "1:11", "2:1"]),
        ("expected_urgency: soon\nexpected: soon\nq0: a\n", ["1:1", "1:1", "2:11", "3:1"]),
        ("expected:\nexpected_urgency: soon\n", ["1:1", "2:1"]),
    ],
)
def test_what_is_wrong_beside_bare_answers_has_its_place(text: str, places: list[str]) -> None:
    try:
        parse_case(text.encode(), "case")
    except AnswerError as error:
        found = [str(fault.place).removeprefix("case:") for fault in error.faults]
    else:
        found = []
    assert found == places
