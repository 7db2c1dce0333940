"""Attempts counted, and scores that are saved and read again."""

import json
from collections import Counter
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, Urgency, load_tree
from kneenumb.load import bundled
from kneenumb.quiz.attempt import Attempt, PatternMatch, Triage, score
from kneenumb.quiz.deck import collect
from kneenumb.quiz.score_file import (
    AttemptData,
    CountsData,
    QuizData,
    ScoreError,
    load_score,
    quiz_json,
)

TREE = load_tree()
CARDS = collect(TREE, bundled.cases()).cards
ATTEMPTS = st.builds(
    Attempt,
    st.sampled_from(CARDS),
    st.sampled_from(Urgency),
    st.none() | st.sampled_from(list(TREE.outcomes)),
    st.lists(st.sampled_from(list(TREE.questions)), unique=True).map(tuple),
)
DECKS = st.lists(ATTEMPTS, max_size=12, unique_by=lambda each: each.card.name)


@given(ATTEMPTS)
def test_too_mild_and_too_urgent_follow_the_order_of_urgencies(attempt: Attempt) -> None:
    ranks = ["routine", "soon", "same_day", "emergency"]
    said, right = ranks.index(attempt.urgency), ranks.index(attempt.card.result.urgency)
    assert (attempt.triage is Triage.UNDER) == (said < right)
    assert (attempt.triage is Triage.OVER) == (said > right)
    assert (attempt.triage is Triage.RIGHT) == (said == right)
    assert attempt.levels == abs(said - right)


@given(ATTEMPTS)
def test_only_what_is_right_in_both_is_not_missed(attempt: Attempt) -> None:
    expected = attempt.card.case.expected
    assert expected is not None
    both = ((attempt.urgency,), attempt.outcome) == (expected.urgency, expected.outcome)
    assert attempt.is_missed == (not both)
    assert (attempt.pattern is PatternMatch.NOT_SURE) == (attempt.outcome is None)


@given(st.lists(ATTEMPTS))
def test_the_counts_add_up(attempts: list[Attempt]) -> None:
    counted = score(attempts)
    assert counted.cases == len(attempts)
    assert sum(counted.triage.values()) == sum(counted.pattern.values()) == len(attempts)
    missed = [id(each) for each in counted.missed]
    assert Counter(missed) == Counter(id(each) for each in attempts if each.is_missed)
    steps = [(each.triage, each.levels) for each in counted.missed]
    assert steps == sorted(steps, key=lambda each: (list(Triage).index(each[0]), -each[1]))


@given(DECKS, st.lists(st.sampled_from(CARDS), max_size=5, unique_by=lambda card: card.name))
def test_what_is_saved_tells_what_to_ask_again(
    tmp_path_factory: pytest.TempPathFactory, attempts: list[Attempt], left: list
) -> None:
    path = tmp_path_factory.getbasetemp() / "score.json"
    path.write_text(quiz_json(TREE, attempts, left, seed=7))
    again = [each.card.name for each in attempts if each.is_missed]
    again += [card.name for card in left if card.name not in again]
    assert load_score(path).to_ask_again == tuple(again)
    data = json.loads(path.read_text())
    assert data["format"] == 1
    assert data["counts"]["under_triage"] == score(attempts).triage[Triage.UNDER]
    triage, pattern = list(data["counts"].values())[:3], list(data["counts"].values())[3:]
    assert sum(triage) == sum(pattern) == len(data["cases"])


def test_the_file_has_the_keys_that_are_documented(tree: Tree) -> None:
    attempt = Attempt(CARDS[0], Urgency.SOON, None, ("saddle",))
    data = json.loads(quiz_json(tree, [attempt], CARDS[1:2], seed=7))
    assert list(data) == list(get_type_hints(QuizData))
    assert list(data["counts"]) == list(get_type_hints(CountsData))
    assert list(data["cases"][0]) == list(get_type_hints(AttemptData))
    assert (data["seed"], data["checked"], data["left"]) == (7, False, ["v1-flip"])
    assert data["cases"][0] == {
        "name": "v1",
        "urgency": "emergency",
        "outcome": "o_em_cauda_equina",
        "said_urgency": "soon",
        "said_outcome": None,
        "triage": "under",
        "pattern": "not_sure",
        "missed": True,
        "heard": ["saddle"],
    }


GOOD = {"format": 1, "tree": {"id": "knee-numbness"}, "cases": [], "left": []}


def test_what_a_later_version_adds_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "score.json"
    case = {"name": "v1", "missed": True, "new": [1]}
    path.write_text(json.dumps({**GOOD, "new": {"a": None}, "cases": [case]}))
    assert load_score(path).to_ask_again == ("v1",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"null",
        b"[]",
        b"7",
        b"{",
        b'"text"',
        b"\x00\xff",
        b"\xff\xfe{",
        b"[" * 50_000,
        b"answers: {saddle: no}\n",
        b'{"format": 2, "tree": {"id": "knee-numbness"}, "cases": [], "left": []}',
        b'{"format": 1, "tree": "knee-numbness", "cases": [], "left": []}',
        b'{"format": 1, "tree": {"id": "a"}, "cases": [{"name": "v1"}], "left": []}',
        b'{"format": 1, "tree": {"id": "a"}, "cases": [{"name": "v", "missed": 1}], "left": []}',
        b'{"format": 1, "tree": {"id": "a"}, "cases": [], "left": [{}]}',
        b"x" * 4_000_001,
    ],
    ids=lambda content: repr(content[:40]),
)
def test_what_is_no_score_is_told_in_one_sentence_with_its_place(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "score.json"
    path.write_bytes(content)
    with pytest.raises(ScoreError) as caught:
        load_score(path)
    (fault,) = caught.value.faults
    assert str(fault).startswith(f"{path}:") or str(fault).startswith(f"{path} ")
    assert "This is not a saved quiz score." in fault.cause
    assert len(str(fault)) < 500


def test_a_score_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.json", tmp_path):
        with pytest.raises(ScoreError, match="The score cannot be read"):
            load_score(path)
