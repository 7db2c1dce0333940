"""Comparisons of two versions as JSON: the contract for scripts."""

from collections.abc import Mapping
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from kneenumb.diff.allowances import Allowance, AllowedEnd, Judgement
from kneenumb.diff.change import Direction, OutcomeChange, Parting, ToldOutcome
from kneenumb.diff.line_page import ComparedVersions
from kneenumb.format.json_text import json_text
from kneenumb.model.fault import Place
from kneenumb.model.urgency import Urgency
from kneenumb.result.json import AnswersData, TreeData, answers_data, tree_data


class SharedData(TypedDict):
    """Something that all of these people answer."""

    question: str
    options: list[str]
    """The answer is, or for a checklist contains, one of these."""


# "from" is a word of Python, which only this way of writing takes for a key.
FromTo = TypedDict("FromTo", {"from": ToldOutcome, "to": ToldOutcome})


class ChangeData(FromTo):
    """People who were told one thing and are told another now, for the same reason."""

    direction: Direction
    paths: int
    """How many answer paths."""
    parting: Parting
    shared: list[SharedData]
    """What all of them answer, and not everybody else."""
    witness: AnswersData
    """The answers that one of them gives to the new version."""
    witness_old: AnswersData
    """The answers that the same person gives to the old version."""
    allowed: str | None
    """The reason for which it was accepted, if it was."""


class AllowedEndData(TypedDict):
    """What one version tells, as an allowance names it."""

    urgency: Urgency
    outcome: NotRequired[str]
    """If none is named, any outcome is meant."""


AllowedFromTo = TypedDict(
    "AllowedFromTo", {"place": str | None, "from": AllowedEndData, "to": AllowedEndData}
)


class AllowanceData(AllowedFromTo):
    """An allowance that fits nothing that was lowered, and where it stands."""

    when: dict[str, list[str]]
    """What all of the people answer for whom it is meant."""
    reason: str


class DiffData(TypedDict):
    """What two versions of a tree tell people, compared. What is not known is null."""

    format: Literal[2]
    """The version of this contract."""
    old: TreeData
    new: TreeData
    passes: bool
    """Whether no urgency was lowered, but where that was accepted."""
    complete: bool
    """Whether they were compared. If not, there was too much to compare, and it never passes."""
    paths: int | None
    """How many answer paths both versions can take."""
    lowered: int | None
    """How many of them get a milder urgency, accepted or not."""
    refused: int | None
    """How many of them get a milder urgency that nobody has accepted."""
    raised: int | None
    """How many of them get a graver urgency."""
    other: int | None
    """How many of them get another outcome and the same urgency."""
    changes: list[ChangeData]
    """Lowered urgencies first, then raised ones, then other outcomes; none if not compared."""
    gaps: list[str] | None
    """Whose answers only one version takes, so that they cannot be compared, a sentence each."""
    notes: list[str] | None
    """What was added, removed, renamed or reworded, a sentence each."""
    unused_allowances: list[AllowanceData] | None
    """Entries of the allow file that fit nothing that was lowered."""


def diff_json(
    judgement: Judgement | None,
    versions: ComparedVersions,
    places: Mapping[Allowance, Place] | None = None,
) -> str:
    """A comparison as a JSON object, with a line break at the end.

    Args:
        judgement: ``None`` if there was too much to compare.
        places: Where each allowance stands.
    """
    return json_text(diff_data(judgement, versions, places or {}))


def diff_data(
    judgement: Judgement | None, versions: ComparedVersions, places: Mapping[Allowance, Place]
) -> DiffData:
    """A comparison as plain data, in the order of the JSON object; ``None`` is not known."""
    comparison = judgement.comparison if judgement else None
    return {
        "format": 2,
        "old": tree_data(versions.old.tree),
        "new": tree_data(versions.new.tree),
        "passes": judgement is not None and judgement.passes,
        "complete": judgement is not None,
        "paths": comparison.paths if comparison else None,
        "lowered": judgement.paths(Direction.DOWN) if judgement else None,
        "refused": judgement.refused if judgement else None,
        "raised": judgement.paths(Direction.UP) if judgement else None,
        "other": judgement.paths(Direction.SAME) if judgement else None,
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


def _change(
    change: OutcomeChange, allowance: Allowance | None, versions: ComparedVersions
) -> ChangeData:
    old, new = versions
    return {
        "from": change.old,
        "to": change.new,
        "direction": change.direction,
        "paths": change.paths,
        "parting": change.parting,
        "shared": [
            {"question": each.question, "options": list(each.options)}
            for each in change.shared
            if each.telling
        ],
        "witness": answers_data(new.tree, change.witness),
        "witness_old": answers_data(old.tree, change.witness_old),
        "allowed": allowance.reason if allowance else None,
    }


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
