"""Safety laws on the shipped tree that are about several people, or about what is refused."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import AnswerError, Tree, Urgency, replay, triage
from kneenumb.load import bundled
from kneenumb.model.case import Given
from kneenumb.strict_yaml.document import parse
from tests.conftest import RED_FLAG_QUESTIONS
from tests.examples import examples
from tests.oracle import ending
from tests.people import answers_of, clean_answer, people, result_of
from tests.small import Data
from tests.strategies import Answers, given_of

CHECKLISTS = ("whole_body", "circulation", "injury", "swelling_fever", "background")
PATTERN = {
    "walking": ("no_clear_link",),
    "one_area": ("sole",),
    "pain_start": ("low_back",),
}


@pytest.fixture(scope="module")
def data() -> Data:
    """The shipped tree as data."""
    read: Data = parse(bundled.trees()["knee-numbness"].read_bytes(), "tree").data
    return read


@pytest.fixture(scope="module")
def well(clean: Answers) -> Answers:
    """Somebody with no warning sign at all, and with numbness that fits sciatica."""
    return clean | PATTERN


@examples(300)
@given(st.data())
def test_everybody_gets_what_the_rules_say(tree: Tree, data: Data, draw: st.DataObject) -> None:
    answers = draw.draw(people(tree))
    expected = ending(data, answers)
    result = triage(tree, given_of(answers))
    assert (list(result.answers), result.outcome_id) == (expected.asked, expected.outcome)
    assert result.urgency == expected.urgency
    # P22: every red flag of every answer is listed.
    assert [(each.id, each.question, each.option) for each in result.raised] == expected.raised


@pytest.mark.parametrize("area", ["one_area", "both_area"])
def test_p14_the_saddle_counts_also_where_it_was_not_asked_for(
    tree: Tree, well: Answers, area: str
) -> None:
    unasked = well | {"legs": ("no_numbness",), area: ("saddle",)}
    result = triage(tree, given_of(unasked))
    assert area in result.unused
    assert (result.outcome_id, result.urgency) == ("o_em_cauda_equina", Urgency.EMERGENCY)
    assert "rf_saddle_numbness" in {each.id for each in result.raised}


@examples(300)
@given(st.data())
def test_p18_a_worse_answer_is_never_milder(tree: Tree, data: st.DataObject) -> None:
    answers = data.draw(people(tree))
    question = data.draw(st.sampled_from(RED_FLAG_QUESTIONS[:-1]))
    now = data.draw(st.sampled_from(answers_of(tree, question)))
    if now == clean_answer(tree, question):
        worse = data.draw(st.sampled_from(answers_of(tree, question)))
    else:
        every = answers_of(tree, question)
        more = [each for each in every if set(now) < set(each) and len(each) == len(now) + 1]
        worse = data.draw(st.sampled_from([now, *more]))
    before = result_of(tree, answers | {question: now}).urgency
    assert result_of(tree, answers | {question: worse}).urgency >= before


@pytest.mark.parametrize("question", RED_FLAG_QUESTIONS)
def test_p20_an_emergency_line_ends_the_questions(
    tree: Tree, clean: Answers, question: str
) -> None:
    before = list(RED_FLAG_QUESTIONS[: RED_FLAG_QUESTIONS.index(question)])
    alarms = 0
    for name, option in tree.questions[question].options.items():
        flag = tree.red_flags[option.flag] if option.flag else None
        walk = replay(tree, {each: clean[each] for each in before}).answer(name)
        assert list(walk.answers) == [*before, question]
        if flag and flag.urgency is Urgency.EMERGENCY:
            alarms += 1
            assert walk.at == flag.outcome
    assert alarms


def test_p26_order_does_not_matter(tree: Tree, well: Answers) -> None:
    ticks = {"background": ("pregnant_or_birth", "cancer_no_spine_pain")}
    one = triage(tree, given_of(well | ticks))
    ticks = {"background": ("cancer_no_spine_pain", "pregnant_or_birth")}
    other = triage(tree, list(reversed(given_of(well | ticks))))
    assert one == other
    assert str(one.answers) == str(other.answers)


@pytest.mark.parametrize("question", RED_FLAG_QUESTIONS)
def test_p27_without_an_answer_to_a_warning_question_there_is_no_result(
    tree: Tree, well: Answers, question: str
) -> None:
    given = [each for each in given_of(well) if each.question != question]
    with pytest.raises(AnswerError, match=f"'{question}' is not answered") as caught:
        triage(tree, given)
    assert caught.value.faults[0].kind == "missing"


@pytest.mark.parametrize("question", RED_FLAG_QUESTIONS)
def test_p27_what_is_not_known_is_never_a_no(tree: Tree, well: Answers, question: str) -> None:
    for wrong in ("No", "no ", "none.", "", "null", "false", "0"):
        with pytest.raises(AnswerError):
            triage(tree, given_of(well | {question: (wrong,)}))
    with pytest.raises(AnswerError, match="There is no question"):
        triage(tree, [*given_of(well), Given(f"{question}s", ("no",))])


@examples(200)
@given(st.data())
def test_p31_the_worst_tick_decides(tree: Tree, data: st.DataObject) -> None:
    answers = data.draw(people(tree))
    question = data.draw(st.sampled_from(CHECKLISTS))
    ticks = data.draw(st.sampled_from(answers_of(tree, question)))
    each_alone = [result_of(tree, answers | {question: (tick,)}).urgency for tick in ticks]
    assert result_of(tree, answers | {question: ticks}).urgency == max(each_alone)


@pytest.mark.parametrize("question", CHECKLISTS)
def test_p31_and_p36_for_every_set_of_ticks_of_somebody_well(
    tree: Tree, well: Answers, question: str
) -> None:
    alone = {
        (tick,): result_of(tree, well | {question: (tick,)})
        for tick in tree.questions[question].options
    }
    for ticks in answers_of(tree, question):
        result = result_of(tree, well | {question: ticks})
        assert result.urgency == max(alone[tick,].urgency for tick in ticks)
        alarms = [tick for tick in ticks if alone[tick,].urgency is Urgency.EMERGENCY]
        if alarms:
            assert result.outcome_id == alone[alarms[0],].outcome_id
        assert [each.option for each in result.raised if each.question == question] == [
            tick for tick in ticks if tree.questions[question].options[tick].flag
        ]


@pytest.mark.parametrize("question", CHECKLISTS)
def test_p32_none_and_not_sure_stand_alone(tree: Tree, well: Answers, question: str) -> None:
    ticks = [ticks[0] for ticks in answers_of(tree, question)]
    wrong = [(), *((tick, tick) for tick in ticks)]
    wrong += [
        pair for pair in combinations(dict.fromkeys(ticks), 2) if {*pair} & {"none", "not_sure"}
    ]
    for answer in wrong:
        with pytest.raises(AnswerError):
            triage(tree, given_of(well | {question: answer}))
        with pytest.raises(AnswerError):
            replay(tree, well | {question: answer})
