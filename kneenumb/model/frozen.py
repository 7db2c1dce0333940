"""A mapping that cannot be changed."""

from typing import Any, NoReturn


class FrozenDict(dict[Any, Any]):
    """A ``dict`` that keeps its order and refuses every change."""

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a tree cannot be changed after it was read")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type["FrozenDict"], tuple[dict[Any, Any]]]:
        return FrozenDict, (dict(self),)
