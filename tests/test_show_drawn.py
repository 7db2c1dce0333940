"""``kneenumb show`` as a drawing: --depth, --from and --case."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, load_tree
from kneenumb.draw.diagram import drawn
from kneenumb.draw.tree_outline import outline_page
from kneenumb.format.plain import plain_text
from kneenumb.load import bundled
from kneenumb.page.block import Outline, Twig
from kneenumb.page.twig_lines import rails
from tests.command import run
from tests.conftest import ROOT
from tests.examples import examples
from tests.flawed import NUMB, write_flawed_tree
from tests.hostile_tree import MARKUP, write_hostile_tree
from tests.scene import assert_scene
from tests.small import tree_of
from tests.strategies import tree_data

TREE = load_tree()


@pytest.mark.parametrize(
    ("scene", "argv", "columns"),
    [
        ("drawn-sections-rich-80.txt", ("--depth", "0"), 80),
        ("drawn-depth-rich-80.txt", ("--depth", "3"), 80),
        ("drawn-depth-rich-40.txt", ("--depth", "2"), 40),
        ("drawn-from-rich-80.txt", ("--from", "g_which_leg"), 80),
        ("drawn-case-rich-80.txt", ("--case", "v10"), 80),
        ("drawn-case-rich-40.txt", ("--case", "v5", "--from", "circulation", "--depth", "2"), 40),
        ("drawn-case-plain-80.txt", ("--case", "v5", "--depth", "6", "--format", "plain"), 80),
        ("drawn-case-markdown.md", ("--case", "v5", "--depth", "1", "--format", "markdown"), 80),
    ],
)
def test_the_drawings_look_like_this(
    scene: str, argv: tuple[str, ...], columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    done = run("show", *argv)
    assert (done.code, done.err) == (0, "")
    assert all(len(line) <= columns for line in done.out.splitlines() if columns == 40)
    # The hash of the tree changes with every word of it.
    assert_scene(scene, re.sub(r"\b[0-9a-f]{16}\b", "0123456789abcdef", done.out))


def twigs(tree: Tree, start: str | None = None, depth: int | None = None) -> list[Twig]:
    (found,) = (
        piece
        for block in outline_page(drawn(tree), start, depth)
        for piece in block.pieces
        if isinstance(piece, Outline)
    )
    return list(found.twigs)


@examples(40)
@given(tree_data().map(tree_of))
def test_each_box_is_drawn_once_and_every_option_is_there(tree: Tree) -> None:
    found = twigs(tree)
    heads = [re.search(r"\((q\d+)|^([gt]\d+) \(", twig.text) for twig in found if twig.strong]
    named = [head[1] or head[2] for head in heads if head]
    reached, todo = {tree.start}, [tree.start]
    while todo:
        for edge in drawn(tree).out_of(todo.pop()):
            if edge.target not in reached:
                reached.add(edge.target)
                todo.append(edge.target)
    assert sorted(named) == sorted(reached - set(tree.outcomes))
    titled = [twig.to.split(":")[0] for twig in found if ": " in twig.to]
    assert sorted(titled) == sorted(reached & set(tree.outcomes))
    for name in named:
        at = named.index(name)
        if name in tree.questions:
            text = " ".join(f"{twig.text}," for twig in found)
            assert all(f"{option}," in text for option in tree.questions[name].options), at


@examples(40)
@given(tree_data().map(tree_of), st.integers(1, 4))
def test_what_is_folded_is_named_with_how_to_open_it(tree: Tree, depth: int) -> None:
    for twig in twigs(tree, depth=depth):
        if folded := re.search(r"^… (\w+): folded, .* \(--from (\w+)\)$", twig.text):
            assert folded[1] == folded[2]
            assert twigs(tree, start=folded[1])


@examples(50)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_the_rails_join_what_belongs_together(steps: list[int]) -> None:
    """Each line hangs on the last one before it that is less deep, by an unbroken rail."""
    depths = [0]
    for step in steps:
        depths.append(min(step, depths[-1] + 1))
    found = list(rails(Outline(tuple(Twig(depth, "x") for depth in depths))))
    for at, depth in enumerate(depths):
        assert len(found[at][0]) == 3 * depth == len(found[at][1])
        if depth:
            assert found[at][0][-3:] in ("├─ ", "└─ ")
            above = at - 1
            while depths[above] >= depth:
                assert found[above][0][3 * (depth - 1)] in "├│"
                above -= 1


def test_a_case_is_lit_by_marks_and_words_too() -> None:
    rich = run("show", "--case", "v10").out
    assert "▶ 11. Where it is numb or tingling (one_area)" in rich
    assert "  13. What fits the knee best (knee_history)" in rich
    plain = run("show", "--case", "v10", "--format", "plain").out
    assert "This case: no “No change”, to whole_body" in " ".join(plain.split())


def test_the_red_flags_of_a_case_are_the_first_words() -> None:
    for format in ("rich", "plain", "markdown"):
        done = run("show", "--case", "v5", "--format", format)
        words = re.sub("[^A-Za-z:,. ]", "", done.out).strip()
        assert words.startswith("Red flag: Newly cold, pale, blue or blotchy foot or leg.")


def test_the_window_of_a_reader_sees_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    done = run("show", "--case", "v10", "--depth", "1")
    mark = "\x1b\\[([0-9;]+)m *●●●● "
    assert (pale := re.findall(mark, done.out)) and "\x1b[1m" in done.out
    coloured = re.findall(mark, run("show", "--depth", "1").out)
    assert coloured and not {*pale} & {*coloured}, "not lit: as pale as a line"


def test_a_picture_of_the_drawing_is_made(tmp_path: Path) -> None:
    file = tmp_path / "tree.svg"
    assert run("show", "--depth", "1", "--format", "svg", "--output", str(file)).code == 0
    assert file.read_text("utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (
            ("--from", "weaknes"),
            2,
            "There is no question, gate, table or outcome 'weaknes' in knee-numbness. "
            "Did you mean 'weakness'?",
        ),
        (
            ("saddle", "--depth", "2"),
            2,
            "saddle is a page to read, and --depth, --from and --case draw the tree. To draw it "
            "from there, use --from saddle.",
        ),
        (
            ("--from", "legs", "--depth", "0"),
            2,
            "--depth 0 draws the sections of the whole tree, and --from a part of it. Leave out "
            "one of the two, or use --depth 1.",
        ),
        (
            ("--unchecked", "--depth", "1"),
            2,
            "--unchecked is for the result of a case, and no case is given. Add --case, or leave "
            "out --unchecked.",
        ),
        (
            ("--case", "v99"),
            4,
            "There is no file 'v99', and no case of that name comes with kneenumb. Did you mean "
            "'v9'?",
        ),
        (
            ("--case", "v10", "--tree", "starter"),
            4,
            f"{ROOT / 'trees' / 'cases' / 'v10.yaml'}: These answers are for the tree "
            "'knee-numbness', not for 'starter'. Use --tree knee-numbness, or remove the line "
            "'tree:' from the answers.",
        ),
    ],
)
def test_what_cannot_be_drawn_is_told(argv: tuple[str, ...], code: int, told: str) -> None:
    assert run("show", *argv) == (code, "", f"kneenumb: {told}\n")


def test_a_case_that_is_not_complete_is_not_drawn(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("saddle: no\n")
    done = run("show", "--case", str(file))
    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("kneenumb: 'bladder_bowel' is not answered: ")
    file.write_text("saddle: maybe\n")
    done = run("show", "--case", str(file))
    assert (done.code, done.out) == (4, "")
    assert "'saddle' has no option 'maybe'." in done.err


def test_a_case_is_not_drawn_in_a_tree_that_is_not_proved(tmp_path: Path) -> None:
    tree = str(write_flawed_tree(tmp_path / "flawed.yaml"))
    case = tmp_path / "case.yaml"
    case.write_text("".join(f"{each.replace('=', ': ')}\n" for each in NUMB[1::2]))
    done = run("show", "--tree", tree, "--case", str(case))
    assert (done.code, done.out) == (3, "")
    assert "This tree is not safe to use" in done.err
    done = run("show", "--tree", tree, "--case", str(case), "--unchecked")
    assert done.code == 0
    assert "This tree was not checked for safety. Do not rely on its result." in done.out
    assert run("show", "--tree", tree, "--depth", "1").code == 0


def test_markup_in_a_tree_is_drawn_as_it_stands(tmp_path: Path) -> None:
    file = str(write_hostile_tree(tmp_path / "hostile.yaml"))
    for format in ("rich", "plain"):
        done = run("show", "--depth", "5", "--tree", file, "--format", format)
        told = re.sub("[│├└─ \n]+", " ", done.out)
        assert MARKUP["topic"] in told
        assert MARKUP["title"] in told


def test_the_name_of_a_case_takes_no_effect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "\x1b[31m[bold]x.yaml"
    Path(name).write_text((ROOT / "trees" / "cases" / "v10.yaml").read_text())
    done = run("show", "--case", name, "--depth", "1")
    assert done.code == 0 and "\x1b" not in done.out
    assert "The path of \\x1b[31m[bold]x.yaml is lit." in done.out


def test_the_words_of_a_drawing_do_not_end_at_a_narrow_window() -> None:
    page = outline_page(drawn(TREE), None, None)
    whole, narrow = (" ".join(plain_text(page, width).split()) for width in (10_000, 20))
    assert whole == narrow


@pytest.mark.parametrize("command", ["triage", "explain", "show"])
def test_a_case_is_named_in_any_way(command: str, tmp_path: Path) -> None:
    file = tmp_path / "v5"
    file.write_bytes(bundled.cases()["v5"].read_bytes())
    ways = [("v5",), ("--case", "v5"), ("-c", "v5"), ("--answers", "v5"), ("-a", "v5")]
    named = {run(command, *way, "--format", "json").out for way in ways}
    assert len(named) == 1 and json.loads(*named)
    read = {
        run(command, *way, "--format", "json", stdin=file.read_bytes()).out.replace("<stdin>", "-")
        for way in (("-",), ("--case", "-"))
    }
    assert len(read) == 1 and json.loads(*read)
    done = run(command, "v5", "--case", "v6")
    assert (done.code, done.out) == (2, "")
    assert done.err == "kneenumb: The case is named twice: v5, and --case v6. Name it once.\n"


def test_what_the_tree_has_comes_before_a_file_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("saddle").write_text("answers: {}\n")
    assert run("show", "saddle").out == run("show", "saddle", "--tree", "knee-numbness").out
    done = run("show", "saddel")
    assert "Did you mean 'saddle'?" in done.err
