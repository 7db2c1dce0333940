"""The JSON Schema of what is written, for the programs that read it."""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from kneenumb.render.schema_words import InOurWords


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
