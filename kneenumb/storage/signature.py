"""How a file tells that it was written by us, and what for, so that it may be written anew."""

import re
from collections.abc import Iterable
from typing import BinaryIO

from kneenumb.storage.guard import IsOurs

_COMMENT = {
    "markdown": "\n<!-- {} -->\n",
    "html": "<!-- {} -->\n",
    "slides": "<!-- {} -->\n",
    "svg": "<!-- {} -->\n",
    "mermaid": "%% {}\n",
    "dot": "// {}\n",
    "sql": "-- {}\n",
    "plain": "\n{}\n",
    "rich": "\n{}\n",
}
"""What stands at the end of a file, by its format. JSON, CSV and YAML say enough by themselves."""

_LONGEST_LINE = 1 << 20


def signed(text: str, purpose: str, format: str) -> str:
    """A text with a line at its end that says who wrote it, where the format has room for one."""
    return text + _COMMENT.get(format, "").format(_signature(purpose))


def is_signed(purpose: str) -> IsOurs:
    """Tells files that :func:`signed` has made for a purpose, in any format."""

    def look(file: BinaryIO) -> bool:
        file.seek(0, 2)
        file.seek(max(file.tell() - 200, 0))
        last = file.read().decode("utf-8", "replace").rstrip().rpartition("\n")[2]
        return last in {line.format(_signature(purpose)).strip() for line in _COMMENT.values()}

    return look


def has_keys(keys: Iterable[str]) -> IsOurs:
    """Tells JSON objects that we have written, by all the keys of their contract."""
    wanted = list(keys)

    def look(file: BinaryIO) -> bool:
        if file.readline(3).strip() != b"{":
            return False
        # In our JSON a line holds one key, and what stands within is further to the right.
        found = (re.match(rb'  "(\w+)": ', line) for line in file)
        return [key[1].decode() for key in found if key] == wanted

    return look


def begins_with(line: str) -> IsOurs:
    """Tells files by their first line."""
    return lambda file: file.readline(_LONGEST_LINE).rstrip(b"\r\n") == line.encode()


def is_schema(title: str) -> IsOurs:
    """Tells JSON Schemas that we have written, by their title."""

    def look(file: BinaryIO) -> bool:
        top = [file.readline(_LONGEST_LINE).strip() for _ in range(4)]
        begins = top[0] == b"{" and top[1].startswith(b'"$schema": ')
        return begins and f'"title": "{title}",'.encode() in top

    return look


def any_of(*ways: IsOurs) -> IsOurs:
    """Tells files in one of several ways."""

    def look(file: BinaryIO) -> bool:
        for each in ways:
            file.seek(0)
            if each(file):
                return True
        return False

    return look


def _signature(purpose: str) -> str:
    return f"Written by kneenumb: {purpose}."
