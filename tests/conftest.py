"""What every test stands on."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kneenumb import Result, Tree, load_tree, parse_setting, triage
from kneenumb.cli.checked_tree import checked_tree
from kneenumb.load.tree_cache import folder
from kneenumb.load.tree_file import DEFAULT_TREE
from tests.examples import FULL, QUICK, choose_profile

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

LEFT_OUT = pytest.StashKey[int]()
"""How many tests belong to the other profile."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("kneenumb")
    group.addoption(
        "--full",
        action="store_true",
        help="run what the quick profile leaves out: the tests that are marked 'full', and every "
        "property with all of its examples",
    )
    group.addoption(
        "--times",
        type=int,
        default=0,
        help="with --full: so many times the examples, and other ones at every run",
    )


def pytest_sessionstart() -> None:
    """Let every second worker read the tests from the last to the first.

    To rewrite the asserts of all tests takes long, and two workers that begin at both ends find
    half of them done by the other.
    """
    sys.dont_write_bytecode = False
    if os.environ.get("PYTEST_XDIST_WORKER", "gw0")[-1] in "13579":
        for path in sorted(Path(__file__).parent.glob("test_*.py"), reverse=True):
            import_module(f"tests.{path.stem}")


def pytest_configure(config: pytest.Config) -> None:
    if times := config.option.times:
        choose_profile("times", FULL * times, derandomize=False)
    elif config.option.full:
        choose_profile("full", FULL)
    else:
        choose_profile("quick", QUICK)


@pytest.hookimpl(trylast=True)  # The plugin of Hypothesis marks its tests before.
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    def is_run(item: pytest.Item) -> bool:
        if config.option.full:
            return any(item.iter_markers("full")) or any(item.iter_markers("hypothesis"))
        return not any(item.iter_markers("full"))

    left_out = [item for item in items if not is_run(item)]
    items[:] = [item for item in items if is_run(item)]
    config.hook.pytest_deselected(items=left_out)
    config.stash[LEFT_OUT] = len(left_out)
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = len(left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of pytest-xdist says what it left out, unless it died; nobody else would."""
    left_out = getattr(node, "workeroutput", {}).get("left_out", 0)
    node.config.stash[LEFT_OUT] = max(left_out, node.config.stash.get(LEFT_OUT, 0))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    left_out = config.stash.get(LEFT_OUT, 0)
    if config.option.full:
        said = f"Full profile. {left_out} tests have nothing more to try than in the quick one."
    else:
        said = f"Quick profile. {left_out} tests, and most examples of others, are left to --full."
    terminalreporter.write_line(said)


@pytest.fixture(autouse=True, scope="session")
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the cache, settings, colours, place and window of whoever runs the tests out of them.

    Processes that are started keep their bytecode, so that each does not compile it again.
    """
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["KNEENUMB_SETTINGS"] = str(tmp_path_factory.mktemp("settings") / "settings.yaml")
    os.environ["LANG"] = "C.UTF-8"  # A country in it would put its phone numbers on every page.
    for name in (
        *(
            "NO_COLOR",
            "FORCE_COLOR",
            "COLORTERM",
            "COLUMNS",
            "LINES",
            "ACCESSIBLE",
            "LC_ALL",
            "LC_MESSAGES",
        ),
        *("KNEENUMB_REGION", "KNEENUMB_PLAIN", "KNEENUMB_TREE", "KNEENUMB_WIDTH"),
    ):
        os.environ.pop(name, None)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # A style of Rich stays in the colours that it was first shown in, until the process ends.
    os.environ["TERM"] = "xterm-256color"
    # On a slow machine whoever waits for the proof is told so, which no screen should depend on.
    checked_tree(DEFAULT_TREE, unchecked=False)


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
