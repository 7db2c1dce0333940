"""The first map of a table: what is plain is filled in, and what is only likely never is."""

import csv
import io
import json
import random
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, load_tree
from kneenumb.batch.map_template import Guess, Names, draft, map_yaml
from kneenumb.cases.column_profile import MOST_VALUES, ColumnProfile, column_profiles
from kneenumb.cases.input_format import InputFormat
from kneenumb.cases.map_file import MapError, load_map
from tests.command import run
from tests.people import answers_of, clean_answer
from tests.small import FRAME, OPTION, OUTCOME, QUESTION, tree_of


def seen(text: str | bytes, format: InputFormat = InputFormat.CSV) -> dict[str, tuple[str, ...]]:
    data = text if isinstance(text, bytes) else text.encode()
    found = column_profiles(io.BytesIO(data), "forms", format, ",")
    return {each.header: each.values for each in found}


def template(tree: Tree, text: str) -> str:
    columns = column_profiles(io.BytesIO(text.encode()), "forms.csv", InputFormat.CSV, ",")
    return map_yaml(tree, "forms.csv", draft(tree, columns))


# Names


def test_a_text_means_what_alone_is_called_so() -> None:
    names = Names([("no", "no"), ("Yes, a lot", "much"), ("No", "other"), ("whole body", "whole")])
    assert names.guess("no") == Guess(sure="no")  # An id is always its own.
    assert names.guess("NO").sure is None
    assert names.guess("yes - A  lot!") == Guess(sure="much")
    assert names.guess("Whole-Body").sure == names.guess("whole_body").sure == "whole"
    assert names.guess("yes a lt") == Guess(likely="much")
    assert names.guess("something else entirely") == Guess()
    assert names.guess("") == Guess()


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ("yes", "yes?"),
        ("no", "no?"),
        ("1", "-1"),
        ("0", "-0"),
        ("15", "1.5"),
        ("12 weeks", "1-2 weeks"),
        ("> 1 day", "< 1 day"),
        ("+", "-"),
        ("yes", "yes/no"),
        ("…", "-"),
    ],
)
def test_a_sign_that_changes_what_is_meant_is_no_punctuation(known: str, text: str) -> None:
    assert Names([(known, "x")]).guess(text).sure is None


# What is seen


def test_every_column_is_seen_with_its_values() -> None:
    assert seen("a,b\n1, x \n2,\n1,y\n") == {"a": ("1", "2"), "b": ("x", "y")}
    rows = '{"a": [1, "x"], "b": true}\n7\nnull\n{"b": null, "c": {"d": "e"}}\n{"a": "y"\n'
    assert seen(rows, InputFormat.JSONL) == {"a": ("1", "x"), "b": ("true",), "c": ()}


def test_no_damage_hides_the_rows_around_it() -> None:
    text = 'a,b\n1,x\n2,"y\n3,z\n4,\xff\n5,"p\nq"\n6,\u2028r\n7,s\rt\n' + "8," + "x" * 200_000
    found = seen(text.encode("latin-1", "replace") + b"\n" + b"x" * 1_000_001 + b"\n9,u\n")
    assert found["b"][:2] == ("x", "z")
    assert found["b"][-1] == "u" and "p\nq" in found["b"]
    assert seen(b'{"a": "\xff"}\n' + b"x" * 1_000_001 + b'\n{"a": "b"}\n', InputFormat.JSONL) == {
        "a": ("b",)
    }


def test_a_column_of_very_many_values_is_told_as_such() -> None:
    rows = "".join(f"{at},{at % 3}\n" for at in range(100))
    many, few = column_profiles(io.BytesIO(f"a,b\n{rows}".encode()), "forms", InputFormat.CSV, ",")
    assert (len(many.values), many.has_more, few.has_more) == (MOST_VALUES, True, False)


# What is drafted


def drafted(tree: Tree, header: str, *values: str) -> tuple[Guess, dict[str, Guess], str]:
    (found,) = draft(tree, [ColumnProfile(header, values, has_more=False)])
    return found.to, dict(found.values), found.split


def test_what_is_plain_is_sure_and_what_is_near_is_only_likely(tree: Tree) -> None:
    question = tree.questions["saddle"]
    for header in ("saddle", "SADDLE", question.ask, question.ask.rstrip("?"), question.topic):
        assert drafted(tree, header)[0] == Guess(sure="saddle")
    assert drafted(tree, "sadle")[0] == Guess(likely="saddle")
    assert drafted(tree, "ID")[0] == Guess(sure="id")
    assert drafted(tree, "Comment on the weather")[0] == Guess()
    _, values, _ = drafted(tree, "saddle", "YES", "no", "yess", "ja", "no?")
    assert values == {
        "YES": Guess(sure="yes"),
        "no": Guess(sure="no"),
        "yess": Guess(likely="yes"),
        "ja": Guess(),
        "no?": Guess(likely="no"),
    }


def test_what_several_lines_are_called_means_none_of_them(tree: Tree) -> None:
    labels = [
        (name, option.label)
        for name, question in tree.questions.items()
        if question.is_checklist
        for option in question.options.values()
    ]
    shared = {label for _, label in labels if sum(label == each for _, each in labels) > 1}
    assert shared, "no two checklists of the tree share a label any more"
    for label in shared:
        assert drafted(tree, label)[0].sure is None


def test_two_labels_that_differ_in_signs_only_are_two() -> None:
    labels = {"short": "< 1 day", "long": "> 1 day", "a": "Yes!", "b": "yes"}
    options = {name: OPTION | {"label": label} for name, label in labels.items()}
    tree = tree_of(
        FRAME
        | {
            "questions": {"q0": QUESTION | {"next": "end", "options": options}},
            "outcomes": {"end": OUTCOME | {"urgency": "soon"}},
        }
    )
    _, values, _ = drafted(tree, "q0", "> 1 day", "<1 day", "1 day", "yes", "YES")
    assert [each.sure for each in values.values()] == ["long", "short", None, None, None]


def test_a_line_of_a_checklist_is_ticked_in_many_ways(tree: Tree) -> None:
    to, values, _ = drafted(tree, "injury.milder", "1", "0", "X", "unchecked", "-1", "9", "maybe")
    assert to == Guess(sure="injury.milder")
    sure = [each.sure for each in values.values()]
    assert sure == ["yes", "no", "yes", "no", None, None, None]


def test_how_a_checklist_is_taken_apart_is_found_out(tree: Tree) -> None:
    labels = [each.label for each in tree.questions["whole_body"].options.values()][:3]
    assert any(", " in label for label in labels)
    for split in (";", ", ", "|"):
        joined = split.join(labels)
        _, values, found = drafted(tree, "whole_body", labels[0], joined)
        assert (found, list(values)) == (split, labels)
        assert all(each.sure for each in values.values())


# The file


def test_a_table_in_the_words_of_the_tree_needs_no_map(tree: Tree) -> None:
    text = template(tree, "id,saddle,injury\n1,no,milder;none\n2,,\n")
    assert "# Understood as they are: id, saddle, injury" in text
    assert text.endswith("columns: {}\nignore: []\n")
    ids = template(tree, 'id,injury\n1,"milder, none"\n')
    assert yaml.safe_load(ids)["columns"] == {"injury": {"to": "injury", "split": ", "}}


def test_a_column_of_very_many_values_is_left_out_and_that_is_said(tree: Tree) -> None:
    rows = "".join(f"{at},person {at},no\n" for at in range(50))
    text = template(tree, f"Sadle,Name,saddle\n{rows}")
    # What is called almost like a question is for somebody to decide, whatever its values.
    assert '  "Sadle":\n    to:  # perhaps saddle\n' in text
    assert text.endswith('to be a question that is known. Is that so?\nignore: ["Name"]\n')


@pytest.mark.parametrize(
    "text",
    [
        "Something,saddle\nx,yes\n",
        "saddle\nmaybe\n",
        "sadle\nyes\n",
        "injury.milder\n9\n",
    ],
)
def test_a_map_is_refused_as_long_as_anything_is_left_open(
    text: str, tree: Tree, tmp_path: Path
) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(template(tree, text))
    with pytest.raises(MapError, match="has no value"):
        load_map(path, tree)


def test_what_is_written_in_a_table_does_nothing_in_the_map(tree: Tree) -> None:
    headers = ['a": {to: saddle} #', "b\x1b[2J", "- c", "{d}", "e: f", "'", "no", "\u202ex", "\\"]
    text = io.StringIO()
    csv.writer(text).writerows([["saddle", *headers], ["# '\"\\", *headers]])
    written = template(tree, text.getvalue())
    assert "\x1b" not in written and "\u202e" not in written
    columns = yaml.load(written, yaml.BaseLoader)["columns"]
    assert [*columns] == ["saddle", *headers[:1], r"b\x1b[2J", *headers[2:7], r"\u202ex", "\\"]
    assert [*columns["saddle"]["values"]] == ["# '\"\\"]
    assert {each["to"] for each in columns.values()} == {"saddle", ""}


CELLS = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))
    | st.sampled_from("'\"#:{}[]&*!|>%@`-?,\n"),
    max_size=12,
) | st.sampled_from(["saddle", "injury.milder", "injury", "yes", "no", "milder; none", "null", "~"])


@given(st.data())
def test_any_table_has_a_map_that_lacks_nothing_but_what_is_left_open(data: st.DataObject) -> None:
    tree = load_tree()
    width = data.draw(st.integers(1, 4))
    row = st.lists(CELLS, min_size=width, max_size=width)
    text = io.StringIO()
    csv.writer(text).writerows(
        [["id", *data.draw(row)], *(["1", *each] for each in data.draw(st.lists(row, max_size=5)))]
    )
    columns = column_profiles(io.BytesIO(text.getvalue().encode()), "forms", InputFormat.CSV, ",")
    drafts = draft(tree, columns)
    with NamedTemporaryFile(suffix=".yaml") as file:
        file.write(map_yaml(tree, "forms", drafts).encode())
        file.flush()
        open_places = [
            guess
            for each in drafts
            if each.is_needed
            for guess in (each.to, *each.values.values())
            if guess.sure is None
        ]
        try:
            load_map(Path(file.name), tree)
        except MapError as error:
            assert {"has no value" in fault.cause for fault in error.faults} == {True}
            assert len(error.faults) == len(open_places)
        else:
            assert not open_places


def forms(tree: Tree, wording: bool) -> tuple[str, str]:
    """What a form exports (questions as headers, labels as values, ticks joined by a comma), and
    the same answers as ids."""
    chosen = random.Random(2)
    export = io.StringIO()
    writer = csv.writer(export)
    asked = tree.questions.values()
    writer.writerow(["Timestamp", *(question.ask for question in asked), "Initials"])
    ids = ""
    for at in range(40):
        person = {
            name: clean_answer(tree, name) * (chosen.random() < 0.9)
            or chosen.choice(answers_of(tree, name))
            for name in tree.questions
        }
        chosen_options = (
            [tree.questions[name].options[tick] for tick in ticks] for name, ticks in person.items()
        )
        cells = (
            ", ".join(each.wording if wording else each.label for each in some)
            for some in chosen_options
        )
        writer.writerow([f"2024-01-{at:02}", *cells, "AB" if at % 2 else "CD"])
        ids += json.dumps({"id": f"2024-01-{at:02}", **person}) + "\n"
    return export.getvalue(), ids


@pytest.mark.parametrize("wording", [False, True], ids=["labels", "full wording"])
def test_a_form_is_understood_but_for_what_only_a_person_knows(
    wording: bool, tree: Tree, tmp_path: Path
) -> None:
    export, ids = forms(tree, wording)
    table, map = tmp_path / "forms.csv", tmp_path / "map.yaml"
    table.write_text(export, encoding="utf-8-sig", newline="")
    assert run("batch", str(table), "--map-template", "--output", str(map)).code == 0
    refused = run("batch", str(table), "--map", str(map))
    assert (refused.code, refused.out) == (2, "")
    drafted = map.read_text()
    # The table has two columns that no tree knows.
    assert drafted.count(":\n    to:\n") == refused.err.count("has no value") == 2
    filled = drafted.replace('"Timestamp":\n    to:\n', '"Timestamp":\n    to: id\n')
    filled = filled.replace('  "Initials":\n    to:\n', "").replace("[]", "[Initials]")
    map.write_text(filled)
    done = run("batch", str(table), "--map", str(map), "--format", "csv")
    plain = run("batch", "-", "--input-format", "jsonl", "--format", "csv", stdin=ids.encode())
    assert done.out == plain.out
    assert (done.code, done.out.count("\n")) == (0, 41)


def test_the_standard_input_is_looked_over_too() -> None:
    done = run(
        "batch", "-", "--input-format", "jsonl", "--map-template", stdin=b'{"Saddle": "J"}\n'
    )
    assert yaml.load(done.out, yaml.BaseLoader)["columns"] == {
        "Saddle": {"to": "saddle", "values": {"J": ""}}
    }


@pytest.mark.parametrize(
    ("format", "stdin", "told"),
    [
        ("csv", b"", "The file is empty"),
        ("jsonl", b"[1]\n", "There is nothing in the file"),
        ("yaml", b"saddle: no\n", "Only tables and JSON Lines take a map"),
    ],
)
def test_what_has_no_columns_is_told(format: str, stdin: bytes, told: str) -> None:
    done = run("batch", "-", "--input-format", format, "--map-template", stdin=stdin)
    assert (done.code, done.out) == (4, "")
    assert told in done.err
