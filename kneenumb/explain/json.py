"""Explanations as JSON: what a result gives, with one more key, ``explanation``."""

from typing import Literal

from typing_extensions import TypedDict

from kneenumb.explain.explanation import Explanation
from kneenumb.explain.narrowing import Moment, PossibleOutcomes
from kneenumb.explain.pathways import SpokenFor, pathways
from kneenumb.explain.reasons import Reasons
from kneenumb.explain.reasons_page import change_sentence
from kneenumb.explain.what_if import Alarm, Counterfactual, Counterfactuals, WhyNot
from kneenumb.format.json_text import json_text
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.result.json import (
    AnswersData,
    FlagData,
    ResultData,
    answers_data,
    flags_data,
    result_data,
)


class CaseData(TypedDict):
    """What is told of the case beside its answers."""

    title: str | None
    """What the case is called."""
    story: str | None
    """The person and what happened to them."""
    point: str | None
    """What the case teaches."""
    edited: bool
    """Whether some answers are others than in the case, so that the story may not fit them."""


class RaisedData(FlagData):
    """A red flag that an answer raised, and why it matters."""

    because: str
    """Why it matters."""


class StepData(TypedDict):
    """One answer, and what it did."""

    question: str
    """The id of the question."""
    topic: str
    """The heading of the question."""
    ask: str
    """What was asked, in full."""
    asked: bool
    """Whether the tree asked for the answer. If not, it counts only for its red flag."""
    answer: str | list[str]
    """The option chosen, or a list of ticks for a checklist."""
    wording: list[str]
    """All words of each option chosen."""
    because: list[str]
    """What each option chosen tells a clinician."""
    red_flags: list[RaisedData]
    """The red flags that this answer raised."""
    floor: Urgency
    """The mildest urgency that the result can have, after all red flags so far."""
    together: list[str]
    """Why this answer counts together with earlier ones, where a gate says so."""
    possible: PossibleOutcomes | None
    """What is still possible after it; null if the tree is too large to know."""
    ruled_out: list[str]
    """The outcomes that fell out with this answer."""


class CounterfactualData(TypedDict):
    """Other answers, and the result that they would give."""

    outcome: str
    """The outcome that they would give."""
    urgency: Urgency
    """The final urgency that they would give."""
    says: str
    """The whole change as a sentence."""
    changed: AnswersData
    """The answers that would be others than those given."""
    assumed: AnswersData
    """Answers taken for granted to questions that would be asked then."""
    answers: AnswersData
    """Everything that would be asked and answered then, in the order asked."""


class CounterfactualsData(TypedDict):
    """The smallest change to every other result, the smallest first."""

    higher: list[CounterfactualData]
    """To a graver urgency."""
    lower: list[CounterfactualData]
    """To a milder urgency."""
    other: list[CounterfactualData]
    """To another outcome of the same urgency."""


class WhyNotData(TypedDict):
    """What stands between the result and another outcome."""

    outcome: str
    """The other outcome."""
    ruled_out_by: str | None
    """The question whose answer ruled it out; null if it was never possible."""
    nearest: CounterfactualData | None
    """The nearest person who gets it; null if there is nobody."""


class AlarmData(TypedDict):
    """One new answer that would make it an emergency."""

    question: str
    """The id of the question."""
    option: str
    """The line that is new."""
    answer: str | list[str]
    """The whole answer with that line."""


class NerveFindingData(TypedDict):
    """What a clinician finds when a root or a nerve is ill."""

    condition: str
    """The id of the condition."""
    weakness: str | None
    """Where strength is lost."""
    reflexes: str | None
    """Which reflexes change."""
    examination: str | None
    """How it is tested."""


class PathwayData(TypedDict):
    """A root or a nerve that answers speak for."""

    kind: Literal["root", "nerve"]
    """Where on the way from the spine to the skin it is."""
    id: str
    name: str
    """What it is called."""
    answers: dict[str, list[str]]
    """Of each question the options that speak for it."""
    findings: list[NerveFindingData]
    """What a clinician finds when it is ill, for each condition that it names."""


class ExplanationData(TypedDict):
    """How a result came about, and what would change it."""

    complete: bool
    """Whether everything is told. If not, the tree is too large, and the rest is null."""
    too_large: str | None
    """What there is too much of in the tree, in plural words."""
    case: CaseData | None
    """The case that the answers come from."""
    start: PossibleOutcomes | None
    """What is possible before the first answer."""
    steps: list[StepData]
    """Every answer in the order asked, and after them those that count although not asked for."""
    reasons: Reasons | None
    """What of the answers speaks for the result, and what against it."""
    pathways: list[PathwayData]
    """The roots and nerves that answers speak for, those with the most answers first."""
    changes: CounterfactualsData | None
    """What would change the result."""
    why_not: WhyNotData | None
    """Why it is not another outcome, if that was asked."""
    watch_for: list[AlarmData] | None
    """New answers each of which would make it an emergency. Of an emergency: none."""


class ExplainData(ResultData):
    """What one person is told, and how that came about."""

    explanation: ExplanationData
    """How the result came about, and what would change it."""


def explain_json(explanation: Explanation) -> str:
    """A result and its explanation as a JSON object, with a line break at the end."""
    return json_text(explain_data(explanation))


def explain_data(explanation: Explanation) -> ExplainData:
    """A result and its explanation as plain data, in the order of the JSON object."""
    result = result_data(explanation.result)
    return {**result, "explanation": explanation_data(explanation)}


def explanation_data(explanation: Explanation) -> ExplanationData:
    """An explanation as plain data, in the order of the JSON object."""
    tree, narrowed = explanation.result.tree, explanation.narrowing
    alarms = explanation.watch_for
    return {
        "complete": explanation.too_large is None,
        "too_large": explanation.too_large,
        "case": _case(explanation),
        "start": narrowed.start,
        "steps": [_step(tree, each) for each in narrowed.moments],
        "reasons": explanation.reasons,
        "pathways": [_pathway(tree, each) for each in pathways(explanation.result)],
        "changes": _changes(tree, explanation.changes) if explanation.changes else None,
        "why_not": _why_not(tree, explanation.why_not) if explanation.why_not else None,
        "watch_for": None if alarms is None else [_alarm(tree, each) for each in alarms],
    }


def _case(explanation: Explanation) -> CaseData | None:
    case = explanation.case
    if case is None:
        return None
    return {
        "title": case.title,
        "story": case.story,
        "point": case.point,
        "edited": explanation.is_edited,
    }


def _step(tree: Tree, moment: Moment) -> StepData:
    question = tree.questions[moment.question]
    options = [question.options[each] for each in moment.options]
    return {
        "question": moment.question,
        "topic": question.topic,
        "ask": question.ask,
        "asked": moment.is_asked,
        "answer": _answer(tree, moment.question, moment.options),
        "wording": [option.wording for option in options],
        "because": [option.because for option in options],
        "red_flags": [
            {**flag, "because": each.flag.because}
            for flag, each in zip(flags_data(moment.raised), moment.raised, strict=True)
        ],
        "floor": moment.floor,
        "together": [line.because or "" for line in moment.reasons],
        "possible": moment.field,
        "ruled_out": list(moment.fallen),
    }


def _pathway(tree: Tree, spoken: SpokenFor) -> PathwayData:
    return {
        "kind": spoken.kind,
        "id": spoken.id,
        "name": spoken.part.name,
        "answers": {question: list(options) for question, options in spoken.answers.items()},
        "findings": [_finding(tree, each) for each in spoken.part.conditions],
    }


def _finding(tree: Tree, name: str) -> NerveFindingData:
    condition = tree.conditions[name]
    return {
        "condition": name,
        "weakness": condition.weakness,
        "reflexes": condition.reflexes,
        "examination": condition.examination,
    }


def _changes(tree: Tree, changes: Counterfactuals) -> CounterfactualsData:
    return {
        "higher": [_change(tree, each) for each in changes.higher],
        "lower": [_change(tree, each) for each in changes.lower],
        "other": [_change(tree, each) for each in changes.other],
    }


def _change(tree: Tree, change: Counterfactual) -> CounterfactualData:
    return {
        "outcome": change.outcome,
        "urgency": change.urgency,
        "says": change_sentence(tree, change),
        "changed": answers_data(tree, change.changed),
        "assumed": answers_data(tree, change.assumed),
        "answers": answers_data(tree, change.answers),
    }


def _why_not(tree: Tree, why_not: WhyNot) -> WhyNotData:
    return {
        "outcome": why_not.outcome,
        "ruled_out_by": why_not.ruled_out.question if why_not.ruled_out else None,
        "nearest": _change(tree, why_not.nearest) if why_not.nearest else None,
    }


def _alarm(tree: Tree, alarm: Alarm) -> AlarmData:
    return {
        "question": alarm.question,
        "option": alarm.option,
        "answer": _answer(tree, alarm.question, alarm.answer),
    }


def _answer(tree: Tree, question: str, options: tuple[str, ...]) -> str | list[str]:
    return answers_data(tree, {question: options})[question]
