"""What planted faults came to, as JSON: the contract for scripts, ``"format": 1``.

Keys are only ever added. The same tree gives the same bytes.
"""

from kneenumb.diff.change import Direction
from kneenumb.mutate.bench import Caught, Fate, Survivor
from kneenumb.mutate.catch import Catch
from kneenumb.mutate.explain import Shift
from kneenumb.mutate.report import Mutations, Tally
from kneenumb.render.diff_json import end_data
from kneenumb.render.json_text import json_text
from kneenumb.render.mutate_data import (
    CatchData,
    FateData,
    MutateData,
    ShiftData,
    SurvivorData,
    TallyData,
)
from kneenumb.render.result_json import answers_data, tree_data


def mutate_json(report: Mutations) -> str:
    """A report as a JSON object, with a line break at the end."""
    return json_text(mutate_data(report))


def mutate_data(report: Mutations) -> MutateData:
    """A report as plain data, in the order of the JSON object."""
    return {
        "format": 1,
        "tree": tree_data(report.tree),
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


def _tally(tally: Tally) -> TallyData:
    return {
        "faults": tally.faults,
        "caught": dict(tally.caught),
        "survivors": dict(tally.survivors),
    }


def _fate(report: Mutations, fate: Fate) -> FateData:
    place = report.places[fate.mutation]
    return {
        "operator": fate.mutation.operator,
        "place": str(place),
        "file": place.origin,
        "line": place.line,
        "column": place.column,
        "change": fate.mutation.says,
        "caught": _catch(fate.catch) if isinstance(fate, Caught) else None,
        "survives": _survivor(report, fate) if isinstance(fate, Survivor) else None,
    }


def _catch(catch: Catch) -> CatchData:
    return {"net": catch.net, "by": list(catch.by)}


def _survivor(report: Mutations, survivor: Survivor) -> SurvivorData:
    explanation = survivor.explanation
    return {
        "kind": explanation.kind,
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


def _shift(shift: Shift) -> ShiftData:
    return {
        "from": end_data(shift.sound),
        "to": end_data(shift.faulty),
        "direction": shift.direction,
        "people": shift.people,
    }
