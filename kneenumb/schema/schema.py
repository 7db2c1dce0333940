"""The JSON Schemas of all that is read from files, and of all that is written as JSON."""

import json
from pathlib import Path
from typing import Any

from kneenumb.load import bundled

SCHEMAS = {
    "tree": "a tree file",
    "case": "a case file",
    "allow": "a file for `kneenumb diff --allow`",
    "result": "what `kneenumb triage --format json` writes",
    "range": "what `kneenumb triage --range --format json` writes",
    "explain": "what `kneenumb explain` and `triage --explain` write with `--format json`",
    "row": "a row that `kneenumb batch` writes",
    "batch": "what `kneenumb batch --format json` writes",
    "check": "what `kneenumb check --format json` writes",
    "mutate": "what `kneenumb check --mutate --format json` writes",
    "diff": "what `kneenumb diff --format json` writes",
    "quiz": "what `kneenumb quiz --save` writes",
    "list": "what `kneenumb list --format json` writes",
}
"""What each schema describes, as Markdown; in the order to show them: first of what is read."""

READ_BY_EDITORS = ("tree", "case")
"""The schemas that stand beside the trees and cases, which name them for editors."""


def schema_file(name: str) -> Path:
    """The file of a schema. A test keeps it in step with the type that it describes.

    Raises:
        KeyError: if there is none of that name.
    """
    if name not in SCHEMAS:
        raise KeyError(name)
    folder = bundled.folder() if name in READ_BY_EDITORS else Path(__file__).parent
    return folder / f"{name}.schema.json"


def schema_json(name: str) -> str:
    """A schema as JSON, draft 2020-12, with a line break at the end.

    Raises:
        KeyError: if there is none of that name.
    """
    return schema_file(name).read_text(encoding="utf-8")


def schema(name: str) -> dict[str, Any]:
    """A schema as plain data.

    Raises:
        KeyError: if there is none of that name.
    """
    made: dict[str, Any] = json.loads(schema_json(name))
    return made
