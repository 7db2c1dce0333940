"""Inputs that are a little broken: some of each kind, and all that ever broke something."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kneenumb.model.fault import Fault, Faulty
from tests import fuzz
from tests.conftest import ROOT
from tests.examples import quick_first
from tests.process import PATIENCE

READERS = ("tree", "case", "setting", "map", "allow", "score", "settings")
READERS += ("rows-jsonl", "rows-csv", "rows-json", "rows-yaml")
COMMANDS = tuple(kind for kind in fuzz.KINDS if kind not in READERS)


@pytest.mark.parametrize("kind", quick_first([*READERS, *COMMANDS], len(READERS)))
def test_whatever_is_read_is_read_or_refused_in_words(kind: str, tmp_path: Path) -> None:
    chance = random.Random(kind)
    tried = [fuzz.mutated(kind, chance) for _ in range(20)]
    assert len({*tried}) > 10
    kept = [path.read_bytes() for path in fuzz.BROKEN.glob(f"{kind}--*")]
    assert [
        why
        for each in [*kept, *tried]
        if (why := fuzz.fault_of(kind, each, tmp_path, seconds=PATIENCE))
    ] == []


@pytest.mark.parametrize("kind", fuzz.KINDS)
def test_what_is_changed_was_good(kind: str, tmp_path: Path) -> None:
    """Otherwise every input would be refused at its first line."""
    if kind in READERS:
        path = tmp_path / f"good.{fuzz.KINDS[kind].ending}"
        path.write_bytes(fuzz.seeds(kind)[0])
        fuzz.KINDS[kind].read(path)
    assert fuzz.seeds(kind) and all(fuzz.seeds(kind))


def refuse(path: Path) -> None:
    raise Faulty(Fault("No.", "Write another."))


def trip(path: Path) -> None:
    raise KeyError("x")


def dawdle(path: Path) -> None:
    while True:
        pass


def swallow(path: Path) -> None:
    bytearray(fuzz.MEGABYTES << 21)


def test_a_fault_is_told_and_a_refusal_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for read, told in ((refuse, None), (trip, "KeyError"), (dawdle, "TooSlow")):
        monkeypatch.setitem(fuzz.KINDS, "tree", fuzz.KINDS["tree"]._replace(read=read))
        why = fuzz.fault_of("tree", b"x", tmp_path, seconds=0.2)
        assert (why is None) if told is None else (why or "").startswith(told)


@pytest.mark.full
def test_what_needs_too_much_memory_or_ends_the_process_is_kept(tmp_path: Path) -> None:
    """In processes of their own, as the command does it."""
    for name, told in (("swallow(path)", "MemoryError"), ("os._exit(7)", "died with 7")):
        broken = tmp_path / name
        program = f"""\
import os, sys, time
from pathlib import Path
from tests import fuzz
from tests.test_fuzz import swallow

def read(path):
    {name}

fuzz.KINDS["tree"] = fuzz.KINDS["tree"]._replace(read=read)
if __name__ == "__main__":
    folder = Path(sys.argv[1]); folder.mkdir()
    print(fuzz.watch(["tree"], 1, time.monotonic() + 0.1, folder, folder / "broken"))
"""
        script = tmp_path / "program.py"
        script.write_text(program)
        done = subprocess.run(
            [sys.executable, str(script), str(broken)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        assert told in done.stdout
        assert [*(broken / "broken").glob("tree--*.yaml")]
