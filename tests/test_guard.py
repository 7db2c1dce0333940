"""Nothing that is read is ever overwritten, and nothing of the user's without being asked."""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kneenumb.load import bundled
from kneenumb.load.case_file import load_case
from kneenumb.storage.files import FileError
from kneenumb.storage.guard import FileGuard, same_file
from tests.command import run
from tests.examples import quick_first
from tests.process import shell

CASE = bundled.cases()["v14"].read_bytes()
TREE = bundled.trees()["starter"].read_bytes()
FORCED = ("--force",)
"""What is read is not overwritten with this either."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a tree, a case, a map, allowances and many cases in it."""
    monkeypatch.chdir(tmp_path)
    Path("tree.yaml").write_bytes(TREE)
    Path("new.yaml").write_bytes(TREE.replace(b"version: 1.0.0", b"version: 1.0.1"))
    Path("case.yaml").write_bytes(CASE)
    Path("allow.yaml").write_text("allow: []\n")
    Path("rows.csv").write_text("id,saddle\n1,no\n2,yes\n")
    Path("map.yaml").write_text("columns: {}\n")
    Path("cases").mkdir()
    Path("cases/one.yaml").write_bytes(CASE)
    yield tmp_path


def same(path: Path) -> str:
    return str(path)


def relative(path: Path) -> str:
    return os.path.join(".", "cases", "..", path)


def absolute(path: Path) -> str:
    return str(path.absolute())


def soft_link(path: Path) -> str:
    Path("soft").symlink_to(path.absolute())
    return "soft"


def hard_link(path: Path) -> str:
    os.link(path, "hard")
    return "hard"


def other_case(path: Path) -> str:
    other = str(path).upper()
    if not os.path.exists(other):
        pytest.skip("this file system tells small letters from large ones")
    return other


WAYS: list[Callable[[Path], str]] = [
    *(same, relative, absolute, other_case),
    *((soft_link, hard_link) if sys.platform != "win32" else ()),
]
"""Ways to write the name of a file."""

DESTROYERS = {
    "check": ("tree.yaml", "check tree.yaml -o OUT"),
    "check --tree": ("tree.yaml", "check --tree tree.yaml -f json -o OUT"),
    "check --mutate": ("tree.yaml", "check tree.yaml --mutate -o OUT"),
    "triage --output": ("case.yaml", "triage --answers case.yaml --output OUT"),
    "triage --output, tree": ("tree.yaml", "triage --tree tree.yaml --set a=b -f json -o OUT"),
    "triage --save, tree": ("tree.yaml", "triage --tree tree.yaml --set a=b --save OUT"),
    "triage --range": ("case.yaml", "triage --range -a case.yaml -f json -o OUT"),
    "triage --explain": ("case.yaml", "triage --explain -a case.yaml -f html -o OUT"),
    "explain": ("case.yaml", "explain case.yaml -f markdown -o OUT"),
    "diff, old": ("tree.yaml", "diff tree.yaml new.yaml -f json -o OUT"),
    "diff, new": ("new.yaml", "diff tree.yaml new.yaml --output OUT"),
    "diff --allow": ("allow.yaml", "diff tree.yaml new.yaml --allow allow.yaml --output OUT"),
    "show": ("tree.yaml", "show --tree tree.yaml -f plain -o OUT"),
    "show NAME": ("tree.yaml", "show saddle --tree tree.yaml -f json -o OUT"),
    "show --case": ("case.yaml", "show --case case.yaml -f svg -o OUT"),
    "show --depth": ("tree.yaml", "show --depth 1 --tree tree.yaml -f json -o OUT"),
    "batch, input": ("rows.csv", "batch rows.csv -f csv -o OUT"),
    "batch, folder": ("cases/one.yaml", "batch cases -f jsonl -o OUT"),
    "batch, tree": ("tree.yaml", "batch rows.csv --tree tree.yaml -f csv -o OUT"),
    "batch --map": ("map.yaml", "batch rows.csv --map map.yaml -f html -o OUT"),
    "batch --map-template": ("rows.csv", "batch rows.csv --map-template -o OUT"),
    "quiz, tree": ("tree.yaml", "quiz --tree tree.yaml --cases cases --save OUT"),
    "quiz, cases": ("cases/one.yaml", "quiz --cases cases --save OUT"),
    "export svg": ("tree.yaml", "export svg --tree tree.yaml -o OUT"),
    "export svg --case": ("case.yaml", "export svg --case case.yaml -o OUT"),
    "export mermaid": ("case.yaml", "export mermaid --case case.yaml -o OUT"),
    "export dot": ("tree.yaml", "export dot --tree tree.yaml -o OUT"),
    "export markdown": ("tree.yaml", "export markdown --tree tree.yaml --output OUT"),
    "export csv": ("tree.yaml", "export csv --tree tree.yaml -o OUT"),
    "export json": ("tree.yaml", "export json --tree tree.yaml -o OUT"),
    "export form": ("tree.yaml", "export form --kind redcap --tree tree.yaml -o OUT"),
    "export bodymap": ("tree.yaml", "export bodymap --tree tree.yaml -o OUT"),
}
"""What reads a file, and writes to OUT; and which file it reads."""


@pytest.mark.parametrize("way", quick_first(WAYS, 1), ids=lambda way: getattr(way, "__name__", ""))
@pytest.mark.parametrize(("read", "command"), DESTROYERS.values(), ids=DESTROYERS)
@pytest.mark.parametrize("force", [(), FORCED], ids=["", "force"])
@pytest.mark.usefixtures("here")
def test_what_is_read_is_not_overwritten(
    read: str, command: str, way: Callable[[Path], str], force: tuple[str, ...]
) -> None:
    before = hash_of(read)
    out = way(Path(read))
    done = run(*(out if word == "OUT" else word for word in command.split()), *force)
    assert (done.code, done.out) == (2, "")
    assert "would overwrite" in done.err and "which is read" in done.err
    assert hash_of(read) == hash_of(out) == before


@pytest.mark.usefixtures("here")
def test_every_command_with_an_output_is_among_them() -> None:
    tried = {command.split()[0] for _, command in DESTROYERS.values()}
    assert tried == {"check", "triage", "explain", "diff", "show", "batch", "quiz", "export"}
    # `list` and `new` read only what comes with the package.
    for command in ("list", "new", *tried - {"export"}):
        assert "--force" in run(command, "--help").out, command
    for name in ("svg", "mermaid", "dot", "markdown", "csv", "json", "schema", "bodymap", "form"):
        assert "--force" in run("export", name, "--help").out, name


@pytest.mark.parametrize(
    "command",
    [
        *("list -f json -o {tree}", "check -f json -o {tree}", "list -f json -o {case}"),
        *("triage -a v14 -f json -o {tree}", "triage -a v14 -f json -o {case}"),
        *("triage -a v14 --save {tree}", "explain v14 -f json -o {case}", "show -o {tree} -f json"),
        *("batch teaching-cases -f jsonl -o {case}", "export json -o {tree}"),
        *("diff starter knee-numbness -f json -o {tree}", "quiz --save {case}"),
    ],
)
def test_what_comes_with_the_package_is_not_overwritten_by_what_reads_it(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "trees"
    shutil.copytree(bundled.folder(), copy)
    monkeypatch.setattr(bundled, "folder", lambda: copy)
    names = {"tree": copy / "knee-numbness.yaml", "case": bundled.cases()["v14"]}
    before = {name: hash_of(path) for name, path in names.items()}
    done = run(*command.format(**names).split(), "--force")
    assert (done.code, done.out) == (2, "") and "which is read" in done.err
    assert {name: hash_of(path) for name, path in names.items()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="another shell there")
@pytest.mark.parametrize(
    "script",
    quick_first(
        [
            'kneenumb triage --answers - -f json --output "$1" --force < "$1"',
            'kneenumb batch - --input-format jsonl -f jsonl -o "$1" --force < "$1"',
            'kneenumb explain - -f json -o "$1" < "$1"',
            'kneenumb triage --answers /dev/stdin -f json -o "$1" < "$1"',
        ],
        1,
    ),
)
def test_the_file_on_the_standard_input_is_read_too(script: str, tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text('{"saddle": "yes"}\n')
    before = hash_of(path)
    ended = shell(script, path)
    assert ended.code == 2 and "which is read" in ended.err
    assert hash_of(path) == before


# Two outputs


@pytest.mark.full
@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(
    ("save", "output"),
    [("x.yaml", "x.yaml"), ("x.yaml", "./x.yaml"), ("cases/../x.yaml", "x.yaml"), ("x", "link")],
)
def test_two_outputs_are_two_files(save: str, output: str, there: bool, here: Path) -> None:
    if output == "link":
        Path("link").symlink_to("x")
    if there:
        run("triage", "-a", "v14", "--save", save)
    before = hash_of(save) if there else None
    done = run("triage", "-a", "v14", "--save", save, "--output", output, "-f", "json", "--force")
    assert (done.code, done.out) == (2, "")
    assert "--save and --output name the same file. Name two.\n" in done.err
    assert (hash_of(save) if there else None) == before
    assert there or not os.path.exists(save)


def test_names_that_differ_in_their_letters_are_two_files_where_the_file_system_says_so(
    here: Path,
) -> None:
    Path("probe").touch()
    assert same_file(Path("x.yaml"), Path("X.yaml")) is Path("PROBE").exists()
    assert sorted(os.listdir(here)) == sorted(["probe", *FILES_HERE])


FILES_HERE = ("tree.yaml", "new.yaml", "case.yaml", "allow.yaml", "rows.csv", "map.yaml", "cases")


@pytest.mark.usefixtures("here")
def test_the_folder_of_witnesses_is_not_the_output() -> None:
    done = run("check", "tree.yaml", "--witnesses", "out", "--output", "./out")
    assert done.code == 2 and "name the same file" in done.err
    assert not Path("out").exists()


# A file of the user's

WRITERS = {
    "triage": "triage -a v14 -o",
    "range": "triage --range -s saddle=no -o",
    "explain": "explain v14 -o",
    "check": "check starter -o",
    "rules": "check --rules -o",
    "diff": "diff starter starter -o",
    "show": "show -o",
    "part": "show saddle -o",
    "drawn": "show --depth 1 -o",
    "list": "list -o",
}
ENDINGS = (".json", ".md", ".html", ".svg", ".txt", "")


@pytest.mark.parametrize("ending", quick_first(ENDINGS))
@pytest.mark.parametrize("command", quick_first(WRITERS.values(), 3), ids=WRITERS)
@pytest.mark.usefixtures("here")
def test_the_same_command_may_be_repeated(command: str, ending: str) -> None:
    for _ in range(2):
        done = run(*command.split(), f"out{ending}")
        assert (done.code, done.out, done.err) == (0, "", "")


@pytest.mark.full
@pytest.mark.parametrize(
    "command",
    [
        *("export svg -o x.svg", "export mermaid -o x.md", "export mermaid --whole -o x.mmd"),
        *("export dot -o x.dot", "export markdown -o x.md", "export csv --tree starter -o x.csv"),
        *("export schema check -o x.json", "export schema tree -o x.json"),
        *("export bodymap -o x.svg", "triage -a v14 --save x.yaml -f json -o y.json"),
        *("batch rows.csv -o x.csv", "batch rows.csv -o x.jsonl", "batch rows.csv -o x.tsv"),
        *("batch rows.csv -o x.json", "batch rows.csv -o x.html"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_has_no_page_may_be_repeated_too(command: str) -> None:
    first = run(*command.split())
    assert first.code in (0, 4) and not first.out
    there = sorted(os.listdir())
    assert run(*command.split()).code == first.code
    assert sorted(os.listdir()) == there


@pytest.mark.parametrize("ending", quick_first(ENDINGS, 2))
@pytest.mark.parametrize("command", quick_first(WRITERS.values(), 4), ids=WRITERS)
@pytest.mark.usefixtures("here")
def test_a_file_of_somebody_else_is_replaced_only_by_force(command: str, ending: str) -> None:
    out = f"out{ending}"
    Path(out).write_text("a year of work\n")
    before = hash_of(out)
    done = run(*command.split(), out)
    assert done.err == (
        f"kneenumb: {out}: There is a file of that name already. Name another file, or replace it "
        "with --force.\n"
    )
    assert (done.code, done.out, hash_of(out)) == (2, "", before)
    assert run(*command.split(), out, "--force") == (0, "", "")
    assert hash_of(out) != before


@pytest.mark.parametrize("ending", [".json", ".md", ".html", ".svg", ".txt"])
@pytest.mark.usefixtures("here")
def test_what_was_written_for_another_purpose_is_somebody_elses(ending: str) -> None:
    out = f"out{ending}"
    assert run("triage", "-a", "v14", "-o", out).code == 0
    before = hash_of(out)
    assert run("list", "-o", out).code == 2
    assert hash_of(out) == before


@pytest.mark.parametrize(
    "command",
    [
        *("export json -o x.json", "batch rows.csv --map-template -o x"),
        *("export form --kind redcap -o x.csv", "export form --kind xlsform -o x.xlsx"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_is_meant_to_be_changed_by_hand_is_never_replaced_by_itself(command: str) -> None:
    assert run(*command.split()).code == 0
    out = command.split()[-1]
    before = hash_of(out)
    done = run(*command.split())
    assert (done.code, done.out, hash_of(out)) == (2, "", before)
    assert run(*command.split(), "--force").code == 0


@pytest.mark.usefixtures("here")
def test_an_empty_file_has_nothing_to_lose() -> None:
    Path("out.json").touch()
    assert run("triage", "-a", "v14", "-o", "out.json").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no such devices there")
def test_devices_are_no_files() -> None:
    for command in ("triage -a v14 -f json", "check starter", "export dot", "batch teaching-cases"):
        done = run(*command.split(), "-o", "/dev/null")
        assert (done.code, done.out) == (4 if command.startswith("batch") else 0, "")
    ended = shell("kneenumb triage -a v14 -f markdown -o /dev/stdout | cat")
    assert ended.code == 0 and b"Written by" not in ended.out and ended.out


# A case file that is carried on


@pytest.mark.usefixtures("here")
def test_save_may_replace_the_case_that_it_carries_on_and_keeps_what_else_it_says() -> None:
    for case in ("case.yaml", "./case.yaml"):
        done = run("triage", "--answers", case, "--save", "case.yaml", "-s", "saddle=yes")
        assert done.code == 0
    assert "\n  saddle: yes\n" in Path("case.yaml").read_text()
    before, after = load_case("v14").case, load_case(Path("case.yaml")).case
    for said in ("title", "story", "expected", "point"):
        assert getattr(after, said) == getattr(before, said) is not None, said


@pytest.mark.usefixtures("here")
def test_save_replaces_no_other_case() -> None:
    before = hash_of("case.yaml")
    assert run("triage", "-a", "v10", "--save", "case.yaml").code == 2
    assert run("triage", "--tree", "case.yaml", "--save", "case.yaml").code == 2
    assert hash_of("case.yaml") == before


@pytest.mark.usefixtures("here")
def test_answers_that_were_saved_may_be_saved_anew() -> None:
    for name in ("v14", "v10"):
        assert run("triage", "-a", name, "--save", "mine.yaml").code == 0
    Path("mine.yaml").write_text(Path("mine.yaml").read_text() + "# my own note\n")
    assert run("triage", "-a", "v14", "--save", "mine.yaml").code == 2


# The guard itself


def test_the_order_in_which_files_are_told_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.touch()
    guard = FileGuard()
    guard.read(path)
    with pytest.raises(FileError, match="would overwrite"):
        guard.write(path, "--output")
    guard = FileGuard()
    guard.write(path, "--output")
    with pytest.raises(FileError, match="would overwrite"):
        guard.read(path)


def hash_of(path: str | Path) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
