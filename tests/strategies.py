"""Random small trees and random answers, for laws that hold for every tree.

A tree is drawn as plain data, as a file would hold it, and read by the real loader. It is
small enough to try every combination of answers: multiply :func:`every_answer`.
"""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from kneenumb import Tree
from kneenumb.model.case import Given
from tests.small import FRAME, OPTION, OUTCOME, QUESTION, URGENCIES, Data, tree_of

Answers = dict[str, tuple[str, ...]]
Person = tuple[Data, Tree, Answers]
"""A tree as data, the same tree as read, and an answer to every question of it."""


@st.composite
def tree_data(
    draw: st.DrawFn, most_questions: int = 4, kinds: str = "qqqgt", fewest_nodes: int = 2
) -> Data:
    """The data of a sound tree, made of questions, gates and tables as often as in ``kinds``.

    It has single questions and checklists, flags of every urgency, gates, tables and floors. Its
    nodes stand in an order in which each leads only to later ones, but the mapping of questions,
    whose order names the first of several emergencies, is shuffled.
    """
    outcomes = {
        f"o{at}": {"urgency": urgency, **OUTCOME}
        for at, urgency in enumerate(
            draw(st.lists(st.sampled_from(URGENCIES), min_size=1, max_size=3))
        )
    }
    outcomes |= {"o_em1": {"urgency": "emergency", **OUTCOME}}
    outcomes |= {"o_em2": {"urgency": "emergency", **OUTCOME}}
    outcomes |= {"o_mild": {"urgency": "routine", **OUTCOME}}
    flags = {}
    levels = st.sampled_from([*URGENCIES[1:], *URGENCIES])
    for at, urgency in enumerate(draw(st.lists(levels, min_size=1, max_size=4))):
        flag = {"urgency": urgency, "says": "S", "because": "B", "sources": []}
        if urgency == "emergency":
            flag["outcome"] = draw(st.sampled_from(["o_em1", "o_em2"]))
        flags[f"f{at}"] = flag

    kinds_after = st.lists(
        st.sampled_from(kinds), min_size=fewest_nodes - 1, max_size=2 * most_questions
    )
    names = ["q0"]
    for at, kind in enumerate(draw(kinds_after), 1):
        if kind != "q" or sum(name[0] == "q" for name in names) < most_questions:
            names.append(f"{kind}{at}")
    options = {name: draw(_options(flags)) for name in names if name[0] == "q"}

    questions, gates, tables = {}, {}, {}
    for at, name in enumerate(names):
        # The next node mostly, so that trees are long rather than bushy.
        onward = st.sampled_from([*names[at + 1 : at + 2] * 18, *names[at + 1 :], *outcomes, "o0"])
        if name[0] == "q":
            questions[name] = draw(_question(options[name], onward, flags))
        elif name[0] == "g":
            gates[name] = draw(_gate(draw(_looked_at(options, names[:at])), onward))
        else:
            tables[name] = draw(_table(draw(_looked_at(options, names[:at])), onward))
    return {
        **FRAME,
        "questions": {name: questions[name] for name in draw(st.permutations(list(questions)))},
        "gates": gates,
        "tables": tables,
        "red_flags": flags,
        "outcomes": outcomes,
    }


def every_answer(question: Data) -> list[tuple[str, ...]]:
    """Every answer that a question (as data) takes, ticks in printed order."""
    options = question["options"]
    alone = [(name,) for name in options]
    if question.get("kind") != "checklist":
        return alone
    ticks = [
        name for name, each in options.items() if not (each.get("clean") or each.get("unsure"))
    ]
    together = [
        several for size in range(2, len(ticks) + 1) for several in combinations(ticks, size)
    ]
    return alone + together


def answers_to(data: Data) -> st.SearchStrategy[Answers]:
    """An answer to every question of a tree (as data), asked for or not."""
    return st.fixed_dictionaries(
        {name: st.sampled_from(every_answer(each)) for name, each in data["questions"].items()}
    )


@st.composite
def answered(
    draw: st.DrawFn, kinds: str = "qqqgt"
) -> tuple[Data, Tree, dict[str, tuple[str, ...]]]:
    """A tree as data and as read, and an answer to every question of it."""
    data = draw(tree_data(kinds=kinds))
    return data, tree_of(data), draw(answers_to(data))


def given_of(answers: Answers) -> list[Given]:
    """Answers as they come from a file."""
    return [Given(question, options) for question, options in answers.items()]


@st.composite
def with_claims(draw: st.DrawFn, most_questions: int = 4, kinds: str = "qqqgt") -> Data:
    """The data of a tree that says something of itself: claims, true or not, and reasons that
    are given for some answers."""
    data = draw(tree_data(most_questions, kinds, fewest_nodes=4))
    holds = st.lists(_implication(data), min_size=1, max_size=2)
    claims = [{"says": "S", "holds": each} for each in draw(st.lists(holds, max_size=3))]
    data["claims"] = {f"P{at}": claim for at, claim in enumerate(claims, 1)}
    options = {name: question["options"] for name, question in data["questions"].items()}
    for outcome in data["outcomes"].values():
        if draw(st.integers(0, 9)) == 9:
            outcome["why_if"] = [{"when": draw(_conditions(options)), "add": "A"}]
    return data


def _implication(data: Data) -> st.SearchStrategy[Data]:
    statement = _statement(data)
    return st.fixed_dictionaries({"then": statement}, optional={"when": statement})


def _statement(data: Data, nested: int = 2) -> st.SearchStrategy[Data]:
    """Any word of the language of claims, and several of them together."""
    questions = _some(data["questions"])
    words: dict[str, st.SearchStrategy[Any]] = {
        **{name: _some(each["options"]) for name, each in data["questions"].items()},
        **dict.fromkeys(("urgency", "base", "raised"), _LEVELS),
        **dict.fromkeys(("asked", "clean", "unsure"), questions),
        "outcome": _some(data["outcomes"]),
        "questions": _COUNTS,
    }
    lines = [line for gate in data["gates"].values() for line in gate["lines"]]
    combinations = {line["combination"]: line for line in lines if "combination" in line}
    if combinations:
        words["combination"] = _some(combinations)
    if nested:
        words["any"] = st.lists(_statement(data, nested - 1), min_size=1, max_size=2)
    word = st.sampled_from([*words, *["combination"] * 4 * bool(combinations)])
    chosen = st.lists(word, min_size=1, max_size=2, unique=True)
    return chosen.flatmap(lambda some: st.fixed_dictionaries({word: words[word] for word in some}))


def _bound(words: list[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    chosen = st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True)
    return chosen.flatmap(lambda some: st.fixed_dictionaries(dict.fromkeys(some, values)))


_LEVELS = _bound(["at_least", "at_most", "exactly"], st.sampled_from(URGENCIES))
_COUNTS = _bound(["at_least", "at_most"], st.integers(0, 4))


@st.composite
def _options(draw: st.DrawFn, flags: Iterable[str]) -> Data:
    flag = st.sampled_from([None, None, None, *sorted(flags)])

    def option(**more: str) -> Data:
        raised = draw(flag)
        return {**OPTION, **more, **({"flag": raised} if raised else {})}

    if draw(st.booleans()):  # A checklist.
        ticks = {f"t{at}": option() for at in range(draw(st.integers(1, 3)))}
        ticks["none"] = option(clean="true")
        return {**ticks, "not_sure": option(unsure="true")} if draw(st.booleans()) else ticks
    lines = {name: option() for name in "abc"[: draw(st.integers(1, 3))]}
    for mark in draw(st.sampled_from([["clean"], ["unsure"], ["clean", "unsure"]])):
        lines[f"is_{mark}"] = option(**{mark: "true"})
    return {name: lines[name] for name in draw(st.permutations(list(lines)))}


@st.composite
def _question(draw: st.DrawFn, options: Data, onward: Any, flags: Data) -> Data:
    question = dict(QUESTION)
    if "none" in options:
        return {**question, "kind": "checklist", "next": draw(onward), "options": options}
    question["next"] = draw(st.none() | onward)
    led = {}
    for name, option in options.items():
        ends = option.get("flag") and "outcome" in flags[option["flag"]]
        need = question["next"] is None and not ends
        to = draw(onward if need else st.none() | onward)
        led[name] = {**option, "next": to} if to else option
    if question["next"] is None:
        del question["next"]
    return {**question, "options": led}


def _looked_at(options: Data, before: list[str]) -> st.SearchStrategy[Data]:
    """The questions that a gate or table looks at: those that can have been asked, mostly."""
    earlier = {name: options[name] for name in before if name in options}
    return st.sampled_from([*[earlier] * 5, options])


@st.composite
def _gate(draw: st.DrawFn, options: Data, onward: Any) -> Data:
    lines = []
    for at in range(draw(st.integers(1, 3))):
        lines.append({"when": draw(_conditions(options)), "next": draw(onward)})
        if draw(st.booleans()):
            lines[-1]["combination"] = f"K{at + 1}"
    return {"about": "A", "lines": [*lines, {"else": draw(onward)}]}


@st.composite
def _conditions(draw: st.DrawFn, options: Data) -> dict[str, list[str]]:
    """Answers that are looked for: of some questions, some options."""
    asked = st.lists(st.sampled_from(sorted(options)), min_size=1, max_size=2, unique=True)
    return {name: draw(_some(options[name])) for name in draw(asked)}


@st.composite
def _table(draw: st.DrawFn, options: Data, onward: Any) -> Data:
    down, across = (draw(st.sampled_from(sorted(options))) for _ in range(2))
    columns = draw(st.permutations(list(options[across])))
    sides = draw(_some(options[down]))
    cut = draw(st.integers(1, len(sides)))
    rows = [
        {"options": side, "go": [draw(onward) for _ in columns]}
        for side in (sides[:cut], sides[cut:])
        if side
    ]
    frame = {"about": "A", "down": down, "across": across, "columns": columns}
    return {**frame, "rows": rows, "else": draw(onward)}


def _some(options: Data) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(list(options)), min_size=1, max_size=3, unique=True)
