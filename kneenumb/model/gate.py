"""Gates and tables: what asks nothing and only routes on earlier answers."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kneenumb.model.fault import TreeFault
from kneenumb.model.frozen import FrozenModel, Id, LineText, Sources, Text, When


class GateRow(FrozenModel):
    """One line of a gate. The first line that matches decides.

    Every line but the last has ``when`` and ``next``; the last has ``else``.
    """

    when: When | None = None
    next: Id | None = None
    otherwise: Id | None = Field(default=None, alias="else")
    combination: Annotated[str, Field(pattern=r"^K[0-9]+$")] | None = None
    """Names a combination of answers that is graver than each of them."""
    because: LineText | None = None
    sources: Sources = ()

    @model_validator(mode="after")
    def _is_one_of_two_kinds(self) -> "GateRow":
        if self.otherwise is None and (self.when is None or self.next is None):
            raise ValueError("a line of a gate needs 'when' and 'next', the last one only 'else'")
        if self.otherwise is not None and (self.when or self.next or self.combination):
            raise ValueError("'else' stands alone in its line, as it always matches")
        return self

    @property
    def target(self) -> str:
        """The node this line leads to."""
        return self.otherwise or self.next  # type: ignore[return-value]


class Gate(FrozenModel):
    """Lines in order, the last of them ``else``."""

    about: Text
    lines: tuple[GateRow, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _ends_with_else(self) -> "Gate":
        if self.lines[-1].otherwise is None:
            message = "the last line of a gate is 'else', so that everybody gets through"
            raise PydanticCustomError(TreeFault.NO_ELSE, message)
        if any(row.otherwise for row in self.lines[:-1]):
            message = "'else' is the last line of a gate: no line after it can match"
            raise PydanticCustomError(TreeFault.NO_ELSE, message)
        return self


class TableRow(FrozenModel):
    """One row: options of the question asked down the side, targets across."""

    options: tuple[Id, ...] = Field(min_length=1)
    go: tuple[Id, ...]


class Table(FrozenModel):
    """A gate on two questions, written as a grid."""

    about: Text
    down: Id
    across: Id
    columns: tuple[Id, ...]
    rows: tuple[TableRow, ...] = Field(min_length=1)
    otherwise: Id = Field(alias="else")

    @property
    def cells(self) -> dict[tuple[str, str], str]:
        """``(option down, option across)`` to the node that pair leads to."""
        return {
            (option, column): target
            for row in self.rows
            for option in row.options
            for column, target in zip(self.columns, row.go, strict=True)
        }
