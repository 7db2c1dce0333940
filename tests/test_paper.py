"""``kneenumb export handout`` and ``worksheet``, and what is printed of a result."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from kneenumb import load_tree, triage
from kneenumb.export.handout import case_handout, outcome_handout
from kneenumb.export.worksheet import QUESTIONS
from kneenumb.format.html import html as result_html
from kneenumb.load import bundled
from kneenumb.model.case import Given
from kneenumb.model.urgency import Urgency
from kneenumb.quiz.deck import collect
from kneenumb.result.page import result_page
from tests.chromium import chromium
from tests.command import run
from tests.flawed import write_flawed_tree
from tests.hostile_tree import MARKUP, write_hostile_tree

TREE = load_tree().as_proved()
CARDS = {card.name: card for card in collect(TREE, bundled.cases()).cards}


def words(document: str) -> str:
    """What a reader sees."""
    body = re.sub(r"<style>.*?</style>", "", document, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("name", TREE.outcomes)
def test_the_handout_of_an_outcome_says_all_that_helps_at_home_and_first_what_to_do(
    name: str,
) -> None:
    outcome = TREE.outcomes[name]
    found = words(outcome_handout(TREE, name))
    action = TREE.urgencies[outcome.urgency].action
    told = (action, outcome.now, outcome.summary, *TREE.texts.safety_net.items)
    told += (outcome.clinician_may_check.rstrip("."), TREE.texts.disclaimer, TREE.version)
    more = (outcome.timing, outcome.self_care, outcome.go_now_if)
    for text in (*told, *filter(None, more)):
        assert text in found
    assert found.index(action) < found.index(outcome.summary)
    care = TREE.texts.numb_skin_care
    assert care and (care.items[0] in found) is outcome.numb_skin_care
    assert not re.search(rf"\b{name}\b", found)


def test_the_handout_of_a_case_has_its_urgency_its_red_flags_and_its_answers() -> None:
    result = CARDS["v14"].result
    assert result.urgency > result.outcome.urgency, "a flag has raised it"
    done = run("export", "handout", "v14")
    found = words(done.out)
    assert (done.code, done.err) == (0, "")
    assert TREE.urgencies[result.urgency].action in found
    assert all(each.flag.says in found for each in result.raised)
    assert "Pee, poo, sex An old problem, checked by a doctor or nurse" in found
    assert "Weak leg or foot" not in found, "it is well"


def test_a_handout_says_when_a_tree_is_not_proved(tmp_path: Path) -> None:
    tree = write_flawed_tree(tmp_path / "tree.yaml")
    assert run("export", "handout", "v10", "--tree", str(tree)).code == 3
    assert "not checked" in words(outcome_handout(load_tree(), "o_sciatica"))


def test_the_numbers_of_a_place_are_in_a_handout() -> None:
    assert "in Austria: 112 or 144" in run("export", "handout", "v5", "--region", "AT").out


def test_what_is_neither_outcome_nor_case_is_told() -> None:
    done = run("export", "handout", "o_sciatic")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean 'o_sciatica'?" in done.err


def test_the_worksheet_asks_and_tells_no_result(tmp_path: Path) -> None:
    key = tmp_path / "key.html"
    done = run("export", "worksheet", "v10", "v5", "--key", str(key))
    assert (done.code, done.err) == (0, "")
    sheet, answers = words(done.out), words(key.read_text("utf-8"))
    for name in ("v10", "v5"):
        card = CARDS[name]
        outcome = card.result.outcome
        assert card.story in sheet and outcome.title not in sheet
        assert card.case.title and card.case.title not in sheet and card.case.title in answers
        assert outcome.title in answers and card.case.point and card.case.point in answers
        assert all(each.flag.says in answers for each in card.result.raised)
    assert sheet.index(CARDS["v10"].story) < sheet.index(CARDS["v5"].story)
    assert all(sheet.count(question) == 2 for question in QUESTIONS)
    assert all(sheet.count(TREE.urgencies[level].label) == 2 for level in Urgency)


def test_folders_and_all_teaching_cases_make_a_worksheet(tmp_path: Path) -> None:
    done = run("export", "worksheet", "teaching-cases")
    assert words(done.out).count(QUESTIONS[0]) == len(CARDS)
    assert "Left out, as they have no result: short-empty-checklist" in done.err
    for name in ("v10", "v5"):
        (tmp_path / f"{name}.yaml").write_bytes(bundled.cases()[name].read_bytes())
    assert words(run("export", "worksheet", str(tmp_path)).out).count(QUESTIONS[0]) == 2


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (("nope",), 4, "There is no file 'nope', and no case of that name"),
        (("short-empty-checklist",), 4, "None of these cases has a result"),
        (("v10", "--key", "key.pdf"), 2, "key.pdf"),
    ],
)
def test_what_makes_no_worksheet_is_told(argv: tuple[str, ...], code: int, told: str) -> None:
    done = run("export", "worksheet", *argv)
    assert (done.code, done.out) == (code, "")
    assert told in done.err


def test_a_case_is_not_overwritten_by_its_key(tmp_path: Path) -> None:
    case = tmp_path / "mine.html"
    case.write_bytes(bundled.cases()["v10"].read_bytes())
    done = run("export", "worksheet", str(case), "--key", str(case), "--force")
    assert done.code == 2 and case.read_bytes() == bundled.cases()["v10"].read_bytes()


def test_nothing_of_a_hostile_tree_takes_effect(tmp_path: Path) -> None:
    tree = load_tree(write_hostile_tree(tmp_path / "tree.yaml"))
    for name in tree.outcomes:
        tags = re.findall(r"<(\w+)", outcome_handout(tree, name))
        assert not {"script", "h1", "b", "i", "u"} & set(tags)
    assert MARKUP["now"] in html.unescape("".join(outcome_handout(tree, n) for n in tree.outcomes))


def printed(page: Any, document: str) -> int:
    """How many pages a document is on paper."""
    page.set_content(document)
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.full
def test_a_handout_is_one_page_and_a_result_at_most_two() -> None:
    with chromium() as browser:
        page = browser.new_page()
        for name in TREE.outcomes:
            assert printed(page, outcome_handout(TREE, name)) == 1, name
        for name, card in CARDS.items():
            assert printed(page, case_handout(card.result)) == 1, name
            assert printed(page, result_html(result_page(card.result), TREE.title)) <= 2, name


@pytest.mark.full
def test_many_warning_signs_are_still_one_page_and_two() -> None:
    answers = {
        name: tuple(key for key, each in question.options.items() if each.flag)[:3]
        for name, question in TREE.questions.items()
        if question.is_checklist
    }
    answers = {**CARDS["v1"].answers, **answers}
    result = triage(TREE, [Given(name, options) for name, options in answers.items()])
    assert len(result.raised) > 10
    with chromium() as browser:
        page = browser.new_page()
        assert printed(page, case_handout(result)) == 1
        assert printed(page, result_html(result_page(result), TREE.title)) <= 2
