"""The rules about words and about outcomes, and the laws made of them."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from kneenumb import Tree
from kneenumb.check import outcomes, words
from kneenumb.check.check_context import CheckContext
from kneenumb.check.laws import GROUNDS, TEXTS
from kneenumb.check.report import Flaw
from kneenumb.check.rule import RULES, FlawFinder
from kneenumb.check.texts import _READ, certainties, place_of, plain, texts, waits
from kneenumb.load.tree_file import parse_tree
from kneenumb.model.case import Case, Expected
from kneenumb.model.claim import Law
from kneenumb.model.column_map import ColumnMap, MappedColumn
from kneenumb.model.frozen import FrozenModel, LineText, Text
from kneenumb.model.reference import Source
from kneenumb.model.urgency import UrgencyTable
from tests.small import OUTCOME, Data, chain, tree_of

TREES = Path(__file__).parent / "trees"
RULES_OF_LAWS = {
    Law.OUTCOMES_CARRY_SHARED_TEXTS: ("no-source", "no-reference", "blank-text"),
    Law.EMERGENCY_STARTS_WITH_ACTION: ("emergency-self-care", "emergency-waits"),
    Law.NOTHING_IS_CERTAIN: ("certain-diagnosis",),
    Law.OPTIONS_SAY_BECAUSE: ("because-too-long", "no-condition"),
    Law.FEW_LINES_PER_QUESTION: ("too-many-options", "option-too-long", "question-too-tall"),
    Law.AREAS_DO_NOT_OVERLAP: (
        "overlapping-shapes",
        "crooked-shape",
        "shape-outside",
        "area-not-drawn",
    ),
}
"""By law, the rules whose findings break it."""


def small(**outcome: Any) -> Data:
    """One question and one outcome, with these keys of the outcome changed."""
    data = deepcopy(chain(1))
    data["outcomes"]["end"] |= outcome
    return data


def flaws(look: FlawFinder, data: Data) -> list[Flaw]:
    """What a rule finds in a tree."""
    return list(look(CheckContext(tree_of(data))))


def broken(law: Law, tree: Tree) -> list[Flaw]:
    """What breaks a law, as it is claimed by the first claim of a tree."""
    return list(GROUNDS[law].broken(CheckContext(tree), next(iter(tree.claims.values()))))


def example(folder: str, rule: str) -> Tree:
    """One of the example trees."""
    path = TREES / folder / f"{rule}.yaml"
    return parse_tree(path.read_bytes(), path.name).tree


# Which texts there are

NOT_OF_A_TREE = (Case, Expected, ColumnMap, MappedColumn)


def test_every_text_of_the_models_is_read() -> None:
    """A field that is a text, or holds texts, is in the list; a new one cannot be forgotten."""
    parts = _parts_of(FrozenModel)
    assert {Source, UrgencyTable} <= set(parts)
    for part in parts:
        if part.__module__.startswith("kneenumb.model.") and part not in NOT_OF_A_TREE:
            hints = get_type_hints(part, include_extras=True)
            fields = {name for name in part.model_fields if _holds_text(hints[name])}
            assert fields == set(_READ.get(part, ())), part


def _parts_of(part: type[FrozenModel]) -> list[type[FrozenModel]]:
    return [each for child in part.__subclasses__() for each in (child, *_parts_of(child))]


def _holds_text(hint: Any, *, of_value: bool = True) -> bool:
    if hint in (Text, LineText):
        return True
    inside = get_args(hint)
    if getattr(hint, "__origin__", None) is dict and of_value:
        inside = inside[1:]
    return any(_holds_text(each) for each in inside)


def test_texts_come_with_their_paths(tree: Tree) -> None:
    found = dict(texts(tree))
    assert found["questions", "legs", "options", "one_leg", "label"] == "One leg only"
    assert found["outcomes", "o_pad", "why_if", 0, "add"].startswith("You were not sure")
    assert found["texts", "safety_net", "items", 0] == "Numbness between the legs"
    assert found["glossary", "foot drop"].startswith("The front of the foot")
    assert not any("nodes" in path for path in found)
    assert place_of(("outcomes", "o_pad", "why_if", 0)) == "'outcomes › o_pad › why_if › no. 1'"


# Wording


@pytest.mark.parametrize(
    "text",
    [
        "You have a trapped nerve.",
        "you have\na trapped nerve",
        "Clearly you've got sciatica.",
        "You’ve sciatica.",
        "This means that you have sciatica.",
        "If the foot drops, you have nerve damage.",
        "You may feel fine, but you have sciatica.",
        "You may feel fine. You have sciatica.",
        "You certainly have sciatica.",
        "You almost certainly have sciatica.",
        "You suffer from sciatica.",
        "You are suffering from sciatica.",
        "You're having a stroke.",
        "You have not got a fracture.",
        "This is sciatica.",
        "It is clearly a slipped hip.",
        "The cause is the slipped  hip.",
        "THIS IS SCIATICA",
    ],
)
def test_certain(text: str) -> None:
    assert list(certainties(text, {"sciatica", "slipped hip"}))


@pytest.mark.parametrize(
    "text",
    [
        "Go at once if you have a fever.",
        "If you are over 50, or you have diabetes, go sooner.",
        "If you already feel ill and you have a fever, go.",
        "Tell them whether you have diabetes.",
        "Wait until you have been examined.",
        "It may be that you have a trapped nerve.",
        "This could mean you have a trapped nerve.",
        "You may have a trapped nerve.",
        "You have to be seen today.",
        "You have told us of a fever.",
        "You have just ticked a warning sign.",
        "You have not been examined.",
        "What you have told us fits sciatica.",
        "Have you a fever?",
        "People like you, having diabetes.",
        "This could be sciatica.",
        "If this is sciatica, it mostly settles.",
        "This is not sciatica, but it may look like it.",
        "This is sciatical pain.",
        "It is a pattern that could fit sciatica.",
        "Most people who are checked do not have it.",
        'Say: "I have leg numbness."',
    ],
)
def test_not_certain(text: str) -> None:
    assert not list(certainties(text, {"sciatica", "slipped hip"}))


def test_a_phrase_is_shown_with_the_words_that_follow() -> None:
    text = "So you have a badly trapped nerve at the knee, which hurts. You have it."
    assert list(certainties(text, ())) == ["you have a badly trapped nerve", "You have it"]


def test_a_name_is_compared_without_capitals_and_brackets() -> None:
    assert plain("Stroke or mini-stroke (TIA)") == "stroke or mini stroke"
    assert plain("(…)") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Wait and see.",
        "A wait-and-see approach is fine.",
        "Best to watch and wait.",
        "Watchful waiting is enough.",
        "See how it goes.",
        "Rest and see if the pain settles.",
        "Wait a few days.",
        "Give it two weeks.",
        "Wait until tomorrow.",
        "Sleep on it.",
        "Do not worry: wait and see.",
        "Do not worry but wait and see.",
    ],
)
def test_waits(text: str) -> None:
    assert list(waits(text))


@pytest.mark.parametrize(
    "text",
    [
        "Do not wait and see.",
        "Don't wait a few days.",
        "Go now instead of waiting to see how it goes. Never wait and see.",
        "Do not wait for an appointment.",
        "The check cannot wait.",
        "See a clinician today.",
        "It began a few days ago.",
        "Note how it goes.",
    ],
)
def test_does_not_wait(text: str) -> None:
    assert not list(waits(text))


# Outcomes


def test_sources_asked_of_an_outcome_depend_on_its_urgency() -> None:
    sources = {
        "S1": {"cite": "A", "read": "seed"},
        "C1": {"cite": "B", "read": "correction"},
        "R1": {"cite": "C", "read": "cited"},
    }
    for urgency in ("routine", "soon", "same_day", "emergency"):
        for named in ([], ["S1"], ["S1", "C1"], ["C1", "R1"]):
            data = small(urgency=urgency, sources=named) | {"sources": sources}
            urgent = urgency in ("same_day", "emergency")
            assert bool(flaws(outcomes.no_source, data)) == (not named)
            missing = urgent and named != [] and "R1" not in named
            assert bool(flaws(outcomes.no_reference, data)) == missing


def test_both_kinds_of_self_care_are_found_in_an_emergency_only() -> None:
    care = {"self_care": "Rest.", "numb_skin_care": True}
    found = flaws(outcomes.emergency_self_care, small(urgency="emergency", **care))
    assert [flaw.path[-1] for flaw in found] == ["self_care", "numb_skin_care"]
    assert not flaws(outcomes.emergency_self_care, small(urgency="same_day", **care))


def test_waiting_is_looked_for_in_all_that_is_read_in_an_emergency() -> None:
    data = small(urgency="emergency", why_if=[{"when": {"q0": ["a"]}, "add": "See how it goes."}])
    data["red_flags"] = {
        "rf": {
            "urgency": "emergency",
            "outcome": "end",
            "says": "S",
            "because": "Wait and see.",
            "sources": [],
        },
        "mild": {"urgency": "soon", "says": "S", "because": "Wait and see.", "sources": []},
    }
    data["urgencies"] = dict(data["urgencies"])
    data["urgencies"]["emergency"] = {"label": "L", "meaning": "M", "action": "Sleep on it."}
    assert [flaw.path for flaw in flaws(outcomes.emergency_waits, data)] == [
        ("urgencies", "emergency", "action"),
        ("red_flags", "rf", "because"),
        ("outcomes", "end", "why_if", 0, "add"),
    ]
    assert not flaws(outcomes.emergency_waits, small(urgency="same_day", now="Wait and see."))


def test_certainty_is_looked_for_in_the_page_but_not_in_the_questions() -> None:
    data = small(could_also_be="You have gout.", title="gout", self_care="If you have gout, rest.")
    data["conditions"] = {"gout": {"name": "Gout (crystals)"}, "no_name": {"name": "(…)"}}
    data["questions"]["q0"] |= {"ask": "You have gout?", "help": "You have gout."}
    data["questions"]["q0"]["options"]["a"] = {"label": "You have gout", "because": "It is gout."}
    data["texts"] = data["texts"] | {"disclaimer": "You have no disease."}
    assert [flaw.path for flaw in flaws(outcomes.certain_diagnosis, data)] == [
        ("texts", "disclaimer"),
        ("questions", "q0", "options", "a", "because"),
        ("outcomes", "end", "title"),
        ("outcomes", "end", "could_also_be"),
    ]


def test_a_condition_is_asked_only_where_the_tree_has_any() -> None:
    data = small(urgency="emergency")
    assert not flaws(outcomes.no_condition, data)
    data["conditions"] = {"gout": {"name": "Gout"}}
    assert flaws(outcomes.no_condition, data)
    data["outcomes"]["end"]["conditions"] = ["gout"]
    assert not flaws(outcomes.no_condition, data)


# Words


@pytest.mark.parametrize("text", [" ", "…", "- - -", "\u200b", "?"])
def test_a_text_without_a_letter_or_digit_is_blank(text: str) -> None:
    data = small(now=text)
    data["texts"] = data["texts"] | {"safety_net": {"before": "B", "items": ["I", text]}}
    assert [flaw.path for flaw in flaws(words.blank_text, data)] == [
        ("texts", "safety_net", "items", 1),
        ("outcomes", "end", "now"),
    ]


@pytest.mark.parametrize("text", ["x", "7", "何", "é"])
def test_one_letter_or_digit_is_a_text(text: str) -> None:
    assert not flaws(words.blank_text, small(now=text))


def test_every_bound_of_length_is_met_and_passed() -> None:
    for part, bounds in words.MOST_CHARACTERS.items():
        for key, most in bounds.items():
            for length in (most, most + 1):
                data = small()
                question = data["questions"]["q0"]
                home = {
                    "Question": question,
                    "Option": question["options"]["a"],
                    "Outcome": data["outcomes"]["end"],
                }[part.__name__]
                home[key] = "x" * length
                found = [flaw.path[-1] for flaw in flaws(words.text_too_long, data)]
                assert found == ([key] if length > most else [])


def test_the_pages_say_the_bounds() -> None:
    page = RULES["text-too-long"].page
    for part, bounds in words.MOST_CHARACTERS.items():
        listed = ", ".join(f"{key} {most}" for key, most in bounds.items())
        assert f"{part.__name__.lower():10}{listed}" in page
    assert f"longer than {words.MOST_WORDS_OF_BECAUSE} words" in RULES["because-too-long"].title
    assert f"The bound is {words.HIGHEST_GRADE}." in RULES["hard-to-read"].page


HARD = "Neurological examination differentiates radiculopathy from mononeuropathy reliably. " * 4


def test_what_is_read_in_one_go_is_measured_together() -> None:
    def found(data: Data) -> list[Any]:
        return [flaw.path for flaw in flaws(words.hard_to_read, data)]

    assert found(small(summary=HARD)) == []  # Long, but of fewer than 30 words.
    assert found(small(summary=HARD, why=HARD)) == [("outcomes", "end")]
    assert found(small(summary=HARD, clinician_may_check=HARD, could_also_be=HARD)) == []
    easy = "The leg is numb. " * 20
    assert found(small(summary=HARD, why=HARD, now=easy * 2)) == []
    data = small()
    data["questions"]["q0"] |= {"ask": HARD, "help": HARD}
    assert found(data) == [("questions", "q0")]
    data = small()
    data["questions"]["q0"]["options"]["a"]["detail"] = HARD * 2
    assert found(data) == [("questions", "q0", "options")]


# Laws


@pytest.mark.parametrize(
    ("law", "rule"), [(law, rule) for law, rules in RULES_OF_LAWS.items() for rule in rules]
)
def test_a_law_is_broken_by_what_its_rules_find(law: Law, rule: str) -> None:
    flawed = broken(law, example("flawed", rule))
    assert flawed == list(RULES[rule].look(CheckContext(example("flawed", rule))))
    assert not broken(law, example("near", rule))


def test_blank_words_of_a_question_do_not_break_the_law_of_outcomes() -> None:
    data = small(sources=["R1"]) | {"sources": {"R1": {"cite": "C", "read": "cited"}}}
    data["claims"] = {"P1": {"says": "S", "law": "outcomes_carry_shared_texts"}}
    assert not broken(Law.OUTCOMES_CARRY_SHARED_TEXTS, tree_of(data))
    data["questions"]["q0"]["help"] = "…"
    assert not broken(Law.OUTCOMES_CARRY_SHARED_TEXTS, tree_of(data))
    data["texts"] = data["texts"] | {"disclaimer": "…"}
    assert broken(Law.OUTCOMES_CARRY_SHARED_TEXTS, tree_of(data))


def test_the_outcomes_of_a_clear_screen_say_that_it_rules_nothing_out() -> None:
    law = Law.CLEAR_SCREEN_RULES_NOTHING_OUT
    about_end = {"when": {"outcome": ["end"]}, "then": {"urgency": {"at_most": "soon"}}}

    def tree(*holds: Data, **outcome: Any) -> Tree:
        data = small(**outcome)
        data["outcomes"]["other"] = OUTCOME | {"urgency": "soon"}
        data["questions"]["q0"]["options"]["a"]["next"] = "other"
        data["claims"] = {"P37": {"says": "S", "holds": list(holds), "law": law.value}}
        return tree_of(data)

    assert [flaw.path for flaw in broken(law, tree(about_end, about_end))] == [
        ("outcomes", "end", "summary")
    ]
    assert not broken(law, tree(about_end, summary="This Does\nnot rule out disease."))
    assert not broken(law, tree(about_end, go_now_if="A clear screen does not rule out disease."))
    assert broken(law, tree(about_end, summary="This does not rule in or out."))
    assert not broken(law, tree())


def test_the_shipped_trees_break_no_law_and_no_rule(tree: Tree, starter: Tree) -> None:
    rules: list[Callable[..., Any]] = [
        each.look for each in RULES.values() if each.family in ("words", "outcomes")
    ]
    for shipped in (tree, starter):
        assert [flaw for look in rules for flaw in look(CheckContext(shipped))] == []
    claimed = {claim.law: claim for claim in tree.claims.values()}
    for law, look in [(law, each.broken) for law, each in GROUNDS.items() if each.shown == TEXTS]:
        assert list(look(CheckContext(tree), claimed[law])) == []
