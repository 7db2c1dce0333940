"""A tree is used only once it is proved, and a proof is remembered only for what it was made of."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kneenumb import Report, Tree, TreeError, check_tree, load_tree, parse_setting, triage
from kneenumb.check import check
from kneenumb.load import tree_cache as memory
from kneenumb.load.tree_file import load_proved_tree
from tests.command import run
from tests.flawed import NUMB, STARTER, write_flawed_tree
from tests.memory import CONTENT, plant_tree
from tests.process import shell
from tests.reports import proved

WELL = ("--set", "saddle=no", "--set", "background=none")
MODULES = (
    "import sys\n"
    "from kneenumb.__main__ import main\n"
    "try:\n    main()\n"
    "finally:\n    print(*sorted(sys.modules), file=sys.stderr)"
)
"""Runs the command and tells what it imported."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the starter tree and a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("tree.yaml").write_text(STARTER, "utf-8")
    return tmp_path


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were checked, in the order in which it happened."""
    files: list[str] = []
    real = check.check

    def counted(tree: Tree, place: check.WherePlaced, origin: str) -> Report:
        files.append(origin)
        return real(tree, place, origin)

    monkeypatch.setattr(check, "check", counted)
    return files


def use(tree: str = "tree.yaml") -> int:
    """Triage somebody with a tree, and give the exit code."""
    return run("triage", "--tree", tree, *WELL).code


def kept_file() -> Path:
    """The one file in the cache."""
    (path,) = memory.folder().iterdir()
    return path


# Once


def test_a_tree_is_proved_once(here: Path, checks: list[str]) -> None:
    assert [use() for _ in range(3)] == [0, 0, 0]
    assert checks == ["tree.yaml"]


def test_the_same_bytes_under_another_name_are_not_proved_again(
    here: Path, checks: list[str]
) -> None:
    use()
    Path("copy.yaml").write_bytes(Path("tree.yaml").read_bytes())
    assert use("copy.yaml") == 0
    assert checks == ["tree.yaml"]


@pytest.mark.full
def test_what_is_proved_starts_without_the_prover(here: Path) -> None:
    command = [sys.executable, "-c", MODULES, "triage", "--tree", "tree.yaml", *WELL, "-f", "json"]
    first, second = (shell('"$@"', *command) for _ in range(2))
    assert first.out == second.out
    assert "kneenumb.check.check" in first.err.split()
    parts = {name.split(".")[1] for name in second.err.split() if name.startswith("kneenumb.")}
    assert "cli" in parts and not {"check", "prove"} & parts


# Anew


@pytest.mark.parametrize("change", [b"\n", b"#", b" "])
def test_one_byte_more_is_proved_anew(change: bytes, here: Path, checks: list[str]) -> None:
    use()
    Path("tree.yaml").write_bytes(Path("tree.yaml").read_bytes() + change)
    assert use() == 0
    assert len(checks) == 2


def test_a_tree_that_was_only_read_is_not_taken_for_proved(here: Path, checks: list[str]) -> None:
    load_tree("tree.yaml")
    assert run("show", "--tree", "tree.yaml").code == 0
    assert run("triage", "--unchecked", "--tree", "tree.yaml", *WELL).code == 0
    assert checks == []
    use()
    assert len(checks) == 1


def test_reading_a_proved_tree_does_not_take_the_proof_away(here: Path, checks: list[str]) -> None:
    use()
    load_tree("tree.yaml")
    use()
    assert len(checks) == 1


def test_a_tree_with_an_error_is_checked_each_time(here: Path, checks: list[str]) -> None:
    write_flawed_tree(Path("tree.yaml"))
    load_tree("tree.yaml")
    assert [use(), use()] == [3, 3]
    assert len(checks) == 2


def test_a_verdict_that_others_could_have_written_is_not_trusted(
    here: Path, checks: list[str]
) -> None:
    use()
    kept_file().chmod(0o666)
    use()
    assert len(checks) == 2
    use()
    assert len(checks) == 2  # The file was written anew, for the owner only.
    kept_file().parent.chmod(0o777)
    use()
    assert len(checks) == 3


def test_a_broken_memory_is_no_proof(here: Path, checks: list[str]) -> None:
    use()
    kept_file().write_bytes(b"x" * 100)
    assert use() == 0
    assert len(checks) == 2


@pytest.mark.parametrize("verdict", [1, "yes", None, [True], {"proved": True}])
def test_only_a_plain_yes_is_a_proof(verdict: object, kept: Path, starter: Tree) -> None:
    plant_tree(kept, starter, proved=verdict)
    remembered = memory.recall(CONTENT)
    assert remembered is not None and not remembered.is_proved
    plant_tree(kept, starter, proved=True)
    assert memory.recall(CONTENT) == starter.as_proved()


def test_without_a_cache_it_is_proved_each_time(
    here: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for nowhere in ("/dev/null", "/proc/nowhere"):
        checks.clear()
        monkeypatch.setenv("XDG_CACHE_HOME", nowhere)
        assert [use(), use()] == [0, 0]
        assert len(checks) == 2


def test_what_a_proof_leaves_is_not_kept_unless_it_passes(here: Path) -> None:
    def refuse(_: object) -> None:
        raise TreeError

    with pytest.raises(TreeError):
        load_proved_tree("tree.yaml", refuse)
    assert not memory.folder().exists()


# By this very program


def test_another_program_proves_anew(
    here: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    use()
    monkeypatch.setattr(memory, "_program", lambda: b"changed")
    use()
    assert len(checks) == 2


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with two files in each part, in the place of ours."""
    for part in memory.PARTS:
        folder = tmp_path / "package" / part
        folder.mkdir(parents=True)
        for name in ("one.py", "two.py"):
            (folder / name).write_text("")
    monkeypatch.setattr(memory, "__file__", str(tmp_path / "package" / "load" / "remember.py"))
    return tmp_path / "package"


@pytest.mark.parametrize("part", memory.PARTS)
@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "one.py").write_text("x"),
        lambda folder: os.utime(folder / "one.py", (1, 1)),
        lambda folder: (folder / "one.py").unlink(),
        lambda folder: (folder / "three.py").write_text(""),
        lambda folder: (folder / "two.py").rename(folder / "zwei.py"),
    ],
    ids=["longer", "other time", "gone", "new", "renamed"],
)
def test_a_source_file_that_changed_makes_another_program(
    change: Callable[[Path], object], part: str, package: Path
) -> None:
    before = list(memory._sources())
    assert len(before) == 2 * len(memory.PARTS)
    assert list(memory._sources()) == before
    (package / part / "__pycache__").mkdir()
    assert list(memory._sources()) == before
    change(package / part)
    assert list(memory._sources()) != before


def test_all_that_reads_and_proves_a_tree_counts_as_the_program() -> None:
    script = (
        "import sys, kneenumb.cli.checked_tree; before = set(sys.modules); from kneenumb import "
        "check_tree; check_tree('starter'); print(*sys.modules)"
    )
    ended = shell('"$1" -c "$2"', sys.executable, script)
    used = {tuple(name.split(".")) for name in ended.out.decode().split()}
    parts = {name[1] for name in used if name[0] == "kneenumb" and len(name) > 1}
    # The commands and the pages ask for a proof, and files keep it, but have no say in it.
    assert parts - {"cli", "page", "storage"} == set(memory.PARTS)


# Where it is not asked for


def test_nothing_but_triage_refuses_a_flawed_tree(here: Path) -> None:
    write_flawed_tree(Path("tree.yaml"))
    assert load_tree("tree.yaml").id == "starter"
    for argv in (["show"], ["show", "saddle"]):
        assert run(*argv, "--tree", "tree.yaml").code == 0
    assert run("triage", "--tree", "tree.yaml", *NUMB).code == 3


def test_a_new_tree_can_be_used_at_once(here: Path, checks: list[str]) -> None:
    assert run("new", "mine.yaml").code == 0
    assert use("mine.yaml") == 0
    assert checks == ["mine.yaml"]


# In Python


def test_a_tree_can_be_checked_in_python(here: Path) -> None:
    assert check_tree("starter").passes() and check_tree(Path("tree.yaml")).passes()
    flawed = check_tree(write_flawed_tree(Path("flawed.yaml")))
    assert flawed.origin == "flawed.yaml" and not flawed.passes()
    assert "broken-claim" in [each.rule for each in flawed.findings]


def test_checking_what_is_no_tree_reports_it_and_what_is_not_there_raises(here: Path) -> None:
    Path("tree.yaml").write_text("id: x\n")
    report = check_tree("tree.yaml")
    assert report.tree is None and report.findings and not report.passes()
    for missing in ("missing.yaml", "strater"):
        with pytest.raises(TreeError):
            check_tree(missing)


def test_a_report_passes_only_if_nothing_was_left_out(starter: Tree) -> None:
    assert proved(starter).passes()
    assert not replace(proved(starter), gaps=("Not all.",)).passes()


# In the value


def test_a_result_knows_whether_its_tree_is_proved(starter: Tree) -> None:
    """A tree that was only read is not, also if it was proved before; the tree of a report is."""
    report = check_tree("starter")
    assert report.passes() and report.tree is not None
    given = [parse_setting(each) for each in ("saddle=no", "background=none")]
    assert triage(report.tree, given).tree.is_proved
    assert not triage(load_tree("starter"), given).tree.is_proved


def test_the_tree_of_a_report_that_does_not_pass_is_not_proved(here: Path) -> None:
    write_flawed_tree(Path("flawed.yaml"))
    report = check_tree("flawed.yaml")
    assert report.tree is not None and not report.passes() and not report.tree.is_proved


def test_of_a_tree_that_was_changed_nothing_is_proved(starter: Tree) -> None:
    proved = starter.as_proved()
    assert len(proved.nodes) > 1
    assert proved.model_copy().is_proved and not starter.is_proved
    changed = proved.model_copy(update={"gates": {}})
    assert not changed.is_proved
    assert not set(starter.gates) & set(changed.nodes)
