"""Explanations as JSON: what :mod:`result_json` gives, with one more key, ``explanation``.

Keys are only ever added. The same answers give the same bytes.
"""

from kneenumb.explain.changes import Change, Changes
from kneenumb.explain.explanation import Explanation
from kneenumb.explain.narrowing import Field, Moment
from kneenumb.explain.reasons import Reason, Reasons
from kneenumb.explain.watch_for import Alarm
from kneenumb.explain.why_not import WhyNot
from kneenumb.model.tree import Tree
from kneenumb.render.change_page import change_sentence
from kneenumb.render.explain_data import (
    AlarmData,
    CaseData,
    ChangeData,
    ChangesData,
    ExplainData,
    ExplanationData,
    FieldData,
    ReasonData,
    ReasonsData,
    StepData,
    WhyNotData,
)
from kneenumb.render.json_text import json_text
from kneenumb.render.result_json import answers_data, flags_data, result_data


def explain_json(explanation: Explanation, *, checked: bool) -> str:
    """A result and its explanation as a JSON object, with a line break at the end.

    Args:
        checked: Whether the tree is proved.
    """
    return json_text(explain_data(explanation, checked=checked))


def explain_data(explanation: Explanation, *, checked: bool) -> ExplainData:
    """A result and its explanation as plain data, in the order of the JSON object."""
    result = result_data(explanation.result, checked=checked)
    return {**result, "explanation": explanation_data(explanation)}


def explanation_data(explanation: Explanation) -> ExplanationData:
    """An explanation as plain data, in the order of the JSON object."""
    tree, narrowed = explanation.result.tree, explanation.narrowing
    alarms = explanation.watch_for
    return {
        "complete": explanation.too_large is None,
        "too_large": explanation.too_large,
        "case": _case(explanation),
        "start": _field(narrowed.start) if narrowed.start else None,
        "steps": [_step(tree, each) for each in narrowed.moments],
        "reasons": _reasons(explanation.reasons) if explanation.reasons else None,
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


def _field(field: Field) -> FieldData:
    return {
        "outcomes": list(field.outcomes),
        "urgencies": list(field.urgencies),
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
        "possible": _field(moment.field) if moment.field else None,
        "ruled_out": list(moment.fallen),
    }


def _reasons(reasons: Reasons) -> ReasonsData:
    return {
        "supporting": [_reason(each) for each in reasons.supporting],
        "against": [_reason(each) for each in reasons.against],
    }


def _reason(reason: Reason) -> ReasonData:
    return {
        "question": reason.question,
        "options": list(reason.options),
        "side": reason.side,
        "elsewhere": list(reason.elsewhere),
    }


def _changes(tree: Tree, changes: Changes) -> ChangesData:
    return {
        "higher": [_change(tree, each) for each in changes.higher],
        "lower": [_change(tree, each) for each in changes.lower],
        "other": [_change(tree, each) for each in changes.other],
    }


def _change(tree: Tree, change: Change) -> ChangeData:
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
