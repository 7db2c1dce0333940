"""The house rules: imports point one way, and every file is named and explained."""

import ast
import itertools
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "kneenumb"
FILES = sorted(PACKAGE.rglob("*.py"))

ROWS = (
    ("__main__",),
    ("cli",),
    ("mutate", "export"),
    ("diff", "explain", "ask", "show"),
    ("batch", "quiz", "check", "draw"),
    ("result",),
    ("cases", "format", "schema"),
    ("load", "page"),
    ("strict_yaml", "walk", "prove", "body", "storage"),
    ("model",),
)
"""The rooms of the house, from the roof down. A room may use those of every row below its own."""

PUBLIC = {"check", "load", "walk", "model"}
"""What the package gives to Python programs, under its own name, comes from these."""

ONLY_IN = {
    "typer": {"cli"},
    "rich": {"format"},
    "questionary": {"ask"},
    "prompt_toolkit": {"ask"},
    "yaml": {"strict_yaml", "cases"},
    "pickle": {"load"},
}
"""Which rooms may import a library. Others may be imported anywhere."""

EXCEPTIONS = {("cli/terminal/streams.py", "rich")}
"""A lazy import: the console is made where the streams are known."""


def may_import(room: str) -> set[str]:
    """The rooms below a room."""
    if room == "__init__":
        return PUBLIC
    (row,) = (place for place, rooms in enumerate(ROWS) if room in rooms)
    return {below for rooms in ROWS[row + 1 :] for below in rooms}


def part_of(path: Path) -> str:
    """The part of the package that a file belongs to."""
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imports(path: Path) -> Iterator[str]:
    """The full name of everything a file imports, also inside functions and for type checks."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules_of(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports."""
    for name in imports(path):
        if name.split(".")[0] == "kneenumb":
            steps = name.split(".")
            while len(steps) > 1 and not _file(steps).exists():
                steps.pop()
            yield ".".join(steps)


def _file(steps: list[str]) -> Path:
    path = ROOT.joinpath(*steps)
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def test_every_part_of_the_package_has_its_place() -> None:
    assert {part_of(path) for path in FILES} == {"__init__", *itertools.chain(*ROWS)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    part = part_of(path)
    for module in modules_of(path):
        other = [*module.split("."), "__init__"][1]
        assert other == part or other in may_import(part), f"{part} may not import {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_is_imported_only_where_it_belongs(path: Path) -> None:
    inside = path.relative_to(PACKAGE).as_posix()
    for library in {name.split(".")[0] for name in imports(path)} & set(ONLY_IN):
        allowed = part_of(path) in ONLY_IN[library] or (inside, library) in EXCEPTIONS
        assert allowed, f"{inside} may not import {library}"


def test_only_what_is_installed_with_the_package_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installed = {re.split(r"\W", each)[0] for each in project["dependencies"]}
    installed = installed - {"pyyaml"} | {"yaml"}
    # Come with pydantic and questionary.
    installed |= {"pydantic_core", "typing_extensions", "prompt_toolkit"}
    used = {name.split(".")[0] for path in FILES for name in imports(path)}
    assert used - set(sys.stdlib_module_names) - {"kneenumb"} <= installed


def test_no_two_files_import_each_other() -> None:
    """Nor in a longer circle, whether at the top of a file or inside a function."""
    onward = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): set(modules_of(path))
        for path in FILES
    }
    while free := {name for name, others in onward.items() if not others & set(onward)}:
        onward = {name: others for name, others in onward.items() if name not in free}
    assert onward == {}


def test_only_the_command_line_ends_the_program_and_reads_its_arguments() -> None:
    for path in FILES:
        if part_of(path) == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                name = f"{node.value.id}.{node.attr}"
                assert name not in {"sys.exit", "os._exit", "sys.argv", "sys.stdout"}, path


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_is_named_and_explained(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not {"utils", "helpers", "common", "misc"} & set(
        path.relative_to(PACKAGE).with_suffix("").parts
    )
    assert ast.get_docstring(ast.parse(text)) or not text.strip()


def test_the_checkout_has_nothing_else_at_its_top() -> None:
    kept = {"kneenumb", "trees", "tests", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    built = {"dist", "build", "__pycache__"} | {
        name for name in there if name.endswith(".egg-info")
    }
    assert there - built <= kept
