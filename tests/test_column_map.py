"""Files that say what the columns of a table mean."""

from pathlib import Path

import pytest

from kneenumb import Tree
from kneenumb.cases.map_file import MapError, load_map
from tests.command import run


def reports(text: str, tree: Tree, folder: Path) -> list[str]:
    path = folder / "map.yaml"
    path.write_text(text)
    with pytest.raises(MapError) as caught:
        load_map(path, tree)
    return [str(fault).removeprefix(f"{path}:") for fault in caught.value.faults]


def test_a_map_may_rename_only(tree: Tree, tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(
        "columns:\n"
        "  Q1: saddle\n"
        "  Q2_3: {to: injury.milder, values: {'1': yes, '0': no}}\n"
        "  Q3:\n    to: swelling_fever\n    split: ', '\n    values: {a: [none], b: swollen_calf}\n"
        "  Level: {to: expected_urgency, values: {A: [soon, same_day]}}\n"
        "ignore: [Name]\n"
    )
    map = load_map(path, tree)
    assert {header: each.to for header, each in map.columns.items()} == {
        "Q1": "saddle",
        "Q2_3": "injury.milder",
        "Q3": "swelling_fever",
        "Level": "expected_urgency",
    }
    assert map.columns["Q3"].values == {"a": ("none",), "b": ("swollen_calf",)}
    assert (map.columns["Q3"].split, map.columns["Q1"].split, map.ignore) == (", ", ";", ("Name",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("columns: {Q: sadle}\n", ["1:14: 'sadle' is nothing that knee-numbness asks. "
                                   "Did you mean 'saddle'?"]),
        ("columns:\n  Q:\n    to:\n", ["3:8: 'columns › Q › to' has no value. "
                                         "Write one, or remove the key."]),
        ("columns:\n  Q: {to: saddle, values: {'1':}}\n",
         ["2:32: 'columns › Q › values › 1' has no value. Write one, or remove the key."]),
        ("columns:\n  Q: {to: saddle, values: {'': no}}\n",
         ["2:27: 'columns › Q › values': an empty cell is no answer, so it cannot mean one; "
          "remove that line. Change it so."]),
        ("columns:\n  Q: {to: saddle, values: {'  ': no}}\n", ["2:27: 'columns › Q › values': an"]),
        ("columns:\n  Q: {to: injury, values: {x: []}}\n",
         ["2:27: 'columns › Q › values': every value means at least one option; write which."]),
        ("columns:\n  Q: {to: saddle, values: {'1': ja}}\n",
         ["2:33: 'ja' is not known for 'saddle'. Choose one of: yes, no, not_sure."]),
        ("columns:\n  Q: {to: injury.milder, values: {'1': ticked}}\n",
         ["2:40: 'ticked' is not known for 'injury.milder'. Choose one of: yes, no."]),
        ("columns:\n  Q: {to: injury.milder, values: {'1': [yes, no]}}\n",
         ["2:40: One line of a checklist is ticked or not, so '1' means yes or no. "
          "Keep one of the two."]),
        ("columns:\n  Q: {to: id, values: {'1': a}}\n",
         ["2:15: 'id' is taken as it stands, so its values have no other meaning. "
          "Remove 'values'."]),
        ("columns:\n  Q: {to: saddle, splits: x}\n", ["2:19: The key 'splits' is not known here. "
                                                     "Did you mean 'split'?"]),
        ("columns:\n  Q: {to: saddle, split: ''}\n", ["2:26: 'columns › Q › split' is empty."]),
        ("columns:\n  Q: saddle\n  Q: injury\n", ["3:3: The key 'Q' stands here a second time"]),
        ("- Q\n", ["1:1: 'the file' holds keys"]),
        ("", ["1:1: The file is empty."]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_map_that_says_nothing_clear_is_refused(
    text: str, told: list[str], tree: Tree, tmp_path: Path
) -> None:
    found = reports(text, tree, tmp_path)
    assert len(found) == len(told)
    for fault, expected in zip(found, told, strict=True):
        assert fault.startswith(expected)


def test_a_header_may_be_as_long_as_a_question_of_a_form(tree: Tree, tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(f'columns:\n  "{"x" * 900}": saddle\n')
    assert [*load_map(path, tree).columns] == ["x" * 900]
    (fault,) = reports(f'columns:\n  "{"x" * 1_001}": saddle\n', tree, tmp_path)
    assert fault.startswith("2:3: This key is 1,001 characters long; at most 1000 fit.")


def test_a_map_that_is_not_there_is_told(tree: Tree, tmp_path: Path) -> None:
    with pytest.raises(MapError, match="The map cannot be read: Is a directory"):
        load_map(tmp_path, tree)


@pytest.mark.full
def test_a_map_and_what_is_ignored_are_used_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("Nr,Q1,Name\n7,J,Ann\n8,N,\n9,?,\n10,,\n")
    (tmp_path / "map.yaml").write_text(
        "columns:\n  Nr: id\n  Q1: {to: saddle, values: {J: yes, N: no}}\n"
    )
    done = run(
        *("batch", str(tmp_path / "rows.csv"), "--map", str(tmp_path / "map.yaml")),
        *("--ignore", "Name", "--format", "csv"),
    )
    rows = [line.split(",") for line in done.out.splitlines()[1:]]
    assert [row[0] for row in rows] == ["7", "8", "9", "10"]
    assert [row[2] for row in rows] == ["emergency", "", "", ""]
    assert [row[4] for row in rows] == ["", "missing", "unknown_value", "missing"]
    assert (
        f"{tmp_path / 'rows.csv'}:4:3: The map does not say what '?' in the column 'Q1'" in done.out
    )
