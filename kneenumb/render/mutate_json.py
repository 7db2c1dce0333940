"""What planted faults came to, as JSON: the contract for scripts, ``"format": 1``.

Keys are only ever added. The same tree gives the same bytes.
"""

from collections.abc import Mapping
from typing import Any

from kneenumb.diff.change import Direction
from kneenumb.mutate.bench import Caught, Fate, Survivor
from kneenumb.mutate.explain import Shift
from kneenumb.mutate.report import Mutations, Tally
from kneenumb.render.json_text import json_text
from kneenumb.render.result_json import answers_data


def mutate_json(report: Mutations) -> str:
    """A report as a JSON object, with a line break at the end."""
    return json_text(mutate_data(report))


def mutate_data(report: Mutations) -> dict[str, Any]:
    """A report as plain data, in the order of the JSON object."""
    tree = report.tree
    return {
        "format": 1,
        "tree": {"id": tree.id, "version": tree.version, "sha256": tree.sha256},
        "passes": report.passes,
        "cases": report.rehearsals,
        **_tally(report.total),
        "operators": [
            {"id": operator.id, "title": operator.title, **_tally(tally)}
            for operator, tally in report.by_operator.items()
        ],
        "claims": [
            {"id": name, "caught": work.faults, "alone": work.alone}
            for name, work in report.by_claim.items()
        ],
        "details": [_fate(report, fate) for fate in report.fates],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "faults": tally.faults,
        "caught": _by_name(tally.caught),
        "survivors": _by_name(tally.survivors),
    }


def _by_name(numbers: Mapping[Any, int]) -> dict[str, int]:
    return {str(name): number for name, number in numbers.items()}


def _fate(report: Mutations, fate: Fate) -> dict[str, Any]:
    place = report.places[fate.mutation]
    about = {
        "operator": fate.mutation.operator,
        "place": str(place),
        "file": place.origin,
        "line": place.line,
        "column": place.column,
        "change": fate.mutation.says,
    }
    if isinstance(fate, Caught):
        return about | {
            "caught": {"net": fate.catch.net.value, "by": list(fate.catch.by)},
            "survives": None,
        }
    return about | {"caught": None, "survives": _survivor(report, fate)}


def _survivor(report: Mutations, survivor: Survivor) -> dict[str, Any]:
    explanation = survivor.explanation
    return {
        "kind": explanation.kind.value,
        "people": explanation.people,
        "milder": explanation.moved(Direction.DOWN),
        "graver": explanation.moved(Direction.UP),
        "other_outcome": explanation.moved(Direction.SAME),
        "changes": [_shift(shift) for shift in explanation.shifts],
        "witness": answers_data(report.tree, explanation.witness) if explanation.witness else None,
        "besides": list(survivor.besides),
        "gaps": list(explanation.gaps),
        "case": survivor.case,
        "warnings": list(survivor.warnings),
    }


def _shift(shift: Shift) -> dict[str, Any]:
    return {
        "from": {"outcome": shift.sound.outcome, "urgency": shift.sound.urgency.value},
        "to": {"outcome": shift.faulty.outcome, "urgency": shift.faulty.urgency.value},
        "direction": shift.direction.value,
        "people": shift.people,
    }
