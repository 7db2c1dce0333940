"""The explanation page in every format. To write its scenes anew: see ``tests/scene.py``."""

import json
from pathlib import Path
from unittest.mock import patch

import pytest
from rich.cells import cell_len

from kneenumb import Tree, Urgency
from kneenumb.explain.reasons import Stance
from tests.command import run
from tests.conftest import ROOT
from tests.examples import quick_first
from tests.hostile_tree import MARKUP, OPENINGS, write_hostile_tree
from tests.scene import assert_scene
from tests.terminal import acts_on_a_terminal
from tests.test_explain import CASES, explained
from tests.test_triage_formats import PAGES, assert_in_order, reading
from tests.too_large import too_large

SCENES = {"emergency": "v5", "same-day": "v17-flip", "soon": "v14"}


def page(case: str, format: str, *argv: str, columns: int = 80) -> str:
    """The explanation of a case, made without a terminal."""
    with patch.dict("os.environ", COLUMNS=str(columns)):
        done = run("explain", case, "--format", format, *argv)
    assert (done.code, done.err) == (0, "")
    return done.out


def read(case: str, format: str, *argv: str) -> str:
    return reading(page(case, format, *argv), format)


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("emergency", "rich-80"),
        ("emergency", "markdown"),
        ("same-day", "rich-40"),
        ("soon", "plain-40"),
        ("same-day", "plain-80"),
    ],
)
def test_the_page_looks_as_it_does_in_its_scene(name: str, format: str, tree: Tree) -> None:
    kind, _, columns = format.partition("-")
    text = page(SCENES[name], kind, columns=int(columns or 80))
    # The hash of the tree changes with every comma of it.
    text = text.replace(tree.sha256[:16], "0123456789abcdef")
    ending = "md" if kind == "markdown" else "txt"
    assert_scene(f"explain-{name}-{format}.{ending}", text)


def test_why_not_looks_as_it_does_in_its_scene() -> None:
    text = page("v5", "rich", "--why-not", "o_sciatica")
    start, end = text.index("Why not o_sciatica"), text.index("What to watch for")
    assert_scene("explain-why-not-rich-80.txt", text[start:end])


@pytest.mark.full
@pytest.mark.parametrize("format", PAGES)
def test_what_to_do_and_the_red_flags_come_before_everything_else(format: str, tree: Tree) -> None:
    for case in ("v5", "v17-flip", "v14", "v10"):
        result = explained(case).result
        told = read(case, format)
        flags = [each.flag.says for each in result.raised][:1]
        assert_in_order(
            told, [tree.urgencies[result.urgency].action, *flags, "Before the first answer"]
        )


@pytest.mark.full
@pytest.mark.parametrize("format", PAGES)
def test_every_answer_is_told_with_what_it_means_raises_and_rules_out(
    format: str, tree: Tree
) -> None:
    for case in CASES[::9]:
        told = read(case, format)
        parts = []
        for number, moment in enumerate(explained(case).narrowing.moments, 1):
            question = tree.questions[moment.question]
            assert moment.field is not None
            parts += [f"{number}. {question.topic}", question.ask]
            parts += [question.options[each].wording for each in moment.options]
            parts += [question.options[each].because for each in moment.options]
            parts += list(dict.fromkeys(each.flag.says for each in moment.raised))
            parts += [f"{len(moment.field.outcomes)} of 27 outcomes"]
            if moment.fallen:
                parts += [f"Fell out with this answer: {len(moment.fallen)}"]
                parts += [tree.outcomes[each].title for each in moment.fallen[:8]]
        assert_in_order(told, [" ".join(part.split()) for part in parts])


@pytest.mark.full
@pytest.mark.parametrize("format", quick_first(PAGES, 1))
def test_the_end_of_the_page_has_a_fixed_order(format: str, tree: Tree) -> None:
    for case in ("v5", "v14", "v17-flip"):
        explanation = explained(case)
        net = tree.texts.safety_net
        point = explanation.case and explanation.case.point
        headings = ["The result: ", "For this result", "Against this result", "What else it could"]
        changes = ["What would change it", "More urgent:", "Less urgent:", "Another outcome, and"]
        ends = ["What to watch for", net.before, *net.items, "The point of this case", str(point)]
        sources = ["Sources", *explanation.result.outcome.sources]
        assert_in_order(
            read(case, format),
            [*headings, *changes, *ends, *sources, "Limits", tree.texts.disclaimer, tree.status],
        )


def test_every_line_to_watch_for_is_on_the_page(tree: Tree) -> None:
    told = read("v10", "plain").split("What to watch for")[1]
    alarms = explained("v10").watch_for
    assert alarms
    for alarm in alarms:
        question = tree.questions[alarm.question]
        line = told.split(f"{question.topic}: ")[1]
        assert question.options[alarm.option].label in line


@pytest.mark.parametrize("case", quick_first(CASES[::6], 3))
def test_no_more_is_claimed_than_is_known(case: str) -> None:
    told = read(case, "plain").lower()
    for word in ("you have ", "probab", "likelihood", "%", "diagnosed"):
        assert word not in told


@pytest.mark.parametrize("columns", quick_first([40, 80, 200]))
@pytest.mark.parametrize("format", ["rich", "plain"])
def test_no_line_is_longer_than_the_window(format: str, columns: int) -> None:
    for case in ("v5", "v14"):
        lines = page(case, format, "--why-not", "o_pad", columns=columns).splitlines()
        # An option of a command cannot be broken, nor can a long word.
        words = [each.removesuffix("\\").strip() for each in lines if cell_len(each) > columns]
        assert [each for each in words if " " in each] == []


def test_a_longer_list_says_how_much_it_leaves_out(tree: Tree) -> None:
    told = read("v5", "plain")
    moment = explained("v5").narrowing.moments[-1]
    assert len(moment.fallen) == 22
    assert "… and 14 more." in told
    changes = explained("v5").changes
    assert changes is not None
    beyond = changes.lower[4:]
    needs = sorted({len(each.changed) for each in beyond})
    assert needs == [1, 2]
    assert f"… and {len(beyond)} more results, each with 1 or 2 other answers." in told


def test_where_there_is_no_higher_or_lower_level_it_says_so() -> None:
    assert "Nothing: it is the highest level already." in read("v5", "plain")
    assert "Nothing: it is the lowest level already." in read("v13", "plain")


def test_each_side_has_its_words() -> None:
    assert explained("v2").reasons and explained("v17").reasons
    told = {Stance.UNSURE: "v2", Stance.GRAVER: "v14", Stance.LEFT_OVER: "v17"}
    words = {
        Stance.UNSURE: "is a doubt. To be sure could lead to",
        Stance.GRAVER: "is a reason to be seen faster than this outcome by itself.",
        Stance.LEFT_OVER: "the outcome would be the same without.",
    }
    for side, case in told.items():
        assert words[side] in read(case, "plain")
    argv = ("--set", "saddle=yes", "--set", "whole_body=stroke_signs")
    both = " ".join(run("explain", *argv, "--format", "plain").out.split())
    assert "by itself leads to “Possible stroke or mini-stroke” (o_em_stroke)." in both
    assert "2. Face, arms, chest or belly: Given, but not asked for. Its red flag counts." in both


# A tree that is too large, or not checked


@pytest.fixture
def in_large_tree(tmp_path: Path) -> tuple[str, ...]:
    """What to add to a command so that it uses a tree that is too large."""
    path = tmp_path / "large.json"
    path.write_text(too_large((ROOT / "trees" / "knee-numbness.yaml").read_text("utf-8")))
    return ("--tree", str(path), "--unchecked", "--set", "many=none")


@pytest.mark.parametrize("format", quick_first(PAGES, 1))
@pytest.mark.full
def test_a_tree_that_is_too_large_says_so_and_plays_the_walk(
    format: str, in_large_tree: tuple[str, ...]
) -> None:
    told = read("v10", format, "--why-not", "o_pad", *in_large_tree)
    assert_in_order(told, ["13. Where the pain starts", "The result:", "What is not told"])
    assert "This tree is too large to work out what is still possible" in told
    assert "Possible:" not in told
    assert "What would change it" not in told
    assert "Get emergency help now if you notice:" in told


@pytest.mark.full
def test_json_of_a_tree_that_is_too_large_is_not_complete(in_large_tree: tuple[str, ...]) -> None:
    told = json.loads(page("v10", "json", *in_large_tree))["explanation"]
    assert told["complete"] is False
    assert told["too_large"]
    assert [told[key] for key in ("start", "reasons", "changes", "watch_for")] == [None] * 4
    assert len(told["steps"]) == 13


@pytest.mark.parametrize("format", quick_first(PAGES, 2))
def test_it_is_said_that_a_tree_was_not_checked(format: str) -> None:
    told = read("v10", format, "--unchecked")
    assert "This tree was not checked for safety." in told
    assert "This tree was not checked" not in read("v10", format)


# Texts that look like markup


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile tree, and beside it a case with a hostile story."""
    folder = tmp_path_factory.mktemp("trees")
    case = {
        "title": MARKUP["title"],
        "story": MARKUP["now"],
        "point": MARKUP["care"],
        "answers": {"saddle": "no", "background": ["pregnant_or_birth"]},
    }
    (folder / "case.json").write_text(json.dumps(case))
    return write_hostile_tree(folder / "hostile.yaml")


@pytest.mark.parametrize("format", PAGES)
def test_no_word_is_lost_and_no_markup_takes_effect(format: str, hostile: Path) -> None:
    with patch.dict("os.environ", COLUMNS="80"):
        case = str(hostile.parent / "case.json")
        done = run("explain", case, "-t", str(hostile), "--unchecked", "-f", format)
    assert (done.code, done.err) == (0, "")
    told = reading(done.out, format)
    lost = [name for name, text in MARKUP.items() if " ".join(text.split()) not in told]
    assert lost == []
    assert [each for each in OPENINGS if each not in told] == []
    assert acts_on_a_terminal(done.out.replace("\n", "")) == []


def test_in_json_every_text_stays_what_it_is(hostile: Path) -> None:
    case = str(hostile.parent / "case.json")
    done = run("explain", case, "-t", str(hostile), "--unchecked", "-f", "json")
    told = json.loads(done.out)["explanation"]
    assert told["case"]["title"] == MARKUP["title"]
    assert told["case"]["story"] == MARKUP["now"]
    assert told["steps"][0]["topic"] == MARKUP["topic"]
    assert told["steps"][0]["wording"] == [MARKUP["option"]]
    assert told["steps"][1]["red_flags"][0]["says"] == MARKUP["says"]


def test_the_urgency_of_a_step_is_said_in_words(tree: Tree) -> None:
    label = tree.urgencies[Urgency.SOON].label
    assert f"Urgency: At least “{label}”, from here on" in read("v14", "plain")


@pytest.mark.parametrize("format", PAGES)
def test_what_nobody_asked_for_is_told_even_without_a_red_flag(format: str, tree: Tree) -> None:
    told = read("v5", format, "--set", "pain_start=thigh").split("Given, but not asked for")[1]
    assert tree.questions["pain_start"].options["thigh"].wording in told
