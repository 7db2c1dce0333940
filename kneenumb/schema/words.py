"""Makes JSON Schemas that speak in the words of our docstrings, which Python itself forgets."""

import ast
import inspect
import re
from enum import Enum
from itertools import pairwise
from textwrap import dedent

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema
from typing_extensions import is_typeddict


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
