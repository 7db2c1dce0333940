"""The page in a browser: real people walk through it at every size, by mouse and by keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kneenumb import load_tree
from kneenumb.load import bundled
from kneenumb.quiz.deck import collect
from tests.chromium import chromium, opened
from tests.command import run

pytestmark = pytest.mark.full

TREE = load_tree().as_proved()
CARDS = {card.name: card for card in collect(TREE, bundled.cases()).cards}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "page.html"
    assert run("export", "page", "--cases", "teaching-cases", "--output", str(file)).code == 0
    return file


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def answer(page: Any, options: tuple[str, ...]) -> None:
    for option in options:
        page.locator(f"input[value={option}]").check()
    press(page, "Continue")


def walk(page: Any, name: str) -> None:
    """Answer as somebody does, up to an emergency or to the look over the answers."""
    press(page, "No, begin")
    for question, options in CARDS[name].result.answers.items():
        assert TREE.questions[question].ask in page.locator("h1").inner_text()
        assert page.locator("input:checked").count() == 0
        answer(page, options)
        if any(TREE.questions[question].options[each].unsure for each in options):
            assert "You are not sure, and that is all right." in page.locator("#note").inner_text()
            press(page, "Continue")


def look(page: Any) -> None:
    """Whoever hears it or sees it badly finds nothing missing, and nothing runs off the side."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"][:90] for node in each["nodes"]]) for each in found] == []
    wide = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not wide


@pytest.mark.parametrize(
    ("size", "scheme"),
    [("phone", "dark"), ("laptop", "light"), ("projector", "dark")],
)
def test_every_screen_is_for_everybody(browser: Any, file: Path, size: str, scheme: str) -> None:
    with opened(browser, file, size, scheme) as page:
        look(page)
        press(page, "It may be: what do I do?")
        look(page)
        page.go_back()
        walk(page, "v10")
        look(page)
        press(page, "All is right: show my result")
        look(page)
        press(page, "How this came about, step by step")
        look(page)
        press(page, "Start page")
        walk(page, "v1")
        look(page)
        press(page, "Start page")
        press(page, f"Teaching cases ({len(CARDS)})")
        look(page)
        press(page, CARDS["v10"].case.title or "")
        look(page)
        for words in ("First question", "Show the answer"):
            press(page, words)
            look(page)
        press(page, "Start page")
        press(page, "Quiz")
        look(page)


@pytest.mark.parametrize("name", ["v1", "v5", "v8", "v10", "v14", "v17"])
def test_people_get_the_result_of_the_terminal(browser: Any, file: Path, name: str) -> None:
    result = CARDS[name].result
    with opened(browser, file, "phone") as page:
        walk(page, name)
        first = (
            "Show my result" if result.urgency == "emergency" else "All is right: show my result"
        )
        press(page, first)
        assert page.locator("h1").inner_text() == TREE.urgencies[result.urgency].action
        said = page.locator("main").inner_text()
        assert result.outcome.title in said and result.outcome.now in said
        for each in result.raised:
            assert each.flag.says in said
        assert TREE.texts.disclaimer in said and TREE.sha256[:16] in said


def test_an_emergency_is_told_at_once_and_can_be_taken_back(browser: Any, file: Path) -> None:
    with opened(browser, file, "phone") as page:
        press(page, "No, begin")
        answer(page, ("yes",))
        action = TREE.urgencies.emergency.action
        assert page.locator("h1").inner_text() == action
        assert page.evaluate("document.activeElement.textContent") == action
        assert page.locator("h1").bounding_box()["y"] < 200  # Nothing to scroll for.
        press(page, "I chose the wrong line: go back")
        assert page.locator("input:checked").count() == 0
        assert (
            "(your answer before)" in page.locator("label", has_text="even a little").inner_text()
        )
        answer(page, ("no",))
        assert "Pee, poo, sex" in page.locator("h1").inner_text()


def test_nothing_is_taken_for_an_answer(browser: Any, file: Path) -> None:
    with opened(browser, file) as page:
        press(page, "No, begin")
        press(page, "Continue")
        assert page.get_by_role("alert").inner_text() == "Nothing is chosen yet."
        page.keyboard.press("Enter")
        assert "Between your legs" in page.locator("h1").inner_text()
        answer(page, ("not_sure",))
        assert "You are not sure" in page.get_by_role("alert").inner_text()
        assert "Between your legs" in page.locator("h1").inner_text()


def test_none_of_these_stands_alone(browser: Any, file: Path) -> None:
    with opened(browser, file) as page:
        press(page, "No, begin")
        answer(page, ("no",))
        answer(page, ("no",))
        page.locator("input[value=older_attack]").check()
        page.locator("input[value=none]").check()
        assert page.locator("input:checked").get_attribute("value") == "none"
        page.locator("input[value=stroke_signs]").check()
        assert page.locator("input:checked").get_attribute("value") == "stroke_signs"


def test_by_keyboard_alone(browser: Any, file: Path) -> None:
    with opened(browser, file) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert "Between your legs" in page.evaluate("document.activeElement.textContent")
        for key in ("Tab", "Tab", "Tab", "ArrowDown", "ArrowDown"):
            page.keyboard.press(key)
            if page.evaluate("document.activeElement.type") == "radio":
                break
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        assert page.locator("input:checked").get_attribute("value") == "no"
        page.keyboard.press("Enter")
        assert "Pee, poo, sex" in page.locator("h1").inner_text()


def test_going_back_and_changing_an_answer(browser: Any, file: Path) -> None:
    with opened(browser, file) as page:
        walk(page, "v10")
        page.get_by_role("button", name="Change: Where the pain starts").click()
        answer(page, ("knee",))
        assert "Where the pain starts" in page.locator("main").inner_text()
        press(page, "Back")
        press(page, "Back")
        assert "Before your result" in page.locator("h1").inner_text()


def test_the_skin_can_be_pointed_at(browser: Any, file: Path) -> None:
    with opened(browser, file) as page:
        press(page, "No, begin")
        for options in list(CARDS["v10"].result.answers.values())[:-2]:
            answer(page, options)
        at = list(TREE.body_map.front if TREE.body_map else ()).index("outer_shin")
        left_leg = page.locator("figure").first.locator("g").last
        left_leg.locator("path:not(.contour, .figure)").nth(at).click()
        assert page.locator("input:checked").get_attribute("value") == "outer_shin_top_foot"
        assert page.locator("path.lit").count() == 3


def test_answers_are_kept_in_a_file_and_brought_along(
    browser: Any, file: Path, tmp_path: Path
) -> None:
    with opened(browser, file) as page:
        walk(page, "v10")
        press(page, "All is right: show my result")
        with page.expect_download() as download:
            press(page, "Save the answers to a file")
        saved = tmp_path / "answers.json"
        download.value.save_as(saved)
        assert (
            run("triage", "--answers", str(saved), "--format", "json").out
            == run("triage", "--answers", "v10", "--format", "json").out
        )
        press(page, "Start page")
        page.locator("#file").set_input_files(saved)
        page.wait_for_selector(".view-result")
        press(page, "Start page")
        page.locator("#file").set_input_files(bundled.cases()["short-none-with-another-tick"])
        page.wait_for_selector("#fault:not(:empty)")
        assert "stands alone" in page.locator("#fault").inner_text()


def test_a_lecture_goes_by_arrow_keys(browser: Any, file: Path) -> None:
    card = CARDS["v10"]
    with opened(browser, file, "projector") as page:
        press(page, f"Teaching cases ({len(CARDS)})")
        press(page, card.case.title or "")
        for question, options in card.answers.items():
            page.keyboard.press("ArrowRight")
            told = TREE.questions[question].options[options[0]].because
            assert TREE.questions[question].ask in page.locator("h1").inner_text()
            assert told not in page.locator("main").inner_text()
            page.keyboard.press("ArrowRight")
            assert told in page.locator("main").inner_text()
        page.keyboard.press("ArrowLeft")
        assert told not in page.locator("main").inner_text()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert card.case.point and card.case.point in page.locator("main").inner_text()


def test_a_quiz(browser: Any, file: Path) -> None:
    with opened(browser, file) as page:
        press(page, "Quiz")
        press(page, "That is my answer")
        assert page.get_by_role("alert").inner_text() == "Choose how fast."
        press(page, TREE.questions["saddle"].topic)
        assert page.locator(".heard").count() == 1
        page.locator("input[value=routine]").check()
        page.locator("select").select_option("?")
        press(page, "That is my answer")
        assert page.locator("h1").inner_text() in ("Too mild (under-triage)", "Right urgency")
        press(page, "Show my score")
        assert "Cases" in page.locator("main").inner_text()


def test_the_result_prints_on_two_pages(browser: Any, file: Path) -> None:
    for name in ("v1", "v5", "v10"):
        with opened(browser, file) as page:
            page.locator("#file").set_input_files(bundled.cases()[name])
            page.wait_for_selector(".view-result")
            sheets = page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type /Page\b", sheets)) <= 2, name


def test_the_browser_holds_it_to_its_policy(browser: Any, file: Path) -> None:
    """Whatever got into the page could not send or fetch anything."""
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(file.as_uri())
    said = page.evaluate(
        """() => {
            const gone = (done) => {
                const image = new Image();
                image.onload = () => done("loaded");
                image.onerror = () => done("refused");
                image.src = "https://example.org/a.png";
            };
            const sent = fetch("https://example.org").then(() => "sent", () => "refused");
            return Promise.all([sent, new Promise(gone)]);
        }"""
    )
    assert said == ["refused", "refused"]
    assert sum("Content Security Policy" in each for each in refused) >= 2
    page.close()
