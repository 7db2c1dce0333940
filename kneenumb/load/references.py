"""Checks that every name in a tree means something.

This looks at the data before it is a tree, so that an unknown name and a
missing text are reported in the same go.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kneenumb.load.composer import Path
from kneenumb.load.document import Document
from kneenumb.model.claim import Statement
from kneenumb.model.fault import Fault
from kneenumb.model.suggest import did_you_mean

MOST_SUGGESTED = 50
"""Faults that come with a suggestion. Finding one takes time, and nobody reads more at once."""

NODES = ("questions", "gates", "tables", "outcomes")
_NODE = "question, gate or outcome"

# Where a name stands, and the mappings one of which must know it.
# "*" is any key or position.
_NAMES: tuple[tuple[Path, tuple[str, ...], str], ...] = (
    (("start",), ("questions",), "question"),
    (("questions", "*", "section"), ("sections",), "section"),
    (("questions", "*", "next"), NODES, _NODE),
    (("questions", "*", "options", "*", "next"), NODES, _NODE),
    (("questions", "*", "options", "*", "flag"), ("red_flags",), "red flag"),
    (("questions", "*", "options", "*", "sources", "*"), ("sources",), "source"),
    (("gates", "*", "lines", "*", "next"), NODES, _NODE),
    (("gates", "*", "lines", "*", "else"), NODES, _NODE),
    (("gates", "*", "lines", "*", "sources", "*"), ("sources",), "source"),
    (("tables", "*", "else"), NODES, _NODE),
    (("tables", "*", "rows", "*", "go", "*"), NODES, _NODE),
    (("tables", "*", "down"), ("questions",), "question"),
    (("tables", "*", "across"), ("questions",), "question"),
    (("red_flags", "*", "outcome"), ("outcomes",), "outcome"),
    (("outcomes", "*", "areas", "*"), ("areas",), "area"),
    (("outcomes", "*", "conditions", "*"), ("conditions",), "condition"),
    (("areas", "*", "front", "*"), ("body_map", "front"), "shape of the front view"),
    (("areas", "*", "back", "*"), ("body_map", "back"), "shape of the back view"),
    (("questions", "*", "sources", "*"), ("sources",), "source"),
    (("red_flags", "*", "sources", "*"), ("sources",), "source"),
    (("outcomes", "*", "sources", "*"), ("sources",), "source"),
    (("claims", "*", "sources", "*"), ("sources",), "source"),
    (("sources", "*", "sources", "*"), ("sources",), "source"),
    (("sources", "*", "corrects", "*"), ("sources",), "source"),
    (("body_map", "sources", "*"), ("sources",), "source"),
    (("numbers_sources", "*"), ("sources",), "source"),
)
_CONDITIONS: tuple[Path, ...] = (
    ("gates", "*", "lines", "*", "when"),
    ("outcomes", "*", "why_if", "*", "when"),
)
_STATEMENTS: tuple[Path, ...] = (
    ("claims", "*", "holds", "*", "when"),
    ("claims", "*", "holds", "*", "then"),
)


class _Unknown(NamedTuple):
    """A name that nothing explains, and the names that could have been meant."""

    path: Path
    cause: str
    name: str
    known: list[str]
    is_key: bool = False


def unknown_names(document: Document) -> list[Fault]:
    """A fault for every name in the tree that nothing in it explains, in the order of the file."""
    places = [(document.place(each.path, of_key=each.is_key), each) for each in _all(document.data)]
    places.sort(key=lambda pair: pair[0])
    return [
        Fault(
            each.cause,
            did_you_mean(each.name, each.known) if at < MOST_SUGGESTED else "",
            place,
        )
        for at, (place, each) in enumerate(places)
    ]


def _all(data: Any) -> Iterator[_Unknown]:
    for pattern, homes, noun in _NAMES:
        # The last home may be a path of its own, as that of a shape is.
        at_path = homes[0] == "body_map"
        known = _keys(data, *homes) if at_path else [n for home in homes for n in _keys(data, home)]
        yield from _of_list(data, pattern, known, noun)
    for pattern in _CONDITIONS:
        for path, when in _at(data, pattern):
            yield from _in_condition(data, path, when)
    for pattern in _STATEMENTS:
        for path, statement in _at(data, pattern):
            yield from _in_statement(data, path, statement)
    for path, table in _at(data, ("tables", "*")):
        if isinstance(table, dict):
            yield from _in_options(
                data, (*path, "columns"), table.get("across"), table.get("columns")
            )
            for here, options in _at(table, ("rows", "*", "options")):
                yield from _in_options(data, path + here, table.get("down"), options)


def _of_list(
    data: Any, pattern: Path, known: list[str], noun: str, path: Path = ()
) -> Iterator[_Unknown]:
    for here, name in _at(data, pattern):
        if isinstance(name, str) and name not in known:
            yield _Unknown(path + here, f"There is no {noun} '{name}' in this tree.", name, known)


def _in_condition(data: Any, path: Path, when: Any) -> Iterator[_Unknown]:
    known = _keys(data, "questions")
    for question, options in when.items() if isinstance(when, dict) else ():
        if question not in known:
            cause = f"There is no question '{question}' in this tree."
            yield _Unknown((*path, question), cause, question, known, is_key=True)
        yield from _in_options(data, (*path, question), question, options)


def _in_options(data: Any, path: Path, question: Any, options: Any) -> Iterator[_Unknown]:
    """Options that a question does not have. An unknown question is another fault."""
    if question not in _keys(data, "questions"):
        return
    known = _keys(data, "questions", question, "options")
    for at, option in enumerate(options if isinstance(options, list) else ()):
        if isinstance(option, str) and option not in known:
            yield _Unknown((*path, at), f"'{question}' has no option '{option}'.", option, known)


def _in_statement(data: Any, path: Path, statement: Any) -> Iterator[_Unknown]:
    words, questions = Statement.model_fields, _keys(data, "questions")
    for key, value in statement.items() if isinstance(statement, dict) else ():
        if key not in words and key not in questions:
            cause = f"There is no word or question '{key}' in this tree."
            yield _Unknown((*path, key), cause, key, [*words, *questions], is_key=True)
        elif key not in words:
            yield from _in_options(data, (*path, key), key, value)
    combinations = [name for _, name in _at(data, ("gates", "*", "lines", "*", "combination"))]
    for word, noun, known in (
        ("outcome", "outcome", _keys(data, "outcomes")),
        ("combination", "combination", list(dict.fromkeys(combinations))),
        ("asked", "question", questions),
        ("clean", "question", questions),
        ("unsure", "question", questions),
    ):
        yield from _of_list(statement, (word, "*"), known, noun, path)
    for here, inner in _at(statement, ("any", "*")):
        yield from _in_statement(data, path + here, inner)


def _keys(data: Any, *path: Any) -> list[str]:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return list(data) if isinstance(data, dict) else []


def _at(data: Any, pattern: Path, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every piece of ``data`` whose path fits ``pattern``, with its path."""
    if not pattern:
        yield path, data
        return
    step, rest = pattern[0], pattern[1:]
    inside: Iterable[tuple[str | int, Any]]
    if isinstance(data, dict):
        inside = data.items() if step == "*" else [(step, data[step])] if step in data else ()
    elif isinstance(data, list) and step == "*":
        inside = enumerate(data)
    else:
        inside = ()
    for key, value in inside:
        yield from _at(value, rest, (*path, key))
