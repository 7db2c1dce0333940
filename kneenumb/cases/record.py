"""Rows and records: cases among many, at a glance and looked at closely."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from kneenumb.cases.chunks import Chunk
from kneenumb.cases.column_binding import Cells, ColumnBinding
from kneenumb.cases.columns import Column
from kneenumb.load.case_file import CaseFile
from kneenumb.model.case import EXPECTATIONS, AnswerFault, Expected, Given
from kneenumb.model.fault import Fault, Place, RowFault
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency

LONGEST_ID = 100
"""Characters of an id."""

Words = Mapping[str, tuple[str, ...]]
"""What a record says besides its answers: a word of a case, and the texts that stand there."""


class Expectation(NamedTuple):
    """What a record expects of the tree: nothing, where it does not say."""

    outcome: str = ""
    urgencies: tuple[Urgency, ...] = ()
    """Any of these is right."""
    error: str = ""
    """The kind of fault for which the record has to be refused."""

    @property
    def is_any(self) -> bool:
        """Whether something is expected."""
        return self != NOTHING_EXPECTED


NOTHING_EXPECTED = Expectation()


class Record(NamedTuple):
    """One case among many."""

    id: str
    """Where it has none, what :func:`unnamed` calls it, or the name of its file."""
    place: Place
    """Where it begins."""
    given: tuple[Given, ...] = ()
    unticked: tuple[Given, ...] = ()
    """Checklists that were perhaps never shown: see ``CellAnswers``."""
    expected: Expectation = NOTHING_EXPECTED
    faults: tuple[Fault, ...] = ()
    """Why it cannot be used, whatever its answers are."""
    read: tuple[Given, ...] = ()
    """What can be read of answers that are at fault. Only their red flags count."""


class Row(NamedTuple):
    """A case among many, at a glance."""

    cells: Cells
    """What stands in its columns; nothing, if only a closer look can tell."""
    line: int
    """The number of the line where it begins."""
    source: str
    """Its text, where that is one piece of the file."""
    look: "Callable[[Row], Record]"
    """Looks at it closely."""

    def record(self) -> Record:
        """The case with the place of everything in it, and all that is wrong with it."""
        return self.look(self)


class RowBlock:
    """The rows of a chunk. Most are looked up by their cells, and nothing else of them is made."""

    def __init__(self, cells: Sequence[Cells], row: Callable[[int], Row]) -> None:
        """Some rows.

        Args:
            cells: The cells of each.
            row: Makes one, by its number among these.
        """
        self.cells = cells
        self.row = row

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "RowBlock":
        """Rows that are there."""
        kept = [*rows]
        return cls([row.cells for row in kept], kept.__getitem__)

    def __iter__(self) -> Iterator[Row]:
        return map(self.row, range(len(self.cells)))


class RowReader(Protocol):
    """Reads the rows of one kind of file."""

    origin: str
    """What the file is called in messages."""
    binding: ColumnBinding
    """Where the answers are in the cells of a row."""

    def rows(self, chunk: Chunk) -> RowBlock:
        """The rows of a chunk."""

    def place(self, row: Row, column: Column) -> Place | None:
        """Where a column of a row with cells stands; ``None`` if only a closer look can tell."""


def unnamed(line: int | None) -> str:
    """What a record is called that has no id. No id is like this."""
    return f"{_UNNAMED}{line}"


_UNNAMED = "line "


def refused_row(
    fault: Fault,
    line: int,
    origin: str,
    *,
    id: object = "",
    read: Iterable[Given] = (),
) -> Row:
    """A row that cannot be used, whatever is in it.

    Args:
        id: What it calls itself, as far as that is known.
        read: What can be read of its answers.
    """
    record = refused(Place(origin, line, 1), [fault], id=id, read=read)
    return Row([], line, "", lambda _: record)


def record_of(
    tree: Tree,
    place: Place,
    words: Words,
    given: Iterable[Given] = (),
    faults: Iterable[Fault] = (),
    *,
    unticked: Iterable[Given] = (),
    read: Iterable[Given] = (),
    name: str = "",
) -> Record:
    """A record, with everything that is wrong with its words.

    Args:
        faults: What is wrong with it already.
        name: What to call it, if it has no id of its own.
        read: What can be read of answers that are at fault.
    """
    found = [*faults]
    id = "".join(words.get("id", ())).strip()
    if not is_sound_id(id):
        found.append(id_fault(id, place))
        id = ""
    for named in words.get("tree", ()):
        if named != tree.id:
            cause = f"These answers are for the tree '{named}', not for '{tree.id}'."
            found.append(Fault(cause, f"Use --tree {named}.", place, RowFault.OTHER_TREE))
    wrong = [*_wrong_expectations(tree, words, place)]
    expected = NOTHING_EXPECTED if wrong else _expectation(words)
    return Record(
        id or (name if is_shown(name) else "") or unnamed(place.line),
        place,
        tuple(given),
        tuple(unticked),
        expected,
        (*found, *wrong),
        tuple(read),
    )


def record_of_case(tree: Tree, place: Place, file: CaseFile, *, name: str = "") -> Record:
    """A record of a whole case.

    Args:
        name: What to call it, if it has no id of its own.
    """
    case, expected = file.case, file.case.expected or Expected()
    words = {
        "id": (case.id,) if case.id else (),
        "tree": (case.tree,) if case.tree else (),
        "expected_outcome": (expected.outcome,) if expected.outcome else (),
        "expected_urgency": tuple(level.value for level in expected.urgency or ()),
        "expected_error": (expected.error.value,) if expected.error else (),
    }
    return record_of(tree, place, words, file.given, name=name)


def refused(
    place: Place,
    faults: Iterable[Fault],
    *,
    id: object = "",
    name: str = "",
    read: Iterable[Given] = (),
) -> Record:
    """A record of what cannot be read.

    Args:
        id: What it calls itself, as far as that is known.
        name: What to call it otherwise.
        read: What can be read of its answers.
    """
    own = str(id) if isinstance(id, str | int) and is_sound_id(str(id)) else ""
    return Record(
        own.strip() or (name if is_shown(name) else "") or unnamed(place.line),
        place,
        faults=tuple(
            fault if fault.kind else fault._replace(kind=RowFault.SYNTAX) for fault in faults
        ),
        read=tuple(read),
    )


def is_sound_id(id: str) -> bool:
    """Whether an id can be shown, and is none that :func:`unnamed` makes."""
    return id.isprintable() and len(id) <= LONGEST_ID and id[:5] != _UNNAMED


def id_fault(id: str, place: Place) -> Fault:
    """What is wrong with an id that is not sound."""
    cause = f"The id is longer than {LONGEST_ID} characters, or holds one that cannot be shown."
    if id.startswith(_UNNAMED):
        cause = f"No id begins with '{_UNNAMED}': rows without an id are called like that."
    return Fault(cause, "Change it.", place, RowFault.ID)


def is_shown(name: str) -> bool:
    """Whether a name can be shown."""
    return name.isprintable() and len(name) <= LONGEST_ID


def _expectation(words: Words) -> Expectation:
    return Expectation(
        outcome="".join(words.get("expected_outcome", ())),
        urgencies=tuple(map(Urgency, words.get("expected_urgency", ()))),
        error="".join(words.get("expected_error", ())),
    )


def _wrong_expectations(tree: Tree, words: Words, place: Place) -> Iterator[Fault]:
    if not any(word in words for word in EXPECTATIONS):
        return
    known: dict[str, list[str]] = {
        "expected_outcome": list(tree.outcomes),
        "expected_urgency": [level.value for level in Urgency],
        "expected_error": [*AnswerFault],
    }
    for word, may_be in known.items():
        said = words.get(word, ())
        for each in said:
            if each not in may_be:
                cause = f"'{each}' is not known for '{word}'."
                yield Fault(cause, did_you_mean(each, may_be), place, RowFault.EXPECTED)
        if len(said) > 1 and word != "expected_urgency":
            cause = f"'{word}' takes one word, not {len(said)}."
            yield Fault(cause, "Keep one.", place, RowFault.EXPECTED)
