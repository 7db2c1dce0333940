"""Results as JSON: the contract for scripts, ``"format": 1``.

Keys are only ever added. The same answers give the same bytes.
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kneenumb.model.answers import Answers
from kneenumb.model.part import holds
from kneenumb.model.tree import Tree
from kneenumb.walk.result import Raised, Result

if TYPE_CHECKING:  # To make the types takes time, for which a scripted case would wait.
    from kneenumb.render.result_data import AnswersData, FlagData, ResultData, TreeData


def result_json(result: Result, *, checked: bool) -> str:
    """A result as a JSON object, the most pressing first, with a line break at the end.

    Args:
        checked: Whether the tree is proved.
    """
    return json.dumps(result_data(result, checked=checked), ensure_ascii=False, indent=2) + "\n"


def result_data(result: Result, *, checked: bool) -> "ResultData":
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
        "checked": checked,
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
