"""``kneenumb new``: a tree to start from, and never at the cost of a file that exists."""

import shlex
import sys
from pathlib import Path

import pytest

from kneenumb import Tree, load_tree
from tests.command import run
from tests.conftest import ROOT

STARTER = (ROOT / "trees" / "starter.yaml").read_text("utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_is_the_starter_with_another_id_comments_and_all(here: Path) -> None:
    done = run("new", "my-tree.yaml")
    assert (done.code, done.out) == (0, "")
    written = Path("my-tree.yaml").read_text("utf-8").splitlines()
    changed = [
        (old, new) for old, new in zip(STARTER.splitlines(), written, strict=True) if old != new
    ]
    assert changed == [("id: starter", "id: my-tree")]


def test_it_loads(here: Path, starter: Tree) -> None:
    run("new", "my-tree.yaml")
    tree = load_tree("my-tree.yaml")
    assert tree.model_dump() == {**starter.model_dump(), "id": "my-tree"}


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("knee.yml", "knee"),
        ("My Tree.yaml", "my-tree"),
        ("my_tree.v2.YAML", "my-tree-v2"),
        ("Hüfte.yaml", "hufte"),
        ("-x-.yaml", "x"),
        ("a" * 60 + ".yaml", "a" * 60),
    ],
)
def test_the_name_of_the_file_becomes_the_id(here: Path, name: str, id: str) -> None:
    assert run("new", "--", name).code == 0
    assert load_tree(Path(name)).id == id


@pytest.mark.parametrize("name", ["2nd.yaml", "日本.yaml", "---.yaml", "a" * 61 + ".yaml"])
def test_a_name_that_cannot_be_an_id_is_refused(here: Path, name: str) -> None:
    done = run("new", "--", name)
    assert (done.code, done.out) == (2, "")
    assert f"'{Path(name).stem}'" in done.err and "for example my-tree.yaml" in done.err
    assert not list(here.iterdir())


def test_a_name_that_cannot_be_shown_is_refused(here: Path) -> None:
    done = run("new", "a\x1b[31m.yaml")
    assert (done.code, done.out) == (2, "")
    assert "\x1b" not in done.err and "'a\\x1b[31m'" in done.err
    assert not list(here.iterdir())


@pytest.mark.parametrize("name", ["tree", "tree.json", "tree.txt", ".yaml", ".", "/", ""])
def test_a_file_that_is_not_called_yaml_is_refused(here: Path, name: str) -> None:
    done = run("new", name)
    assert (done.code, done.out) == (2, "")
    assert "its name ends in .yaml" in done.err
    assert not list(here.iterdir())


def test_a_file_that_exists_is_left_alone(here: Path) -> None:
    Path("mine.yaml").write_text("a year of work")
    done = run("new", "mine.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "kneenumb: mine.yaml: This file exists already. Choose another name, or replace it with "
        "--force.\n"
    )
    assert Path("mine.yaml").read_text() == "a year of work"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_nowhere_is_left_alone(here: Path) -> None:
    Path("mine.yaml").symlink_to("elsewhere.yaml")
    assert run("new", "mine.yaml").code == 2
    assert not Path("elsewhere.yaml").exists()


def test_a_folder_that_does_not_exist_is_said(here: Path) -> None:
    done = run("new", "no/such/tree.yaml")
    assert (done.code, done.out) == (2, "")
    assert "no/such/tree.yaml: The file cannot be written" in done.err


def test_what_to_do_next_can_be_done(here: Path) -> None:
    Path("two words").mkdir()
    done = run("new", "two words/my tree.yaml")
    try_it, schema = (
        shlex.split(line.split(": kneenumb ", 1)[1]) for line in done.err.splitlines()[1:]
    )
    assert try_it[0] == "triage" and schema[:3] == ["export", "schema", "tree"]
    assert run(*try_it, "--set", "saddle=no", "--set", "background=none").code == 0
    assert run(*schema).code == 0
    # The first line of the tree names the schema that lies beside it.
    first = Path("two words/my tree.yaml").read_text("utf-8").splitlines()[0]
    assert first.endswith("$schema=./tree.schema.json")
    assert Path("two words/tree.schema.json").exists()
