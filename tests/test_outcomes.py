"""What a person reads at the end."""

import re
from typing import Any

import pytest

from kneenumb import Tree, Urgency
from kneenumb.model.outcome import Outcome

# Words that say "it may be so". The outcomes without one only repeat what the person said.
HEDGES = re.compile(r"\b(could|may|possible|patterns?|fits?)\b", re.IGNORECASE)
REPEATS = {"o_sd_new_weakness", "o_sd_injury", "o_sd_check_today", "o_no_numbness", "o_neither_leg"}


def words(outcome: Outcome) -> str:
    """All words of an outcome."""

    def texts(piece: Any) -> list[str]:
        if isinstance(piece, dict):
            return [text for inner in piece.values() for text in texts(inner)]
        if isinstance(piece, list | tuple):
            return [text for inner in piece for text in texts(inner)]
        return [piece] if isinstance(piece, str) else []

    return " ".join(texts(outcome.model_dump(exclude={"sources", "areas", "conditions"})))


def test_p28_every_outcome_has_sources_and_the_grave_ones_an_outside_reference(tree: Tree) -> None:
    for name, outcome in tree.outcomes.items():
        assert outcome.sources, name
        if outcome.urgency >= Urgency.SAME_DAY:
            assert any(source.startswith("R") for source in outcome.sources), name


def test_p28_the_shared_texts_are_all_there(tree: Tree) -> None:
    assert "not a diagnosis" in tree.texts.disclaimer
    assert len(tree.texts.safety_net.items) == 9
    assert all(tree.urgencies[level].action for level in Urgency)


def test_p29_an_emergency_has_no_self_care_and_nothing_to_wait_for(tree: Tree) -> None:
    for name, outcome in tree.outcomes.items():
        if outcome.urgency is Urgency.EMERGENCY:
            assert outcome.self_care is None, name
            assert not outcome.numb_skin_care, name
            assert not re.search(r"wait and see|watch and wait|see how it goes", words(outcome))
    assert tree.urgencies.emergency.action.startswith("Call your local emergency number")
    assert "Do not wait" in tree.urgencies.emergency.action


def test_p30_no_outcome_says_that_somebody_has_something(tree: Tree) -> None:
    for name, outcome in tree.outcomes.items():
        assert not re.search(r"\byou have\b|\byou've\b|\byou suffer\b", words(outcome), re.I), name
        if name not in REPEATS:
            assert HEDGES.search(f"{outcome.title} {outcome.summary}"), name


def test_p37_a_clear_screen_says_that_it_rules_nothing_out(tree: Tree) -> None:
    for name in ("o_no_numbness", "o_neither_leg"):
        assert "does not rule out" in tree.outcomes[name].summary


def test_p38_every_outcome_names_its_areas_and_conditions(tree: Tree) -> None:
    unlit = {name for name, outcome in tree.outcomes.items() if not outcome.areas}
    assert unlit == {"o_sd_check_today", "o_slow_weakness", "o_no_numbness", "o_neither_leg"}
    nameless = {name for name, outcome in tree.outcomes.items() if not outcome.conditions}
    assert nameless == {"o_unclear", "o_neither_leg"}


def test_an_outcome_is_called_after_its_urgency(tree: Tree) -> None:
    for name, outcome in tree.outcomes.items():
        assert name.startswith("o_em_") == (outcome.urgency is Urgency.EMERGENCY)
        assert name.startswith("o_sd_") == (outcome.urgency is Urgency.SAME_DAY)
    routine = {n for n, each in tree.outcomes.items() if each.urgency is Urgency.ROUTINE}
    assert routine == {"o_local_knee", "o_meralgia"}


def test_milder_outcomes_say_what_to_do_at_home_and_when_to_go_at_once(tree: Tree) -> None:
    for name, outcome in tree.outcomes.items():
        if outcome.urgency <= Urgency.SOON:
            assert outcome.self_care, name


@pytest.mark.parametrize("field", ["title", "summary", "now", "clinician_may_check", "why"])
def test_texts_are_whole_sentences_for_people(tree: Tree, field: str) -> None:
    for name, outcome in tree.outcomes.items():
        text = getattr(outcome, field)
        if text is None:
            continue
        assert text == " ".join(text.split()), name
        assert not re.search(r"[{}`*_]|\bo_|\brf_|TODO|\(see ", text), name
        assert text[0].isupper(), name
        assert text.endswith((".", '."')) == (field != "title"), name


def test_every_further_reason_is_for_answers_that_somebody_can_give(tree: Tree) -> None:
    for outcome in tree.outcomes.values():
        for addition in outcome.why_if:
            for question, options in addition.when.items():
                assert set(options) <= set(tree.questions[question].options)


def test_every_same_day_answer_finds_its_reason_at_the_check_today(tree: Tree) -> None:
    """Whoever gets "something needs a check today" reads why, whatever it was."""
    explained = {
        (question, option)
        for addition in tree.outcomes["o_sd_check_today"].why_if
        for question, options in addition.when.items()
        for option in options
    }
    gate = tree.gates["g_same_day"]
    for line in gate.lines:
        if line.target == "o_sd_check_today" and line.when:
            for question, options in line.when.items():
                assert {(question, option) for option in options} <= explained
