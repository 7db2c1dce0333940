"""The body map where it appears: on results, on close-ups, and as a picture of its own."""

import json
import re
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import pytest

from kneenumb import Result, load_case, load_tree, triage
from kneenumb.body.lights import NOTE, ONE_SIDE
from kneenumb.load import bundled
from kneenumb.page.block import Drawing
from kneenumb.result.page import result_page
from tests.command import run
from tests.examples import quick_first
from tests.legs import drawing, without_legs
from tests.mapped import HOSTILE, mapped, write_mapped
from tests.process import shell
from tests.scene import assert_scene

TREE = load_tree()
CASES = [name for name in bundled.cases() if load_case(name).case.expected.outcome]
MAP = "On the body map"


def page(*argv: str, columns: int = 80, **env: str) -> str:
    """What a command that must succeed writes."""
    with patch.dict("os.environ", {"COLUMNS": str(columns), **env}):
        done = run(*argv)
    assert (done.code, done.err) == (0, "")
    return done.out


def words(text: str) -> str:
    """A text as one line."""
    return " ".join(text.split())


def drawn_in(result: Result) -> Drawing | None:
    """The drawing on the page of a result."""
    pieces = [each for block in result_page(result) for each in block.pieces]
    drawings = [each for each in pieces if isinstance(each, Drawing)]
    assert len(drawings) <= 1
    return drawings[0] if drawings else None


# Results


@pytest.mark.parametrize("case", quick_first(CASES, 8))
def test_a_result_lights_what_was_answered_and_faintly_what_goes_with_it(case: str) -> None:
    result = triage(TREE, load_case(case).given)
    chosen = {
        option
        for question in ("one_area", "both_area")
        for option in result.answers.get(question, ())
        if option in TREE.areas
    }
    found = drawn_in(result)
    if found is None:
        assert not chosen and not result.outcome.areas
        return
    levels = {name: level.name for name, level in found.lights.levels}
    assert {name for name, level in levels.items() if level == "LIT"} == chosen
    assert {*levels} - chosen <= {*result.outcome.areas}
    assert found.lights.both_legs == ("both_area" in result.answers)


@pytest.mark.parametrize("format", quick_first(["rich", "markdown"]))
def test_the_map_comes_after_the_reasons_and_after_all_warnings(format: str) -> None:
    for case in ("v2", "v14", "v10-flip"):
        text = page("triage", "-a", case, "-f", format)
        order = ["Why this fits", "When to go at once", TREE.texts.safety_net.items[-1], MAP]
        places = [text.index(each) for each in [*order, "Your answers"]]
        assert places == sorted(places)
        assert text.count(MAP) == 1 and drawing(text)


def test_a_page_says_what_lit_and_faint_mean_and_that_the_side_is_unknown() -> None:
    text = words(page("triage", "-a", "v10", "-f", "markdown"))
    assert (
        "Lit is the skin that you chose. Faint is other skin that goes with this pattern." in text
    )
    assert f"- **A, lit:** {TREE.areas['outer_shin_top_foot'].words}" in text
    assert f"- **b, faint:** {TREE.areas['sole'].words}" in text
    assert ONE_SIDE in text and NOTE in text
    emergency = words(page("triage", "-a", "v2", "-f", "markdown"))
    assert (
        "Your answers name no patch of skin, so none is lit." in emergency
        and ", lit: " not in emergency
    )


def test_without_a_map_or_an_area_there_is_no_block(tmp_path: Path) -> None:
    argv = ("triage", "--tree", "starter", "-s", "saddle=no", "-s", "background=none")
    for format in ("rich", "plain", "markdown", "svg"):
        assert MAP not in page(*argv, "-f", format)
    none = next(name for name in CASES if load_case(name).case.expected.outcome == "o_no_numbness")
    assert MAP not in page("triage", "-a", none, "-f", "plain")


@pytest.mark.parametrize("format", ["rich", "plain"])
def test_where_there_is_no_room_words_say_all(format: str) -> None:
    for columns in (20, 30, 33):
        text = page("triage", "-a", "v10", "-f", format, columns=columns)
        assert not drawing(text)
        said = words(re.sub("[•]", "", text))
        area = TREE.areas["outer_shin_top_foot"].words
        told = f"The skin that you chose: {area}. Other skin that goes with this pattern: "
        assert told in said
        assert "(A)" not in said and ONE_SIDE not in said
    drawn = drawing(page("triage", "-a", "v10", "-f", format, columns=40))
    assert len(drawn) == (22 if format == "rich" else 0)


def test_whoever_hears_the_page_gets_words_and_no_letters() -> None:
    heard = page("triage", "-a", "v10", "--plain")
    assert "The skin that you chose: Outer shin" in words(heard) and not drawing(heard)
    assert page("triage", "-a", "v10", "-f", "plain") == heard
    assert drawing(page("triage", "-a", "v10", "--plain", "-f", "markdown"))
    assert not drawing(page("show", "areas", "-f", "plain"))
    assert "lit" not in re.findall("[a-z]+", heard.lower()) and "faint" not in heard.lower()


def test_ascii_gets_letters_and_a_terminal_gets_blocks() -> None:
    ascii_only = shell(
        "kneenumb triage -a v10 -f rich", env={"PYTHONIOENCODING": "ascii", "COLUMNS": "80"}
    ).out.decode("ascii")
    blocks = "".join(drawing(page("triage", "-a", "v10", "-f", "rich")))
    assert {"█", "▒", "░"} <= set(blocks)
    fenced = re.search(
        "```text\n(.*?)```", page("triage", "-a", "v10", "-f", "markdown"), re.DOTALL
    )
    assert fenced and fenced[1].isascii()
    letters = [line.strip() for line in fenced[1].splitlines()]
    assert [line.strip() for line in drawing(ascii_only)] == letters


def test_colour_adds_nothing_that_the_signs_do_not_say() -> None:
    coloured = page("triage", "-a", "v10", "-f", "rich", FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[38;5;163m█" in coloured and "\x1b[38;5;98m▒" in coloured
    bare = page("triage", "-a", "v10", "-f", "rich")
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == bare


# Close-ups


def test_areas_conditions_and_outcomes_are_drawn() -> None:
    for part in ("areas", "sole", "fibular_neuropathy", "o_sciatica"):
        for format in ("rich", "markdown"):
            assert len(drawing(page("show", part, "-f", format))) == 22, part
        assert not drawing(page("show", part, "-f", "plain"))
    for part in ("o_slow_weakness", "shingles", "weakness"):
        assert not drawing(page("show", part, "-f", "plain"))


@pytest.mark.parametrize("name", quick_first(sorted(TREE.conditions), 5))
def test_a_condition_lights_its_own_areas(name: str) -> None:
    text = page("show", name, "-f", "markdown")
    lit = {*re.findall(r"^- \*\*[A-Z] (\w+):", text.replace("\\", ""), re.MULTILINE)}
    assert lit == {*TREE.conditions[name].areas}
    if lit:
        assert TREE.conditions[name].numb_area


def test_a_condition_lights_what_its_words_say() -> None:
    """The words and the areas of the tree are two statements of one fact."""
    said = {
        "saddle": "saddle area",
        "outer_thigh": "outer thigh",
        "front_thigh": "front of thigh",
        "inner_thigh": "inner thigh",
        "back_thigh_calf": "back of thigh, calf",
        "around_kneecap": "around kneecap",
        "behind_knee": "behind knee",
        "inner_shin": "inner shin",
        "outer_shin_top_foot": "outer shin, top of foot",
        "inner_foot": "inner foot",
        "sole": "sole",
        "outer_foot_heel": "outer foot, heel",
        "feet_like_socks": "feet like socks",
    }
    for name, condition in TREE.conditions.items():
        told = (condition.numb_area or "").lower()
        assert {*condition.areas} == {area for area, words in said.items() if words in told}, name


def test_a_tree_without_a_map_lists_its_areas_in_words(tmp_path: Path) -> None:
    data = mapped()
    del data["body_map"]
    for area in data["areas"].values():
        area.pop("front"), area.pop("back", None)
    file = tmp_path / "tree.yaml"
    file.write_text(json.dumps(data))
    for part, line in (("areas", "- inner: Words"), ("end", "- outer: Beside it")):
        text = page("show", part, "--tree", str(file), "-f", "plain")
        assert line in text and not drawing(text)


def test_a_map_that_cannot_be_drawn_is_told_in_words(tmp_path: Path) -> None:
    file = write_mapped(tmp_path / "tree.yaml", width=10**9)
    argv = ("triage", "--tree", file, "-s", "q0=inner", "--unchecked")
    for format in ("rich", "plain", "markdown"):
        text = words(page(*argv, "-f", format))
        assert "skin that you chose: Words. Other skin that goes with this pattern: Beside it." in (
            text.replace("*", "")
        )
    done = run("export", "bodymap", "--tree", file)
    assert (done.code, done.out) == (2, "")
    assert "a body map that is too large" in done.err


@pytest.mark.parametrize("format", ["rich", "plain", "markdown", "svg"])
def test_hostile_words_stay_words(format: str, tmp_path: Path) -> None:
    file = write_mapped(tmp_path / "tree.yaml", HOSTILE)
    argv = ("triage", "--tree", file, "-s", "q0=inner", "--unchecked", "-f", format)
    text = page(*argv)
    if format == "svg":
        said = "".join(ElementTree.fromstring(text.replace("\ufffe", "")).itertext())
        assert "<script>C</script>" in said.replace("\N{NO-BREAK SPACE}", " ")
    elif format == "markdown":
        assert r"\[bold\]A\[/\] \*B\* \<script\>C\</script\> \& \`D\` \`\`\`" in text
    else:
        assert words(HOSTILE) in words(text)
    if format == "svg":
        assert "script>" not in text
    else:
        assert len(drawing(text)) == (0 if format == "plain" else 22)


@pytest.mark.parametrize(
    "change",
    quick_first(
        [
            {"front": {}, "back": {}},
            {"front": {"left": {"borders": "B", "points": "0,0 0,0 0,0"}}},
            {
                "front": {
                    "left": {"borders": "B", "points": "1e308,-1e308 -1e308,1e308 5e307,1e308"}
                }
            },
            {"front": {"left": {"borders": "B", "points": "0,0 9,9 0,9", "scenery": True}}},
            {"width": 1},
            {"height": 1},
        ],
        2,
    ),
)
def test_a_strange_map_breaks_nothing(change: dict[str, Any], tmp_path: Path) -> None:
    data = mapped("  ", **change)
    for area in data["areas"].values():
        for view in ("front", "back"):
            area[view] = [each for each in area.get(view, []) if each in data["body_map"][view]]
    file = tmp_path / "tree.yaml"
    file.write_text(json.dumps(data))
    for format in ("rich", "plain", "markdown", "svg"):
        page("show", "areas", "--tree", str(file), "-f", format)
        page("triage", "--unchecked", "-s", "q0=inner", "--tree", str(file), "-f", format)
    for argv in ((), ("--area", "inner"), ("--outcome", "end")):
        done = run("export", "bodymap", *argv, "--tree", str(file))
        assert done.code == (2 if {"width", "height"} & {*change} else 0)
        assert not done.out or ElementTree.fromstring(done.out).tag.endswith("svg")


@pytest.mark.parametrize(
    ("scene", "argv", "columns"),
    [
        ("show-areas-rich-80.txt", ("areas",), 80),
        ("show-areas-plain-40.txt", ("areas", "-f", "plain"), 40),
        ("show-area-rich-40.txt", ("outer_shin_top_foot",), 40),
        ("show-condition-rich-80.txt", ("radiculopathy_s1",), 80),
        ("show-socks-rich-80.txt", ("feet_like_socks",), 80),
    ],
)
def test_the_pages_look_like_this(scene: str, argv: tuple[str, ...], columns: int) -> None:
    text = page("show", *argv, columns=columns)
    assert_scene(scene, text.split("\nReceipt")[0])


# The picture for a wall


@pytest.mark.full
def test_the_picture_names_every_area_or_lights_some(tmp_path: Path) -> None:
    every = page("export", "bodymap")
    assert every.count('class="named"') > 40 and 'class="lit"' not in every
    one = page("export", "bodymap", "--area", "sole")
    assert f'<title id="bodymap-title">{TREE.areas["sole"].words}</title>' in one
    assert f">Skin: {TREE.areas['sole'].words}.</desc>" in one
    outcome = page("export", "bodymap", "--outcome", "o_fibular")
    assert (
        f">{TREE.outcomes['o_fibular'].title}</title>" in outcome
        and "faint" not in outcome.split("</desc>")[0]
    )
    both = page("export", "bodymap", "--area", "sole", "--outcome", "o_sciatica")
    assert (
        ">Skin: Sole of the foot, also under the heel. Skin that may go with it: Outer shin" in both
    )
    assert ">No skin is meant.</text>" in page("export", "bodymap", "--outcome", "o_slow_weakness")
    file = tmp_path / "map.svg"
    assert run("export", "bodymap", "-o", str(file)) == (0, "", "")
    assert file.read_text("utf-8").startswith(every)


def test_a_wrong_name_is_told_with_what_could_be_meant() -> None:
    assert run("export", "bodymap", "--area", "sol", "--outcome", "o_scitica") == (
        2,
        "",
        "kneenumb: There is no skin area 'sol' in knee-numbness. Did you mean 'sole'?\n"
        "kneenumb: There is no outcome 'o_scitica' in knee-numbness. Did you mean 'o_sciatica'?\n",
    )
    done = run("export", "bodymap", "--tree", "starter")
    assert (done.code, done.out) == (2, "") and "The tree starter has no body map." in done.err


def test_a_page_is_the_same_without_its_drawing_in_every_width() -> None:
    for columns in (40, 80, 120):
        text = page("triage", "-a", "v10", "-f", "plain", columns=columns)
        assert words(without_legs(text)) == words(
            without_legs(page("triage", "-a", "v10", "-f", "plain"))
        )
