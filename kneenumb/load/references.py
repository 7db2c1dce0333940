"""Checks that every name in a tree means something.

This looks at the data before it is a tree, so that an unknown name and a
missing text are reported in the same go.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from kneenumb.load.composer import Path
from kneenumb.load.document import Document
from kneenumb.model.claim import Statement
from kneenumb.model.fault import Fault
from kneenumb.model.suggest import did_you_mean

NODES = ("questions", "gates", "tables", "outcomes")

# Where a name stands, and the mappings one of which must know it.
# "*" is any key or position.
_NAMES: tuple[tuple[Path, tuple[str, ...], str], ...] = (
    (("start",), ("questions",), "question"),
    (("questions", "*", "section"), ("sections",), "section"),
    (("questions", "*", "next"), NODES, "question, gate or outcome"),
    (("questions", "*", "options", "*", "next"), NODES, "question, gate or outcome"),
    (("questions", "*", "options", "*", "flag"), ("red_flags",), "red flag"),
    (("gates", "*", "lines", "*", "next"), NODES, "question, gate or outcome"),
    (("gates", "*", "lines", "*", "else"), NODES, "question, gate or outcome"),
    (("tables", "*", "else"), NODES, "question, gate or outcome"),
    (("tables", "*", "rows", "*", "go", "*"), NODES, "question, gate or outcome"),
    (("tables", "*", "down"), ("questions",), "question"),
    (("tables", "*", "across"), ("questions",), "question"),
    (("red_flags", "*", "outcome"), ("outcomes",), "outcome"),
    (("outcomes", "*", "areas", "*"), ("areas",), "area"),
    (("outcomes", "*", "conditions", "*"), ("conditions",), "condition"),
    (("questions", "*", "options", "*", "sources", "*"), ("sources",), "source"),
    (("gates", "*", "lines", "*", "sources", "*"), ("sources",), "source"),
    (("*", "*", "sources", "*"), ("sources",), "source"),
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


def unknown_names(document: Document) -> list[Fault]:
    """A fault for every name in the tree that nothing in it explains."""
    data = document.data
    faults = []
    for pattern, homes, noun in _NAMES:
        known = [name for home in homes for name in _keys(data, home)]
        for path, name in _at(data, pattern):
            if isinstance(name, str) and name not in known:
                faults.append(_unknown(document, path, noun, name, known))
    for pattern in _CONDITIONS:
        for path, when in _at(data, pattern):
            faults += _in_condition(document, path, when)
    for pattern in _STATEMENTS:
        for path, statement in _at(data, pattern):
            faults += _in_statement(document, path, statement)
    faults += _in_tables(document)
    faults += _in_areas(document)
    return faults


def _in_condition(document: Document, path: Path, when: Any) -> list[Fault]:
    faults = []
    for question, options in when.items() if isinstance(when, dict) else ():
        here = (*path, question)
        if question not in _keys(document.data, "questions"):
            known = _keys(document.data, "questions")
            faults.append(_unknown(document, here, "question", question, known, of_key=True))
        else:
            faults += _in_options(document, here, question, options)
    return faults


def _in_options(document: Document, path: Path, question: str, options: Any) -> list[Fault]:
    known = _keys(document.data, "questions", question, "options")
    return [
        Fault(
            f"'{question}' has no option '{option}'.",
            did_you_mean(option, known),
            document.place((*path, at)),
        )
        for at, option in enumerate(options if isinstance(options, list) else ())
        if isinstance(option, str) and option not in known
    ]


def _in_statement(document: Document, path: Path, statement: Any) -> list[Fault]:
    if not isinstance(statement, dict):
        return []
    words = Statement.model_fields
    faults = []
    questions = _keys(document.data, "questions")
    for key, value in statement.items():
        if key not in words and key not in questions:
            known = [*words, *questions]
            cause = "word or question"
            faults.append(_unknown(document, (*path, key), cause, key, known, of_key=True))
        elif key not in words:
            faults += _in_options(document, (*path, key), key, value)
    for word in ("outcome", "asked", "clean", "unsure"):
        home = "outcomes" if word == "outcome" else "questions"
        known = _keys(document.data, home)
        for here, name in _at(statement, (word, "*")):
            if isinstance(name, str) and name not in known:
                noun = home.removesuffix("s")
                faults.append(_unknown(document, path + here, noun, name, known))
    for here, inner in _at(statement, ("any", "*")):
        faults += _in_statement(document, path + here, inner)
    return faults


def _in_tables(document: Document) -> list[Fault]:
    faults = []
    for path, table in _at(document.data, ("tables", "*")):
        if not isinstance(table, dict):
            continue
        faults += _in_options(
            document, (*path, "columns"), str(table.get("across")), table.get("columns")
        )
        for here, options in _at(table, ("rows", "*", "options")):
            faults += _in_options(document, path + here, str(table.get("down")), options)
    return faults


def _in_areas(document: Document) -> list[Fault]:
    return [
        _unknown(document, path, f"shape of the {view} view", name, known)
        for view in ("front", "back")
        for known in (_keys(document.data, "body_map", view),)
        for path, name in _at(document.data, ("areas", "*", view, "*"))
        if isinstance(name, str) and name not in known
    ]


def _unknown(
    document: Document,
    path: Path,
    noun: str,
    name: str,
    known: list[str],
    *,
    of_key: bool = False,
) -> Fault:
    cause = f"There is no {noun} '{name}' in this tree."
    return Fault(cause, did_you_mean(name, known), document.place(path, of_key=of_key))


def _keys(data: Any, *path: str) -> list[str]:
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
