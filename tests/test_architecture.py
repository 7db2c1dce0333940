"""The house rules: imports point one way, and every file is named and explained."""

import ast
import itertools
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "kneenumb"
FILES = sorted(PACKAGE.rglob("*.py"))

ROWS = (
    ("__main__",),
    ("cli",),
    ("spark",),
    ("mutate", "export", "sql", "browser"),
    ("diff", "explain", "ask", "show"),
    ("batch", "quiz", "check", "draw"),
    ("result", "settings"),
    ("cases", "format", "schema"),
    ("load", "page"),
    ("strict_yaml", "walk", "prove", "body", "storage"),
    ("model",),
)
"""The rooms of the house, from the roof down. A room may use those of every row below its own."""

PUBLIC = {"check", "load", "walk", "model"}
"""What the package gives to Python programs, under its own name, comes from these."""

HEAVY = {"duckdb", "jinja2", "openpyxl", "pandas", "pyarrow", "pyspark"}
"""Libraries that only an extra brings. Each is imported only in the module named after it."""

ONLY_IN = {
    "typer": {"cli"},
    "rich": {"format"},
    "questionary": {"ask"},
    "prompt_toolkit": {"ask"},
    "yaml": {"strict_yaml", "cases"},
    "pickle": {"load"},
    "sqlglot": {"sql"},
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


def inside(path: Path) -> str:
    """What a file is called inside the package."""
    return path.relative_to(PACKAGE).as_posix()


def listed(wrong: list[str]) -> str:
    """Every offence on a line of its own."""
    return "\n".join(["", *wrong])


def part_of(path: Path) -> str:
    """The part of the package that a file belongs to."""
    first, *more = path.relative_to(PACKAGE).parts
    return first if more else path.stem


@cache
def parsed(path: Path) -> ast.Module:
    """The code of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The full name of everything a file imports, also inside functions and for type checks."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
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


def test_imports_point_one_way() -> None:
    wrong = [
        f"{inside(path)} may not import {module}"
        for path in FILES
        for module in modules_of(path)
        for room in [[*module.split("."), "__init__"][1]]
        if room != part_of(path) and room not in may_import(part_of(path))
    ]
    assert not wrong, listed(wrong)


def test_a_library_is_imported_only_where_it_belongs() -> None:
    wrong = [
        f"{inside(path)} may not import {library}"
        for path in FILES
        for library in sorted({name.split(".")[0] for name in imports(path)})
        if not belongs(library, path)
    ]
    assert not wrong, listed(wrong)


def belongs(library: str, path: Path) -> bool:
    """Whether a file may import a library."""
    if library in HEAVY:
        return path.stem == library
    return part_of(path) in ONLY_IN.get(library, {part_of(path)}) or (
        (inside(path), library) in EXCEPTIONS
    )


@pytest.mark.parametrize(
    ("library", "file", "expected"),
    [
        ("duckdb", "batch/duckdb.py", True),
        ("duckdb", "batch/run.py", False),
        ("rich", "format/rich_page.py", True),
        ("rich", "cli/terminal/streams.py", True),
        ("rich", "cli/main.py", False),
        ("json", "cli/main.py", True),
    ],
)
def test_where_a_library_belongs(library: str, file: str, expected: bool) -> None:
    assert belongs(library, PACKAGE / file) is expected


def test_one_name_is_one_thing() -> None:
    """A class, or the name of a type, stands for one thing in the whole package."""
    named: dict[str, list[str]] = {}
    for path in FILES:
        for name in type_names(path):
            named.setdefault(name.lstrip("_"), []).append(inside(path))
    twice = [f"{name} in {', '.join(files)}" for name, files in named.items() if len(files) > 1]
    assert len(named) > 100
    assert not twice, listed(twice)


def type_names(path: Path) -> Iterator[str]:
    """The classes, and the aliases of types, that a file makes."""
    for node in parsed(path).body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if re.fullmatch("_?([A-Z][a-z0-9]+)+", name):
                    yield name


def test_only_what_is_installed_with_the_package_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installed = {re.split(r"\W", each)[0] for each in project["dependencies"]}
    installed = installed - {"pyyaml"} | {"yaml"}
    # Come with pydantic and questionary.
    installed |= {"pydantic_core", "typing_extensions", "prompt_toolkit"}
    installed |= HEAVY | {"sqlglot"}  # Come with an extra, and are asked for before.
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
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                name = f"{node.value.id}.{node.attr}"
                assert name not in {"sys.exit", "os._exit", "sys.argv", "sys.stdout"}, path


def test_files_are_named_by_what_is_in_them_and_explained() -> None:
    vague = [
        inside(path)
        for path in FILES
        if {"utils", "helpers", "common", "misc"} & {*path.relative_to(PACKAGE).parts, path.stem}
    ]
    assert not vague, listed(vague)
    mute = [
        inside(each) for each in FILES if not ast.get_docstring(parsed(each)) and parsed(each).body
    ]
    assert not mute, listed(mute)


def test_the_checkout_has_nothing_else_at_its_top() -> None:
    kept = {"kneenumb", "trees", "tests", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    built = {"dist", "build", "__pycache__"} | {
        name for name in there if name.endswith(".egg-info")
    }
    assert there - built <= kept
