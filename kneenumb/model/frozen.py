"""The ground every model stands on: frozen, strict, and made of plain text.

A tree is data that strangers write, so every model refuses keys it does not
know, and nothing in it can be changed after it was read.
"""

from collections.abc import Mapping
from typing import Annotated, Any, NoReturn, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema


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


K = TypeVar("K")
V = TypeVar("V")

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""The name of a part of a tree, in ``snake_case``."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
"""The name of a whole tree, in ``kebab-case``, as its file is called."""

LONGEST_TEXT = 4000
LONGEST_LINE = 100

Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
"""Words for a person to read. May not be empty."""

LineText = Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)]
"""A text that fits a heading or a row or two of a menu."""

SourceId = Annotated[str, Field(pattern=r"^[SCR][0-9]+$")]
"""S: the seed article. C: our correction of it. R: an outside reference."""

Sources = tuple[SourceId, ...]


def _true_or_false(value: object) -> object:
    # YAML is read as text, so that "no" can be the name of an option. Only
    # these two words are truth values; "yes" and "on" would be a guess.
    match value:
        case "true" | True:
            return True
        case "false" | False:
            return False
    raise ValueError("write true or false")


Bool = Annotated[
    bool,
    BeforeValidator(_true_or_false),
    WithJsonSchema({"enum": [True, False, "true", "false"]}),
]
"""Something that is so (``true``) or is not."""

FrozenMap = Annotated[dict[K, V], AfterValidator(FrozenDict)]
"""A mapping that keeps the order of the file and cannot be changed."""

EMPTY: dict[Any, Any] = FrozenDict()
"""The default of a mapping that may be left out."""

When = FrozenMap[Id, Annotated[tuple[Id, ...], Field(min_length=1)]]
"""Conditions on answers: for every question named, the answer is one of the
options listed; for a checklist, one of its ticks is. All must hold."""


class FrozenModel(BaseModel):
    """A piece of a tree or of a case file."""

    # The validators are built when the first file is read, all together:
    # building one per class as it is imported costs more than reading a tree.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def holds(when: Mapping[str, tuple[str, ...]], answers: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether every condition of ``when`` is met by ``answers``.

    Args:
        when: Question id to the option ids any of which fits.
        answers: Question id to the chosen option ids. A question that is
            missing here was not answered, and so meets no condition.
    """
    return all(
        any(option in options for option in answers.get(question, ()))
        for question, options in when.items()
    )
