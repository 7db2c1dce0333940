"""Finds the place of every piece of a text that is JSON.

As strictly as YAML is read: every value stays text, also a number, and a key that stands twice is
an error.
"""

import re
from bisect import bisect_right
from collections.abc import Container
from typing import Any, NoReturn

from kneenumb.model.fault import Fault, Faulty, NodePath, Place
from kneenumb.strict_yaml.composer import DEEPEST, LONGEST_KEY, UNPRINTABLE, LineColumn, LineColumns
from kneenumb.strict_yaml.document import Document
from kneenumb.strict_yaml.json_syntax import DECODER, require_json, too_deep

_BLANK = re.compile("[ \t\r\n]*")


class JsonText:
    """A text that is JSON."""

    def __init__(
        self, text: str, origin: str, first_line: int = 1, ignored: Container[str] = ()
    ) -> None:
        """Make sure that it is.

        Args:
            origin: What to call the file in messages.
            first_line: The number of the line in the file that the text begins with.
            ignored: Keys of a case, or of its answers, that are left out. Nothing that is wrong
                with their values matters.

        Raises:
            Faulty: if it is not, with the place.
        """
        self.text = text
        self._origin = origin
        self._first_line = first_line
        self._ignored = ignored
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        require_json(text, self.place)
        self.begin = self._behind_blanks(0)
        """Where anything stands at all."""

    @property
    def is_object(self) -> bool:
        """Whether it is a mapping of keys to values."""
        return self.text[self.begin] == "{"

    def place(self, at: int) -> Place:
        """Where a character stands."""
        return Place(self._origin, *self._spot(at))

    def pieces(self) -> list[int]:
        """Where the pieces of a list begin, in characters; of anything else, all of it."""
        if self.text[self.begin] != "[":
            return [self.begin]
        found: list[int] = []
        at = self._behind_blanks(self.begin + 1)
        while self.text[at] != "]":
            found.append(at)
            at = self._behind_comma(DECODER.raw_decode(self.text, at)[1])
        return found

    def document(self, begin: int) -> Document:
        """The piece that begins there, with the place of everything in it.

        Raises:
            Faulty: with everything that is wrong with it.
        """
        self._faults: list[Fault] = []
        self._keys: LineColumns = {}
        self._values: LineColumns = {}
        try:
            data, _ = self._value(begin, ())
        except RecursionError:  # What is ignored may be nested deeper than anything that is read.
            self._stop(too_deep(self.place(begin)))
        if self._faults:
            raise Faulty(*self._faults)
        return Document(self._origin, "", self.text, data, self._keys, self._values)

    def _value(self, at: int, path: NodePath) -> tuple[Any, int]:
        """What begins there, and where it ends."""
        self._values[path] = self._spot(at)
        if len(path) > DEEPEST:
            self._stop(too_deep(self.place(at)))
        match self.text[at]:
            case "{":
                return self._object(at, path)
            case "[":
                return self._list(at, path)
        value, end = DECODER.raw_decode(self.text, at)
        if isinstance(value, bool):
            value = str(value).lower()
        elif value is not None:
            self._check(value, at)
        return value, end

    def _list(self, at: int, path: NodePath) -> tuple[list[Any], int]:
        items: list[Any] = []
        at = self._behind_blanks(at + 1)
        while self.text[at] != "]":
            item, at = self._value(at, (*path, len(items)))
            items.append(item)
            at = self._behind_comma(at)
        return items, at + 1

    def _object(self, at: int, path: NodePath) -> tuple[dict[str, Any], int]:
        """An object without the keys that have no value, and without those to be ignored."""
        made: dict[str, Any] = {}
        seen: dict[str, int] = {}
        at = self._behind_blanks(at + 1)
        while self.text[at] != "}":
            begin = at
            key, at = DECODER.raw_decode(self.text, at)
            at = self._behind_blanks(self._behind_blanks(at) + 1)
            if len(key) > LONGEST_KEY:
                cause = f"This key is {len(key):,} characters long; at most {LONGEST_KEY} fit."
                place = self.place(begin)
                self._stop(Fault(cause, "Check the quotes and the ':' after it.", place))
            if key in self._ignored and path in ((), ("answers",)):
                _, at = DECODER.raw_decode(self.text, at)
                value = None
            else:
                self._check(key, begin)
                here = (*path, key)
                if key not in seen:
                    self._keys[here] = self._spot(begin)
                value, at = self._value(at, (*here, "") if key in seen else here)
            if key in seen:
                line, column = self._spot(seen[key])
                cause = (
                    f"The key '{key}' stands here a second time; the first is in line {line}, "
                    f"column {column}."
                )
                self._fault(begin, cause, "Remove or rename one of the two.")
            elif value is not None:
                made[key] = value
            seen.setdefault(key, begin)
            at = self._behind_comma(at)
        return made, at + 1

    def _behind_blanks(self, at: int) -> int:
        found = _BLANK.match(self.text, at)
        assert found is not None
        return found.end()

    def _behind_comma(self, at: int) -> int:
        at = self._behind_blanks(at)
        return self._behind_blanks(at + 1) if self.text[at] == "," else at

    def _check(self, text: str, at: int) -> None:
        if found := UNPRINTABLE.search(text):
            cause = f"This text holds a character that cannot be shown (U+{ord(found[0]):04X})."
            self._fault(at, cause, "Remove it.")

    def _fault(self, at: int, cause: str, remedy: str) -> None:
        self._faults.append(Fault(cause, remedy, self.place(at)))

    def _stop(self, fault: Fault) -> NoReturn:
        raise Faulty(*self._faults, fault)

    def _spot(self, at: int) -> LineColumn:
        line = bisect_right(self._lines, at)
        return self._first_line + line - 1, at - self._lines[line - 1] + 1
