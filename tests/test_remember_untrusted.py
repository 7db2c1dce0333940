"""What is remembered between two starts is trusted only if nobody else can have written it."""

import io
import os
import pickle
from pathlib import Path
from typing import Any

import pytest

from kneenumb import Tree, load_tree
from kneenumb.load import tree_cache as memory
from tests.memory import CONTENT, plant


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_write_is_not_trusted(kept: Path, mode: int) -> None:
    kept.chmod(mode)
    assert memory.recall(CONTENT) is None


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
def test_a_folder_that_others_can_write_is_not_trusted(kept: Path, mode: int) -> None:
    kept.parent.chmod(mode)
    assert memory.recall(CONTENT) is None


def test_a_file_of_somebody_else_is_not_trusted(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: kept.stat().st_uid + 1)
    assert memory.recall(CONTENT) is None


def test_a_link_to_a_file_is_not_trusted(kept: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    kept.rename(elsewhere)
    kept.symlink_to(elsewhere)
    assert memory.recall(CONTENT) is None


@pytest.mark.parametrize("size", [0, 1, 31, 32, 33, 1_000])
def test_half_a_file_is_read_anew(kept: Path, size: int) -> None:
    kept.write_bytes(kept.read_bytes()[:size])
    assert memory.recall(CONTENT) is None
    assert load_tree("starter").id == "starter"


def test_a_changed_byte_is_noticed(kept: Path) -> None:
    original = kept.read_bytes()
    for at in range(0, len(original), 997):
        changed = bytearray(original)
        changed[at] ^= 1
        kept.write_bytes(changed)
        assert memory.recall(CONTENT) is None


class _Runs:
    def __init__(self, function: Any, *arguments: Any) -> None:
        self.call = function, arguments

    def __reduce__(self) -> Any:
        return self.call


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize(
    "function", [os.mkdir, Path.mkdir, eval, exec], ids=lambda function: function.__qualname__
)
def test_nothing_runs_that_a_remembered_file_asks_for(
    kept: Path, tmp_path: Path, function: Any, protocol: int
) -> None:
    target = tmp_path / "made"
    argument = f"__import__('os').mkdir({str(target)!r})" if function in (eval, exec) else target
    plant(kept, pickle.dumps(_Runs(function, argument), protocol))
    assert memory.recall(CONTENT) is None
    assert load_tree("starter").id == "starter"
    assert not target.exists()


def _text(text: str) -> bytes:
    return b"\x8c" + bytes([len(text)]) + text.encode()


def test_nothing_runs_that_is_reached_through_a_part_of_a_tree(kept: Path, tmp_path: Path) -> None:
    """A name with dots leads from a module of the model to everything that it imports."""
    target = tmp_path / "made"

    def name(module: str, path: str) -> bytes:
        return _text(f"kneenumb.model.{module}") + _text(path) + b"\x93"

    get = name("frozen", "FrozenDict.get")
    space = name("tree", "cached_property.__init__.__globals__")
    builtins = get + space + _text("__builtins__") + b"\x86R"
    evaluate = get + builtins + _text("eval") + b"\x86R"
    code = _text(f"__import__('os').mkdir({str(target)!r})")
    plant(kept, b"\x80\x04" + evaluate + code + b"\x85R.")
    assert memory.recall(CONTENT) is None
    assert not target.exists()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("subprocess", "Popen"),
        ("kneenumb.load.tree_file", "TreeFile"),
        ("kneenumb.model.frozen", "FrozenDict.get"),
        ("kneenumb.model.tree", "cached_property"),
        ("kneenumb.model.tree", "Tree.model_validate"),
        ("kneenumb.model.suggest", "did_you_mean"),
    ],
)
def test_a_remembered_file_can_name_nothing_but_parts_of_a_tree(module: str, name: str) -> None:
    with pytest.raises(pickle.UnpicklingError, match="is no part of a tree"):
        memory._Unpickler(io.BytesIO()).find_class(module, name)
    assert memory._Unpickler(io.BytesIO()).find_class("kneenumb.model.tree", "Tree") is Tree


def test_something_else_than_a_tree_is_not_recalled(kept: Path) -> None:
    for thing in ("a text", 12, None, load_tree("starter").questions["saddle"]):
        plant(kept, pickle.dumps(thing))
        assert memory.recall(CONTENT) is None
