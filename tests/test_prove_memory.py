"""What a walk keeps in mind: of the gates ahead only what is still open."""

from kneenumb.model.tree import Tree
from kneenumb.prove.limits import LIMITS
from kneenumb.prove.memory import Memory, Passed, StateReducer
from tests.provable import checklist, gate, single, table, tree_with

ABC = {"a": "", "b": "", "c": ""}


def reducer_of(tree: Tree) -> StateReducer:
    return StateReducer(tree, LIMITS)


def three(*lines: tuple[dict[str, list[str]], str]) -> Tree:
    """Three questions and a gate behind them."""
    questions = {f"q{at}": single(to, **ABC) for at, to in enumerate(("q1", "q2", "g"))}
    return tree_with(questions, {"g": gate(*lines)})


def memory_after(reducer: StateReducer, *answers: str, at: str) -> Memory:
    """What somebody keeps in mind who has answered ``q0``, ``q1`` … and stands at a question."""
    return reducer.prune(at, _told(reducer, *answers))


def way_on(reducer: StateReducer, *answers: str) -> tuple[str, tuple[Passed, ...]]:
    """Where somebody comes from the gate ``g`` who has answered ``q0``, ``q1`` …"""
    return reducer.follow("g", _told(reducer, *answers))


def _told(reducer: StateReducer, *answers: str) -> Memory:
    memory = reducer.first
    for at, answer in enumerate(answers):
        question = f"q{at}"
        met = (
            1 << bit
            for bit, each in enumerate(reducer.conditions[question])
            if each.is_met_by(tuple(answer.split("+")))
        )
        memory = reducer.observe(memory, question, sum(met))
    return memory


def test_the_first_line_that_is_met_decides() -> None:
    reducer = reducer_of(
        three(({"q0": ["a"], "q1": ["a"]}, "o_soon"), ({"q1": ["a", "b"]}, "o_same_day"))
    )
    assert way_on(reducer, "a", "a", "a") == ("o_soon", (Passed("g", 0),))
    assert way_on(reducer, "b", "a", "a") == ("o_same_day", (Passed("g", 1),))
    assert way_on(reducer, "a", "c", "a") == ("o_routine", (Passed("g", 2),))


def test_an_answer_that_no_gate_looks_for_is_forgotten() -> None:
    reducer = reducer_of(three(({"q0": ["a"]}, "o_soon")))
    assert memory_after(reducer, "b", at="q1") == memory_after(reducer, "c", at="q1")
    assert memory_after(reducer, "a", at="q1") != memory_after(reducer, "b", at="q1")


def test_a_line_that_is_sure_to_match_hides_the_lines_below() -> None:
    reducer = reducer_of(three(({"q0": ["a"]}, "o_soon"), ({"q1": ["a"]}, "o_same_day")))
    sure = memory_after(reducer, "a", at="q1")
    assert (
        memory_after(reducer, "a", "a", at="q2") == memory_after(reducer, "a", "b", at="q2") == sure
    )
    assert memory_after(reducer, "b", "a", at="q2") != memory_after(reducer, "b", "b", at="q2")


def test_a_line_above_a_sure_one_stays_open() -> None:
    reducer = reducer_of(three(({"q1": ["a"]}, "o_soon"), ({"q0": ["a"]}, "o_same_day")))
    assert way_on(reducer, "a", "a", "b")[0] == "o_soon"
    assert way_on(reducer, "a", "b", "b")[0] == "o_same_day"


def test_a_line_that_cannot_match_any_more_is_dropped_with_all_its_conditions() -> None:
    reducer = reducer_of(three(({"q0": ["a"], "q1": ["a"]}, "o_soon")))
    out = memory_after(reducer, "b", "a", at="q2")
    assert (
        out == memory_after(reducer, "b", "b", at="q2") == memory_after(reducer, "a", "b", at="q2")
    )
    assert out != memory_after(reducer, "a", "a", at="q2")


def test_a_line_that_waits_for_a_question_left_out_is_dropped() -> None:
    """Who was led past a question is like who gave an answer that no line looks for."""
    reducer = reducer_of(three(({"q1": ["a"]}, "o_soon"), ({"q2": ["a"]}, "o_same_day")))
    assert memory_after(reducer, "a", at="q2") == memory_after(reducer, "a", "b", at="q2")


def test_a_gate_that_is_not_ahead_is_forgotten() -> None:
    questions = {"q0": single("g", **ABC), "q1": single("o_soon", **ABC)}
    reducer = reducer_of(tree_with(questions, {"g": gate(({"q0": ["a"]}, "q1"))}))
    assert [name for name, _ in reducer.first] == ["g"]
    assert memory_after(reducer, "a", at="q1") == ()


def test_a_gate_behind_a_line_that_is_out_is_forgotten_too() -> None:
    """Who is past the only line that leads to a gate need not know what that gate looks for."""
    questions = {f"q{at}": single(to, **ABC) for at, to in enumerate(("q1", "g"))}
    far = gate(({"q0": ["b"]}, "o_soon"))
    reducer = reducer_of(tree_with(questions, {"g": gate(({"q0": ["a"]}, "far")), "far": far}))
    assert [name for name, _ in memory_after(reducer, "a", at="q1")] == ["g", "far"]
    assert [name for name, _ in memory_after(reducer, "b", at="q1")] == ["g"]
    assert memory_after(reducer, "b", at="q1") == memory_after(reducer, "c", at="q1")


def test_a_condition_on_a_question_that_was_not_asked_is_not_met() -> None:
    """Asked only after the gate, or on another way, it is open for ever."""
    questions = {"q0": single("g", **ABC), "q1": single("o_soon", **ABC)}
    late = gate(({"q1": ["a", "b", "c"]}, "o_same_day"), otherwise="q1")
    reducer = reducer_of(tree_with(questions, {"g": late}))
    assert way_on(reducer, "a") == ("q1", (Passed("g", 1),))


def test_gates_and_tables_are_followed_to_the_end() -> None:
    questions = {"q0": single("g", **ABC)}
    gates = {"g": gate(({"q0": ["a", "b"]}, "t"))}
    rows = {"a": ["o_soon", "o_soon", "o_soon"], "b": ["o_routine", "o_same_day", "o_routine"]}
    reducer = reducer_of(
        tree_with(questions, gates, tables={"t": table("q0", "q0", "a b c", rows)})
    )
    assert way_on(reducer, "a") == ("o_soon", (Passed("g", 0), Passed("t", 0)))
    assert way_on(reducer, "b") == ("o_same_day", (Passed("g", 0), Passed("t", 4)))


def test_a_gate_looks_among_ticks_and_a_table_only_at_one_alone() -> None:
    questions = {"q0": checklist("g", a="", b="")}
    gates = {"g": gate(({"q0": ["a"]}, "t"))}
    rows = {"a": ["o_soon", "o_soon", "o_soon"]}
    reducer = reducer_of(
        tree_with(questions, gates, tables={"t": table("q0", "q0", "a b none", rows)})
    )
    assert way_on(reducer, "a") == ("o_soon", (Passed("g", 0), Passed("t", 0)))
    assert way_on(reducer, "a+b") == ("o_routine", (Passed("g", 0), Passed("t", 3)))
    assert way_on(reducer, "b") == ("o_routine", (Passed("g", 1),))


def test_questions_stand_after_all_that_can_be_asked_before_them() -> None:
    questions = {
        "q0": single("q2", **ABC),
        "q1": single("o_soon", **ABC),
        "q2": single("q1", **ABC),
    }
    reducer = reducer_of(tree_with(questions))
    assert reducer.order == ["q0", "q2", "q1"]
    assert reducer.askable("q1", at="q2") and reducer.askable("q2", at="q2")
    assert not reducer.askable("q0", at="q2")
