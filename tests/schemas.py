"""Makes the JSON Schemas that kneenumb ships, from its types and their docstrings.

What it makes are files of the package: Python may run without docstrings and without sources, so
that a schema could not be made where somebody asks for it. Make them anew with ``UPDATE_SCENES=1``.
"""

import ast
import inspect
import json
import os
import re
from enum import Enum
from importlib import import_module
from itertools import pairwise
from textwrap import dedent
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema
from typing_extensions import is_typeddict

from kneenumb.model.frozen import FrozenModel
from kneenumb.schema.schema import schema_file

TYPES = {
    "tree": "kneenumb.model.tree:Tree",
    "case": "kneenumb.model.case:Case",
    "allow": "kneenumb.diff.allowances:AllowList",
    "result": "kneenumb.result.json:ResultData",
    "range": "kneenumb.result.range_json:RangeData",
    "explain": "kneenumb.explain.json:ExplainData",
    "batch": "kneenumb.batch.json:BatchData",
    "check": "kneenumb.check.json:CheckData",
    "rules": "kneenumb.check.json:RulesData",
    "mutate": "kneenumb.mutate.json:MutateData",
    "diff": "kneenumb.diff.json:DiffData",
    "overview": "kneenumb.show.json:OverviewData",
    "parts": "kneenumb.show.json:PartsData",
    "drawn": "kneenumb.show.json:DrawnData",
    "list": "kneenumb.show.catalogue:ListData",
    "settings": "kneenumb.settings.page:SettingsData",
    "row": "kneenumb.batch.rows:RowData",
    "quiz": "kneenumb.quiz.score_file:QuizData",
}
"""Where the type is that a schema is of: a model is read from files, a ``TypedDict`` is written."""


def schema_text(name: str) -> str:
    """The schema of that name as its file should hold it, draft 2020-12."""
    module, _, type_name = TYPES[name].partition(":")
    kind = getattr(import_module(module), type_name)
    made = schema_of_file(kind) if issubclass(kind, FrozenModel) else schema_of_output(name, kind)
    made["title"] = name.capitalize()
    parts = made.pop("$defs", {})
    head = {key: made.pop(key) for key in ("$id", "title", "description") if key in made}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    whole = {"$schema": dialect, **head, **made, "$defs": parts}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def kept_schema(name: str) -> str:
    """What the file of a schema holds; made anew before, if that is asked for."""
    path = schema_file(name)
    if os.environ.get("UPDATE_SCENES") == "1":
        path.write_text(schema_text(name), encoding="utf-8")
    return path.read_text(encoding="utf-8")


class InOurWords(GenerateJsonSchema):
    """Takes every description from the docstring of a class, or from the text below a field."""

    def generate(
        self, schema: core_schema.CoreSchema, mode: JsonSchemaMode = "validation"
    ) -> JsonSchemaValue:
        self._classes: dict[str, type] = {}
        made = super().generate(schema, mode)
        for part in (made, *made.get("$defs", {}).values()):
            self._describe(part)
        return made

    def _describe(self, part: JsonSchemaValue) -> None:
        if "description" in part:
            part["description"] = _words(part["description"])
        described = self._classes[part["title"]]
        for name, says in _below_names(described).items():
            if issubclass(described, Enum):
                part["description"] += f"\n- `{described[name].value}`: {_words(says)}"
            else:
                part["properties"][_key(described, name)]["description"] = _words(says)

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        self._classes[schema["cls"].__name__] = schema["cls"]
        return super().model_schema(schema)

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        self._classes[schema["cls"].__name__] = schema["cls"]
        return super().typed_dict_schema(schema)

    def named_tuple_schema(self, schema: Any) -> JsonSchemaValue:
        return self._object(schema["cls"], schema["fields"])

    def call_schema(self, schema: Any) -> JsonSchemaValue:
        # What a named tuple is for an older pydantic.
        return self._object(schema["function"], schema["arguments_schema"]["arguments_schema"])

    def _object(self, named_tuple: type, fields: list[Any]) -> JsonSchemaValue:
        """The schema of a named tuple, which is written as an object."""
        self._classes[named_tuple.__name__] = named_tuple
        kinds = {each["name"]: each["schema"] for each in fields}
        # What has a default is written all the same.
        kinds = {
            name: each["schema"] if each["type"] == "default" else each
            for name, each in kinds.items()
        }
        return {
            "type": "object",
            "title": named_tuple.__name__,
            "description": inspect.cleandoc(named_tuple.__doc__ or ""),
            "properties": {name: self.generate_inner(each) for name, each in kinds.items()},
            "required": [*kinds],
        }

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        self._classes[schema["cls"].__name__] = schema["cls"]
        return super().enum_schema(schema)

    def field_title_should_be_set(self, schema: object) -> bool:
        return False  # It would only repeat the key.

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        made = self.generate_inner(schema["schema"])
        if made.keys() == {"anyOf"}:
            return {"anyOf": [*made["anyOf"], {"type": "null"}]}
        if "type" not in made or made.keys() & {"enum", "const"}:
            return {"anyOf": [made, {"type": "null"}]}
        types = made["type"]
        return {**made, "type": [*([types] if isinstance(types, str) else types), "null"]}


def _below_names(described: type) -> dict[str, str]:
    """The texts that stand below the fields or the members of a class, and of what it adds to."""
    # A base without a docstring was not written as a class, so it has no place for such texts.
    added_to = getattr(described, "__orig_bases__", ())
    bases = [base for base in added_to if is_typeddict(base) and base.__doc__]
    inherited = {name: says for base in bases for name, says in _below_names(base).items()}
    (definition,) = ast.parse(dedent(inspect.getsource(described))).body
    assert isinstance(definition, ast.ClassDef)
    return inherited | {
        name.id: inspect.cleandoc(says.value.value)
        for above, says in pairwise(definition.body)
        if isinstance(above, ast.AnnAssign | ast.Assign)
        and isinstance(name := _target(above), ast.Name)
        and isinstance(says, ast.Expr)
        and isinstance(says.value, ast.Constant)
        and isinstance(says.value.value, str)
    }


def _target(assigned: ast.AnnAssign | ast.Assign) -> ast.expr:
    return assigned.targets[0] if isinstance(assigned, ast.Assign) else assigned.target


def _key(described: type, field: str) -> str:
    """The key of a field: its alias, if it has one."""
    alias = described.model_fields[field].alias if issubclass(described, BaseModel) else None
    return alias or field


def _words(docstring: str) -> str:
    """A docstring without the marks of its markup."""
    plain = re.sub(r":\w+:`([^`]*)`", r"`\1`", docstring)
    return plain.replace("``", "`").replace("::\n", ":\n")


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
