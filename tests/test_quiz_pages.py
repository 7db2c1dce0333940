"""What a learner reads: the opening, the reveal and the score, as pages."""

import io

import pytest
from rich.console import Console

from kneenumb import Tree, Urgency, load_case, parse_setting
from kneenumb.format.plain import plain_text
from kneenumb.format.rich_page import THEME, show
from kneenumb.load import bundled
from kneenumb.model.case import Expected
from kneenumb.page.block import Command, Page
from kneenumb.quiz.attempt import Attempt
from kneenumb.quiz.deck import QuizCard, card, teaches_a_refusal
from kneenumb.quiz.page import answer, opening, reveal, score_page
from kneenumb.quiz.parting import grounds
from tests.examples import quick_first
from tests.scene import assert_scene

PLAYED = [name for name in bundled.cases() if not teaches_a_refusal(load_case(name).case)]


def card_of(tree: Tree, name: str, *more: str) -> QuizCard:
    """A bundled case, with answers that the tool does not ask for."""
    file = load_case(name)
    return card(tree, name, file._replace(given=(*file.given, *map(parse_setting, more))))


def attempt(
    tree: Tree, name: str, urgency: Urgency, outcome: str | None, *heard: str, more: str = ""
) -> Attempt:
    return Attempt(card_of(tree, name, *filter(None, [more])), urgency, outcome, heard)


def told(page: Page) -> str:
    """A page as one long line."""
    return " ".join(plain_text(page, 10_000).split())


def rich_text(page: Page, columns: int = 80) -> str:
    text = io.StringIO()
    show(Console(file=text, width=columns, theme=THEME, highlight=False, markup=False), page)
    return text.getvalue()


@pytest.fixture
def attempts(tree: Tree) -> list[Attempt]:
    """One of every kind, with a tree that is proved."""
    return attempts_at(tree.as_proved())


def attempts_at(tree: Tree) -> list[Attempt]:
    """One of every kind."""
    return [
        attempt(tree, "v1", Urgency.SOON, "o_sciatica", "saddle", "bladder_bowel", "legs"),
        attempt(tree, "v10", Urgency.EMERGENCY, "o_fibular", "pain_start"),
        attempt(tree, "v14", Urgency.ROUTINE, "o_local_knee"),
        attempt(tree, "v21-flip", Urgency.SAME_DAY, None, "legs"),
        attempt(tree, "v13", Urgency.ROUTINE, "o_meralgia", "one_area", "pain_start"),
    ]


def test_scenes(tree: Tree, attempts: list[Attempt]) -> None:
    milder, graver, floor, combined, right = (reveal(each) for each in attempts)
    ways = [
        ("Ask again what was missed:", Command(("kneenumb quiz", "--replay-missed s.json"))),
        ("The same cases, for somebody else:", Command(("kneenumb quiz", "--seed 7"))),
    ]
    score = score_page(tree.as_proved(), attempts, ways)
    begin = opening(tree, "5 cases, in the order of seed 7.")
    assert_scene("quiz-opening-rich-80.txt", rich_text(begin))
    assert_scene("quiz-too-mild-rich-80.txt", rich_text(milder))
    assert_scene("quiz-too-mild-plain-40.txt", plain_text(milder, 40))
    assert_scene("quiz-too-grave-rich-80.txt", rich_text(graver))
    assert_scene("quiz-floor-plain-80.txt", plain_text(floor, 80))
    assert_scene("quiz-combination-plain-80.txt", plain_text(combined, 80))
    assert_scene("quiz-right-rich-80.txt", rich_text(right))
    assert_scene("quiz-score-rich-80.txt", rich_text(score))
    assert_scene("quiz-score-plain-40.txt", plain_text(score, 40))


@pytest.mark.parametrize("name", PLAYED)
def test_nothing_that_is_said_before_the_reveal_tells_the_title(tree: Tree, name: str) -> None:
    asked = card_of(tree, name)
    before = " ".join(told(answer(asked, question)) for question in tree.questions)
    assert asked.case.title not in before
    assert asked.result.outcome.title not in before
    after = told(reveal(Attempt(asked, Urgency.SOON, None)))
    assert asked.case.title in after
    assert asked.result.outcome.title in after
    assert asked.case.point in after


def test_a_question_that_the_case_does_not_answer_is_told(tree: Tree) -> None:
    asked = card_of(tree, "v1")
    assert told(answer(asked, "legs")) == (
        "Which leg is numb, and how it came: the case does not say"
    )
    wording = tree.questions["bladder_bowel"].options["new_change"].wording
    assert told(answer(asked, "bladder_bowel")) == f"Pee, poo, sex: {wording}"


def test_every_red_flag_of_the_walk_is_said_in_words(tree: Tree) -> None:
    page = told(reveal(attempt(tree, "v5", Urgency.EMERGENCY, None)))
    for flag in ("rf_cold_pale_leg", "rf_sudden_foot_pain"):
        assert tree.red_flags[flag].says in page
    assert (
        "Emergency now: level 4 of 4. Minutes to hours can decide the result. The tool's pattern:"
        in page
    )


def test_a_red_flag_beside_the_walk_is_told_and_explains_the_pattern(tree: Tree) -> None:
    case = load_case("v3-flip")
    given = (*case.given, parse_setting("both_area=saddle"))
    asked = card(
        tree, "x", case._replace(case=case.case.model_copy(update={"expected": None}), given=given)
    )
    page = told(reveal(Attempt(asked, Urgency.SOON, "o_unclear")))
    assert "Given, but not asked for: - Where both legs are numb or tingling:" in page
    assert (
        "Your pattern is where the answers led, but a red flag beside them named another." in page
    )
    assert "2 levels too mild" in page


def test_without_a_title_or_a_point_the_reveal_has_its_name_and_no_empty_heading(
    tree: Tree,
) -> None:
    case = load_case("v10")
    bare = case.case.model_copy(update={"title": None, "point": None})
    page = told(
        reveal(
            Attempt(card(tree, "own.yaml", case._replace(case=bare)), Urgency.SOON, None),
        )
    )
    assert page.startswith("own.yaml: The tool asked 12 questions; you asked 0.")
    assert "What this case teaches" not in page


def test_a_tree_that_is_not_proved_is_named_so_on_every_page(tree: Tree) -> None:
    for used in (tree, tree.as_proved()):
        attempts = attempts_at(used)
        for page in (opening(used, ""), reveal(attempts[0]), score_page(used, attempts)):
            warns = "This tree was not checked for safety." in told(page)
            assert warns is not used.is_proved


def test_a_score_without_a_miss_says_so(tree: Tree, attempts: list[Attempt]) -> None:
    assert told(score_page(tree, attempts[-1:])).endswith("Missed: Nothing.")


def test_what_was_missed_is_listed_too_mild_first(tree: Tree, attempts: list[Attempt]) -> None:
    page = told(score_page(tree, list(reversed(attempts))))
    order = [page.index(f"{name}, “") for name in ("v1", "v21-flip", "v14", "v10")]
    assert order == sorted(order)
    assert "v13" not in page
    assert "Too mild (under-triage): 3 of 5 - Too grave (over-triage): 1 of 5" in page


@pytest.mark.parametrize("name", quick_first(PLAYED, 8))
def test_a_wrong_urgency_is_answered_with_what_it_rests_on(tree: Tree, name: str) -> None:
    asked = card_of(tree, name)
    rests_on = grounds(asked.result)
    for urgency in Urgency:
        page = told(reveal(Attempt(asked, urgency, asked.result.outcome_id)))
        page = page[page.index("The tool's pattern:") :]
        if urgency is asked.result.urgency:
            assert "Right urgency" in page
            assert "under-triage" not in page and "over-triage" not in page
            continue
        is_mild = urgency < asked.result.urgency
        assert ("Too mild (under-triage)" in page) == is_mild
        assert ("Too grave (over-triage)" in page) == (not is_mild)
        for each in rests_on.raised:
            assert f"{tree.questions[each.question].topic}: “" in page
            assert each.flag.says in page
        for question, options in rests_on.settled_by.items():
            assert tree.questions[question].topic in page
            assert all(tree.questions[question].options[one].label in page for one in options)


def test_an_urgency_that_only_the_case_expects_is_right_and_that_of_the_tool_is_told(
    tree: Tree,
) -> None:
    file = load_case("v10")
    either = Expected(urgency=(Urgency.SOON, Urgency.SAME_DAY))
    case = file.case.model_copy(update={"expected": either})
    asked = card(tree, "own.yaml", file._replace(case=case))
    page = told(reveal(Attempt(asked, Urgency.SAME_DAY, "o_sciatica")))
    assert (
        "Right urgency: you said “Same-day urgent”. The tool says “See a clinician soon”; the case "
        "takes either." in page
    )
