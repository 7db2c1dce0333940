"""What the columns of a table mean: questions, lines of checklists, words of a case, or nothing."""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple
from unicodedata import normalize

from kneenumb.model.case import WORDS, AnswerFault
from kneenumb.model.column_map import SEPARATOR, ColumnMap, MappedColumn
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.form_kind import FormKind
from kneenumb.model.frozen import EMPTY
from kneenumb.model.suggest import Suggestions
from kneenumb.model.tree import Tree

YES, NO = "yes", "no"
"""What a column for one line of a checklist holds: ticked, and not ticked."""


class Target(NamedTuple):
    """What a column is about."""

    name: str
    """A question, or a word of a case."""
    option: str | None = None
    """The line of a checklist, if the column is about one only."""


class Column(NamedTuple):
    """A column of a table."""

    header: str
    at: int
    """Its number, from 0."""
    target: Target
    values: Mapping[str, tuple[str, ...]] = EMPTY
    """What each value means. Without any, values are ids."""
    split: str = SEPARATOR
    missing: Container[str] = ()
    """Codes that are no answer."""
    is_numbers: bool = False
    """Whether all values are numbers. Then ``1``, ``1.0`` and ``1,0`` are the same."""

    def is_missing(self, text: str) -> bool:
        """Whether a text without blanks around it is a code for no answer."""
        return bool(self.missing) and (text in self.missing or _number(text) in self.missing)

    def meaning(self, text: str) -> tuple[str, ...] | None:
        """What a value means by the map, if that is said."""
        found = self.values.get(text)
        if found is None:
            found = self.values.get(_number(text) if self.is_numbers else on_one_line(text))
        if found is None and self.is_missing(text):
            return ()
        return found


_NUMBER = re.compile(r"([+-]?)0*([0-9]+)(?:[.,]0*)?")


def _number(text: str) -> str:
    """A whole number as most people write it: ``1`` for ``1.0`` and ``1,0``; else nothing."""
    found = _NUMBER.fullmatch(text)
    return found[1].removeprefix("+") + found[2] if found else ""


def column_of(
    header: str, at: int, target: Target, mapped: MappedColumn | None, map: ColumnMap
) -> Column:
    """A column that means something, with everything that a map says of it.

    Args:
        mapped: What the map says of this column, if anything.
    """
    codes = (*map.missing, *(mapped.missing if mapped else ()))
    missing = frozenset(text for code in codes for text in (code, _number(code)) if text)
    if mapped is None:
        return Column(header, at, target, missing=missing)
    values = {on_one_line(text): meaning for text, meaning in mapped.values.items()}
    numbers = {_number(text): meaning for text, meaning in values.items()}
    is_numbers = "" not in numbers and len(numbers) == len(values)
    meanings = numbers if is_numbers else values
    return Column(header, at, target, meanings, mapped.split, missing, is_numbers)


def target_of(tree: Tree, name: str) -> Target | None:
    """What a header or a map means by a name, if that is a name of anything."""
    if name in tree.questions or name in WORDS:
        return Target(name)
    question, _, option = name.partition(".")
    asked = tree.questions.get(question)
    if asked and asked.is_checklist and option in asked.options:
        return Target(question, option)
    return None


def targets(tree: Tree) -> list[str]:
    """Everything that a column can be about, by name."""
    lines = (
        f"{name}.{option}"
        for name, question in tree.questions.items()
        if question.is_checklist
        for option in question.options
    )
    return [*tree.questions, *WORDS, *lines]


def columns_of(
    tree: Tree,
    headers: Sequence[str],
    map: ColumnMap,
    place: Callable[[int], Place],
) -> tuple[Column, ...]:
    """The columns of a table that mean something.

    Args:
        headers: Each on one line.
        map: What headers mean that are not names of the tree already, and which to ignore.
        place: Where a header stands, by its number.

    Raises:
        AnswerError: if a column means nothing that is known, if two mean the same, or if none is
            about a question. What nobody understands could be an answer that is lost.
    """
    columns: list[Column] = []
    faults: list[Fault] = []
    suggestions = Suggestions()
    left_out = {*ignored_columns(headers, map)}
    meanings = {on_one_line(header): meaning for header, meaning in map.columns.items()}
    for at, header in enumerate(headers):
        mapped = meanings.get(position(at), meanings.get(header))
        if at in left_out or (not header and mapped is None):
            continue
        header = header or position(at)
        found = target_of(tree, mapped.to if mapped else header)
        if found is None:
            faults.append(unknown_column(tree, header, place(at), suggestions))
        else:
            columns.append(column_of(header, at, found, mapped, map))
    faults += clashes(columns, place)
    if not faults and not any(column.target.name in tree.questions for column in columns):
        cause = f"None of the columns is a question of {tree.id}."
        faults.append(Fault(cause, "Rename them, or say with --map what they mean.", place(0)))
    if faults:
        raise AnswerError(*faults)
    return tuple(columns)


def position(at: int) -> str:
    """What a column is called by its place: ``#1`` is the first."""
    return f"#{at + 1}"


def ignored_columns(headers: Sequence[str], map: ColumnMap) -> dict[int, str]:
    """The columns to leave out, by their number, and what says so of each.

    Args:
        map: What it ignores are names of columns, places such as ``#12``, or patterns such as
            ``sf36_*``, which do not cover columns that it gives a meaning. An empty name stands
            for all columns that have none.

    Raises:
        AnswerError: if a pattern covers nothing.
    """
    found: dict[int, str] = {}
    named = {on_one_line(header) for header in map.columns}
    for name in map.ignore:
        wanted = on_one_line(name)
        covered = [
            at
            for at, header in enumerate(headers)
            if (wanted in (header, position(at)) or (header and fnmatchcase(header, wanted)))
            and not (is_pattern(name) and named & {header, position(at)})
        ]
        if not covered and is_pattern(name):
            cause = f"--ignore '{name}' covers no column."
            raise AnswerError(Fault(cause, "Check it against the names of the columns."))
        for at in covered:
            # A column that is named outright is left out whatever stands in it.
            if at not in found or not is_pattern(name):
                found[at] = name
    return found


def is_pattern(ignored: str) -> bool:
    """Whether it covers columns that are not named one by one."""
    return not ignored.strip() or not {*"*?["}.isdisjoint(ignored)


def on_one_line(header: str) -> str:
    """A header with one blank where there are several, or line breaks, as forms have them.

    Of the forms in which Unicode can write a letter it has the usual one (NFC).
    """
    return " ".join(normalize("NFC", header).split())


def not_asked(tree: Tree, columns: Sequence[Column]) -> Iterator[str]:
    """What a table cannot say, a sentence each: questions and lines without a column."""
    there = {column.target for column in columns}
    whole = {target.name for target in there if target.option is None}
    for name, question in tree.questions.items():
        lines = {target.option for target in there if target.name == name} - {None}
        if name not in whole and not lines:
            yield f"There is no column for the question '{name}'."
        elif lines:
            for option in question.options:
                if option not in lines:
                    yield f"There is no column for '{name}.{option}': nobody can have ticked it."


def unknown_column(tree: Tree, header: str, place: Place, suggestions: Suggestions) -> Fault:
    """The fault of a column that means nothing."""
    cause = f"The column '{header}' is nothing that {tree.id} asks."
    asked = _question_of(tree, header)
    if asked:
        cause = f"The column '{header}' has the words of '{asked}', and not that id for a name."
        remedy = "--map-template writes a first map of all columns. Use it with --map."
        return Fault(cause, remedy, place, AnswerFault.UNKNOWN_QUESTION)
    of_a_form = _of_a_form(tree, header)
    remedy = of_a_form or suggestions.did_you_mean(header, targets(tree))
    if not (of_a_form or remedy.startswith("Did you mean")):
        remedy = "Say what it means with --map (--map-template writes a first one)"
    ignore = f"leave it out with --ignore '{header}'"
    remedy = f"{remedy.rstrip('.')} {'Or' if '?' in remedy else 'or'} {ignore}."
    return Fault(cause, remedy, place, AnswerFault.UNKNOWN_QUESTION)


_BOX = re.compile(r"(?:.*[/.:-])?([a-z][a-z0-9_]*?)(___|/)([A-Za-z0-9_]+)")


def _of_a_form(tree: Tree, header: str) -> str:
    """What to do with a column like those that other programs have for a line of a checklist."""
    found = _BOX.fullmatch(header)
    if found is None or found[1] not in tree.questions:
        return ""
    question, sign, option = found.groups()
    kind = FormKind.REDCAP if sign == "___" else FormKind.XLSFORM
    known = option in tree.questions[question].options
    return (
        ("Use" if known else f"'{option}' is no option of '{question}'. Use")
        + f" --from {kind} for what comes of a form of 'kneenumb export form', or else say what it "
        "means with --map (--map-template writes a first one)."
    )


def _question_of(tree: Tree, header: str) -> str:
    """The question that a header has the words of, or the line of a checklist."""
    words = on_one_line(header).casefold().rstrip(" ?:.")
    for name, question in tree.questions.items():
        texts = {name: (question.ask, question.topic)}
        if question.is_checklist:
            for option, each in question.options.items():
                texts[f"{name}.{option}"] = (each.label, each.wording)
        for id, several in texts.items():
            if any(words == text.casefold().rstrip(" ?:.") for text in several):
                return id
    return ""


def clashes(columns: Sequence[Column], place: Callable[[int], Place]) -> Iterator[Fault]:
    """Columns of which one could hide what another says."""
    seen: dict[Target, Column] = {}
    for column in columns:
        name, option = column.target
        same = seen.get(column.target) or (seen.get(Target(name)) if option else None)
        lines = (each for each in seen.values() if each.target.name == name and not option)
        other = same or next(lines, None)
        if other is not None:
            cause = f"The columns '{other.header}' and '{column.header}' are both about '{name}'."
            remedy = f"Leave one out with --ignore '{column.header}', or rename it."
            if other.header == column.header:
                remedy = "Rename or remove one of the two."
            yield Fault(cause, remedy, place(column.at))
        seen.setdefault(column.target, column)
