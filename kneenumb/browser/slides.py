"""A case as slides: each question without its answer, then the answer and what it did."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kneenumb.body.contours import contours
from kneenumb.body.leg_cells import is_drawable
from kneenumb.body.lights import (
    VIEWS,
    Brightness,
    Lights,
    ShapeLight,
    Texture,
    View,
    asks_of_both_legs,
    lights,
    says,
)
from kneenumb.body.xml import escaped
from kneenumb.browser.one_file import one_file, part
from kneenumb.explain.explanation import Explanation
from kneenumb.explain.narrowing import Moment
from kneenumb.explain.page import moment_blocks
from kneenumb.explain.reasons_page import change_sentence
from kneenumb.format.html import block_html
from kneenumb.model.tree import Tree
from kneenumb.page.block import Block, Bullets, Pairs
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.unchecked import with_the_result
from kneenumb.result.page import foot, urgency_story, warning_signs, what_to_do

MOST_SOURCES = 8
"""Sources on one slide."""
MOST_CHANGES = 3
"""Ways to another result on one slide: the nearest of them."""
FEW = 5
"""So many outcomes that are left are told by name."""
_ROOMY = 700
"""Characters that stand on a slide at full size. What is longer is set smaller."""
_ROOMY_BESIDE_LEGS = 500
"""The same where two legs take a third of the slide."""

_APART = 14
"""Between the two sides of the body, in the units of the body map."""


class Slide(NamedTuple):
    """What is on the wall, and what the teacher asks meanwhile."""

    kicker: str
    """Where in the case it is."""
    title: str
    body: str
    """As HTML."""
    notes: str


def slides(explanation: Explanation) -> str:
    """A deck of one case, as a page for a browser that loads nothing.

    Args:
        explanation: Its case gives the story and the point; without one the deck has neither.
    """
    case, tree = explanation.case, explanation.result.tree
    title = (case and case.title) or tree.title
    drawn = "\n".join(map(_html, _deck(explanation, title)))
    return one_file("slides.html", title, part("slides.js"), part("slides.css"), slides=drawn)


def _deck(explanation: Explanation, title: str) -> Iterator[Slide]:
    result, case = explanation.result, explanation.case
    tree, outcome = result.tree, result.outcome
    story = case.story if case and case.story else tree.about
    warning = "".join(map(block_html, with_the_result(tree)))
    ask = "What worries you most here, and how fast should this person be seen?"
    yield Slide(tree.title, title, f'<p class="tale">{_text(story)}</p>{warning}', ask)
    moments = explanation.narrowing.moments
    told = moment_blocks(tree, explanation.narrowing)
    for number, (moment, block) in enumerate(zip(moments, told, strict=True), 1):
        place = f"Question {number} of {len(moments)}"
        question = tree.questions[moment.question]
        if moment.is_asked:
            yield _question(tree, moment, place)
        yield Slide(place, question.topic, _answer(tree, moment, block), f"Why: {question.why}")
    result_notes = "Did you expect that? Which answer decided?"
    first = block_html(what_to_do(result))
    summary = block_html(Block.of(None, outcome.summary, outcome.why))
    yield Slide("The result", outcome.title, first + warning + summary, result_notes)
    signs = warning_signs(result)
    arose = Block.of("How the urgency arose", *urgency_story(result))
    body = block_html(signs._replace(heading=None)) + block_html(arose)
    yield Slide(
        "The result", signs.heading or "", body, "Which of these did you hear in the story?"
    )
    yield from _changes(explanation)
    if case and case.point:
        body = f'<p class="tale">{_text(case.point)}</p>'
        yield Slide("To take home", "The point of this case", body, "Say it in your own words.")
    yield from _sources(explanation)


def _question(tree: Tree, moment: Moment, place: str) -> Slide:
    question = tree.questions[moment.question]
    lines = "".join(f"<li>{_text(each.wording)}</li>" for each in question.options.values())
    notes = f"What do you think this person says? Why it is asked: {question.why}"
    return Slide(place, question.ask, f'<ul class="options">{lines}</ul>', notes)


def _answer(tree: Tree, moment: Moment, block: Block) -> str:
    """What an answer means and did, and the skin that it speaks of."""
    rows = next(each for each in block.pieces if isinstance(each, Pairs))
    left = moment.field.outcomes if moment.field and moment.fallen else ()
    few = left if len(left) <= FEW else ()
    heading = "Only this is left" if len(few) == 1 else "Still possible"
    titles = Bullets(tuple(tree.outcomes[each].title for each in few)) if few else None
    told = block_html(Block.of(None, rows)) + (block_html(Block.of(heading, titles)) if few else "")
    question = tree.questions[moment.question]
    if not question.body_map:
        return told
    both = asks_of_both_legs(tree, moment.question)
    lit = lights(tree, [each for each in moment.options if each in tree.areas], both_legs=both)
    if lit is None or not lit.levels or not is_drawable(lit.body_map):
        return told
    return f'<div class="legs"><div>{told}</div>{_legs(lit)}</div>'


def _changes(explanation: Explanation) -> Iterator[Slide]:
    tree, changes = explanation.result.tree, explanation.changes
    if changes is None:
        return
    graver = tuple(change_sentence(tree, each) for each in changes.higher[:MOST_CHANGES])
    others = tuple(
        change_sentence(tree, each) for each in (*changes.lower, *changes.other)[:MOST_CHANGES]
    )
    for title, sentences in (
        ("What would make it graver", graver),
        ("What would make it another result", others),
    ):
        if sentences:
            body = block_html(Block.of(None, Bullets(sentences)))
            yield Slide(
                "What would change it", title, body, "Which one answer would you ask twice?"
            )


def _sources(explanation: Explanation) -> Iterator[Slide]:
    sources, limits, receipt = foot(explanation.result)
    rows = next((each.rows for each in sources.pieces if isinstance(each, Pairs)), ())
    for at in range(0, len(rows), MOST_SOURCES):
        body = block_html(Block.of(None, Pairs(rows[at : at + MOST_SOURCES])))
        yield Slide("Where it comes from", "Sources", body, "S is the seed article, C corrects it.")
    body = block_html(limits._replace(heading=None)) + block_html(receipt)
    yield Slide("Where it comes from", "Limits", body, "What could this tool not know?")


def _html(slide: Slide) -> str:
    length = len(slide.title) + len(_without_tags(slide.body))
    beside_legs = '<div class="legs">' in slide.body
    if length > _ROOMY:
        kind = "slide dense"
    elif beside_legs and length > _ROOMY_BESIDE_LEGS:
        kind = "slide snug"
    else:
        kind = "slide"
    return (
        f'<article class="{kind}">\n<p class="kicker">{_text(slide.kicker)}</p>\n'
        f'<h1 tabindex="-1">{_text(slide.title)}</h1>\n<div>{slide.body}</div>\n'
        f'<aside class="notes">{_text(slide.notes)}</aside>\n</article>'
    )


def _without_tags(html: str) -> str:
    return "".join(each.split(">", 1)[-1] for each in html.split("<"))


def _legs(lit: Lights) -> str:
    """Both legs from both sides, with the words of what is lit."""
    drawn, left = [], 0.0
    for view in VIEWS:
        box = contours(lit.body_map, view).box
        drawn.append(f'<g transform="translate({left - box.left:g} {-box.top:g})">')
        drawn += _body(lit, view)
        drawn.append(f'<text y="{box.bottom + 12:g}">{view.capitalize()}</text></g>')
        left += box.width + _APART
    return (
        f'<svg viewBox="0 0 {left - _APART:g} {box.height + 18:g}" role="img" '
        f'aria-label="{escaped(escape_controls(says(lit)))}">{"".join(drawn)}</svg>'
    )


def _body(lit: Lights, view: View) -> Iterable[str]:
    found = contours(lit.body_map, view)
    yield f'<path class="contour" d="{found.whole(found.contour)}"/>'
    yield f'<path class="figure" d="{found.whole(found.trunk)}"/>'
    for side in (1, -1):
        spots = lit.spots(view, example=side == 1)
        shapes = getattr(lit.body_map, view).items()
        for name, shape in sorted(shapes, key=lambda each: not each[1].scenery):
            kind = "figure" if shape.scenery else _look(spots[name])
            yield f'<path class="{kind}" d="{found.half(found.shapes[name], side)}"/>'
    yield f'<path class="fold" d="{found.whole(*found.folds)}"/>'


def _look(spot: ShapeLight) -> str:
    kind = {Brightness.LIT: "lit", Brightness.FAINT: "faint"}.get(spot.level, "")
    return kind if spot.texture is Texture.EVEN else f"{kind} {spot.texture.name.lower()}"


def _text(text: str) -> str:
    return escaped(escape_controls(text))
