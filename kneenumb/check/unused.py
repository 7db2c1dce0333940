"""Rules about what a tree defines and never uses."""

import re
from collections.abc import Iterator

from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw, Severity
from kneenumb.check.rule import rule
from kneenumb.check.texts import texts
from kneenumb.model.fault import NodePath
from kneenumb.model.tree import Tree

_WORD = re.compile(r"[^\W_]+")
_IN_BRACKETS = re.compile(r"\((.*?)\)")


@rule(
    "unused-part",
    Severity.WARNING,
    page="""Something is defined, but nothing uses it.

    A red flag that no option raises protects nobody, and a reviewer who reads it believes that
    it does. The same goes for a section without questions, an area of skin that lights up
    nowhere, a condition that no outcome stands for, a root or nerve for which no answer can
    speak, and a shape that is no area.

    Use it, or remove it. Mark a shape that is only drawn with 'scenery: true'.

        red_flags:
          rf_fever: {urgency: same_day, …}
        questions:
          fever:
            options:
              yes: {label: Fever, flag: rf_fever, because: …}  # raises it
    """,
)
def unused_part(context: CheckContext) -> Iterator[Flaw]:
    for path, message in _unused(context.tree):
        yield Flaw(path, message, "Use it, or remove it.", of_key=True)


@rule(
    "unused-word",
    Severity.WARNING,
    page="""The glossary explains a word that no text uses.

    A glossary is read by people who met a hard word. Words that they cannot have met make the
    others harder to find.

    Use the word, or remove it. A term counts as used if its last word stands in some text, as
    one or as many: "clots" for "blood clot". What stands in brackets is another name for it.

        glossary:
          blood clot (DVT): A plug in a deep leg vein; it can travel to the lungs.
    """,
)
def unused_word(context: CheckContext) -> Iterator[Flaw]:
    elsewhere = " ".join(text for path, text in texts(context.tree) if path[0] != "glossary")
    known = {_singular(word) for word in set(_WORD.findall(elsewhere))}
    for term in context.tree.glossary:
        names = (_IN_BRACKETS.sub("", term), *_IN_BRACKETS.findall(term))
        last_words = {_singular(found[-1]) for found in map(_WORD.findall, names) if found}
        if not last_words & known:
            yield Flaw(
                ("glossary", term),
                f"No text of the tree uses the word '{term}'.",
                "Use it, or remove it from the glossary.",
                of_key=True,
            )


def _unused(tree: Tree) -> Iterator[tuple[NodePath, str]]:
    options = [option for each in tree.questions.values() for option in each.options.values()]
    raised = {option.flag for option in options}
    sections = {question.section for question in tree.questions.values()}
    stood_for = {name for outcome in tree.outcomes.values() for name in outcome.conditions}
    yield from _without(tree, "sections", sections, "No question belongs to the section")
    yield from _without(tree, "red_flags", raised, "No option raises the red flag")
    yield from _without(tree, "areas", _lit_areas(tree), "No outcome and no answer lights the area")
    yield from _without(tree, "conditions", stood_for, "No outcome stands for the condition")
    yield from _silent_pathways(tree)
    yield from _unlit_shapes(tree)


def _without(
    tree: Tree, home: str, used: set[str] | set[str | None], lead: str
) -> Iterator[tuple[NodePath, str]]:
    for name in getattr(tree, home):
        if name not in used:
            yield (home, name), f"{lead} '{name}'."


def _lit_areas(tree: Tree) -> set[str]:
    by_outcome = {name for outcome in tree.outcomes.values() for name in outcome.areas}
    return by_outcome.union(_asked_areas(tree))


def _asked_areas(tree: Tree) -> Iterator[str]:
    on_the_map = (question for question in tree.questions.values() if question.body_map)
    return (name for question in on_the_map for name in question.options)


def _silent_pathways(tree: Tree) -> Iterator[tuple[NodePath, str]]:
    """Roots and nerves for which no answer speaks, and that lead to none for which one does."""
    asked = set(_asked_areas(tree))
    used: set[str] = set()
    for name, nerve in reversed(tree.nerves.items()):  # Branches before what they come from.
        if name in used or nerve.answers or asked.intersection(nerve.areas):
            used |= {name, *nerve.branch_of, *nerve.roots}
    for name, root in tree.roots.items():
        if root.answers or asked.intersection(root.areas):
            used.add(name)
    yield from _without(tree, "roots", used, "No answer speaks for the root")
    yield from _without(tree, "nerves", used, "No answer speaks for the nerve")


def _unlit_shapes(tree: Tree) -> Iterator[tuple[NodePath, str]]:
    for view in ("front", "back") if tree.body_map else ():
        lit = {name for area in tree.areas.values() for name in getattr(area, view)}
        for name, shape in getattr(tree.body_map, view).items():
            if name not in lit and not shape.scenery:
                yield ("body_map", view, name), f"No area is drawn by the {view} shape '{name}'."


def _singular(word: str) -> str:
    """A word as the glossary would have it: ``studies`` and ``study`` alike."""
    word = word.lower()
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
