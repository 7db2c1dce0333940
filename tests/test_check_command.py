"""``kneenumb check``: what it takes, how it ends, and the witnesses that it writes.

What it finds is tested elsewhere: here the reports are made by hand.
"""

import json
import os
import re
import shlex
import stat
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, load_case, load_tree
from kneenumb.check import check
from kneenumb.check.report import Report
from kneenumb.check.rule import RULES
from kneenumb.cli.witness_files import WRITTEN_BY_US
from kneenumb.load.case_file import parse_case
from kneenumb.page.case_yaml import case_yaml
from tests.command import Done, run
from tests.conftest import ROOT
from tests.examples import quick_first
from tests.process import shell
from tests.reports import DOUBTER, PREGNANT, WELL, broken, finding, proved
from tests.terminal import Terminal, acts_on_a_terminal

FORMATS = ("rich", "plain", "markdown", "svg", "json", "github")
STARTER = (ROOT / "trees" / "starter.yaml").read_text("utf-8")

Reporting = Callable[[Report], None]


@pytest.mark.full
def test_a_reader_who_leaves_early_does_not_turn_findings_into_a_pass(tmp_path: Path) -> None:
    tree = tmp_path / "tree.yaml"
    tree.write_text(STARTER.replace("        flag: rf_saddle_numbness\n", "", 1))
    assert run("check", str(tree)).code == 1
    for command in (f"check {tree}", f"check {tree} --format json", f"diff starter {tree}"):
        done = shell(f"{{ kneenumb {command}; echo $? >&2; }} | true")
        assert done.err.splitlines()[-1] == "1", command


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def reporting(monkeypatch: pytest.MonkeyPatch) -> Reporting:
    """Lets the check of any tree come to a given report, whatever the tree."""

    def set_report(report: Report) -> None:
        def checked(tree: Tree, place: object, origin: str) -> Report:
            return replace(report, origin=origin)

        monkeypatch.setattr(check, "check", checked)

    return set_report


@pytest.fixture
def warned(starter: Tree) -> Report:
    """A tree that is safe, with one thing worth mending, which two people show."""
    flawed = broken(starter)
    shown = flawed.warnings[0]._replace(witness=PREGNANT, beside=WELL)
    return replace(proved(starter), findings=(shown,))


def words(text: str) -> str:
    return " ".join(text.split())


def commands(text: str) -> list[list[str]]:
    """The triage commands in a text, as a shell would read them."""
    whole = text.replace("\\\n", " ")
    return [shlex.split(found) for found in re.findall("kneenumb (triage .*)", whole)]


# How it ends


@pytest.mark.parametrize("format", FORMATS)
def test_the_exit_code_tells_whether_it_passes(
    format: str, starter: Tree, warned: Report, reporting: Reporting
) -> None:
    for report, loose, strict in (
        (proved(starter), 0, 0),
        (warned, 0, 1),
        (broken(starter), 1, 1),
        (replace(proved(starter), gaps=("Not all.",)), 1, 1),
    ):
        reporting(report)
        done = run("check", "starter", "-f", format)
        assert (done.code, done.err) == (loose, "")
        assert done.out
        assert run("check", "starter", "-f", format, "--strict").code == strict


def test_a_tree_is_named_by_its_place_or_by_the_option(
    starter: Tree, here: Path, reporting: Reporting
) -> None:
    reporting(proved(starter))
    Path("my tree.yaml").write_text(STARTER)
    named = [run("check", *argv) for argv in ((), ("starter",), ("-t", "starter"))]
    assert [done.code for done in named] == [0, 0, 0]
    assert run("check", "my tree.yaml").code == 0


def test_a_tree_is_named_once() -> None:
    done = run("check", "starter", "--tree", "knee-numbness")
    assert done == Done(
        2,
        "",
        "kneenumb: The tree is named twice: starter, and --tree knee-numbness. Name it once.\n",
    )


@pytest.mark.parametrize("name", ["strater", "missing.yaml", ".", "/"])
def test_a_tree_that_is_not_there_cannot_be_checked(name: str, here: Path) -> None:
    done = run("check", name, "--format", "json")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("kneenumb: ") and len(done.err.splitlines()) == 1


def test_a_file_that_is_far_too_large_cannot_be_checked(here: Path) -> None:
    Path("large.yaml").write_bytes(b"# " + b"x" * 5_000_000)
    done = run("check", "large.yaml")
    assert (done.code, done.out) == (3, "")
    assert "more than is read" in done.err


def test_it_goes_into_a_file(starter: Tree, here: Path, reporting: Reporting) -> None:
    reporting(broken(starter))
    for format in FORMATS:
        shown = run("check", "starter", "-f", format)
        done = run("check", "starter", "-f", format, "-o", f"report-{format}")
        assert (done.code, done.out) == (1, "")
        assert Path(f"report-{format}").read_text("utf-8").startswith(shown.out)


def test_a_file_that_cannot_be_written_is_told_before_anything_is_checked(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "check", lambda *_: pytest.fail("was checked"))
    assert run("check", "starter", "-o", "missing/report").code == 2
    Path("file").write_text("")
    done = run("check", "starter", "--witnesses", "file")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "kneenumb: file: The witnesses cannot be written there: it is a file. Name a folder that "
        "you may write to, or one to be made.\n"
    )


@pytest.mark.full
def test_the_verdict_stands_at_the_end_of_a_terminal_too() -> None:
    with Terminal("check", "starter", columns=80, rows=200) as terminal:
        terminal.end()
        first, *_, last = re.findall("(?:NOT )?(?:PROVED|A PASS)", terminal.said)
        *_, above, sentence, below = filter(None, terminal.lines)
    assert first == last
    assert sentence.startswith(f"┃ {last}") and above[0] == "┏" and below[0] == "┗"


# A file that is no tree


def test_every_fault_of_a_file_is_a_finding_with_its_line(here: Path) -> None:
    text = STARTER.replace("label: Not sure", "lable: Not sure", 1).replace("\n", "\r\n")
    Path("bad.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = run("check", "bad.yaml", "-f", "plain")
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("NOT PROVED: the file cannot be read as a tree. It has ")
    line = next(at for at, each in enumerate(text.splitlines(), start=1) if "lable" in each)
    assert f"  Line {line}: lable: Not sure\n" in done.out
    found = json.loads(run("check", "bad.yaml", "-f", "json").out)
    assert line in [each["line"] for each in found["findings"]]
    assert {each["severity"] for each in found["findings"]} == {"error"}


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"id:\n\tx: y\n", "  Line 2: x: y\n"),
        (b"id: a\x1b[31mb\n", "  Line 1: id: a\\x1b[31mb\n"),
        (b"id: \xff\xfe\n", "  Line 1: id: \ufffd\ufffd\n  From column 5 on: \ufffd\ufffd\n"),
        (b"x" * 100_000 + b": y\n", "..."),
        (b"{" * 100_000, "..."),
        (b"", "  Line 1:\n"),
    ],
    ids=["a tab", "an escape sequence", "no text", "a long line", "a deep line", "nothing"],
)
def test_any_line_can_be_shown(content: bytes, shown: str, here: Path) -> None:
    Path("bad.yaml").write_bytes(content)
    for format in FORMATS:
        done = run("check", "bad.yaml", "-f", format)
        assert done.code == 1
        assert not acts_on_a_terminal(done.out)
    plain = run("check", "bad.yaml", "-f", "plain").out
    assert shown in plain
    assert len(plain) < 3_000


def test_a_pipe_is_read_once(here: Path) -> None:
    os.mkfifo("pipe.yaml")
    # A second reader would wait for a second writer for ever.
    writer = threading.Thread(target=Path("pipe.yaml").write_bytes, args=[b"id: x\n"])
    writer.start()
    done = run("check", "pipe.yaml", "-f", "plain")
    writer.join()
    assert (done.code, done.err) == (1, "")
    assert "NOT PROVED" in done.out and "│" not in done.out


# Rules


@pytest.mark.full
def test_the_page_of_every_rule_can_be_read() -> None:
    assert RULES
    for name, rule in RULES.items():
        for format in ("rich", "plain", "markdown"):
            done = run("check", "--explain", name, "-f", format)
            assert (done.code, done.err) == (0, "")
            assert format == "markdown" or "``" not in done.out
            assert words(rule.title.replace("``", "'")) in words(done.out.replace("\\", ""))


def test_the_list_of_rules_names_them_all() -> None:
    done = run("check", "--rules", "-f", "plain")
    assert done.code == 0
    for name, rule in RULES.items():
        assert re.search(rf"^- {name}: .*(\n  .*)*\({rule.severity.value}\)$", done.out, re.M)


def test_an_unknown_rule_is_corrected() -> None:
    done = run("check", "--explain", "dead-lin")
    expected = "kneenumb: There is no rule called 'dead-lin'. Did you mean 'dead-line'?\n"
    assert done == Done(2, "", expected)


@pytest.mark.parametrize("wanted", [("--rules",), ("--explain", "dead-line")])
def test_a_page_of_words_is_no_note_on_a_pull_request(wanted: tuple[str, ...]) -> None:
    done = run("check", *wanted, "-f", "github")
    assert (done.code, done.out) == (2, "")
    assert "Use one of: rich, plain, json, markdown, html, svg." in done.err


# Witnesses


def test_everybody_is_written_as_a_case_with_what_they_show(
    starter: Tree, here: Path, reporting: Reporting
) -> None:
    reporting(broken(starter))
    done = run("check", "starter", "--witnesses", "a/b c", "-f", "plain")
    assert done.code == 1
    assert done.err == (
        "3 case files written to a/b c. Run one: kneenumb triage --unchecked --tree starter "
        "--answers 'a/b c/P1.yaml'\n"
    )
    files = {path.name: load_case(path).case for path in Path("a/b c").iterdir()}
    assert sorted(files) == ["P1.yaml", "worse-milder-1-first.yaml", "worse-milder-1-second.yaml"]
    claim, first, second = (files[name] for name in sorted(files))
    assert dict(claim.answers) == DOUBTER
    assert (dict(first.answers), dict(second.answers)) == (PREGNANT, WELL)
    assert claim.title == "Breaks the claim P1"
    assert claim.point == (
        "The claim P1 does not hold for this person. It says: Numbness between the legs, or doubt "
        "about it, is an emergency."
    )
    assert second.title == "Shows a finding of the rule worse-milder: the second person"
    assert second.point is not None and second.point.endswith(
        "This is the second person; the first is in worse-milder-1-first."
    )


def test_the_page_names_the_files_and_the_commands_run(
    starter: Tree, warned: Report, here: Path, reporting: Reporting
) -> None:
    Path("my tree.yaml").write_text(STARTER)
    reporting(warned)
    done = run("check", "my tree.yaml", "--witnesses", "people", "-f", "plain")
    told = commands(done.out)
    assert told == [
        ["triage", "--tree", "my tree.yaml", "--answers", f"people/label-too-long-1-{which}.yaml"]
        for which in ("first", "second")
    ]
    without_files = commands(run("check", "my tree.yaml", "-f", "plain").out)
    for argv, same, urgency in zip(told, without_files, ("same_day", "soon"), strict=True):
        replayed, typed = (run(*each, "-f", "json") for each in (argv, same))
        assert replayed.code == 0, replayed.err
        assert replayed == typed
        assert json.loads(replayed.out)["urgency"] == urgency


def test_a_bundled_tree_needs_no_path_and_the_default_no_name(
    tree: Tree, warned: Report, starter: Tree, here: Path, reporting: Reporting
) -> None:
    reporting(warned)
    (argv, _) = commands(run("check", "starter", "-f", "plain").out)
    assert argv[:3] == ["triage", "--tree", "starter"]
    clean = {"saddle": ("no",)}
    reporting(replace(proved(tree), findings=(finding(witness=clean),)))
    (argv,) = commands(run("check", "-f", "plain").out)
    assert argv == ["triage", "--unchecked", "--set", "saddle=no"]


def test_witnesses_are_written_anew(
    starter: Tree, warned: Report, here: Path, reporting: Reporting
) -> None:
    reporting(broken(starter))
    run("check", "starter", "--witnesses", "people")
    claim = Path("people/P1.yaml")
    written = claim.read_bytes()
    claim.write_text(f"{WRITTEN_BY_US}\nspoiled")
    assert run("check", "starter", "--witnesses", "people").code == 1
    assert claim.read_bytes() == written
    assert stat.S_IMODE(claim.stat().st_mode) == 0o600


@pytest.mark.parametrize("own", [b"title: mine\n", WRITTEN_BY_US.encode()[:-1] + b"!\n"])
def test_a_file_of_somebody_else_is_never_overwritten(
    own: bytes, starter: Tree, here: Path, reporting: Reporting
) -> None:
    reporting(broken(starter))
    Path("people").mkdir()
    mine = Path("people/worse-milder-1-second.yaml")
    mine.write_bytes(own)
    done = run("check", "starter", "--witnesses", "people")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "kneenumb: people/worse-milder-1-second.yaml: There is a file of that name already. "
        "Name another file, or replace it with --force.\n"
    )
    assert [path.name for path in Path("people").iterdir()] == [mine.name]
    assert mine.read_bytes() == own


def test_without_witnesses_no_folder_is_made(
    starter: Tree, here: Path, reporting: Reporting
) -> None:
    reporting(proved(starter))
    done = run("check", "starter", "--witnesses", "people")
    assert done.code == 0
    assert done.err == "No witness was found: no case file was written to people.\n"
    assert not list(here.iterdir())


def test_a_folder_inside_a_file_is_refused(starter: Tree, here: Path, reporting: Reporting) -> None:
    reporting(broken(starter))
    Path("file").write_text("")
    for folder in ("file/people", "x" * 300, "/proc/people"):
        done = run("check", "starter", "--witnesses", folder)
        assert (done.code, done.out) == (2, "")
        assert len(done.err.splitlines()) == 1
        assert "The witnesses cannot be written there: " in done.err


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_any_words_can_stand_in_a_case(text: str) -> None:
    starter = load_tree("starter")
    written = case_yaml(starter, PREGNANT, title="T", point=f"x{text}")
    case = parse_case(written.encode(), "case").case
    assert dict(case.answers) == PREGNANT
    said = "".join((case.point or "").split())
    expected = "".join(f"x{text}".split())
    assert said == re.sub(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]",
        lambda found: f"\\x{ord(found[0]):02x}",
        expected,
    )
    assert max(map(len, written.split("\n"))) <= 100 or max(map(len, text.split())) > 60


def test_a_finding_with_very_many_words_still_gives_a_case(
    starter: Tree, here: Path, reporting: Reporting
) -> None:
    long = finding("r" * 90, message="word " * 2_000, witness=WELL)
    reporting(replace(proved(starter), findings=(long,)))
    assert run("check", "starter", "--witnesses", "people").code == 1
    (path,) = Path("people").iterdir()
    assert dict(load_case(path).case.answers) == WELL


# Start-up


def test_no_other_command_waits_for_it() -> None:
    script = (
        "import sys, kneenumb.cli.app; "
        "print([name for name in sys.modules if name.startswith(('kneenumb.check', "
        "'kneenumb.prove')) or 'check_page' in name or 'witness' in name])"
    )
    ended = shell(f'"$1" -c "{script}"', sys.executable)
    assert ended.out.decode().strip() == "[]"


# Poor terminals


@pytest.mark.parametrize("format", quick_first(["rich", "plain"]))
def test_a_poor_encoding_loses_nothing_that_matters(format: str, here: Path) -> None:
    Path("bad.yaml").write_text(STARTER.replace("flag: rf_saddle_numbness", "sources: [R1]"))
    poor = {"PYTHONIOENCODING": "ascii", "COLUMNS": "80"}
    ended = shell(f"kneenumb check bad.yaml -f {format}", env=poor)
    text = ended.out.decode("ascii")
    assert ended.code == 1 and "NOT PROVED" in text
    assert "?" not in text
    if format == "plain":
        assert re.search(r"\n  Line [0-9]+: \w", text) and "level 4" in text
    else:
        assert re.search(r"\n +[0-9]+ \| .*\n +\| +\^", text)
        assert "x broken." in text and "####" in text


@pytest.mark.parametrize("env", quick_first(["TERM=dumb", "ACCESSIBLE=1"], 0))
def test_bare_lines_where_frames_are_not_wanted(env: str) -> None:
    bare = shell(f"{env} kneenumb check starter").out
    assert bare == shell("kneenumb check starter -f plain").out
