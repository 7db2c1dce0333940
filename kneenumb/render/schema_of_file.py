"""The JSON Schema of a file that people write, for their editors.

An editor reads YAML in its own way: there, ``112`` is a number and ``true`` a truth
value, where our reader takes every value for text. The schema allows for both.
"""

from typing import Any

from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from kneenumb.model.part import Part
from kneenumb.render.schema_words import InOurWords


def schema_of_file(model: type[Part]) -> dict[str, Any]:
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
