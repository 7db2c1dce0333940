"""Data that does not have the shape of a tree. Single faults stand in ``tests/trees/bad``."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import TreeError
from kneenumb.load import bundled
from kneenumb.load.tree_file import parse_tree
from kneenumb.model.fault import NodePath
from kneenumb.strict_yaml.document import parse
from kneenumb.strict_yaml.shape import spoken
from tests.examples import examples


@pytest.fixture(scope="module")
def starter_data() -> Any:
    """The small tree that comes with the package, as data."""
    return parse(bundled.trees()["starter"].read_bytes(), "starter").data


def _pieces(piece: Any, path: NodePath = ()) -> Iterator[NodePath]:
    yield path
    if isinstance(piece, dict | list):
        for key, inner in piece.items() if isinstance(piece, dict) else enumerate(piece):
            yield from _pieces(inner, (*path, key))


def _changed(data: Any, path: NodePath, change: Any) -> bytes:
    """The data with one piece changed, as JSON with a line for every piece."""
    copy = json.loads(json.dumps(data))
    around: Any = copy
    for step in path[:-1]:
        around = around[step]
    change(around, path[-1])
    return json.dumps(copy, indent=1).encode()


def _drop(around: Any, key: Any) -> None:
    del around[key]


def _faults(content: bytes) -> list[Any]:
    """The faults of a tree, which are placed, sorted and in words; none where it is sound."""
    try:
        parse_tree(content, "file")
    except TreeError as error:
        places = [fault.place for fault in error.faults]
        assert places == sorted(places)  # type: ignore[type-var]
        assert all(fault.cause.endswith(".") and fault.remedy for fault in error.faults)
        assert all(place and place.line and place.column for place in places)
        return list(error.faults)
    return []


@given(st.data())
def test_a_misspelt_key_is_reported_where_it_stands(starter_data: Any, data: st.DataObject) -> None:
    keys = [path for path in _pieces(starter_data) if path and isinstance(path[-1], str)]
    path = data.draw(st.sampled_from(keys))
    wrong = f"{path[-1]}Q"  # No id may hold a capital letter, so this can be nothing else.

    def misspell(around: Any, key: Any) -> None:
        around[wrong] = around.pop(key)

    content = _changed(starter_data, path, misspell)
    place = parse(content, "file").place((*path[:-1], wrong), of_key=True)
    assert place in [fault.place for fault in _faults(content)]


@given(st.data())
def test_a_piece_that_is_gone_or_of_another_kind_is_no_crash(
    starter_data: Any, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from([path for path in _pieces(starter_data) if path]))
    other = data.draw(st.sampled_from([None, "", "no", "x" * 5_000, [], ["no"], {}, {"no": "no"}]))

    def put(around: Any, key: Any) -> None:
        around[key] = other

    _faults(_changed(starter_data, path, data.draw(st.sampled_from([put, _drop]))))


@examples(40)
@given(st.data())
def test_faults_of_shape_and_of_names_are_reported_together(
    starter_data: Any, data: st.DataObject
) -> None:
    required = {"ask", "why", "help", "topic", "section", "because", "label"}
    texts = [
        path for path in _pieces(starter_data["questions"], ("questions",)) if path[-1] in required
    ]
    one, two = data.draw(st.lists(st.sampled_from(texts), min_size=2, max_size=2, unique=True))
    content = _changed(json.loads(_changed(starter_data, one, _drop)), two, _drop)
    content = content.replace(b'"next": "background"', b'"next": "backgroun"')
    causes = [fault.cause for fault in _faults(content)]
    assert sorted(causes) == sorted(
        [
            f"'{spoken(one[:-1])}' has no '{one[-1]}'.",
            f"'{spoken(two[:-1])}' has no '{two[-1]}'.",
            "There is no question, gate or outcome 'backgroun' in this tree.",
        ]
    )


_WORDS = st.none() | st.text(max_size=5)
_ANYTHING = st.recursive(
    _WORDS, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner)
)


@given(_ANYTHING)
def test_any_data_at_all_is_reported_on(data: Any) -> None:
    assert _faults(json.dumps(data).encode())
