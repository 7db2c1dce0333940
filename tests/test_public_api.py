"""What ``from kneenumb import …`` gives."""

import ast
import importlib
import inspect
import subprocess
import sys

import pytest

import kneenumb
from tests.conftest import ROOT

SOURCE = ast.parse((ROOT / "kneenumb" / "__init__.py").read_text(encoding="utf-8"))


def _type_checking_imports() -> dict[str, str]:
    """Name to module, as type checkers see it."""
    (block,) = [node for node in SOURCE.body if isinstance(node, ast.If)]
    return {
        alias.name: str(node.module).removeprefix("kneenumb.")
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize("name", kneenumb.__all__)
def test_a_public_name_can_be_imported_and_is_documented(name: str) -> None:
    thing = getattr(kneenumb, name)
    assert thing.__name__ == name
    doc = inspect.getdoc(thing)
    assert doc and doc.split("\n")[0].endswith((".", "``"))
    assert thing.__doc__, f"{name} inherits its documentation"


@pytest.mark.parametrize("name", kneenumb.__all__)
def test_a_public_function_is_fully_typed(name: str) -> None:
    thing = getattr(kneenumb, name)
    if inspect.isfunction(thing):
        signature = inspect.signature(thing)
        assert signature.return_annotation is not inspect.Signature.empty
        for parameter in signature.parameters.values():
            assert parameter.annotation is not inspect.Parameter.empty


def test_the_names_are_the_same_wherever_they_are_listed() -> None:
    assert kneenumb.__all__ == sorted(kneenumb.__all__)
    assert set(kneenumb.__all__) == set(kneenumb._HOMES)
    assert _type_checking_imports() == kneenumb._HOMES
    assert dir(kneenumb) == sorted(kneenumb.__all__)


@pytest.mark.parametrize(("name", "home"), kneenumb._HOMES.items())
def test_a_name_lives_where_it_is_looked_for(name: str, home: str) -> None:
    module = importlib.import_module(f"kneenumb.{home}")
    assert getattr(kneenumb, name) is getattr(module, name)
    assert getattr(module, name).__module__ == module.__name__


def test_an_unknown_name_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'tringe'"):
        _ = kneenumb.tringe
    with pytest.raises(ImportError):
        exec("from kneenumb import tringe")


def test_everything_comes_with_a_star() -> None:
    space: dict[str, object] = {}
    exec("from kneenumb import *", space)
    assert set(kneenumb.__all__) <= set(space)


def test_the_example_of_the_package_runs(capsys: pytest.CaptureFixture[str]) -> None:
    doc = inspect.getdoc(kneenumb) or ""
    example = inspect.cleandoc(doc.partition("In a notebook::")[2])
    assert "Walk.begin(tree)" in example
    exec(example, {})
    assert capsys.readouterr().out.startswith("Pee, poo, sex: what has changed")


def test_importing_the_package_loads_nothing_slow() -> None:
    code = "import sys, kneenumb; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    slow = {"pydantic", "yaml", "rich", "typer", "questionary", "prompt_toolkit"}
    assert not slow & set(loaded.stdout.split())
