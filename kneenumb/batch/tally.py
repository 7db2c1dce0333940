"""Counts of what becomes of rows, of any number of them in little room."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from kneenumb.batch.verdict import Agreement, EvaluatedRow, Verdict, agreement
from kneenumb.cases.record import Expectation
from kneenumb.model.urgency import Urgency
from kneenumb.page.spreadsheet import FORMULA

MOST_NAMED = 20
"""Rows of one sort that are named. All of them are counted."""


class Fate(NamedTuple):
    """What is counted of a row. A word that does not apply is empty."""

    outcome: str = ""
    urgency: str = ""
    kind: str = ""
    """The kind of fault, if there is no result."""
    mildest: str = ""
    gravest: str = ""
    expected_outcome: str = ""
    expected_urgency: str = ""
    """All that would be right, the mildest first, with ``;`` between them."""
    expected_error: str = ""
    agreement: str = ""
    alarm: str = ""
    """``emergency``, if there is no result and an answer holds an emergency sign."""


class Named(NamedTuple):
    """A row that is told apart from all others."""

    id: str
    says: str
    """A sentence on it, or several."""


class Ids:
    """Ids of one sort: how many, and the first."""

    def __init__(self, number: int = 0, first: str = "") -> None:
        self.number = number
        self.first = first

    def add(self, ids: Sequence[str]) -> None:
        """Count some more."""
        self.number += len(ids)
        if ids and not self.first:
            self.first = ids[0]


SHORTENED = r"[0-9](?:[.,][0-9]+)?E\+[0-9]+"
"""An id that a spreadsheet has shortened, as it does with long numbers."""
_SHORTENED = re.compile(f"^{SHORTENED}$", re.MULTILINE)
_FORMULAS = re.compile(f"^[{re.escape(''.join(FORMULA))}].*$", re.MULTILINE)


class Tally:
    """Counts of rows, and some of them by name."""

    def __init__(self) -> None:
        self.fates: Counter[Fate] = Counter()
        self.emergencies: list[Named] = []
        """The first rows that are emergencies or can be nothing else, with their red flags."""
        self.refused: list[Named] = []
        """The first rows without a result, and why."""
        self.alarms: list[Named] = []
        """The first rows without a result whose answers hold an emergency sign, and which."""
        self.disagreements: list[Named] = []
        """The first rows that do not come out as expected."""
        self.shortened = Ids()
        """Ids that a spreadsheet has made of longer ones."""
        self.formulas = Ids()
        """Ids that a spreadsheet would run."""

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.fates.total()

    @property
    def bad(self) -> int:
        """How many rows could not be used, and were not expected to be refused for that."""
        refused = ((fate, number) for fate, number in self.fates.items() if fate.kind)
        return sum(number for fate, number in refused if fate.agreement != Agreement.AGREES)

    @property
    def unexpected(self) -> int:
        """How many rows do not come out as expected."""
        good = ("", Agreement.AGREES)
        return sum(number for fate, number in self.fates.items() if fate.agreement not in good)

    def count(self, verdict: Verdict, expected: Expectation, number: int) -> None:
        """Count rows that came to the same verdict, and of which the same is expected."""
        self.fates[fate_of(verdict, expected)] += number

    def look_at_ids(self, ids: Sequence[str]) -> None:
        """Count ids that a spreadsheet has changed, or would run."""
        text = "\n".join(["", *ids])
        if "E+" in text:
            self.shortened.add(_SHORTENED.findall(text))
        if any(f"\n{each}" in text for each in FORMULA):
            self.formulas.add(_FORMULAS.findall(text))

    def name_emergency(self, row: EvaluatedRow) -> None:
        """Name a row that is an emergency, if it is one of the first."""
        if len(self.emergencies) < MOST_NAMED:
            raised = row.verdict.raised
            alone = [each for each in raised if each.urgency is Urgency.EMERGENCY]
            # Without any of these, it is several flags together that are an emergency.
            says = "; ".join(dict.fromkeys(each.flag.says for each in alone or raised))
            self.emergencies.append(Named(row.id, says))

    def name_refused(self, row: EvaluatedRow, error: Callable[[EvaluatedRow], str]) -> None:
        """Name a row without a result, if it is one of the first.

        Args:
            error: Says why it has none.
        """
        if len(self.refused) < MOST_NAMED:
            self.refused.append(Named(row.id, error(row)))
        signs = [each for each in row.verdict.raised if each.urgency is Urgency.EMERGENCY]
        if signs and len(self.alarms) < MOST_NAMED:
            says = "; ".join(dict.fromkeys(each.flag.says for each in signs))
            self.alarms.append(Named(row.id, says))

    def name_disagreement(self, row: EvaluatedRow) -> None:
        """Name a row that does not come out as expected, if it is one of the first."""
        how = agreement(row.verdict, row.expected)
        if how not in (None, Agreement.AGREES) and len(self.disagreements) < MOST_NAMED:
            says = _difference(row.verdict, row.expected)
            self.disagreements.append(Named(row.id, says))


@cache
def _fate_of_result(outcome: str, urgency: Urgency) -> Fate:
    return Fate(outcome, urgency)


@cache
def _fate_of_refusal(kind: str, alarm: str) -> Fate:
    return Fate(kind=kind, alarm=alarm)


def fate_of(verdict: Verdict, expected: Expectation) -> Fate:
    """What is counted of a row."""
    if verdict.urgency and not expected.is_any:  # As good as always, and a million times.
        return _fate_of_result(verdict.outcome, verdict.urgency)
    if verdict.faults and not expected.is_any:
        return _fate_of_refusal(verdict.kind, _alarm(verdict))
    still = verdict.range
    return Fate(
        verdict.outcome,
        verdict.urgency or "",
        verdict.kind,
        still.mildest if still else "",
        still.gravest if still else "",
        expected.outcome,
        ";".join(level for level in Urgency if level in expected.urgencies),
        expected.error,
        agreement(verdict, expected) or "",
        _alarm(verdict),
    )


def _alarm(verdict: Verdict) -> str:
    level = Urgency.EMERGENCY
    is_alarm = verdict.faults and any(each.urgency is level for each in verdict.raised)
    return level.value if is_alarm else ""


def _difference(verdict: Verdict, expected: Expectation) -> str:
    """What is expected and what there is instead, in ids."""
    wanted = " ".join(filter(None, (" or ".join(expected.urgencies), expected.outcome)))
    wanted = wanted or f"refused ({expected.error})"
    there = f"{verdict.urgency} {verdict.outcome}" if verdict.urgency else "no result"
    if verdict.range:
        there = f"{verdict.range.mildest} to {verdict.range.gravest}"
    return f"expected {wanted}, found {there}"
