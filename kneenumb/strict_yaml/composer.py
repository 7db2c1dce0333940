"""Builds plain data out of YAML events, and remembers where everything stood.

PyYAML's own composer would recurse as deep as the file does, would lose all
but the last of two equal keys, and would make numbers, dates and truth values
of words.
"""

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml
from yaml.events import CollectionStartEvent, NodeEvent

from kneenumb.model.fault import Fault, Faulty, NodePath, Place

MOST_PIECES = 200_000
"""Keys and values of a file, with all its aliases written out. A long text counts as several."""
LONG_TEXT = 100
"""Characters for which a text counts as one more piece."""
LONGEST_KEY = 200
"""Characters of a key, where nothing else is said. Every message about what is under it may repeat
it."""
DEEPEST = 40

LineColumn = tuple[int, int]
"""Line and column, counted from 1."""
LineColumns = dict[NodePath, LineColumn]

# What a terminal would act on, or what makes text read in another order
# than it is written. A line break inside a folded text is fine.
UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNFINISHED, _UNKNOWN = object(), object()


class Composer:
    """Composes one file, or a piece of it. What is wrong with it is collected in ``faults``.

    Args:
        first_line: The number of the line in the file that the text begins with.
        longest_key: Characters of a key.

    Raises:
        Faulty: where there is no point in reading on; with all faults so far.
        yaml.YAMLError: where the text is no YAML.
    """

    def __init__(
        self,
        origin: str,
        text: str,
        *,
        first_line: int = 1,
        longest_key: int = LONGEST_KEY,
    ) -> None:
        self.faults: list[Fault] = []
        self.keys: LineColumns = {}
        self.values: LineColumns = {}
        self._origin = origin
        self._before = first_line - 1
        """Lines of the file that stand before the text."""
        self._longest_key = longest_key
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self._anchors: dict[str, tuple[Any, int, int]] = {}
        """What an anchor stands for, how many pieces that is, and how deep they nest."""
        self._pieces = 0
        self._deepest = 0

    def compose(self) -> Any:
        """The data of the file: text, lists and mappings; ``None`` where there is no value."""
        data = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self.values:
                    self._stop(event, "A second document starts here.", "Keep one per file.")
                data = self._piece(next(self._events), ())
        if data is None:  # Nothing at all, or only comments and marks.
            self._stop(event, "The file is empty.", "Check that it is the right file.")
        return data

    def _piece(self, event: NodeEvent, path: NodePath) -> Any:
        self.values[path] = self._spot(event)
        self._count(event, 1, len(path))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, len(path))
        assert isinstance(event, yaml.ScalarEvent | CollectionStartEvent)
        self._refuse_tag(event)
        if not event.anchor:
            return self._content(event, path)
        self._anchors[event.anchor] = (_UNFINISHED, 0, 0)
        pieces, deepest = self._pieces, self._deepest
        self._deepest = len(path)
        piece = self._content(event, path)
        depth = self._deepest - len(path)
        self._anchors[event.anchor] = (piece, self._pieces - pieces + 1, depth)
        self._deepest = max(deepest, self._deepest)
        return piece

    def _refuse_tag(self, event: yaml.ScalarEvent | CollectionStartEvent) -> None:
        if event.tag is not None:
            self._fault(event, f"Tags such as {event.tag!r} are not read.", "Remove the tag.")

    def _content(self, event: NodeEvent, path: NodePath) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._mapping(path)

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        if event.implicit[0] and not event.value:
            return None
        self._count(event, len(event.value) // LONG_TEXT, 0)
        if found := UNPRINTABLE.search(event.value):
            cause = f"This text holds a character that cannot be shown (U+{ord(found[0]):04X})."
            self._fault(event, cause, "Remove it.")
        return event.value

    def _list(self, path: NodePath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._piece(event, (*path, len(items))))
        return items

    def _mapping(self, path: NodePath) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._stop(event, "A key is a plain word.", "Write a word in front of the ':'.")
            key = self._key(event)
            here = (*path, key)
            if key in mapping:
                first = self.keys[here][0]
                cause = f"The key '{key}' stands here a second time; the first is in line {first}."
                self._fault(event, cause, "Remove or rename one of the two.")
                self._piece(next(self._events), (*here, ""))
                continue
            self.keys[here] = self._spot(event)
            mapping[key] = self._piece(next(self._events), here)
        return mapping

    def _key(self, event: yaml.ScalarEvent) -> str:
        self._refuse_tag(event)
        if len(event.value) > self._longest_key:
            most = self._longest_key
            cause = f"This key is {len(event.value):,} characters long; at most {most} fit."
            self._stop(event, cause, "Check the quotes and the ':' after it.")
        return self._scalar(event) or ""

    def _alias(self, event: yaml.AliasEvent, level: int) -> Any:
        piece, size, depth = self._anchors.get(event.anchor or "", (_UNKNOWN, 0, 0))
        if piece is _UNKNOWN:
            remedy = "Define it first."
            if self._before:  # It may be one of many cases, each of which is read by itself.
                remedy = "Define it first, in this case: an anchor of another case is not known."
            self._stop(event, f"There is no '&{event.anchor}' above this.", remedy)
        if piece is _UNFINISHED:
            self._stop(event, f"'*{event.anchor}' stands inside itself.", "Write the text out.")
        self._count(event, size, level + depth)
        return piece

    def _count(self, event: NodeEvent, pieces: int, level: int) -> None:
        self._deepest = max(self._deepest, level)
        if level > DEEPEST:
            self._stop(event, f"This is nested more than {DEEPEST} levels deep.", "Flatten it.")
        self._pieces += pieces
        if self._pieces > MOST_PIECES:
            cause = f"Up to here the file already holds more than {MOST_PIECES:,} keys and values."
            remedy = "Check that it is the right file, and that no alias repeats other aliases."
            self._stop(event, cause, remedy)

    def _fault(self, event: yaml.Event, cause: str, remedy: str) -> None:
        self.faults.append(Fault(cause, remedy, Place(self._origin, *self._spot(event))))

    def _stop(self, event: yaml.Event, cause: str, remedy: str) -> NoReturn:
        self._fault(event, cause, remedy)
        raise Faulty(*self.faults)

    def _spot(self, event: yaml.Event) -> LineColumn:
        mark = event.start_mark
        return (self._before + mark.line + 1, mark.column + 1) if mark else (1, 1)
