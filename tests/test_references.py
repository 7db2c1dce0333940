"""Names that mean nothing. The single ones stand in ``tests/trees/bad``; here are all at once."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kneenumb import TreeError
from kneenumb.load import bundled
from kneenumb.load.unknown_names import unknown_names
from kneenumb.strict_yaml.document import Document, NodePath, parse
from tests.small import OPTION, chain, tree_of
from tests.work import Task, assert_grows_slowly

# Keys under which a name stands that something else in the tree explains.
_ONE = {"start", "section", "next", "flag", "else", "down", "across"}
_MANY = {
    *("sources", "areas", "conditions", "columns", "go", "corrects", "numbers_sources"),
    *("roots", "branch_of"),
}
_WHEN = {"when", "then", "answers"}
_VIEWS = {"front", "back", "front_fading", "back_fading"}
_IN_CLAIMS = {"outcome", "asked", "clean", "unsure"}


def _slots(piece: Any, path: NodePath = ()) -> Iterator[NodePath]:
    """The path of everything in the shipped tree that names another part of it."""
    if isinstance(piece, str):
        home, key = path[0], path[-1]
        parent = path[-2] if len(path) > 1 else None
        if path == ("id",) or home in {"urgencies", "texts", "glossary", "sections"}:
            return
        names = key in _ONE or parent in _MANY
        names = names or (home == "red_flags" and key == "outcome")
        names = names or (home == "areas" and parent in _VIEWS)
        names = names or (home == "tables" and parent == "options")
        names = names or (home == "claims" and parent in _IN_CLAIMS)
        # An option in a condition: {question: [option]}.
        names = names or (isinstance(key, int) and len(path) > 2 and path[-3] in _WHEN)
        if names:
            yield path
    elif isinstance(piece, dict | list):
        for key, inner in piece.items() if isinstance(piece, dict) else enumerate(piece):
            yield from _slots(inner, (*path, key))


@pytest.fixture(scope="module")
def shipped() -> Document:
    """The shipped tree, written as JSON: every piece has a line of its own."""
    data = parse(bundled.trees()["knee-numbness"].read_bytes(), "tree").data
    return parse(json.dumps(data, indent=1).encode(), "tree")


def test_the_shipped_tree_names_nothing_unknown(shipped: Document) -> None:
    assert unknown_names(shipped) == []


def _heads(path: NodePath) -> bool:
    """Whether the name is that of a question whose options stand in a table."""
    return path[0] == "tables" and path[-1] in {"down", "across"}


@pytest.mark.parametrize("heads", [False, True])
def test_every_name_that_is_wrong_is_reported_at_its_place(shipped: Document, heads: bool) -> None:
    """All at once; only the options of a question that is not known cannot be told apart."""
    slots = [path for path in _slots(shipped.data) if _heads(path) == heads]
    assert len(slots) == 2 if heads else len(slots) > 1_000
    data = json.loads(json.dumps(shipped.data))
    for path in slots:
        piece = data
        for step in path[:-1]:
            piece = piece[step]
        piece[path[-1]] = "zzz"
    document = parse(json.dumps(data, indent=1).encode(), "tree")
    reported = [fault.place for fault in unknown_names(document)]
    assert sorted(map(str, reported)) == sorted(str(document.place(path)) for path in slots)


@pytest.mark.full
def test_a_file_full_of_wrong_names_is_reported_in_good_time() -> None:
    flag = {"urgency": "soon", "says": "S", "because": "B", "sources": []}

    def reported(number: int) -> Task:
        data = chain(1)
        wrong = {f"o{n}": OPTION | {"flag": f"wrong_{n}"} for n in range(number)}
        data["questions"]["q0"]["options"] = wrong
        data["red_flags"] = {f"flag_{n}": flag for n in range(number)}

        def task() -> None:
            with pytest.raises(TreeError) as caught:
                tree_of(data)
            assert len(caught.value.faults) == number

        return task

    assert_grows_slowly(reported, 500)


@pytest.mark.full
def test_thousands_of_conditions_and_claims_are_looked_through_in_good_time() -> None:
    def loaded(number: int) -> Task:
        data = chain(number) | {"gates": {}, "claims": {}}
        for n in range(number):
            when = {f"q{n}": ["a"]}
            line = {"when": when, "next": "end", "combination": f"K{n}"}
            data["gates"][f"g{n}"] = {"about": "A", "lines": [line, {"else": "end"}]}
            holds = [{"when": when, "then": {"asked": [f"q{n}"]}}]
            data["claims"][f"P{n}"] = {"says": "S", "holds": holds}
        return lambda: tree_of(data)

    assert_grows_slowly(loaded, 300)


_TEXTS = {"id", "title", "status", "about"}
_PARTS = {"gates", "tables", "red_flags", "claims", "areas", "body_map", "roots", "nerves"}
_HOMES = sorted({*chain(1), *_PARTS} - _TEXTS)


@pytest.mark.parametrize("home", _HOMES)
def test_pieces_of_the_wrong_kind_are_left_to_the_shape(home: str) -> None:
    """The names are looked at before it is known whether the data has the shape of a tree."""
    for piece in ("x", ["x"], {"x": "y"}, [["x"]], {"x": {"y": {"z": ["w"]}}}, None):
        with pytest.raises(TreeError) as caught:
            tree_of(chain(1) | {home: piece})
        assert all(fault.place and fault.place.line for fault in caught.value.faults)
