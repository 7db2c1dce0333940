"""Every claim of the shipped tree is broken by a copy of the tree without what supports it.

So each claim is a guard, not a decoration: take away the red flag, the line of a gate or the
text that it rests on, and the check names the claim and, where the claim is about answers,
hands over a person who can be run again.
"""

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from kneenumb import Tree, triage
from kneenumb.check import claims
from kneenumb.check.check_context import CheckContext
from kneenumb.load.tree_file import parse_tree, read_tree
from tests.examples import quick_first
from tests.statements import meaning_of
from tests.strategies import given_of

Data = dict[str, Any]
Edit = Callable[[Data], None]
GONE = object()


def put(path: str, value: object = GONE) -> Edit:
    """Set what stands at a path of keys and positions, or take it away."""

    def edit(data: Data) -> None:
        *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
        piece: Any = data
        for step in way:
            piece = piece[step]
        if value is GONE:
            del piece[last]
        else:
            piece[last] = value

    return edit


def no_flag(question: str, option: str) -> Edit:
    """Take the red flag from an option."""
    return put(f"questions.{question}.options.{option}.flag")


def no_line(gate: str, **when: list[str]) -> Edit:
    """Take the line with these conditions from a gate."""

    def edit(data: Data) -> None:
        lines = data["gates"][gate]["lines"]
        (line,) = (each for each in lines if each.get("when") == when)
        lines.remove(line)

    return edit


def lead(question: str, option: str, target: str) -> Edit:
    """Lead an option somewhere else, without its red flag."""

    def edit(data: Data) -> None:
        chosen = data["questions"][question]["options"][option]
        chosen["next"] = target
        chosen.pop("flag", None)

    return edit


def base(outcome: str, urgency: str) -> Edit:
    """Give an outcome another urgency."""
    return put(f"outcomes.{outcome}.urgency", urgency)


def again(home: str, name: str, copied: str, **more: object) -> Edit:
    """Add a copy of a part of the tree under another name."""

    def edit(data: Data) -> None:
        data[home][copied] = {**copy.deepcopy(data[home][name]), **more}

    return edit


def line_first(gate: str, **line: object) -> Edit:
    """Put a line above all others of a gate."""
    return lambda data: data["gates"][gate]["lines"].insert(0, line)


WEAK = ["foot_drop_after_pressure", "new_or_growing", "grown_lately", "not_sure"]
BOTH = ["both_feet_steady", "both_since_chemo", "both_worse_or_attacks", "both_attacks"]
MILDER = ["milder_change", "milder_sex", "old_unchecked"]

SUPPORTS: dict[str, tuple[Edit, ...]] = {
    "P1": (no_flag("saddle", "yes"),),
    "P2": (no_flag("bladder_bowel", "new_change"),),
    "P2, 2": (
        no_flag("bladder_bowel", "milder_change"),
        no_line("g_same_day", bladder_bowel=MILDER),
    ),
    "P3": (no_flag("bladder_bowel", "longstanding_unchanged"),),
    "P4": (put("gates.g_balance.lines.0.next", "o_cord_or_b12"),),
    "P5": (no_flag("whole_body", "chest_or_breath"),),
    "P5, 2": (
        no_flag("whole_body", "older_attack"),
        no_line("g_same_day", whole_body=["older_attack", "belly_with_thigh"]),
    ),
    "P6": (no_flag("weakness", "fast_or_both_new"),),
    "P7": (no_flag("weakness", "new_or_growing"), no_line("g_same_day", weakness=WEAK)),
    "P8": (no_flag("weakness", "known_or_better"),),
    "P9": (no_flag("circulation", "new_cold_pale"),),
    "P9, 2": (
        no_flag("circulation", "wound_or_rest_pain"),
        no_line("g_same_day", circulation=["wound_or_rest_pain", "rest_pain"]),
    ),
    "P10": (no_flag("injury", "tight_or_rising_pain"),),
    "P10, 2": (
        no_flag("injury", "milder"),
        no_line("g_same_day", injury=["milder", "operation_or_brace", "not_sure"]),
    ),
    "P11": (no_flag("swelling_fever", "hard_muscle"),),
    "P11, 2": (
        no_flag("swelling_fever", "swollen_calf"),
        no_line(
            "g_same_day",
            swelling_fever=[
                "hot_or_swollen_knee",
                "swollen_calf",
                "red_skin_or_blisters",
                "not_sure",
            ],
        ),
    ),
    "P12": (no_flag("background", "cancer_and_spine_pain"),),
    "P12, 2": (
        no_flag("background", "under_16"),
        no_line(
            "g_same_day",
            background=[
                "infection_or_weight_loss",
                "weak_defences",
                "bleeding_bone_or_spine_op",
                "weak_bones_or_spine_op",
                "under_16",
                "not_sure",
            ],
        ),
    ),
    "P12, 3": (no_flag("background", "pregnant_or_birth"),),
    "P13": (no_flag("legs", "both_new"),),
    "P13, 2": (no_flag("legs", "both_feet_steady"), no_line("g_same_day", legs=BOTH)),
    "P13, 3": (base("o_neither_leg", "routine"),),
    "P14": (lead("one_area", "saddle", "pain_start"),),
    "P14, 2": (lead("both_area", "saddle", "feet_extra"),),
    "P15": (put("questions.saddle.next", "whole_body"),),
    "P16": (no_flag("bladder_bowel", "longstanding_unchanged"),),
    "P17": (
        no_flag("weakness", "not_sure"),
        no_line("g_same_day", weakness=WEAK),
    ),
    "P18": (lead("weakness", "known_or_better", "o_neither_leg"),),
    "P21": (
        again("outcomes", "o_em_stroke", "o_em_other"),
        put("red_flags.rf_stroke_signs.outcome", "o_em_other"),
    ),
    "P23": (base("o_sciatica", "routine"),),
    "P23, 2": (put("gates.g_pain_without_numbness.lines.2.next", "o_meralgia"),),
    "P24": (
        again("questions", "walking", "walking_again", next="g_pain_without_numbness"),
        put("questions.pain_start.next", "walking_again"),
    ),
    "P25": (again("outcomes", "o_unclear", "o_unclear_too"),),
    "P28": (put("outcomes.o_unclear.sources", []),),
    "P29": (put("outcomes.o_em_stroke.self_care", "Rest, and keep the leg up."),),
    "P30": (put("outcomes.o_sciatica.summary", "You have a pinched root."),),
    "P31": (
        line_first("g_combined", when={"background": ["pregnant_or_birth"]}, next="o_sd_injury"),
    ),
    "P33": (put("gates.g_combined.lines.0.next", "o_sd_check_today"),),
    "P33, 2": (put("gates.g_combined.lines.1.next", "o_sd_check_today"),),
    "P33, 3": (put("gates.g_combined.lines.2.next", "o_sd_check_today"),),
    "P33, 4": (put("gates.g_combined.lines.3.next", "o_sd_check_today"),),
    "P34": (put("gates.g_pain_without_numbness.lines.2.next", "o_unclear"),),
    "P34, 2": (no_line("g_same_day", legs=["neither_leg"]),),
    "P35": (no_line("g_same_day", weakness=["slow_over_months"]),),
    "P35, 2": (
        no_line(
            "g_same_day", weakness=["slow_over_months"], bladder_bowel=["longstanding_unchanged"]
        ),
    ),
    "P37": (base("o_neither_leg", "same_day"),),
    "P37, law": (
        put("outcomes.o_no_numbness.summary", "All clear."),
        put("outcomes.o_no_numbness.could_also_be", "Many things."),
        put("outcomes.o_no_numbness.now", "See a clinician."),
    ),
    "P38": (put("questions.saddle.options.no.because", "word " * 15),),
    "P39": (
        put(
            "questions.legs.options.one_more",
            {"label": "L", "because": "B", "flag": "rf_both_legs_new"},
        ),
    ),
    "P40": (put("body_map.front.outer_shin.points", "36,108 53,111 52,130"),),
    "P41": (put("gates.g_pain_without_numbness.lines.0.next", "o_deep_gluteal"),),
    "P42": (put("questions.knee_history.options.scar_or_surgery.next", "o_meralgia"),),
    "P43": (put("tables.t_area_and_pain.rows.0.go.1", "o_femoral_family"),),
    "P44": (put("tables.t_area_and_pain.rows.3.go.5", "o_unclear"),),
    "P45": (put("questions.one_area.options.not_sure.next", "o_fibular"),),
    "P46": (put("questions.walking.options.eases_standing_still.next", "g_which_leg"),),
    "P47": (put("questions.feet_extra.options.b12_or_nitrous.next", "g_balance"),),
    "P48": (put("gates.g_same_day.lines.3.next", "o_slow_weakness"),),
    "P49": (put("red_flags.rf_saddle_numbness.outcome", "o_em_stroke"),),
    "P50": (put("gates.g_combined.lines.0.next", "o_em_cord_or_gbs"),),
    "P51": (put("gates.g_same_day.lines.3.next", "o_sd_new_weakness"),),
    "P52": (no_flag("bladder_bowel", "milder_change"),),
}
"""For every part of a claim what to take away or change; a number is the part, from the second.

P41 and later say of each outcome who is told it, in very many parts: of those one is enough here,
as each of them was counted by planting every fault there is (``kneenumb check --mutate``).
"""


@cache
def shipped() -> str:
    """The data of the shipped tree."""
    return json.dumps(read_tree().document.data)


def without(support: str) -> Tree:
    """A copy of the shipped tree that lacks what supports a part of a claim."""
    data = json.loads(shipped())
    for edit in SUPPORTS[support]:
        edit(data)
    return parse_tree(json.dumps(data).encode(), "copy").tree


def part_of(support: str) -> tuple[str, int]:
    """The claim, and the number of its implication."""
    name, _, number = support.partition(", ")
    return name, int(number) - 1 if number.isdigit() else 0


def test_every_part_of_every_claim_about_the_tree_has_its_support(tree: Tree) -> None:
    parts = {
        f"{name}, {at + 1}" if at else name
        for name, claim in tree.claims.items()
        for at in range(len(claim.holds) if int(name[1:]) <= 40 else 1)
    }
    laws = {name for name, claim in tree.claims.items() if claim.law and not claim.holds}
    of_the_tool = {"P19", "P20", "P22", "P26", "P27", "P32", "P36"}
    assert set(SUPPORTS) == parts | (laws - of_the_tool) | {"P37, law"}


@pytest.mark.parametrize("support", quick_first(SUPPORTS))
def test_without_its_support_a_claim_is_broken(support: str) -> None:
    tree = without(support)
    name, at = part_of(support)
    context = CheckContext(tree)
    assert not claims.proof(context, name).holds
    if not tree.claims[name].holds or support.endswith("law"):
        return
    if int(name[1:]) > 40:
        parts = range(len(tree.claims[name].holds))
        at = next(at for at in parts if context.verdict(name, at).broken)
    about, broken, witness = context.verdict(name, at)
    assert 0 < broken <= about
    assert witness is not None
    implication = tree.claims[name].holds[at]
    result = triage(tree, given_of(dict(witness)))
    assert not result.unused
    assert meaning_of(tree, implication.when)(result)
    assert not meaning_of(tree, implication.then)(result)
