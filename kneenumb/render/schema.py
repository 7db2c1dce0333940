"""The JSON Schema of tree files and case files, for editors and other programs.

An editor reads YAML in its own way: there, ``112`` is a number and ``true`` a truth
value, where our reader takes every value for text. The schema allows for both.
"""

import ast
import inspect
import json
import re
from itertools import pairwise
from textwrap import dedent
from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from kneenumb.model.case import Case
from kneenumb.model.part import Part
from kneenumb.model.tree import Tree

_MODELS: dict[str, type[Part]] = {"tree": Tree, "case": Case}


def schema_json(kind: Literal["tree", "case"]) -> str:
    """The schema of a kind of file, draft 2020-12, with a line break at the end."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def schema(kind: Literal["tree", "case"]) -> dict[str, Any]:
    """The schema of a kind of file as plain data."""
    model = _MODELS[kind]
    made = model.model_json_schema(by_alias=True, schema_generator=_AsAnEditorReads)
    parts = made.pop("$defs")
    for name, part in (*parts.items(), (model.__name__, made)):
        _describe(part, name)
    head = {
        "$schema": _AsAnEditorReads.schema_dialect,
        "title": made.pop("title"),
        "description": made.pop("description"),
    }
    return {**head, **made, "$defs": parts}


class _AsAnEditorReads(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:
        return False  # It would only repeat the key.

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

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        made = self.generate_inner(schema["schema"])
        if "type" not in made:
            return {"anyOf": [made, {"type": "null"}]}
        types = made["type"]
        return {**made, "type": [*([types] if isinstance(types, str) else types), "null"]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        # Most defaults are "nothing", which an editor need not offer.
        if isinstance(schema.get("default"), str | bool):
            return super().default_schema(schema)
        return self.generate_inner(schema["schema"])


def _describe(part: JsonSchemaValue, name: str) -> None:
    """Give a part of the schema, and its keys, the words of the model it was made from."""
    if "description" in part:
        part["description"] = _words(part["description"])
    model = next((each for each in _parts(Part) if each.__name__ == name), None)
    if model is None:  # An enumeration, which has no keys.
        return
    for field, says in _docstrings(model).items():
        key = model.model_fields[field].alias or field
        part["properties"][key]["description"] = _words(says)


def _parts(model: type[Part]) -> list[type[Part]]:
    return [each for below in model.__subclasses__() for each in (below, *_parts(below))]


def _docstrings(model: type[Part]) -> dict[str, str]:
    """The texts that stand below the fields of a model, which Python itself forgets."""
    (definition,) = ast.parse(dedent(inspect.getsource(model))).body
    assert isinstance(definition, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(says.value.value)
        for field, says in pairwise(definition.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(says, ast.Expr)
        and isinstance(says.value, ast.Constant)
        and isinstance(says.value.value, str)
    }


def _words(docstring: str) -> str:
    """A docstring without the marks of its markup."""
    plain = re.sub(r":\w+:`([^`]*)`", r"`\1`", docstring)
    return plain.replace("``", "`").replace("::\n", ":\n")
