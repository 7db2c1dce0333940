"""Close up: what explains a tree. Red flags, sources, conditions, skin areas, words, sections."""

from kneenumb.body.lights import NOTE
from kneenumb.model.gate import GateRow
from kneenumb.model.question import RedFlag, Section
from kneenumb.model.reference import Area, Condition, Nerve, Polygon, Root, Source
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Bullets, Link, Page, Pairs, Paragraph
from kneenumb.page.body_map import areas_drawn
from kneenumb.page.pathways import pathway_name
from kneenumb.page.phrases import cited, conditions, joined, leads, level, named, quoted, sentence
from kneenumb.show.ways import citing, raising

HOW_READ = {
    "seed": "What the seed article says, in other words",
    "correction": "Our correction of what the seed article says",
    "excerpt": "An excerpt of it was read, in a stored copy",
    "cited": "Cited in something that was read, but not opened itself",
    "memory": "Known from memory, not read",
}
"""How far a source was read, in words."""

CONDITION_ROWS = {
    "numb_area": "Numb area",
    "pain": "Pain",
    "brings_on_or_eases": "Brings on or eases",
    "separated_by": "Told apart by",
    "weakness": "Weakness",
    "reflexes": "Reflexes",
    "examination": "Examination",
    "mimics": "Mistaken for",
}
"""What is told of a condition, by the names of its fields."""


def red_flag_page(tree: Tree, name: str, flag: RedFlag) -> Page:
    """A red flag: what it says, why it matters, what it does, and who raises it."""
    if flag.outcome:
        title = tree.outcomes[flag.outcome].title
        does = f"It ends the questions at {flag.outcome}: {sentence(title)}"
    else:
        does = f"It is a floor: with it no result is milder than {_label(tree, flag.urgency)}."
    return (
        Block(
            None,
            (
                Paragraph(f"Red flag {name}: {flag.says}", strong=True),
                Paragraph(level(tree, flag.urgency)),
                Paragraph(sentence(flag.because)),
                Paragraph(does),
            ),
            urgency=flag.urgency,
        ),
        Block.of("What raises it", joined(raising(tree, name)) or "No option raises it."),
        cited(tree, flag.sources),
    )


def source_page(tree: Tree, name: str, source: Source) -> Page:
    """A source: how far it was read, where it is, what it corrects, and what rests on it."""
    rows = [("How far read", HOW_READ[source.read])]
    if source.note:
        rows.append(("Note", source.note))
    corrected_by = [each for each, other in tree.sources.items() if name in other.corrects]
    uses = citing(tree, name)
    return (
        Block.of(f"Source {name}", source.cite, Pairs(tuple(rows)), *map(Link, source.urls)),
        Block.of("What it corrects", _cites(tree, source.corrects)),
        Block.of("What corrects it", _cites(tree, corrected_by)),
        Block.of("What cites it", Pairs(uses) if uses else "Nothing in this tree."),
        cited(tree, source.sources),
    )


def condition_page(tree: Tree, name: str, condition: Condition) -> Page:
    """A condition: what the person feels, what a clinician finds, which outcomes name it."""
    told = ((words, getattr(condition, field)) for field, words in CONDITION_ROWS.items())
    rows = tuple((words, text) for words, text in told if text)
    outcomes = {key: each for key, each in tree.outcomes.items() if name in each.conditions}
    return (
        Block.of(
            f"Condition {name}: {condition.name}",
            Pairs(rows) if rows else "The tree tells only its name.",
        ),
        Block.of(
            "Outcomes that could stand for it",
            named((key, each.title) for key, each in outcomes.items())
            if outcomes
            else "None in this tree.",
        ),
        Block.of("Skin areas", areas_drawn(tree, condition.areas)),
    )


def area_page(tree: Tree, name: str, area: Area) -> Page:
    """A skin area: where it is, which nerve feeds it, which outcomes light it up."""
    shapes = tree.body_map
    outcomes = {key: each for key, each in tree.outcomes.items() if name in each.areas}
    rows = [("Nerve", area.nerve)]
    if passing := _pathways(tree, name):
        rows.append(("Pathways", passing))
    if area.both_legs:
        rows.append(("Legs", "Exists for both legs together only"))
    return (
        Block.of(f"Skin area {name}", area.words, Pairs(tuple(rows))),
        Block.of("On the body map", areas_drawn(tree, [name]) if shapes else None),
        Block.of("Drawn in front", _shapes(area.front, shapes.front if shapes else {})),
        Block.of("Drawn behind", _shapes(area.back, shapes.back if shapes else {})),
        Block.of(
            "Outcomes that light it up",
            named((key, each.title) for key, each in outcomes.items()) if outcomes else "None.",
        ),
        Block.of("Limits", NOTE if shapes is None else None),
    )


def combination_page(tree: Tree, name: str, gate: str, line: GateRow) -> Page:
    """A named combination of answers."""
    met = Bullets(conditions(tree, line.when or {}))
    rows = (("Next", leads(tree, line.target)), ("Because", line.because or ""))
    return (
        Block.of(
            f"Combination {name}, in the gate {gate}",
            tree.texts.combination.before,
            met,
            Pairs(tuple(row for row in rows if row[1])),
        ),
        cited(tree, line.sources),
    )


def section_page(tree: Tree, name: str, section: Section) -> Page:
    """A section: what it is about, and its questions."""
    inside = ((key, each) for key, each in tree.questions.items() if each.section == name)
    questions = named((key, each.topic) for key, each in inside)
    return (Block.of(f"Section {name}: {section.title}", section.about, questions),)


def term_page(tree: Tree, name: str, meaning: str) -> Page:
    """A word of the glossary."""
    return (Block.of(f"Word: {name}", meaning),)


def _label(tree: Tree, urgency: Urgency) -> str:
    return quoted(tree.urgencies[urgency].label)


def _pathways(tree: Tree, area: str) -> str:
    """The roots and nerves that serve an area, by which they can be looked at."""
    parts: dict[str, Root | Nerve] = {**tree.roots, **tree.nerves}
    return ", ".join(pathway_name(tree, name) for name in parts if area in parts[name].areas)


def _cites(tree: Tree, sources: "tuple[str, ...] | list[str]") -> Pairs | None:
    return Pairs(tuple((each, tree.sources[each].cite) for each in sources)) if sources else None


def _shapes(names: tuple[str, ...], shapes: dict[str, Polygon]) -> Pairs | Bullets | None:
    return named((each, shapes[each].borders) for each in names) if names and shapes else None
