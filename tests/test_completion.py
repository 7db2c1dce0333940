"""What a shell offers while a command line is typed."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from kneenumb.check.rule import RULES
from kneenumb.load import bundled
from kneenumb.load.tree_file import load_tree
from kneenumb.model.region import find_region
from kneenumb.show.part_page import find_parts
from tests.command import Done, run
from tests.examples import quick_first
from tests.terminal import Terminal

TREE = load_tree()


def asked(line: str, shell: str, monkeypatch: pytest.MonkeyPatch) -> Done:
    """Ask as a shell does when the cursor is at the end of a line."""
    monkeypatch.setenv("_KNEENUMB_COMPLETE", f"complete_{shell}")
    if shell == "bash":  # It takes words apart at the sign =, and quotes belong to them.
        typed = line.replace("=", " = ").split(" ")
        typed = [word for word in typed[:-1] if word] + typed[-1:]
        at = len(typed) - 1
        if line.endswith("="):
            typed, at = typed[:-1], at - 1
        monkeypatch.setenv("COMP_WORDS", "\n".join(typed))
        monkeypatch.setenv("COMP_CWORD", str(at))
    else:
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    return run()


def offered(line: str, shell: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that a shell offers, without what they mean."""
    done = asked(line, shell, monkeypatch)
    assert done.err == ""
    return [each.partition("\t")[0] for each in done.out.splitlines() if each]


CASES = [*bundled.cases()]
CASES_11 = [name for name in CASES if name.startswith("v11")]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("triage --tree ", ["knee-numbness", "starter"]),
        ("check st", ["starter"]),
        ("diff starter kn", ["knee-numbness"]),
        ("triage ", CASES),
        ("explain v11", CASES_11),
        ("show --case v11", CASES_11),
        ("export slides --answers v11", CASES_11),
        ("triage --set s", ["saddle=", "swelling_fever="]),
        ("triage --set saddle", ["saddle=yes", "saddle=no", "saddle=not_sure"]),
        ("triage --set saddle=no --set sa", []),
        ("triage --set nonsense=", []),
        ("explain v10 --why-not o_l4", [name for name in TREE.outcomes if name[:4] == "o_l4"]),
        ("check --explain twin", ["twin-options"]),
        ("export bodymap --area inner_s", [name for name in TREE.areas if name[:7] == "inner_s"]),
        ("batch people.csv --columns ti", ["title"]),
        ("batch people.csv --columns title,act", ["title,action"]),
        ("batch teach", ["teaching-cases"]),
        ("export sql --columns title,q", ["title,questions"]),
        ("export schema che", ["check"]),
        ("triage --region A", ["AT", "AU"]),
        ("settings --set wi", ["width="]),
        ("settings --unset re", ["region"]),
        ("show R1", [name for name in TREE.sources if name.startswith("R1")]),
        ("show --from sadd", ["saddle"]),
        ("triage --tree nowhere.yaml --set sa", []),
    ],
)
@pytest.mark.parametrize("shell", quick_first(["fish", "bash"]))
def test_names_are_offered(
    line: str, names: list[str], shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert offered(f"kneenumb {line}", shell, monkeypatch) == names


BEHIND_THE_SIGN = [
    ("triage --set saddle=n", "saddle=", ["no", "not_sure"]),
    ("triage --set saddle=", "saddle=", ["yes", "no", "not_sure"]),
    ("triage --set legs=one_leg --set saddle=n", "saddle=", ["no", "not_sure"]),
    ("settings --set region=A", "region=", ["AT", "AU"]),
    ("settings --set tree=s", "tree=", ["starter"]),
    ("triage --tree=s", "--tree=", ["starter"]),
    ("triage --set=saddle=n", "saddle=", ["no", "not_sure"]),
]


@pytest.mark.parametrize(("line", "word", "names"), BEHIND_THE_SIGN)
def test_bash_is_offered_what_stands_behind_the_sign(
    line: str, word: str, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert offered(f"kneenumb {line}", "bash", monkeypatch) == names


@pytest.mark.parametrize(("line", "word", "names"), BEHIND_THE_SIGN[:5])
def test_other_shells_are_offered_the_whole_word(
    line: str, word: str, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert offered(f"kneenumb {line}", "fish", monkeypatch) == [word + name for name in names]


def test_a_tick_is_offered_once_and_what_stands_alone_not_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name, question = next((n, q) for n, q in TREE.questions.items() if q.is_checklist)
    ticked, *others = question.options
    together = [
        other
        for other in others
        if not (question.options[other].clean or question.options[other].unsure)
    ]
    expected = [f"{name}={ticked},{other}" for other in together]
    line = f"kneenumb triage --set {name}={ticked},"
    assert offered(line, "fish", monkeypatch) == expected


def test_whatever_is_offered_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = offered("kneenumb show ", "fish", monkeypatch)
    assert len(parts) > 200
    assert [each for each in parts if each not in CASES and not find_parts(TREE, each).parts] == []
    regions = offered("kneenumb triage --region ", "fish", monkeypatch)
    assert [find_region(TREE, each).name for each in regions]
    assert offered("kneenumb check --explain ", "fish", monkeypatch) == [*RULES]


def test_the_names_are_those_of_the_tree_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "my.yaml").code == 0
    questions = [f"{name}=" for name in load_tree("starter").questions]
    assert offered("kneenumb triage --tree my.yaml --set ", "fish", monkeypatch) == questions
    (tmp_path / "case.yaml").write_text("tree: starter\nanswers: {}\n")
    assert offered("kneenumb explain case.yaml --set ", "fish", monkeypatch) == questions


@pytest.mark.parametrize("shell", ["zsh", "fish", "bash"])
def test_words_of_a_tree_do_nothing_in_a_shell(
    shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = bundled.trees()["starter"].read_text()
    title = f"title: {next(iter(load_tree('starter').outcomes.values())).title}\n"
    evil = "[/red] $(touch a) `touch b` \\ ' ;"
    (tmp_path / "evil.yaml").write_text(text.replace(title, f"title: {json.dumps(evil)}\n"))
    assert next(iter(load_tree("evil.yaml").outcomes.values())).title == evil
    out = asked("kneenumb explain --tree evil.yaml --why-not ", shell, monkeypatch).out
    assert next(iter(load_tree("starter").outcomes)) in out
    assert not any(sign in out for sign in ("$", "`", "\\", "touch a)"))


@pytest.mark.full
def test_a_real_shell_completes(tmp_path: Path) -> None:
    program = tmp_path / "kneenumb"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kneenumb "$@"\n')
    program.chmod(0o755)
    path = {"PATH": f"{tmp_path}:/usr/bin:/bin", "PS1": "> ", "HOME": str(tmp_path)}
    shell = ("bash", "--norc", "--noprofile", "-i")
    with Terminal(command=shell, env=path, cwd=tmp_path, columns=100) as terminal:
        terminal.press('eval "$(kneenumb --show-completion bash)"; clear; echo ready\r', "ready")
        terminal.press("kneenumb triage --set sadd\t", "saddle=")
        terminal.press("no\t\t", "no not_sure")
        terminal.press("t\t", "saddle=not_sure")
        terminal.press("--set bladder_b\t", "bladder_bowel=")
        terminal.press("\x15kneenumb expl\t", "kneenumb explain")
        terminal.press("v10 --why-not o_em_cauda\t", "o_em_cauda_equina")
