"""What was read cannot be changed: a tree that was checked stays the tree that was checked."""

import copy
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from kneenumb import Result, Tree, Walk
from kneenumb.model.frozen import FrozenDict


def _set(mapping: Any) -> None:
    mapping["a"] = 2


def _delete(mapping: Any) -> None:
    del mapping["a"]


def _join(mapping: Any) -> None:
    mapping |= {"b": 2}


CHANGES: dict[str, Callable[[Any], Any]] = {
    "set": _set,
    "delete": _delete,
    "join": _join,
    "clear": lambda mapping: mapping.clear(),
    "pop": lambda mapping: mapping.pop("a"),
    "pop with default": lambda mapping: mapping.pop("b", None),
    "popitem": lambda mapping: mapping.popitem(),
    "setdefault": lambda mapping: mapping.setdefault("b", 2),
    "update": lambda mapping: mapping.update(b=2),
    "update with nothing": lambda mapping: mapping.update(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_frozen_mapping_refuses_every_change(change: Callable[[Any], Any]) -> None:
    frozen = FrozenDict({"a": 1})
    with pytest.raises(TypeError, match="cannot be changed after it was read"):
        change(frozen)
    assert frozen == {"a": 1}


def test_a_frozen_mapping_cannot_be_filled_a_second_time() -> None:
    for frozen in (FrozenDict({"a": 1}), FrozenDict()):
        before = dict(frozen)
        frozen.__init__({"a": 2, "b": 3})  # type: ignore[misc]
        assert frozen == before


def test_equal_frozen_mappings_have_the_same_hash() -> None:
    one = FrozenDict({"a": 1, "b": FrozenDict({"c": (2,)})})
    other = FrozenDict({"b": FrozenDict({"c": (2,)}), "a": 1})
    assert one == other
    assert {one: "found"}[other] == "found"
    with pytest.raises(TypeError, match="unhashable"):
        hash(FrozenDict({"a": [1]}))


def test_a_tree_and_a_walk_can_be_looked_up(tree: Tree) -> None:
    again: Tree = pickle.loads(pickle.dumps(tree))
    assert (again, hash(again)) == (tree, hash(tree))
    walk = Walk.begin(tree).answer("no")
    assert {walk: "found"}[Walk.begin(again).answer("no")] == "found"


def test_every_method_that_changes_a_dict_is_refused() -> None:
    reading = {"copy", "fromkeys", "get", "items", "keys", "values"}
    changing = {name for name in dir(dict) if not name.startswith("_")} - reading
    changing |= {"__setitem__", "__delitem__", "__ior__"}
    assert all(getattr(FrozenDict, name) is not getattr(dict, name) for name in changing)


def test_a_frozen_mapping_keeps_its_order_and_can_be_copied() -> None:
    frozen = FrozenDict({"b": 1, "a": [2]})
    assert list(frozen) == ["b", "a"]
    for other in (copy.copy(frozen), copy.deepcopy(frozen), pickle.loads(pickle.dumps(frozen))):
        assert other == frozen
        assert list(other) == ["b", "a"]
        with pytest.raises(TypeError):
            _delete(other)


def _parts(piece: Any) -> Iterator[Any]:
    """Every model and mapping inside a piece of a tree."""
    if isinstance(piece, BaseModel):
        yield piece
        for name in type(piece).model_fields:
            yield from _parts(getattr(piece, name))
    elif isinstance(piece, dict | tuple):
        yield piece
        for inner in piece.values() if isinstance(piece, dict) else piece:
            yield from _parts(inner)


def test_every_part_of_a_tree_is_frozen(tree: Tree) -> None:
    kinds = set()
    for part in _parts(tree):
        kinds.add(type(part).__name__)
        if isinstance(part, dict):
            assert type(part) is FrozenDict
        elif not isinstance(part, tuple):
            name = next(iter(type(part).model_fields))
            with pytest.raises(ValidationError, match="frozen"):
                setattr(part, name, None)
            with pytest.raises(ValidationError, match="frozen"):
                delattr(part, name)
    assert {"Tree", "Question", "Option", "Gate", "Table", "RedFlag", "Outcome"} <= kinds
    assert {"Claim", "Statement", "BodyMap", "Polygon", "FrozenDict"} <= kinds


def test_the_nodes_of_a_tree_cannot_be_changed(tree: Tree) -> None:
    before = dict(tree.nodes)
    try:
        with pytest.raises(TypeError):
            tree.nodes["saddle"] = tree.nodes["legs"]
    finally:
        if dict(tree.nodes) != before:
            tree.nodes["saddle"] = before["saddle"]


def test_the_answers_of_a_claim_cannot_be_changed(tree: Tree) -> None:
    answers: Any = tree.claims["P1"].holds[0].when.answers
    before = dict(answers)
    try:
        with pytest.raises(TypeError):
            answers["legs"] = ("one_leg",)
    finally:
        if dict(answers) != before:
            del answers["legs"]


def test_a_result_cannot_be_changed(result_of: Callable[..., Result]) -> None:
    result: Any = result_of(saddle="yes")
    for name in ("urgency", "outcome_id", "raised", "answers"):
        with pytest.raises(AttributeError):
            setattr(result, name, None)
