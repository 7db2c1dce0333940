"""Outputs: what can be written is declared once, and written in every format."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from kneenumb.page.block import Page

T = TypeVar("T")


def _nothing(_: object) -> Page:
    return ()


class Output(NamedTuple, Generic[T]):
    """Something that a command writes. Each format is made only when it is asked for."""

    name: str
    """The name of the schema of its data, and what a file of this output is known by."""
    about: str
    """What writes the data, as Markdown."""
    title: Callable[[T], str]
    """What the page is called, where a format has room for it."""
    page: Callable[[T, int | None], Page]
    """The page, given the columns that there are for a table; ``None`` if it is to be heard."""
    data: Callable[[T], Mapping[str, Any]]
    """The data, in the order of the JSON object."""
    reminder: Callable[[T], Page] = _nothing
    """What matters most, once more, for the end of a page that has scrolled in a terminal."""
    on_one_screen: bool = False
    """Whether the page is meant to fit a window, so that nothing is said once more if it does."""
    also: Mapping[str, Callable[[T], str]] = MappingProxyType({})
    """Formats that only this output has."""
