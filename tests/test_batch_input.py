"""``kneenumb batch``: the same cases through every kind of input, and input that is damaged."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from kneenumb.cases import case_folder
from kneenumb.cases.input_format import InputFormat
from kneenumb.load import bundled
from kneenumb.load.case_file import load_case
from tests.batches import (
    INPUTS,
    TREE,
    as_csv,
    as_folder,
    as_json_lines,
    people_as_csv,
    teaching_cases,
)
from tests.command import Done, run

CASES = teaching_cases()


def rows(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


def without_place(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the name of its file, the line and the column."""
    error = row["error"] and re.sub(r"(^|\| )\S+:\d+:\d+: ", r"\1", row["error"])
    return {**row, "error": error}


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    """The rows of the teaching cases that come with the package."""
    done = run("batch", "teaching-cases", "--score", "--format", "jsonl")
    assert done.code == 0
    return list(map(without_place, rows(done)))


def test_the_teaching_cases_come_out_as_they_expect(expected: list[dict[str, Any]]) -> None:
    assert [row["id"] for row in expected] == list(bundled.cases())
    assert {row["agreement"] for row in expected} == {"agrees"}
    for row in expected:
        wanted = load_case(row["id"]).case.expected
        assert wanted is not None
        assert (row["outcome"], row["error_kind"]) == (wanted.outcome, wanted.error)


@pytest.mark.parametrize("name", INPUTS)
def test_every_kind_of_input_gives_the_same_rows(
    name: str, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(INPUTS[name](CASES))
    done = run("batch", str(file), "--score", "--format", "jsonl")
    assert list(map(without_place, rows(done))) == expected
    assert done.code == 0


def test_a_folder_gives_the_same_rows(expected: list[dict[str, Any]], tmp_path: Path) -> None:
    as_folder(CASES, tmp_path / "cases")
    (tmp_path / "cases" / ".hidden.yaml").write_text("saddle: x\n")
    (tmp_path / "cases" / "notes.txt").write_text("nothing\n")
    done = run("batch", str(tmp_path / "cases"), "--score", "--format", "jsonl")
    by_name = sorted(expected, key=lambda row: f"{row['id']}.yaml")
    assert list(map(without_place, rows(done))) == by_name


@pytest.mark.parametrize("format", InputFormat)
def test_the_standard_input_gives_the_same_rows(
    format: InputFormat, expected: list[dict[str, Any]]
) -> None:
    name = next(name for name in ("list.yaml", *INPUTS) if name.endswith(f".{format}"))
    stdin = INPUTS[name](CASES).encode()
    done = run("batch", "-", "--input-format", format, "--score", "--format", "jsonl", stdin=stdin)
    assert list(map(without_place, rows(done))) == expected


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\r\n", "\n"),
        lambda text: text.rstrip("\r\n"),
        lambda text: text.replace("\r\n", "\r\n\r\n"),
    ],
    ids=["byte order mark", "line feeds", "no last line break", "blank lines"],
)
def test_how_a_table_is_written_makes_no_difference(
    change: Any, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    file = tmp_path / "cases.csv"
    file.write_bytes(change(as_csv(CASES)).encode())
    done = run("batch", str(file), "--score", "--format", "jsonl")
    assert list(map(without_place, rows(done))) == expected


def test_another_delimiter_is_found_and_said(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(as_csv(CASES, "|"))
    done = run("batch", str(file), "--score")
    assert done.code == 0 and "separated by '|'" in done.err
    done = run("batch", str(file), "--delimiter", ",")
    assert (done.code, done.out) == (4, "")
    assert "separated by '|'" in done.err and "--delimiter '|'" in done.err
    assert run("batch", str(file), "--delimiter", "|", "--score").code == 0


# Damage

GOOD = people_as_csv(20).splitlines()
HEADER, PERSON = GOOD[0], GOOD[1]
WIDTH = HEADER.count(",") + 1


def with_cell(column: str, cell: str) -> str:
    cells = PERSON.split(",")
    cells[HEADER.split(",").index(column)] = cell
    return ",".join(cells)


DAMAGED_ROWS = {
    "too few cells": ("a,no", "width"),
    "too many cells": (PERSON + ",x", "width"),
    "a quote that is not closed": (PERSON.replace("p0,", 'p0,"'), "syntax"),
    "a quote in the middle": (with_cell("saddle", 'n"o'), "unknown_option"),
    "text after a quote": (with_cell("saddle", '"n"o'), "syntax"),
    "a lone carriage return": (with_cell("saddle", "n\ro"), "syntax"),
    "bytes that are no text": (with_cell("saddle", "n\udcffo"), "encoding"),
    "a null byte": (with_cell("saddle", "n\0o"), "unknown_option"),
    "an unknown option": (with_cell("saddle", "noo"), "unknown_option"),
    "another language": (with_cell("saddle", "нет"), "unknown_option"),
    "a capital letter": (with_cell("saddle", "No"), "unknown_option"),
    "a missing answer": (with_cell("saddle", ""), "missing"),
    "only blanks": (with_cell("saddle", "  "), "missing"),
    "no answers at all": ("nobody" + "," * (WIDTH - 1), "missing"),
    "a checklist without a tick": (with_cell("whole_body", ";"), "empty"),
    "none and another": (with_cell("whole_body", "none;stroke_signs"), "stands_alone"),
    "the same tick twice": (with_cell("whole_body", "stroke_signs;stroke_signs"), "twice"),
    "several where one is asked": (with_cell("saddle", "no;yes"), "unknown_option"),
    "an id that cannot be shown": (with_cell("id", "a\x1b[2Jb"), "id"),
    "a very long id": (with_cell("id", "x" * 500), "id"),
    "a very long cell": (with_cell("saddle", "x" * 200_000), "too_long"),
    "a very long line": ("x" * 1_100_000, "too_long"),
}


def test_every_damaged_row_has_an_error_with_its_place_and_no_good_row_is_lost(
    tmp_path: Path,
) -> None:
    lines, damaged = [HEADER], {}
    for at, (row, kind) in enumerate(DAMAGED_ROWS.values()):
        lines.append(GOOD[1 + at % 20].replace("p", f"good{at}-", 1))
        lines.append(row)
        damaged[len(lines)] = kind
    lines.append(GOOD[5])
    file = tmp_path / "damaged.csv"
    file.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    done = run("batch", str(file), "--format", "jsonl")
    found = rows(done)
    assert len(found) == len(lines) - 1
    assert len(damaged) >= 20
    for line, row in enumerate(found, 2):
        if line in damaged:
            assert row["error_kind"] == damaged[line], row
            assert re.match(rf"{re.escape(str(file))}:{line}:\d+: ", row["error"]), row
            assert (row["outcome"], row["urgency"]) == (None, None)
        else:
            assert (row["error"], row["id"][:4]) in ((None, "good"), (None, "p4")), row
    assert done.code == 4
    assert f"{len(damaged)} without a result" in done.err
    assert "\x1b" not in done.out + done.err


DAMAGED_LINES = {
    "no JSON": ("{saddle: no}", "syntax"),
    "half a line": ('{"saddle": "no"', "syntax"),
    "a list": ('["no"]', "syntax"),
    "a word": ('"no"', "syntax"),
    "a key twice": ('{"saddle": "no", "saddle": "yes"}', "syntax"),
    "an unknown question": ('{"sadle": "no"}', "unknown_question"),
    "an unknown word of a case": ('{"answers": {"saddle": "no"}, "titel": "x"}', "syntax"),
    "true for yes": ('{"saddle": true}', "unknown_option"),
    "a number": ('{"saddle": 1}', "unknown_option"),
    "nothing said": ('{"saddle": null}', "missing"),
    "an empty list": ('{"whole_body": []}', "empty"),
    "a mapping for an answer": ('{"saddle": {"yes": 1}}', "syntax"),
    "a list in a list": ('{"whole_body": [["none"]]}', "syntax"),
    "an escape sequence": ('{"saddle": "\\u001b[2J"}', "syntax"),
    "half a character": ('{"saddle": "\\ud800"}', "syntax"),
    "nested without end": ("[" * 100_000, "syntax"),
    "a number without end": ('{"saddle": ' + "9" * 10_000 + "}", "unknown_option"),
    "another tree": ('{"tree": "starter", "saddle": "no"}', "other_tree"),
    "no answers": ("{}", "missing"),
    "bytes that are no text": ('{"saddle": "n\udcffo"}', "encoding"),
    "a very long line": (json.dumps({"saddle": "x" * 1_100_000}), "too_long"),
}


def test_every_damaged_line_of_json_has_an_error_with_its_place(tmp_path: Path) -> None:
    good = [line for line in as_json_lines(CASES).splitlines() if '"o_' in line][:5]
    lines, damaged = [], {}
    for row, kind in DAMAGED_LINES.values():
        lines += [good[len(lines) % 5], row]
        damaged[len(lines)] = kind
    lines.append(good[0])
    file = tmp_path / "damaged.jsonl"
    file.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    done = run("batch", str(file), "--format", "jsonl", "--repeated-ids")
    found = rows(done)
    assert len(found) == len(lines)
    for line, row in enumerate(found, 1):
        assert row["error_kind"] == damaged.get(line), (line, row)
        if line in damaged:
            assert re.match(rf"{re.escape(str(file))}:{line}:\d+: ", row["error"]), row
    assert done.code == 4


def test_a_case_that_is_no_yaml_spoils_no_other(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text("- saddle: yes\n- saddle: [yes\n- {saddle: 'yes'\n- saddle: not_sure\n")
    found = rows(run("batch", str(file), "--format", "jsonl"))
    assert [row["urgency"] for row in found] == ["emergency", None, None, "emergency"]
    assert found[1]["error"].startswith(f"{file}:")


def test_a_file_that_cannot_be_read_has_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_folder(CASES[:3], tmp_path / "cases")
    content = case_folder.content

    def unreadable(path: Path) -> bytes:
        if path.stem == "v1-flip":
            raise PermissionError(13, "Permission denied")
        return content(path)

    monkeypatch.setattr(case_folder, "content", unreadable)
    found = rows(run("batch", str(tmp_path / "cases"), "--format", "jsonl"))
    assert [row["error_kind"] for row in found] == ["syntax", None, None]
    assert "Permission denied" in found[0]["error"]


@pytest.mark.parametrize(
    ("name", "content", "code", "told"),
    [
        ("empty.csv", b"", 4, "The file is empty"),
        ("blank.csv", b"\n\n", 4, "The file is empty"),
        ("latin.csv", "id,s\xe4ddle\n".encode("latin-1"), 4, "header is not UTF-8"),
        ("mac.csv", b"id,saddle\ra,yes\r", 4, "cannot be read"),
        ("zip.csv", gzip.compress(b"id,saddle\n", mtime=0), 4, "header"),
        ("cut.csv.gz", gzip.compress(b"id,saddle\n" * 99, mtime=0)[:-9], 4, "damaged, or cut off"),
        ("text.csv.gz", b"id,saddle\n", 4, "damaged, or cut off"),
        ("old.xls", b"\xd0\xcf", 4, "Save it as CSV UTF-8"),
        ("text.xlsx", b"id,saddle\n", 4, "no Excel workbook"),
        ("text.parquet", b"id,saddle\n", 4, "no Parquet file"),
        ("no-question.csv", b"id,title\na,b\n", 4, "None of the columns is a question"),
        ("typo.csv", b"id,sadle\na,yes\n", 4, "Did you mean 'saddle'?"),
        ("twice.csv", b"saddle,saddle\nyes,no\n", 4, "both about 'saddle'"),
        ("both.csv", b"whole_body,whole_body.none\nnone,yes\n", 4, "both about 'whole_body'"),
        ("quote.csv", b'id,"saddle\na,yes\n', 4, "cannot be read"),
        ("cases.doc", b"saddle: yes\n", 4, "--input-format"),
    ],
)
def test_what_is_no_input_is_told_at_once(
    name: str, content: bytes, code: int, told: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    done = run("batch", str(file), "--output", str(tmp_path / "rows.csv"))
    assert (done.code, done.out) == (code, "")
    assert told in done.err and "kneenumb: " in done.err
    assert not (tmp_path / "rows.csv").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("header.csv", b"id,saddle\n"),
        ("blank.csv", b"id,saddle\n,\n , \n"),
        ("empty.jsonl", b""),
        ("empty.yaml", b"# nothing\n"),
    ],
)
def test_an_input_without_a_single_case_is_told(name: str, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    done = run("batch", str(file), "--format", "jsonl")
    assert (done.code, done.out) == (4, "")
    assert "not a single case" in done.err


def test_what_a_table_cannot_tell_is_said(tmp_path: Path) -> None:
    file = tmp_path / "few.csv"
    file.write_text("saddle,whole_body.none\nyes,yes\n")
    done = run("batch", str(file), "--format", "jsonl")
    assert "There is no column for the question 'bladder_bowel'." in done.err
    assert "'whole_body.stroke_signs': nobody can have ticked it." in done.err
    assert rows(done)[0]["urgency"] == "emergency"


def test_a_checklist_that_nobody_was_shown_is_no_fault_and_one_that_was_is(tmp_path: Path) -> None:
    """Many programs write "no" for every line of a question that was skipped."""
    options = [f"whole_body.{option}" for option in TREE.questions["whole_body"].options]
    untouched, skipped = "no," * len(options), "," * len(options)
    text = f"{','.join(options)},saddle,bladder_bowel\n"
    # Twice each, as what was seen before is only looked up.
    for row in (f"{untouched}yes,no\n", f"{untouched}no,no\n", f"{skipped}no,no\n"):
        text += row * 2
    table = tmp_path / "skipped.csv"
    table.write_text(text)
    found = rows(run("batch", str(table), "-f", "jsonl"))
    kinds = [None, None, "empty", "empty", "missing", "missing"]
    assert [row["error_kind"] for row in found] == kinds
    assert found[0]["urgency"] == found[1]["urgency"] == "emergency"


@pytest.mark.parametrize("name", ["nothing.csv", "teaching-case", "no-folder/x.csv", "x" * 300])
def test_a_file_that_there_is_not(name: str) -> None:
    done = run("batch", name)
    assert (done.code, done.out) == (4, "")
    assert f"kneenumb: {name}: There is no such file" in done.err


def test_the_standard_input_has_to_say_what_it_is() -> None:
    done = run("batch", "-", stdin=b"saddle\nyes\n")
    assert done.code == 4
    assert "--input-format csv|tsv|jsonl|yaml|json" in done.err
