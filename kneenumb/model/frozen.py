"""A mapping that cannot be changed."""

from typing import Any, NoReturn, Self


class FrozenDict(dict[Any, Any]):
    """A ``dict`` that keeps its order and refuses every change.

    It can be hashed if its values can.
    """

    __slots__ = ()

    def __new__(cls, content: Any = (), /) -> Self:
        """A mapping of what ``dict`` would make of the same argument."""
        made = super().__new__(cls)
        dict.__init__(made, content)
        return made

    def __init__(self, _: Any = (), /) -> None:
        # Filled above, as this can be called again, which would change what is frozen.
        pass

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a tree cannot be changed after it was read")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        # Equal mappings may be in different orders, and have to have the same hash.
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type["FrozenDict"], tuple[dict[Any, Any]]]:
        return FrozenDict, (dict(self),)
