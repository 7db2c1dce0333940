"""The JSON Schemas of all that is read from files, and of all that is written as JSON."""

import json
from importlib import import_module
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from kneenumb.model.frozen import FrozenModel
from kneenumb.schema.words import InOurWords


def schema_of_file(model: type[FrozenModel]) -> dict[str, Any]:
    """The schema of the files that a model reads."""
    return model.model_json_schema(by_alias=True, schema_generator=_AsAnEditorReads)


class _AsAnEditorReads(InOurWords):
    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        made = super().str_schema(schema)
        # A text with a pattern is a name, and no name looks like a number.
        if "pattern" not in made:
            made["type"] = ["string", "number", "boolean"]
        return made

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return {
            **super().int_schema(schema),
            "type": ["integer", "string"],
            "pattern": "^-?[0-9]+$",
        }

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made: JsonSchemaValue = {
            "type": "object",
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        }
        keys = self.generate_inner(schema["keys_schema"])
        keys.pop("type")  # Every key is a text.
        if keys:
            made["propertyNames"] = keys
        if "min_length" in schema:
            made["minProperties"] = schema["min_length"]
        return made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        # Most defaults are "nothing", which an editor need not offer.
        if isinstance(schema.get("default"), str | bool):
            return super().default_schema(schema)
        return self.generate_inner(schema["schema"])


def schema_of_output(name: str, kind: type) -> dict[str, Any]:
    """The schema of JSON that is written.

    Args:
        kind: The ``TypedDict`` of the data.
    """
    made = TypeAdapter(kind).json_schema(mode="serialization", schema_generator=_AsItIsWritten)
    # Nothing forbids further keys: a reader of today can take what a later version writes.
    made["description"] += "\n\nKeys are only ever added, so take no notice of any other."
    # One of many rows has no room to say its version.
    version = made["properties"].get("format", {"const": 1})["const"]
    return {"$id": f"kneenumb:{name}:{version}", **made}


class _AsItIsWritten(InOurWords):
    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        values = self.generate_inner(schema["values_schema"])
        keys = schema["keys_schema"]
        if keys["type"] == "enum":  # Then every member is there.
            members = [str(each.value) for each in keys["members"]]
            return {
                "type": "object",
                "properties": dict.fromkeys(members, values),
                "required": members,
            }
        return {"type": "object", "additionalProperties": values}


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
    "result": Described("what `kneenumb triage --format json` writes", "result.json", "ResultData"),
    "range": Described(
        "what `kneenumb triage --range --format json` writes", "result.range_json", "RangeData"
    ),
    "explain": Described(
        "what `kneenumb explain` and `triage --explain` write with `--format json`",
        "explain.json",
        "ExplainData",
    ),
    "row": Described("a row that `kneenumb batch` writes", "batch.rows", "RowData"),
    "batch": Described("what `kneenumb batch --format json` writes", "batch.json", "BatchData"),
    "check": Described("what `kneenumb check --format json` writes", "check.json", "CheckData"),
    "mutate": Described(
        "what `kneenumb check --mutate --format json` writes", "mutate.json", "MutateData"
    ),
    "diff": Described("what `kneenumb diff --format json` writes", "diff.json", "DiffData"),
    "quiz": Described("what `kneenumb quiz --save` writes", "quiz.score_file", "QuizData"),
    "list": Described("what `kneenumb list --format json` writes", "show.catalogue", "ListData"),
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
    from kneenumb.model.frozen import FrozenModel

    pass

    described = SCHEMAS[name]
    kind = getattr(import_module(f"kneenumb.{described.module}"), described.type)
    made = schema_of_file(kind) if issubclass(kind, FrozenModel) else schema_of_output(name, kind)
    made["title"] = name.capitalize()
    parts = made.pop("$defs", {})
    head = {key: made.pop(key) for key in ("$id", "title", "description") if key in made}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **head, **made, "$defs": parts}
