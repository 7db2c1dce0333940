"""Ids that come twice, of any kind and in any number."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from kneenumb.batch import seen_ids
from kneenumb.batch.seen_ids import SeenIds

ID = st.one_of(st.integers(0, 30).map(str), st.sampled_from(["a", "b", "01", "1_0", "٣", "-3"]))


@given(st.lists(st.lists(ID, max_size=6), max_size=12), st.sampled_from([1, 4, 1000]))
def test_every_id_that_was_there_before_is_found(chunks: list[list[str]], most: int) -> None:
    before: set[str] = set()
    with patch.object(seen_ids, "MOST_RECENT", most):
        seen = SeenIds()
        for chunk in chunks:
            wanted = []
            for at, each in enumerate(chunk):
                wanted += [at] if each in before else []
                before.add(each)
            assert seen.repeated(chunk) == wanted


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=6))
def test_numbers_that_grow_are_found_too(steps: list[list[int]]) -> None:
    seen, before, last = SeenIds(), set[str](), 0
    for chunk in steps:
        ids = []
        for step in chunk:
            last += step
            ids.append(str(last))
        wanted = [at for at, each in enumerate(ids) if each in before or each in ids[:at]]
        assert seen.repeated(ids) == wanted
        before |= {*ids}
