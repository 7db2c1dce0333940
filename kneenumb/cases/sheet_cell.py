"""Cells of workbooks and Parquet files as the texts that would stand in a table."""

from typing import Any


def text_of(value: Any) -> str:
    """A value as text: nothing is empty, whole numbers have no point, lists are ticks."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case float() if value != value:
            return ""
        case list():
            return ";".join(map(text_of, value))
        case _:
            return str(value)
