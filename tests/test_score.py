"""How a tree does on rows that say what is right: the measures, and the counts behind them."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Urgency
from kneenumb.batch.score import Share, score
from kneenumb.batch.tally import MOST_NAMED, Tally
from kneenumb.batch.verdict import Agreement, EvaluatedRow, Verdict, agreement
from kneenumb.cases.record import NOTHING_EXPECTED, Expectation
from kneenumb.model.fault import Fault
from kneenumb.prove.answer_range import Range

ROUTINE, SOON, TODAY, NOW = Urgency
FAULTY = Verdict((), faults=(Fault("F"),), kind="missing")
UNSETTLED = Verdict((), range=Range(ROUTINE, NOW, ("o_x", "o_y"), ("q",), "q"))


def result(urgency: Urgency, outcome: str = "o_x") -> Verdict:
    return Verdict((), outcome, urgency, urgency)


def expect(*urgencies: Urgency, outcome: str = "", error: str = "") -> Expectation:
    return Expectation(outcome, urgencies, error)


def tally_of(*rows: tuple[Verdict, Expectation]) -> Tally:
    tally = Tally()
    for verdict, expected in rows:
        tally.count(verdict, expected, 1)
    return tally


@pytest.mark.parametrize(
    ("verdict", "expected", "how"),
    [
        (result(SOON), NOTHING_EXPECTED, None),
        (result(SOON), expect(SOON), "agrees"),
        (result(SOON), expect(SOON, outcome="o_x"), "agrees"),
        (result(SOON), expect(outcome="o_x"), "agrees"),
        (result(SOON), expect(SOON, TODAY), "agrees"),
        (result(SOON), expect(TODAY), "under"),
        (result(SOON), expect(TODAY, NOW), "under"),
        (result(TODAY), expect(SOON), "over"),
        (result(TODAY), expect(ROUTINE, SOON), "over"),
        # Between two that would be right: somebody would have wanted a graver one.
        (result(SOON), expect(ROUTINE, NOW), "under"),
        (result(SOON), expect(SOON, outcome="o_y"), "other_outcome"),
        # What harms is told, not what is only another pattern.
        (result(SOON), expect(TODAY, outcome="o_y"), "under"),
        (FAULTY, expect(SOON), "no_result"),
        # Unknown is no urgency, however near the expected one.
        (UNSETTLED, expect(NOW), "no_result"),
        (UNSETTLED, expect(ROUTINE), "no_result"),
        (UNSETTLED, expect(outcome="o_x"), "no_result"),
        (UNSETTLED, expect(error="missing"), "no_result"),
        (FAULTY, expect(error="missing"), "agrees"),
        (FAULTY, expect(error="empty"), "no_result"),
        (result(NOW), expect(error="missing"), "not_refused"),
    ],
)
def test_a_row_agrees_or_tells_how_it_does_not(
    verdict: Verdict, expected: Expectation, how: str | None
) -> None:
    assert agreement(verdict, expected) == how


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # From the tables of Newcombe (1998), Statistics in Medicine 17:857, method 3; and by hand.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (10, 10, 0.7225, 1.0),
        (1, 2, 0.0945, 0.9055),
    ],
)
def test_the_interval_is_that_of_wilson(part: int, whole: int, low: float, high: float) -> None:
    interval = Share(part, whole).interval
    assert interval is not None
    assert interval == pytest.approx((low, high), abs=6e-5)


def test_of_nothing_there_is_no_share() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval) == (None, None)


@given(st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_in_its_interval(share: tuple[int, int]) -> None:
    found = Share(*share)
    assert found.interval is not None and found.value is not None
    assert 0 <= found.interval[0] <= found.value <= found.interval[1] <= 1


verdicts = st.sampled_from([*map(result, Urgency), result(SOON, "o_y"), FAULTY])
expectations = st.builds(
    Expectation,
    st.sampled_from(["", "o_x"]),
    st.sets(st.sampled_from(list(Urgency)), max_size=2).map(lambda some: tuple(sorted(some))),
    st.sampled_from(["", "", "missing"]),
)


@given(st.lists(st.tuples(verdicts, expectations), max_size=30))
def test_the_measures_add_up(rows: list[tuple[Verdict, Expectation]]) -> None:
    found = score(tally_of(*rows).fates)
    told = Counter(filter(None, (agreement(*row) for row in rows)))
    assert found.expected == told.total()
    assert found.agrees == (told[Agreement.AGREES], found.expected)
    rated = [(v, e) for v, e in rows if v.urgency and e.urgencies]
    # Somebody who has to be refused and is not gets no mark for the urgency.
    marked = [row for row in rated if not row[1].error]
    assert found.under.whole == found.over.whole == found.urgency.whole == len(rated)
    assert found.under.part + found.over.part + found.urgency.part == len(marked)
    assert sum(found.confusion.values()) == len(rated)
    wanted = [v for v, e in rows if e.urgencies == (NOW,)]
    assert found.emergencies == (sum(v.urgency is NOW for v in wanted), len(wanted))


def test_an_emergency_that_is_missed_is_told_twice() -> None:
    found = score(tally_of((result(SOON), expect(NOW)), (result(NOW), expect(NOW))).fates)
    assert found.under == (1, 2)
    assert found.emergencies == (1, 2)
    assert found.confusion == {("emergency", "soon"): 1, ("emergency", "emergency"): 1}


# The counts


def test_the_levels_that_would_be_right_may_stand_in_any_order_and_twice() -> None:
    found = score(
        tally_of(
            (result(NOW), expect(NOW, NOW)),
            (result(NOW), expect(TODAY, NOW)),
            (result(NOW), expect(NOW, TODAY, NOW)),
        ).fates
    )
    assert found.emergencies == (1, 1)
    assert found.confusion == {
        ("emergency", "emergency"): 1,
        ("same_day;emergency", "emergency"): 2,
    }


def test_a_bad_row_that_has_to_be_one_is_none() -> None:
    tally = tally_of((FAULTY, NOTHING_EXPECTED), (FAULTY, expect(error="missing")))
    assert (tally.rows, tally.bad, tally.unexpected) == (2, 1, 0)
    assert tally_of((FAULTY, expect(SOON))).bad == 1


def test_only_the_first_rows_of_a_sort_are_named() -> None:
    tally = Tally()
    for at in range(MOST_NAMED + 3):
        row = EvaluatedRow(str(at), None, result(NOW), expect(SOON), {}, ())
        tally.name_emergency(row)
        tally.name_disagreement(row)
    for rows in (tally.emergencies, tally.disagreements):
        assert [each.id for each in rows] == [str(at) for at in range(MOST_NAMED)]
