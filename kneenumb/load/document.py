"""Strict YAML: text in, plain data and the place of every piece of it out.

Stricter than YAML wants it, because a tree is a safety document:

- every value stays text: ``no`` is the name of an option, not "false", and
  ``12:30`` is not the number 750;
- a key that stands twice is an error, not a silent overwriting;
- tags, merge keys, several documents and control characters are refused;
- aliases may save typing, but what they expand to is counted.

JSON is read by the same rules, as it is YAML.
"""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from kneenumb.model.fault import Fault, Faulty, Place

MOST_BYTES = 4_000_000
MOST_PIECES = 200_000
"""Keys and values of a file, with all its aliases written out."""
DEEPEST = 40

Path = tuple[str | int, ...]
"""How to get to a piece of the data: the keys and list positions, outermost first."""

Spot = tuple[int, int]
"""Line and column, counted from 1."""

# What a terminal would act on, or what makes text read in another order
# than it is written. A line break inside a folded text is fine.
_UNPRINTABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SURROGATES = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A file that was read: its data, and where each piece stands."""

    origin: str
    sha256: str
    data: Any
    """Text, lists and mappings; ``None`` where a key has no value."""
    keys: dict[Path, Spot] = field(repr=False)
    values: dict[Path, Spot] = field(repr=False)

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        """Where the piece at ``path`` stands, or the nearest piece around it."""
        if of_key and path in self.keys:
            return Place(self.origin, *self.keys[path])
        while path and path not in self.values:
            path = path[:-1]
        return Place(self.origin, *self.values.get(path, (1, 1)))


class NotYaml(Faulty):
    """The text cannot be read at all."""


def parse(content: bytes, origin: str) -> Document:
    """Read YAML or JSON.

    Args:
        content: The bytes of the file.
        origin: What to call the file in messages.

    Raises:
        NotYaml: with every fault that could be found.
    """
    if len(content) > MOST_BYTES:
        raise NotYaml(
            Fault(
                f"The file holds {len(content):,} bytes; at most {MOST_BYTES:,} are read.",
                "Check that it is the right file.",
                Place(origin),
            )
        )
    text = _decode(content, origin)
    composer = _Composer(origin, text)
    try:
        data = composer.compose()
    except yaml.YAMLError as error:
        raise NotYaml(*composer.faults, _syntax_fault(error, text, origin)) from None
    if composer.faults:
        raise NotYaml(*composer.faults)
    digest = hashlib.sha256(content).hexdigest()
    return Document(origin, digest, data, composer.keys, composer.values)


def _decode(content: bytes, origin: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        raise NotYaml(
            Fault(
                "The file is not UTF-8 text.",
                "Save it as UTF-8 and try again.",
                Place(origin, line, error.start - before.rfind(b"\n")),
            )
        ) from None
    if text.lstrip()[:1] in ("{", "["):
        # JSON writes a rare character as a pair of halves, which YAML refuses.
        text = _SURROGATES.sub(
            lambda pair: bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be"), text
        )
    return text


def _syntax_fault(error: yaml.YAMLError, text: str, origin: str) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:  # A character that YAML allows nowhere; only its index is known.
        index = min(getattr(error, "position", 0), len(text))
        line, start = text.count("\n", 0, index), text.rfind("\n", 0, index) + 1
        place = Place(origin, line + 1, index - start + 1)
        return Fault("There is a control character here.", "Remove it.", place)
    place = Place(origin, mark.line + 1, mark.column + 1)
    lines = text.splitlines()
    here = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in here:
        return Fault("There is a tab in this line.", "Indent with spaces.", place)
    problem = getattr(error, "problem", None) or "it cannot be understood"
    return Fault(
        f"This is not YAML: {problem}.",
        "Look at this line and the one above it: indentation, quotes, and ': ' inside a text.",
        place,
    )


class _Composer:
    """Builds data out of YAML events, and remembers where everything stood.

    The parser's own composer would recurse as deep as the file does, and would
    lose all but the last of two equal keys.
    """

    def __init__(self, origin: str, text: str) -> None:
        self.origin = origin
        self.faults: list[Fault] = []
        self.keys: dict[Path, Spot] = {}
        self.values: dict[Path, Spot] = {}
        self._events = yaml.parse(text, Loader=_LOADER)
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._pieces = 0

    def compose(self) -> Any:
        event = next(self._events)
        while not isinstance(event, yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                if self.values:
                    self._stop(event, "A second document starts here.", "Keep one per file.")
                data = self._piece(next(self._events), ())
            event = next(self._events)
        if not self.values:
            self._stop(event, "The file is empty.", "Check that it is the right file.")
        return data

    def _piece(self, event: yaml.Event, path: Path) -> Any:
        spot = (event.start_mark.line + 1, event.start_mark.column + 1)
        self.values[path] = spot
        self._count(event, 1)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if len(path) > DEEPEST:
            self._stop(event, f"This is nested more than {DEEPEST} levels deep.", "Flatten it.")
        if event.tag is not None:
            self._fault(event, f"Tags such as {event.tag!r} are not read.", "Remove the tag.")
        before = self._pieces
        if event.anchor:
            self._anchors[event.anchor] = (_UNFINISHED, 0)
        if isinstance(event, yaml.ScalarEvent):
            piece = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            piece = self._list(path)
        else:
            piece = self._mapping(path)
        if event.anchor:
            self._anchors[event.anchor] = (piece, self._pieces - before + 1)
        return piece

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        if event.value == "" and event.implicit[0]:
            return None
        if found := _UNPRINTABLE.search(event.value):
            self._fault(
                event,
                f"This text holds a character that cannot be shown (U+{ord(found[0]):04X}).",
                "Remove it.",
            )
        return event.value

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._piece(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._stop(event, "A key is a plain word.", "Quote it, or write the list below it.")
            key = self._scalar(event) or ""
            here = (*path, key)
            if key in mapping:
                first = self.keys[here][0]
                self._fault(
                    event,
                    f"The key '{key}' stands here a second time; the first is in line {first}.",
                    "Remove or rename one of the two.",
                )
                self._piece(next(self._events), (*here, ""))
                continue
            self.keys[here] = (event.start_mark.line + 1, event.start_mark.column + 1)
            mapping[key] = self._piece(next(self._events), here)
        return mapping

    def _alias(self, event: yaml.AliasEvent) -> Any:
        piece, size = self._anchors.get(event.anchor, (_UNKNOWN, 0))
        if piece is _UNKNOWN:
            self._stop(event, f"There is no '&{event.anchor}' above this.", "Define it first.")
        if piece is _UNFINISHED:
            self._stop(event, f"'*{event.anchor}' stands inside itself.", "Write the text out.")
        self._count(event, size)
        return piece

    def _count(self, event: yaml.Event, pieces: int) -> None:
        self._pieces += pieces
        if self._pieces > MOST_PIECES:
            self._stop(
                event,
                f"Up to here the file already holds more than {MOST_PIECES:,} keys and values.",
                "Check that it is the right file, and that no alias repeats other aliases.",
            )

    def _fault(self, event: yaml.Event, cause: str, remedy: str) -> None:
        place = Place(self.origin, event.start_mark.line + 1, event.start_mark.column + 1)
        self.faults.append(Fault(cause, remedy, place))

    def _stop(self, event: yaml.Event, cause: str, remedy: str) -> None:
        self._fault(event, cause, remedy)
        raise NotYaml(*self.faults)


_UNFINISHED, _UNKNOWN = object(), object()
