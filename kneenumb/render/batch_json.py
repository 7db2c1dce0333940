"""What became of many rows as JSON: the contract for scripts, ``"format": 1``.

Keys are only ever added. The same rows give the same bytes.
"""

from collections import Counter
from collections.abc import Callable

from kneenumb.batch.score import Score, Share, score
from kneenumb.batch.tally import Fate, Named, Tally
from kneenumb.model.urgency import Urgency
from kneenumb.render.batch_data import BatchData, NamedData, ScoreData, ShareData
from kneenumb.render.batch_page import Summary
from kneenumb.render.json_text import json_text


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
        "checked": summary.checked,
        "rows": tally.rows,
        "urgencies": _counted(tally, lambda fate: fate.urgency, gravest_first),
        "ranges": _counted(tally, lambda fate: fate.gravest, gravest_first),
        "outcomes": _counted(tally, lambda fate: fate.outcome, list(tree.outcomes)),
        "errors": _counted(tally, lambda fate: fate.kind),
        "emergencies": _named(tally.emergencies),
        "alarms": _named(tally.alarms),
        "refused": _named(tally.refused),
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
    return {
        "expected": found.expected,
        "agrees": _share(found.agrees),
        "urgency": _share(found.urgency),
        "under": _share(found.under),
        "over": _share(found.over),
        "emergencies": _share(found.emergencies),
        "outcome": _share(found.outcome),
        "refused": _share(found.refused),
        "no_result": found.no_result,
        "confusion": [
            {
                "expected": [Urgency(each) for each in wanted.split(";")],
                "found": Urgency(there),
                "rows": rows,
            }
            for (wanted, there), rows in sorted(found.confusion.items())
        ],
        "disagreements": _named(tally.disagreements),
    }


def _share(share: Share) -> ShareData:
    low, high = (round(each, 6) for each in share.interval) if share.interval else (None, None)
    value = None if share.value is None else round(share.value, 6)
    return {"part": share.part, "whole": share.whole, "share": value, "low": low, "high": high}
