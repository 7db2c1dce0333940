"""The trees and cases that come with the package."""

from pathlib import Path

import pytest

from kneenumb.load import bundled
from kneenumb.load.tree_file import DEFAULT_TREE
from kneenumb.model.fault import Faulty
from tests.command import run
from tests.conftest import ROOT


def test_in_a_checkout_the_trees_stand_beside_the_package() -> None:
    assert bundled.folder().resolve() == (ROOT / "trees").resolve()


def test_trees_and_cases_are_named_like_their_files() -> None:
    assert list(bundled.trees()) == ["knee-numbness", "starter"]
    assert bundled.trees()["starter"].name == "starter.yaml"
    assert bundled.cases()["v1-flip"].name == "v1-flip.yaml"


def test_every_file_of_the_folder_is_one_of_them() -> None:
    known = {*bundled.trees().values(), *bundled.cases().values()}
    assert known == set(bundled.folder().rglob("*.yaml"))


def test_cases_stand_in_counting_order() -> None:
    names = list(bundled.cases())
    assert names[:4] == ["v1", "v1-flip", "v2", "v2-flip"]
    assert names.index("v9-flip") + 1 == names.index("v10")
    assert names[-1].startswith("short-")


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "A.JSON", "./a", "a/b", "a\\b", "/a"])
def test_a_path_is_a_path(name: str) -> None:
    assert bundled.find(name, {name: Path("known")}, "tree") == Path(name)
    assert bundled.find(Path("starter"), bundled.trees(), "tree") == Path("starter")


@pytest.mark.parametrize("name", ["1.0.0", "a.txt", "yaml", "tree"])
def test_any_file_that_is_there_is_a_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Faulty, match="and no tree of that name comes"):
        bundled.find(name, bundled.trees(), "tree")
    Path(name).touch()
    assert bundled.find(name, bundled.trees(), "tree") == Path(name)


@pytest.mark.full
def test_of_a_file_and_a_bundled_name_nobody_guesses_which_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("v10").mkdir()  # A folder is neither a tree nor a case.
    assert run("triage", "-a", "v10").code == 0
    Path("v10").rmdir()
    for name, argvs in {
        "v10": [("triage", "-a"), ("explain",), ("show", "--case"), ("export", "svg", "--case")],
        "starter": [("check",), ("show", "--tree"), ("export", "csv", "-t")],
    }.items():
        noun = "case" if name == "v10" else "tree"
        for argv in argvs:
            assert run(*argv, name).code == 0, argv
        Path(name).write_bytes((bundled.cases() | bundled.trees())[name].read_bytes())
        for argv in argvs:
            done = run(*argv, name)
            assert (done.code, done.out) == (4 if noun == "case" else 3, "")
            assert done.err == (
                f"kneenumb: '{name}' is a file here, and a {noun} of that name comes with "
                f"kneenumb. Write ./{name} for the file, or rename it to use the bundled {noun}.\n"
            )
            assert run(*argv, f"./{name}").code == 0, argv
        Path(name).rename("mine")
        for argv in argvs:
            assert run(*argv, "mine").code == 0, argv
        Path("mine").unlink()


def test_the_default_tree_is_never_a_file_that_happens_to_be_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = run("triage", "-a", "v10")
    monkeypatch.chdir(tmp_path)
    Path(DEFAULT_TREE).write_text("no tree")
    assert run("triage", "-a", "v10") == usual
    assert run("triage", "-a", "v10", "--tree", f"./{DEFAULT_TREE}").code == 3
