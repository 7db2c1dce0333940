"""One walk: answering, going back, changing an answer, replaying."""

import itertools
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import AnswerError, Tree, Walk, replay
from tests.oracle import ending
from tests.strategies import Person, answered, every_answer


def _walked(tree: Tree, answers: dict[str, tuple[str, ...]]) -> list[Walk]:
    """Every state of a walk with these answers, from the first question to the end."""
    states = [Walk.begin(tree)]
    while not states[-1].is_complete:
        states.append(states[-1].answer(*answers[states[-1].at]))
    return states


@given(answered())
def test_a_replay_is_the_walk(person: Person) -> None:
    _, tree, answers = person
    last = _walked(tree, answers)[-1]
    assert replay(tree, answers) == last
    assert replay(tree, last.answers) == last
    assert replay(tree, dict(reversed(answers.items()))) == last


@given(answered())
def test_going_back_gives_the_walk_from_before(person: Person) -> None:
    _, tree, answers = person
    states = _walked(tree, answers)
    for before, after in itertools.pairwise(states):
        assert after.back() == before
    assert states[0].back() == states[0]


@given(answered())
def test_a_walk_asks_what_the_rules_say(person: Person) -> None:
    drawn, tree, answers = person
    for walk in _walked(tree, answers):
        expected = ending(drawn, walk.answers)
        assert (list(walk.answers), walk.at) == (expected.asked, expected.at)
        assert walk.is_complete == (walk.question is None) == (walk.at in tree.outcomes)
        assert walk.question is tree.questions.get(walk.at)


@given(answered(), st.data())
def test_a_changed_answer_keeps_the_later_ones_that_still_apply(
    person: Person, data: st.DataObject
) -> None:
    drawn, tree, answers = person
    end = _walked(tree, answers)[-1]
    question = data.draw(st.sampled_from(list(end.answers)))
    new = data.draw(st.sampled_from(every_answer(drawn["questions"][question])))
    changed = end.change(question, *new)

    before = list(end.answers)[: list(end.answers).index(question)]
    assert list(changed.answers)[: len(before) + 1] == [*before, question]
    assert changed.answers[question] == new
    expected = ending(drawn, {**end.answers, question: new})
    assert (list(changed.answers), changed.at) == (expected.asked, expected.at)
    assert changed == replay(tree, {**end.answers, question: new})


@given(answered())
def test_an_emergency_flag_ends_the_questions_at_the_first_flag_in_printed_order(
    person: Person,
) -> None:
    _, tree, answers = person
    for walk in _walked(tree, answers)[1:]:
        question, picked = walk.steps[-1]
        alarms = [
            flag.outcome
            for name, option in tree.questions[question].options.items()
            if name in picked and option.flag and (flag := tree.red_flags[option.flag]).outcome
        ]
        if alarms:
            assert walk.at == alarms[0]
            assert walk.is_complete


def test_a_replay_leaves_aside_what_is_no_question(tree: Tree) -> None:
    answers = {"saddle": ("yes",), "o_em_cauda_equina": ("yes",), "legs": ("nowhere",)}
    assert replay(tree, answers) == Walk.begin(tree).answer("yes")


def test_a_walk_cannot_be_changed(tree: Tree) -> None:
    walk = Walk.begin(tree)
    after = walk.answer("no")
    assert (walk.at, walk.steps, after.at) == ("saddle", (), "bladder_bowel")
    with pytest.raises(FrozenInstanceError):
        walk.at = "legs"  # type: ignore[misc]
    after.answers["saddle"] = ("yes",)  # type: ignore[index]
    assert after.answers == {"saddle": ("no",)}


def test_an_answer_that_does_not_fit_leaves_the_walk_where_it_is(tree: Tree) -> None:
    walk = Walk.begin(tree)
    for wrong in ((), ("maybe",), ("yes", "no"), ("no", "no")):
        with pytest.raises(AnswerError):
            walk.answer(*wrong)
    assert walk == Walk.begin(tree)


def test_a_walk_that_has_ended_takes_no_answer(tree: Tree) -> None:
    walk = Walk.begin(tree).answer("yes")
    with pytest.raises(ValueError, match="ended at 'o_em_cauda_equina'"):
        walk.answer("no")


def test_ticks_are_kept_in_printed_order(tree: Tree, clean: dict[str, tuple[str, ...]]) -> None:
    walk = replay(tree, {name: clean[name] for name in ("saddle", "bladder_bowel")})
    ended = walk.answer("belly_or_groin_lump", "arms_or_face")
    assert ended.answers["whole_body"] == ("arms_or_face", "belly_or_groin_lump")
    assert ended.at == "o_em_cord_or_gbs"


def test_gates_gone_through_are_remembered(tree: Tree, clean: dict[str, tuple[str, ...]]) -> None:
    walk = replay(tree, clean | {"walking": ("no_clear_link",)})
    assert [passage.gate for passage in walk.passages] == [
        "g_combined",
        "g_same_day",
        "g_which_leg",
    ]
    assert walk.back().passages == walk.passages[:2]
