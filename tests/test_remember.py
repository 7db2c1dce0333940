"""Trees remembered between two starts are the trees that were read."""

import os
from pathlib import Path

import pytest

from kneenumb import Tree, load_tree
from kneenumb.load import bundled
from kneenumb.load import tree_cache as memory
from kneenumb.load.tree_file import parse_tree
from tests.memory import CONTENT, plant_tree


def test_the_tree_remembered_is_the_tree_read(kept: Path) -> None:
    read, recalled = parse_tree(CONTENT, "starter").tree, memory.recall(CONTENT)
    assert recalled is not None and recalled == read and not recalled.is_proved
    assert recalled.sha256 == read.sha256 != ""
    assert recalled.model_dump_json(by_alias=True) == read.model_dump_json(by_alias=True)
    with pytest.raises(TypeError):
        recalled.questions["new"] = recalled.questions["saddle"]  # type: ignore[index]


def test_the_shipped_tree_survives_being_remembered(kept: Path, tree: Tree) -> None:
    content = bundled.trees()["knee-numbness"].read_bytes()
    memory.remember(content, tree)
    assert memory.recall(content) == tree
    memory.remember(content, tree.as_proved())
    recalled = memory.recall(content)
    assert recalled == tree.as_proved() != tree
    assert recalled.is_proved and not tree.is_proved


def test_what_is_remembered_is_used(kept: Path) -> None:
    """Seen by a remembered tree that says something else than its file."""
    other = parse_tree(CONTENT.replace(b"A small tree to start from", b"Another title"), "x").tree
    plant_tree(kept, other, proved=False)
    assert load_tree("starter").title == "Another title"


def test_other_content_is_read_anew(kept: Path) -> None:
    assert memory.recall(CONTENT + b"\n") is None
    assert memory.recall(b"") is None


def test_only_the_owner_can_read_what_is_kept(kept: Path) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def test_sixteen_trees_are_kept_and_the_oldest_go_first(kept: Path) -> None:
    tree = parse_tree(CONTENT, "starter").tree
    contents = [CONTENT + b"#" * at for at in range(20)]
    kept.unlink()
    for at, content in enumerate(contents):
        before = set(kept.parent.iterdir())
        memory.remember(content, tree)
        (new,) = set(kept.parent.iterdir()) - before
        os.utime(new, (at, at))
    assert len(list(kept.parent.iterdir())) == memory.MOST_KEPT == 16
    assert [memory.recall(content) is None for content in contents] == [True] * 4 + [False] * 16


@pytest.mark.parametrize("obstacle", ["a file", "a file inside", "no such folder"])
def test_a_cache_that_cannot_be_written_is_no_fault(
    obstacle: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    if obstacle == "a file":
        home.write_text("")
    elif obstacle == "a file inside":
        home.mkdir()
        (home / "kneenumb").write_text("")
    else:
        home = Path("/proc/nowhere")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    assert load_tree("starter").id == "starter"


def test_a_missing_home_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody without an entry among the users and without HOME, as in some containers."""

    def no_home(*_: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", no_home)
    assert load_tree("starter").id == "starter"


def test_a_full_disk_is_no_fault_and_leaves_nothing_behind(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    memory.remember(CONTENT + b"#", parse_tree(CONTENT, "starter").tree)
    assert list(kept.parent.iterdir()) == [kept]
