"""A Python that has neither docstrings nor assertions nor sources says the same, word for word.

``python -OO`` (or ``PYTHONOPTIMIZE=2``) leaves out the first two, and an installation of nothing
but compiled files the third. What a user sees is data, so that none of them is missed.
"""

import compileall
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneenumb.check.rule import RULES
from kneenumb.cli.app import COMMANDS
from kneenumb.cli.contracts import SCHEMAS
from tests.command import run
from tests.conftest import ROOT

EXPORTS = ("svg", "mermaid", "dot", "markdown", "csv", "json", "bodymap")
FLAWED = sorted((ROOT / "tests" / "trees" / "flawed").glob("*.yaml"))
BAD = sorted((ROOT / "tests" / "trees" / "bad").glob("*.yaml"))
RUN_ALL = """
import json, sys
sys.path[:0] = sys.argv[1:3]
import kneenumb
from tests.command import run
assert False, "an assertion is left"
if __doc__ or kneenumb.__doc__ or not kneenumb.__file__.endswith(".pyc"):
    sys.exit("docstrings or sources are left")
print(json.dumps([run(*argv) for argv in json.load(sys.stdin)]))
"""


def command_lines() -> Iterator[tuple[str, ...]]:
    """What uses each part of the tool once."""
    yield ("--help",)
    for command in COMMANDS:
        yield command, "--help"
    for name in (*EXPORTS, "schema"):
        yield "export", name, "--help"
    for name in EXPORTS:
        yield "export", name, "--tree", "starter"
    for name in SCHEMAS:
        yield "export", "schema", name
    for argv in (("-a", "v14"), ("-a", "v14", "--explain"), ("--range",), ("-s", "saddle=yess")):
        yield "triage", *argv
    yield "explain", "v10", "--why-not", "o_meralgia"
    yield "batch", "teaching-cases", "--score", "--format", "csv"
    yield ("list",)
    for part in ((), ("questions",), ("R1",), ("--depth", "1", "--tree", "starter")):
        yield "show", *part
    yield "quiz", "--tree", "starter"
    yield "check", "--rules"
    for rule in RULES:
        yield "check", "--explain", rule
    for path in (*FLAWED, BAD[0]):
        yield "check", str(path)
    for format in ("json", "github", "markdown"):
        yield "check", str(FLAWED[0]), "--format", format
    yield "check", str(ROOT / "trees" / "starter.yaml"), "--mutate", "--jobs", "1"
    yield "diff", str(ROOT / "trees" / "starter.yaml"), str(FLAWED[0])
    yield "new", "starter.yam"


def untimed(text: str) -> str:
    """A text without how long a batch took, in lines that no path makes longer or shorter."""
    return re.sub(
        r"\S+ (milli)?seconds?\b|\S+ rows (a|per) second|\S+ a second", "…", " ".join(text.split())
    )


@pytest.mark.full
def test_every_command_says_the_same_without_docstrings_and_sources(tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(
        ROOT / "kneenumb", bare / "kneenumb", ignore=shutil.ignore_patterns("__pycache__")
    )
    (bare / "trees").symlink_to(ROOT / "trees")
    assert compileall.compile_dir(bare / "kneenumb", quiet=2, legacy=True, optimize=2)
    for source in (bare / "kneenumb").rglob("*.py"):
        source.unlink()
    argvs = list(command_lines())
    ended = subprocess.run(
        [sys.executable, "-OO", "-c", RUN_ALL, str(bare), str(ROOT)],
        input=json.dumps(argvs),
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "80"},
        cwd=tmp_path,
    )
    assert not ended.returncode, ended.stderr
    for argv, told in zip(argvs, json.loads(ended.stdout), strict=True):
        code, out, err = told
        text = [each.replace(str(bare), str(ROOT)) for each in (out, err)]
        said = run(*argv)
        assert (code, text[0], untimed(text[1])) == (said.code, said.out, untimed(said.err)), argv
