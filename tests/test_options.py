"""No option is ignored without a word: what would make no difference is refused."""

from pathlib import Path

import pytest

from tests.command import run

OF_TREE = {
    "TREE": ("starter",),
    "--tree": ("--tree", "starter"),
    "--strict": ("--strict",),
    "--witnesses": ("--witnesses", "people"),
    "--mutate": ("--mutate",),
    "--jobs": ("--jobs", "1"),
}
IGNORED: list[tuple[tuple[str, ...], str, dict[str, tuple[str, ...]]]] = [
    (("check", "--rules"), "--rules lists all rules", OF_TREE),
    (
        ("check", "--explain", "loop"),
        "--explain prints the page of a rule",
        {"--rules": ("--rules",), **OF_TREE},
    ),
    (
        ("check", "starter", "--mutate"),
        "--mutate tries faults planted in the tree",
        {name: OF_TREE[name] for name in ("--strict", "--witnesses")},
    ),
    (
        ("check", "starter"),
        "A check without --mutate runs in one process",
        {"--jobs": OF_TREE["--jobs"]},
    ),
]


@pytest.mark.parametrize(("argv", "does", "ignored"), IGNORED, ids=lambda each: str(each)[:30])
def test_what_would_be_ignored_is_refused(
    argv: tuple[str, ...],
    does: str,
    ignored: dict[str, tuple[str, ...]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, further in ignored.items():
        expected = f"kneenumb: {does}, and takes no notice of {name}. Leave out {name}.\n"
        assert run(*argv, *further) == (2, "", expected)
    assert not list(tmp_path.iterdir())


def test_several_are_named_together() -> None:
    assert run("check", "starter", "--rules", "--strict").err == (
        "kneenumb: --rules lists all rules, and takes no notice of TREE and --strict. "
        "Leave out TREE and --strict.\n"
    )


def test_what_contradicts_itself_is_refused() -> None:
    assert run("triage", "-a", "v10", "--plain", "--format", "rich") == (
        *(2, ""),
        "kneenumb: --plain writes without colour and frames, and --format rich with them. "
        "Leave one of them out.\n",
    )
