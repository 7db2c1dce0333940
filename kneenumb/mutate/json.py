"""What planted faults came to, as JSON: the contract for scripts."""

from typing import Literal

from typing_extensions import TypedDict

from kneenumb.diff.change import Direction
from kneenumb.diff.json import FromTo
from kneenumb.format.json_text import json_text
from kneenumb.mutate.bench import Caught, MutantFate, Survivor
from kneenumb.mutate.catch import Catch, Net
from kneenumb.mutate.effect import EffectKind, Shift
from kneenumb.mutate.mutation_report import MutationCount, Mutations
from kneenumb.result.json import AnswersData, TreeData, answers_data, tree_data


class TallyData(TypedDict):
    """How many faults, and what became of them."""

    faults: int
    caught: dict[Net, int]
    survivors: dict[EffectKind, int]


class OperatorData(TypedDict):
    """One way to plant a fault, and what became of all its faults."""

    id: str
    title: str
    faults: int
    caught: dict[Net, int]
    """How many were caught, by the first net that held them."""
    survivors: dict[EffectKind, int]
    """How many were not caught, by what they do to people."""


class ClaimWorkData(TypedDict):
    """What one claim catches of the faults that no rule has caught before."""

    id: str
    caught: int
    alone: int
    """How many of these no other claim catches."""


class ShiftData(FromTo):
    """What some are told with the fault, and were told without it."""

    direction: Direction
    paths: int
    """How many answer paths."""


class SurvivorData(TypedDict):
    """What a fault does that nothing caught."""

    kind: EffectKind
    paths: int
    """How many answer paths were compared."""
    milder: int
    """For how many of them the urgency is milder."""
    graver: int
    """For how many of them the urgency is graver."""
    other_outcome: int
    """For how many of them the outcome is another and the urgency the same."""
    changes: list[ShiftData]
    """The lowered urgencies first."""
    witness: AnswersData | None
    """The answers of one of the people in the first change."""
    besides: list[str]
    """What else is told otherwise where outcome and urgency are the same, a sentence each."""
    gaps: list[str]
    """Whose answers can be given only with or only without the fault, a sentence each."""
    case: str | None
    """A teaching case that does not come out as expected."""
    warnings: list[str]
    """The rules that warn of it."""


class FateData(TypedDict):
    """One fault, and what became of it: it is caught, or it survives."""

    operator: str
    """The way in which it was planted."""
    place: str
    """Where, as ``file:line:column``."""
    file: str
    line: int | None
    column: int | None
    change: str
    """What was changed, in one sentence."""
    caught: Catch | None
    survives: SurvivorData | None


class MutateData(TypedDict):
    """What became of faults that were planted in a tree, one at a time."""

    format: Literal[2]
    """The version of this contract."""
    tree: TreeData
    passes: bool
    """Whether no fault makes somebody's result milder and goes unnoticed."""
    cases: int
    """How many teaching cases stood by as a second net."""
    faults: int
    """How many were planted."""
    caught: dict[Net, int]
    """How many were caught, by the first net that held them."""
    survivors: dict[EffectKind, int]
    """How many were not caught, by what they do to people."""
    operators: list[OperatorData]
    claims: list[ClaimWorkData]
    details: list[FateData]
    """Every fault."""


def mutate_json(report: Mutations) -> str:
    """A report as a JSON object, with a line break at the end."""
    return json_text(mutate_data(report))


def mutate_data(report: Mutations) -> MutateData:
    """A report as plain data, in the order of the JSON object."""
    return {
        "format": 2,
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


def _tally(tally: MutationCount) -> TallyData:
    return {
        "faults": tally.faults,
        "caught": dict(tally.caught),
        "survivors": dict(tally.survivors),
    }


def _fate(report: Mutations, fate: MutantFate) -> FateData:
    place = report.places[fate.mutation]
    return {
        "operator": fate.mutation.operator,
        "place": str(place),
        "file": place.origin,
        "line": place.line,
        "column": place.column,
        "change": fate.mutation.says,
        "caught": fate.catch if isinstance(fate, Caught) else None,
        "survives": _survivor(report, fate) if isinstance(fate, Survivor) else None,
    }


def _survivor(report: Mutations, survivor: Survivor) -> SurvivorData:
    explanation = survivor.explanation
    return {
        "kind": explanation.kind,
        "paths": explanation.paths,
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
        "from": shift.sound,
        "to": shift.faulty,
        "direction": shift.direction,
        "paths": shift.paths,
    }
