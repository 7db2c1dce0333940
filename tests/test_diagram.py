"""The diagram of a tree: its arrows are the edges of the tree, and its parts lose none of them."""

from collections.abc import Iterator
from itertools import pairwise, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, load_case, load_tree, parse_setting, triage
from kneenumb.draw.diagram import BoxKind, Diagram, drawn
from kneenumb.draw.lettering import lines, width
from kneenumb.draw.lit import lit
from kneenumb.draw.sections import folded, parts
from kneenumb.draw.tree_outline import parents, questions_before, reached
from kneenumb.model.edges import leads_to, targets
from kneenumb.walk.walk import replay
from tests.awkward import awkward
from tests.examples import examples
from tests.small import tree_of
from tests.strategies import Person, answered, given_of, tree_data

TREE = load_tree()
small_trees = tree_data().map(tree_of)


def edges(tree: Tree) -> set[tuple[str, str]]:
    return {(name, target) for name in tree.nodes for target in targets(tree, name)}


def check_against(tree: Tree, diagram: Diagram) -> None:
    assert sorted(box.id for box in diagram.boxes) == sorted(tree.nodes)
    assert [(edge.source, edge.target) for edge in diagram.edges] == list(
        dict.fromkeys((edge.source, edge.target) for edge in diagram.edges)
    )
    assert {(edge.source, edge.target) for edge in diagram.edges} == edges(tree)
    place = {box.id: at for at, box in enumerate(diagram.boxes)}
    assert all(place[edge.source] < place[edge.target] for edge in diagram.edges)
    for name, question in tree.questions.items():
        ways = diagram.ways_out_of(name)
        assert [way.name for _, way in ways] == list(question.options)
        for edge, way in ways:
            option = question.options[way.name]
            assert edge.target == leads_to(tree, name, (way.name,))
            assert way.label == option.label and (way.detail or way.label) == option.wording
            flag = tree.red_flags[option.flag] if option.flag else None
            assert way.floor == (flag.urgency if flag else None)
            assert way.flag == (flag.says if flag else "")
    for name, gate in tree.gates.items():
        found = [edge.target for edge, _ in diagram.ways_out_of(name)]
        assert found == [line.target for line in gate.lines]


@pytest.mark.parametrize("name", ["knee-numbness", "starter"])
def test_the_arrows_are_the_edges_of_the_tree(name: str) -> None:
    tree = load_tree(name)
    check_against(tree, drawn(tree))


@examples(50)
@given(small_trees)
def test_that_holds_for_every_tree(tree: Tree) -> None:
    check_against(tree, drawn(tree))


def test_what_asks_nothing_belongs_to_the_section_that_leads_to_it() -> None:
    groups = {box.id: box.group for box in drawn(TREE).boxes}
    assert groups["g_combined"] == groups["g_same_day"] == "red_flags"
    assert groups["g_which_leg"] == groups["t_area_and_pain"] == "pattern"


def test_questions_stand_in_the_order_of_the_tree() -> None:
    numbers = [box.number for box in drawn(TREE).boxes if box.number]
    assert sorted(numbers) == list(range(1, 16)) and numbers[:12] == list(range(1, 13))


# Parts


@examples(60)
@given(small_trees | st.just(tree_of(awkward(repeat("same")))), st.integers(1, 5))
def test_parts_together_are_the_whole(tree: Tree, most: int) -> None:
    whole = drawn(tree)
    pieces = parts(whole, lambda box: 1, most)
    assert sorted((edge for piece in pieces for edge in piece.edges), key=str) == sorted(
        whole.edges, key=str
    )
    own = [box for piece in pieces for box in piece.boxes if box in whole.boxes and not box.urgency]
    assert sorted(own, key=str) == sorted((box for box in whole.boxes if not box.urgency), key=str)
    ends = {box for piece in pieces for box in piece.boxes if box.urgency}
    assert ends == {box for box in whole.boxes if box.urgency}
    for piece in pieces:
        inside = {box.id for box in piece.boxes}
        assert {name for edge in piece.edges for name in edge[:2]} <= inside
        assert (
            sum(box.kind is not BoxKind.ELSEWHERE and not box.urgency for box in piece.boxes)
            <= most
        )


def test_a_box_of_another_part_says_where_it_is() -> None:
    first, second = parts(drawn(TREE), lambda box: 1, 100)
    assert (first.title, second.title) == ("Warning signs", "Pattern")
    walking = first.box("walking")
    assert (walking.kind, walking.text) == (BoxKind.ELSEWHERE, "Goes on in “Pattern”")
    assert second.box("walking").kind is BoxKind.QUESTION


def test_all_sections_folded_count_what_they_lead_to() -> None:
    whole = folded(drawn(TREE))
    told = {(edge.source, edge.target): edge.ways[0].name for edge in whole.edges}
    assert told == {
        ("red_flags", "LEVEL_emergency"): "7 outcomes",
        ("red_flags", "LEVEL_same_day"): "4 outcomes",
        ("red_flags", "LEVEL_soon"): "2 outcomes",
        ("red_flags", "pattern"): "at walking",
        ("pattern", "LEVEL_emergency"): "1 outcome",
        ("pattern", "LEVEL_same_day"): "1 outcome",
        ("pattern", "LEVEL_soon"): "12 outcomes",
        ("pattern", "LEVEL_routine"): "2 outcomes",
    }


# Which box stands under which


def walks(diagram: Diagram, name: str) -> Iterator[list[str]]:
    """Every way from a box to any other."""
    yield [name]
    for edge in diagram.out_of(name):
        for further in walks(diagram, edge.target):
            yield [name, *further]


@examples(60)
@given(tree_data(3).map(tree_of))
def test_a_box_stands_under_the_last_one_that_all_ways_go_through(tree: Tree) -> None:
    diagram = drawn(tree)
    names = reached(diagram, tree.start)
    every = list(walks(diagram, tree.start))
    assert set(names) == {name for walk in every for name in walk}
    above = parents(diagram, names)
    before = questions_before(diagram, names)
    for name in names:
        ways = [walk[:-1] for walk in every if walk[-1] == name]
        shared = [each for each in ways[0] if all(each in way for way in ways)]
        assert above[name] == (shared[-1] if shared else None)
        assert before[name] == min(sum(each in tree.questions for each in way) for way in ways)


# The path of a case


@given(answered())
def test_the_path_that_is_lit_is_the_walk(person: Person) -> None:
    _, tree, answers = person
    result = triage(tree, given_of(answers))
    diagram = lit(drawn(tree), result, "somebody")
    through = {passage.gate: passage.target for passage in replay(tree, result.answers).passages}
    went = [tree.start]
    while (at := went[-1]) not in tree.outcomes:
        went.append(through[at] if at in through else leads_to(tree, at, result.answers[at]))
    arrows = [(edge.source, edge.target) for edge in diagram.edges if edge.lit]
    assert sorted(arrows) == sorted(pairwise(went))
    # An emergency that was not asked for is lit as well, though no arrow leads there.
    beyond = [] if result.outcome_id in went else [result.outcome_id]
    assert {box.step: box.id for box in diagram.boxes if box.step} == dict(
        enumerate([*went, *beyond], start=1)
    )
    for name, options in result.answers.items():
        assert [way.name for _, way in diagram.ways_out_of(name) if way.lit] == list(options)
    for gate, target in through.items():
        (found,) = [edge.target for edge, way in diagram.ways_out_of(gate) if way.lit]
        assert found == target


def test_a_red_flag_is_the_first_that_is_told() -> None:
    result = triage(TREE.as_proved(), load_case("v5").given)
    told = lit(drawn(TREE), result, "v5").told
    assert told is not None and told.urgency == "emergency"
    assert told.sentences[0] == "Red flag: Newly cold, pale, blue or blotchy foot or leg."
    assert "It ends at: Emergency now." in told.sentences[-1]


def test_a_flag_that_was_not_asked_for_counts_and_is_told() -> None:
    given = [*load_case("v10").given, parse_setting("both_area=saddle")]
    diagram = lit(drawn(TREE), triage(TREE, given), "v10")
    assert diagram.told is not None
    first, ends, unused, warning = diagram.told.sentences
    assert first == 'Red flag: Numb, tingling or "odd" between the legs.'
    assert "It ends at: Emergency now." in ends and "(o_em_cauda_equina)" in ends
    assert unused == "Given, but not asked for: both_area. A red flag there counts."
    assert warning == "This tree was not checked for safety. Do not rely on its result."
    assert diagram.box("o_em_cauda_equina").step and diagram.box("o_sciatica").step


# Room


@given(st.text(max_size=200), st.integers(20, 400))
def test_lines_fit_and_lose_no_letter(text: str, room: int) -> None:
    broken = lines(text, room, 10)
    assert "".join("".join(broken).split()) == "".join(text.split())
    assert all(width(line, 10) <= room or len(line) == 1 for line in broken)
