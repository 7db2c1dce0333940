"""Comparisons of two versions as JSON: the contract for scripts, ``"format": 1``.

Keys are only ever added. The same files give the same bytes.
"""

from collections.abc import Mapping

from kneenumb.diff.allowed import Judgement
from kneenumb.diff.change import Change, Direction, End
from kneenumb.model.allowance import Allowance, AllowedEnd
from kneenumb.model.fault import Place
from kneenumb.render.diff_data import AllowanceData, AllowedEndData, ChangeData, DiffData, EndData
from kneenumb.render.json_text import json_text
from kneenumb.render.result_json import answers_data, tree_data
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
) -> DiffData:
    """A comparison as plain data, in the order of the JSON object; ``None`` is not known."""
    comparison = judgement.comparison if judgement else None
    return {
        "format": 1,
        "old": tree_data(versions.old.tree),
        "new": tree_data(versions.new.tree),
        "passes": judgement is not None and judgement.passes,
        "complete": judgement is not None,
        "people": comparison.people if comparison else None,
        "lowered": judgement.people(Direction.DOWN) if judgement else None,
        "refused": judgement.refused if judgement else None,
        "raised": judgement.people(Direction.UP) if judgement else None,
        "other": judgement.people(Direction.SAME) if judgement else None,
        "changes": [
            _change(change, allowance, versions)
            for line, allowed in (judgement.lines if judgement else ())
            for change, allowance in zip(line.changes, allowed, strict=True)
        ],
        "gaps": list(comparison.gaps) if comparison else None,
        "notes": list(comparison.notes) if comparison else None,
        "unused_allowances": (
            [_allowance(each, places.get(each)) for each in judgement.unused] if judgement else None
        ),
    }


def _change(change: Change, allowance: Allowance | None, versions: Versions) -> ChangeData:
    old, new = versions
    return {
        "from": end_data(change.old),
        "to": end_data(change.new),
        "direction": change.direction,
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


def end_data(end: End) -> EndData:
    """What somebody is told."""
    return {"outcome": end.outcome, "urgency": end.urgency}


def _allowance(allowance: Allowance, place: Place | None) -> AllowanceData:
    return {
        "place": str(place) if place else None,
        "from": _allowed_end(allowance.before),
        "to": _allowed_end(allowance.after),
        "when": {question: list(options) for question, options in allowance.when.items()},
        "reason": allowance.reason,
    }


def _allowed_end(end: AllowedEnd) -> AllowedEndData:
    if end.outcome is None:
        return {"urgency": end.urgency}
    return {"urgency": end.urgency, "outcome": end.outcome}
