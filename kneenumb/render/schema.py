"""The JSON Schemas of all that is read from files, and of all that is written as JSON.

What is written is described by the ``TypedDict`` of the function that makes it: one more line in
:data:`SCHEMAS` gives it a schema.
"""

from importlib import import_module
from typing import Any, NamedTuple


class Described(NamedTuple):
    """What a schema describes."""

    about: str
    """What it is, as Markdown."""
    home: str
    """The module in which the model or the ``TypedDict`` is found."""
    type: str


SCHEMAS = {
    "tree": Described("a tree file", "kneenumb.model.tree", "Tree"),
    "case": Described("a case file", "kneenumb.model.case", "Case"),
    "allow": Described(
        "a file for `kneenumb diff --allow`", "kneenumb.model.allowance", "AllowList"
    ),
    "result": Described(
        "what `kneenumb triage --format json` writes", "kneenumb.render.result_data", "ResultData"
    ),
    "check": Described(
        "what `kneenumb check --format json` writes", "kneenumb.render.check_json", "CheckData"
    ),
    "mutate": Described(
        "what `kneenumb check --mutate --format json` writes",
        "kneenumb.render.mutate_json",
        "MutateData",
    ),
    "diff": Described(
        "what `kneenumb diff --format json` writes", "kneenumb.render.diff_json", "DiffData"
    ),
    "list": Described(
        "what `kneenumb list --format json` writes", "kneenumb.render.catalogue", "ListData"
    ),
}
"""Every schema by its name, in the order to show them. Files that are read come first."""


def schema_json(name: str) -> str:
    """A schema as JSON, with a line break at the end.

    Raises:
        KeyError: if there is none of that name.
    """
    import json

    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def schema(name: str) -> dict[str, Any]:
    """A schema as plain data, draft 2020-12.

    Raises:
        KeyError: if there is none of that name.
    """
    # To describe takes much that no other command needs.
    from kneenumb.model.part import Part
    from kneenumb.render.schema_of_file import schema_of_file
    from kneenumb.render.schema_of_output import schema_of_output

    described = SCHEMAS[name]
    kind = getattr(import_module(described.home), described.type)
    made = schema_of_file(kind) if issubclass(kind, Part) else schema_of_output(name, kind)
    made["title"] = name.capitalize()
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    first = ("$schema", "$id", "title", "description")
    last = ("$defs",)
    order = [*first, *(key for key in made if key not in (*first, *last)), *last]
    return {key: made[key] for key in order if key in made}
