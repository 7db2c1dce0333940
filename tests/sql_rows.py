"""Rows for databases: answers of all sorts in a table, and what the plain engine makes of them."""

import csv
import io
import json
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kneenumb import Tree
from kneenumb.export.tree_json import tree_json
from kneenumb.sql.layout import Checklists
from tests.command import run

COMPARED = (
    "outcome",
    "urgency",
    "base_urgency",
    "red_flags",
    "floors",
    "unused",
    "error_kind",
    "title",
    "action",
    "says",
    "answers",
    "questions",
)
"""What has to be the same in every engine."""

Row = dict[str, str]
"""A row as it stands in a CSV file: an empty text is no answer."""

Answers = dict[str, tuple[str, ...]]

_AROUND = ["", " ", "\t", "\u00a0", " \u2003", "\u3000", "\n", "\x1f"]
_ODD = [
    "maybe",
    "None",
    "n\u00f6",
    "'",
    '"',
    "\\",
    "';--",
    "a b",
    "%",
    "_",
    "?empty",
    "\U0001f9b5",
    "no no",
    "YES",
    "no, NOT_SURE",
    "none|not_sure",
    "no/yes\tnot_sure",
    "\u212anee",
]


def cells(tree: Tree, answers: Answers, form: Checklists = Checklists.TEXT) -> Row:
    """Sound answers as the cells of a table."""
    row: Row = {}
    for name, question in tree.questions.items():
        given = answers.get(name)
        if question.is_checklist and form is Checklists.COLUMNS:
            for option in question.options:
                ticked = "yes" if given and option in given else "no"
                row[f"{name}.{option}"] = ticked if given is not None else ""
        else:
            row[name] = ";".join(given or ())
    return row


def random_row(tree: Tree, chance: random.Random, form: Checklists = Checklists.TEXT) -> Row:
    """Answers of which some are missing, some are wrong, and some have blanks around them."""
    row: Row = {}
    mildly = chance.random() < 0.6  # Most walks would end at once, and show little.
    for name, question in tree.questions.items():
        if question.is_checklist and form is Checklists.COLUMNS:
            row |= _by_line(name, list(question.options), chance)
            continue
        row[name] = _cell(tree, name, chance, mildly)
        if form is Checklists.LIST:  # A control character would be a fault of the file.
            row[name] = "".join(each for each in row[name] if each >= " ")
        if form is Checklists.LIST and not question.is_checklist:
            row[name] = row[name].strip()  # In JSON, a blank is a part of an answer.
        elif form is Checklists.LIST and not row[name].strip():
            row[name] = ""
    return row


def _by_line(name: str, options: list[str], chance: random.Random) -> Row:
    match chance.random():
        case luck if luck < 0.1:
            return {f"{name}.{option}": "" for option in options}
        case luck if luck < 0.15:
            words = ["yes", "no", "", " ", "YES", "1", " yes ", "\u00a0no"]
            return {f"{name}.{option}": chance.choice(words) for option in options}
        case luck if luck < 0.25:
            return {f"{name}.{option}": chance.choice(["no", "no", ""]) for option in options}
    ticked = chance.sample(options, chance.choice([1, 1, 1, 2]))
    return {f"{name}.{option}": "yes" if option in ticked else "no" for option in options}


def _cell(tree: Tree, name: str, chance: random.Random, mildly: bool) -> str:
    question = tree.questions[name]
    options = list(question.options)
    luck = chance.random()
    if luck < 0.02:
        return chance.choice(["", " ", "\u00a0\t"])
    if luck < 0.03:
        return chance.choice(_ODD)
    clean = question.clean
    if mildly and clean and chance.random() < 0.8:
        return clean
    around = chance.choice(_AROUND), chance.choice(_AROUND)
    if not question.is_checklist:
        return _between(around, chance.choice(options)) if luck < 0.1 else chance.choice(options)
    lines = [each for each in options if not question.options[each].stands_alone] or options
    ticks = chance.sample(lines, min(len(lines), chance.choice([1, 1, 1, 2, 3])))
    if luck < 0.07:
        known = [*options, *ticks]  # Now and then one comes twice.
        ticks += [chance.choice([*known, *_ODD, "", " "]) for _ in range(chance.choice([1, 1, 2]))]
    if luck < 0.03:
        return chance.choice([";", " ; ;", ";;;"])
    if luck < 0.12:
        return ";".join(_between(around, each) for each in ticks)
    return ";".join(ticks)


def _between(around: tuple[str, str], text: str) -> str:
    return f"{around[0]}{text}{around[1]}"


def as_csv(rows: Sequence[Row]) -> str:
    """Rows as a file, each with its number as id."""
    text = io.StringIO()
    table = csv.DictWriter(text, ["id", *rows[0]], lineterminator="\n")
    table.writeheader()
    table.writerows({"id": f"r{at}", **row} for at, row in enumerate(rows))
    return text.getvalue()


def as_json_lines(tree: Tree, rows: Sequence[Row]) -> str:
    """Rows as a file, with a list for each checklist."""
    lines = []
    for at, row in enumerate(rows):
        answers = {name: cell for name, cell in row.items() if cell}
        lists = {
            name: cell.split(";")
            for name, cell in answers.items()
            if tree.questions[name].is_checklist
        }
        lines.append(json.dumps({"id": f"r{at}", **answers, **lists}) + "\n")
    return "".join(lines)


def plain(tree: Tree, rows: Sequence[Row], form: Checklists = Checklists.TEXT) -> list[Row]:
    """What the plain engine makes of rows: the reference."""
    with tempfile.TemporaryDirectory() as folder:
        is_json = form is Checklists.LIST
        source, file = (
            Path(folder, "rows.jsonl" if is_json else "rows.csv"),
            Path(folder, "tree.json"),
        )
        written = as_json_lines(tree, rows) if is_json else as_csv(rows)
        source.write_text(written, encoding="utf-8", newline="")
        file.write_text(tree_json(tree), encoding="utf-8")
        more = ",".join(
            name
            for name in COMPARED
            if name not in ("outcome", "urgency", "red_flags", "error_kind")
        )
        done = run(
            "batch",
            str(source),
            "--tree",
            str(file),
            "--unchecked",
            "--format",
            "csv",
            "--columns",
            more,
        )
        assert done.code in (0, 4), done.err
        found = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["id"] for row in found] == [f"r{at}" for at in range(len(rows))]
    return [{name: row[name] for name in COMPARED} for row in found]


def differences(
    rows: Sequence[Row], found: Iterable[Sequence[object]], wanted: Sequence[Row]
) -> Iterator[str]:
    """Where an engine does not agree with the plain one, in words.

    Args:
        found: The columns of :data:`COMPARED` of every row, in order.
    """
    got = list(found)
    if len(got) != len(rows):
        yield f"{len(got)} rows of {len(rows)}"
    for row, there, want in zip(rows, got, wanted, strict=False):
        for name, value in zip(COMPARED, there, strict=True):
            text = "" if value is None else str(value)
            if name == "questions":
                text = text.removesuffix(".0")
            if text != want[name]:
                yield f"{name}: {text!r}, not {want[name]!r}, of {row}"
