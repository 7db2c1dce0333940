"""Whatever is put into it: no traceback, no hang, and a sentence that says what is wrong."""

import json
import shlex
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command import Done, run
from tests.examples import examples, quick_first
from tests.process import shell
from tests.terminal import COMMAND, Terminal, acts_on_a_terminal

# Files of answers


def bomb() -> str:
    """Few lines that stand for nearly four billion entries."""
    return f"a: &a [{', '.join('x' * 9)}]\n" + "".join(
        f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, here in pairwise("abcdefghij")
    )


FILES = {
    "nothing": b"",
    "only a comment": b"# nothing\n",
    "only null": b"null\n",
    "a list": b"[a, b]\n",
    "a word": b"hello\n",
    "5 MB of one comment": b"saddle: no\n# " + b"x" * 5_000_000,
    "5 MB of one text": b"saddle: " + b"x" * 5_000_000,
    "very many questions": b"".join(b"q%d: no\n" % at for at in range(5_000)),
    "very many faults": b"\n".join(b"{}: &x%d [*x%d]" % (at, at) for at in range(1000)),
    "deep lists": b"[" * 100_000,
    "deep and closed lists": b"saddle: " + b"[" * 50_000 + b"]" * 50_000,
    "deep mappings": b'{"a":' * 100_000,
    "aliases of aliases": bomb().encode(),
    "an alias of itself": b"saddle: &a [*a]\n",
    "every byte": bytes(range(256)) * 100,
    "a null byte": b"saddle: n\0o\n",
    "UTF-16": "saddle: no\n".encode("utf-16"),
    "Latin-1": "saddle: nö\n".encode("latin-1"),
    "half a character": b"saddle: n\xc3",
    "an escape sequence": b"saddle: \x1b[31mno\n",
    "an escaped escape sequence": b'"sad\\x1b[31mdle": no\n',
    "half of a surrogate pair": b'{"saddle": "\\ud800"}',
    "a Python object": b"saddle: !!python/object/apply:os.system [id]\n",
    "two documents": b"saddle: no\n---\nsaddle: no\n",
    "a mapping for an option": b"saddle: {a: b}\n",
    "a list of lists": b"injury: [[none]]\n",
    "a key that is a list": b"? [a]\n: b\n",
    "a merge key": b"<<: {saddle: no}\n",
    "an empty key": b'"": no\n',
    "a very long key": b"x" * 100_000 + b": no\n",
    "a quote that never ends": b'saddle: "no\n',
    "a tab": b"answers:\n\tsaddle: no\n",
    "answers that are null": b"answers:\n",
    "answers that are a word": b"answers: no\n",
    "markup": b"'[bold]saddle[/]': '[/]'\n",
    "a number": b"saddle: 1\n",
    "true": b"saddle: true\n",
}


def assert_told(done: Done) -> None:
    """The command ended with a clear fault in the answers, and nothing else."""
    assert (done.code, done.out) == (4, "")
    lines = done.err.splitlines()
    assert lines
    assert len(lines) <= 60
    assert all(line.startswith("kneenumb: ") for line in lines[:50])
    assert not acts_on_a_terminal(done.err)
    assert max(map(len, lines)) < 1000


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_hostile_file_of_answers_is_told_in_a_few_short_lines(
    content: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "answers"
    file.write_bytes(content)
    assert_told(run("triage", "-a", str(file)))
    assert_told(run("triage", "-a", "-", stdin=content))


@pytest.mark.parametrize("content", [FILES["deep lists"], FILES["every byte"], FILES["nothing"]])
def test_a_hostile_file_is_no_tree(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "tree.yaml"
    file.write_bytes(content)
    done = run("triage", "--tree", str(file), "--set", "saddle=yes")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"kneenumb: {file}:")


def test_a_file_from_another_system_is_read() -> None:
    for content in (
        "\ufeffsaddle: yes\n".encode(),
        b"saddle: yes\r\n",
        b'{"saddle":\r\n"yes"}',
        b'{"answers": {"saddle": "yes"}, "story": "\\ud83d\\ude00"}',
    ):
        assert run("triage", "-a", "-", stdin=content).code == 0


def test_a_folder_is_no_file_of_answers(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    assert_told(run("triage", "-a", str(tmp_path)))
    assert_told(run("triage", "-a", str(tmp_path / "folder.yaml")))
    assert_told(run("triage", "-a", ""))
    done = run("triage", "--tree", str(tmp_path / "folder.yaml"))
    assert (done.code, done.out) == (3, "")


@pytest.mark.parametrize("name", ["[bold]x[/bold]", "[/]", "[link=x]", ":smile:", "*", "%s{x}$y"])
def test_names_that_look_like_markup_are_told_as_they_were_written(name: str) -> None:
    for argv in (
        ["--answers", name],
        ["--answers", f"{name}.yaml"],
        ["--tree", name],
        ["--set", f"{name}=no"],
        ["--set", f"saddle={name}"],
        ["--output", f"no/{name}"],
        ["--format", name],
        ["--", name],
    ):
        done = run("triage", *argv)
        assert done.code in (2, 3, 4)
        assert name in done.err
        assert done.out == ""


def test_pipes_are_read_like_files(tmp_path: Path) -> None:
    full = shell("mkfifo p; echo 'saddle: yes' > p & kneenumb triage -a p -f json", cwd=tmp_path)
    assert json.loads(full.out)["outcome"] == "o_em_cauda_equina"
    closed = shell("mkfifo q; : > q & kneenumb triage -a q", cwd=tmp_path)
    assert (closed.code, closed.out) == (4, b"")
    assert "The file is empty." in closed.err


@pytest.mark.parametrize("option", ["--answers", "--tree"])
def test_a_file_without_an_end_is_given_up(option: str) -> None:
    done = shell(f"ulimit -v 1000000; kneenumb triage {option} /dev/zero")
    assert (done.code, done.out) == ({"--answers": 4, "--tree": 3}[option], b"")
    assert "/dev/zero" in done.err


def test_an_input_without_an_end_is_given_up() -> None:
    done = shell("yes 'saddle: no' | kneenumb triage --answers -")
    assert (done.code, done.out) == (4, b"")
    assert done.err.startswith("kneenumb: <stdin>")


# Anything at all

ids = st.sampled_from(["saddle", "injury", "none", "no", "answers", "tree", "legs", "one_leg"])
words = ids | st.text(max_size=20)
data = st.recursive(
    words | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


def assert_sane(done: Done) -> None:
    assert done.code in (0, 3, 4)
    assert (done.code == 0) is bool(done.out)
    assert (done.code == 0) is not bool(done.err)
    assert not acts_on_a_terminal(done.err)


@examples(150)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_upset_it(content: bytes) -> None:
    assert_sane(run("triage", "-a", "-", stdin=content))


@examples(150)
@given(data)
def test_no_data_upset_it(content: object) -> None:
    assert_sane(run("triage", "-a", "-", stdin=json.dumps(content).encode()))


@examples(150)
@given(st.lists(st.builds("{}={}".format, words, words) | words, min_size=1, max_size=4))
def test_no_setting_upsets_it(given: list[str]) -> None:
    # No argument can hold a null byte, and one that starts with a dash is an option.
    argv = [each.replace("\0", "").lstrip("-") for each in given]
    assert_sane(run("triage", *(word for each in argv for word in ("--set", each))))


@pytest.mark.full
def test_arguments_that_are_no_text_are_told_harmlessly() -> None:
    done = shell(
        "bad=$(printf 'a\\377\\033[31m'); kneenumb triage --set \"$bad=no\"; "
        'kneenumb triage -a "$bad"; kneenumb triage -a v10 -o "no/$bad"; exit 9'
    )
    assert (done.code, done.out) == (9, b"")
    assert done.err.count("kneenumb: ") == 3
    assert "\x1b" not in done.err


# Outputs that take nothing


@pytest.mark.parametrize("format", quick_first(["rich", "plain", "json"]))
def test_a_full_disk_behind_the_output_is_told(format: str) -> None:
    done = shell(f"kneenumb triage -a v10 -f {format} > /dev/full")
    assert done.code not in (0, 10, 11, 12, 13)
    assert "No space left" in done.err
    assert done.err.startswith("kneenumb: ")


@pytest.mark.full
def test_a_full_disk_behind_a_file_is_told() -> None:
    for option in ("--output", "--save"):
        done = shell(f"kneenumb triage -a v10 {option} /dev/full")
        assert (done.code, done.out) == (2, b"")
        assert "/dev/full" in done.err


@pytest.mark.parametrize("format", quick_first(["rich", "json"]))
def test_a_closed_output_is_told(format: str) -> None:
    done = shell(f"kneenumb triage -a v10 -f {format} >&-")
    assert done.code not in (0, 10, 11, 12, 13)
    assert done.err.startswith("kneenumb: ")


def test_a_closed_output_does_not_matter_if_the_result_goes_to_a_file(tmp_path: Path) -> None:
    done = shell("kneenumb triage -a v10 -f json -o page >&-", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / "page").read_text() == run("triage", "-a", "v10", "-f", "json").out


def test_a_closed_input_holds_no_answers() -> None:
    done = shell("kneenumb triage -a - <&-")
    assert (done.code, done.out) == (4, b"")
    assert done.err.startswith("kneenumb: ")


@pytest.mark.parametrize("nowhere", quick_first(["&-", "/dev/full"]))
def test_faults_that_nobody_can_read_still_have_their_exit_code(nowhere: str) -> None:
    assert shell(f"kneenumb triage 2>{nowhere}").code == 4
    assert shell(f"kneenumb triage -a v10 -f json 2>{nowhere}").code == 0


@pytest.mark.parametrize("format", quick_first(["rich", "json"]))
def test_a_reader_that_stops_early_is_no_fault(format: str) -> None:
    script = f"{{ kneenumb triage -a v10 -f {format}; echo ended $? >&2; }} |"
    first = shell(f"{script} head -1")
    assert first.out.count(b"\n") == 1
    assert first.err == "ended 0\n"
    assert shell(f"{script} :").err == "ended 0\n"


# Surroundings


@pytest.mark.parametrize(
    "surroundings",
    quick_first(
        [
            {"TERM": None, "HOME": None, "XDG_CACHE_HOME": None},
            {"TERM": "no-such-terminal", "HOME": "/proc/nowhere", "XDG_CACHE_HOME": None},
            {"LC_ALL": "xx_YY.UTF-8", "LANG": "xx_YY", "XDG_CACHE_HOME": "/dev/null"},
            {"TZ": "nowhere", "PATH": "", "COLUMNS": "²"},
        ]
    ),
    ids=str,
)
def test_no_surroundings_upset_it(surroundings: dict[str, str | None]) -> None:
    done = shell("kneenumb triage -a v10 -f rich", env=surroundings)
    assert (done.code, done.err) == (0, "")
    assert done.out.decode() == run("triage", "-a", "v10", "-f", "rich").out


@pytest.mark.parametrize(
    "columns", quick_first(["abc", "", " ", "-5", "0", "8.5", "²", "1" + "0" * 30], 2)
)
@pytest.mark.parametrize("format", ["rich", "plain"])
def test_a_width_that_makes_no_sense_is_no_fault(format: str, columns: str) -> None:
    with patch.dict("os.environ", COLUMNS=columns):
        done = run("triage", "-a", "v10", "-f", format)
    assert (done.code, done.err) == (0, "")
    if len(columns) < 30:
        assert done.out == run("triage", "-a", "v10", "-f", format).out


@pytest.mark.full
@pytest.mark.parametrize(
    "surroundings",
    [
        {"TERM": None, "HOME": None, "XDG_CACHE_HOME": None, "COLUMNS": "abc", "LINES": "abc"},
        {"TERM": "no-such-terminal", "LC_ALL": "xx_YY.UTF-8", "COLUMNS": "²"},
    ],
    ids=str,
)
def test_no_surroundings_upset_the_menu(surroundings: dict[str, str | None]) -> None:
    with Terminal("triage", env=surroundings) as terminal:
        terminal.see("begin", "q quit")
        terminal.press("1", "Question 1 of", "q quit")
        terminal.press("1", "1 Show my result", "q quit")
        terminal.send("1")
        assert terminal.decline() == 0
        assert "Call your local emergency number" in terminal.text


@pytest.mark.full
def test_the_menu_ends_when_its_window_is_closed_even_if_it_was_told_to_live_on() -> None:
    line = f"trap '' HUP; exec {shlex.join(COMMAND)} triage"
    with Terminal(command=("/bin/sh", "-c", line)) as terminal:
        terminal.see("begin", "q quit")
        terminal.press("1", "Question 1 of", "q quit")
        assert terminal.hang_up() != 0
