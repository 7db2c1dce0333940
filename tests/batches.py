"""The teaching cases as every kind of input that ``kneenumb batch`` takes."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import yaml

from kneenumb import Tree, load_tree
from kneenumb.load import bundled
from kneenumb.strict_yaml.document import parse

Case = dict[str, Any]
"""A case file as plain data, with an id."""

TREE = load_tree()
QUESTIONS = list(TREE.questions)
EXPECTATIONS = ("outcome", "urgency", "error")


def teaching_cases() -> list[Case]:
    """Every bundled case, called by its name."""
    return [
        {"id": name, **parse(path.read_bytes(), name).data}
        for name, path in bundled.cases().items()
    ]


def flat(case: Case) -> Case:
    """A case as a bare mapping of questions to options, beside the other words of a case."""
    words = {key: value for key, value in case.items() if key not in ("answers", "expected")}
    expected = {f"expected_{key}": value for key, value in case.get("expected", {}).items()}
    return {**words, **case["answers"], **expected}


def _cell(answer: str | list[str]) -> str:
    """An answer in one cell. A checklist without a tick is not the same as no answer."""
    return answer if isinstance(answer, str) else ";".join(answer) or ";"


def as_csv(cases: list[Case], delimiter: str = ",") -> str:
    """A table with one column for each question."""
    headers = ["id", "tree", "title", *QUESTIONS, *(f"expected_{each}" for each in EXPECTATIONS)]
    text = io.StringIO()
    table = csv.DictWriter(text, headers, delimiter=delimiter, extrasaction="ignore")
    table.writeheader()
    for case in cases:
        table.writerow({key: _cell(value) for key, value in flat(case).items()})
    return text.getvalue()


def as_csv_by_line(cases: list[Case]) -> str:
    """A table with a column for each line of every checklist."""
    checklists = [name for name in QUESTIONS if TREE.questions[name].is_checklist]
    lines = [(name, option) for name in checklists for option in TREE.questions[name].options]
    singles = [name for name in QUESTIONS if name not in checklists]
    headers = ["id", *singles, *(f"{name}.{option}" for name, option in lines)]
    text = io.StringIO()
    table = csv.DictWriter(text, [*headers, *(f"expected_{each}" for each in EXPECTATIONS)])
    table.writeheader()
    for case in map(flat, cases):
        row = {name: case[name] for name in ("id", *singles) if name in case}
        row |= {key: value for key, value in case.items() if key.startswith("expected_")}
        for name, option in lines:
            if name in case:
                row[f"{name}.{option}"] = "yes" if option in case[name] else "no"
        table.writerow(row)
    return text.getvalue()


def as_json_lines(cases: list[Case]) -> str:
    """A case a line."""
    return "".join(json.dumps(case) + "\n" for case in cases)


def as_yaml_list(cases: list[Case]) -> str:
    """One document that is a list."""
    return yaml.dump(cases, sort_keys=False, allow_unicode=True)


def as_yaml_documents(cases: list[Case]) -> str:
    """A document for each case."""
    return yaml.dump_all(cases, sort_keys=False, allow_unicode=True)


INPUTS = {
    "cases.csv": as_csv,
    "cases.tsv": lambda cases: as_csv(cases, "\t"),
    "by-line.csv": as_csv_by_line,
    "cases.jsonl": as_json_lines,
    "flat.jsonl": lambda cases: as_json_lines(list(map(flat, cases))),
    "list.yaml": as_yaml_list,
    "flat.yaml": lambda cases: as_yaml_list(list(map(flat, cases))),
    "documents.yml": as_yaml_documents,
    "cases.json": json.dumps,
    "indented.json": lambda cases: json.dumps(cases, indent=2),
}
"""The name of a file, and what writes cases into it."""


def as_folder(cases: list[Case], folder: Path) -> None:
    """A file for each case. Its name is the id."""
    folder.mkdir()
    for case in cases:
        words = {key: value for key, value in case.items() if key != "id"}
        text = yaml.dump(words, sort_keys=False, allow_unicode=True)
        (folder / f"{case['id']}.yaml").write_text(text)


def people_as_csv(number: int, tree: Tree = TREE) -> str:
    """A table of so many rows of people, all different and the same each time."""
    import random

    chosen = random.Random(1)
    lines = [",".join(["id", *tree.questions])]
    for at in range(number):
        cells = []
        for question in tree.questions.values():
            options = list(question.options)
            clean = question.clean if chosen.random() < 0.85 else None
            cells.append(clean or chosen.choice(options))
        lines.append(",".join([f"p{at}", *cells]))
    return "\n".join(lines) + "\n"
