"""The rules of a tree, written down a second time and as plainly as possible.

It works on the data of a tree as a file holds it, shares nothing with the engine, and is
what the engine is held against.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

LEVELS = ["routine", "soon", "same_day", "emergency"]


class Ending(NamedTuple):
    """What somebody with these answers should get."""

    asked: list[str]
    """The questions asked, in order."""
    at: str
    """Where the walk ends: an outcome, or a question without an answer."""
    outcome: str | None
    """The outcome after all answers are counted; ``None`` without one."""
    urgency: str | None
    raised: list[tuple[str, str, str]]
    """Red flag, question and option of all answers that were given, in the order of the data."""
    combination: str | None


def ending(data: Mapping[str, Any], answers: Mapping[str, tuple[str, ...]]) -> Ending:
    """Walk through the data of a tree with answers that are sound."""
    at, asked, combination = data["start"], [], None
    while at not in data["outcomes"]:
        if at in data["questions"]:
            if at not in answers:
                return Ending(asked, at, None, None, [], None)
            asked.append(at)
            at = _after_question(data, at, answers[at])
        elif at in data["gates"]:
            known = {name: answers[name] for name in asked}
            line = next(x for x in data["gates"][at]["lines"] if _matches(x.get("when"), known))
            combination = combination or line.get("combination")
            at = line.get("next") or line["else"]
        else:
            at = _cell(data["tables"][at], {name: answers[name] for name in asked})

    raised = [
        (option["flag"], name, chosen)
        for name, question in data["questions"].items()
        for chosen, option in question["options"].items()
        if "flag" in option and chosen in answers.get(name, ())
    ]
    outcome = at
    if data["outcomes"][at]["urgency"] != "emergency":
        for name, question in data["questions"].items():
            for chosen, option in question["options"].items():
                flag = data["red_flags"].get(option.get("flag"), {})
                if outcome == at and chosen in answers.get(name, ()) and "outcome" in flag:
                    outcome = flag["outcome"]
    floors = [data["red_flags"][flag]["urgency"] for flag, _, _ in raised]
    worst = max([data["outcomes"][outcome]["urgency"], *floors], key=LEVELS.index)
    return Ending(asked, at, outcome, worst, raised, combination)


def _after_question(data: Mapping[str, Any], name: str, chosen: tuple[str, ...]) -> str:
    question = data["questions"][name]
    for option_name, option in question["options"].items():
        flag = data["red_flags"].get(option.get("flag"), {})
        if option_name in chosen and flag.get("urgency") == "emergency":
            return str(flag["outcome"])
    if question.get("kind") == "checklist":
        return str(question["next"])
    return str(question["options"][chosen[0]].get("next") or question["next"])


def _matches(when: Mapping[str, list[str]] | None, answers: Mapping[str, tuple[str, ...]]) -> bool:
    conditions = (when or {}).items()
    return all(set(wanted) & set(answers.get(name, ())) for name, wanted in conditions)


def _cell(table: Mapping[str, Any], answers: Mapping[str, tuple[str, ...]]) -> str:
    down, across = answers.get(table["down"], ()), answers.get(table["across"], ())
    for row in table["rows"]:
        if len(down) == len(across) == 1 and down[0] in row["options"]:
            return str(row["go"][table["columns"].index(across[0])])
    return str(table["else"])
