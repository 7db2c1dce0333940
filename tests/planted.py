"""Sound trees that a check has nothing to say against, and faults to plant in them.

Such a tree screens with two or three questions that raise red flags, goes through gates with
named combinations, asks where it hurts and ends through a table. All its claims hold.
"""

from collections.abc import Callable

from hypothesis import strategies as st

from tests.small import FRAME, OPTION, OUTCOME, QUESTION, Data

RED_FLAG: Data = {"says": "S", "because": "B", "sources": []}


@st.composite
def sound_trees(draw: st.DrawFn) -> Data:
    """The data of a tree without a fault."""
    screening = ["q0", "q1", "q2"][: draw(st.integers(2, 3))]
    alarms = {"q0": {"red": "alarm", "too": "other_alarm"}}
    questions = {
        name: draw(_screening_question(alarms.get(name, {"red": "late_alarm"}), onward))
        for name, onward in zip(screening, ["g_b", *screening[2:], "g"], strict=True)
    }
    last = questions[screening[-1]]
    unsure, clean = list(last["options"])[-2:]
    where = {name: dict(OPTION) for name in ("x", "y")}
    questions["where"] = QUESTION | {"next": "t", "options": where}
    return FRAME | {
        "questions": {name: questions[name] for name in draw(st.permutations(list(questions)))},
        "gates": {
            "g_b": {
                "about": "A",
                "lines": [
                    {"when": {"q0": ["b"]}, "next": "q1", "combination": "K2"},
                    {"else": "q1"},
                ],
            },
            "g": {
                "about": "A",
                "lines": [
                    {"when": {"q0": ["a"], "q1": ["a"]}, "next": "o_both", "combination": "K1"},
                    {"when": {"q0": ["a"]}, "next": "o_one"},
                    {"else": "where"},
                ],
            },
        },
        "tables": {
            "t": {
                **{"about": "A", "down": screening[-1], "across": "where", "columns": ["x", "y"]},
                "rows": [
                    {"options": ["a"], "go": ["o_y", "o_y"]},
                    {"options": [clean, unsure], "go": ["o_x", "o_y"]},
                ],
                "else": "o_y",
            }
        },
        "red_flags": {
            "slow": RED_FLAG | {"urgency": "soon"},
            "today": RED_FLAG | {"urgency": "same_day"},
            "alarm": RED_FLAG | {"urgency": "emergency", "outcome": "o_alarm"},
            "late_alarm": RED_FLAG | {"urgency": "emergency", "outcome": "o_late"},
            "other_alarm": RED_FLAG | {"urgency": "emergency", "outcome": "o_other"},
        },
        "outcomes": {
            "o_other": OUTCOME | {"urgency": "emergency"},
            **{name: OUTCOME | {"urgency": "emergency"} for name in ("o_alarm", "o_late")},
            "o_both": OUTCOME | {"urgency": "emergency"},
            "o_one": OUTCOME | {"urgency": "same_day"},
            "o_y": OUTCOME | {"urgency": "same_day"},
            "o_x": OUTCOME | {"urgency": "routine"},
        },
        "claims": {
            "P1": _claim({"urgency": {"exactly": "emergency"}}, {"q0": ["red"]}),
            "P2": _claim({"base": {"at_least": "emergency"}}, {"combination": ["K1"]}),
            "P3": _claim({"urgency": {"at_least": "soon"}}, {"unsure": screening}),
            "P4": _claim({"outcome": ["o_x", "o_y"]}, {"asked": ["where"]}),
            "P5": _claim({"combination": ["K2"]}, {"q0": ["b"], "asked": ["q1"]}),
        },
    }


def lower(data: Data) -> set[str]:
    """Make an emergency flag less than that."""
    data["red_flags"]["alarm"] = RED_FLAG | {"urgency": "same_day"}
    return {"broken-claim", "unreachable"}


def make_a_combination_mild(data: Data) -> set[str]:
    """Lead the gravest line of a gate to the mildest outcome."""
    data["gates"]["g"]["lines"][0]["next"] = "o_x"
    return {"broken-claim", "unreachable"}


def promise_too_much(data: Data) -> set[str]:
    """Claim what holds for some only."""
    data["claims"]["P6"] = _claim({"urgency": {"at_least": "soon"}})
    return {"broken-claim"}


def promise_nobody(data: Data) -> set[str]:
    """Claim something of people who do not exist."""
    data["claims"]["P6"] = _claim({"questions": {"at_most": 0}}, {"q0": ["red"], "asked": ["q1"]})
    return {"empty-claim"}


def lose_an_outcome(data: Data) -> set[str]:
    """Add an outcome without a way to it."""
    data["outcomes"]["o_lost"] = OUTCOME | {"urgency": "emergency"}
    return {"unreachable"}


def lose_a_question(data: Data) -> set[str]:
    """Lead past a question."""
    data["gates"]["g"]["lines"][-1]["else"] = "t"
    return {"unreachable", "empty-claim"}


def lose_a_gate(data: Data) -> set[str]:
    """Lead past a gate, and so to no combination."""
    last = data["tables"]["t"]["down"]
    data["questions"][last]["next"] = "where"
    return {"unreachable", "empty-claim"}


def swap_lines(data: Data) -> set[str]:
    """Put a wide line of a gate before a narrow one."""
    lines = data["gates"]["g"]["lines"]
    lines[0], lines[1] = lines[1], lines[0]
    return {"dead-line", "empty-claim", "unreachable"}


def contradict(data: Data) -> set[str]:
    """Look in a gate for two answers that nobody gives together."""
    data["gates"]["g"]["lines"][1]["when"]["q1"] = ["red"]
    return {"dead-line", "unreachable"}


def add_a_row(data: Data) -> set[str]:
    """Give a table a row for those who never come to it."""
    data["tables"]["t"]["rows"].append({"options": ["red"], "go": ["o_x", "o_y"]})
    return {"dead-line"}


def ask_in_vain(data: Data) -> set[str]:
    """Begin with a question that changes nothing."""
    _begin_with(data, {"one": {}, "other": {}})
    return {"idle-question"}


def drop_a_flag(data: Data) -> set[str]:
    """Take away all that tells an option from the clean one."""
    del data["questions"]["q0"]["options"]["b"]["flag"]
    del data["gates"]["g_b"]["lines"][0]["combination"], data["claims"]["P5"]
    return {"idle-option"}


def count_doubt_as_no(data: Data) -> set[str]:
    """Take away all that tells a doubt from the clean option."""
    options = data["questions"]["q0"]["options"]
    del next(option for option in options.values() if "unsure" in option)["flag"]
    return {"idle-option", "broken-claim"}


def lead_on_from_everywhere(data: Data) -> set[str]:
    """Let all options lead on and the question too."""
    for option in data["questions"]["where"]["options"].values():
        option["next"] = "t"
    return {"dead-next"}


def lead_on_from_an_alarm(data: Data) -> set[str]:
    """Let an option that ends the questions lead on."""
    _begin_with(data, {"one": {"flag": "alarm", "next": "q0"}, "other": {}})
    return {"dead-next"}


def skip_a_screen(data: Data) -> set[str]:
    """Let a clean answer end the screening early."""
    _skip_from_q0(data, "clean", "where")
    return {"alarm-unasked"}


def reassure_doubt(data: Data) -> set[str]:
    """Let a doubt end the screening early."""
    _skip_from_q0(data, "unsure", "o_x")
    return {"unsure-milder", "alarm-unasked"}


def alarm_at_nothing(data: Data) -> set[str]:
    """Let the clean answer raise a graver flag than the others."""
    options = data["questions"]["q0"]["options"]
    next(option for option in options.values() if "clean" in option)["flag"] = "today"
    options["b"]["flag"] = "slow"
    return {"unsure-milder", "worse-milder"}


def reassure_a_tick(data: Data) -> set[str]:
    """Let an option end the screening early at a mild outcome."""
    _skip_from_q0(data, "b", "o_x")
    data["questions"]["q0"]["options"]["b"]["flag"] = "slow"
    found = {"worse-milder", "alarm-unasked"}
    return found | {"tick-milder"} if "kind" in data["questions"]["q0"] else found


PLANTS: tuple[Callable[[Data], set[str]], ...] = (
    *(lower, make_a_combination_mild, promise_too_much, promise_nobody),
    *(lose_an_outcome, lose_a_question, lose_a_gate),
    *(swap_lines, contradict, add_a_row),
    *(ask_in_vain, drop_a_flag, count_doubt_as_no),
    *(lead_on_from_everywhere, lead_on_from_an_alarm),
    *(skip_a_screen, reassure_doubt, alarm_at_nothing, reassure_a_tick),
)
"""Each spoils the data of a sound tree and tells which rules have to find something, at least."""


@st.composite
def _screening_question(draw: st.DrawFn, alarms: dict[str, str], onward: str) -> Data:
    flags = {name: draw(st.sampled_from(["slow", "today"])) for name in "ab"} | alarms
    lines = {name: OPTION | {"flag": flag} for name, flag in flags.items()}
    doubt = OPTION | {"unsure": "true", "flag": "slow"}
    clean = OPTION | {"clean": "true"}
    asked = QUESTION | {"next": onward}
    if draw(st.booleans()):
        return asked | {"kind": "checklist", "options": {**lines, "not_sure": doubt, "none": clean}}
    return asked | {"options": {**lines, "not_sure": doubt, "no": clean}}


def _claim(then: Data, when: Data | None = None) -> Data:
    implication = {"then": then} if when is None else {"when": when, "then": then}
    return {"says": "S", "holds": [implication]}


def _begin_with(data: Data, options: Data) -> None:
    more = {name: OPTION | each for name, each in options.items()}
    data["questions"]["first"] = QUESTION | {"next": "q0", "options": more}
    data["start"] = "first"


def _skip_from_q0(data: Data, wanted: str, onto: str) -> None:
    """Let those who choose an option of the first question, by name or mark, skip the rest."""
    asked = data["questions"]["q0"]
    names = [name for name, each in asked["options"].items() if wanted == name or wanted in each]
    lines = [{"when": {"q0": names}, "next": onto}, {"else": asked["next"]}]
    data["gates"]["g_skip"] = {"about": "A", "lines": lines}
    asked["next"] = "g_skip"
