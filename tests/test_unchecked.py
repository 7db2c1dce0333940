"""A tree with errors is refused; with ``--unchecked`` it is used, and every result says so."""

import json
import re
import shlex
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kneenumb import Report, Tree, load_case
from kneenumb.check import check
from kneenumb.cli import checked_tree as usable
from kneenumb.cli.terminal import streams
from tests.command import Done, run
from tests.examples import quick_first
from tests.flawed import NUMB, STARTER, write_flawed_tree
from tests.reports import proved
from tests.terminal import Terminal

FORMATS = ("rich", "plain", "json", "markdown", "svg")
PAGES = ("rich", "plain", "markdown", "svg")
WARNING = "This tree was not checked for safety. Do not rely on this result."
BEFORE = "This tree was not checked for safety. Do not rely on its result."
UNCHECKED = ("--unchecked",)
ENTER = "\r"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a flawed tree, and wide enough that no line is broken."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    write_flawed_tree(Path("bad.yaml"))
    return tmp_path


def reading(text: str) -> str:
    """The words of a page of any format, as one line."""
    text = re.sub("</text>|<[^>]*>", " ", text).replace("&#160;", " ").replace("*", "")
    return " ".join(re.sub("[━┃┏┓┗┛]", " ", text).split())


# Refused


def test_a_flawed_tree_is_refused_with_the_reason_the_place_and_the_next_step(here: Path) -> None:
    lines = Path("bad.yaml").read_text().splitlines()
    claim = next(at for at, line in enumerate(lines, start=1) if "when: {saddle:" in line)
    unused = lines.index("  saddle:") + 1
    assert run("triage", "--tree", "bad.yaml", *NUMB) == Done(
        3,
        "",
        "kneenumb: bad.yaml: This tree is not safe to use: the check found 3 errors.\n"
        f"kneenumb: bad.yaml:{claim}:9: P1 does not hold: 10 of 10 answer paths that it "
        "speaks of break it.\n"
        f"kneenumb: bad.yaml:{unused}:3: No answer to 'saddle' ever changes the result.\n"
        "kneenumb: The tree was not used. Use --unchecked to try it all the same, or see all that "
        "is wrong: kneenumb check bad.yaml\n",
    )


@pytest.mark.parametrize("format", quick_first(FORMATS, 2))
def test_nobody_is_told_anything_by_a_tree_that_is_refused(format: str, here: Path) -> None:
    argv = ("triage", "--tree", "bad.yaml", "-f", format, "-o", "page", "--save", "case.yaml")
    for answers in (NUMB, NUMB[:2], ("--set", "nonsense=no"), ()):
        done = run(*argv, *answers)
        assert (done.code, done.out) == (3, "")
        assert not Path("page").exists() and not Path("case.yaml").exists()


@pytest.mark.full
def test_nobody_is_asked_anything_with_a_tree_that_is_refused(here: Path) -> None:
    for argv in ((), ("--plain",)):
        with Terminal("triage", "-t", "bad.yaml", *argv, columns=120, cwd=here) as terminal:
            assert terminal.end() == 3
            assert terminal.said.startswith("kneenumb: bad.yaml: This tree is not safe to use")


def test_the_next_step_can_be_taken(here: Path) -> None:
    for name in ("my tree.yaml", "it's.yaml"):
        write_flawed_tree(Path(name))
        done = run("triage", "-t", name, *NUMB)
        command = shlex.split(done.err.rsplit("is wrong: ", 1)[1])
        assert command == ["kneenumb", "check", name]
        checked = run(*command[1:], "-f", "json")
        assert checked.code == 1
        found = json.loads(checked.out)["findings"]
        assert [each["severity"] for each in found].count("error") == 3
        assert run("triage", "--unchecked", "-t", name, *NUMB).code == 0


@pytest.fixture
def coming_to(here: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Report], None]:
    """Lets every check come to a given report, with nothing remembered from before."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")

    def set_report(report: Report) -> None:
        monkeypatch.setattr(check, "check", lambda *_: report)

    return set_report


def test_a_check_that_left_something_out_is_no_pass(
    coming_to: Callable[[Report], None], starter: Tree
) -> None:
    gaps = ("There are too many futures to compare: milder-later.", "And more.")
    coming_to(replace(proved(starter), gaps=gaps, origin="starter.yaml"))
    assert run("triage", "-t", "starter", *NUMB) == Done(
        3,
        "",
        "kneenumb: starter.yaml: This tree may not be safe: it could not be checked to the end.\n"
        "kneenumb: starter.yaml: There are too many futures to compare: milder-later.\n"
        "kneenumb: starter.yaml: And more.\n"
        "kneenumb: The tree was not used. Use --unchecked to try it all the same, or see all that "
        "is wrong: kneenumb check starter\n",
    )


def test_the_default_tree_needs_no_name(coming_to: Callable[[Report], None], starter: Tree) -> None:
    coming_to(replace(proved(starter), gaps=("Not all.",)))
    assert run("triage", "-a", "v10").err.endswith(" is wrong: kneenumb check\n")


@pytest.mark.full
def test_a_person_who_has_to_wait_is_told_why(
    here: Path, starter: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> Report:
        time.sleep(0.5)
        return proved(starter)

    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    monkeypatch.setattr(check, "check", slow)
    monkeypatch.setattr(usable, "PATIENCE", 0.05)
    for somebody_is_there in (False, True):
        monkeypatch.setattr(streams, "can_ask", lambda there=somebody_is_there: there)
        done = run("triage", "-t", "starter", *NUMB)
        assert done.code == 0
        assert ("is being checked for safety, once" in done.err) is somebody_is_there


def test_warnings_do_not_stand_in_the_way(here: Path) -> None:
    label = "label: Younger than 16 years"
    text = STARTER.replace(label, label + " and so on" * 7)
    Path("long.yaml").write_text(text)
    found = json.loads(run("check", "long.yaml", "-f", "json").out)["findings"]
    assert {each["severity"] for each in found} == {"warning"}
    assert run("triage", "-t", "long.yaml", *NUMB).code == 0


# Used all the same


@pytest.mark.parametrize("format", quick_first(PAGES, 2))
@pytest.mark.parametrize("tree", ["bad.yaml", "starter"])
def test_every_page_says_so_after_the_action_and_before_all_else(
    tree: str, format: str, here: Path, starter: Tree
) -> None:
    done = run("triage", "--unchecked", "-t", tree, *NUMB, "-f", format)
    assert (done.code, done.err) == (0, "")
    told = reading(done.out)
    assert told.count(WARNING) == 1
    level = starter.urgencies.soon if tree == "bad.yaml" else starter.urgencies.emergency
    places = [told.index(each) for each in (level.action, WARNING, "Warning signs")]
    assert places == sorted(places)
    assert "If you are worried, get medical help whatever it says." in told[places[1] :]


@pytest.mark.parametrize("format", PAGES)
def test_a_checked_tree_has_no_such_warning(format: str, here: Path) -> None:
    assert "not checked" not in reading(run("triage", "-t", "starter", *NUMB, "-f", format).out)


def test_json_says_so_beside_the_tree_and_nothing_else_changes(here: Path) -> None:
    argv = ("triage", "-t", "starter", *NUMB, "-f", "json")
    checked, unchecked = (json.loads(run(*argv, *more).out) for more in ((), UNCHECKED))
    assert (checked.pop("checked"), unchecked.pop("checked")) == (True, False)
    assert checked == unchecked
    flawed = json.loads(run("triage", "--unchecked", "-t", "bad.yaml", *NUMB, "-f", "json").out)
    assert (flawed["checked"], flawed["urgency"]) == (False, "soon")
    assert list(flawed)[-2:] == ["checked", "tree"]


def test_no_check_is_waited_for(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "check", lambda *_: pytest.fail("was checked"))
    assert run("triage", "--unchecked", "-t", "bad.yaml", *NUMB).code == 0


def test_a_file_that_is_no_tree_is_refused_all_the_same(here: Path) -> None:
    Path("bad.yaml").write_text(STARTER.replace("next: background\n", "next: backgruond\n", 1))
    refused, tried = (run("triage", "-t", "bad.yaml", *NUMB, *more) for more in ((), UNCHECKED))
    assert refused == tried
    assert tried.code == 3 and "Did you mean 'background'?" in tried.err


def test_a_saved_case_says_so_and_can_be_run(here: Path) -> None:
    argv = ("triage", "--unchecked", "-t", "bad.yaml")
    assert run(*argv, *NUMB, "--save", "case.yaml").code == 0
    first = Path("case.yaml").read_text().splitlines()[0]
    assert first == "# This tree was not checked for safety."
    # A file of answers cannot ask for the tree to be used.
    assert "unchecked" not in load_case("case.yaml").case.model_dump()
    assert run("triage", "-t", "bad.yaml", "-a", "case.yaml").code == 3
    again = run(*argv, "-a", "case.yaml", "-f", "json")
    assert again.out == run(*argv, *NUMB, "-f", "json").out
    assert run("triage", "-t", "starter", *NUMB, "--save", "case.yaml").code == 0
    assert not Path("case.yaml").read_text().startswith("#")


def test_the_exit_code_can_tell_the_urgency(here: Path) -> None:
    done = run("triage", "--unchecked", "--exit-urgency", "-t", "bad.yaml", *NUMB)
    assert done.code == 11


def test_everybody_whom_a_check_shows_can_be_run_as_it_says(here: Path) -> None:
    done = run("check", "bad.yaml", "-f", "plain")
    commands = re.findall("kneenumb (triage .*)", done.out.replace("\\\n", " "))
    assert commands
    for command in commands:
        told = run(*shlex.split(command), "-f", "json")
        assert (told.code, told.err) == (0, "")
        assert json.loads(told.out)["checked"] is False


# In a terminal


@pytest.mark.full
@pytest.mark.parametrize("columns", [40, 80])
def test_it_is_said_before_the_first_question_and_at_the_end(columns: int, here: Path) -> None:
    size = {"columns": columns, "rows": 24, "cwd": here, "env": {"COLUMNS": None}}
    with Terminal("triage", "--unchecked", "-t", "bad.yaml", *NUMB[2:], **size) as terminal:
        terminal.see("begin", "q quit")
        assert BEFORE in terminal.said
        terminal.press("1", "Question 1 of", "q quit")
        terminal.press("1", "Before your result", "q quit")
        terminal.send("1")
        assert terminal.decline() == 0
        assert terminal.said.count(WARNING) == 2
        assert terminal.text.index("Once more, what to do now") < terminal.text.index(WARNING)


@pytest.mark.full
def test_the_first_screen_still_asks_about_an_emergency() -> None:
    with Terminal("triage", "--unchecked") as terminal:
        terminal.see("begin", "q quit")
        assert terminal.text.index(BEFORE) < terminal.text.index("Could this be an emergency?")


@pytest.mark.full
def test_in_plain_lines_too_and_going_on_stays_unchecked(here: Path) -> None:
    where = {"columns": 200, "rows": 50, "cwd": here}
    argv = ("triage", "--plain", "--unchecked", "-t", "bad.yaml", "--save", "my case.yaml")
    with Terminal(*argv, **where) as terminal:
        terminal.see(BEFORE, "begin", "Your answer:")
        terminal.send("1" + ENTER)
        terminal.see("Question 1 of")
        terminal.send("quit" + ENTER)
        assert terminal.end() == 130
        line = terminal.said.split("To go on: ", 1)[1]
    words = shlex.split(line)
    assert words[:3] == ["kneenumb", "triage", "--unchecked"]
    assert Path("my case.yaml").read_text().startswith("# This tree was not checked")
    with Terminal(*words[1:], **where) as terminal:
        terminal.see("begin", BEFORE)


@pytest.mark.full
def test_going_on_with_a_checked_tree_stays_checked(here: Path) -> None:
    with Terminal("triage", "-t", "starter", cwd=here) as terminal:
        terminal.see("begin", "q quit")
        assert "not checked" not in terminal.said
        terminal.send("q")
        assert terminal.end() == 130
        assert "--unchecked" not in terminal.said
