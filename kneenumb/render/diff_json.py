"""Comparisons of two versions as JSON: the contract for scripts, ``"format": 1``.

Keys are only ever added. The same files give the same bytes.
"""

from collections.abc import Mapping
from typing import Any

from kneenumb.diff.allowed import Judgement
from kneenumb.diff.change import Change, Direction, End
from kneenumb.model.allowance import Allowance
from kneenumb.model.fault import Place
from kneenumb.model.tree import Tree
from kneenumb.render.json_text import json_text
from kneenumb.render.result_json import answers_data
from kneenumb.render.versions import Versions


def diff_json(
    judgement: Judgement | None,
    versions: Versions,
    places: Mapping[Allowance, Place] | None = None,
) -> str:
    """A comparison as a JSON object, with a line break at the end.

    Args:
        judgement: ``None`` if there was too much to compare.
        places: Where each allowance stands.
    """
    return json_text(diff_data(judgement, versions, places or {}))


def diff_data(
    judgement: Judgement | None, versions: Versions, places: Mapping[Allowance, Place]
) -> dict[str, Any]:
    """A comparison as plain data, in the order of the JSON object; ``None`` is not known."""
    data: dict[str, Any] = {
        "format": 1,
        "old": _tree(versions.old.tree),
        "new": _tree(versions.new.tree),
        "passes": judgement is not None and judgement.passes,
        "complete": judgement is not None,
    }
    if judgement is None:
        unknown = ("people", "lowered", "refused", "raised", "other")
        return data | dict.fromkeys(unknown) | {"changes": []}
    comparison = judgement.comparison
    return data | {
        "people": comparison.people,
        "lowered": judgement.people(Direction.DOWN),
        "refused": judgement.refused,
        "raised": judgement.people(Direction.UP),
        "other": judgement.people(Direction.SAME),
        "changes": [
            _change(change, allowance, versions)
            for line, allowed in judgement.lines
            for change, allowance in zip(line.changes, allowed, strict=True)
        ],
        "gaps": list(comparison.gaps),
        "notes": list(comparison.notes),
        "unused_allowances": [_allowance(each, places.get(each)) for each in judgement.unused],
    }


def _tree(tree: Tree) -> dict[str, str]:
    return {"id": tree.id, "version": tree.version, "sha256": tree.sha256}


def _change(change: Change, allowance: Allowance | None, versions: Versions) -> dict[str, Any]:
    old, new = versions
    return {
        "from": _end(change.old),
        "to": _end(change.new),
        "direction": change.direction.value,
        "people": change.people,
        "parting": {"home": change.parting.home, "name": change.parting.name},
        "shared": [
            {"question": each.question, "options": list(each.options)}
            for each in change.shared
            if each.telling
        ],
        "witness": answers_data(new.tree, change.witness),
        "witness_old": answers_data(old.tree, change.witness_old),
        "allowed": allowance.reason if allowance else None,
    }


def _end(end: End) -> dict[str, str]:
    return {"outcome": end.outcome, "urgency": end.urgency.value}


def _allowance(allowance: Allowance, place: Place | None) -> dict[str, Any]:
    return {
        "place": str(place) if place else None,
        **allowance.model_dump(mode="json", by_alias=True, exclude_none=True),
    }
