"""Results as JSON: the contract for scripts."""

import json
from collections.abc import Iterable
from typing import Literal

from typing_extensions import TypedDict

from kneenumb.model.case import Answers
from kneenumb.model.frozen import holds
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.walk.result import Raised, Result

AnswersData = dict[str, str | list[str]]
"""Answers as a case file has them: a list for a checklist, else one option."""


class TreeData(TypedDict):
    """Which tree it was, to the byte."""

    id: str
    version: str
    sha256: str
    """The hash of its file, in hex digits."""


class FlagData(TypedDict):
    """A red flag, and the answer that raised it."""

    id: str
    urgency: Urgency
    """The floor that it sets: the result is never milder."""
    question: str
    answer: str
    """The option that raised it."""
    says: str
    """What it is about, in words to be shown to the person."""


class ResultData(TypedDict):
    """What one person is told: how fast to be seen, why, and where that comes from."""

    format: Literal[1]
    """The version of this contract."""
    action: str
    """What to do, and how fast, in words. Show it first."""
    urgency: Urgency
    """How fast to be seen: the graver of the base and every red flag."""
    urgency_label: str
    """The urgency in words."""
    red_flags: list[FlagData]
    """Every red flag raised, also by answers that were never asked for."""
    base_urgency: Urgency
    """The urgency of the outcome by itself, before any red flag lifted it."""
    combination: str | None
    """The named combination of answers that decided, if one did."""
    unsure_about: list[str]
    """The questions whose "not sure" decided the result."""
    outcome: str
    """The id of the outcome in the tree."""
    title: str
    timing: str | None
    """How early within the urgency, where it matters."""
    now: str
    """What to do now, after the action."""
    summary: str
    """What the pattern of the answers is, in short."""
    why: list[str]
    """Why it fits the answers, a paragraph each."""
    clinician_may_check: str
    """What a clinician may ask and examine."""
    could_also_be: str
    """What else fits such answers."""
    self_care: str | None
    """What people can do themselves, if anything."""
    numb_skin_care: list[str]
    """Care for skin that does not feel, where it matters."""
    go_now_if: str | None
    """When to go at once, beyond the safety net."""
    safety_net: list[str]
    """When anybody should go at once, whatever the result."""
    areas: list[str]
    """Ids of the areas of skin that light up on the body map."""
    conditions: list[str]
    """Ids of the conditions that the outcome is about. None of them is a diagnosis."""
    sources: list[str]
    """Ids of the sources in the tree that the outcome rests on."""
    answers: AnswersData
    """The answers that the tree asked for, in the order asked: a list for a checklist."""
    unused: AnswersData
    """Answers that were given and never asked for. Their red flags count all the same."""
    disclaimer: str
    """What this is not. Show it with every result."""
    status: str
    """Who has reviewed the tree, or that nobody has."""
    checked: bool
    """Whether the tree passed its check. If not, the result is only there to try it out."""
    tree: TreeData


def result_json(result: Result) -> str:
    """A result as a JSON object, the most pressing first, with a line break at the end."""
    return json.dumps(result_data(result), ensure_ascii=False, indent=2) + "\n"


def result_data(result: Result) -> "ResultData":
    """A result as plain data, in the order of the JSON object."""
    tree, outcome = result.tree, result.outcome
    level = tree.urgencies[result.urgency]
    given = {**result.unused, **result.answers}
    care = tree.texts.numb_skin_care
    return {
        "format": 1,
        "action": level.action,
        "urgency": result.urgency,
        "urgency_label": level.label,
        "red_flags": flags_data(result.raised),
        "base_urgency": result.base_urgency,
        "combination": result.combination.combination if result.combination else None,
        "unsure_about": list(result.unsure_about),
        "outcome": result.outcome_id,
        "title": outcome.title,
        "timing": outcome.timing,
        "now": outcome.now,
        "summary": outcome.summary,
        "why": [
            *([outcome.why] if outcome.why else []),
            *dict.fromkeys(each.add for each in outcome.why_if if holds(each.when, given)),
        ],
        "clinician_may_check": outcome.clinician_may_check,
        "could_also_be": outcome.could_also_be,
        "self_care": outcome.self_care,
        "numb_skin_care": list(care.items) if care and outcome.numb_skin_care else [],
        "go_now_if": outcome.go_now_if,
        "safety_net": list(tree.texts.safety_net.items),
        "areas": list(outcome.areas),
        "conditions": list(outcome.conditions),
        "sources": list(outcome.sources),
        "answers": answers_data(tree, result.answers),
        "unused": answers_data(tree, result.unused),
        "disclaimer": tree.texts.disclaimer,
        "status": tree.status,
        "checked": tree.is_proved,
        "tree": tree_data(tree),
    }


def tree_data(tree: Tree) -> "TreeData":
    """Which tree it was."""
    return {"id": tree.id, "version": tree.version, "sha256": tree.sha256}


def flags_data(raised: Iterable[Raised]) -> "list[FlagData]":
    """Red flags, each with the answer that raised it."""
    return [
        {
            "id": each.id,
            "urgency": each.urgency,
            "question": each.question,
            "answer": each.option,
            "says": each.flag.says,
        }
        for each in raised
    ]


def answers_data(tree: Tree, answers: Answers) -> "AnswersData":
    """Answers as a case file has them."""
    return {
        question: list(options) if tree.questions[question].is_checklist else options[0]
        for question, options in answers.items()
    }
