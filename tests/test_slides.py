"""``kneenumb export slides``: each question before its answer, and everything fits a slide."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kneenumb import load_tree, triage
from kneenumb.browser.slides import slides
from kneenumb.explain.explanation import explain
from kneenumb.load import bundled
from kneenumb.model.case import Given
from kneenumb.quiz.deck import collect
from tests.chromium import chromium, opened
from tests.command import run
from tests.flawed import write_flawed_tree
from tests.small import FRAME, OUTCOME, QUESTION, tree_of
from tests.test_page_file import BREAKING, hashed

TREE = load_tree().as_proved()
CARDS = {card.name: card for card in collect(TREE, bundled.cases()).cards}


def slides_of(name: str) -> list[str]:
    """The words of every slide of a case, without the notes."""
    done = run("export", "slides", "--case", name)
    assert (done.code, done.err) == (0, "")
    deck = re.findall(r"<article.*?</article>", done.out, re.DOTALL)
    shown = (re.sub(r"<aside.*?</aside>", "", each, flags=re.DOTALL) for each in deck)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", each)).split()) for each in shown]


def test_a_question_comes_before_its_answer() -> None:
    card = CARDS["v10"]
    deck = slides_of("v10")
    assert card.story in deck[0]
    at = 1
    for name, options in card.answers.items():
        question = TREE.questions[name]
        assert question.ask in deck[at]
        told = [question.options[each].because for each in options]
        assert all(one.wording in deck[at] for one in question.options.values())
        assert not any(each in deck[at] for each in told)
        assert all(each in deck[at + 1] for each in told)
        at += 2
    result = card.result
    assert result.outcome.title in deck[at] and result.outcome.now in deck[at]
    assert not any(result.outcome.now in each for each in deck[:at])
    end = " ".join(deck[at:])
    assert card.case.point and card.case.point in end and TREE.texts.disclaimer in end
    assert all(TREE.sources[each].cite in end for each in result.outcome.sources)


def test_the_result_says_first_what_to_do() -> None:
    action = TREE.urgencies.emergency.action
    (told,) = [each for each in slides_of("v1") if action in each]
    assert told.index(action) < told.index(CARDS["v1"].result.outcome.summary)


def test_it_may_run_its_script_and_use_its_style_and_no_more() -> None:
    page = run("export", "slides", "--case", "v10").out
    (policy,) = re.findall('Content-Security-Policy" content="(.*?)"', page)
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    wanted = f"default-src 'none'; script-src {hashed(script)}; style-src {hashed(style)}; "
    assert policy.startswith(wanted)
    around = page.replace(script, "").replace(style, "")
    assert not re.findall(r"""\s(?:src|href|action|style|on\w+)\s*=""", around)


def test_no_text_takes_effect() -> None:
    question = QUESTION | {
        "ask": BREAKING,
        "next": "end",
        "options": {each: {"label": BREAKING, "because": BREAKING[:90]} for each in "ab"},
    }
    outcomes = {"end": OUTCOME | {"urgency": "soon", "summary": BREAKING}}
    tree = tree_of(FRAME | {"questions": {"q0": question}, "outcomes": outcomes})
    page = slides(explain(triage(tree, [Given("q0", ("a",))])))
    assert page.count("<script") == page.count("</script>") == 1
    assert "This tree was not checked" in page


def test_a_case_that_cannot_be_used_has_the_error_of_triage(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("saddle: no\n")
    assert run("export", "slides", "--case", str(case)) == run("triage", "-a", str(case))
    tree = str(write_flawed_tree(tmp_path / "flawed.yaml"))
    done = run("export", "slides", "--case", "v10", "--tree", tree)
    assert done.code == 3 and "not safe to use" in done.err


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


_LOOK = """() => [...document.querySelectorAll(".slide")].map((slide) => ({
  title: slide.querySelector("h1").textContent,
  over: slide.scrollHeight - slide.clientHeight,
  smallest: Math.min(...[...slide.querySelectorAll("h1, h2, p, li, dt, dd, strong")]
    .filter((each) => each.textContent && !each.closest("aside"))
    .map((each) => parseFloat(getComputedStyle(each).fontSize))),
}))"""


@pytest.mark.full
def test_everything_fits_a_slide_in_letters_for_the_last_row(browser: Any, tmp_path: Path) -> None:
    wrong = {}
    first, *others = CARDS
    file = tmp_path / "first.html"
    file.write_text(run("export", "slides", "--case", first).out)
    with opened(browser, file, "projector") as page:
        for name in (first, *others):
            if name != first:
                page.set_content(run("export", "slides", "--case", name).out)
            found = page.evaluate(_LOOK)
            assert len(found) > 4
            assert found[0]["title"] == CARDS[name].case.title
            wrong[name] = [each for each in found if each["over"] > 0 or each["smallest"] < 24]
    assert {name: each for name, each in wrong.items() if each} == {}


@pytest.mark.full
def test_keys_go_on_and_back_and_it_prints_a_slide_a_page(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "v10.html"
    run("export", "slides", "--case", "v10", "--output", str(file))
    with opened(browser, file, "projector") as page:
        shown = page.locator(".slide.now h1")
        assert shown.inner_text() == CARDS["v10"].case.title
        page.keyboard.press("ArrowRight")
        assert shown.inner_text() == TREE.questions["saddle"].ask
        page.keyboard.press("n")
        assert page.locator(".slide.now .notes").is_visible()
        page.keyboard.press("ArrowLeft")
        assert shown.inner_text() == CARDS["v10"].case.title
        number = page.locator(".slide").count()
        sheets = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type /Page\b", sheets)) == number


def test_explain_writes_the_same_slides(tmp_path: Path) -> None:
    file = tmp_path / "v10.html"
    deck = run("export", "slides", "--case", "v10").out
    assert run("explain", "v10", "--format", "slides").out == deck
    assert run("explain", "v10", "--format", "slides", "--output", str(file)).code == 0
    assert file.read_text().startswith(deck)
    assert run("explain", "v11", "--format", "slides", "--output", str(file)).code == 0
