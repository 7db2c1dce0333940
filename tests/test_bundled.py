"""The trees and cases that come with the package."""

import pytest

from kneenumb.load import bundled
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
    assert bundled.is_path(name)


@pytest.mark.parametrize("name", ["starter", "v1-flip", "1.0.0", "a.txt", "yaml"])
def test_a_name_is_a_name(name: str) -> None:
    assert not bundled.is_path(name)
