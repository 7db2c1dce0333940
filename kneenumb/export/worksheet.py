"""The worksheet: stories with questions to answer on paper, and the key to it."""

from collections.abc import Iterator, Sequence

from kneenumb.body.xml import escaped
from kneenumb.format.html import block_html, document
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Bullets, Pairs, Paragraph
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.phrases import sentence
from kneenumb.quiz.deck import QuizCard
from kneenumb.result.page import flags, recap, receipt

QUESTIONS = (
    "Which warning signs are there, if any?",
    "What could the pattern fit best, and what speaks for it?",
    "What would you ask or examine next?",
)
"""What is asked of every story, after how fast somebody should be seen."""

_STYLE = """\
.case { break-inside: avoid; border-top: 2px solid; margin-top: 1.6rem; }
.case h2 { margin-top: .5rem; }
.boxes { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; }
.boxes li::before { content: "\\2610\\00a0"; font-size: 1.3em; }
.line { border-bottom: 1px solid var(--line); height: 1.7em; }
.name { display: flex; gap: 2rem; } .name span { flex: 1; border-bottom: 1px solid var(--line); }
@media print {
  body { columns: auto; font-size: 10.5pt; line-height: 1.35; }
  h1 { font-size: 17pt; } .case h2 { font-size: 12.5pt; }
  section { break-inside: auto; }
}
"""


def worksheet(tree: Tree, cards: Sequence[QuizCard]) -> str:
    """The stories, each with room to answer, as an HTML file. It tells no result.

    Args:
        cards: The cases in the order in which they are numbered.
    """
    title = f"{tree.title}: worksheet"
    parts = [
        f"<h1>{_text(title)}</h1>",
        '<p class="name"><span>Name</span> <span>Date</span></p>',
        block_html(Block.of(None, tree.texts.disclaimer)),
        *(_case(tree, card, number) for number, card in enumerate(cards, 1)),
        block_html(Block.of(None, f"{receipt(tree)}.")),
    ]
    return document("\n".join(parts), title, _STYLE)


def worksheet_key(tree: Tree, cards: Sequence[QuizCard]) -> str:
    """The answers to a worksheet of the same cases, as an HTML file."""
    title = f"{tree.title}: key to the worksheet"
    parts = [
        f"<h1>{_text(title)}</h1>",
        block_html(Block.of(None, tree.texts.disclaimer)),
        *(_solved(card, number) for number, card in enumerate(cards, 1)),
        block_html(Block.of(None, f"{sentence(tree.status)} {receipt(tree)}.")),
    ]
    return document("\n".join(parts), title, _STYLE)


def _case(tree: Tree, card: QuizCard, number: int) -> str:
    levels = "".join(
        f"<li>{_text(tree.urgencies[level].label)}</li>" for level in reversed(Urgency)
    )
    asked = "\n".join(
        f'<p>{_text(question)}</p>\n<p class="line"></p>\n<p class="line"></p>'
        for question in QUESTIONS
    )
    return (
        f'<div class="case">\n{block_html(Block.of(f"Case {number}", card.story, _asked(card)))}\n'
        f'<p>How fast should this person be seen?</p>\n<ul class="boxes">{levels}</ul>\n'
        f"{asked}\n</div>"
    )


def _asked(card: QuizCard) -> Pairs | None:
    """What the person answers when asked, where that is more than "nothing is wrong"."""
    tree = card.result.tree
    telling = {
        name: chosen
        for name, chosen in card.answers.items()
        if not all(tree.questions[name].options[each].clean for each in chosen)
    }
    return Pairs(recap(tree, telling)) if telling else None


def _solved(card: QuizCard, number: int) -> str:
    return f'<div class="case">\n{"".join(map(block_html, _blocks(card, number)))}\n</div>'


def _blocks(card: QuizCard, number: int) -> Iterator[Block]:
    result, tree = card.result, card.result.tree
    outcome = result.outcome
    levels = [tree.urgencies[level].label for level in sorted(card.accepted, reverse=True)]
    told = flags(tree, result.raised)
    yield Block.of(
        f"Case {number}: {card.case.title or card.name}",
        Paragraph(" or ".join(levels), strong=True),
        Pairs(
            (
                ("The pattern", sentence(outcome.title)),
                ("What speaks for it", " ".join(filter(None, (outcome.summary, outcome.why)))),
                ("What else it could be", outcome.could_also_be),
                ("What may be checked", outcome.clinician_may_check),
                *((("The point", card.case.point),) if card.case.point else ()),
            )
        ),
    )
    yield Block.of("Warning signs", told or Bullets(("None in the answers.",)))


def _text(words: str) -> str:
    return escaped(escape_controls(words))
