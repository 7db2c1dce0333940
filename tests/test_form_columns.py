"""``kneenumb batch --from``: what is exported of a form comes back with the same result."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import load_tree
from kneenumb.load import bundled
from kneenumb.load.case_file import load_case
from tests.command import Done, run
from tests.examples import examples, quick_first
from tests.form_programs import EXPORTS, as_fields, fields_of
from tests.strategies import answered
from tests.test_export_form import RESERVED, reserved

TREE = load_tree()
ALL = pytest.mark.parametrize("program", quick_first(EXPORTS))


def export(program: str, tree: Any, people: Mapping[str, Mapping[str, tuple[str, ...]]]) -> str:
    """What a program exports of its form of a tree, filled in by some people."""
    kind, write = EXPORTS[program]
    filled = {id: as_fields(tree, kind, answers) for id, answers in people.items()}
    return write(fields_of(tree, kind), filled)


def told(done: Done) -> list[tuple[Any, ...]]:
    """What becomes of each row, apart from places in files."""
    rows = [json.loads(line) for line in done.out.splitlines()]
    keys = ("id", "outcome", "urgency", "red_flags", "error_kind")
    return [tuple(row[key] for key in keys) for row in rows]


def batch(program: str, text: str, path: Path, *more: str) -> Done:
    path.write_text(text, "utf-8")
    return run("batch", str(path), "--from", EXPORTS[program][0], "-f", "jsonl", *more)


@ALL
def test_every_teaching_case_comes_back_with_the_same_result(program: str, tmp_path: Path) -> None:
    cases = {
        name: {given.question: given.options for given in load_case(path).given}
        for name, path in bundled.cases().items()
    }
    done = batch(program, export(program, TREE, cases), tmp_path / "export.csv")
    # No form has an answer that is empty: nothing ticked is no answer.
    expected = [
        (*row[:-1], "missing" if row[-1] == "empty" else row[-1])
        for row in told(run("batch", "teaching-cases", "-f", "jsonl"))
    ]
    assert sorted(told(done)) == sorted(expected) and len(expected) == len(cases) > 50
    assert "There is no column" not in done.err


@pytest.mark.full
@given(program=st.sampled_from([*EXPORTS]), case=answered())
@examples(150)
def test_so_do_answers_to_any_tree(program: str, case, tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    data, tree, answers = case
    folder = tmp_path_factory.mktemp("form")
    argv = ("--tree", str(folder / "tree.json"), "--unchecked")
    (folder / "tree.json").write_text(json.dumps(data))
    # A question that nobody is ever asked is not in the form.
    asked = {field.name for field in fields_of(tree, EXPORTS[program][0])}
    answers = {name: options for name, options in answers.items() if name in asked}
    # One of them stops half-way.
    people = {"1": answers, "2": dict([*answers.items()][: len(answers) // 2])}
    (folder / "cases.jsonl").write_text(
        "".join(json.dumps({"id": id, **each}) + "\n" for id, each in people.items())
    )
    expected = told(run("batch", str(folder / "cases.jsonl"), "-f", "jsonl", *argv))
    done = batch(program, export(program, tree, people), folder / "export.csv", *argv)
    assert told(done) == expected


@ALL
def test_questions_that_are_called_otherwise_in_the_form_are_known(
    program: str, tmp_path: Path
) -> None:
    (tmp_path / "tree.json").write_text(json.dumps(reserved()))
    tree = load_tree(str(tmp_path / "tree.json"))
    text = export(program, tree, {"1": dict.fromkeys(RESERVED, ("a",))})
    argv = ("--tree", str(tmp_path / "tree.json"), "--unchecked")
    assert told(batch(program, text, tmp_path / "x.csv", *argv))[0][1] == "end"


@ALL
def test_boxes_without_a_tick_are_no_answer(program: str, tmp_path: Path) -> None:
    text = export(program, TREE, {"1": {"saddle": ("no",), "bladder_bowel": ("no",)}})
    path = tmp_path / "export.csv"
    row = ("1", None, None, [], "missing")
    assert told(batch(program, text, path)) == [row]
    open_row = json.loads(batch(program, text, path, "--missing", "range").out)
    assert open_row["error"] is None and open_row["ask_next"] == "whole_body"


def with_column(text: str, header: str, value: str) -> str:
    first, *rows = csv.reader(io.StringIO(text))
    made = io.StringIO()
    csv.writer(made).writerows([[*first, header], *([*row, value] for row in rows)])
    return made.getvalue()


@ALL
def test_a_column_that_is_not_of_the_form_is_told_with_the_way_on(
    program: str, tmp_path: Path
) -> None:
    text = with_column(export(program, TREE, {"1": {"saddle": ("yes",)}}), "age_group", "3")
    path = tmp_path / "export.csv"
    done = batch(program, text, path)
    assert done.code == 4 and done.err.count("\n") == 1
    assert "The column 'age_group' is nothing that knee-numbness asks." in done.err
    assert "--map" in done.err and "--ignore 'age_group'" in done.err
    assert batch(program, text, path, "--ignore", "age_group").code == 0
    # A map says more, and wins.
    (tmp_path / "map.yaml").write_text("columns: {age_group: id}\n")
    argv = ("--map", str(tmp_path / "map.yaml"), "--ignore", "*record_id")
    ignored = argv if program != "kobo, boxes" else argv[:2]
    assert told(batch(program, text, path, *ignored))[0][:2] == ("3", "o_em_cauda_equina")


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("whole_body___none", "Use --from redcap for what comes of a form"),
        ("whole_body___1", "'1' is no option of 'whole_body'. Use --from redcap for what"),
        ("g/whole_body/none", "Use --from xlsform for what comes of a form"),
    ],
)
def test_without_being_told_what_it_is_of_a_heading_of_a_form_names_the_option(
    header: str, says: str, tmp_path: Path
) -> None:
    (tmp_path / "x.csv").write_text(f"saddle,{header}\nno,1\n")
    done = run("batch", str(tmp_path / "x.csv"))
    assert done.code == 4 and says in done.err and "--map-template" in done.err


def test_values_that_no_form_has_are_told(tmp_path: Path) -> None:
    text = "record_id,saddle,whole_body___none\n1,Perhaps,1\n2,no,Maybe\n3,yes,2\n"
    done = batch("redcap", text, tmp_path / "x.csv")
    flags = ["rf_saddle_numbness"]
    kinds = [("1", "unknown_option", []), ("2", "unknown_value", []), ("3", "unknown_value", flags)]
    assert [(row[0], row[4], row[3]) for row in told(done)] == kinds
    assert "'Maybe' in the column 'whole_body___none'" in done.out


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("x.jsonl",), "Exports of forms are read as tables. Leave out --from."),
        (("teaching-cases",), "Exports of forms are read as tables. Leave out --from."),
        (("x.csv", "--engine", "duckdb", "-o", "y.csv"), "does not read exports of forms"),
        (("x.csv", "--map-template"), "takes no notice of --from"),
    ],
)
def test_it_is_refused_where_it_means_nothing(
    argv: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.jsonl").write_text("{}\n")
    Path("x.csv").write_text("saddle\nno\n")
    done = run("batch", *argv, "--from", "redcap")
    assert done.code == 2 and done.out == "" and says in done.err and done.err.count("\n") == 1
