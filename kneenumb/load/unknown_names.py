"""Checks that every name in a tree means something.

This looks at the data before it is a tree, so that an unknown name and a
missing text are reported in the same go.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from kneenumb.model.claim import Statement
from kneenumb.model.fault import Fault, NodePath, TreeFault
from kneenumb.model.suggest import Suggestions
from kneenumb.strict_yaml.document import Document

NODES = ("questions", "gates", "tables", "outcomes")
_NODE = "question, gate or outcome"

# Where a name stands, and the mappings one of which must know it.
# "*" is any key or position.
_NAMES: tuple[tuple[NodePath, tuple[str, ...], str], ...] = (
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
    (("conditions", "*", "areas", "*"), ("areas",), "area"),
    (("areas", "*", "front", "*"), ("body_map", "front"), "shape of the front view"),
    (("areas", "*", "back", "*"), ("body_map", "back"), "shape of the back view"),
    (("areas", "*", "front_fading", "*"), ("body_map", "front"), "shape of the front view"),
    (("areas", "*", "back_fading", "*"), ("body_map", "back"), "shape of the back view"),
    (("roots", "*", "areas", "*"), ("areas",), "area"),
    (("roots", "*", "conditions", "*"), ("conditions",), "condition"),
    (("roots", "*", "sources", "*"), ("sources",), "source"),
    (("nerves", "*", "areas", "*"), ("areas",), "area"),
    (("nerves", "*", "conditions", "*"), ("conditions",), "condition"),
    (("nerves", "*", "sources", "*"), ("sources",), "source"),
    (("roots", "*", "pressed", "*", "sources", "*"), ("sources",), "source"),
    (("nerves", "*", "pressed", "*", "sources", "*"), ("sources",), "source"),
    (("nerves", "*", "roots", "*"), ("roots",), "root"),
    (("questions", "*", "sources", "*"), ("sources",), "source"),
    (("red_flags", "*", "sources", "*"), ("sources",), "source"),
    (("outcomes", "*", "sources", "*"), ("sources",), "source"),
    (("claims", "*", "sources", "*"), ("sources",), "source"),
    (("sources", "*", "sources", "*"), ("sources",), "source"),
    (("sources", "*", "corrects", "*"), ("sources",), "source"),
    (("body_map", "sources", "*"), ("sources",), "source"),
    (("numbers_sources", "*"), ("sources",), "source"),
)
_CONDITIONS: tuple[NodePath, ...] = (
    ("gates", "*", "lines", "*", "when"),
    ("outcomes", "*", "why_if", "*", "when"),
    ("roots", "*", "answers"),
    ("nerves", "*", "answers"),
)
_STATEMENTS: tuple[NodePath, ...] = (
    ("claims", "*", "holds", "*", "when"),
    ("claims", "*", "holds", "*", "then"),
)


Known = Collection[str]
"""Names that mean something. A mapping or a set of words, as it is asked for each name used."""


class _Unknown(NamedTuple):
    """A name that nothing explains, and the names that could have been meant."""

    path: NodePath
    cause: str
    name: str
    known: Known
    is_key: bool = False


def unknown_names(document: Document) -> list[Fault]:
    """A fault for every name in the tree that nothing in it explains, in the order of the file."""
    places = [(document.place(each.path, of_key=each.is_key), each) for each in _all(document.data)]
    places.sort(key=lambda pair: pair[0])
    suggest = Suggestions().did_you_mean
    return [
        Fault(each.cause, suggest(each.name, each.known), place, TreeFault.UNKNOWN_NAME)
        for place, each in places
    ]


def _all(data: Any) -> Iterator[_Unknown]:
    for pattern, homes, noun in _NAMES:
        # The last home may be a path of its own, as that of a shape is.
        if homes[0] == "body_map":
            known = _keys(data, *homes)
        else:
            known = dict.fromkeys(name for home in homes for name in _keys(data, home))
        yield from _of_list(data, pattern, known, noun)
    for pattern in _CONDITIONS:
        for path, when in _at(data, pattern):
            yield from _in_condition(data, path, when)
    vocabulary = _vocabulary(data)
    for pattern in _STATEMENTS:
        for path, statement in _at(data, pattern):
            yield from _in_statement(data, path, statement, vocabulary)
    for path, options in _at(data, ("questions", "*", "options")):
        if isinstance(options, dict):
            yield from _split_lines(path, options)
    for _, nerves in _at(data, ("nerves",)):
        yield from _branches(nerves)
    for path, table in _at(data, ("tables", "*")):
        if isinstance(table, dict):
            yield from _in_options(
                data, (*path, "columns"), table.get("across"), table.get("columns")
            )
            for here, options in _at(table, ("rows", "*", "options")):
                yield from _in_options(data, path + here, table.get("down"), options)


def _of_list(
    data: Any, pattern: NodePath, known: Known, noun: str, path: NodePath = ()
) -> Iterator[_Unknown]:
    for here, name in _at(data, pattern):
        if isinstance(name, str) and name not in known:
            yield _Unknown(path + here, f"There is no {noun} '{name}' in this tree.", name, known)


def _in_condition(data: Any, path: NodePath, when: Any) -> Iterator[_Unknown]:
    known = _keys(data, "questions")
    for question, options in when.items() if isinstance(when, dict) else ():
        if question not in known:
            cause = f"There is no question '{question}' in this tree."
            yield _Unknown((*path, question), cause, question, known, is_key=True)
        yield from _in_options(data, (*path, question), question, options)


def _in_options(data: Any, path: NodePath, question: Any, options: Any) -> Iterator[_Unknown]:
    """Options that a question does not have. An unknown question is another fault."""
    if not isinstance(question, str) or question not in _keys(data, "questions"):
        return
    known = _keys(data, "questions", question, "options")
    for at, option in enumerate(options if isinstance(options, list) else ()):
        if isinstance(option, str) and option not in known:
            yield _Unknown((*path, at), f"'{question}' has no option '{option}'.", option, known)


def _split_lines(path: NodePath, options: dict[str, Any]) -> Iterator[_Unknown]:
    """Lines that were split from none above them. So none is split from itself, by any way."""
    above: dict[str, None] = {}
    for option, content in options.items():
        parent = content.get("split_from") if isinstance(content, dict) else None
        if isinstance(parent, str) and parent not in above:
            cause = f"'{path[1]}' has no option '{parent}' above '{option}'."
            yield _Unknown((*path, option, "split_from"), cause, parent, dict(above))
        above[option] = None


def _branches(nerves: Any) -> Iterator[_Unknown]:
    """Nerves that are branches of none above them. So none is a branch of itself, by any way."""
    above: dict[str, None] = {}
    for name, nerve in nerves.items() if isinstance(nerves, dict) else ():
        for path, parent in _at(nerve, ("branch_of", "*")):
            if isinstance(parent, str) and parent not in above:
                cause = f"There is no nerve '{parent}' above '{name}'."
                yield _Unknown(("nerves", name, *path), cause, parent, dict(above))
        above[name] = None


class _Vocabulary(NamedTuple):
    """What a statement can name. Gathered once, as there may be thousands of statements."""

    keys: Known
    """Words of the language of claims, and questions."""
    lists: tuple[tuple[str, str, Known], ...]
    """A word that takes names, what they are names of, and those that are known."""


def _vocabulary(data: Any) -> _Vocabulary:
    questions = _keys(data, "questions")
    combinations = (name for _, name in _at(data, ("gates", "*", "lines", "*", "combination")))
    return _Vocabulary(
        dict.fromkeys([*Statement.model_fields, *questions]),
        (
            ("outcome", "outcome", _keys(data, "outcomes")),
            ("combination", "combination", dict.fromkeys(filter(_is_text, combinations))),
            ("asked", "question", questions),
            ("clean", "question", questions),
            ("unsure", "question", questions),
        ),
    )


def _in_statement(
    data: Any, path: NodePath, statement: Any, vocabulary: _Vocabulary
) -> Iterator[_Unknown]:
    for key, value in statement.items() if isinstance(statement, dict) else ():
        if key not in vocabulary.keys:
            cause = f"There is no word or question '{key}' in this tree."
            yield _Unknown((*path, key), cause, key, vocabulary.keys, is_key=True)
        elif key not in Statement.model_fields:
            yield from _in_options(data, (*path, key), key, value)
    for word, noun, known in vocabulary.lists:
        yield from _of_list(statement, (word, "*"), known, noun, path)
    for here, inner in _at(statement, ("any", "*")):
        yield from _in_statement(data, path + here, inner, vocabulary)


def _is_text(piece: Any) -> bool:
    return isinstance(piece, str)


def _keys(data: Any, *path: str) -> Known:
    """The keys of the mapping at ``path``; none where there is none."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data.keys() if isinstance(data, dict) else ()


def _at(data: Any, pattern: NodePath, path: NodePath = ()) -> Iterator[tuple[NodePath, Any]]:
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
