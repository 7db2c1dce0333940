"""``kneenumb export markdown`` and ``json``: nothing that a tree says is left out."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, check_tree, load_tree
from kneenumb.check.report import Report
from kneenumb.export.handbook import handbook
from kneenumb.export.tree_json import tree_json
from kneenumb.format.markdown import escaped
from kneenumb.load.tree_file import parse_tree
from kneenumb.model.urgency import Urgency
from tests.awkward import any_text, awkward
from tests.command import run
from tests.examples import examples
from tests.flawed import write_flawed_tree
from tests.small import tree_of
from tests.strategies import tree_data, with_claims

TREE = load_tree()


@cache
def report() -> Report:
    return check_tree()


@cache
def book() -> str:
    """The handbook of the shipped tree."""
    return handbook(TREE, report())


def not_checked(tree: Tree) -> Report:
    return Report("small.json", tree, (), gaps=("Nothing was looked at.",))


def read(markdown: str) -> str:
    """What a reader sees: without the marks of Markdown, in one line."""
    return " ".join(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).split())


def texts(data: Any) -> Iterator[str]:
    """Every text inside dumped data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from texts(each)


@pytest.mark.full
def test_every_text_of_the_tree_is_in_the_handbook() -> None:
    found = read(book())
    every = set(texts(TREE.model_dump(mode="json")))
    left_out = {text for text in every if " ".join(text.split()) not in found}
    assert left_out == {claim.law for claim in TREE.claims.values() if claim.law} - {None}
    for law in left_out:  # These are written in words.
        assert f"A rule for every tree: {law.replace('_', ' ')}." in found


@pytest.mark.full
def test_every_name_in_the_tree_is_in_the_handbook() -> None:
    found = set(re.findall("[A-Za-z0-9_]+", read(book())))
    options = {key for each in TREE.questions.values() for key in each.options}
    named = {*TREE.nodes, *options, *TREE.red_flags, *TREE.claims, *TREE.sources, *TREE.areas}
    assert not named - found


@examples(40)
@given(st.lists(any_text, min_size=8, max_size=16))
def test_no_text_is_lost_and_none_takes_effect(words: list[str]) -> None:
    tree = tree_of(awkward(cycle(words)))
    book = handbook(tree, not_checked(tree))
    found = read(book)
    for question in tree.questions.values():
        for option in question.options.values():
            assert " ".join(option.label.split()) in found
            assert " ".join(option.wording.split()) in found
    for outcome in tree.outcomes.values():
        assert " ".join(outcome.title.split()) in found
    for flag in tree.red_flags.values():
        assert " ".join(flag.says.split()) in found
    live = re.sub(r"\\.", "", book)
    live = re.sub(r'^<a id="[a-zA-Z0-9_-]+"></a>$', "", live, flags=re.MULTILINE)
    assert "<" not in live
    assert "`" not in live and "~~" not in live and "|" not in live
    links = re.findall(r"\]\((.*?)\)", live)
    assert all(re.fullmatch("#[a-zA-Z0-9_-]+", link) for link in links)


@pytest.mark.full
def test_the_contents_lead_to_every_chapter_and_to_all_that_a_walk_meets() -> None:
    links = re.findall(r"^ *- \[.*\]\(#(.*)\)$", book(), re.MULTILINE)
    anchors = re.findall('^<a id="(.*)"></a>$', book(), re.MULTILINE)
    assert len(set(anchors)) == len(anchors)
    assert links == [name for name in anchors if name in links]
    assert {name for name in anchors if name.startswith("chapter-")} <= set(links)
    for name in (*TREE.nodes, *TREE.red_flags):
        assert sum(link.endswith(f"-{name}") for link in links) == 1


def test_the_handbook_is_short_as_it_says_each_thing_once() -> None:
    """At 400 words a page it is about 75 pages."""
    assert len(book().split()) < 30_000
    found = read(book())
    for level in Urgency:
        assert found.count(TREE.urgencies[level].action) == 1
    for outcome in TREE.outcomes.values():
        assert found.count(" ".join(outcome.summary.split())) == 1
        assert found.count(outcome.title) == 2, "in the contents, and in its place"
    for claim in TREE.claims.values():
        assert found.count(" ".join(claim.says.split())) == 1
    assert book().count("```text") == 1, "the body map is drawn once"


def test_the_verdict_comes_first() -> None:
    assert book().split("\n\n")[1] == "**PROVED: whatever anybody answers, all 52 claims hold.**"


def entry(book: str, anchor: str) -> str:
    return read(book.split(f'<a id="{anchor}"></a>', 1)[1].split("<a id=", 1)[0])


def test_every_claim_is_there_with_what_became_of_its_proof() -> None:
    for proof in report().proofs:
        told = entry(book(), f"claim-{proof.claim}")
        assert " ".join(TREE.claims[proof.claim].says.split()) in told
        if proof.paths is None:
            assert "**Holds, shown " in told
        else:
            assert f"**Holds for all {proof.paths:,} answer paths" in told


def test_a_broken_claim_and_an_unproved_one_are_told(tmp_path: Path) -> None:
    file = write_flawed_tree(tmp_path / "flawed.yaml")
    done = run("export", "markdown", "--tree", str(file))
    assert done.code == 0
    assert done.err == "kneenumb: This tree is not proved: the handbook says so first.\n"
    assert done.out.split("\n\n")[1].startswith("**NOT PROVED")
    assert "**Broken: see the check at the beginning for somebody who shows it.**" in done.out
    unproved = handbook(TREE, not_checked(TREE))
    assert unproved.count("**Not proved: the check did not come to it.**") == len(TREE.claims)


def test_the_words_of_a_heading_are_escaped() -> None:
    assert escaped("# a_b") == "\\# a\\_b"


@pytest.mark.parametrize("name", ["knee-numbness", "starter"])
def test_the_json_of_a_tree_is_the_tree(name: str) -> None:
    tree = load_tree(name)
    assert same(tree, tree_json(tree))


def same(tree: Tree, text: str) -> bool:
    """Whether a text is read as the same tree; only the hash of its file may be another."""
    read_back = parse_tree(text.encode(), "tree.json").tree
    read_back._sha256 = tree.sha256
    return read_back == tree


@examples(40)
@given((tree_data() | with_claims()).map(tree_of))
def test_that_holds_for_every_tree(tree: Tree) -> None:
    assert same(tree, tree_json(tree))


@examples(40)
@given(st.lists(any_text, min_size=8, max_size=16))
def test_the_json_keeps_every_letter(words: list[str]) -> None:
    tree = tree_of(awkward(cycle(words)))
    assert same(tree, tree_json(tree))
    data = json.loads(tree_json(tree))
    for name, outcome in tree.outcomes.items():
        assert data["outcomes"][name]["title"] == outcome.title


@pytest.mark.full
def test_the_json_can_be_used_as_a_tree(tmp_path: Path) -> None:
    file = str(tmp_path / "tree.json")
    assert run("export", "json", "--output", file) == (0, "", "")
    done = run("triage", "--tree", file, "--answers", "v10", "--format", "plain")
    assert done.code == 0 and done.err == ""


@pytest.mark.full
def test_the_same_tree_gives_the_same_bytes() -> None:
    assert handbook(load_tree(), check_tree()) == book()
    assert tree_json(load_tree()) == tree_json(TREE)
