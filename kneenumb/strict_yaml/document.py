"""Strict YAML: text in, plain data and the place of every piece of it out.

Stricter than YAML wants it, because a tree is a safety document:

- every value stays text: ``no`` is the name of an option, not "false", and
  ``12:30`` is not the number 750;
- a key that stands twice is an error, not a silent overwriting;
- tags, merge keys, several documents and control characters are refused;
- aliases may save typing, but what they expand to is counted.

JSON is read by the same rules, as it is YAML. What is called JSON has to be JSON as well: YAML
alone would let a comma too many pass, or a comment.
"""

import hashlib
import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kneenumb.model.fault import Fault, Faulty, NodePath, Place
from kneenumb.strict_yaml.composer import DEEPEST, LONGEST_KEY, Composer, LineColumns

MOST_BYTES = 4_000_000


def content(path: Path) -> bytes:
    """The bytes of a file, or just enough of them to tell that it is too large.

    Raises:
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATES = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


class Document(NamedTuple):
    """A file that was read: its data, and where each piece stands."""

    origin: str
    sha256: str
    text: str
    """The file as it was read, to show the line that a message is about."""
    data: Any
    """Text, lists and mappings; ``None`` where a key has no value."""
    keys: LineColumns
    values: LineColumns

    def place(self, path: NodePath, *, of_key: bool = False) -> Place:
        """Where the piece at ``path`` stands, or the nearest piece around it."""
        if of_key and path in self.keys:
            return Place(self.origin, *self.keys[path])
        while path and path not in self.values:
            path = path[:-1]
        return Place(self.origin, *self.values.get(path, (1, 1)))

    def pieces(self) -> "list[Document]":
        """The pieces of a list, each as a document of its own; of anything else, all of it."""
        if not isinstance(self.data, list):
            return [self]
        keys: list[LineColumns] = [{} for _ in self.data]
        values: list[LineColumns] = [{} for _ in self.data]
        for found, split in ((self.keys, keys), (self.values, values)):
            for path, spot in found.items():
                if path and isinstance(path[0], int):
                    split[path[0]][path[1:]] = spot
        return [
            self._replace(data=piece, keys=keys[at], values=values[at])
            for at, piece in enumerate(self.data)
        ]


def parse(
    content: bytes,
    origin: str,
    *,
    first_line: int = 1,
    longest_key: int = LONGEST_KEY,
    is_yaml: bool = False,
) -> Document:
    """Read YAML or JSON.

    Args:
        content: The bytes of the file, or of a piece of it.
        origin: What to call the file in messages. A name that ends in ``.json`` promises JSON.
        first_line: The number of the line in the file that ``content`` begins with.
        longest_key: Characters of a key.
        is_yaml: Whether it is YAML whatever its name promises.

    Raises:
        Faulty: with every fault that could be found.
    """
    text = decode(content, origin, first_line)
    if origin.lower().endswith(".json") and text.strip() and not is_yaml:
        from kneenumb.strict_yaml.json_syntax import require_json  # No other file needs it.

        def place(at: int) -> Place:
            line = first_line + text.count("\n", 0, at)
            return Place(origin, line, at - text.rfind("\n", 0, at))

        require_json(text, place)
    text = _with_whole_characters(text)
    composer = Composer(origin, text, first_line=first_line, longest_key=longest_key)
    try:
        data = composer.compose()
    except yaml.YAMLError as error:
        raise Faulty(*composer.faults, _syntax_fault(error, text, origin, first_line)) from None
    if composer.faults:
        raise Faulty(*composer.faults)
    digest = hashlib.sha256(content).hexdigest()
    return Document(origin, digest, text, data, composer.keys, composer.values)


def decode(content: bytes, origin: str, first_line: int = 1) -> str:
    """The text of a file, without a byte order mark.

    Raises:
        Faulty: if it is not UTF-8, or too long.
    """
    if len(content) > MOST_BYTES:
        cause = f"The file holds more than {MOST_BYTES:,} bytes, which is more than is read."
        raise Faulty(Fault(cause, "Check that it is the right file.", Place(origin)))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(origin, first_line + before.count(b"\n"), error.start - before.rfind(b"\n"))
        remedy = "Save it as UTF-8 and try again."
        raise Faulty(Fault("The file is not UTF-8 text.", remedy, place)) from None


def _with_whole_characters(text: str) -> str:
    """A text in which JSON writes no rare character as a pair of halves, which YAML refuses."""
    if text.lstrip()[:1] not in ("{", "["):
        return text
    return _SURROGATES.sub(lambda pair: bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be"), text)


def _syntax_fault(error: yaml.YAMLError, text: str, origin: str, first_line: int) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        # A character that YAML allows nowhere. The parser counts to it in
        # bytes or in characters, depending on how it was built; so look for it.
        found = _NOT_YAML.search(text)
        before = text[: found.start()] if found else ""
        place = Place(origin, first_line + before.count("\n"), len(before) - before.rfind("\n"))
        return Fault("There is a control character here.", "Remove it.", place)
    place = Place(origin, first_line + mark.line, mark.column + 1)
    lines = text.splitlines()
    if "\t" in (lines[mark.line] if mark.line < len(lines) else ""):
        return Fault("There is a tab in this line.", "Indent with spaces.", place)
    problem = getattr(error, "problem", None) or "it cannot be understood"
    if "nesting depth" in problem:  # The parser itself gives up far beyond what is read here.
        return Fault(f"This is nested more than {DEEPEST} levels deep.", "Flatten it.", place)
    if "Unicode character escape" in problem:
        cause = "There is half a character here, or one that does not exist."
        return Fault(cause, "Write the character itself.", place)
    return Fault(
        f"This is not YAML: {problem}.",
        "Look at this line and the one above it: indentation, quotes, and ': ' inside a text.",
        place,
    )
