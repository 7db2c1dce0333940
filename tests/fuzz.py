"""Gives every reader of files, and the commands that use them, inputs that are a little broken.

    .venv/bin/python -m tests.fuzz --minutes 10

Each input is one that is good, changed in its bytes or in its structure. It may be refused, in
words; anything else is a fault: another exception, a character that acts on a terminal, more time
or memory than there is for one input, the end of the process. What broke is kept as a file in
``tests/corpora/broken``, which ``tests/test_fuzz.py`` tries again from then on. Every count is of
inputs, by kind. The same ``--seed`` gives the same inputs of each kind. Changes are our own, and
blind; ``tests/guided_fuzz.py`` has those of Atheris, where that is installed.
"""

import argparse
import csv
import io
import json
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kneenumb.batch.chunk_runner import ChunkRunner
from kneenumb.batch.row_evaluator import RowEvaluator
from kneenumb.batch.rows import columns, csv_rows
from kneenumb.cases.case_source import open_stream
from kneenumb.cases.input_format import InputFormat
from kneenumb.cases.map_file import load_map
from kneenumb.diff.allowances import parse_allowances
from kneenumb.load.case_file import parse_case, parse_setting
from kneenumb.load.tree_file import load_tree, parse_tree
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import Faulty
from kneenumb.model.tree import Tree
from kneenumb.page.faults import fault_lines
from kneenumb.prove.machine import Machine
from kneenumb.quiz.score_file import load_score
from kneenumb.settings.settings_file import change_settings, read_settings
from kneenumb.walk.answer import accept
from tests.command import run
from tests.process import PATIENCE
from tests.terminal import acts_on_a_terminal

BROKEN = Path(__file__).parent / "corpora" / "broken"
SECONDS, MEGABYTES = 10, 2_000
"""What there is for one input: time of the processor, and memory for the whole process."""
MOST_ALIKE = 2
"""Inputs that are kept of those that break alike: one more would tell nothing new."""
COUNTS = "counts"
"""The file that says how many inputs of each kind were tried, up to a second ago."""
INPUT = "input-"
"""What the files of inputs are called, with the kind behind it: whoever watches finds them."""
CODES = {0, 1, 2, 3, 4}
"""How a command may end."""
TOKENS = (
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x1b[31m", b"\x85", b"\x9b2J"),
    *("\u2028".encode(), "\u2029".encode(), "\u202e".encode(), "\u00a0".encode(), "é😀".encode()),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b":",
        b"- ",
        b"? ",
        b"&a ",
        b"*a",
        b"!!set ",
        b"<<: ",
        b"|\n",
        b"---\n",
    ),
    *(
        b'"',
        b"'",
        b",",
        b";",
        b"\t",
        b"\r",
        b"\n",
        b"\r\n",
        b"\\",
        b"\\u0000",
        b"\\ud800",
        b"%",
        b"#",
    ),
    *(b"null", b"true", b"yes", b"NaN", b"-Infinity", b"1e999", b"12:30", b"0x1F", b"9" * 5000),
    *(b"<script>", b"[bold]", b"=1+1", b"[" * 500, b'{"a":' * 500, b"x" * 5000, b"\n" * 200),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**30, 1.5, float("nan"), "", " ", "yes", "not_sure", "none"),
    *(
        [],
        {},
        [[]],
        {"": ""},
        [None],
        "a;b",
        "x" * 3000,
        "\x1b[2J",
        "\u2028",
        "\ud800",
        "<b>",
        "=1",
    ),
)


class TooSlow(BaseException):
    """An input took more time than there is for one."""


class Kind(NamedTuple):
    """A kind of input."""

    ending: str
    """Of the name of a file that holds it."""
    seeds: Callable[[], list[bytes]]
    """Good ones."""
    read: Callable[[Path], None]
    """What is done with a file. Whatever it raises but ``Faulty`` is a fault."""


def _harmless(text: str) -> None:
    assert not acts_on_a_terminal(text.replace("\r\n", "\n").replace("\t", " ")), "acts"
    assert not {"\u2028", "\u2029"} & set(text), "breaks a line"


def _told(*argv: str) -> None:
    done = run(*argv)
    assert done.code in CODES, f"ends with {done.code}"
    assert done.code == 0 or done.err or done.out, "says nothing"
    for text in (done.out, done.err):
        _harmless(text)
    if "html" in argv:
        assert done.out.count("<script") == 0, "runs a script"


@cache
def _tree() -> Tree:
    return load_tree()


def _case(path: Path) -> None:
    accept(_tree(), parse_case(path.read_bytes(), "case").given)


def _setting(path: Path) -> None:
    accept(_tree(), [parse_setting(path.read_bytes().decode("utf-8", "surrogateescape"))])


def _settings(path: Path) -> None:
    read_settings(path)
    change_settings(path, {"width": "70", "region": None})
    assert read_settings(path).width == 70


def _rows(path: Path) -> None:
    """Every row of a file as CSV, with its result or with what is wrong with it."""
    with path.open("rb") as stream:
        source = open_stream(
            stream, "rows", InputFormat(path.suffix[1:]), _tree(), ColumnMap(), ","
        )
        evaluator = RowEvaluator(_tree(), source.reader, _machine())
        writer = csv_rows(_tree(), columns(_tree()), ",")
        runner = ChunkRunner(source.reader, evaluator, writer)
        _harmless("".join(map(runner.process, source.chunks)))


@cache
def _machine() -> Machine:
    return Machine(_tree())


def _batch(path: Path) -> None:
    for form in ("jsonl", "csv", "html"):
        _told("batch", str(path), "--format", form)


def _check(path: Path) -> None:
    for form in ("json", "plain", "html"):
        _told("check", str(path), "--format", form)


ROOT = Path(__file__).parent.parent
MAP = """\
columns:
  "Numb between the legs?": {to: saddle, values: {"1": yes, "2": no, "9": not_sure}}
  "Blood flow": {to: circulation, values: {"Cold, pale foot": new_cold_pale}, split: "|"}
missing: ["-99"]
ignore: [Timestamp]
"""
ALLOW = """\
allow:
  - from: {urgency: emergency}
    to: {urgency: soon}
    when: {saddle: [yes]}
    reason: It was too grave.
"""


def _files(folder: str) -> Callable[[], list[bytes]]:
    return lambda: [path.read_bytes() for path in sorted((ROOT / folder).glob("*.yaml"))]


def _small_trees() -> list[bytes]:
    good = sorted((ROOT / "tests" / "trees" / "good").glob("*.yaml"))
    return [(ROOT / "trees" / "starter.yaml").read_bytes(), *(path.read_bytes() for path in good)]


def _answers() -> list[dict[str, Any]]:
    """The teaching cases as mappings."""
    cases = (parse_case(each, "case") for each in _files("trees/cases")())
    return [
        {given.question: list(given.options) for given in case.given if given.options}
        for case in cases
    ]


def _rows_of_json() -> list[bytes]:
    rows = [json.dumps({"id": str(at), "answers": each}) for at, each in enumerate(_answers())]
    return ["\n".join(rows[at : at + 4]).encode() for at in range(0, 20, 4)]


def _table() -> list[bytes]:
    made = []
    for at in range(0, 20, 4):
        rows = _answers()[at : at + 4]
        names = list(dict.fromkeys(name for row in rows for name in row))
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["id", *names])
        writer.writerows(
            [str(n), *(";".join(row.get(q, [])) for q in names)] for n, row in enumerate(rows)
        )
        made.append(text.getvalue().encode())
    return made


SCORE = {
    "format": 1,
    "tree": {"id": "knee-numbness", "version": "2.0.0"},
    "cases": [{"name": "v2", "missed": True}, {"name": "v5", "missed": False}],
    "left": ["v10"],
}


KINDS: dict[str, Kind] = {
    "tree": Kind(
        "yaml", _small_trees, lambda path: (parse_tree(path.read_bytes(), "tree"), None)[1]
    ),
    "case": Kind("yaml", _files("trees/cases"), _case),
    "setting": Kind("txt", lambda: [b"saddle=yes", b"whole_body=none", b"injury=a,b"], _setting),
    "map": Kind("yaml", lambda: [MAP.encode()], lambda path: (load_map(path, _tree()), None)[1]),
    "allow": Kind(
        "yaml",
        lambda: [ALLOW.encode()],
        lambda path: (parse_allowances(path.read_bytes(), "allow"), None)[1],
    ),
    "score": Kind(
        "json", lambda: [json.dumps(SCORE).encode()], lambda path: (load_score(path), None)[1]
    ),
    "settings": Kind(
        "yaml", lambda: [b"region: AT\nwidth: 70\n", b"# mine\nplain: true\n"], _settings
    ),
    "rows-jsonl": Kind("jsonl", _rows_of_json, _rows),
    "rows-csv": Kind("csv", _table, _rows),
    "rows-json": Kind("json", lambda: [json.dumps(_answers()[:4]).encode()], _rows),
    "rows-yaml": Kind("yaml", _files("trees/cases"), _rows),
    "batch-jsonl": Kind("jsonl", _rows_of_json, _batch),
    "batch-csv": Kind("csv", _table, _batch),
    "batch-json": Kind("json", lambda: [json.dumps(_answers()[:4]).encode()], _batch),
    "batch-yaml": Kind("yaml", _files("trees/cases"), _batch),
    "batch-map": Kind(
        "yaml",
        lambda: [MAP.encode()],
        lambda path: _told("batch", str(_forms(path)), "--map", str(path), "--format", "csv"),
    ),
    "check": Kind("yaml", _small_trees, _check),
    "diff": Kind(
        "yaml", _small_trees, lambda path: _told("diff", "starter", str(path), "--format", "json")
    ),
    "triage": Kind(
        "yaml", _files("trees/cases"), lambda path: _told("triage", "-a", str(path), "-f", "plain")
    ),
}
"""Every kind, by its name: readers first, then the commands."""


def _forms(beside: Path) -> Path:
    """A table to be read with a map."""
    path = beside.with_name("forms.csv")
    path.write_text('Numb between the legs?,Blood flow,Timestamp\n9,"Cold, pale foot",\n')
    return path


@cache
def seeds(kind: str) -> list[bytes]:
    """The good inputs of a kind."""
    return KINDS[kind].seeds()


@cache
def _structure(seed: bytes) -> Any:
    try:
        return yaml.load(seed, yaml.CBaseLoader)
    except yaml.YAMLError:
        return None


def mutated(kind: str, chance: random.Random) -> bytes:
    """An input: a good one, changed one to four times."""
    seed = chance.choice(seeds(kind))
    if KINDS[kind].ending in ("yaml", "json") and chance.random() < 0.5:
        data = json.loads(json.dumps(_structure(seed)))
        for _ in range(chance.randint(1, 4)):
            _change_structure(data, chance)
        seed = json.dumps(data, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        if chance.random() < 0.7:
            return seed
    changed = bytearray(seed)
    for _ in range(chance.randint(1, 4)):
        _change_bytes(changed, chance, seeds(kind))
    return bytes(changed)


def _change_bytes(data: bytearray, chance: random.Random, others: list[bytes]) -> None:
    at = chance.randint(0, len(data))
    end = min(len(data), at + chance.choice((1, 1, 2, 5, 20, 200)))
    match chance.randrange(7):
        case 0:
            data[at:end] = b""
        case 1:
            data[at:at] = chance.choice(TOKENS)
        case 2:
            data[at:end] = chance.choice(TOKENS)
        case 3:
            data[at:at] = data[at:end] * chance.choice((1, 2, 50))
        case 4:
            data[at:end] = bytes(chance.randrange(256) for _ in range(at, end))
        case 5:
            other = chance.choice(others)
            start = chance.randint(0, len(other))
            data[at:at] = other[start : start + chance.choice((10, 100, 1000))]
        case _:
            del data[at:]


def _change_structure(data: Any, chance: random.Random) -> None:
    """Change something in a mapping or a list, somewhere."""
    homes = [*_homes(data)]
    if not homes:
        return
    home = chance.choice(homes)
    keys = list(home) if isinstance(home, dict) else [*range(len(home))]
    if not keys:
        return
    key, action = chance.choice(keys), chance.randrange(4)
    if action == 0:
        del home[key]
    elif action == 1:
        home[key] = deepcopy(chance.choice(VALUES))
    elif action == 2:  # Something else of the same file, as a copy: no circle.
        home[key] = json.loads(json.dumps(chance.choice(homes)))
    elif isinstance(home, dict):
        home[str(chance.choice(VALUES))] = home.pop(key)
    else:
        home.append(home[key])


def _homes(data: Any) -> Iterator[Any]:
    if isinstance(data, dict | list):
        yield data
        for each in data.values() if isinstance(data, dict) else data:
            yield from _homes(each)


def fault_of(kind: str, data: bytes, folder: Path, seconds: float = SECONDS) -> str | None:
    """What is wrong with how an input is taken; nothing, if it is read or refused in words.

    Args:
        folder: Where the input may be written.
    """
    path = folder / f"{INPUT}{kind}.{KINDS[kind].ending}"
    path.write_bytes(data)
    signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        KINDS[kind].read(path)
    except Faulty as error:
        told = fault_lines(error.faults)
        if not all(told) or not told:
            return "no words"
        return "acts on a terminal" if acts_on_a_terminal("".join(told)) else None
    except (Exception, TooSlow) as error:
        return f"{type(error).__name__}: {error}"[:300]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


def _too_slow(*_: object) -> None:
    raise TooSlow("more time than there is for an input")


def keep(kind: str, data: bytes, why: str, broken: Path) -> None:
    """Keep an input that broke something, and say so."""
    broken.mkdir(parents=True, exist_ok=True)
    name = f"{kind}--{sha256(data).hexdigest()[:12]}.{KINDS[kind].ending}"
    (broken / name).write_bytes(data)
    print(f"{name}: {why}", flush=True)


def work(kinds: list[str], seed: int, until: float, folder: Path, broken: Path) -> None:
    """Try inputs until a time, each within its limits. Notes what is tried, and how many were."""
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20,) * 2)
    chances = {kind: random.Random(f"{kind} {seed}") for kind in kinds}
    for kind in kinds:  # The first takes longer: trees are proved, parts of the program loaded.
        if why := fault_of(kind, seeds(kind)[0], folder, seconds=PATIENCE):
            keep(kind, seeds(kind)[0], why, broken)
    counts, spent, found = Counter[str](), Counter[str](), Counter[str]()
    started = noted = time.monotonic()
    while not counts or started < until:
        kind = min(kinds, key=lambda each: spent[each])  # Each kind gets as much time.
        data = mutated(kind, chances[kind])
        counts[kind] += 1
        if why := fault_of(kind, data, folder):
            found[why[:60]] += 1
            if found[why[:60]] <= MOST_ALIKE:
                keep(kind, data, why, broken)
        before, started = started, time.monotonic()
        spent[kind] += int(1_000_000 * (started - before))
        if started > min(until, noted + 1):
            (folder / COUNTS).write_text(json.dumps(counts))
            noted = started


def watch(kinds: list[str], seed: int, until: float, folder: Path, broken: Path) -> Counter[str]:
    """Let a process try inputs, and another one when it dies or hangs: its input is kept then.

    Returns:
        How many inputs of each kind were tried.
    """
    total, context = Counter[str](), multiprocessing.get_context("spawn")
    while time.monotonic() < until:
        for each in folder.glob("*"):
            if each.is_file():
                each.unlink()
        worker = context.Process(target=work, args=(kinds, seed, until, folder, broken))
        worker.start()
        why = _end_of(worker, folder)
        if (folder / COUNTS).exists():
            total.update(json.loads((folder / COUNTS).read_text()))
        if why:
            trying = _last_input(folder)
            assert trying, f"the process {why} before it tried anything"
            kind = trying.stem.removeprefix(INPUT)
            keep(kind, trying.read_bytes(), f"the process {why}", broken)
        seed += 1000
    return total


def _last_input(folder: Path) -> Path | None:
    """The input that is tried, or was last."""
    found = folder.glob(f"{INPUT}*")
    return max(found, key=lambda each: each.stat().st_mtime_ns, default=None)


def _end_of(worker: Any, folder: Path) -> str | None:
    """Wait for a process: how it failed, if it did."""
    started = time.time()
    while worker.is_alive():
        worker.join(1)
        trying = _last_input(folder)
        last = trying.stat().st_mtime if trying else started + PATIENCE
        if time.time() - last > 6 * SECONDS:
            worker.kill()
            worker.join()
            return "hangs"
    return f"died with {worker.exitcode}" if worker.exitcode else None


def main() -> int:
    parser = argparse.ArgumentParser(description="Tries inputs that are a little broken.")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=KINDS, help="only of this kind")
    options = parser.parse_args()
    before = {*BROKEN.glob("*")}
    # A file for each input: in memory, where there is such a place.
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        until = time.monotonic() + 60 * options.minutes
        counts = watch(options.kind or list(KINDS), options.seed, until, Path(folder), BROKEN)
    for kind in KINDS:
        print(f"{counts[kind]:>10,}  {kind}")
    print(f"{counts.total():>10,}  inputs")
    broken = {*BROKEN.glob("*")} - before
    print(
        f"{len(broken):>10,}  broke something, and are in {BROKEN.name}"
        if broken
        else "Nothing broke."
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
