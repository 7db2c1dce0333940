"""The handbook: every text of a tree, what is proved of it, and the sources."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from kneenumb.body.lights import lights
from kneenumb.check.page import check_page, verdict
from kneenumb.check.report import Report
from kneenumb.export import handbook_entries as entries
from kneenumb.format.markdown import block_markdown, escaped
from kneenumb.model.tree import Framed, Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Bullets, Drawing, Page, Pairs, Paragraph, mark
from kneenumb.page.phrases import cited, sentence
from kneenumb.result.page import receipt
from kneenumb.show import reference_pages as reference
from kneenumb.show.part_page import list_page


def urgency_pages(tree: Tree) -> Iterator[Page]:
    """A page for each level, gravest first."""
    for urgency in reversed(Urgency):
        words = tree.urgencies[urgency]
        heading = f"{mark(urgency)} {words.label} ({urgency.value})"
        yield (Block.of(heading, sentence(words.meaning), words.action),)


def text_pages(tree: Tree) -> Iterator[Page]:
    """A page for each text."""
    texts = tree.texts
    if texts.not_for:
        yield (Block.of("Whom it is not for", Bullets(texts.not_for)),)
    yield (Block.of("With every result", texts.disclaimer),)
    net = texts.safety_net
    yield (Block.of("When to go at once", net.before, Bullets(net.items)),)
    framed = {
        "Why the urgency is above that of the outcome": texts.raised,
        "When a “not sure” decided": texts.unsure,
        "When a combination decided": texts.combination,
    }
    for heading, frame in framed.items():
        yield (Block.of(heading, _framed(frame)),)
    if texts.numb_skin_care:
        care = texts.numb_skin_care
        yield (Block.of("Care for numb skin", care.before, Bullets(care.items)),)
    yield (Block.of("Beside every phone number", texts.numbers),)


def map_pages(tree: Tree) -> Iterator[Page]:
    """The body map in words."""
    if tree.body_map is None:
        return
    every = lights(tree, named=tree.areas, both_legs=True)
    drawing = Drawing(every, by_name=True) if every else None
    sources = cited(tree, tree.body_map.sources)
    yield Block.of("What it shows", tree.body_map.about, drawing), sources
    for side, shapes in (("front", tree.body_map.front), ("back", tree.body_map.back)):
        rows = tuple(
            (name, f"{shape.borders}{' (drawn, never lit)' if shape.scenery else ''}")
            for name, shape in shapes.items()
        )
        if rows:
            yield (Block.of(f"The leg from the {side}", Pairs(rows)),)


def _framed(frame: Framed) -> Pairs:
    after = [("After the list", frame.after)] if frame.after else []
    return Pairs((("Before the list", frame.before), *after))


_LISTED = ("section", "question", "gate", "table", "flag", "outcome")
"""The chapters whose entries are in the contents. Those of the others would fill pages."""


class Entry(NamedTuple):
    """A page of the handbook under its heading."""

    anchor: str
    heading: str
    blocks: Page


class Chapter(NamedTuple):
    """Entries of one kind."""

    kind: str
    heading: str
    entries: tuple[Entry, ...]


def handbook(tree: Tree, report: Report) -> str:
    """Everything that a tree says, with a table of contents.

    Args:
        report: What came of the check of the tree.
    """
    chapters = [chapter for chapter in _chapters(tree, report) if chapter.entries]
    parts = [
        f"# {escaped(f'{tree.title}: the handbook')}",
        f"**{escaped(verdict(report))}**",
        escaped(tree.about),
        escaped(f"{receipt(tree)}. Status: {sentence(tree.status)}"),
        "## Contents",
        "\n".join(line for chapter in chapters for line in _contents(chapter)),
    ]
    for chapter in chapters:
        parts += [_anchor(f"chapter-{chapter.kind}"), f"## {escaped(chapter.heading)}"]
        if chapter.kind in entries.ABOUT:
            parts.append(escaped(entries.ABOUT[chapter.kind]))
        for entry in chapter.entries:
            parts += [_anchor(entry.anchor), f"### {escaped(entry.heading)}"]
            parts += (block_markdown(block, 4) for block in entry.blocks)
    return "\n\n".join(parts) + "\n"


def _chapters(tree: Tree, report: Report) -> Iterator[Chapter]:
    checked = Entry("check-all", "The check", entries.check_entry(check_page(report)))
    yield Chapter("chapter-check", "What is proved", (checked,))
    yield _numbered("urgency", "Urgencies", urgency_pages(tree))
    yield _numbered("text", "What is said with results", text_pages(tree))
    yield _chapter(tree, "section", "Sections", tree.sections, reference.section_page)
    yield _chapter(tree, "question", "Questions", tree.questions, entries.question_entry)
    yield _chapter(tree, "gate", "Gates", tree.gates, entries.gate_entry)
    yield _chapter(tree, "table", "Tables", tree.tables, entries.table_entry)
    yield _chapter(tree, "flag", "Red flags", tree.red_flags, entries.red_flag_entry)
    yield _chapter(tree, "outcome", "Outcomes", tree.outcomes, entries.outcome_entry)
    yield Chapter("claim", "Claims", tuple(_claims(tree, report)))
    yield _chapter(tree, "area", "Skin areas", tree.areas, entries.area_entry)
    yield _numbered("map", "The body map", map_pages(tree))
    yield _chapter(tree, "condition", "Conditions", tree.conditions, entries.condition_entry)
    yield _chapter(tree, "root", "Nerve roots", tree.roots, entries.root_entry)
    yield _chapter(tree, "nerve", "Nerves", tree.nerves, entries.nerve_entry)
    yield _numbered(
        "term",
        "Words",
        (reference.term_page(tree, name, meaning) for name, meaning in tree.glossary.items()),
    )
    if tree.numbers:
        numbers = Entry("numbers-all", "Whom to call", list_page(tree, "numbers"))
        yield Chapter("numbers", "Phone numbers", (numbers,))
    yield _chapter(tree, "source", "Sources", tree.sources, entries.source_entry)


def _chapter(
    tree: Tree,
    kind: str,
    heading: str,
    parts: Mapping[str, Any],
    page: Callable[[Tree, str, Any], Page],
) -> Chapter:
    entries = (_entry(f"{kind}-{name}", page(tree, name, part)) for name, part in parts.items())
    return Chapter(kind, heading, tuple(entries))


def _numbered(kind: str, heading: str, pages: Iterator[Page]) -> Chapter:
    """A chapter of entries that have no ids."""
    entries = (_entry(f"{kind}-{at}", page) for at, page in enumerate(pages, start=1))
    return Chapter(kind, heading, tuple(entries))


def _claims(tree: Tree, report: Report) -> Iterator[Entry]:
    proofs = {proof.claim: proof for proof in report.proofs}
    for name, claim in tree.claims.items():
        yield _entry(f"claim-{name}", entries.claim_entry(tree, name, claim, proofs.get(name)))


def _entry(anchor: str, page: Page) -> Entry:
    """A page with its first heading, or its first words, as the heading of the entry."""
    first, *further = page
    pieces = first.pieces
    heading = first.heading
    if heading is None:
        title, *rest = pieces
        assert isinstance(title, Paragraph)
        heading, pieces = title.text, tuple(rest)
    blocks = (Block(None, pieces), *further)
    return Entry(anchor, heading, tuple(each for each in blocks if each.pieces))


def _contents(chapter: Chapter) -> Iterator[str]:
    yield f"- {_link(chapter.heading, f'chapter-{chapter.kind}')}"
    if chapter.kind in _LISTED:
        yield from (f"  - {_link(entry.heading, entry.anchor)}" for entry in chapter.entries)


def _link(words: str, anchor: str) -> str:
    return f"[{escaped(words)}](#{anchor})"


def _anchor(name: str) -> str:
    return f'<a id="{name}"></a>'
