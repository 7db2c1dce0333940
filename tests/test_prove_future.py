"""Futures: equal if no answer to come makes a difference, and compared by the answers that do."""

from kneenumb import Tree
from kneenumb.prove.decision_diagram import Choices, DecisionDiagram
from kneenumb.prove.machine import Machine
from tests.provable import gate, single, tree_with
from tests.small import Data

AB = {"a": "", "b": ""}
SOON, SAME_DAY = 1, 2


def futures(tree: Tree, *, whole_file: bool = False) -> DecisionDiagram:
    """The futures of a tree, of which only the final urgency counts."""
    return DecisionDiagram(
        Machine(tree), terminal=lambda rank, outcome: rank, whole_file=whole_file
    )


def after(found: DecisionDiagram, floor: int = 0) -> list[int]:
    """The future after each answer to the first question."""
    return found.after(0, floor)


def is_milder(one: int, other: int) -> bool:
    return one < other


def examples(choices: Choices | None) -> dict[str, str] | None:
    if choices is None:
        return None
    return {question: "+".join(kind.example) for question, kind in choices.items()}


def two_gates(*lines: tuple[Data, str]) -> Tree:
    """Two questions, and a gate behind them."""
    return tree_with({"q0": single("q1", **AB), "q1": single("g", **AB)}, {"g": gate(*lines)})


def test_an_answer_that_only_matters_together_with_another_is_another_future() -> None:
    together = after(futures(two_gates(({"q0": ["a"], "q1": ["a"]}, "o_soon"))))
    assert together[0] != together[1]


def test_an_answer_that_leads_to_the_same_by_another_line_is_the_same_future() -> None:
    lines = ({"q0": ["a"]}, "o_soon"), ({"q0": ["b"]}, "o_soon")
    one, other = after(futures(two_gates(*lines)))
    assert one == other


def test_a_floor_can_hide_all_difference() -> None:
    found = futures(two_gates(({"q0": ["a"]}, "o_soon")))
    one, other = after(found)
    assert one != other
    one, other = after(found, floor=SOON)
    assert one == other


def test_what_is_told_of_an_end_decides_what_is_the_same() -> None:
    machine = Machine(tree_with({"q0": single("g", **AB)}, {"g": gate(({"q0": ["a"]}, "o_soon"))}))
    ends = DecisionDiagram(machine, terminal=lambda rank, outcome: rank > SOON, whole_file=False)
    outcomes = DecisionDiagram(machine, terminal=lambda rank, outcome: outcome, whole_file=False)
    assert len(set(after(ends))) == 1
    assert len(set(after(outcomes))) == 2


def test_the_answers_are_found_that_make_a_difference() -> None:
    found = futures(two_gates(({"q0": ["a"], "q1": ["b"]}, "o_soon")))
    with_a, with_b = after(found)
    for _ in range(2):  # What was found before changes nothing.
        assert found.find(is_milder, with_a, with_b) is None
        assert found.find(is_milder, with_a, with_a) is None
        assert examples(found.find(is_milder, with_b, with_a)) == {"q1": "b"}


def test_to_a_question_that_makes_no_difference_nothing_is_chosen() -> None:
    questions = {"q0": single("q1", **AB), "q1": single("q2", **AB), "q2": single("g", **AB)}
    gates = {"g": gate(({"q0": ["a"], "q2": ["b"]}, "o_soon"))}
    found = futures(tree_with(questions, gates))
    with_a, with_b = after(found)
    assert examples(found.find(is_milder, with_b, with_a)) == {"q2": "b"}


def test_a_red_flag_counts_for_who_is_not_asked_if_it_stands_in_their_file() -> None:
    """With "a" somebody is asked a question more, which can raise a red flag."""
    questions = {"q0": single("g", **AB), "q1": single("o_soon", a="", b="same_day")}
    tree = tree_with(questions, {"g": gate(({"q0": ["a"]}, "q1"), otherwise="o_soon")})
    asked = futures(tree)
    with_a, with_b = after(asked)
    assert examples(asked.find(is_milder, with_b, with_a)) == {"q1": "b"}
    in_file = futures(tree, whole_file=True)
    with_a, with_b = after(in_file)
    assert in_file.find(is_milder, with_b, with_a) is None
    assert in_file.find(is_milder, with_a, with_b) is None


def test_what_nobody_is_asked_is_in_no_file() -> None:
    """Past the only question of which each answer raises something, nobody is raised by it."""
    questions = {"q0": single("g", **AB), "q1": single("o_soon", a="soon", b="same_day")}
    lines = ({"q0": ["a"]}, "o_soon"), ({"q0": ["b"]}, "o_routine")
    found = futures(tree_with(questions, {"g": gate(*lines, otherwise="q1")}), whole_file=True)
    with_a, with_b = after(found)
    assert found.find(is_milder, with_b, with_a) == {}


def test_three_futures_can_be_compared() -> None:
    questions = {"q0": single("g", a="", b="", c="")}
    lines = ({"q0": ["a"]}, "o_soon"), ({"q0": ["b"]}, "o_same_day")
    found = futures(tree_with(questions, {"g": gate(*lines)}))

    def rises(*ranks: int) -> bool:
        return ranks == (0, SOON, SAME_DAY)

    with_a, with_b, with_c = after(found)
    assert found.find(rises, with_c, with_a, with_b) == {}
    assert found.find(rises, with_a, with_b, with_c) is None
