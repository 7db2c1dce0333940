"""Two versions of a tree, compared: what is paired, who gets another result, and where they part.

Trees too many to think of are in :mod:`tests.test_diff_against_brute`.
"""

import copy
from collections.abc import Callable

import pytest

from kneenumb import Tree
from kneenumb.diff.change import Comparison, Direction, Parting
from kneenumb.diff.compare import compare
from kneenumb.diff.joint import Joints
from kneenumb.diff.pairing import pair
from kneenumb.prove.limits import Limits, TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.prove.paths import every_answer, path_counts
from tests.chains import CHAINS
from tests.examples import quick_first
from tests.small import FRAME, OPTION, OUTCOME, QUESTION, Data, tree_of
from tests.work import Task, assert_grows_slowly

RED_FLAG: Data = {"says": "S", "because": "B", "sources": []}


def small() -> Data:
    """One question for one answer, a checklist and a gate; 3 × 5 ways to answer, less an alarm."""
    first = {
        "a": OPTION | {"label": "All is well", "clean": "true"},
        "b": OPTION | {"label": "Bad", "because": "It is bad", "flag": "slow"},
        "alarm": OPTION | {"label": "Very bad", "because": "It is very bad", "flag": "alarm"},
    }
    ticks = {
        "t0": OPTION | {"label": "Tick 0", "because": "B0", "flag": "today"},
        "t1": OPTION | {"label": "Tick 1", "because": "B1"},
        "none": OPTION | {"label": "None", "because": "BN", "clean": "true"},
        "not_sure": OPTION | {"label": "Not sure", "because": "BU", "unsure": "true"},
    }
    outcomes = {
        **{"o_mild": "routine", "o_soon": "soon", "o_same_day": "same_day"},
        **{"o_em": "emergency", "o_em2": "emergency"},
    }
    return copy.deepcopy(
        FRAME
        | {
            "questions": {
                "q0": QUESTION | {"ask": "First?", "topic": "T0", "next": "q1", "options": first},
                "q1": QUESTION
                | {"ask": "Second?", "topic": "T1", "next": "g", "kind": "checklist"}
                | {"options": ticks},
            },
            "gates": {
                "g": {
                    "about": "A",
                    "lines": [
                        {"when": {"q1": ["t1"], "q0": ["b"]}, "next": "o_same_day"},
                        {"when": {"q1": ["not_sure"]}, "next": "o_soon"},
                        {"else": "o_mild"},
                    ],
                }
            },
            "red_flags": {
                "slow": RED_FLAG | {"urgency": "soon"},
                "today": RED_FLAG | {"urgency": "same_day"},
                "alarm": RED_FLAG | {"urgency": "emergency", "outcome": "o_em"},
                "alarm2": RED_FLAG | {"urgency": "emergency", "outcome": "o_em2"},
            },
            "outcomes": {
                name: OUTCOME | {"urgency": level, "title": name, "summary": name}
                for name, level in outcomes.items()
            },
        }
    )


def compared(change: Callable[[Data], object]) -> Comparison:
    """The small tree, compared with a changed copy."""
    new = small()
    change(new)
    return compare(tree_of(small()), tree_of(new))


def rows(comparison: Comparison) -> list[tuple[str, str, int, str, str]]:
    """For each line: from, to, how many, where the versions part, and what all of them answer."""
    return [
        (
            line.old.value,
            line.new.value,
            line.paths,
            f"{line.parting.home}.{line.parting.name}",
            " ".join(f"{s.question}={'|'.join(s.options)}" for s in line.shared if s.telling),
        )
        for line in comparison.lines
    ]


def put(path: str, value: object) -> Callable[[Data], object]:
    """A change of the value at a path."""

    def change(data: Data) -> None:
        *above, last = path.split(".")
        for step in above:
            data = data[int(step)] if isinstance(data, list) else data[step]
        data[last] = value

    return change


# Nothing changed


def test_the_same_tree_tells_everybody_the_same() -> None:
    comparison = compared(lambda data: None)
    assert comparison == compare(tree_of(small()), tree_of(small()))
    assert comparison.paths == 11
    assert (comparison.lines, comparison.notes, comparison.gaps) == ((), (), ())


def test_what_changes_nobody_is_no_change() -> None:
    """Another version number, another order of mappings, a line that decides for nobody."""

    def change(data: Data) -> None:
        data["version"] = "2.0.0"
        data["questions"] = dict(reversed(data["questions"].items()))
        data["outcomes"] = dict(reversed(data["outcomes"].items()))
        data["gates"]["g"]["lines"].insert(0, {"when": {"q0": ["alarm"]}, "next": "o_soon"})

    comparison = compared(change)
    assert (comparison.paths, comparison.lines, comparison.notes) == (11, (), ())


# Who gets another result, and where the versions part


def test_the_urgency_of_an_outcome() -> None:
    """Only those whose red flags do not outweigh it, and the outcome itself is to blame."""
    found = rows(compared(put("outcomes.o_mild.urgency", "soon")))
    assert found == [("routine", "soon", 2, "outcomes.o_mild", "q0=a")]


def test_a_red_flag_lowered() -> None:
    comparison = compared(put("red_flags.today.urgency", "soon"))
    assert rows(comparison) == [("same_day", "soon", 3, "questions.q1", "q1=t0")]
    (line,) = comparison.lines
    assert line.direction is Direction.DOWN
    assert [(change.old.outcome, change.paths) for change in line.changes] == [("o_mild", 3)]


def test_a_red_flag_raised() -> None:
    comparison = compared(put("red_flags.slow.urgency", "same_day"))
    assert rows(comparison) == [("soon", "same_day", 2, "questions.q0", "q0=b")]
    (line,) = comparison.lines
    assert line.direction is Direction.UP


def test_a_red_flag_of_another_answer() -> None:
    comparison = compared(lambda data: data["questions"]["q0"]["options"]["b"].pop("flag"))
    found = [("soon", "routine", 1, "questions.q0", "q0=b q1=none")]
    assert rows(comparison) == found


def test_a_line_of_a_gate_removed() -> None:
    comparison = compared(lambda data: data["gates"]["g"]["lines"].pop(0))
    assert rows(comparison) == [
        ("same_day", "soon", 1, "gates.g", "q0=b q1=t1"),
        ("same_day", "same_day", 1, "gates.g", "q0=b q1=t0 q1=t1"),
    ]


def test_an_alarm_that_ends_the_questions() -> None:
    comparison = compared(put("questions.q0.options.b.flag", "alarm"))
    assert rows(comparison) == [
        ("soon", "emergency", 2, "questions.q0", "q0=b"),
        ("same_day", "emergency", 3, "questions.q0", "q0=b"),
    ]
    # The same person answers one question now, and answered two.
    change = comparison.changes[0]
    assert dict(change.witness_old) == {"q0": ("b",), "q1": ("none",)}
    assert dict(change.witness) == {"q0": ("b",)}


def test_a_question_that_leads_elsewhere() -> None:
    comparison = compared(put("questions.q0.next", "o_mild"))
    assert [each[3] for each in rows(comparison)] == ["questions.q0"] * 4
    assert [each[:3] for each in rows(comparison)[:3]] == [
        ("same_day", "routine", 2),
        ("same_day", "soon", 3),
        ("soon", "routine", 1),
    ]


def test_the_gravest_lines_come_first() -> None:
    def change(data: Data) -> None:
        put("outcomes.o_mild.urgency", "soon")(data)
        put("red_flags.alarm.urgency", "soon")(data)
        del data["red_flags"]["alarm"]["outcome"]
        put("red_flags.today.urgency", "soon")(data)

    directions = [line.direction for line in compared(change).lines]
    assert directions == sorted(directions, key=list(Direction).index)
    assert rows(compared(change))[0][:2] == ("emergency", "soon")


def test_of_a_condition_that_lost_a_tick_that_tick_is_to_blame() -> None:
    old, new = small(), small()
    for data, wanted in ((old, ["t1", "not_sure"]), (new, ["not_sure"])):
        data["gates"]["g"]["lines"] = [
            {"when": {"q1": wanted}, "next": "o_soon"},
            {"else": "o_mild"},
        ]
    assert [each[2:] for each in rows(compare(tree_of(old), tree_of(new)))] == [
        (1, "gates.g", "q0=a q1=t1"),
        (2, "gates.g", "q1=t0 q1=t1"),
        (1, "gates.g", "q0=b q1=t1"),
    ]


# Questions, options and outcomes that come, go, move and change their names


def test_a_renamed_question_is_the_same_question() -> None:
    def change(data: Data) -> None:
        data["questions"]["other"] = data["questions"].pop("q1")
        data["questions"]["q0"]["next"] = "other"
        for line in data["gates"]["g"]["lines"][:2]:
            line["when"]["other"] = line["when"].pop("q1")

    comparison = compared(change)
    assert (comparison.paths, comparison.lines, comparison.gaps) == (11, (), ())
    assert comparison.notes == ("The question 'q1' is now called 'other'.",)


def test_a_renamed_option_and_outcome_are_the_same() -> None:
    def change(data: Data) -> None:
        options = data["questions"]["q0"]["options"]
        options["bad"] = options.pop("b")
        data["gates"]["g"]["lines"][0]["when"]["q0"] = ["bad"]
        data["outcomes"]["o_well"] = data["outcomes"].pop("o_mild")
        data["gates"]["g"]["lines"][2]["else"] = "o_well"

    comparison = compared(change)
    assert (comparison.paths, comparison.lines, comparison.gaps) == (11, (), ())
    assert comparison.notes == (
        "In 'q0', the option 'b' is now called 'bad'.",
        "The outcome 'o_mild' is now called 'o_well'.",
    )


def test_words_are_compared_only_where_an_id_is_lost() -> None:
    """Two texts that change places are another matter than two ids that do: it is said."""

    def change(data: Data) -> None:
        options = data["questions"]["q0"]["options"]
        options["a"]["label"], options["b"]["label"] = options["b"]["label"], options["a"]["label"]
        data["questions"]["q1"]["ask"] = "Third?"
        data["outcomes"]["o_mild"]["now"] = "Wait."
        data["urgencies"] = data["urgencies"] | {
            "soon": data["urgencies"]["soon"] | {"action": "X"}
        }

    comparison = compared(change)
    assert (comparison.lines, comparison.gaps) == ((), ())
    assert comparison.notes == (
        "'q0' reads differently (option 'a', option 'b'): answers count as before.",
        "'q1' reads differently (ask): answers count as before.",
        "The outcome 'o_mild' reads differently (now).",
        "The urgency 'soon' reads differently (action).",
    )


def test_questions_that_only_take_the_same_answers_are_not_the_same() -> None:
    yes_no = {name: OPTION | {"label": name} for name in ("yes", "no")}
    old, new = small(), small()
    for data, name in ((old, "fever"), (new, "weight")):
        asked = QUESTION | {"ask": f"{name}?", "topic": name, "next": "g", "options": yes_no}
        data["questions"][name] = asked
        data["questions"]["q1"]["next"] = name
    comparison = compare(tree_of(old), tree_of(new))
    assert comparison.paths == 41  # Everybody is asked both.
    assert comparison.notes == ("Removed question: fever.", "New question: weight.")


def test_questions_with_no_answer_in_common_are_not_the_same() -> None:
    """Nobody could be compared, and it would look as if nothing had changed."""

    def change(data: Data) -> None:
        asked = data["questions"]["q0"]
        asked["options"] = {
            f"new_{name}": option | {"label": f"New {name}", "because": f"N {name}"}
            for name, option in asked["options"].items()
        }
        data["gates"]["g"]["lines"][0]["when"]["q0"] = ["new_b"]

    comparison = compared(change)
    assert comparison.pairing.questions == {"q1": "q1"}
    assert comparison.paths == 41  # Everybody is asked both.
    assert any(line.direction is Direction.DOWN for line in comparison.lines)
    assert comparison.notes == ("Removed question: q0.", "New question: q0.")


def test_a_removed_question() -> None:
    def change(data: Data) -> None:
        del data["questions"]["q1"], data["gates"]["g"]
        data["questions"]["q0"]["next"] = "o_mild"

    comparison = compared(change)
    assert comparison.paths == 11  # As many ways as the old version alone knows.
    assert comparison.notes == ("Removed question: q1.",)
    assert rows(comparison)[0][:4] == ("same_day", "routine", 2, "questions.q1")


def test_a_new_question() -> None:
    def change(data: Data) -> None:
        options = {"x": OPTION | {"flag": "alarm2"}, "y": dict(OPTION)}
        data["questions"]["more"] = QUESTION | {"ask": "More?", "topic": "M", "options": options}
        data["questions"]["more"]["next"] = "q1"
        data["questions"]["q0"]["next"] = "more"

    comparison = compared(change)
    assert comparison.paths == 21
    assert {each[3] for each in rows(comparison)} == {"questions.more"}
    assert all("more=x" in each[4].split() for each in rows(comparison))
    assert sum(line.paths for line in comparison.lines) == 10
    assert comparison.notes == ("New question: more.",)


def test_a_removed_and_a_new_option() -> None:
    """Whoever chooses one has a result in one version only."""

    def change(data: Data) -> None:
        options = data["questions"]["q0"]["options"]
        del options["alarm"]
        data["questions"]["q1"]["options"]["t2"] = OPTION | {"label": "Tick 2", "because": "B2"}

    comparison = compared(change)
    assert (comparison.paths, comparison.lines, comparison.notes) == (10, (), ())
    assert comparison.gaps == (
        "'q0' no longer takes 'alarm'. Whoever gives that answer cannot be compared. Raised by it: "
        "alarm (emergency).",
        "Only now 'q1' takes 't2'. Whoever gives that answer cannot be compared.",
    )


def test_a_removed_option_is_in_nobodys_answer() -> None:
    """Not even where the old version looks for it beside others."""

    def change(data: Data) -> None:
        del data["questions"]["q1"]["options"]["t0"]
        data["gates"]["g"]["lines"].pop(1)

    old = small()
    old["gates"]["g"]["lines"][1]["when"]["q1"] = ["t0", "t1", "not_sure"]
    new = copy.deepcopy(old)
    change(new)
    assert [each[2:] for each in rows(compare(tree_of(old), tree_of(new)))] == [
        (2, "gates.g", "q0=a q1=t1|not_sure"),
        (1, "gates.g", "q0=b q1=not_sure"),
    ]


def test_an_option_that_moved_is_the_same() -> None:
    def change(data: Data) -> None:
        options = data["questions"]["q0"]["options"]
        data["questions"]["q0"]["options"] = dict(reversed(options.items()))

    assert compared(change).lines == ()


def test_the_first_of_two_alarms_names_the_outcome() -> None:
    """In a checklist the order of lines matters, and only the new version may say so."""
    old, new = small(), small()
    for data in (old, new):
        for tick, flag in (("t0", "alarm"), ("t1", "alarm2")):
            data["questions"]["q1"]["options"][tick]["flag"] = flag
    options = new["questions"]["q1"]["options"]
    new["questions"]["q1"]["options"] = {name: options[name] for name in reversed(options)}
    comparison = compare(tree_of(old), tree_of(new))
    (change,) = comparison.changes
    assert (change.old.outcome, change.new.outcome, change.paths) == ("o_em", "o_em2", 2)
    assert change.witness["q1"] == ("t1", "t0")
    assert change.witness_old["q1"] == ("t0", "t1")


def test_of_two_new_alarms_each_names_its_outcome() -> None:
    """To the old version the ticks look the same, and in urgency they are so in the new one."""

    def change(data: Data) -> None:
        for tick, flag in (("t0", "alarm"), ("t1", "alarm2")):
            data["questions"]["q1"]["options"][tick]["flag"] = flag

    old, new = small(), small()
    del old["questions"]["q1"]["options"]["t0"]["flag"]
    old["gates"]["g"]["lines"] = [{"when": {"q0": ["b"]}, "next": "o_mild"}, {"else": "o_mild"}]
    change(new)
    changes = compare(tree_of(old), tree_of(new)).changes
    numbers = {"o_em": 0, "o_em2": 0}
    for each in changes:
        if each.new.outcome in numbers:
            numbers[each.new.outcome] += each.paths
    assert numbers == {"o_em": 4, "o_em2": 2}


def test_one_answer_where_there_were_several() -> None:
    """The ticks that only one version takes together are told, and not compared."""

    def change(data: Data) -> None:
        del data["questions"]["q1"]["kind"]

    for there, back in ((small(), small()),):
        change(back)
        for old, new, number in ((there, back, "one answer"), (back, there, "several answers")):
            comparison = compare(tree_of(old), tree_of(new))
            assert (comparison.paths, comparison.lines) == (9, ())
            told = f"'q1' takes {number} now: several together cannot be compared."
            assert comparison.gaps == (told,)


def test_a_tick_that_stands_alone_now() -> None:
    comparison = compared(put("questions.q1.options.t1.unsure", "true"))
    assert (comparison.paths, comparison.lines) == (9, ())
    assert comparison.gaps == (
        "In 'q1', 't1' can be ticked beside others in one version only: such answers cannot be "
        "compared.",
    )


def test_lines_that_stand_alone_are_told_apart_by_the_new_version() -> None:
    """To the old version they look the same: none raises anything, none is looked for."""
    old, new = small(), small()
    for data in (old, new):
        data["gates"]["g"]["lines"].pop(1)
    new["questions"]["q1"]["options"]["not_sure"]["flag"] = "today"
    assert [each[2:] for each in rows(compare(tree_of(old), tree_of(new)))] == [
        (1, "questions.q1", f"q0={answer} q1=not_sure") for answer in "ab"
    ]


def test_questions_in_another_order() -> None:
    """An answer counts wherever it is given."""

    def change(data: Data) -> None:
        data["start"] = "q1"
        data["questions"]["q1"]["next"] = "q0"
        data["questions"]["q0"]["next"] = "g"

    comparison = compared(change)
    # Who says "alarm" is asked the checklist first, now.
    assert (comparison.paths, comparison.lines) == (15, ())


def test_claims_that_change_are_said() -> None:
    old, new = small(), small()
    claim = {"says": "S", "holds": [{"then": {"urgency": {"at_least": "routine"}}}]}
    old["claims"] = {"P1": claim, "P2": claim}
    new["claims"] = {"P2": claim | {"says": "T"}, "P3": claim}
    assert compare(tree_of(old), tree_of(new)).notes == (
        "Removed claim: P1.",
        "New claim: P3.",
        "The claim 'P2' is written differently.",
    )


# Many


def shortened(chain: str, questions: int) -> tuple[Tree, Tree, Data]:
    """A chain, the same with one line of a gate changed, and that line."""
    old, new = (CHAINS[chain](questions, 3) for _ in range(2))
    lines = new["gates"]["g_last"]["lines"]
    changed = lines[len(lines) // 2 - 1]
    changed["next"] = "o_mild"
    return tree_of(old), tree_of(new), changed


@pytest.mark.parametrize("chain", quick_first(CHAINS, 0))
def test_a_chain_with_more_people_than_can_be_listed(chain: str) -> None:
    """40 questions with three answers each, and one line of a gate changed: exactly."""
    *versions, changed = shortened(chain, 40)
    comparison = compare(*versions)
    # Nothing is asked anew, so that there are as many ways as through the old version alone.
    assert comparison.paths == sum(path_counts(Machine(versions[0]), every_answer).values()) > 3**37
    assert Direction.DOWN in [line.direction for line in comparison.lines]
    for line in comparison.lines:
        assert line.parting == Parting("gates", "g_last")
        assert changed["when"].items() <= {s.question: [*s.options] for s in line.shared}.items()


@pytest.mark.parametrize("chain", CHAINS)
def test_twice_as_long_a_chain_is_no_square_of_the_work(chain: str) -> None:
    def compared(questions: int) -> Task:
        old, new, _ = shortened(chain, questions)
        return lambda: compare(old, new)

    assert_grows_slowly(compared, 5, most=6)


@pytest.mark.parametrize("moved", [(0, 19), (19, 0), (3, 15)])
def test_a_question_that_moves_far_is_no_trouble(moved: tuple[int, int]) -> None:
    """Its answer alone is kept in mind, and not those of all others that made way for it."""
    old, new = CHAINS["one_gate"](20, 3), CHAINS["one_gate"](20, 3)
    order = list(new["questions"])
    order.insert(moved[1], order.pop(moved[0]))
    new["start"] = order[0]
    for name, onward in zip(order, [*order[1:], "g_last"], strict=True):
        new["questions"][name]["next"] = onward
    comparison = compare(tree_of(old), tree_of(new))
    assert (comparison.paths, comparison.lines) == (3**20, ())


def test_too_much_is_never_compared_in_part() -> None:
    tree = tree_of(small())
    with pytest.raises(TooLarge):
        compare(tree, tree, Limits(things=10))


def test_joint_kinds_count_every_answer_once() -> None:
    old, new = tree_of(small()), tree_of(small())
    joints = Joints(Machine(old), Machine(new), pair(old, new))
    assert sum(joint.answers for joint in joints.of("q1", "q1").classes) == 5
    assert sum(joint.answers for joint in joints.of("q0", None).classes) == 3
    assert sum(joint.answers for joint in joints.of(None, "q1").classes) == 5
