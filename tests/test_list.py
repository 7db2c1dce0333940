"""``kneenumb list``: what comes with the package."""

import json
from pathlib import Path

import pytest

from kneenumb import load_tree
from kneenumb.format.plain import plain_text
from kneenumb.load import bundled
from kneenumb.load.case_file import load_case
from kneenumb.model.case import AnswerFault, Case, Expected
from kneenumb.model.urgency import Urgency
from kneenumb.show.catalogue import Catalogue, catalogue_page
from tests.command import run


def test_json_holds_every_tree_and_case_in_order() -> None:
    done = run("list", "--format", "json")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    assert list(data) == ["format", "trees", "cases"]
    assert data["format"] == 2
    assert [each["name"] for each in data["trees"]] == list(bundled.trees())
    assert [each["name"] for each in data["cases"]] == list(bundled.cases())


def test_json_says_of_a_tree_what_is_needed_to_choose_it() -> None:
    tree = load_tree("starter")
    (shown,) = (
        each
        for each in json.loads(run("list", "--format", "json").out)["trees"]
        if each["id"] == "starter"
    )
    assert shown == {
        "name": "starter",
        "id": "starter",
        "version": tree.version,
        "title": tree.title,
        "status": tree.status,
        "questions": 2,
        "outcomes": 3,
        "sha256": tree.sha256,
    }


def test_json_says_of_every_case_what_it_expects() -> None:
    data = json.loads(run("list", "--expected", "--format", "json").out)
    shown = {each["name"]: each for each in data["cases"]}
    for name in bundled.cases():
        case = load_case(name).case
        assert case.expected is not None
        assert shown[name] == {
            "name": name,
            "tree": case.tree,
            "title": case.title,
            "outcome": case.expected.outcome,
            "urgency": case.expected.urgency and case.expected.urgency[0],
            "refused": case.expected.error,
        }
    assert shown["short-empty-checklist"]["refused"] == "empty"
    assert shown["v1"]["urgency"] == "emergency"


def test_the_page_names_every_tree_and_case_in_order() -> None:
    lines = run("list", "--format", "plain").out.splitlines()
    named = [line[2:].split(":")[0] for line in lines if line.startswith("- ")]
    assert named == [*bundled.trees(), *bundled.cases()]
    numbers = [int(name[1:].split("-")[0]) for name in named if name.startswith("v")]
    assert numbers == sorted(numbers)


def test_the_page_says_urgency_and_outcome_or_the_refusal_in_words() -> None:
    words = " ".join(run("list", "--expected", "--format", "plain").out.split())
    assert "- v1: Slow stream, no numbness. Emergency now, o_em_cauda_equina" in words
    assert "- short-empty-checklist: Nothing ticked at all. Refused: an answer is empty." in words


@pytest.mark.parametrize("format", ["plain", "json", "html"])
def test_nothing_is_given_away_unless_it_is_asked_for(format: str) -> None:
    outcomes = load_tree().outcomes
    hidden, told = (run("list", *more, "--format", format).out for more in ((), ("--expected",)))
    assert not any(name in hidden for name in outcomes)
    assert any(name in told for name in outcomes)
    assert "efused" not in hidden


def test_a_long_name_stays_in_one_piece() -> None:
    words = run("list", "--format", "rich").out.split()
    for name in bundled.cases():
        assert name in words or f"{name}:" in words


def page_of(case: Case) -> str:
    return plain_text(catalogue_page(Catalogue({}, {"a": case}, tells_expected=True)), 200)


@pytest.mark.parametrize("fault", AnswerFault)
def test_every_refusal_has_words(fault: AnswerFault) -> None:
    page = page_of(Case(title="T", answers={}, expected=Expected(error=fault)))
    (line,) = (line for line in page.splitlines() if line.startswith("- a: T. Refused: a"))
    assert "_" not in line and line.endswith(".")


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        (None, "- a: No title.\n"),
        (Expected(outcome="o_x"), "- a: No title. o_x\n"),
        (Expected(urgency=Urgency.SAME_DAY), "- a: No title. same day\n"),
        (Expected(outcome="o_x", urgency=Urgency.SOON), "- a: No title. soon, o_x\n"),
    ],
)
def test_a_case_that_says_little_of_itself_is_listed_too(
    expected: Expected | None, line: str
) -> None:
    assert line in page_of(Case(answers={}, expected=expected))


def test_markdown_goes_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "list.md"
    assert run("list", "--format", "markdown", "--output", str(file)) == (0, "", "")
    assert file.read_text("utf-8").startswith("# What comes with kneenumb\n\n## Trees\n\n")


def test_a_format_that_does_not_suit_is_a_usage_error() -> None:
    done = run("list", "--format", "csv")
    assert (done.code, done.out) == (2, "")
