"""Where many cases come from: folders, files, and their formats."""

import io
import os
from pathlib import Path

import pytest

from kneenumb import AnswerError, Place, Tree
from kneenumb.cases.blocks import Position
from kneenumb.cases.case_folder import case_files, file_blocks
from kneenumb.cases.input_format import InputFormat, format_of
from kneenumb.cases.record import Record
from kneenumb.cases.source import find_file, open_files, open_stream
from kneenumb.load.case_file import parse_case
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.urgency import Urgency
from tests.command import run
from tests.small import chain, tree_of

BEGINNING = Position()
SMALL = tree_of(chain(2))


def folder(path: Path, **files: str) -> Path:
    path.mkdir(exist_ok=True)
    for name, text in files.items():
        (path / name.replace("__", ".")).write_text(text)
    return path


def records(path: Path, start: Position = BEGINNING, tree: Tree = SMALL) -> list[Record]:
    opened = open_files(str(path), start)
    assert opened is not None
    reader = opened.source.reader(tree)
    return [reader.record(row) for block in opened.blocks for row in reader.rows(block)]


def test_the_files_of_a_folder_come_by_name(tmp_path: Path) -> None:
    folder(tmp_path, b__yaml="q0: b\n", a10__YML="q0: a\n", a9__json='{"q0": "b", "q1": null}')
    folder(tmp_path / "more.yaml", c__yaml="q0: a\n")
    folder(tmp_path, __hidden__yaml="q0: a\n", notes__txt="q0: a\n", README="q0: a\n")
    assert [path.name for path in case_files(tmp_path)] == ["a10.YML", "a9.json", "b.yaml"]
    found = records(tmp_path)
    assert [(each.id, each.given[0].options) for each in found] == [
        ("a10", ("a",)),
        ("a9", ("b",)),
        ("b", ("b",)),
    ]
    assert [str(each.place) for each in found] == [
        f"{tmp_path / 'a10.YML'}:1:1",
        f"{tmp_path / 'a9.json'}:1:1",
        f"{tmp_path / 'b.yaml'}:1:1",
    ]
    # What is nothing in JSON is nothing here too.
    assert [each.question for each in found[1].given] == ["q0"]


def test_a_folder_is_gone_on_with_from_any_file(tmp_path: Path) -> None:
    folder(tmp_path, a__yaml="q0: a\n", b__yaml="[]\n", c__yaml="- q0: a\n- q0: b\n")
    for block in file_blocks(case_files(tmp_path), BEGINNING):
        rest = [*file_blocks(case_files(tmp_path), block.end)]
        assert [each.start for each in rest] == [Position(at) for at in range(block.end.offset, 3)]
    assert [each.id for each in records(tmp_path)] == ["a", "c", "c"]
    assert [each.id for each in records(tmp_path, Position(1))] == ["c", "c"]


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
    assert [bool(each.faults) for each in found] == [False, *[True] * 7, False]
    assert [each.id for each in found] == [*"abcdefg", "1", "i"]
    places = [each.faults[0].place for each in found[1:8]]
    assert [place and Path(place.origin).name[0] for place in places] == [*"bcdefgh"]
    assert "No such file" in found[4].faults[0].cause


def test_a_file_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\x1b[2J.yaml"
    try:
        Path(os.fsdecode(name)).write_text("saddle: yes\n")
    except OSError:
        pytest.skip("This system takes no such names.")
    done = run("batch", str(tmp_path), "--format", "jsonl")
    assert done.code == 4
    assert "\x1b" not in done.out + done.err
    assert '"error_kind": "id"' in done.out and '"rf_saddle_numbness"' in done.out


@pytest.mark.parametrize("name", ["cases", "cases.yaml"])
def test_a_folder_without_cases_is_told(name: str, tmp_path: Path) -> None:
    folder(tmp_path / name, notes__txt="q0: a\n")
    with pytest.raises(AnswerError, match=r"There are no case files in the folder \(.yaml, .yml"):
        open_files(str(tmp_path / name), BEGINNING)


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.csv", InputFormat.CSV),
        ("a.TSV", InputFormat.TSV),
        ("a.tab", InputFormat.TSV),
        ("a.b.jsonl", InputFormat.JSONL),
        ("a.ndjson", InputFormat.JSONL),
        ("a.yml", InputFormat.YAML),
        ("a.yaml", InputFormat.YAML),
        ("a.json", InputFormat.JSON),
    ],
)
def test_the_name_of_a_file_tells_its_format(name: str, format: InputFormat) -> None:
    assert format_of(Path(name)) is format


@pytest.mark.parametrize("name", ["a", "a.csv.gz", "a.xlsx", ".csv"])
def test_a_name_that_does_not_tell_is_told(name: str) -> None:
    with pytest.raises(AnswerError, match="Use --input-format with one of: csv, tsv, jsonl"):
        format_of(Path(name))


@pytest.mark.parametrize("name", ["gone.csv", "x" * 300, "a/" * 3_000])
def test_a_file_that_there_is_not_is_told(name: str) -> None:
    assert open_files(name, BEGINNING) is None
    with pytest.raises(AnswerError, match="There is no such file or folder"):
        find_file(name)


@pytest.mark.parametrize("format", InputFormat)
def test_the_end_of_any_block_is_a_place_to_go_on_from(format: InputFormat, tmp_path: Path) -> None:
    texts = {
        InputFormat.CSV: "id,q0\n1,a\n2,b\n" * 1,
        InputFormat.TSV: "id\tq0\n1\ta\n2\tb\n",
        InputFormat.JSONL: '{"id": "1", "q0": "a"}\n{"id": "2", "q0": "b"}\n',
        InputFormat.YAML: "- {id: '1', q0: a}\n- {id: '2', q0: b}\n",
        InputFormat.JSON: '[{"id": "1", "q0": "a"}, {"id": "2", "q0": "b"}]',
    }

    def ids(start: Position) -> list[tuple[list[str], Position]]:
        stream = io.BytesIO(texts[format].encode())
        opened = open_stream(stream, "rows", format, ColumnMap(), ",", start)
        assert opened.size == len(texts[format])
        reader = opened.source.reader(SMALL)
        return [
            ([reader.record(row).id for row in reader.rows(block)], block.end)
            for block in opened.blocks
        ]

    whole = ids(BEGINNING)
    assert [id for found, _ in whole for id in found] == ["1", "2"]
    for at, (_, end) in enumerate(whole):
        assert ids(end) == whole[at + 1 :]


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
