"""``kneenumb export svg``, ``mermaid`` and ``dot``: no word is lost, and none takes effect."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from itertools import combinations, cycle, pairwise, repeat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, Urgency, load_case, load_tree, triage
from kneenumb.draw.diagram import Diagram, drawn
from kneenumb.draw.dot import dot
from kneenumb.draw.layout import panels
from kneenumb.draw.lit import lit
from kneenumb.draw.mermaid import LARGEST, mermaid, mermaid_page
from kneenumb.draw.svg import COLOURS, svg
from kneenumb.page.block import mark
from tests.awkward import any_text, awkward
from tests.drawn_words import SVG, bare, dot_words, mermaid_blocks, mermaid_words, svg_words
from tests.examples import examples
from tests.small import tree_of
from tests.strategies import tree_data

TREE = load_tree()
BLANK = tree_of(awkward(repeat(" ")))
TREES = (TREE, load_tree("starter"), tree_of(awkward()), BLANK)


def page_words(diagram: Diagram) -> str:
    return "".join(map(mermaid_words, mermaid_blocks(mermaid_page(diagram))))


READERS: dict[str, Callable[[Diagram], str]] = {
    "svg": lambda diagram: svg_words(svg(diagram)),
    "mermaid": page_words,
    "mermaid whole": lambda diagram: mermaid_words(mermaid(diagram)),
    "dot": lambda diagram: dot_words(dot(diagram)),
}


def case(name: str) -> Diagram:
    return lit(drawn(TREE), triage(TREE, load_case(name).given), name)


def words_of(tree: Tree) -> Iterator[str]:
    """What no drawing may lose."""
    for question in tree.questions.values():
        yield question.topic
        yield question.ask
        for option in question.options.values():
            yield option.label
            if option.flag:
                yield tree.red_flags[option.flag].says
    yield from (gate.about for gate in tree.gates.values())
    yield from (outcome.title for outcome in tree.outcomes.values())
    yield from (section.title for section in tree.sections.values())


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "tree", [TREE, load_tree("starter"), tree_of(awkward())], ids=lambda t: t.id
)
def test_no_word_is_lost(tree: Tree, reader: str) -> None:
    found = READERS[reader](drawn(tree))
    for words in words_of(tree):
        assert bare(words) in found, words


@examples(40)
@given(st.lists(any_text, min_size=8, max_size=16))
def test_no_word_is_lost_whatever_an_author_writes(texts: list[str]) -> None:
    tree = tree_of(awkward(cycle(texts)))
    diagram = drawn(tree)
    for name, reader in READERS.items():
        found = reader(diagram)
        for words in words_of(tree):
            assert bare(words) in found, (name, words)


@examples(25)
@given(tree_data().map(tree_of))
def test_every_tree_can_be_drawn(tree: Tree) -> None:
    for reader in READERS.values():
        assert bare(tree.sections["main"].title) in reader(drawn(tree))


@pytest.mark.parametrize("write", [svg, mermaid_page, mermaid, dot])
def test_the_same_tree_gives_the_same_bytes(write: Callable[[Diagram], str]) -> None:
    assert write(drawn(TREE)) == write(drawn(load_tree()))


@pytest.mark.parametrize("reader", READERS)
def test_the_red_flags_of_a_case_come_first_and_in_words(reader: str) -> None:
    found = READERS[reader](case("v5"))
    first = found.index("Redflag:Newlycold,pale,blueorblotchyfootorleg.")
    assert first < found.index("Itendsat:Emergencynow.") < found.index("Betweenthelegs") or (
        reader == "svg"  # There the description comes even before the picture.
    )


# The picture


def test_the_picture_says_what_it_is() -> None:
    root = ElementTree.fromstring(svg(drawn(TREE)))
    assert root.get("role") == "img" and root.get("aria-labelledby") == "title desc"
    assert root.findtext(f"{SVG}title") == TREE.title
    assert "not yet reviewed" in (root.findtext(f"{SVG}desc") or "")


def test_the_picture_has_about_the_shape_of_a_sheet() -> None:
    root = ElementTree.fromstring(svg(drawn(TREE)))
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    assert 1.1 < wide / high < 1.7


@examples(25)
@given(tree_data().map(tree_of))
def test_nothing_in_the_picture_covers_anything_else(tree: Tree) -> None:
    sheet = panels(drawn(tree))
    for before, after in pairwise(sheet):
        assert before.x + before.width <= after.x
    for panel in sheet:
        for one, other in combinations(panel.cards, 2):
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y
        for each in panel.cards:
            assert each.x >= 0 and each.x + each.width <= panel.width
            assert each.y >= 0 and each.y + each.height <= panel.height
            assert all(row.top >= 0 and row.top + row.height <= each.height for row in each.rows)
        for wire in panel.wires:
            assert all(0 <= x <= panel.width and 0 <= y <= panel.height for x, y in wire.points)


def test_every_way_of_the_tree_has_its_arrow_in_the_picture() -> None:
    ways = sum(len(edge.ways) for edge in drawn(TREE).edges)
    assert sum(len(panel.wires) for panel in panels(drawn(TREE))) == ways
    assert svg(drawn(TREE)).count('class="wire"') == ways


def test_an_urgency_is_seen_without_colour() -> None:
    circles = re.findall('<circle cx.*?fill="(.*?)" stroke="(.*?)"/>', svg(drawn(TREE)))
    marks = {
        tuple(fill != "#ffffff" for fill, _ in circles[at : at + 4])
        for at in range(0, len(circles), 4)
    }
    assert marks == {tuple(at <= level.rank for at in range(4)) for level in Urgency}


def test_a_lit_path_is_seen_without_colour() -> None:
    found = svg(case("v10"))
    steps = [int(number) for number in re.findall(r"style=\"fill: #ffffff\">(\d+)<", found)]
    assert set(steps) == set(range(1, 19))
    lit_wires = re.findall('<g class="lit">\n(.*?)</g>', found, re.DOTALL)
    assert sum(each.count("<path") for each in lit_wires) == 17
    assert found.count('fill="#fff3bf"') == 17  # An answer, or the line of a gate, each.


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", COLOURS.values())
@pytest.mark.parametrize("ground", ["#ffffff", "#eef1f5"])
def test_the_colours_can_be_read(colour: str, ground: str) -> None:
    assert (luminance(ground) + 0.05) / (luminance(colour) + 0.05) >= 4.5


# Mermaid


def test_a_small_tree_is_one_diagram_and_a_large_one_several() -> None:
    assert len(mermaid_blocks(mermaid_page(drawn(load_tree("starter"))))) == 1
    page = mermaid_page(drawn(TREE))
    blocks = mermaid_blocks(page)
    assert len(blocks) == 7
    for block in blocks:
        boxes = re.findall(r"^  box_\w+(?:\[|\{)", block, re.MULTILINE)
        assert len(boxes) <= LARGEST
    headings = re.findall("^## (.*)$", page, re.MULTILINE)
    assert headings[0] == "All sections" and headings[1] == "Warning signs, 1 of 3"


def test_no_id_is_a_word_of_mermaid() -> None:
    found = mermaid(drawn(tree_of(awkward())))
    ids = re.findall(r"^ +(\w+)(?:\[|\{|\(|>)", found, re.MULTILINE)
    assert ids and all(name.startswith("box_") for name in ids)


def test_the_marks_are_in_the_words_of_mermaid() -> None:
    found = mermaid(drawn(TREE))
    for outcome in TREE.outcomes.values():
        assert f"{mark(outcome.urgency)} {outcome.title.split()[0]}" in found


# Graphviz


@pytest.mark.full
@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("tree", [TREE, tree_of(awkward()), BLANK], ids=["shipped", "odd", "blank"])
def test_graphviz_draws_it(tree: Tree, tmp_path: Path) -> None:
    (tmp_path / "tree.dot").write_text(dot(drawn(tree)), "utf-8")
    done = subprocess.run(
        ["dot", "-Tsvg", str(tmp_path / "tree.dot")], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    found = bare(" ".join(ElementTree.fromstring(done.stdout).itertext()))
    for outcome in tree.outcomes.values():
        assert bare(outcome.title) in found
