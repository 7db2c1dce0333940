"""Decks: which cases can be played, what is said of the others, and the order they are dealt in."""

import os
from pathlib import Path

import pytest

from kneenumb import AnswerError, Tree, Urgency
from kneenumb.cli.quiz import files_of
from kneenumb.load import bundled
from kneenumb.quiz.attempt import Attempt, Triage
from kneenumb.quiz.deck import Deck, QuizCard, collect, dealt

STORY = "story: Somebody with a numb leg.\n"


@pytest.fixture(scope="module")
def deck(tree: Tree) -> Deck:
    return collect(tree, bundled.cases())


def faults_of(tree: Tree, folder: Path) -> list[str]:
    with pytest.raises(AnswerError) as caught:
        collect(tree, files_of(folder))
    return [str(each).replace(f"{folder}/", "") for each in caught.value.faults]


def test_every_bundled_case_with_a_result_is_in_the_deck(deck: Deck) -> None:
    assert len(deck.cards) == 50
    assert deck.left_out == ("short-empty-checklist", "short-none-with-another-tick")
    for card in deck.cards:
        expected = card.case.expected
        assert expected is not None
        assert card.result.outcome_id == expected.outcome
        assert card.accepted == (card.result.urgency,) == expected.urgency
        assert card.story == card.case.story


def test_a_card_answers_in_the_order_of_the_tool_and_then_the_rest(
    tree: Tree, tmp_path: Path
) -> None:
    answers = "answers: {pain_start: knee, bladder_bowel: new_change, saddle: no}\n"
    (tmp_path / "a.yaml").write_text(STORY + answers)
    (card,) = collect(tree, files_of(tmp_path)).cards
    assert list(card.answers) == ["saddle", "bladder_bowel", "pain_start"]


def test_every_fault_of_every_file_is_told_and_nothing_is_left_out_unsaid(
    tree: Tree, tmp_path: Path
) -> None:
    files = {
        "good.yaml": STORY + "answers: {saddle: yes}\n",
        "empty.yaml": "",
        "other-tree.yaml": STORY + "tree: starter\nanswers: {saddle: yes}\n",
        "no-story.yaml": "answers: {saddle: yes}\n",
        "blank-story.json": '{"story": " ", "answers": {"saddle": "yes"}}',
        "incomplete.yml": STORY + "answers: {saddle: no}\n",
        "unknown.yaml": STORY + "answers: {saddle: maybe}\n",
        "unexpected.yaml": STORY
        + "answers: {saddle: yes}\nexpected: {urgency: soon, outcome: o_sciatica}\n",
        "no-yaml.yaml": "a: [",
        "refused.yaml": STORY + "answers: {saddle: []}\nexpected: {error: empty}\n",
        ".hidden.yaml": "no case",
        "notes.txt": "no case either",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    faults = faults_of(tree, tmp_path)
    told = {name: [each for each in faults if each.startswith(name)] for name in files}
    assert told["good.yaml"] == told["refused.yaml"] == told[".hidden.yaml"] == []
    assert told["notes.txt"] == []
    assert told["other-tree.yaml"] == [
        "other-tree.yaml: This case is for the tree 'starter', not for 'knee-numbness'. "
        "Use --tree starter, or move the file elsewhere."
    ]
    for name in ("no-story.yaml", "blank-story.json"):
        assert told[name] == [
            f"{name}: This case has no story, so there is nothing to read. "
            "Add 'story: …', or move the file elsewhere."
        ]
    assert told["incomplete.yml"][0].startswith("incomplete.yml: 'bladder_bowel' is not answered:")
    assert told["unknown.yaml"][0].startswith("unknown.yaml:2:19: 'saddle' has no option 'maybe'.")
    assert told["unexpected.yaml"] == [
        f"unexpected.yaml: This case expects '{wanted}', but its answers lead to '{got}'. "
        "Correct the answers, or what is expected."
        for wanted, got in [("soon", "emergency"), ("o_sciatica", "o_em_cauda_equina")]
    ]
    assert [len(told[name]) for name in ("empty.yaml", "no-yaml.yaml")] == [1, 1]
    assert [each for each in faults if each.startswith("gone.yaml: The answers cannot be read")]
    assert not [each for each in faults if each.startswith(("folder", "pipe"))]


def test_a_folder_that_holds_no_case_is_told(tree: Tree, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no case")
    (fault,) = faults_of(tree, tmp_path)
    assert "There are no case files in the folder" in fault
    for path, why in ((tmp_path / "gone", "No such file"), (tmp_path / "a.txt", "Not a directory")):
        (fault,) = faults_of(tree, path)
        assert f"The folder cannot be read: {why}" in fault


def test_far_too_many_cases_are_told_and_not_read(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kneenumb.quiz.deck.MOST_CASES", 2)
    for name in "abc":
        (tmp_path / f"{name}.yaml").write_text("")
    (fault,) = faults_of(tree, tmp_path)
    assert "There are 3 cases; a deck takes at most 2." in fault


def test_every_urgency_that_a_case_expects_is_accepted_beside_that_of_the_tool(
    tree: Tree, tmp_path: Path
) -> None:
    answers = "answers: {saddle: no, bladder_bowel: new_change}\nexpected: {urgency: URGENCY}\n"
    (tmp_path / "a.yaml").write_text(STORY + answers.replace("URGENCY", "[emergency, soon]"))
    (card,) = collect(tree, files_of(tmp_path)).cards
    how = {each: Attempt(card, each, None) for each in Urgency}
    assert {each: attempt.triage for each, attempt in how.items()} == {
        Urgency.ROUTINE: Triage.UNDER,
        Urgency.SOON: Triage.RIGHT,
        Urgency.SAME_DAY: Triage.UNDER,  # Somebody would have wanted a graver one.
        Urgency.EMERGENCY: Triage.RIGHT,
    }
    assert [attempt.levels for attempt in how.values()] == [1, 0, 1, 0]
    (tmp_path / "a.yaml").write_text(STORY + answers.replace("URGENCY", "[routine, soon]"))
    (fault,) = faults_of(tree, tmp_path)
    assert "This case expects 'routine or soon', but its answers lead to 'emergency'." in fault


def names(cards: tuple[QuizCard, ...]) -> list[str]:
    return [card.name for card in cards]


def test_a_seed_deals_the_same_order_everywhere(deck: Deck) -> None:
    first = names(dealt(deck.cards, 1))
    assert first == names(dealt(tuple(reversed(deck.cards)), 1))
    # Written down, so that no version of Python and no change of ours shuffles anew.
    assert first[:5] == ["v1", "v6-flip", "v17", "v13", "short-inner-shin-low-back"]
    assert sorted(first) == sorted(names(deck.cards))


def test_another_seed_deals_another_order(deck: Deck) -> None:
    assert len({tuple(names(dealt(deck.cards, seed))) for seed in range(100)}) == 100
    assert len({dealt(deck.cards, seed)[0].name for seed in range(300)}) > 40


def test_a_card_less_leaves_the_others_in_order(deck: Deck) -> None:
    first, *others = dealt(deck.cards, 7)
    assert list(dealt([card for card in deck.cards if card != first], 7)) == others
