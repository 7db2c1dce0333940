"""Trees by name and by path."""

import hashlib
from pathlib import Path

import pytest

from kneenumb import Tree, TreeError, load_tree
from kneenumb.load import bundled
from kneenumb.load.tree_file import parse_tree, read_tree


def test_a_bundled_tree_is_found_by_its_name() -> None:
    assert load_tree().id == load_tree("knee-numbness").id == "knee-numbness"
    assert load_tree("starter").id == "starter"


def test_a_tree_is_found_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(bundled.trees()["starter"].read_bytes())
    assert load_tree(path) == load_tree(str(path)) == load_tree("starter")


def test_a_file_called_like_a_bundled_tree_is_meant_only_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "knee-numbness").write_text("format: 2")
    monkeypatch.chdir(tmp_path)
    assert load_tree("knee-numbness").id == "knee-numbness"
    with pytest.raises(TreeError, match="'2' is not known for 'format'"):
        load_tree("./knee-numbness")


@pytest.mark.parametrize(
    ("name", "report"),
    [
        (
            "knee-numness",
            "There is no file 'knee-numness', and no tree of that name comes with kneenumb. "
            "Did you mean 'knee-numbness'?",
        ),
        (
            "hip",
            "There is no file 'hip', and no tree of that name comes with kneenumb. "
            "Choose one of: knee-numbness, starter.",
        ),
        (
            "no-such.yaml",
            "no-such.yaml: The tree cannot be read: No such file or directory. Check the name.",
        ),
        ("/", "/: The tree cannot be read: Is a directory. Check the name."),
    ],
)
def test_a_tree_that_is_not_there_is_a_tree_error(name: str, report: str) -> None:
    with pytest.raises(TreeError) as caught:
        load_tree(name)
    assert str(caught.value) == report


def test_a_faulty_tree_is_named_as_it_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("# nothing")
    with pytest.raises(TreeError) as caught:
        load_tree(path)
    assert str(caught.value).startswith(f"{path}:")


def test_the_same_bytes_always_give_the_same_tree() -> None:
    content = bundled.trees()["knee-numbness"].read_bytes()
    trees = [parse_tree(content, origin).tree for origin in ("one", "two")]
    assert trees[0] == trees[1]
    assert trees[0].model_dump_json(by_alias=True) == trees[1].model_dump_json(by_alias=True)
    assert [tree.sha256 for tree in trees] == [hashlib.sha256(content).hexdigest()] * 2


def test_a_tree_knows_the_hash_of_its_file(tree: Tree) -> None:
    content = bundled.trees()["knee-numbness"].read_bytes()
    assert tree.sha256 == load_tree().sha256 == hashlib.sha256(content).hexdigest()


def test_reading_keeps_the_places() -> None:
    tree, document = read_tree("starter")
    assert tree == load_tree("starter")
    place = document.place(("questions", "saddle", "options", "no", "label"))
    line = bundled.trees()["starter"].read_text().splitlines()[(place.line or 0) - 1]
    assert line.strip() == "label: No, the feeling there is normal"


def test_the_order_of_the_file_is_kept(tree: Tree) -> None:
    assert list(tree.questions)[:3] == ["saddle", "bladder_bowel", "whole_body"]
    assert list(tree.questions["saddle"].options) == ["yes", "no", "not_sure"]


def test_a_claim_that_aliases_nest_deeply_is_no_crash(tmp_path: Path) -> None:
    """Aliases can nest data deeper than a file may be written."""
    nested = ["claims:", "  P100: {says: S, holds: [{then: &a0 {outcome: [o_unclear]}}]}"]
    nested += [
        f"  P{100 + at}: {{says: S, holds: [{{then: &a{at} {{any: [*a{at - 1}]}}}}]}}"
        for at in range(1, 250)
    ]
    starter = bundled.trees()["starter"].read_text()
    path = tmp_path / "nested.yaml"
    path.write_text(starter.replace("claims:\n", "\n".join([*nested, ""])))
    try:
        assert len(load_tree(path).claims) == 251
    except TreeError as error:
        assert error.faults
