"""What became of many rows as JSON: the contract for scripts."""

from collections import Counter
from collections.abc import Callable
from typing import Literal, cast

from typing_extensions import TypedDict

from kneenumb.batch.page import Summary, ids_told
from kneenumb.batch.score import Score, Share, score
from kneenumb.batch.tally import Fate, Named, Tally
from kneenumb.format.json_text import json_text
from kneenumb.model.urgency import Urgency
from kneenumb.result.json import TreeData


class NamedData(TypedDict):
    """A row that is told apart from others."""

    id: str
    says: str
    """What there is to say of it, in words."""


class ShareData(TypedDict):
    """So many of so many, with a 95 % interval after Wilson."""

    part: int
    """So many."""
    whole: int
    """Of so many."""
    share: float | None
    """From 0 to 1; null of nothing."""
    low: float | None
    """The lower end of the interval."""
    high: float | None
    """The upper end of the interval."""


class ConfusionData(TypedDict):
    """How many rows expect one urgency and have another."""

    expected: list[Urgency]
    """Any of these would be right."""
    found: Urgency
    """The urgency that they have."""
    rows: int
    """How many they are."""


class ScoreData(TypedDict):
    """How the tree does on the rows that say what is right."""

    expected: int
    """Rows that say what they expect."""
    agrees: ShareData
    """Everything is as expected."""
    urgency: ShareData
    """The urgency is as expected, of the rows that have one and expect one."""
    under: ShareData
    """It is milder than any that is expected."""
    over: ShareData
    """It is graver than any that is expected."""
    emergencies: ShareData
    """Of all rows that have to be an emergency, those that are one."""
    outcome: ShareData
    """The outcome is as expected."""
    refused: ShareData
    """Of the rows that have to be refused, those that are, for that reason."""
    no_result: int
    """Rows that expect a result and have none."""
    confusion: list[ConfusionData]
    """Expected urgency against the one found."""
    disagreements: list[NamedData]
    """The first rows that do not come out as expected."""


class BatchData(TypedDict):
    """What became of many rows."""

    format: Literal[1]
    """The version of this contract."""
    tree: TreeData
    checked: bool
    """Whether the tree is proved. If not, do not rely on anything here."""
    rows: int
    """How many rows there are."""
    urgencies: dict[str, int]
    """Rows by final urgency, the gravest first."""
    ranges: dict[str, int]
    """Rows that are not settled, by the gravest urgency still possible."""
    outcomes: dict[str, int]
    """Rows by outcome, in the order of the tree."""
    errors: dict[str, int]
    """Rows without a result, by the kind of fault."""
    emergencies: list[NamedData]
    """The first emergencies, with the red flags in words."""
    alarms: list[NamedData]
    """The first rows without a result whose answers hold an emergency sign, in words."""
    refused: list[NamedData]
    """The first rows without a result, and why."""
    ids: list[str]
    """What has to be said of the ids, a sentence or several on each sort."""
    score: ScoreData | None
    """Null if the rows were not held against what they expect."""


def batch_json(summary: Summary) -> str:
    """A summary as a JSON object, with a line break at the end."""
    return json_text(batch_data(summary))


def batch_data(summary: Summary) -> BatchData:
    """A summary as plain data, in the order of the JSON object."""
    tree, tally = summary.tree, summary.tally
    gravest_first = [level.value for level in reversed(Urgency)]
    return {
        "format": 1,
        "tree": {"id": tree.id, "version": tree.version, "sha256": tree.sha256},
        "checked": tree.is_proved,
        "rows": tally.rows,
        "urgencies": _counted(tally, lambda fate: fate.urgency, gravest_first),
        "ranges": _counted(tally, lambda fate: fate.gravest, gravest_first),
        "outcomes": _counted(tally, lambda fate: fate.outcome, list(tree.outcomes)),
        "errors": _counted(tally, lambda fate: fate.kind),
        "emergencies": _named(tally.emergencies),
        "alarms": _named(tally.alarms),
        "refused": _named(tally.refused),
        "ids": ids_told(tally),
        "score": _score(score(tally.fates), tally) if summary.scored else None,
    }


def _counted(
    tally: Tally, word: Callable[[Fate], str], order: list[str] | None = None
) -> dict[str, int]:
    found: Counter[str] = Counter()
    for fate, number in tally.fates.items():
        found[word(fate)] += number
    return {name: found[name] for name in order or sorted(found) if name and found[name]}


def _named(rows: list[Named]) -> list[NamedData]:
    return [{"id": each.id, "says": each.says} for each in rows]


def _score(found: Score, tally: Tally) -> ScoreData:
    """A score, of which every field has the name that it has in JSON."""
    shares = {k: _share(v) if isinstance(v, Share) else v for k, v in found._asdict().items()}
    confusion = [
        {
            "expected": [Urgency(each) for each in wanted.split(";")],
            "found": Urgency(there),
            "rows": rows,
        }
        for (wanted, there), rows in sorted(found.confusion.items())
    ]
    told = shares | {"confusion": confusion, "disagreements": _named(tally.disagreements)}
    return cast(ScoreData, told)


def _share(share: Share) -> ShareData:
    low, high = (round(each, 6) for each in share.interval) if share.interval else (None, None)
    value = None if share.value is None else round(share.value, 6)
    return {"part": share.part, "whole": share.whole, "share": value, "low": low, "high": high}
