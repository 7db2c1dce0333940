"""The engine in the page says of everybody what the plain engine says."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py_mini_racer import JSEvalException

from kneenumb import AnswerError, Tree, Walk, load_tree, replay, triage
from kneenumb.explain.narrowing import PossibleOutcomes, TreeAnalysis, narrowing
from kneenumb.explain.page import moment_blocks
from kneenumb.load import bundled
from kneenumb.load.case_file import load_case, parse_case
from kneenumb.page.block import Bullets, Drawing, Pairs, Paragraph
from kneenumb.quiz.attempt import Attempt
from kneenumb.quiz.deck import collect
from kneenumb.result.page import result_page
from kneenumb.walk.answer import accept, validated
from tests.examples import examples, quick_first
from tests.page_engine import Answers, PageEngine, lines, written
from tests.small import tree_of
from tests.strategies import answered, answers_to, every_answer, given_of, tree_data
from tests.test_decision_table import ROWS, fits

TREE = load_tree().as_proved()


@pytest.fixture(scope="module")
def page() -> PageEngine:
    return PageEngine(TREE)


def table_people(each: int) -> list[Answers]:
    """Several people for each row of the decision table, with an answer to every question."""
    chance = random.Random(13)
    answers = {
        name: every_answer(question.model_dump(by_alias=True))
        for name, question in TREE.questions.items()
    }
    return [
        {
            name: chance.choice([one for one in answers[name] if fits(row[name], one)])
            for name in answers
        }
        for row in ROWS
        for _ in range(each)
    ]


def case_people() -> list[Answers]:
    """The people of the teaching cases who have a result."""
    return [dict(card.answers) for card in collect(TREE, bundled.cases()).cards]


def check(page: PageEngine, people: list[Answers]) -> None:
    found = page.judged(people)
    assert len(found) == len(people) > 0
    for answers, got in zip(people, found, strict=True):
        assert got == written(triage(page.tree, given_of(answers))), answers


@pytest.mark.full
def test_everybody_of_the_decision_table(page: PageEngine) -> None:
    check(page, table_people(4))


def test_the_teaching_cases(page: PageEngine) -> None:
    check(page, case_people())


@pytest.mark.full
def test_many_of_the_decision_table(page: PageEngine) -> None:
    check(page, table_people(20))


@given(answered())
@examples(200)
@pytest.mark.full
def test_any_tree(found: tuple[Any, Tree, Answers]) -> None:
    _, tree, answers = found
    check(PageEngine(tree), [answers])


@pytest.mark.full
def test_all_ways_of_one_line_at_each_question(page: PageEngine) -> None:
    """All 698,091 of them, in pieces that share the first answers."""
    number = 0
    for walk in _beginnings(Walk.begin(TREE), 6):
        wanted = [*lines(walk)]
        assert page.lines_after(dict(walk.answers)) == wanted, walk.answers
        number += len(wanted)
    assert number == 698_091


def _beginnings(walk: Walk, most: int) -> Iterator[Walk]:
    if walk.is_complete or len(walk.steps) == most:
        yield walk
        return
    assert walk.question is not None
    for option in walk.question.options:
        yield from _beginnings(walk.answer(option), most)


def test_what_is_no_answer_is_refused(page: PageEngine) -> None:
    chance = random.Random(5)
    names = [*TREE.questions] * 12
    for question in names:
        known = [*TREE.questions[question].options, "constructor", "nope"]
        ticks = chance.choices(known, k=chance.choice([0, 1, 2, 2, 3]))
        try:
            validated(TREE, question, tuple(ticks))
            is_answer = True
        except AnswerError:
            is_answer = False
        script = f"refusal(page, {json.dumps(question)}, {json.dumps(ticks)}) === null"
        assert page.eval(script) is is_answer, (question, ticks)
    assert page.eval("refusal(page, 'constructor', ['yes']) !== null")


def test_nobody_has_a_result_who_has_not_answered_everything(page: PageEngine) -> None:
    for answers in case_people():
        short = dict(list(answers.items())[:-1])
        walk = replay(TREE, short)
        if not walk.is_complete:
            assert page.judged([short]) == [{"stands": walk.at}]


def test_what_cannot_stand_beside_a_line_loses_its_tick(page: PageEngine) -> None:
    press = "toggled(page.questions.injury, ticks, each)"
    pressed = f"(...names) => names.reduce((ticks, each) => {press}, [])"
    assert page.eval(f"({pressed})('milder', 'knee_out', 'none')") == ["none"]
    assert page.eval(f"({pressed})('none', 'milder', 'knee_out')") == ["knee_out", "milder"]
    assert page.eval(f"({pressed})('milder', 'not_sure', 'milder')") == ["milder"]
    assert page.eval(f"({pressed})('milder', 'milder')") == []


def _plain(block: Any) -> Any:
    """A block of a page as the page in the browser has it."""

    def piece(each: Any) -> Any:
        match each:
            case Paragraph(text=text, strong=strong):
                return {"text": text, "strong": strong}
            case Bullets(items=items):
                return {"items": list(items)}
            case Pairs(rows=rows):
                return {"rows": [list(row) for row in rows]}

    drawn = any(isinstance(each, Drawing) for each in block.pieces)
    told = None if drawn else [piece(each) for each in block.pieces]
    return block.heading, told, block.urgency and block.urgency.value, block.passes


@pytest.mark.parametrize("is_proved", quick_first([True, False]))
def test_a_result_is_told_in_the_same_words(is_proved: bool) -> None:
    page = PageEngine(TREE.as_proved(is_proved))
    for answers in (*case_people(), *table_people(1)):
        given = _given(answers)
        script = f"resultPage(conclude(replay(page, {given}), {given}))"
        found = [
            (
                each["heading"],
                None if any("map" in piece for piece in each["pieces"]) else each["pieces"],
                each.get("urgency"),
                each.get("passes"),
            )
            for each in page.eval(script)
        ]
        assert found == [*map(_plain, result_page(triage(page.tree, given_of(answers))))]


@pytest.mark.full
def test_what_was_still_possible_is_what_explain_says(page: PageEngine) -> None:
    analysis = TreeAnalysis.of(TREE)
    for answers in (*case_people(), *table_people(1)):
        told = narrowing(triage(TREE, given_of(answers)), analysis)
        _check_narrowing(page, answers, told)
        wanted = [
            [
                list(row)
                for piece in block.pieces
                if isinstance(piece, Pairs)
                for row in piece.rows
                if row[0] != "Pathways"  # The page has no nerves, so as to stay small.
            ]
            for block in moment_blocks(TREE, told)
        ]
        script = f"{_narrowed(answers)}.moments.map((each) => momentRows(page, each))"
        found = page.eval(script)
        # Below those rows stand outcomes, which the page names without their ids.
        assert all(rows[: len(got)] == got for rows, got in zip(wanted, found, strict=True))


@given(tree_data().flatmap(lambda data: st.tuples(st.just(data), answers_to(data))))
@examples(60)
def test_what_was_still_possible_in_any_tree(found: tuple[Any, Answers]) -> None:
    data, answers = found
    tree = tree_of(data)
    told = narrowing(triage(tree, given_of(answers)), TreeAnalysis.of(tree))
    _check_narrowing(PageEngine(tree), answers, told)


def _given(answers: Answers) -> str:
    """Answers as a script of the page has them."""
    return f"accepted(page, given({json.dumps(json.dumps([answers]))})[0])"


def _narrowed(answers: Answers) -> str:
    return f"narrowing(page, field, {_given(answers)})"


def _check_narrowing(page: PageEngine, answers: Answers, told: Any) -> None:
    def field(each: PossibleOutcomes) -> Any:
        return {"outcomes": list(each.outcomes), "urgencies": [one.value for one in each.urgencies]}

    found = page.eval(_narrowed(answers))
    assert found["start"] == field(told.start)
    assert [
        (each["question"], each["isAsked"], each["floor"], each["left"], each["fallen"])
        for each in found["moments"]
    ] == [
        (each.question, each.is_asked, each.floor.value, field(each.field), list(each.fallen))
        for each in told.moments
    ]


def test_a_learner_is_judged_as_by_the_quiz(page: PageEngine) -> None:
    for card in collect(TREE, bundled.cases()).cards:
        expected = card.case.expected
        levels = json.dumps([each.value for each in (expected and expected.urgency) or ()])
        result = json.dumps({"urgency": card.result.urgency})
        for level in ("routine", "soon", "same_day", "emergency"):
            said = page.eval(f"triageOf('{level}', {result}, {{urgency: {levels}}})")
            assert said == Attempt(card, type(card.result.urgency)(level), None).triage


def test_case_files_are_read_as_kneenumb_reads_them(page: PageEngine) -> None:
    refused = 0
    for path in bundled.cases().values():
        given = load_case(path).given
        script = f"[...readCase(page, {json.dumps(path.read_text('utf-8'))})]"
        try:
            answers = accept(TREE, given)
        except AnswerError:
            refused += 1
            with pytest.raises(JSEvalException, match=r"stands alone|Nothing is chosen"):
                page.eval(script)
        else:
            assert page.eval(script) == [[name, list(each)] for name, each in answers.items()]
    assert refused == 2


def test_a_file_that_is_kept_can_be_read_again_here_and_there(page: PageEngine) -> None:
    for answers in case_people():
        text = page.eval(f"caseFile(page, {_given(answers)})")
        accepted = accept(TREE, given_of(answers))
        assert accept(TREE, parse_case(text.encode(), "answers.json").given) == accepted
        found = page.eval(f"[...readCase(page, {json.dumps(text)})]")
        assert found == [[name, list(ticks)] for name, ticks in accepted.items()]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "no sound JSON"),
        ('{"answers": {"saddle": 3}}', "is not the name of an option"),
        ('{"tree": "other", "answers": {"saddle": "no"}}', "are for the tree “other”"),
        ("answers:\n  saddle: nope\n", "no answer “nope”"),
        ("answers:\n  nope: no\n", "no question “nope”"),
        ("answers:\n  saddle: no\n  saddle: yes\n", "Line 3"),
        ("answers:\n  saddle: &a no\n", "no answer"),
        ("", "no answers"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(page: PageEngine, text: str, told: str) -> None:
    with pytest.raises(JSEvalException, match=told):
        page.eval(f"[...readCase(page, {json.dumps(text)})]")
