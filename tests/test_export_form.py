"""``kneenumb export form``: what the forms of a tree ask, whom, and in which words."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from pyxform.xls2xform import convert

from kneenumb import Tree, Urgency, conclude, load_tree, replay
from kneenumb.export.openpyxl import workbook
from kneenumb.export.redcap import COLUMNS, data_dictionary
from kneenumb.export.xlsform import xlsform
from kneenumb.model.form_kind import EMERGENCY, FormKind, field_names
from kneenumb.sql import extra
from tests.command import run
from tests.examples import examples
from tests.form_programs import (
    accepts,
    as_fields,
    fields_of,
    rows_of,
    sheets_of,
    shown,
)
from tests.people import answers_of, people
from tests.small import FRAME, OPTION, Data, chain, tree_of
from tests.strategies import answered

TREE = load_tree()
FIELDS = {kind: fields_of(TREE, kind) for kind in FormKind}
KINDS = pytest.mark.parametrize("kind", FormKind)


def assert_asks_as_a_walk_does(
    tree: Tree, kind: FormKind, answers: Mapping[str, tuple[str, ...]], fields: list
) -> None:
    walk = replay(tree, answers)
    seen = shown(fields, kind, as_fields(tree, kind, answers))
    names = field_names(tree, kind)
    asked = {field.name for field in fields if field.options} & {*seen}
    assert asked == {names[name] for name in walk.answers}
    is_emergency = conclude(walk).urgency is Urgency.EMERGENCY
    assert (EMERGENCY in seen) == is_emergency


@pytest.mark.full
@KINDS
@given(answered())
@examples(150)
def test_a_form_of_any_tree_asks_as_a_walk_does(kind: FormKind, case) -> None:  # type: ignore[no-untyped-def]
    _, tree, answers = case
    assert_asks_as_a_walk_does(tree, kind, answers, fields_of(tree, kind))


@KINDS
@given(people(TREE))
@examples(300)
def test_the_form_of_the_shipped_tree_asks_as_a_walk_does(kind: FormKind, answers) -> None:  # type: ignore[no-untyped-def]
    assert_asks_as_a_walk_does(TREE, kind, answers, FIELDS[kind])


def written(tree: Tree, path: Path) -> Path:
    path.write_bytes(workbook(xlsform(tree)))
    return path


@pytest.mark.full
def test_pyxform_takes_the_form_without_a_warning(tmp_path: Path) -> None:
    done = run("export", "form", "--kind", "xlsform", "-o", str(tmp_path / "form.xlsx"))
    assert done == (0, "", "")
    made = convert(tmp_path / "form.xlsx", validate=False)
    assert made.warnings == []
    assert sheets_of(tmp_path / "form.xlsx") == {
        title: [[*row] for row in rows] for title, rows in xlsform(TREE.as_proved()).items()
    }


@pytest.mark.full
@given(case=answered())
@examples(100)
def test_pyxform_takes_the_form_of_any_tree(tmp_path_factory, case) -> None:  # type: ignore[no-untyped-def]
    made = convert(written(case[1], tmp_path_factory.mktemp("form") / "f.xlsx"), validate=False)
    assert made.warnings == []


@KINDS
def test_none_and_not_sure_exclude_the_other_lines(kind: FormKind) -> None:
    if kind is FormKind.REDCAP:
        rows = csv.DictReader(io.StringIO(data_dictionary(TREE)))
        tags = {row["Variable / Field Name"]: row["Field Annotation"] for row in rows}
        assert tags["whole_body"] == "@NONEOFTHEABOVE='none,not_sure'"
        assert {name for name, tag in tags.items() if tag} == {
            name for name, question in TREE.questions.items() if question.is_checklist
        }
        return
    for row in rows_of(xlsform(TREE), "survey"):
        if row["type"].startswith("select_multiple"):
            options = TREE.questions[row["name"]].options
            assert all(accepts(row["constraint"], each) for each in answers_of(TREE, row["name"]))
            first = next(iter(options))
            assert not accepts(row["constraint"], (first, "none"))
            assert not accepts(row["constraint"], ("none", "not_sure"))
            assert row["constraint_message"].endswith("None of these / Not sure")


def labels(tree: Tree, kind: FormKind) -> dict[tuple[str, str], str]:
    """The words of each line."""
    if kind is FormKind.XLSFORM:
        rows = rows_of(xlsform(tree), "choices")
        return {(row["list_name"], row["name"]): row["label"] for row in rows}
    found = {}
    for row in csv.DictReader(io.StringIO(data_dictionary(tree))):
        for line in filter(None, row["Choices, Calculations, OR Slider Labels"].split(" | ")):
            code, label = line.split(", ", 1)
            found[row["Variable / Field Name"], code] = label
    return found


@KINDS
def test_lines_that_are_an_emergency_say_so(kind: FormKind) -> None:
    found = labels(TREE, kind)
    for name, question in TREE.questions.items():
        for option, each in question.options.items():
            flag = TREE.red_flags[each.flag] if each.flag else None
            is_emergency = flag is not None and flag.urgency is Urgency.EMERGENCY
            assert found[name, option].endswith(" (Emergency now)") == is_emergency
            assert found[name, option].startswith(each.wording)


@KINDS
def test_the_end_says_what_the_form_does_not_do(kind: FormKind) -> None:
    if kind is FormKind.REDCAP:
        rows = [*csv.DictReader(io.StringIO(data_dictionary(TREE)))]
        assert tuple(rows[0]) == COLUMNS and len(COLUMNS) == 18
        end, emergency = rows[-1]["Field Label"], rows[-2]["Field Label"]
    else:
        *_, before, last = rows_of(xlsform(TREE), "survey")
        end, emergency = last["label"], before["label"]
    assert end.startswith("This form does not work out a result")
    assert f"kneenumb batch FILE --from {kind}" in end
    assert TREE.texts.disclaimer in end and TREE.texts.safety_net.items[0] in end
    assert emergency.startswith("Emergency now: Call your local emergency number")


def hostile(text: str) -> Tree:
    """A tree of which every text is this one."""
    data = chain(2)
    data["questions"]["q0"] |= {"ask": text, "help": text}
    data["questions"]["q0"]["options"]["a"] = {**OPTION, "label": text}
    return tree_of({**data, "title": text})


HOSTILE = [
    ("[q1] {q1} | x", "&#91;q1&#93; &#123;q1&#125; &#124; x", "[q1] {q1} | x"),
    ("<b>B</b> & <!-- c", "&lt;b&gt;B&lt;/b&gt; &amp; &lt;!-- c", "< b>B< /b> & < !-- c"),
    ("${q1} costs $5 < 6", "$&#123;q1&#125; costs $5 &lt; 6", "$ {q1} costs $ 5 < 6"),
    ("=1+1", "&#61;1+1", "=1+1"),
    ("@HIDDEN", "&#64;HIDDEN", "@HIDDEN"),
    ("#N/A", "#N/A", "#N/A"),
    ("[A](http://a.example)", "&#91;A&#93;(http://a.example)", "[A] (http://a.example)"),
]


@pytest.mark.parametrize(("text", "redcap", "odk"), HOSTILE)
def test_every_text_means_itself(text: str, redcap: str, odk: str, tmp_path: Path) -> None:
    tree = hostile(text)
    assert labels(tree, FormKind.REDCAP)["q0", "a"] == redcap
    rows = {
        row["Variable / Field Name"]: row
        for row in csv.DictReader(io.StringIO(data_dictionary(tree)))
    }
    assert (rows["q0"]["Field Label"], rows["q0"]["Field Note"]) == (redcap, redcap)
    sheets = sheets_of(written(tree, tmp_path / "form.xlsx"))
    choice, survey = rows_of(sheets, "choices")[0], rows_of(sheets, "survey")[2]
    assert (choice["label"], survey["label"], survey["hint"]) == (odk, odk, odk)
    made = convert(tmp_path / "form.xlsx", validate=False)
    assert "<output" not in made.xform and not re.search("<b>|<!-- c", made.xform)


RESERVED = ["redcap_pain", "today", "a__b", "a_b", "a_", "record_id", "emergency_now", "x_complete"]


def reserved() -> Data:
    """A tree with questions that have names of other things in a form."""
    data = chain(len(RESERVED))
    text = json.dumps(data)
    for at, name in enumerate(RESERVED):
        text = text.replace(f'"q{at}"', f'"{name}"')
    return json.loads(text)  # type: ignore[no-any-return]


@KINDS
def test_no_question_is_called_like_something_of_the_program(
    kind: FormKind, tmp_path: Path
) -> None:
    tree = tree_of(reserved())
    names = field_names(tree, kind)
    assert len({*names.values()}) == len(RESERVED) and names["a_b"] == "a_b"
    renamed = {name for name, field in names.items() if name != field}
    others = {"record_id", "emergency_now"}
    if kind is FormKind.REDCAP:
        assert renamed == {"redcap_pain", "a__b", "a_", "x_complete"} | others
        assert all(re.fullmatch("[a-z](?:_?[a-z0-9])*", field) for field in names.values())
    else:
        assert renamed == {"today"} | others
        assert convert(written(tree, tmp_path / "form.xlsx"), validate=False).warnings == []


@KINDS
def test_a_tree_that_no_form_can_hold_is_told(kind: FormKind, tmp_path: Path) -> None:
    name = "long" * 14
    options = {f"{name}{at}": dict(OPTION) for at in range(1_100)}
    for at, option in enumerate(options.values()):
        option["next"] = "q1" if at % 2 else "end"
    data = chain(2)
    data["questions"]["q0"]["options"] = options
    (tmp_path / "large.json").write_text(json.dumps(FRAME | data))
    argv = ("--tree", str(tmp_path / "large.json"), "--unchecked", "-o", str(tmp_path / "form"))
    done = run("export", "form", "--kind", kind, *argv)
    if kind is FormKind.REDCAP:
        assert done.code == 0
        return
    assert done.code == 3 and done.err.count("\n") == 1
    assert "small is too large for a form: 'q1' needs a cell of" in done.err


def test_a_workbook_goes_into_a_file_and_needs_its_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run("export", "form", "--kind", "xlsform")
    assert done == (
        2,
        "",
        "kneenumb: An XLSForm is a workbook, which goes into a file. Name it: --output form.xlsx\n",
    )
    done = run("export", "form", "--kind", "xlsform", "-o", str(tmp_path / "form.txt"))
    assert done.code == 2 and "asks for the format .txt" in done.err
    monkeypatch.setattr(extra, "find_spec", lambda module: None)
    done = run("export", "form", "--kind", "xlsform", "-o", str(tmp_path / "form.xlsx"))
    assert (done.code, done.err) == (
        2,
        "kneenumb: This needs openpyxl, which kneenumb does not install by itself. "
        "Run: pip install 'kneenumb[excel]'\n",
    )


def test_a_form_of_a_tree_that_is_not_proved_says_so(tmp_path: Path) -> None:
    (tmp_path / "tree.json").write_text(json.dumps(chain(1)))
    tree = ("--tree", str(tmp_path / "tree.json"))
    assert run("export", "form", "--kind", "redcap", *tree).code == 3
    done = run("export", "form", "--kind", "redcap", *tree, "--unchecked")
    assert done.code == 0 and "This tree was not checked for safety." in done.out
    done = run("export", "form", "--kind", "redcap", "--region", "AT")
    assert "not checked" not in done.out and "in Austria: 112 or 144" in done.out
