"""Random versions of a small tree: what an author changes between two versions, and more."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from kneenumb import TreeError
from tests.small import OPTION, QUESTION, URGENCIES, Data, tree_of
from tests.strategies import tree_data

Edge = tuple[dict[str, Any] | list[Any], str | int]
"""A place in the data where the id of a node stands."""

Change = Callable[[st.DrawFn, Data], None]

_TREES = tree_data(most_questions=3, fewest_nodes=5)


@st.composite
def versions(draw: st.DrawFn, *changes: Change) -> tuple[Data, Data]:
    """A tree as data, and a copy of it with one of these changes, or with several."""
    old = draw(_TREES)
    new = old
    for change in draw(st.lists(st.sampled_from(changes), min_size=1, max_size=3)):
        changed = copy.deepcopy(new)
        change(draw, changed)
        new = changed if _is_sound(changed) else new
    return old, new


def strangers() -> st.SearchStrategy[tuple[Data, Data]]:
    """Two trees that have nothing to do with each other, but for some names."""
    return st.tuples(_TREES, _TREES)


@st.composite
def reordered(draw: st.DrawFn) -> tuple[Data, Data]:
    """The same questions one after the other, in another order; a gate looks back at all."""
    old = draw(tree_data(most_questions=4, fewest_nodes=4, kinds="q"))
    names = sorted(old["questions"])
    options = {name: list(old["questions"][name]["options"]) for name in names}
    looked_at = {name: draw(st.lists(st.sampled_from(options[name]), min_size=1)) for name in names}
    lines = [{"when": {name: seen}, "next": "o0"} for name, seen in looked_at.items()]
    when = {name: looked_at[name] for name in names[:2]}
    old["gates"] = {"g_last": {"about": "A", "lines": [*lines, {"else": "o_mild"}]}}
    new = copy.deepcopy(old)
    for data, order in ((old, names), (new, draw(st.permutations(names)))):
        onto = draw(st.sampled_from(["o_mild", "o_em1"]))
        data["gates"]["g_last"]["lines"].insert(0, {"when": when, "next": onto})
        for name, onward in zip(order, [*order[1:], "g_last"], strict=True):
            for option in data["questions"][name]["options"].values():
                option.pop("next", None)
            data["questions"][name]["next"] = onward
        data["start"] = order[0]
    return old, new


def base_urgency(draw: st.DrawFn, data: Data) -> None:
    """Another urgency of an outcome."""
    _one(draw, data["outcomes"].values())["urgency"] = draw(st.sampled_from(URGENCIES))


def flag_urgency(draw: st.DrawFn, data: Data) -> None:
    """Another urgency of a red flag."""
    flag = _one(draw, data["red_flags"].values())
    flag["urgency"] = draw(st.sampled_from(URGENCIES))
    flag.pop("outcome", None)
    if flag["urgency"] == "emergency":
        flag["outcome"] = draw(st.sampled_from(["o_em1", "o_em2"]))


def raised_flag(draw: st.DrawFn, data: Data) -> None:
    """Another red flag, or none, of an option."""
    option = _one(draw, _one(draw, data["questions"].values())["options"].values())
    option.pop("flag", None)
    flag = draw(st.sampled_from(["", *data["red_flags"]]))
    if flag:
        option["flag"] = flag


def edge(draw: st.DrawFn, data: Data) -> None:
    """Another node after an answer, a line or a cell."""
    holder, key = _one(draw, _edges(data))
    nodes = [*data["questions"], *data["gates"], *data["tables"], *data["outcomes"]]
    holder[key] = _one(draw, nodes)  # type: ignore[index, call-overload]


def line(draw: st.DrawFn, data: Data) -> None:
    """A line of a gate removed, moved to the top, or with other options."""
    if data["gates"]:
        lines = _one(draw, data["gates"].values())["lines"]
        at = draw(st.integers(0, len(lines) - 2))
        match draw(st.sampled_from(["remove", "move", "see", "see"])):
            case "remove" if len(lines) > 2:
                del lines[at]
            case "move":
                lines.insert(0, lines.pop(at))
            case _:
                name = _one(draw, lines[at]["when"])
                options = list(data["questions"][name]["options"])
                lines[at]["when"][name] = draw(st.lists(st.sampled_from(options), min_size=1))


def option_gone(draw: st.DrawFn, data: Data) -> None:
    """An option removed."""
    name = _one(draw, data["questions"])
    options = data["questions"][name]["options"]
    gone = _one(draw, options)
    del options[gone]
    for gate in data["gates"].values():
        for each in gate["lines"][:-1]:
            seen = each["when"].get(name, [])
            seen[:] = [option for option in seen if option != gone] or list(options)[:1]


def option_new(draw: st.DrawFn, data: Data) -> None:
    """An option added, in front of the others."""
    asked = _one(draw, data["questions"].values())
    option = {**OPTION, "label": "A new one", "because": "New"}
    flag = draw(st.sampled_from(["", *data["red_flags"]]))
    option |= {"flag": flag} if flag else {}
    if "next" not in asked:
        option["next"] = "o_mild"
    asked["options"] = {"new": option} | asked["options"]


def option_split(draw: st.DrawFn, data: Data) -> None:
    """A part of a line as a line of its own, which some gates know and some do not."""
    name = _one(draw, data["questions"])
    options = data["questions"][name]["options"]
    parent = _one(draw, options)
    at = draw(st.integers(list(options).index(parent) + 1, len(options)))
    part = {**options[parent], "label": "A part", "because": "Split", "split_from": parent}
    part.pop("clean", None)
    if draw(st.booleans()) and data["red_flags"]:
        part["flag"] = _one(draw, data["red_flags"])
    each = list(options.items())
    data["questions"][name]["options"] = dict([*each[:at], ("part", part), *each[at:]])
    for gate in data["gates"].values():
        for line in gate["lines"][:-1]:
            if parent in line["when"].get(name, ()) and draw(st.booleans()):
                line["when"][name] = [*line["when"][name], "part"]


def option_renamed(draw: st.DrawFn, data: Data) -> None:
    """An option with another id."""
    name = _one(draw, data["questions"])
    options = data["questions"][name]["options"]
    gone = _one(draw, options)
    data["questions"][name]["options"] = {
        ("other" if option == gone else option): each for option, each in options.items()
    }
    for gate in data["gates"].values():
        for each in gate["lines"][:-1]:
            seen = each["when"].get(name, [])
            seen[:] = ["other" if option == gone else option for option in seen]


def options_moved(draw: st.DrawFn, data: Data) -> None:
    """Options in another order."""
    asked = _one(draw, data["questions"].values())
    names = draw(st.permutations(list(asked["options"])))
    asked["options"] = {name: asked["options"][name] for name in names}


def question_renamed(draw: st.DrawFn, data: Data) -> None:
    """A question with another id."""
    name = _one(draw, data["questions"])
    text = json.dumps(data).replace(f'"{name}"', '"q_other"')
    data |= json.loads(text)


def question_gone(draw: st.DrawFn, data: Data) -> None:
    """A question that nobody is asked any more."""
    name = _one(draw, data["questions"])
    onward = data["questions"][name].get("next")
    if onward:
        for holder, key in list(_edges(data)):
            if holder[key] == name:  # type: ignore[index, call-overload]
                holder[key] = onward  # type: ignore[index, call-overload]
        if data["start"] != name:
            del data["questions"][name]


def question_new(draw: st.DrawFn, data: Data) -> None:
    """A question more, somewhere on the way."""
    holder, key = _one(draw, _edges(data))
    flags = draw(st.lists(st.sampled_from(["", *data["red_flags"]]), min_size=2, max_size=3))
    data["questions"]["q_new"] = {
        **QUESTION,
        "ask": "Something new?",
        "next": holder[key],  # type: ignore[index, call-overload]
        "options": {
            f"n{at}": OPTION | {"label": "New"} | ({"flag": flag} if flag else {})
            for at, flag in enumerate(flags)
        },
    }
    holder[key] = "q_new"  # type: ignore[index, call-overload]


def questions_swapped(draw: st.DrawFn, data: Data) -> None:
    """Two questions, each in the place of the other."""
    one, other = _one(draw, data["questions"]), _one(draw, data["questions"])
    places = {one: other, other: one}
    for holder, key in list(_edges(data)):
        to = holder[key]  # type: ignore[index, call-overload]
        holder[key] = places.get(to, to)  # type: ignore[index, call-overload]
    data["start"] = places.get(data["start"], data["start"])
    onward = [data["questions"][name].pop("next", None) for name in (other, one)]
    for name, to in zip((one, other), onward, strict=True):
        if to:
            data["questions"][name]["next"] = places.get(to, to)


def kind(draw: st.DrawFn, data: Data) -> None:
    """A question that takes one answer, instead of several, or the other way round."""
    asked = _one(draw, data["questions"].values())
    if asked.pop("kind", None) is None:
        asked["kind"] = "checklist"
        for option in asked["options"].values():
            option.pop("next", None)


def mark(draw: st.DrawFn, data: Data) -> None:
    """A line of a checklist that stands alone, or does not any more."""
    option = _one(draw, _one(draw, data["questions"].values())["options"].values())
    if option.pop("unsure", None) is None:
        option["unsure"] = "true"


CHANGES: tuple[Change, ...] = (
    *(base_urgency, flag_urgency, raised_flag, edge, line),
    *(option_gone, option_new, option_split, option_renamed, options_moved),
    *(question_renamed, question_gone, question_new, questions_swapped, kind, mark),
)


def _edges(data: Data) -> Iterator[Edge]:
    """Every place where it stands what comes next."""
    for question in data["questions"].values():
        holders = [question, *question["options"].values()]
        yield from ((each, "next") for each in holders if "next" in each)
    for gate in data["gates"].values():
        yield from ((each, "else" if "else" in each else "next") for each in gate["lines"])
    for table in data["tables"].values():
        yield from ((row["go"], at) for row in table["rows"] for at in range(len(row["go"])))
        yield table, "else"


def _is_sound(data: Data) -> bool:
    try:
        tree_of(data)
    except TreeError:
        return False
    return True


def _one(draw: st.DrawFn, things: Any) -> Any:
    return draw(st.sampled_from(list(things)))
