"""What the shipped tree holds: sources, wording, and nothing left over."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from kneenumb import Tree, Urgency
from kneenumb.model.edges import targets
from tests.conftest import RED_FLAG_QUESTIONS


def _numbered(letter: str, count: int) -> set[str]:
    return {f"{letter}{at}" for at in range(1, count + 1)}


def _cited(piece: Any, key: str = "") -> Iterator[str]:
    """Every source that a piece of a tree refers to, at whatever depth."""
    if key in {"sources", "corrects", "numbers_sources"} and isinstance(piece, list | tuple):
        yield from piece
    elif isinstance(piece, dict):
        for name, inner in piece.items():
            yield from _cited(inner, name)
    elif isinstance(piece, list | tuple):
        for inner in piece:
            yield from _cited(inner)


@pytest.mark.parametrize(
    ("part", "count"),
    [
        ("questions", 15),
        ("red_flags", 40),
        ("outcomes", 27),
        (
            "claims",
            40 + 12,
        ),  # P41 to P52 read the grid of the pattern questions the other way round.
        ("areas", 15),
        ("conditions", 60),
        ("glossary", 25),
        ("sources", 34 + 12 + 67),
    ],
)
def test_nothing_of_the_reference_is_left_out(tree: Tree, part: str, count: int) -> None:
    assert len(getattr(tree, part)) == count


def test_sources_and_claims_are_numbered_without_gaps(tree: Tree) -> None:
    assert set(tree.sources) == _numbered("S", 34) | _numbered("C", 12) | _numbered("R", 67)
    assert set(tree.claims) == _numbered("P", 52)


def test_every_claim_of_the_seed_article_is_used_where_a_person_meets_it(tree: Tree) -> None:
    used: set[str] = set()
    for question in tree.questions.values():
        used.update(question.sources, *(each.sources for each in question.options.values()))
    for part in (*tree.red_flags.values(), *tree.outcomes.values()):
        used.update(part.sources)
    assert _numbered("S", 34) - used == set()


def test_every_source_is_cited(tree: Tree) -> None:
    cited = set(
        _cited({name: part for name, part in tree.model_dump().items() if name != "sources"})
    )
    cited |= {
        other for source in tree.sources.values() for other in (*source.corrects, *source.sources)
    }
    assert set(tree.sources) - cited == set()


def test_how_far_a_source_was_read_fits_its_kind(tree: Tree) -> None:
    kinds = {"S": {"seed"}, "C": {"correction"}, "R": {"excerpt", "cited", "memory"}}
    for name, source in tree.sources.items():
        assert source.read in kinds[name[0]]
        if source.read in {"excerpt", "cited"}:
            assert source.urls or "doi:" in source.cite + (source.note or ""), name
        if name[0] == "C":  # C10 corrects by adding what the article leaves out.
            assert source.sources or name == "C10"


def test_every_red_flag_and_every_outcome_has_a_source(tree: Tree) -> None:
    assert [name for name, flag in tree.red_flags.items() if not flag.sources] == []
    assert [name for name, outcome in tree.outcomes.items() if not outcome.sources] == []


def test_every_red_flag_gate_table_area_and_condition_is_used(tree: Tree) -> None:
    options = [each for question in tree.questions.values() for each in question.options.values()]
    assert {option.flag for option in options if option.flag} == set(tree.red_flags)
    assert {flag for outcome in tree.outcomes.values() for flag in outcome.areas} == set(tree.areas)
    named = {name for outcome in tree.outcomes.values() for name in outcome.conditions}
    assert named == set(tree.conditions)
    reached = {onward for node in tree.nodes for onward in targets(tree, node)} | {tree.start}
    assert reached == set(tree.nodes)
    assert {question.section for question in tree.questions.values()} == set(tree.sections)


def test_a_label_fits_a_menu_and_tells_its_line_from_the_others(tree: Tree) -> None:
    for name, question in tree.questions.items():
        labels = [option.label for option in question.options.values()]
        assert max(map(len, labels)) <= 66, name
        assert max(Counter(label.casefold() for label in labels).values()) == 1, name
        for option in question.options.values():
            assert option.detail is None or len(option.detail) > len(option.label)


def test_p38_every_option_says_what_it_tells_in_at_most_14_words(tree: Tree) -> None:
    for name, question in tree.questions.items():
        for option_name, option in question.options.items():
            assert 3 <= len(option.because.split()) <= 14, (name, option_name)
            assert option.because.endswith((".", "?")), (name, option_name)


def test_p39_a_question_has_few_lines(tree: Tree) -> None:
    lines = {name: len(question.options) for name, question in tree.questions.items()}
    assert lines.pop("one_area") == 15
    assert max(lines.values()) == 12
    longest = max(
        len(o.wording.split()) for q in tree.questions.values() for o in q.options.values()
    )
    assert longest == 20
    headings = [each.heading for each in tree.questions["one_area"].options.values()]
    assert [each for each in headings if each] == ["Thigh", "Knee", "Lower leg and foot", "Other"]
    assert headings[0] == "Thigh"


def test_every_warning_question_can_be_clear_or_in_doubt(tree: Tree) -> None:
    for name in RED_FLAG_QUESTIONS:
        options = tree.questions[name].options.values()
        assert sum(option.clean for option in options) == 1, name
        unsure = [option for option in options if option.unsure]
        assert len(unsure) == 1, name
        flag = tree.red_flags[unsure[0].flag or ""]
        assert flag.urgency >= Urgency.SAME_DAY, name
        assert not any(option.flag for option in options if option.clean), name
    assert list(tree.questions)[: len(RED_FLAG_QUESTIONS)] == list(RED_FLAG_QUESTIONS)
    assert {tree.questions[name].section for name in RED_FLAG_QUESTIONS} == {"red_flags"}


def test_worst_lines_come_first(tree: Tree) -> None:
    """In the ladders, of which somebody takes the first line that fits."""
    for name in ("bladder_bowel", "weakness", "legs"):
        flags = [o.flag for o in tree.questions[name].options.values() if not o.unsure]
        ranks = [tree.red_flags[flag].urgency.rank if flag else 0 for flag in flags]
        assert ranks == sorted(ranks, reverse=True), name


def test_a_term_is_explained_in_at_most_20_words(tree: Tree) -> None:
    assert {term for term, says in tree.glossary.items() if len(says.split()) > 20} == set()


def test_a_number_is_never_alone(tree: Tree) -> None:
    assert "your local emergency number" in tree.texts.numbers
    assert "your local emergency number" in tree.urgencies.emergency.action
    assert all(numbers.emergency for numbers in tree.numbers)
    assert len({numbers.where for numbers in tree.numbers}) == len(tree.numbers)


def test_the_status_says_that_nobody_has_reviewed_it(tree: Tree) -> None:
    assert re.search(r"not yet reviewed by a licensed clinician", tree.status)
    assert "Educational content only" in tree.about
