"""What every test stands on."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kneenumb import Result, Tree, load_tree, parse_setting, triage
from kneenumb.load.tree_cache import folder

# The same examples at every run, and nothing left behind in the checkout.
settings.register_profile(
    "kneenumb",
    max_examples=100,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("kneenumb")

ROOT = Path(__file__).parent.parent

RED_FLAG_QUESTIONS = (
    "saddle",
    "bladder_bowel",
    "whole_body",
    "weakness",
    "circulation",
    "injury",
    "swelling_fever",
    "background",
    "legs",
)


@pytest.fixture(autouse=True, scope="session")
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the cache, the colours and the window of whoever runs the tests out of them."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "ACCESSIBLE"):
        os.environ.pop(name, None)


@pytest.fixture(scope="session")
def tree() -> Tree:
    """The shipped tree."""
    return load_tree()


@pytest.fixture(scope="session")
def starter() -> Tree:
    """The small tree that ``kneenumb new`` writes."""
    return load_tree("starter")


@pytest.fixture(scope="session")
def clean(tree: Tree) -> dict[str, tuple[str, ...]]:
    """The clean answer to each of the nine red-flag questions."""
    return {
        name: tuple(option for option, each in tree.questions[name].options.items() if each.clean)
        for name in RED_FLAG_QUESTIONS
    }


@pytest.fixture
def result_of(tree: Tree, clean: dict[str, tuple[str, ...]]) -> Callable[..., Result]:
    """The result of somebody whose red-flag answers are clean but for those given.

    Call it with ``question="option"`` or ``question="option,option"``.
    """

    def run(**answers: str) -> Result:
        settings = {question: ",".join(options) for question, options in clean.items()}
        settings |= answers
        return triage(tree, [parse_setting(f"{q}={o}") for q, o in settings.items()])

    return run


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which the starter tree is remembered, in a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    load_tree("starter")
    (path,) = folder().iterdir()
    return path
