"""Nerve pathways: what the tree says of them, what is refused, and how they are shown."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, TreeError, load_tree
from kneenumb.body.body_svg import body_picture
from kneenumb.body.contours import contours
from kneenumb.body.curves import through
from kneenumb.body.lights import VIEWS, View
from kneenumb.body.nerve_lines import nerve_lines
from kneenumb.check import drawing, sources, unused
from kneenumb.explain.explanation import Explanation, explain
from kneenumb.explain.json import explain_data
from kneenumb.explain.page import explain_page
from kneenumb.format.plain import plain_text
from kneenumb.load.case_file import load_case
from kneenumb.show.part_page import find_parts, part_page
from kneenumb.walk.result import triage
from tests.command import run
from tests.mapped import HOSTILE, mapped
from tests.small import tree_of
from tests.test_body_map import shapes, strictly_inside
from tests.test_check_sources import flaws, small

TREE = load_tree()
AREA = {"words": "The shin", "nerve": "A nerve", "front": ["shape"]}
SHAPE = {"borders": "A square", "points": "0,0 1,0 1,1"}


def shown(tree: Tree, name: str) -> str:
    """The page of a name, without line breaks."""
    return re.sub(r"\s+", " ", plain_text(part_page(find_parts(tree, name)), 1000))


@pytest.mark.parametrize("name", TREE.areas)
def test_an_area_and_its_pathways_name_each_other(name: str) -> None:
    """What the skin map calls the nerves and roots of an area is what the pathways serve."""
    words = TREE.areas[name].nerve
    nerves = {each for each, nerve in TREE.nerves.items() if name in nerve.areas}
    called = {
        each
        for each in TREE.nerves
        if re.search(rf"\b{each.replace('_', ' ')}\b(?! cutaneous)", words)
    }
    if "infrapatellar" in called:  # Called a branch of the saphenous nerve, which is not meant.
        called.discard("saphenous")
    assert nerves == called
    roots = {each for each, root in TREE.roots.items() if name in root.areas}
    single = {int(level) for level in re.findall(r"[LS](\d)", words)}
    reached = {int(level) for each in roots for level in re.findall(r"[ls](\d)", each)}
    assert not roots or min(reached) <= min(single) <= max(single) <= max(reached)
    assert bool(roots) == bool(single)


def test_a_trunk_has_the_roots_of_its_branches() -> None:
    trunks: dict[str, str] = {}
    for name, nerve in TREE.nerves.items():
        trunks[name] = trunks[nerve.branch_of[0]] if nerve.branch_of else name
        assert {*nerve.roots} <= {*TREE.nerves[trunks[name]].roots}


def test_every_pathway_can_be_drawn_and_is_cited() -> None:
    assert all((nerve.front or nerve.back) and nerve.sources for nerve in TREE.nerves.values())
    assert all(root.sources for root in TREE.roots.values())


def test_names_that_mean_nothing_are_reported_each_at_its_place() -> None:
    data = small(
        roots={"l5": {"name": "L5", "areas": ["shim"]}},
        nerves={
            "itself": {"name": "N", "branch_of": ["itself"], "roots": ["l6"]},
            "below": {"name": "N", "branch_of": ["later"], "answers": {"q0": ["zzz"]}},
            "later": {"name": "N", "pressed": [{"where": "at home", "sources": ["R9"]}]},
        },
    )
    with pytest.raises(TreeError) as caught:
        tree_of(data)
    assert {fault.cause for fault in caught.value.faults} == {
        "There is no area 'shim' in this tree.",
        "There is no nerve 'itself' above 'itself'.",
        "There is no root 'l6' in this tree.",
        "There is no nerve 'later' above 'below'.",
        "'q0' has no option 'zzz'.",
        "There is no source 'R9' in this tree.",
    }


def test_branches_of_branches_come_to_an_end() -> None:
    nerves = {f"n{at}": {"name": "N", "branch_of": [f"n{at - 1}"]} for at in range(1, 40)}
    with pytest.raises(TreeError, match="'n20' is the last of more than 20 branches"):
        tree_of(small(nerves={"n0": {"name": "N"}, **nerves}))


def test_a_pathway_for_which_no_answer_speaks_is_unused() -> None:
    data = small(
        areas={"shin": AREA},
        body_map={"about": "A", "width": 1, "height": 1, "front": {"shape": SHAPE}, "back": {}},
        roots={"l5": {"name": "L5"}, "s1": {"name": "S1"}},
        nerves={
            "trunk": {"name": "Trunk", "roots": ["l5"]},
            "branch": {"name": "Branch", "branch_of": ["trunk"], "answers": {"q0": ["a"]}},
            "silent": {"name": "Silent", "areas": ["shin"]},
        },
    )
    data["outcomes"]["end"]["areas"] = ["shin"]
    found = [flaw.path for flaw in flaws(unused.unused_part, data)]
    assert found == [("roots", "s1"), ("nerves", "silent")]


def test_a_source_of_a_pathway_is_used_and_named() -> None:
    point = {"where": "at the knee", "sources": ["R2"]}
    cited = {name: {"cite": "A book", "read": "excerpt"} for name in ("R1", "R2", "R3")}
    nerve = {"name": "N", "answers": {"q0": ["a"]}, "sources": ["R1"], "pressed": [point]}
    data = small(nerves={"n": nerve}, sources=cited)
    assert ("sources", "R3") in [flaw.path for flaw in flaws(sources.unused_source, data)]
    assert len(flaws(sources.unused_source, data)) == 1
    assert "Nerves: n" in shown(tree_of(data), "R2")


def test_a_line_stays_inside_the_box() -> None:
    data = small(
        body_map={"about": "A", "width": 1, "height": 1, "front": {"shape": SHAPE}, "back": {}},
        nerves={"n": {"name": "N", "front": "0,0 1,2", "back": "0,0 1,1"}},
    )
    (flaw,) = flaws(drawing.shape_outside, data)
    assert flaw.path == ("nerves", "n", "front")
    assert "The point 1,2 of the line of 'n'" in flaw.message


def test_a_nerve_is_shown_from_the_spine_to_the_skin_branch_by_branch() -> None:
    text = shown(TREE, "sciatic")
    steps = (
        *("Spine, usual roots: L5, S1, S2", "Sciatic nerve (sciatic)"),
        *("Can be pressed deep in the buttock", "Common fibular (peroneal) nerve"),
        *("Can be pressed at the outer knee", "(outer_shin_top_foot)"),
        *("Foot and toe lift, turning foot outward", "Tibial nerve (tibial)", "Sural nerve"),
        *("What a clinician finds", "Deep gluteal syndrome", "Answers that speak for it"),
    )
    places = [text.index(step) for step in steps]
    assert places == sorted(places)


def test_a_branch_is_shown_below_what_it_comes_from() -> None:
    text = shown(TREE, "common-fibular")
    assert "Spine, usual roots: L5 - Sciatic nerve (sciatic) - Common fibular" in text
    assert "tibial" not in text.split("Sources")[0].casefold()
    many = shown(TREE, "genicular")
    assert "Femoral nerve (femoral) · Saphenous nerve (saphenous) · Obturator" in many


def test_a_root_tells_nerves_skin_and_findings() -> None:
    text = shown(TREE, "root_l5")
    for told in ("3rd toe", "Common fibular", "Outer shin", "Straight leg raise", "Low back"):
        assert told in text
    assert "root_l5" in shown(TREE, "outer_shin_top_foot")


def explained(name: str) -> Explanation:
    """The explanation of a teaching case."""
    file = load_case(name)
    return explain(triage(TREE, file.given), file.case)


def test_the_pathway_that_most_answers_speak_for_stands_first() -> None:
    found = explain_data(explained("v10"))["explanation"]["pathways"]
    first, *others = found
    assert (first["kind"], first["id"]) == ("root", "root_l5")
    assert first["answers"] == {"one_area": ["outer_shin_top_foot"], "pain_start": ["low_back"]}
    assert first["findings"] == [
        {
            "condition": "radiculopathy_l5",
            "weakness": TREE.conditions["radiculopathy_l5"].weakness,
            "reflexes": TREE.conditions["radiculopathy_l5"].reflexes,
            "examination": TREE.conditions["radiculopathy_l5"].examination,
        }
    ]
    assert all(len(each["answers"]) == 1 for each in others)
    spoken = {each["id"]: each["answers"] for each in others}
    assert spoken["common_fibular"] == {"one_area": ["outer_shin_top_foot"]}
    assert "tibial" not in spoken


def test_the_same_skin_with_another_start_of_pain_speaks_for_another_pathway() -> None:
    text = re.sub(r"\s+", " ", plain_text(explain_page(explained("v8-flip")), 1000))
    lead, _, rest = text.partition("2 answers speak for this one:")
    assert "Pathways: L5 root, Common fibular (peroneal) nerve -" in lead
    assert rest.startswith(" - Common fibular (peroneal) nerve (common_fibular): “Outer shin")
    assert "Fewer answers speak for: L5 root (root_l5)" in rest
    assert "Reflexes: Ankle jerk normal. Tests: Tap test at fibular head" in rest
    assert "No pathway lowers the urgency." in rest


def test_answers_that_speak_for_no_pathway_say_nothing_of_one() -> None:
    early = explained("v5")
    assert explain_data(early)["explanation"]["pathways"] == []
    assert "athway" not in plain_text(explain_page(early), 80)


def drawn(*argv: str) -> str:
    """The picture with nerves."""
    done = run("export", "bodymap", "--nerves", *argv)
    assert (done.code, done.err) == (0, "")
    return done.out


def test_lines_lead_from_the_spine_to_the_skin() -> None:
    lines = {line.nerve: line for line in nerve_lines(TREE, ())}
    assert len(lines) == len(TREE.nerves)
    for name, nerve in TREE.nerves.items():
        points = {view: lines[nerve].points(view) for view in VIEWS}
        begins = {each[0] for each in points.values() if each}
        parents = [lines[TREE.nerves[each]] for each in nerve.branch_of]
        above = {point for each in parents for view in VIEWS for point in each.points(view)}
        assert begins & (above or {(0, 0), (100, 0)}), name
        ends = {each[-1] for each in points.values() if each}
        below = [each for each in TREE.nerves.values() if name in each.branch_of]
        onward = {lines[each].points(view)[:1] for each in below for view in VIEWS}
        skin = [
            shapes(TREE, view)[shape]
            for area in nerve.areas
            for view in VIEWS
            for shape in getattr(TREE.areas[area], view)
        ]
        on_skin = any(strictly_inside(end, shape) for end in ends for shape in skin)
        assert on_skin or nerve.serves or {(end,) for end in ends} & onward, name


@pytest.mark.parametrize(
    ("area", "names"),
    [
        ("outer_shin_top_foot", ["sciatic", "common_fibular"]),
        ("around_kneecap", ["femoral", "saphenous", "infrapatellar"]),
        ("outer_thigh", ["lateral_femoral_cutaneous"]),
    ],
)
def test_the_nerves_of_lit_skin_are_drawn_with_what_they_come_from(
    area: str, names: list[str]
) -> None:
    picture = drawn("--area", area)
    ElementTree.fromstring(picture)
    for name, nerve in TREE.nerves.items():
        assert (f": {nerve.name}</text>" in picture) == (name in names)
    paths = sum(len(each.points(view)) > 0 for each in nerve_lines(TREE, [area]) for view in VIEWS)
    assert picture.count('<path class="nerve"') == paths
    assert f"to the skin: {', '.join(TREE.nerves[each].name for each in names)}.</desc>" in picture
    assert "Lines show which way" in picture


@pytest.mark.full
def test_without_lit_skin_every_nerve_is_drawn_and_without_the_option_none() -> None:
    assert all(nerve.name in drawn() for nerve in TREE.nerves.values())
    assert 'class="nerve"' not in run("export", "bodymap").out


def test_what_has_no_line_is_refused() -> None:
    done = run("export", "bodymap", "--nerves", "--area", "saddle")
    assert (done.code, done.out) == (2, "")
    assert "draws no nerve to that skin. Leave out --nerves." in done.err


@given(st.lists(st.tuples(*[st.floats(-200, 200)] * 2), min_size=2, max_size=6))
def test_a_line_runs_through_every_point(points: list[tuple[float, float]]) -> None:
    drawn = through(points)
    assert [drawn[0].start, *(bend.end for bend in drawn)] == points


@pytest.mark.parametrize("view", VIEWS)
def test_a_trunk_of_nerves_comes_through_the_pelvis_from_one_place_at_the_spine(view: View) -> None:
    assert TREE.body_map
    found = contours(TREE.body_map, view)
    assert found.spine and found.at(found.spine)[0] == 0 > found.spine[1]
    begun = [
        (nerve.name, found.way(points)[0].start == found.at(found.spine))
        for nerve in TREE.nerves.values()
        if (points := getattr(nerve, view))
    ]
    trunks = {nerve.name for nerve in TREE.nerves.values() if not nerve.branch_of}
    assert {name for name, at_spine in begun if at_spine} == trunks & {name for name, _ in begun}
    picture = body_picture(TREE, ["outer_shin_top_foot"], None, nerves=True)
    assert picture.count(">spine<") == 1, "the fibular nerve comes down behind"


def test_the_name_of_a_nerve_takes_no_effect_in_the_picture() -> None:
    nerve = {"name": HOSTILE, "areas": ["outer"], "front": "0,0 10,10 20,10"}
    tree = tree_of(mapped() | {"nerves": {"n": nerve}})
    picture = body_picture(tree, (), None, nerves=True)
    parts = list(ElementTree.fromstring(picture).iter())
    assert HOSTILE[:-1] in " ".join(each.text or "" for each in parts)
    plain = ElementTree.fromstring(body_picture(TREE, (), None, nerves=True))
    assert {each.tag for each in parts} <= {each.tag for each in plain.iter()}
