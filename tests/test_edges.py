"""What comes right after a question, gate or table."""

from hypothesis import given

from kneenumb import Tree
from kneenumb.model.edges import deepest_first, leads_to, targets
from tests.small import Data, tree_of
from tests.strategies import every_answer, tree_data


@given(tree_data())
def test_every_node_stands_after_all_that_can_follow_it(data: Data) -> None:
    tree = tree_of(data)
    order = deepest_first(tree)
    assert sorted(order) == sorted(tree.nodes)
    for at, node in enumerate(order):
        assert set(targets(tree, node)) <= set(order[:at])


@given(tree_data(most_questions=3))
def test_every_answer_leads_to_a_target(data: Data) -> None:
    tree = tree_of(data)
    for name, question in data["questions"].items():
        reached = {leads_to(tree, name, answer) for answer in every_answer(question)}
        assert reached == set(targets(tree, name))
        assert len(targets(tree, name)) == len(set(targets(tree, name)))


@given(tree_data())
def test_gates_and_tables_lead_to_all_that_stands_in_them(data: Data) -> None:
    tree = tree_of(data)
    for name, gate in data["gates"].items():
        written = {line.get("next") or line["else"] for line in gate["lines"]}
        assert set(targets(tree, name)) == written
    for name, table in data["tables"].items():
        written = {cell for row in table["rows"] for cell in row["go"]} | {table["else"]}
        assert set(targets(tree, name)) == written


def test_an_option_goes_its_own_way_or_that_of_its_question(tree: Tree) -> None:
    assert leads_to(tree, "one_area", ("around_kneecap",)) == "knee_history"
    assert leads_to(tree, "one_area", ("sole",)) == "pain_start"
    assert leads_to(tree, "one_area", ("saddle",)) == "o_em_cauda_equina"


def test_the_first_emergency_in_printed_order_names_the_outcome(tree: Tree) -> None:
    assert leads_to(tree, "whole_body", ("arms_or_face", "stroke_signs")) == "o_em_stroke"
    assert leads_to(tree, "swelling_fever", ("hard_muscle", "swollen_calf")) == (
        "o_em_severe_injury"
    )
    assert leads_to(tree, "swelling_fever", ("swollen_calf", "red_skin_or_blisters")) == (
        "background"
    )
