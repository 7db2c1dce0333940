"""The JSON Schemas of all that is read from files, and of all that is written as JSON.

What is read is described by its model. What is written is described by the ``TypedDict`` that the
function returns which makes it: a line in :data:`SCHEMAS` is all that one more of these needs.
"""

import json
from importlib import import_module
from typing import Any, NamedTuple


class Described(NamedTuple):
    """What a schema describes."""

    about: str
    """What it is, as Markdown."""
    module: str
    """Where its type is found. It is read only if its schema is asked for."""
    type: str


SCHEMAS = {
    "tree": Described("a tree file", "model.tree", "Tree"),
    "case": Described("a case file", "model.case", "Case"),
    "allow": Described("a file for `kneenumb diff --allow`", "model.allowance", "AllowList"),
    "result": Described(
        "what `kneenumb triage --format json` writes", "render.result_data", "ResultData"
    ),
    "range": Described(
        "what `kneenumb triage --range --format json` writes", "render.range_data", "RangeData"
    ),
    "explain": Described(
        "what `kneenumb explain` and `triage --explain` write with `--format json`",
        "render.explain_data",
        "ExplainData",
    ),
    "row": Described("a row that `kneenumb batch` writes", "render.row_data", "RowData"),
    "batch": Described(
        "what `kneenumb batch --format json` writes", "render.batch_data", "BatchData"
    ),
    "check": Described(
        "what `kneenumb check --format json` writes", "render.check_data", "CheckData"
    ),
    "mutate": Described(
        "what `kneenumb check --mutate --format json` writes", "render.mutate_data", "MutateData"
    ),
    "diff": Described("what `kneenumb diff --format json` writes", "render.diff_data", "DiffData"),
    "quiz": Described("what `kneenumb quiz --save` writes", "render.quiz_data", "QuizData"),
    "list": Described("what `kneenumb list --format json` writes", "render.list_data", "ListData"),
}
"""Every schema by its name, in the order to show them: first of what is read."""


def schema_json(name: str) -> str:
    """A schema as JSON, with a line break at the end.

    Raises:
        KeyError: if there is none of that name.
    """
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def schema(name: str) -> dict[str, Any]:
    """A schema as plain data, draft 2020-12.

    Raises:
        KeyError: if there is none of that name.
    """
    # To make a schema takes much that nothing else in these commands needs.
    from kneenumb.model.part import Part
    from kneenumb.render.schema_of_file import schema_of_file
    from kneenumb.render.schema_of_output import schema_of_output

    described = SCHEMAS[name]
    kind = getattr(import_module(f"kneenumb.{described.module}"), described.type)
    made = schema_of_file(kind) if issubclass(kind, Part) else schema_of_output(name, kind)
    made["title"] = name.capitalize()
    parts = made.pop("$defs", {})
    head = {key: made.pop(key) for key in ("$id", "title", "description") if key in made}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **head, **made, "$defs": parts}
