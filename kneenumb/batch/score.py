"""The measures by which evaluations of symptom checkers tell how good one is."""

from collections import Counter
from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

from kneenumb.batch.tally import Fate
from kneenumb.batch.verdict import Agreement
from kneenumb.model.urgency import Urgency

_Z = 1.959963984540054
"""The quantile of the normal distribution for an interval of 95 %."""


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; ``None`` of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of Wilson; ``None`` of nothing."""
        if not self.whole:
            return None
        share, n = self.part / self.whole, self.whole
        middle = share + _Z**2 / (2 * n)
        spread = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        low, high = ((middle + sign * spread) / (1 + _Z**2 / n) for sign in (-1, 1))
        # Exactly 0 of none and 1 of all, but for the rounding.
        return (low if self.part else 0.0), (high if self.part < n else 1.0)


class Score(NamedTuple):
    """How a tree does on rows that say what is right."""

    expected: int
    """Rows that say what they expect."""
    agrees: Share
    """Of all of them: everything is as expected."""
    urgency: Share
    """Of those with a result and an expected urgency, as are the next three: it is that one."""
    under: Share
    over: Share
    emergencies: Share
    """Of all that have to be an emergency: are one. One without a result is not found."""
    outcome: Share
    """Of those with a result and an expected outcome: it is that one."""
    refused: Share
    """Of those that have to be refused: are, and for the right reason."""
    no_result: int
    """Rows that expect a result and have none."""
    confusion: Mapping[tuple[str, str], int]
    """Expected urgency (several with ``;`` between them) and urgency found: how many rows."""


def score(fates: Mapping[Fate, int]) -> Score:
    """The score of some rows."""
    told = Counter({fate: number for fate, number in fates.items() if fate.agreement})
    rated = [each for each in told if each.urgency and each.expected_urgency]
    named = [each for each in told if each.urgency and each.expected_outcome]
    must_be_refused = [each for each in told if each.expected_error]
    urgent = [each for each in told if each.expected_urgency == Urgency.EMERGENCY]

    def share(part: list[Fate], whole: list[Fate]) -> Share:
        return Share(sum(told[each] for each in part), sum(told[each] for each in whole))

    def so(whole: list[Fate], *how: Agreement) -> Share:
        return share([each for each in whole if each.agreement in how], whole)

    confusion: Counter[tuple[str, str]] = Counter()
    for each in rated:
        confusion[each.expected_urgency, each.urgency] += told[each]
    return Score(
        expected=told.total(),
        agrees=so(list(told), Agreement.AGREES),
        urgency=so(rated, Agreement.AGREES, Agreement.OTHER_OUTCOME),
        under=so(rated, Agreement.UNDER),
        over=so(rated, Agreement.OVER),
        emergencies=share([each for each in urgent if each.urgency == Urgency.EMERGENCY], urgent),
        outcome=share([each for each in named if each.outcome == each.expected_outcome], named),
        refused=so(must_be_refused, Agreement.AGREES),
        no_result=sum(told[each] for each in told if not each.urgency and not each.expected_error),
        confusion=dict(confusion),
    )
