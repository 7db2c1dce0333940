"""Maps of columns: what the headers and values of somebody's own table mean to a tree."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from kneenumb.model.case import ChosenOptions
from kneenumb.model.frozen import EMPTY, FrozenMap, FrozenModel, LineText

SEPARATOR = ";"
"""What stands between the ticks of a checklist, if nothing else is said."""


def _each_means_something(values: dict[str, Any]) -> dict[str, Any]:
    if any(not raw.strip() for raw in values):
        raise ValueError("an empty cell is no answer, so it cannot mean one; remove that line")
    if not all(values.values()):
        raise ValueError("every value means at least one option; write which")
    return values


def _only_renamed(column: object) -> object:
    return {"to": column} if isinstance(column, str) else column


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


class MappedColumn(FrozenModel):
    """What a column means. One that is only renamed may be written as a bare word."""

    to: LineText
    """A question, one line of a checklist as ``question.option``, ``id``, or a word of a case."""
    values: Annotated[FrozenMap[str, ChosenOptions], AfterValidator(_each_means_something)] = EMPTY
    """What stands in the cells, and the option or options that it means; for a line of a checklist
    ``yes`` or ``no``. A value that is not listed here is an error. Without any, cells hold ids."""
    missing: tuple[str, ...] = ()
    """Codes of this column that are no answer."""
    split: Annotated[str, Field(min_length=1, max_length=10)] = SEPARATOR
    """What stands between the ticks of a checklist."""


class ColumnMap(FrozenModel):
    """A file that says what the columns of a table mean."""

    columns: FrozenMap[str, Annotated[MappedColumn, BeforeValidator(_only_renamed)]] = EMPTY
    """The header of a column, and what it means. What is not listed keeps its name."""
    missing: tuple[str, ...] = ()
    """Codes that are no answer, in any column, such as ``-99`` or ``NA``."""
    heading_lines: Annotated[int | None, Field(ge=1, le=10), BeforeValidator(_number)] = None
    """Rows at the top that are no cases. The first of them names the columns."""
    ignore: tuple[str, ...] = ()
    """Columns that say nothing about the answers."""
