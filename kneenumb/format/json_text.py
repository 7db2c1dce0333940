"""Data as JSON that any program can read, whatever is in it."""

import contextlib
import json
import sys
from collections.abc import Iterator
from typing import Any


def json_text(data: Any) -> str:
    """Data as JSON to read and to compare, with a line break at the end.

    A named tuple is written as an object, so that what is written as it is needs no second type.
    """
    with _numbers_of_any_length():
        text = json.dumps(_plain(data), ensure_ascii=False, indent=2)
    # The name of a file may hold bytes that are no text.
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def _plain(data: Any) -> Any:
    """The same data, with a mapping in the place of each named tuple."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, tuple) and hasattr(data, "_asdict"):
        return _plain(data._asdict())
    return [_plain(each) for each in data] if isinstance(data, list | tuple) else data


@contextlib.contextmanager
def _numbers_of_any_length() -> Iterator[None]:
    """Let a count be written out, which Python refuses from 4,300 digits on."""
    most = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(most)
