"""``kneenumb batch``: rows in every format, what is said of all of them, and how it ends."""

import csv
import io
import json
import os
import stat
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from kneenumb import Urgency, load_case, load_tree, triage
from kneenumb.batch.rows import FURTHER, columns, json_rows
from kneenumb.batch.verdict import EvaluatedRow, Verdict
from kneenumb.cases.record import NOTHING_EXPECTED
from kneenumb.load import bundled
from kneenumb.prove.answer_range import Range
from tests.batches import as_csv, people_as_csv, teaching_cases
from tests.command import Done, run
from tests.examples import quick_first
from tests.flawed import write_flawed_tree
from tests.process import shell
from tests.scene import assert_scene
from tests.terminal import Terminal

CASES = teaching_cases()
EVERYTHING = ",".join(FURTHER)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of the teaching cases, and some rows that are damaged or not complete."""
    file = tmp_path_factory.mktemp("batch") / "mixed.csv"
    file.write_text(
        as_csv(CASES)
        + as_csv([{**CASES[0], "id": "n", "answers": {"saddle": "no"}}]).splitlines()[1]
        + "\nshort,row\n"
    )
    return file


def batch(file: Path | str, *argv: str, **env: str) -> Done:
    with patch.dict("os.environ", env):
        return run("batch", str(file), *argv)


# Rows


def test_a_row_has_at_least_the_columns_of_the_contract(mixed: Path) -> None:
    done = batch(mixed, "--format", "jsonl")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert list(found[0]) == columns(load_tree().as_proved(True))
    assert list(found[0]) == ["id", "outcome", "urgency", "red_flags", "error_kind", "error"]
    assert done.code == 4


def test_csv_and_tsv_say_what_json_lines_say(mixed: Path) -> None:
    options = ("--score", "--missing", "range", "--columns", EVERYTHING)
    lines = batch(mixed, "--format", "jsonl", *options).out.splitlines()
    expected = [json.loads(line) for line in lines]
    for format, delimiter in (("csv", ","), ("tsv", "\t")):
        text = batch(mixed, "--format", format, *options).out
        found = [*csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True)]
        assert found == [{name: cell(value) for name, value in row.items()} for row in expected]


def cell(value: Any) -> str:
    """A value of JSON as it stands in a table."""
    match value:
        case None:
            return ""
        case list():
            return ";".join(value)
        case dict():
            ticks = {k: v if isinstance(v, str) else ",".join(v) for k, v in value.items()}
            return ";".join(f"{name}={each}" for name, each in ticks.items())
    return str(value)


@pytest.mark.full
def test_further_columns_say_what_triage_says() -> None:
    done = run("batch", "teaching-cases", "--columns", EVERYTHING, "--format", "jsonl")
    tree = load_tree()
    for row in map(json.loads, done.out.splitlines()):
        case = load_case(row["id"])
        if row["error"]:
            assert (row["questions"], row["answers"], row["title"]) == (0, {}, None)
            continue
        told = json.loads(run("triage", "-a", row["id"], "--format", "json").out)
        result = triage(tree, case.given)
        # Several answers may raise one flag, which a row tells once.
        assert row["red_flags"] == [*dict.fromkeys(each["id"] for each in told["red_flags"])]
        assert row["says"] == [*dict.fromkeys(each["says"] for each in told["red_flags"])]
        same = ("outcome", "urgency", "title", "base_urgency", "action", "answers", "unused")
        assert {name: row[name] for name in same} == {name: told[name] for name in same}
        assert row["questions"] == len(told["answers"])
        assert row["floors"] == {each.id: each.urgency for each in result.raised}


def test_columns_come_in_the_order_asked_for_and_once() -> None:
    done = run("batch", "teaching-cases", "--columns", "title, questions,title", "-f", "csv")
    header = done.out.splitlines()[0].split(",")
    assert header == [*columns(load_tree().as_proved(True)), "title", "questions"]


def test_the_help_names_every_further_column() -> None:
    with patch.dict("os.environ", {"COLUMNS": "200"}):
        told = run("batch", "--help").out
    assert [name for name in FURTHER if name not in told] == []


def test_a_column_that_there_is_not_is_told() -> None:
    done = run("batch", "teaching-cases", "--columns", "titel")
    assert done.code == 2
    assert done.err == "kneenumb: There is no column 'titel'. Did you mean 'title'?\n"


@pytest.mark.parametrize("format", ["csv", "tsv", "jsonl"])
def test_the_name_of_the_output_tells_the_format(format: str, mixed: Path, tmp_path: Path) -> None:
    file = tmp_path / f"rows.{format}"
    done = batch(mixed, "--output", str(file))
    assert done.out == ""
    assert file.read_text() == batch(mixed, "--format", format).out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.full
def test_the_same_rows_are_the_same_bytes(mixed: Path) -> None:
    for format, env in (
        ("jsonl --columns says,answers", {"LC_ALL": "C", "PYTHONHASHSEED": "1", "NO_COLOR": "1"}),
        ("json", {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "FORCE_COLOR": "1"}),
        ("plain", {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "3", "FORCE_COLOR": "1"}),
    ):
        argv = f"--score --missing range -f {format}"
        here = batch(mixed, *argv.split()).out.encode()
        there = shell(f'kneenumb batch "$1" {argv} 2> /dev/null', mixed, env=env)
        assert there.out == here != b""


# What is said of all rows


@pytest.mark.parametrize(("format", "columns"), [("rich", 40), ("plain", 80), ("markdown", 80)])
def test_the_page(format: str, columns: int) -> None:
    with patch.object(bundled, "folder", lambda: Path("trees")):
        done = batch("teaching-cases", "--score", "-f", format, COLUMNS=str(columns))
    assert done.code == 0
    ending = "md" if format == "markdown" else "txt"
    place = "" if format == "markdown" else f"-{columns}"
    assert_scene(f"batch-{format}{place}.{ending}", done.out)
    assert max(map(len, done.out.splitlines())) <= columns or format == "markdown"


def test_the_page_of_rows_that_are_damaged_or_not_settled(mixed: Path) -> None:
    with patch("os.getcwd", lambda: str(mixed.parent)):
        done = batch(mixed, "--missing", "range", "-f", "plain")
    assert done.code == 4
    assert "54 rows: 17 emergencies, 3 without a result." in done.out
    assert "- Not settled, perhaps Emergency now: 1\n" in done.out
    assert "- No result: it has more or fewer cells than the header: 1\n" in done.out


def test_what_can_only_be_an_emergency_is_counted_and_named_as_one(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("id,saddle,whole_body\nlost,,stroke_signs\n")
    page = batch(file, "--missing", "range", "-f", "plain").out
    assert page.startswith("1 row: 1 emergency.\n\n- Emergency now: 1\n\nEmergencies:\n- lost: ")
    told = json.loads(batch(file, "--missing", "range", "-f", "json").out)
    assert [each["id"] for each in told["emergencies"]] == ["lost"]


def test_the_summary_as_json(mixed: Path) -> None:
    told = json.loads(batch(mixed, "--score", "--missing", "range", "-f", "json").out)
    assert told["rows"] == 54
    assert list(told["urgencies"]) == ["emergency", "same_day", "soon", "routine"]
    assert sum(told["urgencies"].values()) == sum(told["outcomes"].values()) == 50
    assert told["ranges"] == {"emergency": 1}
    assert told["errors"] == {"empty": 1, "stands_alone": 1, "width": 1}
    assert told["score"]["under"]["part"] == 0
    assert [each["id"] for each in told["refused"]][-1] == "short"


def test_an_emergency_is_said_in_words_first() -> None:
    for format in ("rich", "plain", "markdown"):
        text = " ".join(run("batch", "teaching-cases", "-f", format).out.split())
        assert text.index("emergencies") < text.index("Numb, tingling") < text.index("By outcome")


def test_beside_rows_what_became_of_them_goes_to_the_standard_error(mixed: Path) -> None:
    done = batch(mixed, "--format", "csv")
    assert "54 rows: 17 emergencies, 4 without a result." in done.err
    assert "55:1: This row has 2 cells, but the header has" in " ".join(done.err.split())
    assert done.err.rstrip().splitlines()[-1].startswith("54 rows in ")


def test_an_emergency_sign_in_a_row_without_a_result_is_said(tmp_path: Path) -> None:
    table = tmp_path / "x.csv"
    table.write_text("id,saddle,weakness\n" + "a,no,weka\n" * 25 + "b,yes,weka\n")
    text = " ".join(batch(table, "-f", "plain").out.split())
    assert (
        "0 emergencies, 26 without a result. 1 row without a result holds an emergency sign."
        in text
    )
    assert text.index("b: Numb, tingling") < text.index("Rows without a result:")
    told = json.loads(batch(table, "-f", "json").out)
    assert [each["id"] for each in told["alarms"]] == ["b"]


# Score


def with_expectation(**expected: Any) -> str:
    return json.dumps({**CASES[0], "expected": expected}) + "\n"


def test_a_row_that_is_not_as_expected_is_found_and_ends_with_1() -> None:
    lines = with_expectation(urgency="soon") + with_expectation(urgency=["soon", "emergency"])
    argv = ("batch", "-", "--input-format", "jsonl", "--score", "--repeated-ids", "-f", "jsonl")
    done = run(*argv, stdin=lines.encode())
    assert [json.loads(line)["agreement"] for line in done.out.splitlines()] == ["over", "agrees"]
    assert "v1: expected soon, found emergency o_em_cauda_equina" in done.err
    assert done.code == 1


def test_nothing_to_score_is_no_pass(tmp_path: Path) -> None:
    lines = json.dumps({"saddle": "yes"}).encode()
    done = run("batch", "-", "--input-format", "jsonl", "--score", "-f", "jsonl", stdin=lines)
    assert done.code == 4
    assert "No row says what is expected of it" in done.err
    table = tmp_path / "x.csv"
    table.write_text("saddle\nyes\n")
    assert "No row says what is expected of it" in batch(table, "--score").err


@pytest.mark.parametrize("word", ["urgency: emergencies", "outcome: o_none", "error: mising"])
def test_an_expectation_that_is_not_understood_is_an_error(word: str, tmp_path: Path) -> None:
    key, value = word.split(": ")
    table = tmp_path / "x.csv"
    table.write_text(f"saddle,expected_{key}\nyes,{value}\n")
    done = batch(table, "-f", "jsonl")
    row = json.loads(done.out)
    assert (row["error_kind"], done.code) == ("expected", 4)
    assert value in row["error"]


# How it ends


def test_the_first_bad_row_stops_it_where_that_is_wanted(mixed: Path, tmp_path: Path) -> None:
    done = batch(mixed, "--fail-fast", "-f", "jsonl")
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [bool(row["error"]) for row in found] == [False] * (len(found) - 1) + [True]
    assert (done.code, len(found)) == (4, 45)
    assert "Stopped at the first row that cannot be used." in done.err
    file = tmp_path / "rows.csv"
    assert batch(mixed, "--fail-fast", "--output", str(file)).code == 4
    assert list(tmp_path.iterdir()) == []
    # A row that has to be refused is no bad row.
    assert batch("teaching-cases", "--fail-fast", "--score", "-f", "csv").code == 0


def test_a_tree_that_is_not_proved_is_refused_and_marks_every_row(tmp_path: Path) -> None:
    tree = write_flawed_tree(tmp_path / "flawed.yaml")
    cases = tmp_path / "cases.csv"
    cases.write_text("saddle,background\nyes,none\n")
    done = batch(cases, "--tree", str(tree))
    assert (done.code, done.out) == (3, "")
    assert "not safe to use" in done.err
    argv = (str(cases), "--tree", str(tree), "--unchecked")
    assert json.loads(batch(*argv, "-f", "jsonl").out)["checked"] is False
    assert batch(*argv, "-f", "csv").out.splitlines()[0].endswith(",checked")
    assert batch(*argv, "-f", "csv").out.splitlines()[1].endswith(",false")
    for format in ("plain", "rich", "markdown"):
        assert "not checked for safety" in " ".join(batch(*argv, "-f", format).out.split())
    assert "not checked for safety" in batch(*argv, "-f", "csv").err
    assert json.loads(batch(*argv, "-f", "json").out)["checked"] is False


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--columns", "title", "-f", "plain"), "the format 'plain' has none"),
        (("--input-format", "yaml"), "Leave out --input-format"),
        (("--delimiter", ";"), "Only CSV files have a delimiter"),
        (("--map-template", "--score"), "takes no notice of --score."),
        (("--map-template", "-f", "csv", "--ignore", "x"), "no notice of --ignore, --format."),
        (("--map-template", "--columns", "title"), "takes no notice of --columns."),
        (("--map-template", "--map", "x.yaml"), "takes no notice of --map."),
        (("--map-template", "--missing", "range"), "takes no notice of --missing."),
        (("--map-template", "--fail-fast"), "takes no notice of --fail-fast."),
        (("--map-template", "--unchecked"), "takes no notice of --unchecked."),
        (("--missing", "guess"), "--missing"),
        (("-o", "no/such/folder/x.csv"), "cannot be written"),
        (("--map", "no-such-map.yaml"), "The map cannot be read"),
        (("--ignore", "x"), "only in tables and JSON Lines"),
    ],
)
def test_what_does_not_go_together_is_a_usage_error(argv: tuple[str, ...], told: str) -> None:
    done = run("batch", "teaching-cases", *argv)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_the_output_never_takes_the_place_of_what_is_read(tmp_path: Path) -> None:
    table, map, tree = (tmp_path / name for name in ("cases.csv", "map.yaml", "tree.yaml"))
    table.write_text(as_csv(CASES))
    map.write_text("columns:\n  Case: id\n")
    tree.write_bytes(Path("trees/knee-numbness.yaml").read_bytes())
    link = tmp_path / "link.csv"
    link.symlink_to(table)
    before = {each: each.read_bytes() for each in (table, map, tree)}
    rows = ("-f", "csv", "--map", str(map))
    for output in (*before, link):
        for more in (rows, ("--map-template",)):
            if more != rows and output is map:  # It reads no map.
                continue
            done = batch(table, *more, "--tree", str(tree), "-o", str(output))
            assert done.code == 2 and "would overwrite" in done.err
    assert before == {each: each.read_bytes() for each in before}


def test_the_output_never_takes_the_place_of_a_case_in_a_folder(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("answers: {saddle: yes}\n")
    done = batch(tmp_path, "-f", "jsonl", "-o", str(case))
    assert done.code == 2 and "would overwrite" in done.err
    assert case.read_text() == "answers: {saddle: yes}\n"
    for _ in range(2):  # What is no case may be written anew.
        assert batch(tmp_path, "-o", str(tmp_path / "rows.jsonl")).code == 0


@pytest.mark.parametrize("more", [(), ("--map-template",)])
@pytest.mark.parametrize("delimiter", ["", ";;", '"', "\n"])
def test_cells_are_separated_by_one_character(delimiter: str, more: tuple[str, ...]) -> None:
    done = run("batch", "cases.csv", "--delimiter", delimiter, *more)
    assert done.code == 2 and "separated by one character" in done.err


@pytest.mark.parametrize("format", quick_first(["jsonl", "csv", "plain", "json"], 0))
def test_a_reader_who_leaves_early_is_no_fault(format: str) -> None:
    script = f"kneenumb batch teaching-cases -f {format} 2> err | head -c 100; cat err >&2; rm err"
    ended = shell(script)
    assert "Traceback" not in ended.err and ended.out


@pytest.mark.full
def test_a_full_disk_is_told() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no such device here")
    ended = shell("kneenumb batch teaching-cases -f csv > /dev/full")
    assert ended.code == 2 and "No space left" in ended.err


# On a terminal


def test_on_a_terminal_it_shows_a_page_and_not_rows() -> None:
    with Terminal("batch", "teaching-cases", rows=120) as terminal:
        assert terminal.end() == 4
        assert "52 rows: 17 emergencies, 2 without a result." in terminal.said
        assert "{" not in terminal.said


@pytest.mark.full
def test_a_bar_shows_how_far_it_is_and_is_gone_at_the_end(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(people_as_csv(30_000))
    with Terminal("batch", str(table), "-o", str(tmp_path / "rows.csv"), rows=60) as terminal:
        assert terminal.end() == 0
        assert "30,000 rows in" in terminal.said
        assert "%" in terminal.raw.decode() and "━" in terminal.raw.decode()
        assert not any("━━" in line and "%" in line for line in terminal.lines)


@pytest.mark.full
def test_there_is_no_bar_where_nobody_can_see_it(tmp_path: Path) -> None:
    with Terminal(
        "batch", "teaching-cases", "-o", str(tmp_path / "r.csv"), env={"TERM": "dumb"}, rows=80
    ) as terminal:
        terminal.end()
        assert "52 rows in" in terminal.said
        assert "━" not in terminal.raw.decode() and "\x1b" not in terminal.raw.decode()


def test_what_no_other_row_shares_is_not_kept() -> None:
    """Ranges are as many as there are incomplete rows, and would fill the memory."""
    rows = json_rows(load_tree(), columns(load_tree(), ranges=True))
    unsettled = Verdict((), range=Range(Urgency.ROUTINE, Urgency.SOON, ("o_x",), ("q",), "q"))
    settled = Verdict((), "o_unclear", Urgency.SOON, Urgency.SOON)
    for verdict in (unsettled, settled):
        assert rows.text([EvaluatedRow("a", None, verdict, NOTHING_EXPECTED, {}, ())])
    assert [*rows._texts] == [settled]
