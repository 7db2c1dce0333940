"""What the README says is what the program does."""

import json
import re
import shlex
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest

from kneenumb import Urgency, check_tree
from kneenumb.batch.rows import FURTHER
from kneenumb.cli.contracts import SCHEMAS
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.options import Format
from kneenumb.load.case_file import load_case
from kneenumb.load.tree_file import load_tree
from kneenumb.walk.result import triage
from tests.command import Done, run
from tests.conftest import ROOT
from tests.examples import quick_first

README = (ROOT / "README.md").read_text(encoding="utf-8")
CUT = "…"
"""A line that stands for all the output that the README leaves out."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def column(heading: str) -> list[str]:
    """The first cell of every row of the table under ``heading``."""
    table = README.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    return [row.split("|")[1].strip() for row in table.splitlines()[2:]]


def says(done: Done, expected: list[str]) -> bool:
    said = (done.out + done.err).splitlines()
    if expected and expected[-1] == CUT:
        return said[: len(expected) - 1] == expected[:-1] and len(said) >= len(expected)
    return said == expected


def takes_long(session: str) -> bool:
    """Whether a session is left to the full profile: many exports, several proofs."""
    return session.count("export") > 3 or "--witnesses" in session


@pytest.mark.parametrize(
    "session",
    quick_first(
        sorted(blocks("console"), key=takes_long),
        sum(not takes_long(session) for session in blocks("console")),
    ),
)
def test_every_session_goes_as_printed(
    session: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KNEENUMB_SETTINGS", str(tmp_path / "settings.yaml"))
    done = Done(0, "", "")
    commands = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", session, re.MULTILINE)
    assert commands
    for command, output in commands:
        expected = output.splitlines()
        if command == "echo $?":
            assert expected == [str(done.code)]
            continue
        program, *arguments = shlex.split(command)
        assert program == "kneenumb"
        done = run(*arguments)
        # A command that is shown without output has nothing to complain about.
        assert says(done, expected) if expected else done.code == Exit.DONE, done


def test_the_python_snippets_run(capsys: pytest.CaptureFixture[str]) -> None:
    snippets = blocks("python")
    assert snippets
    for snippet in snippets:
        exec(compile(snippet, "README.md", "exec"), {})
    assert "bladder/bowel" in capsys.readouterr().out


def test_the_case_gives_what_it_expects(tmp_path: Path) -> None:
    (snippet,) = blocks("yaml")
    file = tmp_path / "case.yaml"
    file.write_text(snippet)
    case = load_case(file)
    result = triage(load_tree(case.case.tree or ""), case.given)
    assert case.case.expected is not None
    assert result.outcome_id == case.case.expected.outcome
    assert (result.urgency,) == case.case.expected.urgency


def test_the_map_means_something(tmp_path: Path) -> None:
    (snippet,) = blocks("yml")
    file, table = tmp_path / "map.yaml", tmp_path / "forms.csv"
    file.write_text(snippet)
    table.write_text(
        "Record ID,Numb between the legs?,Blood flow,stroke___1,Timestamp,Name\n"
        '17,9,"Cold, pale foot, Sudden pain",0,,\n'
    )
    done = run("batch", str(table), "--map", str(file), "--format", "csv")
    row = "17,o_em_cauda_equina,emergency,rf_saddle_numbness;rf_cold_pale_leg;rf_sudden_foot_pain,,"
    assert done.out.splitlines()[1] == row


def test_every_further_column_is_named() -> None:
    section = README.split("## Many cases", 1)[1].split("\n## ", 1)[0]
    assert [name for name in FURTHER if f"`{name}`" not in section] == []


def test_every_exit_code_is_in_the_table() -> None:
    codes = [int(code) for cell in column("exit code") for code in cell.split(",")]
    assert codes == [code.value for code in Exit]


def test_every_format_is_in_the_table() -> None:
    assert column("format") == [f"`{each.value}`" for each in Format]


def test_every_schema_is_in_the_table() -> None:
    rows = [f"| `{name}` | {about} |" for name, about in SCHEMAS.items()]
    assert "\n".join(["| schema | of |", "| --- | --- |", *rows, "", ""]) in README


@pytest.mark.full
def test_the_numbers_are_those_of_the_check() -> None:
    report = json.loads(run("check", "--format", "json").out)
    levels = ("emergency", "same_day", "soon", "routine")
    table = README.split("| answer paths |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    every, classes = ([cell.strip() for cell in row.split("|")[2:-1]] for row in table)
    assert every == [f"{report['paths']:,}", *(f"{report['urgencies'][each]:,}" for each in levels)]
    single = check_tree().classes
    assert single is not None
    assert classes == [
        f"{single.total:,}",
        *(f"{single.urgencies[each]:,}" for each in reversed(Urgency)),
    ]


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("outcome.svg", "triage --answers v5 --format svg"),
        ("poster.svg", "export svg --case v10"),
        ("bodymap.svg", "export bodymap --area outer_shin_top_foot --outcome o_sciatica"),
    ],
)
def test_a_picture_is_made_by_the_command_that_claims_it(
    name: str, command: str, tmp_path: Path
) -> None:
    assert f"$ kneenumb {command} --output {name}\n" in README
    made = tmp_path / name
    assert run(*command.split(), "--output", str(made)).code == Exit.DONE
    assert made.read_text() == (ROOT / ".github" / name).read_text(), (
        f"make it anew with: kneenumb {command} --output .github/{name}"
    )


@pytest.mark.full
def test_every_option_that_is_named_belongs_to_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of the commands that are not run here: they need a terminal, or somebody's own files."""
    monkeypatch.setenv("COLUMNS", "200")
    named = {
        (tuple(command.split()), option)
        for command, rest in re.findall(r"kneenumb ((?:export )?[a-z]+)([^`\n]*)", README)
        for option in re.findall(r"(?<!\S)--[a-z][a-z-]*", rest)
    }
    assert (("quiz",), "--replay-missed") in named and (("batch",), "--map-template") in named
    pages = {command: run(*command, "--help").out for command, _ in named}
    assert [each for each in sorted(named) if each[1] not in pages[each[0]]] == []


def test_the_gate_runs_the_test_command_of_the_readme() -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines() if "-m pytest" in line]
    assert len(lines) == 1
    assert README.count("-m pytest") == 1, "the gate takes the first line that has it"
    assert "grep -m 1 -- '-m pytest' README.md" in (ROOT / ".ci" / "run").read_text()


def test_the_licence_of_every_dependency_is_named() -> None:
    line = README.splitlines()[-1]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [re.split("[><=]", each)[0] for each in project["dependencies"]]
    assert needed and sorted(re.findall("`([^`]+)`", line)) == sorted(needed)
    for name in needed:
        told = metadata(name)
        licence = " ".join([*told.get_all("Classifier", []), str(told["License-Expression"])])
        assert ("BSD" if name == "prompt_toolkit" else "MIT") in licence, name


def test_every_file_that_is_linked_exists() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", README)
    paths = [path for pair in linked for path in pair if path and "://" not in path]
    assert paths
    for path in paths:
        assert (ROOT / path).is_file(), path


def test_every_folder_of_the_house_is_described() -> None:
    named = set(re.findall(r"`([^`]+)`", " ".join(column("where"))))
    packages = {
        f"kneenumb/{path.name}"
        for path in (ROOT / "kneenumb").iterdir()
        if path.is_dir() and any(path.glob("*.py"))
    }
    assert named == packages | {"trees", "trees/cases"}
