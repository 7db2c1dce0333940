"""``kneenumb explain`` and ``triage --explain``: what a user types, and what comes back."""

import json
import sys
from pathlib import Path

import pytest

from kneenumb import Tree
from kneenumb.cli.exit_codes import Exit
from tests.command import run
from tests.conftest import ROOT
from tests.examples import quick_first
from tests.process import shell
from tests.terminal import Terminal, acts_on_a_terminal
from tests.test_explain import CASES, applied, every_change, explained

CTRL_C = "\x03"
GO_ON = "Any key goes on, b goes back, q stops."
OFFER = "r reasons f full page s save q end"


def settings(name: str) -> list[str]:
    """The answers of a bundled case as arguments."""
    answers = explained(name).result.answers
    given = (f"{question}={','.join(options)}" for question, options in answers.items())
    return [word for each in given for word in ("--set", each)]


# Where a case comes from


@pytest.mark.full
def test_a_case_comes_by_name_as_a_file_from_the_standard_input_or_from_settings(
    tmp_path: Path,
) -> None:
    bundled = ROOT / "trees" / "cases" / "v14.yaml"
    file = tmp_path / "my case.yaml"
    file.write_bytes(bundled.read_bytes())
    by_name = run("explain", "v14").out
    assert "The patch beside the scar" in by_name
    assert run("explain", str(file)).out == by_name
    assert run("explain", "-", stdin=bundled.read_bytes()).out == by_name
    bare = run("explain", *settings("v14"), "-f", "json")
    told, named = json.loads(bare.out), json.loads(run("explain", "v14", "-f", "json").out)
    assert told["explanation"].pop("case") is None
    assert named["explanation"].pop("case")["title"] == "The patch beside the scar"
    assert told == named


def test_a_setting_wins_and_the_story_is_said_not_to_fit() -> None:
    edited = "Some answers are not those of this case"
    assert edited not in run("explain", "v10").out
    assert edited not in run("explain", "v10", "--set", "pain_start=low_back").out
    done = run("explain", "v10", "--set", "pain_start=deep_buttock", "-f", "plain")
    assert edited in " ".join(done.out.split())
    assert "deep_gluteal" in done.out
    told = json.loads(run("explain", "v10", "-s", "pain_start=deep_buttock", "-f", "json").out)
    assert told["explanation"]["case"]["edited"] is True


def test_a_case_brings_its_tree_along_and_another_tree_is_refused() -> None:
    assert run("explain", "v10", "--tree", "starter").code == Exit.ANSWERS
    argv = ("--tree", "starter", "--set", "saddle=no", "--set", "background=none")
    assert run("explain", *argv).code == Exit.DONE


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        ((), 2, "There is no case to explain. Name one"),
        (("v1000",), 4, "v1000"),
        (("v10", "--set", "saddle=nope"), 4, "'saddle' has no option 'nope'"),
        (("--set", "saddle=no"), 4, "'bladder_bowel' is not answered"),
        (("short-empty-checklist",), 4, "is empty, which is not an answer"),
        (("v10", "--why-not", "o_sciatca"), 2, "Did you mean 'o_sciatica'?"),
        (("v10", "--why-not", "o_sciatica"), 2, "'o_sciatica' is the result of this case."),
        (("v10", "--tree", "nowhere"), 3, "There is no file 'nowhere', and no tree"),
        (("v10", "--output", "/nowhere/at/all"), 2, "The file cannot be written"),
        (("v10", "--format", "pdf"), 2, "pdf"),
        (("v10", "--step"), 2, "here is no terminal to press one in. Leave --step out."),
        (("v10", "--step", "-f", "json"), 2, "--format json is for a file. Leave --step out."),
        (("v10", "--step", "-o", "x"), 2, "--output writes it to a file. Leave --step out."),
    ],
)
def test_what_cannot_be_explained_is_told_in_one_sentence(
    argv: tuple[str, ...], code: int, told: str
) -> None:
    done = run("explain", *argv)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert len(done.err.splitlines()) == 1


def test_an_incomplete_case_with_an_emergency_gives_the_action_but_no_result(tree: Tree) -> None:
    done = run("explain", "--set", "whole_body=stroke_signs")
    assert (done.code, done.out) == (Exit.ANSWERS, "")
    assert tree.urgencies.emergency.action in done.err


def test_a_tree_that_is_not_proved_is_refused(tmp_path: Path) -> None:
    text = (ROOT / "trees" / "starter.yaml").read_text()
    bad = tmp_path / "bad.yaml"
    clean = "because: The lowest spinal nerves seem to feel normally.\n        clean: true"
    assert text.count(clean) == 1
    bad.write_text(text.replace(clean, f"{clean}\n        next: o_unclear"))
    argv = ("--tree", str(bad), "--set", "saddle=no", "--set", "background=none")
    refused = run("explain", *argv)
    assert (refused.code, refused.out) == (Exit.TREE, "")
    assert "The tree was not used." in refused.err
    tried = run("explain", *argv, "--unchecked")
    assert tried.code == Exit.DONE
    assert "This tree was not checked for safety." in tried.out


@pytest.mark.parametrize(
    "format", quick_first(["rich", "plain", "markdown", "html", "json", "svg"], 2)
)
def test_every_format_can_be_written_to_a_file(format: str, tmp_path: Path) -> None:
    file = tmp_path / "why"
    done = run("explain", "v5", "-f", format, "-o", str(file))
    assert (done.code, done.out, done.err) == (0, "", "")
    assert file.read_text().startswith(run("explain", "v5", "-f", format).out)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.full
def test_the_same_case_gives_the_same_bytes_in_every_process() -> None:
    for seed, format in enumerate(("json", "svg"), 1):
        argv = ("explain", "v14", "--why-not", "o_em_belly", "-f", format)
        there = shell(f"PYTHONHASHSEED={seed} kneenumb {' '.join(argv)}").out
        assert there == run(*argv).out.encode()


# JSON, and triage --explain

KEYS = {
    "complete": bool,
    "too_large": type(None),
    "case": dict,
    "start": dict,
    "steps": list,
    "reasons": dict,
    "pathways": list,
    "changes": dict,
    "why_not": type(None),
    "watch_for": list,
}


@pytest.mark.parametrize("name", quick_first(CASES[::9], 2))
def test_json_is_the_result_with_an_explanation(name: str, tree: Tree) -> None:
    bare = json.loads(run("triage", "-a", name, "-f", "json").out)
    told = json.loads(run("explain", name, "-f", "json").out)
    explanation = told.pop("explanation")
    assert told == bare
    assert {key: type(value) for key, value in explanation.items()} == KEYS
    assert explanation["complete"] is True
    assert explanation["start"]["outcomes"] == list(tree.outcomes)
    assert [step["question"] for step in explanation["steps"]] == list(bare["answers"])
    assert explanation["steps"][-1]["possible"] == {
        "outcomes": [bare["outcome"]],
        "urgencies": [bare["urgency"]],
    }
    expected = [(each.outcome, each.urgency) for each in every_change(explained(name))]
    changes = [each for way in ("higher", "lower", "other") for each in explanation["changes"][way]]
    assert [(each["outcome"], each["urgency"]) for each in changes] == expected
    for each in changes[::12]:
        again = run("triage", "-a", "-", "-f", "json", stdin=json.dumps(each["answers"]).encode())
        got = json.loads(again.out)
        assert (got["outcome"], got["urgency"]) == (each["outcome"], each["urgency"])


def test_json_says_why_not() -> None:
    told = json.loads(run("explain", "v10", "--why-not", "o_pad", "-f", "json").out)
    why_not = told["explanation"]["why_not"]
    assert (why_not["outcome"], why_not["ruled_out_by"]) == ("o_pad", "walking")
    assert why_not["nearest"]["changed"] == {"walking": "eases_standing_still"}
    result = explained("v10").result
    answers = {name: (each,) for name, each in why_not["nearest"]["changed"].items()}
    assert applied(result, {**result.answers, **answers}).outcome_id == "o_pad"


def test_the_command_of_the_nearest_person_gives_that_outcome() -> None:
    told = run("explain", "v5", "--why-not", "o_meralgia", "-f", "plain").out
    lines = told[told.index("  kneenumb triage") :].split("\n\n")[0]
    argv = lines.replace("\\\n", " ").split()[2:]
    got = json.loads(run("triage", *argv, "-f", "json").out)
    assert got["outcome"] == "o_meralgia"


@pytest.mark.full
def test_triage_adds_the_explanation_where_it_is_asked_for() -> None:
    assert run("triage", "-a", "v10", "--explain", "-f", "json") == run(
        "explain", "v10", "-f", "json"
    )
    page = run("triage", "-a", "v10", "-f", "plain").out
    with_it = run("triage", "-a", "v10", "--explain", "-f", "plain").out
    assert with_it.startswith(page.rstrip("\n"))
    assert "What would change it:" in with_it
    assert "Lifted a fridge" not in with_it
    assert run("triage", "-a", "v10", "--explain", "--exit-urgency").code == Exit.SOON


def test_a_range_has_no_result_to_explain() -> None:
    done = run("triage", "--range", "--explain", "-s", "saddle=no")
    assert (done.code, done.out) == (Exit.USAGE, "")
    assert "--range gives no result. Leave one of them out." in done.err


def test_a_scripted_triage_does_not_read_what_explains() -> None:
    script = (
        "import atexit, sys; from kneenumb.__main__ import main; "
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
        "sys.argv = ['kneenumb', 'triage', '-a', 'v10', '-f', 'json']; main()"
    )
    read = shell(f'"$1" -c "{script}" > /dev/null', sys.executable).err.split()
    assert "kneenumb.walk.result" in read
    assert [name for name in read if "explain" in name or "kneenumb.prove" in name] == []


# In a terminal


@pytest.mark.full
def test_step_waits_for_a_key_and_shows_the_result_last(tree: Tree) -> None:
    action = tree.urgencies.soon.action
    with Terminal("explain", "v10", "--step", rows=40) as terminal:
        terminal.see("He lifted a fridge.", "Step 1 of", GO_ON)
        assert "Before the first answer" not in terminal.said
        terminal.settle()
        assert "Step 2 of" not in terminal.said
        terminal.press(" ", "Before the first answer", "Step 2 of")
        terminal.press("\r", "1. Between the legs: what does this person say?", "Step 3 of")
        assert "It means" not in terminal.said
        terminal.press("x", "It means", "Step 4 of")
        terminal.press("x", "2. Pee, poo, sex: what does this person say?", "Step 5 of")
        for back in ("b", "\x1b[D", "\x7f"):
            terminal.press(back, "Step 4 of", GO_ON)
            terminal.press(" ", "Step 5 of", GO_ON)
        assert action not in terminal.said
        for at in range(6, 27):
            terminal.press("\x1b[C", f"Step {at} of", GO_ON)
        assert "12. Where the pain starts" in terminal.said
        terminal.press(" ", "Step 27 of", action)
        while "Receipt" not in terminal.text:
            terminal.settle(0.05)
            terminal.send(" ")
        assert terminal.end() == 0
        assert "What would change it" in terminal.said
        assert GO_ON not in terminal.said


@pytest.mark.full
@pytest.mark.parametrize("stop", ["Q", CTRL_C, "\x04"])
def test_stopping_a_lecture_is_quiet_and_exits_130(stop: str) -> None:
    with Terminal("explain", "v5", "--step") as terminal:
        terminal.press("", "Step 1 of", GO_ON)
        terminal.press(" ", "Step 2 of")
        terminal.send(stop)
        assert terminal.end() == 130
        assert terminal.text.endswith("or “Emergency now”.")


@pytest.mark.full
def test_keys_pressed_before_a_step_is_there_do_not_skip_it() -> None:
    with Terminal("explain", "v5", "--step") as terminal:
        terminal.send("      ")
        terminal.see("Step 1 of")
        terminal.settle()
        assert "Step 2 of" not in terminal.said


@pytest.mark.full
def test_a_plain_lecture_goes_on_with_enter_and_sends_no_escape_sequence() -> None:
    with Terminal("explain", "v5", "--step", env={"TERM": "dumb"}, columns=60) as terminal:
        terminal.see("Step 1 of", "Enter goes on, b and Enter goes back, q and Enter stops.")
        terminal.send("\r")
        terminal.see("Step 2 of")
        terminal.send("q\r")
        assert terminal.end() == 130
        assert acts_on_a_terminal(terminal.raw.decode().replace("\r\n", "")) == []
        assert max(map(len, terminal.raw.decode().replace("\r", "").splitlines())) <= 60


@pytest.mark.full
@pytest.mark.parametrize("argv", [["--step"], ["--step", "--format", "plain"]])
def test_a_lecture_without_a_terminal_to_show_it_is_refused(
    argv: list[str], tmp_path: Path
) -> None:
    with Terminal("explain", "v5", *argv, result=tmp_path / "out.txt") as terminal:
        assert terminal.end() == 2
        assert "Leave --step out." in terminal.text


@pytest.mark.full
def test_in_a_terminal_what_to_do_is_said_once_more_at_the_end(tree: Tree) -> None:
    with Terminal("explain", "v5") as terminal:
        assert terminal.end() == 0
        assert terminal.text.endswith(f"{tree.urgencies.emergency.action} ●●●●")


def ask_until_the_offer(terminal: Terminal) -> None:
    terminal.see("begin", "q quit")
    terminal.press("1", "Question 1 of", "q quit")
    terminal.press("1", "1 Show my result", "q quit")
    terminal.press("1", OFFER)


@pytest.mark.full
def test_a_result_is_one_screen_and_one_key_shows_the_reasons_below_it(tree: Tree) -> None:
    action = tree.urgencies.emergency.action
    with Terminal("triage", "--exit-urgency") as terminal:
        ask_until_the_offer(terminal)
        assert action in terminal.text and "The pattern in your answers" in terminal.text
        assert "What would change it" not in terminal.said
        for key in ("\r", "x", " ", "\x1b[A", "\x1b[B", "\t", "é"):
            terminal.send(key)
            terminal.settle()
        terminal.see("That does nothing here.", OFFER)
        terminal.press("r", f"{action} ●●●● {OFFER}")
        assert "What would change it" in terminal.said
        terminal.send("q")
        assert terminal.end() == 13


@pytest.mark.full
def test_the_full_page_is_read_in_the_pager_of_the_person(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\ncat > '{tmp_path}/read'\n")
    pager.chmod(0o755)
    with Terminal("triage", env={"PAGER": str(pager)}) as terminal:
        ask_until_the_offer(terminal)
        terminal.send("f")
        terminal.wait_until((tmp_path / "read").exists, "the pager")
        assert terminal.decline() == 0
    assert "How the urgency arose" in (tmp_path / "read").read_text()
    assert "How the urgency arose" not in terminal.said


@pytest.mark.full
def test_answers_can_be_kept_below_the_result(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("a letter")
    with Terminal("triage", cwd=tmp_path) as terminal:
        ask_until_the_offer(terminal)
        asked = "Name of the file"
        for at, (name, told) in enumerate(
            (
                ("", "Nothing was saved."),
                ("mine.txt", "There is a file of that name already. Name another file. r"),
                ("~nobody-of-this-name/mine.yaml", "Name another file. r"),
                ("Mine.yaml", "Your answers are in Mine.yaml."),
            ),
            1,
        ):
            terminal.send("s")
            terminal.wait_until(lambda n=at: terminal.said.count(asked) == n, asked)
            terminal.press(f"{name}\r", told, OFFER)
        assert terminal.decline() == 0
    assert (tmp_path / "mine.txt").read_text() == "a letter"
    assert run("triage", "-a", str(tmp_path / "Mine.yaml"), "-f", "json").code == 0


@pytest.mark.full
@pytest.mark.parametrize("key", ["q", CTRL_C])
def test_who_wants_no_more_keeps_the_result_and_its_exit_code(key: str) -> None:
    with Terminal("triage", "--exit-urgency") as terminal:
        ask_until_the_offer(terminal)
        terminal.send(key)
        assert terminal.end() == 13
        assert OFFER not in terminal.text
        assert "What would change it" not in terminal.said


@pytest.mark.full
def test_plain_offers_more_in_words() -> None:
    more = "Type r for the reasons, f for the full page, s to save your answers, q to end"
    with Terminal("triage", "--plain", columns=60) as terminal:
        terminal.see("begin", "Your answer:")
        terminal.send("1\r")
        terminal.see("Question 1 of", "Your answer:")
        terminal.send("1\r")
        terminal.see("1. Show my result")
        terminal.send("1\r")
        terminal.see(f"{more}, then Enter:")
        assert "How the urgency arose" not in terminal.said
        terminal.press("\r", f"That does nothing here. {more}")
        terminal.press("f\r", more)
        terminal.wait_until(lambda: "How the urgency arose:" in terminal.said, "the full page")
        terminal.press("r\r", more)
        terminal.wait_until(lambda: "What would change it:" in terminal.said, "the reasons")
        assert terminal.decline() == 0


@pytest.mark.full
@pytest.mark.parametrize("argv", [["-a", "v5"], ["-a", "v5", "--explain"]])
def test_nobody_is_asked_who_brought_every_answer(argv: list[str]) -> None:
    with Terminal("triage", *argv) as terminal:
        assert terminal.end() == 0
        assert OFFER not in terminal.said


@pytest.mark.full
def test_nothing_is_offered_that_is_there_already() -> None:
    with Terminal("triage", "--explain") as terminal:
        terminal.see("begin", "q quit")
        terminal.press("1", "Question 1 of", "q quit")
        terminal.press("1", "1 Show my result", "q quit")
        terminal.send("1")
        assert terminal.end() == 0
        assert "What would change it" in terminal.said
        assert OFFER not in terminal.said
