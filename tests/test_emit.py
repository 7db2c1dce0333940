"""One way out: every page in every format, by option or by the name of the output."""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from kneenumb.cli.contracts import OUTPUTS
from kneenumb.cli.emit import _HINTS, SUFFIXES
from kneenumb.cli.options import Format
from kneenumb.schema.schema import schema
from tests.command import run
from tests.examples import quick_first
from tests.process import shell

COMMANDS = {
    "result": ("triage", "-a", "v14"),
    "range": ("triage", "--range", "-s", "saddle=no"),
    "explain": ("explain", "v14"),
    "batch": ("batch", "cases.jsonl"),
    "check": ("check", "starter"),
    "rules": ("check", "--rules"),
    "diff": ("diff", "starter", "starter"),
    "overview": ("show",),
    "parts": ("show", "saddle"),
    "drawn": ("show", "--depth", "1"),
    "list": ("list",),
    "settings": ("settings",),
}
"""A command for each output, but for ``mutate``, which takes long."""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cases.jsonl").write_text('{"saddle": "yes"}\n')


def test_every_output_is_tried() -> None:
    assert [*COMMANDS, "mutate"] == sorted(
        (each.name for each in OUTPUTS), key=[*COMMANDS, "mutate"].index
    )


def is_written_as(text: str, format: str, name: str) -> bool:
    """Whether a text is in a format, as far as its shape tells."""
    match format:
        case "json":
            return list(json.loads(text)) == list(schema(name)["properties"])
        case "html":
            return text.startswith("<!DOCTYPE html>") and "</html>" in text
        case "svg":
            return ElementTree.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
        case "markdown":
            return re.search(r"^# \S", text, re.MULTILINE) is not None
        case "rich":
            return re.search("[╭─│]", text) is not None or bool(text.strip())
        case _:
            return bool(text.strip()) and re.search(r"^(#|<)", text) is None


@pytest.mark.parametrize("format", Format)
@pytest.mark.parametrize("name", quick_first(COMMANDS, 2))
def test_everything_is_written_in_every_format(name: str, format: str) -> None:
    done = run(*COMMANDS[name], "--format", format)
    assert done.code == 0
    assert is_written_as(done.out, format, name)


@pytest.mark.parametrize("suffix", quick_first(SUFFIXES, 2))
@pytest.mark.parametrize("name", quick_first(COMMANDS, 4))
def test_the_name_of_the_output_tells_the_format(name: str, suffix: str) -> None:
    out = Path(f"page{suffix.upper() if suffix == '.html' else suffix}")
    done = run(*COMMANDS[name], "--output", str(out))
    assert (done.code, done.out) == (0, "")
    assert is_written_as(out.read_text("utf-8"), SUFFIXES[suffix], name)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_format_that_is_asked_for_wins_over_the_name(name: str) -> None:
    assert run(*COMMANDS[name], "-f", "json", "-o", "page.html").code == 0
    assert is_written_as(Path("page.html").read_text("utf-8"), "json", name)


@pytest.mark.parametrize(
    "suffix", quick_first([each for each in _HINTS if each not in (".csv", ".jsonl")])
)
def test_a_name_that_asks_for_another_format_is_refused(suffix: str) -> None:
    for name, command in COMMANDS.items():
        if name == "batch" and suffix in (".tsv", ".tab", ".ndjson", ".parquet"):
            continue  # Rows are written so.
        done = run(*command, "-o", f"page{suffix}")
        assert (done.code, done.out) == (2, ""), name
        assert f"page{suffix} asks for the format {suffix}" in done.err
        assert len(done.err.splitlines()) == 1
        assert not Path(f"page{suffix}").exists()


def test_what_to_write_instead_is_said() -> None:
    assert run("triage", "-a", "v14", "-o", "page.pdf").err == (
        "kneenumb: page.pdf asks for the format .pdf, in which this cannot be written. Write "
        ".html, and print it to a PDF from a browser. Or name the format with --format.\n"
    )
    assert run("export", "svg", "-o", "tree.png").err == (
        "kneenumb: tree.png asks for the format .png, in which this cannot be written. Use a name "
        "that ends in one of: .svg, .txt.\n"
    )


@pytest.mark.parametrize("name", ["page", "page.log", "page.v14", "page.2026-11-28"])
def test_any_other_name_is_a_text(name: str) -> None:
    assert run("triage", "-a", "v14", "-o", name) == (0, "", "")
    assert Path(name).read_text("utf-8").strip()


@pytest.mark.parametrize(
    ("command", "name"),
    [
        *(("svg", "x.json"), ("mermaid", "x.svg"), ("dot", "x.svg"), ("markdown", "x.html")),
        *(("csv", "x.xlsx"), ("json", "x.html"), ("bodymap", "x.png")),
    ],
)
def test_an_export_has_one_format(command: str, name: str) -> None:
    done = run("export", command, "-o", name)
    assert (done.code, done.out) == (2, "") and "asks for the format" in done.err
    assert not Path(name).exists()


def test_a_format_that_does_not_suit_is_refused_with_one_sentence() -> None:
    for argv in (("check", "--rules"), ("check", "--explain", "loop"), ("check", "--mutate")):
        done = run(*argv, "--format", "github")
        assert (done.code, done.out) == (2, "")
        assert "--format github does not go with" in done.err and done.err.count("\n") == 1
    done = run("explain", "v14", "--step", "--format", "html")
    assert (done.code, done.out) == (2, "") and "--format html is for a file" in done.err


@pytest.mark.parametrize(("suffix", "mark"), [(".md", "<!-- "), (".html", "<!-- "), (".txt", "")])
def test_a_file_says_what_wrote_it_and_the_screen_does_not(suffix: str, mark: str) -> None:
    out = f"page{suffix}"
    run("check", "starter", "-o", out)
    text = Path(out).read_text("utf-8")
    assert text.rstrip().splitlines()[-1].startswith(f"{mark}Written by kneenumb: check.")
    shown = run("check", "starter", "-f", SUFFIXES[suffix]).out
    assert text.startswith(shown) and "Written by" not in shown


def test_a_scripted_run_in_json_imports_no_page_and_nothing_to_draw_one() -> None:
    script = (
        "import atexit, sys; from kneenumb.__main__ import main; "
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
        "sys.argv = 'kneenumb triage -a v14 -f json'.split(); main()"
    )
    shell(f'"$1" -c "{script}"', sys.executable)  # The first run proves the tree.
    modules = shell(f'"$1" -c "{script}"', sys.executable).err.split()
    assert "kneenumb.cli.emit" in modules
    drawn = ("rich", "kneenumb.format.html", "kneenumb.result.page", "kneenumb.check")
    assert [name for name in modules if name in drawn or name.startswith("kneenumb.prove")] == []
