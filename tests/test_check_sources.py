"""The rules about sources, and about what is defined and never used."""

from copy import deepcopy
from typing import Any

import pytest

import kneenumb.check.sources
from kneenumb import Tree
from kneenumb.check import sources, unused
from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw
from kneenumb.check.rule import RULES, FlawFinder
from tests.small import Data, chain, tree_of

R1: Data = {"cite": "C", "read": "cited"}


def small(**parts: Any) -> Data:
    """One question and one outcome, with these parts of the tree."""
    return deepcopy(chain(1)) | parts


def flaws(look: FlawFinder, data: Data) -> list[Flaw]:
    """What a rule finds in a tree."""
    return list(look(CheckContext(tree_of(data))))


def names(look: FlawFinder, data: Data) -> list[Any]:
    """The last step to everything that a rule finds."""
    return [flaw.path[-1] for flaw in flaws(look, data)]


# Sources


def test_a_source_may_be_named_anywhere() -> None:
    flag = {"urgency": "soon", "says": "S", "because": "B", "sources": ["R4"]}
    gate = {"about": "A", "lines": [{"when": {"q0": ["a"]}, "next": "end"}, {"else": "end"}]}
    data = small(
        red_flags={"rf": flag},
        gates={"g": gate},
        claims={"P1": {"says": "S", "law": "every_walk_ends", "sources": ["R6"]}},
        numbers_sources=["R7"],
        body_map={
            "about": "A",
            "width": 1,
            "height": 1,
            "front": {},
            "back": {},
            "sources": ["R8"],
        },
        sources={f"R{at}": dict(R1) for at in range(1, 13)},
    )
    data["questions"]["q0"]["sources"] = ["R1"]
    data["questions"]["q0"]["options"]["a"]["sources"] = ["R2"]
    data["gates"]["g"]["lines"][0]["sources"] = ["R3"]
    data["outcomes"]["end"]["sources"] = ["R5"]
    data["sources"]["R9"]["sources"] = ["R9", "R10"]
    data["sources"]["R5"]["corrects"] = ["R11"]
    assert names(sources.unused_source, data) == ["R9", "R12"], "R9 is named only by itself"


@pytest.mark.parametrize(
    ("ids", "missing"),
    [
        (["S1", "S2", "S3"], []),
        (["S3", "S1", "S2"], []),
        ([], []),
        (["R5", "C7"], []),
        (["S2"], ["'S1'"]),
        (["S1", "S3", "S7"], ["'S2'", "'S4' to 'S6'"]),
        (["S1", "S99999999"], ["'S2' to 'S99999998'"]),
        (["S1", "S" + "9" * 199], [f"'S2' to 'S{'9' * 198}8'"]),
        (["S1", "S01", "S2"], []),
    ],
)
def test_gaps_in_the_seed_article(ids: list[str], missing: list[str]) -> None:
    data = small(sources={name: {"cite": "C", "read": "seed"} for name in ids})
    found = [flaw.message for flaw in flaws(sources.seed_gap, data)]
    assert len(found) == len(missing)
    for message, gap in zip(found, missing, strict=True):
        assert message.endswith(f"no {gap}.")


def test_each_letter_goes_with_its_own_marks() -> None:
    fits = {
        ("S", "seed"),
        ("C", "correction"),
        ("R", "excerpt"),
        ("R", "cited"),
        ("R", "memory"),
    }
    for letter in "SCR":
        for read in ("seed", "correction", "excerpt", "cited", "memory"):
            data = small(sources={f"{letter}1": {"cite": "C", "read": read}})
            assert bool(flaws(sources.source_kind, data)) == ((letter, read) not in fits)


# Parts


def test_unused_parts_of_every_kind() -> None:
    flag = {"urgency": "soon", "says": "S", "because": "B", "sources": []}
    area = {"words": "W", "nerve": "N"}
    shape = {"borders": "B", "points": "0,0 1,0 1,1"}
    data = small(
        sections={
            "main": {"title": "T", "about": "A"},
            "spare": {"title": "T", "about": "A"},
        },
        red_flags={"raised": flag, "silent": flag},
        conditions={"feared": {"name": "N"}, "forgotten": {"name": "N"}},
        areas={
            "lit": area | {"front": ["used"]},
            "dark": area | {"back": ["used"]},
            "a": area,
        },
        body_map={
            "about": "A",
            "width": 1,
            "height": 1,
            "front": {"used": shape, "unused": shape},
            "back": {"used": shape, "drawn": shape | {"scenery": True}, "unused": shape},
        },
    )
    data["questions"]["q0"]["options"]["b"]["flag"] = "raised"
    data["outcomes"]["end"] |= {"areas": ["lit"], "conditions": ["feared"]}
    found = flaws(unused.unused_part, data)
    assert [flaw.path for flaw in found] == [
        ("sections", "spare"),
        ("red_flags", "silent"),
        ("areas", "dark"),
        ("areas", "a"),
        ("conditions", "forgotten"),
        ("body_map", "front", "unused"),
        ("body_map", "back", "unused"),
    ]
    data["questions"]["q0"]["body_map"] = True
    lit = [flaw.path for flaw in flaws(unused.unused_part, data) if flaw.path[0] == "areas"]
    assert lit == [("areas", "dark")], "'a' is a line of the map question"


# Words


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("reflex", "Test the reflexes."),
        ("reflexes", "A brisk reflex."),
        ("nerve conduction study", "Nerve studies if unusual."),
        ("blood clot (DVT)", "It may hold a clot."),
        ("blood clot (DVT)", "A DVT is feared."),
        ("Baker's cyst", "a burst BAKER'S CYST"),
        ("MRI", "an MRI of the back"),
        ("pelvis", "a gap in the pelvis"),
        ("abscess", "spinal abscesses"),
        ("ankle–brachial index", "an ankle–brachial index"),
    ],
)
def test_a_term_is_used_in_singular_and_plural(term: str, text: str) -> None:
    data = small(glossary={term: "Meaning."})
    assert flaws(unused.unused_word, data)
    data["outcomes"]["end"]["now"] = text
    assert not flaws(unused.unused_word, data)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("disc", "The discussion."),
        ("nerve root", "A nerve."),
        ("…", "Some text …"),
        ("plexus", ""),
    ],
)
def test_a_term_that_no_text_uses(term: str, text: str) -> None:
    data = small(glossary={term: "Meaning.", "other": f"Explains {term}."})
    data["outcomes"]["end"]["now"] = f"Other: {text}"
    assert names(unused.unused_word, data) == [term]


def test_the_shipped_trees_use_all_they_have(tree: Tree, starter: Tree) -> None:
    rules = [each.look for each in RULES.values() if each.family in ("sources", "unused")]
    assert len(rules) == 5
    for shipped in (tree, starter):
        assert [flaw for look in rules for flaw in look(CheckContext(shipped))] == []


def test_all_of_the_seed_article_is_used_or_corrected(tree: Tree) -> None:
    """S1 to S34, each named somewhere: what the two rules amount to for this tree."""
    named = set(kneenumb.check.sources._cited(tree))
    assert {f"S{at}" for at in range(1, 35)} <= named
    assert not {name for name in tree.sources if name[0] == "S" and int(name[1:]) > 34}
