"""``kneenumb diff``: what it takes, how it ends, what it shows, and the people that it writes.

Whom it finds is tested elsewhere. To write the scenes anew: see ``tests/scene.py``.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kneenumb import load_case
from tests.command import Done, run
from tests.examples import quick_first
from tests.hostile_tree import MARKUP, write_hostile_tree
from tests.process import shell
from tests.scene import assert_scene
from tests.starters import (
    BIRTH_TODAY,
    BOTH,
    CHILD_WAITS,
    FEWER,
    LOWERED,
    MILDER,
    RAISED,
    RENAMED,
    STARTER,
    changed,
)
from tests.terminal import Terminal, acts_on_a_terminal
from tests.too_large import too_large

FORMATS = ("rich", "plain", "markdown", "svg", "json")
ALLOWED = """\
allow:
  - from: {urgency: same_day}
    to: {urgency: soon}
    when:
      background: [under_16]
    reason: A child with knee pain can wait.
"""

Write = Callable[..., None]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, but for the starter tree as ``old.yaml``."""
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text(STARTER)
    return tmp_path


def diff(new: str, *argv: str) -> Done:
    """Compare the starter tree with another text."""
    Path("new.yaml").write_text(new)
    return run("diff", "old.yaml", "new.yaml", *argv)


def data(new: str, *argv: str) -> Any:
    return json.loads(diff(new, "-f", "json", *argv).out)


def words(text: str) -> str:
    """A text in one line, without frames."""
    return " ".join(re.sub("[━┃┏┓┗┛•*\\\\]", " ", text).split())


def commands(text: str) -> list[str]:
    """The commands of a text, each in one line."""
    whole = re.sub(r" *\\\n *", " ", text)
    return [line.strip() for line in whole.splitlines() if "kneenumb triage" in line]


# How it ends


@pytest.mark.parametrize("format", FORMATS)
def test_the_exit_code_tells_whether_an_urgency_was_lowered(format: str) -> None:
    for new, code in ((LOWERED, 1), (BOTH, 1), (RAISED, 0), (RENAMED, 0), (FEWER, 0), (STARTER, 0)):
        done = diff(new, "-f", format)
        assert (done.code, done.err) == (code, "")
        assert done.out


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_accepted_is_no_finding(format: str) -> None:
    Path("allow.yaml").write_text(ALLOWED)
    assert diff(LOWERED, "-f", format, "--allow", "allow.yaml").code == 0
    assert diff(BOTH, "-f", format, "--allow", "allow.yaml").code == 1
    assert diff(STARTER, "-f", format, "--allow", "allow.yaml").code == 0


def test_there_and_back_are_opposites() -> None:
    Path("new.yaml").write_text(RAISED)
    assert run("diff", "old.yaml", "new.yaml").code == 0
    assert run("diff", "new.yaml", "old.yaml").code == 1


def test_bundled_trees_are_known_by_name() -> None:
    assert run("diff", "starter", "old.yaml").code == 0
    done = run("diff", "knee-numbness", "starter", "-f", "plain")
    assert done.code == 1 and done.out.startswith("LOWERED: ")


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("strater", "old.yaml"), "Did you mean 'starter'?"),
        (("old.yaml", "missing.yaml"), "missing.yaml: The tree cannot be read: No such file"),
        (("C:\\missing.yaml", "old.yaml"), "cannot be read"),
        (("old.yaml", "."), "The tree cannot be read: Is a directory."),
        (("empty.yaml", "old.yaml"), "empty.yaml:1:1: The file is empty."),
    ],
)
def test_what_is_no_tree_cannot_be_compared(argv: tuple[str, str], told: str) -> None:
    Path("empty.yaml").touch()
    done = run("diff", *argv)
    assert (done.code, done.out) == (3, "")
    assert told in done.err


def test_every_fault_of_a_tree_is_told() -> None:
    done = diff(STARTER.replace("label: Not sure", "lable: Not sure"))
    assert (done.code, done.out) == (3, "")
    assert len(re.findall(r"^kneenumb: new.yaml:[0-9]+:[0-9]+: ", done.err, re.M)) >= 2


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("old.yaml",), "Missing argument 'NEW'"),
        (("old.yaml", "old.yaml", "--allow", "missing"), "missing: The allowances cannot be read"),
        (("old.yaml", "old.yaml", "--allow", "old.yaml"), "'The file' has no 'allow'."),
        (("old.yaml", "old.yaml", "-o", "missing/x"), "missing/x: The file cannot be written"),
        (("old.yaml", "old.yaml", "--witnesses", "old.yaml"), "would overwrite old.yaml"),
        (("old.yaml", "old.yaml", "-f", "github"), "'github' is not one of"),
    ],
)
def test_what_cannot_be_done_is_told(argv: tuple[str, ...], told: str) -> None:
    done = run("diff", *argv)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


@pytest.mark.full
def test_too_much_is_no_pass() -> None:
    large = too_large(RAISED)
    for format in FORMATS:
        assert diff(large, "-f", format).code == 1
    plain = words(diff(large, "-f", "plain").out)
    assert plain.startswith("NOT COMPARED: ") and "Nothing was compared" in plain
    told = data(large)
    assert (told["complete"], told["passes"]) == (False, False)
    assert (told["paths"], told["lowered"], told["changes"]) == (None, None, [])
    diff(large, "--witnesses", "people")
    assert not Path("people").exists()


def test_it_goes_into_a_file() -> None:
    for format in FORMATS:
        shown = diff(BOTH, "-f", format)
        done = diff(BOTH, "-f", format, "-o", f"report-{format}")
        assert (done.code, done.out) == (1, "")
        assert Path(f"report-{format}").read_text("utf-8").startswith(shown.out)


# What it shows


def test_scenes(monkeypatch: pytest.MonkeyPatch) -> None:
    allow = changed(("same_day", "same_day, outcome: o_unclear"), text=ALLOWED)
    Path("allow.yaml").write_text(ALLOWED + allow.removeprefix("allow:\n"))
    monkeypatch.setenv("COLUMNS", "40")
    assert_scene("diff-lowered-plain-40.txt", diff(BOTH, "-f", "plain").out)
    monkeypatch.setenv("COLUMNS", "80")
    assert_scene("diff-lowered-rich-80.txt", diff(BOTH, "-f", "rich").out)
    assert_scene("diff-lowered-markdown.md", diff(BOTH, "-f", "markdown").out)
    accepted = diff(BOTH, "-f", "rich", "--allow", "allow.yaml")
    assert_scene("diff-accepted-rich-80.txt", accepted.out)
    assert_scene("diff-gaps-rich-80.txt", diff(FEWER, "-f", "rich").out)
    assert_scene("diff-renamed-plain-80.txt", diff(RENAMED, "-f", "plain").out)
    assert_scene("diff-same-rich-80.txt", diff(STARTER, "-f", "rich").out)
    assert_scene("diff-not-compared-rich-80.txt", diff(too_large(BOTH), "-f", "rich").out)


def test_the_verdict_tells_every_state_apart() -> None:
    Path("allow.yaml").write_text(ALLOWED)
    two = changed(MILDER, text=LOWERED)
    states = {
        (LOWERED, ""): "LOWERED: 2 of 7 answer paths get a milder urgency.",
        (LOWERED, "allow.yaml"): "ACCEPTED: 2 of 7 answer paths get a milder urgency, for which a "
        "reason was given.",
        (two, "allow.yaml"): "LOWERED: 1 of 7 answer paths gets a milder urgency. 2 more were "
        "accepted.",
        (RAISED, ""): "No urgency was lowered.",
        (changed(MILDER), ""): "LOWERED: 1 of 7 answer paths gets a milder urgency.",
        (RENAMED, ""): "The two versions tell everybody the same.",
        (FEWER, ""): "Everybody who can be compared is told the same by both versions. Not "
        "everybody can be.",
    }
    for (new, allow), told in states.items():
        for format in ("rich", "plain", "markdown"):
            done = diff(new, "-f", format, *(["--allow", allow] if allow else []))
            # What is neither good nor bad has no frame, and stands below the title.
            shown = words(done.out).removeprefix("# Comparison of two versions ")
            assert shown.startswith(told), done.out[:300]
    told = "No urgency was lowered for anybody who can be compared."
    assert words(diff(changed(BIRTH_TODAY, text=FEWER), "-f", "plain").out).startswith(told)


@pytest.mark.full
def test_the_verdict_stands_at_the_end_of_a_terminal_too() -> None:
    Path("new.yaml").write_text(LOWERED)
    with Terminal("diff", "old.yaml", "new.yaml", columns=80, rows=200) as terminal:
        terminal.end()
        assert terminal.said.count("LOWERED: 2 of 7 answer paths") == 2
        *_, above, sentence, below = filter(None, terminal.lines)
    assert sentence.startswith("┃ LOWERED: 2") and above[0] == "┏" and below[0] == "┗"


def test_the_place_is_in_the_new_file_or_in_the_old_one() -> None:
    done = diff(LOWERED, "-f", "plain")
    line = next(at for at, text in enumerate(LOWERED.splitlines(), 1) if "g_background:" in text)
    assert f"The versions part at the gate g_background: new.yaml:{line}:3\n" in done.out
    new = changed(("next: background", "next: o_unclear"))
    line = next(at for at, text in enumerate(STARTER.splitlines(), 1) if text == "  background:")
    new = new[: new.index("  background:\n    section")] + new[new.index("# A gate asks") :]
    new = re.sub("(?s)gates:\n.*?\n\n", "", new)
    told = words(diff(new, "-f", "plain").out)
    assert (
        "The versions part at the question background, “About the person”, which only the old "
        f"version has: old.yaml:{line}:3"
    ) in told


def test_a_renamed_question_is_there_in_both() -> None:
    milder = ("flag: rf_saddle_numbness\n      no:", "flag: rf_under_16\n      no:")
    text = words(diff(changed(milder, text=RENAMED), "-f", "plain").out)
    line = next(at for at, each in enumerate(RENAMED.splitlines(), 1) if each == "  between_legs:")
    place = f"the question between_legs, “Between the legs”: new.yaml:{line}:3"
    assert f"The versions part at {place} " in text


def test_many_lines_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kneenumb.diff.page.MOST_SHOWN", 1)
    text = diff(BOTH, "-f", "plain").out
    assert "Lowered 1 of 2" in text and "Lowered 2 of 2" not in text
    assert "… and 3 more lines" in text


@pytest.mark.parametrize("columns", ["20", "40", "80", "300"])
def test_no_line_is_too_wide(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for line in diff(BOTH, "-f", "rich").out.splitlines():
        assert len(line.rstrip()) <= int(columns)


def test_colour_says_nothing_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = diff(BOTH, "-f", "rich").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = diff(BOTH, "-f", "rich").out
    assert coloured != bare
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == bare


def test_no_text_takes_effect(here: Path) -> None:
    """Neither markup in a tree nor control characters in a name."""
    write_hostile_tree(here / "new.yaml")
    name = "a\x1b[31m[b].yaml"
    Path(name).write_text(changed(*CHILD_WAITS, text=Path("new.yaml").read_text()))
    for format in FORMATS:
        done = run("diff", "old.yaml", name, "-f", format)
        assert not acts_on_a_terminal(done.out + done.err)
    plain = run("diff", "old.yaml", name, "-f", "plain").out
    assert "a\\x1b[31m[b].yaml" in plain
    assert MARKUP["label"] in " ".join(plain.split())


@pytest.mark.parametrize("format", quick_first(["rich", "plain"], 0))
def test_a_poor_encoding_loses_nothing_that_matters(format: str) -> None:
    Path("new.yaml").write_text(BOTH)
    poor = {"PYTHONIOENCODING": "ascii", "COLUMNS": "80"}
    ended = shell(f"kneenumb diff old.yaml new.yaml -f {format}", env=poor)
    text = ended.out.decode("ascii")
    assert ended.code == 1 and "LOWERED: 2 of 7" in text
    assert "?" not in text
    lowered = {"rich": "down Lowered 1 of 2: ###. -> ##..", "plain": "Lowered 1 of 2: level 3"}
    assert lowered[format] in text


# JSON


def test_json_tells_all_of_it() -> None:
    Path("allow.yaml").write_text(ALLOWED)
    told = data(BOTH, "--allow", "allow.yaml")
    assert list(told) == [
        *("format", "old", "new", "passes", "complete"),
        *("paths", "lowered", "refused", "raised", "other"),
        *("changes", "gaps", "notes", "unused_allowances"),
    ]
    assert told["format"] == 2
    assert told["old"]["id"] == "starter" and len(told["new"]["sha256"]) == 64
    assert (told["old"]["version"], told["new"]["version"]) == ("0.1.0", "0.2.0")
    numbers = [told[name] for name in ("paths", "lowered", "refused", "raised", "other")]
    assert numbers == [7, 2, 1, 1, 1]
    assert [each["direction"] for each in told["changes"]] == ["down", "down", "up", "same"]
    assert told["changes"][0] == {
        "from": {"outcome": "o_sd_check_today", "urgency": "same_day"},
        "to": {"outcome": "o_unclear", "urgency": "soon"},
        "direction": "down",
        "paths": 1,
        "parting": {"home": "gates", "name": "g_background"},
        "shared": [{"question": "background", "options": ["under_16"]}],
        "witness": {"saddle": "no", "background": ["under_16"]},
        "witness_old": {"saddle": "no", "background": ["under_16"]},
        "allowed": "A child with knee pain can wait.",
    }
    assert (told["gaps"], told["notes"], told["unused_allowances"]) == ([], [], [])


@pytest.mark.full
def test_json_is_the_same_every_time() -> None:
    here = run("diff", "starter", "knee-numbness", "-f", "json").out
    there = shell("PYTHONHASHSEED=1 kneenumb diff starter knee-numbness -f json").out
    assert there.decode() == here
    assert json.loads(here)["raised"] > 200_000


def test_an_idle_allowance_is_a_warning() -> None:
    Path("allow.yaml").write_text(ALLOWED)
    (idle,) = data(RAISED, "--allow", "allow.yaml")["unused_allowances"]
    assert idle == {
        "place": "allow.yaml:2:5",
        "from": {"urgency": "same_day"},
        "to": {"urgency": "soon"},
        "when": {"background": ["under_16"]},
        "reason": "A child with knee pain can wait.",
    }
    plain = words(diff(RAISED, "-f", "plain", "--allow", "allow.yaml").out)
    assert "Warning: allowances that fit nothing that was lowered: - allow.yaml:2:5: " in plain


# Allowances


def test_the_entry_on_the_page_can_be_copied() -> None:
    page = diff(LOWERED, "-f", "plain").out
    entry = page[page.index("  allow:\n") : page.index("…\n") + 2]
    Path("allow.yaml").write_text(entry)
    done = diff(LOWERED, "--allow", "allow.yaml")
    assert done.code == 2 and "say in words why it is accepted" in done.err
    Path("allow.yaml").write_text(entry.replace("…", "We [looked] at it."))
    done = diff(LOWERED, "-f", "plain", "--allow", "allow.yaml")
    assert done.code == 0
    assert "Accepted: We [looked] at it.\n" in done.out
    assert "allow:" not in done.out


# Witnesses


def test_the_commands_on_the_page_replay_both_versions() -> None:
    done = diff(BOTH, "-f", "plain")
    found = [replayed(each) for each in commands(done.out)]
    ends = [(each["outcome"], each["urgency"]) for each in found]
    changes = data(BOTH)["changes"]
    assert ends == [tuple(each[end].values()) for each in changes for end in ("from", "to")]


def test_somebody_of_every_line_is_written_for_both_versions() -> None:
    done = diff(BOTH, "-f", "plain", "--witnesses", "a/b c")
    assert done.code == 1
    assert done.err == (
        "8 case files written to a/b c. Run one: kneenumb triage --unchecked --tree new.yaml "
        "--answers 'a/b c/lowered-1-new.yaml'\n"
    )
    names = [
        f"{line}-{which}.yaml"
        for line in ("lowered-1", "lowered-2", "other-1", "raised-1")
        for which in ("new", "old")
    ]
    assert sorted(path.name for path in Path("a/b c").iterdir()) == names
    told = commands(done.out)
    assert all("--answers 'a/b c/" in each for each in told)
    ends = [(each["outcome"], each["urgency"]) for each in map(replayed, told)]
    changes = data(BOTH)["changes"]
    assert ends == [tuple(each[end].values()) for each in changes for end in ("from", "to")]
    case = load_case(Path("a/b c/lowered-1-old.yaml")).case
    assert case.title == "Lowered from same_day to soon: answers for the old version"
    assert case.point == (
        "The old version tells this person same_day at o_sd_check_today, the new one soon at "
        "o_unclear. Their answers for the new version are in lowered-1-new."
    )
    assert (case.tree, case.tree_version) == ("starter", "0.1.0")


def test_without_changes_no_folder_is_made() -> None:
    done = diff(RENAMED, "--witnesses", "people")
    assert done.code == 0
    assert done.err == "Nobody gets another result: no case file was written to people.\n"
    assert not Path("people").exists()


def test_a_file_of_somebody_else_is_never_overwritten() -> None:
    Path("people").mkdir()
    Path("people/raised-1-old.yaml").write_text("mine")
    done = diff(BOTH, "--witnesses", "people")
    assert (done.code, done.out) == (2, "")
    assert "There is a file of that name already." in done.err
    assert [path.name for path in Path("people").iterdir()] == ["raised-1-old.yaml"]


def replayed(command: str) -> Any:
    """The result that a command on the page gives."""
    if command.startswith("kneenumb "):
        done = run(*shlex.split(command)[1:], "-f", "json")
        assert (done.code, done.err) == (0, "")
        return json.loads(done.out)
    ended = shell(f"{command} -f json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


# Revisions


@pytest.fixture
def repository(here: Path) -> Path:
    """A repository with the starter tree in ``trees/x.yaml``, which is lowered since."""
    git("init", "-q", "-b", "main")
    Path("trees").mkdir()
    Path("trees/x.yaml").write_text(STARTER)
    git("add", "trees")
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "One")
    Path("trees/x.yaml").write_text(LOWERED)
    return here


def git(*argv: str) -> None:
    subprocess.run(["git", *argv], check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})


@pytest.mark.parametrize(
    ("folder", "old"),
    quick_first(
        [
            ("trees", "HEAD:../trees/x.yaml"),
            (".", "HEAD:trees/x.yaml"),
            (".", "main:./trees/x.yaml"),
            (".", ":trees/x.yaml"),
            ("trees", "HEAD:trees/x.yaml"),
            ("trees", "HEAD:x.yaml"),
            ("trees", "HEAD:./x.yaml"),
        ]
    ),
)
def test_a_revision_is_read_from_git(
    folder: str, old: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    new = str(repository / "trees" / "x.yaml")
    done = run("diff", old, new, "-f", "plain")
    assert (done.code, done.err) == (1, "")
    assert "LOWERED: 2 of 7" in done.out
    assert f"Old: starter 0.1.0, sha256 3163e6b4dc93e90a, {old}" in words(done.out)
    first, _ = commands(done.out)
    assert first.startswith("git show ")
    result = replayed(first)
    assert (result["urgency"], result["tree"]["version"]) == ("same_day", "0.1.0")
    assert run("diff", old, old).code == 0
    (first, _) = commands(run("diff", old, new, "-f", "plain", "--witnesses", "people").out)
    assert "--answers people/lowered-1-old.yaml" in first
    assert replayed(first) == result


def test_faults_of_a_revision_have_their_place(repository: Path) -> None:
    Path("trees/x.yaml").write_text("id: [\n")
    git("add", "trees")
    done = run("diff", ":trees/x.yaml", "old.yaml")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("kneenumb: :trees/x.yaml:2:1: This is not YAML")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("HEAD~1:trees/x.yaml", "There is no revision 'HEAD~1' in this repository."),
        ("--all:trees/x.yaml", "There is no revision '--all' in this repository."),
        ("HEAD:trees/y.yaml", "There is no file 'trees/y.yaml' in the revision 'HEAD'."),
        (":y.yaml", "There is no file 'y.yaml' in what is staged."),
        ("HEAD:trees", "This is not a file in git."),
        ("HEAD:", "This is not a file in git."),
        ("http://example.org/x.yaml", "There is no revision 'http' in this repository."),
        ("HEAD:\x1b[31m", "There is no file '\\x1b[31m' in the revision 'HEAD'."),
    ],
)
def test_what_git_does_not_have_is_told(name: str, told: str, repository: Path) -> None:
    done = run("diff", "--", name, "old.yaml")
    assert (done.code, done.out) == (3, "")
    assert told in done.err and len(done.err.splitlines()) == 1
    assert not acts_on_a_terminal(done.err)


def test_outside_of_a_repository(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))
    done = run("diff", "HEAD:trees/x.yaml", "old.yaml")
    assert (done.code, done.out) == (3, "")
    assert "There is no such file, and no revision can be read here: not a git rep" in done.err


def test_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    done = run("diff", "HEAD:trees/x.yaml", "old.yaml")
    assert (done.code, done.out) == (3, "")
    assert "Revisions are read with git, which is not installed here." in done.err


def test_a_file_with_a_colon_in_its_name_is_a_file(repository: Path) -> None:
    Path("HEAD:trees").mkdir()
    for name in ("a:b.yaml", "HEAD:trees/x.yaml", "c:d"):
        Path(name).write_text(STARTER)
        assert run("diff", name, "old.yaml").code == 0
        assert run("diff", name, "trees/x.yaml").code == 1


def test_a_file_in_git_that_is_far_too_large(repository: Path) -> None:
    Path("large.yaml").write_bytes(b"# " + b"x" * 5_000_000)
    git("add", "large.yaml")
    done = run("diff", ":large.yaml", "old.yaml")
    assert (done.code, done.out) == (3, "")
    assert "more than is read" in done.err


# Start-up


def test_no_other_command_waits_for_it() -> None:
    script = (
        "import sys, kneenumb.cli.app; "
        "print([name for name in sys.modules if name.startswith(('kneenumb.diff', "
        "'kneenumb.prove')) or 'diff_' in name or 'revision' in name])"
    )
    ended = shell(f'"$1" -c {shlex.quote(script)}', sys.executable)
    assert ended.out.decode().strip() == "[]"
