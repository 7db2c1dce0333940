"""Small trees in ``tests/trees``: each in ``bad`` has a fault, each in ``good`` has none.

To add one, drop a file. A bad tree says at its top what has to be reported, one line a
fault, in order: ``# expect: LINE:COLUMN: cause and remedy [kind]``. No kind there: ``no-tree``.
"""

import re
from pathlib import Path

import pytest

from kneenumb import TreeError
from kneenumb.load.tree_file import load_tree, parse_tree
from kneenumb.model.fault import TreeFault

TREES = Path(__file__).parent / "trees"
BAD = sorted((TREES / "bad").glob("*.yaml"))
GOOD = sorted((TREES / "good").glob("*.yaml"))

_EXPECTED = re.compile(r"^# expect: (.+)$", re.MULTILINE)


def _name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", BAD, ids=_name)
def test_every_fault_is_reported_at_its_place_and_nothing_else(path: Path) -> None:
    expected = _EXPECTED.findall(path.read_text(encoding="utf-8"))
    assert expected, f"{path} does not say what is expected"
    with pytest.raises(TreeError) as caught:
        parse_tree(path.read_bytes(), "file")
    reported = [
        str(fault).removeprefix("file:") + ("" if fault.kind == "no-tree" else f" [{fault.kind}]")
        for fault in caught.value.faults
    ]
    assert reported == expected


@pytest.mark.parametrize("path", GOOD, ids=_name)
def test_a_near_miss_is_a_tree(path: Path) -> None:
    tree = parse_tree(path.read_bytes(), str(path)).tree
    assert tree.start in tree.questions


def test_every_kind_of_fault_has_an_example() -> None:
    texts = [path.read_text(encoding="utf-8") for path in BAD]
    shown = {report.rpartition(" [")[2] for text in texts for report in _EXPECTED.findall(text)}
    assert {f"{kind}]" for kind in TreeFault if kind is not TreeFault.NO_TREE} <= shown


@pytest.mark.parametrize("name", ["no-such-tree", "no-such-tree.yaml"])
def test_a_tree_that_is_not_there_is_no_tree(name: str) -> None:
    with pytest.raises(TreeError) as caught:
        load_tree(name)
    assert [fault.kind for fault in caught.value.faults] == [TreeFault.NO_TREE]


def test_reports_are_for_people() -> None:
    """Whole sentences, what is wrong and then what to do; no patterns and no names of types."""
    for path in BAD:
        for report in _EXPECTED.findall(path.read_text(encoding="utf-8")):
            assert re.match(r"[0-9]+:[0-9]+: ['A-Z].*[.?]( \[[a-z-]+\])?$", report), (
                path.stem,
                report,
            )
            assert not re.search(r"\^\[|_type|NoneType|<class|pydantic", report), (
                path.stem,
                report,
            )
