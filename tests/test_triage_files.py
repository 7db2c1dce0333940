"""What ``kneenumb triage`` writes to files, and when it refuses to."""

import json
import os
import stat
from pathlib import Path

import pytest
import yaml

from tests.command import run
from tests.process import shell
from tests.terminal import Terminal, acts_on_a_terminal

REFUSED = "The file cannot be written"


@pytest.fixture
def open_to_all() -> None:
    """A umask that would let everybody read new files."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# What is written


@pytest.mark.parametrize("format", ["rich", "plain", "json", "markdown", "svg"])
def test_output_puts_the_same_page_into_the_file(format: str, tmp_path: Path) -> None:
    file = tmp_path / "page"
    done = run("triage", "-a", "v17", "-f", format, "--output", str(file))
    assert (done.code, done.out, done.err) == (0, "", "")
    assert file.read_text().startswith(run("triage", "-a", "v17", "-f", format).out)


def test_a_saved_case_replays_to_the_same_json(tmp_path: Path) -> None:
    for case in ("v2", "v10", "v14", "v17", "v21-flip"):
        file = tmp_path / f"{case}.yaml"
        there = run("triage", "-a", case, "-f", "json", "--save", str(file))
        back = run("triage", "-a", str(file), "-f", "json")
        assert there.code == back.code == 0
        assert there.out == back.out


def test_unused_answers_are_saved_too(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    there = run("triage", "-a", "v10", "-s", "both_area=saddle", "-f", "json", "--save", str(file))
    back = run("triage", "-a", str(file), "-f", "json")
    assert json.loads(back.out)["unused"] == {"both_area": "saddle"}
    assert back.out == there.out


def test_a_saved_case_names_its_tree_and_version(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    run("triage", "-t", "starter", "-s", "saddle=yes", "--save", str(file))
    # As text, for other readers of YAML would take "yes" for "true".
    assert yaml.load(file.read_text(), yaml.BaseLoader) == {
        "tree": "starter",
        "tree_version": "0.1.0",
        "answers": {"saddle": "yes"},
    }
    assert run("triage", "-a", str(file)).code == 0


def test_nothing_is_saved_of_a_case_that_gives_no_result(tmp_path: Path) -> None:
    for argv in (["-a", "v10", "-s", "saddle=maybe"], ["-s", "saddle=no"], ["-t", "nope"]):
        done = run("triage", *argv, "--save", str(tmp_path / "a"), "-o", str(tmp_path / "b"))
        assert done.code != 0
    assert list(tmp_path.iterdir()) == []


# How it is written


@pytest.mark.usefixtures("open_to_all")
@pytest.mark.parametrize("option", ["--output", "--save"])
def test_files_are_for_their_owner_only(option: str, tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_text("before")
    old.chmod(0o666)
    for file in (new, old):
        assert run("triage", "-a", "v10", option, str(file), "--force").code == 0
        assert mode(file) == 0o600
    assert old.read_text() == new.read_text() != "before"


@pytest.mark.parametrize("option", ["--output", "--save"])
def test_a_file_is_replaced_as_a_whole_and_leaves_nothing_behind(
    option: str, tmp_path: Path
) -> None:
    file, witness = tmp_path / "page", tmp_path / "witness"
    file.write_text("before")
    os.link(file, witness)
    assert run("triage", "-a", "v10", option, str(file), "--force").code == 0
    assert witness.read_text() == "before"
    assert file.read_text() != "before"
    assert {each.name for each in tmp_path.iterdir()} == {"page", "witness"}


@pytest.mark.parametrize("option", ["--output", "--save"])
def test_a_disk_that_is_full_leaves_the_file_as_it_was(option: str, tmp_path: Path) -> None:
    file = tmp_path / "page"
    file.write_text("before")
    done = shell(f'ulimit -f 0; kneenumb triage -a v10 --force {option} "$1"', file)
    assert (done.code, done.out) == (2, b"")
    assert REFUSED in done.err
    assert str(file) in done.err
    assert file.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["page"]


@pytest.mark.parametrize("option", ["--output", "--save"])
def test_a_link_still_points_at_the_file_afterwards(option: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name, before in (("there", "before"), ("not-yet", None)):
        target, link = tmp_path / "folder" / name, tmp_path / f"link-{name}"
        if before:
            target.write_text(before)
        link.symlink_to(target)
        assert run("triage", "-a", "v10", option, str(link), "--force").code == 0
        assert link.is_symlink()
        assert target.read_text() not in ("", "before")
        assert mode(target) == 0o600


@pytest.mark.parametrize("option", ["--output", "--save"])
def test_a_name_may_be_as_long_as_the_disk_allows(option: str, tmp_path: Path) -> None:
    file = tmp_path / ("x" * 255)
    assert run("triage", "-a", "v10", option, str(file)).code == 0
    assert file.read_text()


def test_devices_are_written_to_and_not_replaced(tmp_path: Path) -> None:
    page = run("triage", "-a", "v10", "-f", "plain").out.encode()
    assert shell("kneenumb triage -a v10 -f plain -o /dev/stdout").out == page
    assert run("triage", "-a", "v10", "-o", os.devnull, "--save", os.devnull).code == 0
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
    case = shell("kneenumb triage -a v10 -f json -o /dev/null --save /dev/stdout").out
    replayed = run("triage", "-a", "-", "-f", "plain", stdin=case)
    assert replayed.out.encode() == page


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    script = 'cd "$1"; mkfifo pipe; kneenumb triage -a v10 -f plain -o pipe & cat pipe; wait $!'
    done = shell(script, tmp_path)
    assert (done.code, done.out) == (0, run("triage", "-a", "v10", "-f", "plain").out.encode())


# When it is refused


UNWRITABLE = {
    "no folder": "no/such/page",
    "a folder": "folder",
    "a folder with a slash": "folder/",
    "below a file": "file/page",
    "no name": "",
    "too long a name": "x" * 300,
    "a link to itself": "loop",
    "a folder of the kernel": "/proc/page",
    "a file of the kernel": "/proc/version",
}
"""Files that nobody can write, also no administrator."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the files of ``UNWRITABLE`` are."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("option", ["--output", "--save"])
@pytest.mark.parametrize("name", UNWRITABLE.values(), ids=UNWRITABLE)
@pytest.mark.usefixtures("folder")
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_asked(
    name: str, option: str
) -> None:
    # Answers are missing, which would be the next thing to say.
    done = run("triage", option, name)
    assert (done.code, done.out) == (2, "")
    assert REFUSED in done.err
    assert done.err.count("\n") == 1


@pytest.mark.full
def test_a_file_that_cannot_be_written_is_refused_in_a_terminal_before_anything_is_asked(
    folder: Path,
) -> None:
    with Terminal("triage", "--save", "folder", cwd=folder) as terminal:
        assert terminal.end() == 2
        assert REFUSED in terminal.said
        assert "begin" not in terminal.said


# Names that a terminal would act on

NASTY = "\x1b[31mred\x1b]0;title\x07\x9b1m\u202e"


@pytest.mark.parametrize(
    "argv",
    [
        ["--answers", NASTY],
        ["--answers", f"{NASTY}.yaml"],
        ["--set", f"{NASTY}=no"],
        ["--set", f"saddle={NASTY}"],
        ["--set", NASTY],
        ["--tree", NASTY],
        ["--tree", f"{NASTY}.yaml"],
        ["--save", f"no/{NASTY}"],
        ["--output", f"no/{NASTY}"],
        ["--format", NASTY],
        [f"--{NASTY}"],
        [NASTY],
    ],
)
def test_control_characters_of_an_argument_never_reach_the_terminal(argv: list[str]) -> None:
    done = run("triage", *argv)
    assert done.code in (2, 3, 4)
    assert done.out == ""
    assert "red" in done.err
    assert not acts_on_a_terminal(done.err)


def test_control_characters_of_a_file_never_reach_the_terminal(tmp_path: Path) -> None:
    for text in (
        f'saddle: "{NASTY}"',
        f"{NASTY}: no",
        json.dumps({"saddle": NASTY}),
        json.dumps({NASTY: "no"}),
        json.dumps({"tree": NASTY, "answers": {}}),
        f"saddle: !{NASTY} no",
        f"saddle: *{NASTY}",
    ):
        done = run("triage", "-a", "-", stdin=text.encode())
        assert done.code in (3, 4), text
        assert done.err
        assert not acts_on_a_terminal(done.err)


@pytest.mark.full
def test_a_saved_file_with_control_characters_in_its_name_is_told_harmlessly(
    tmp_path: Path,
) -> None:
    with Terminal("triage", "--save", NASTY, cwd=tmp_path) as terminal:
        terminal.see("q quit")
        terminal.send("q")
        assert terminal.end() == 130
        assert NASTY.encode() not in terminal.raw
        assert b"\x1b[31m" not in terminal.raw
        assert b"\x1b]0;" not in terminal.raw
        assert "\\x1b[31mred" in terminal.said


def test_the_answers_and_the_result_do_not_overwrite_each_other(tmp_path: Path) -> None:
    file = tmp_path / "both"
    done = run("triage", "-a", "v10", "--save", str(file), "-o", str(file))
    assert (done.code, done.out) == (2, "")
    assert "name the same file" in done.err
    assert not file.exists()
