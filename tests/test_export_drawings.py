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
from kneenumb.draw.diagram import BoxKind, Diagram, drawn
from kneenumb.draw.dot import dot
from kneenumb.draw.grid import joined
from kneenumb.draw.ink import COLOURS, SIZES, SMALLEST
from kneenumb.draw.lit import lit
from kneenumb.draw.mermaid import LARGEST, mermaid, mermaid_page
from kneenumb.draw.rungs import Ladder, letter, letters
from kneenumb.draw.svg import A2, A4, enlarged, laid_out, pages, svg
from kneenumb.model.gate import TableRow
from kneenumb.page.block import mark
from tests.awkward import any_text, awkward
from tests.chromium import chromium, opened
from tests.drawn_words import (
    SVG,
    bare,
    dot_words,
    mermaid_blocks,
    mermaid_words,
    poster_text,
    svg_words,
)
from tests.examples import examples
from tests.small import OPTION, OUTCOME, chain, tree_of
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
        # In a table of the poster what all names begin with is said once.
        assert bare(words.removeprefix("Pattern that could fit ")) in found, words


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


# The poster


def test_the_poster_says_what_it_is() -> None:
    root = ElementTree.fromstring(svg(drawn(TREE)))
    assert root.get("role") == "img" and root.get("aria-labelledby") == "title desc"
    assert root.findtext(f"{SVG}title") == TREE.title
    assert "not yet reviewed" in (root.findtext(f"{SVG}desc") or "")
    found = poster_text(svg(drawn(TREE)))
    assert f"{TREE.id} {TREE.version}, sha256 {TREE.sha256[:16]}" in found
    for words in (TREE.texts.disclaimer, *TREE.texts.safety_net.items):
        assert bare(words) in bare(found)


@pytest.mark.parametrize("drawing", [drawn(TREE), case("v10"), case("v5")])
def test_no_id_is_on_the_poster(drawing: Diagram) -> None:
    """An id of more than one word is no word of a text."""
    options = (option for question in TREE.questions.values() for option in question.options)
    known = {*TREE.nodes, *TREE.red_flags, *options}
    shown = {
        "svg": poster_text(svg(drawing)),
        "mermaid": " ".join(re.findall(r'"(.*?)"', mermaid(drawing))),
        "dot": re.sub(r'"\w+"|PORT="\w+"|:w\d+', "", dot(drawing)),
    }
    for name, text in shown.items():
        assert not set(re.findall(r"[a-z0-9]+(?:_[a-z0-9]+)+", text)) & known, name


def test_each_sheet_is_one_of_a2_and_its_smallest_letters_have_14_points() -> None:
    root = ElementTree.fromstring(svg(drawn(TREE)))
    wide, high = (float(root.get(each, "").removesuffix("mm")) for each in ("width", "height"))
    assert (round(wide), round(high)) == (2 * 420, 2 * 594)
    assert [float(each) for each in root.get("viewBox", "").split()[2:]] == pytest.approx(
        [wide * 72 / 25.4, high * 72 / 25.4], rel=0.001
    )
    assert min(SIZES.values()) == SMALLEST == 14
    assert enlarged(drawn(TREE), A2).size.width <= A2.width


def test_the_poster_is_small() -> None:
    assert len(svg(drawn(TREE)).encode()) < 130_000


def many_options(count: int) -> Tree:
    data = chain(3)
    options = {f"o{at}": OPTION | {"label": f"Line {at} " + "long " * 9} for at in range(count)}
    data["questions"]["q1"]["options"] = options
    data["questions"]["q2"]["topic"] = "x" * 100
    return tree_of(data)


@examples(20)
@given(tree_data().map(tree_of) | st.just(many_options(400)) | st.just(tree_of(awkward())))
def test_nothing_on_a_sheet_covers_anything_else(tree: Tree) -> None:
    for size in (A2, A4):
        sheets = laid_out(drawn(tree), size)
        for sheet in sheets.sheets:
            for one, other in combinations(sheet, 2):
                beside = one.x + one.tile.width <= other.x or other.x + other.tile.width <= one.x
                below = one.y + one.tile.height <= other.y
                assert beside or below or other.y + other.tile.height <= one.y
            for placed in sheet:
                assert placed.x > 0 and placed.x + placed.tile.width < size.width
                assert placed.y > 0 and placed.y + placed.tile.height < sheets.height


def test_hundreds_of_options_take_more_sheets_and_none_is_left_out() -> None:
    tree = many_options(400)
    found = svg_words(svg(drawn(tree)))
    assert all(bare(f"Line {at} long") in found for at in range(400))
    assert len(laid_out(drawn(tree), A2).sheets) > 2


def test_a_wide_table_is_written_as_lines() -> None:
    columns = [f"c{at}" for at in range(60)]
    data = chain(2)
    data["questions"]["q0"]["options"] = {
        each: OPTION | {"label": f"Column {each}"} for each in columns
    }
    data["questions"]["q1"]["next"] = "t"
    row = {"options": ["a"], "go": ["end" if at % 2 else "other" for at in range(60)]}
    data["tables"] = {
        "t": {"about": "A", "down": "q1", "across": "q0", "columns": columns, "rows": [row]}
        | {"else": "end"}
    }
    data["outcomes"]["other"] = OUTCOME | {"urgency": "routine", "title": "The other end"}
    found = poster_text(svg(drawn(tree_of(data))))
    assert "The other end" in found and "1 T: a, c, e, g" in found.replace("0 T", "1 T")


def test_a_plate_names_where_a_line_leads_and_how_urgent_that_is() -> None:
    plates = [
        (row.plate.level, row.plate.words, [line.tag for line in row.lines])
        for rung in Ladder(drawn(TREE)).section("red_flags")[:2]
        for row in rung.rows
    ]
    cauda = TREE.outcomes["o_em_cauda_equina"].title
    assert plates == [
        ("Emergency now", cauda, ["a", "c"]),
        ("", "↓ goes on", ["b"]),
        ("Emergency now", cauda, ["a", "b", "c", "d", "j"]),
        ("Same-day urgent", "or graver. ↓ goes on", ["e", "f", "g"]),
        ("See a clinician soon", "or graver. ↓ goes on", ["h"]),
        ("", "↓ goes on", ["i"]),
    ]


@examples(40)
@given(tree_data().map(tree_of))
def test_every_way_of_a_tree_is_on_one_rung_and_leads_where_the_tree_says(tree: Tree) -> None:
    diagram = drawn(tree)
    ladder = Ladder(diagram)
    for rung in ladder.section("main"):
        ways = diagram.ways_out_of(rung.box.id)
        assert sum(len(row.lines) for row in rung.rows) == len(ways)
        leads = {way.at: (edge.target, way.floor) for edge, way in ways}
        for row in rung.rows:
            for line in row.lines:
                if not line.tag:
                    continue
                target, floor = leads[ord(line.tag) - ord("a")]
                outcome = tree.outcomes.get(target)
                level = max(
                    (each for each in (outcome and outcome.urgency, floor) if each), default=None
                )
                assert row.plate.urgency == level
                assert row.plate.is_end == (outcome is not None)
                assert not outcome or row.plate.words == outcome.title


@pytest.mark.parametrize("tree", [TREE, tree_of(awkward())], ids=lambda t: t.id)
def test_what_goes_on_goes_to_the_rung_right_below(tree: Tree) -> None:
    diagram = drawn(tree)
    ladder = Ladder(diagram)
    printed = [rung for group in diagram.groups for rung in ladder.section(group)]
    went = 0
    for rung, below in pairwise(printed):
        targets = {edge.target for edge in diagram.out_of(rung.box.id)}
        onward = (diagram.box(each) for each in targets)
        jumps = {f"→ {ladder.reference(box)}" for box in onward if not box.urgency}
        goes_on = any(row.plate.words.endswith("↓ goes on") for row in rung.rows)
        tables = BoxKind.TABLE in (rung.box.kind, below.box.kind)
        assert goes_on == (below.box.id in targets and not tables)
        went += goes_on
        for row in rung.rows:
            words = row.plate.words.removeprefix("or graver. ")
            assert row.plate.is_end or words == "↓ goes on" or words in jumps
    assert went


@given(st.sets(st.integers(0, 60)))
def test_lines_are_named_by_their_letters(places: set[int]) -> None:
    named = letters(places)
    found: set[int] = set()
    known = {letter(at): at for at in range(61)}
    for part in filter(None, named.split(", ")):
        first, _, last = part.partition("–")
        found |= set(range(known[first], known[last or first] + 1))
    assert found == places


@examples(40)
@given(st.lists(st.lists(st.sampled_from("xyz"), min_size=4, max_size=4), min_size=1, max_size=5))
def test_cells_that_are_the_same_are_one_and_every_place_is_in_one(go: list[list[str]]) -> None:
    rows = tuple(TableRow(options=(f"r{at}",), go=tuple(each)) for at, each in enumerate(go))
    cells = joined(rows)
    for at, row in enumerate(go):
        for column, target in enumerate(row):
            (cell,) = [each for each in cells if each.covers(at, column)]
            assert cell.target == target


def test_an_urgency_is_seen_without_colour() -> None:
    circles = re.findall('<circle cx=[^>]*?r="3.6"[^>]*?fill="(.*?)"/>', svg(drawn(TREE)))
    marks = {
        tuple(fill != "none" for fill in circles[at : at + 4]) for at in range(0, len(circles), 4)
    }
    assert marks == {tuple(at <= level.rank for at in range(4)) for level in Urgency}


def test_a_lit_path_is_seen_without_colour() -> None:
    found = svg(case("v10"))
    steps = {int(number) for number in re.findall(r'<text class="level" [^>]*>(\d+)<', found)}
    assert steps >= set(range(1, 18))  # The 18th is the outcome, which has plates and cells.
    assert found.count('class="lit-line"') == 16  # An answer, or the line of a gate, each.
    assert svg(drawn(TREE)).count('class="lit-line"') == 0
    assert len(re.findall('<rect x="2" y="2"[^>]*class="lit"', found)) == 1  # A cell of the table.


@pytest.mark.full
def test_no_word_leaves_its_card(tmp_path: Path) -> None:
    outside = """() => [...document.querySelectorAll("text")].filter((text) => {
        const card = text.closest("g:has(> rect)").querySelector(":scope > rect");
        const [a, b] = [text, card].map((each) => each.getBoundingClientRect());
        return a.left < b.left - 1 || a.right > b.right + 1 || a.bottom > b.bottom + 2;
    }).map((text) => text.textContent)"""
    file = tmp_path / "poster.svg"
    with chromium() as browser:
        for tree in (TREE, tree_of(awkward()), many_options(30)):
            for font in ("Helvetica", "DejaVu Sans"):
                file.write_text(svg(drawn(tree)).replace("Helvetica, Arial", f'"{font}"'), "utf-8")
                with opened(browser, file) as page:
                    assert page.locator("text").count() > 20
                    assert page.evaluate(outside) == []


@pytest.mark.full
def test_pages_are_printed_one_a_sheet_of_a4(tmp_path: Path) -> None:
    file = tmp_path / "pages.html"
    file.write_text(pages(drawn(TREE)), "utf-8")
    with chromium() as browser, opened(browser, file) as page:
        printed = page.pdf(prefer_css_page_size=True)
    sheets = len(laid_out(drawn(TREE), A4).sheets)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == sheets
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
    assert {(round(float(x)), round(float(y))) for x, y in boxes} == {(595, 842)}


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
