"""The JSON Schemas of all that is read from files, and of all that is written as JSON."""

import json
from pathlib import Path
from typing import Any

from kneenumb.load import bundled

READ_BY_EDITORS = ("tree", "case")
"""The schemas that stand beside the trees and cases, which name them for editors."""


def schema_file(name: str) -> Path:
    """The file of a schema. A test keeps it in step with the type that it describes."""
    folder = bundled.folder() if name in READ_BY_EDITORS else Path(__file__).parent
    return folder / f"{name}.schema.json"


def schema_json(name: str) -> str:
    """A schema as JSON, draft 2020-12, with a line break at the end."""
    return schema_file(name).read_text(encoding="utf-8")


def schema(name: str) -> dict[str, Any]:
    """A schema as plain data."""
    made: dict[str, Any] = json.loads(schema_json(name))
    return made
