"""The handout: one page of A4 for a patient, from the texts of an outcome or of a result."""

from collections.abc import Iterator

from kneenumb.format.html import block_html, document
from kneenumb.model.case import Answers
from kneenumb.model.outcome import Outcome
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Bullets, Page, Pairs, Paragraph
from kneenumb.page.phrases import sentence
from kneenumb.page.unchecked import with_the_result
from kneenumb.result.page import receipt, warning_signs, what_to_do
from kneenumb.walk.result import Result

_STYLE = """\
body { max-width: 48rem; }
h2 { margin: .9rem 0 .2rem; }
.care { columns: 2; column-gap: 2rem; }
section { break-inside: avoid; }
footer { border-top: 1px solid var(--line); margin-top: 1rem; font-size: .85em; }
@media print {
  body { columns: auto; line-height: 1.35; }
  h2 { margin: 3mm 0 .5mm; }
  .roomy { font-size: 12pt; } .roomy h2 { font-size: 13.5pt; }
  .full { font-size: 10.5pt; } .full h2 { font-size: 12pt; }
  .dense { font-size: 9pt; } .dense h2 { font-size: 10.5pt; }
  .crowded { font-size: 8pt; line-height: 1.2; } .crowded h2 { font-size: 9pt; margin-top: 2mm; }
  .dense, .crowded { columns: 2; column-gap: 8mm; }
  :is(.dense, .crowded) > section { break-inside: auto; }
  :is(.dense, .crowded) .care { columns: auto; }
}
"""
_LOOKS = ((2_000, "roomy"), (3_600, "full"), (5_500, "dense"))
"""So many characters at most stand on a page in letters of each size."""


def outcome_handout(tree: Tree, name: str) -> str:
    """A handout for everybody who comes to an outcome, as an HTML file.

    Args:
        name: The id of the outcome.
    """
    outcome = tree.outcomes[name]
    return _handout(tree, outcome, (_to_do(tree, outcome),), _clinician(outcome))


def case_handout(result: Result) -> str:
    """A handout for one person, with their answers, as an HTML file."""
    tree, outcome = result.tree, result.outcome
    signs = warning_signs(result, reasons=False) if result.raised else None
    first = (what_to_do(result), *([signs] if signs else []))
    told = _telling(tree, {**result.answers, **result.unused})
    return _handout(tree, outcome, first, _clinician(outcome, told))


def _handout(tree: Tree, outcome: Outcome, first: Page, last: Block) -> str:
    action, *further = first
    beside = [block_html(block) for block in _care(tree, outcome)]
    parts = [
        block_html(action),
        *map(block_html, (*with_the_result(tree), *further)),
        block_html(Block.of(outcome.title, outcome.summary)),
        block_html(_watch_for(tree, outcome)),
        f'<div class="care">\n{"".join(beside)}\n</div>' if len(beside) > 1 else "".join(beside),
        block_html(last),
        f"<footer>\n{block_html(_foot(tree))}\n</footer>",
    ]
    parts = [part for part in parts if part]
    length = sum(map(len, parts))
    look = next((look for most, look in _LOOKS if length <= most), "crowded")
    title = block_html(Block.of(None, Paragraph(tree.title, strong=True)))
    body = f'<div class="{look}">\n{title}\n{chr(10).join(parts)}\n</div>'
    return document(body, f"{tree.title}: {outcome.title}", _STYLE)


def _to_do(tree: Tree, outcome: Outcome) -> Block:
    level = tree.urgencies[outcome.urgency]
    return Block(
        None,
        (
            Paragraph(level.action, strong=True),
            Paragraph(f"{level.label}. {sentence(level.meaning)}"),
            *([Paragraph(outcome.timing)] if outcome.timing else ()),
            Paragraph(outcome.now),
        ),
        urgency=outcome.urgency,
    )


def _watch_for(tree: Tree, outcome: Outcome) -> Block:
    net = tree.texts.safety_net
    emergency = tree.urgencies[Urgency.EMERGENCY].action
    already = outcome.urgency is Urgency.EMERGENCY
    return Block.of(
        "Watch for: when to go at once",
        outcome.go_now_if,
        net.before,
        Bullets(net.items),
        None if already else Paragraph(emergency, strong=True),
    )


def _care(tree: Tree, outcome: Outcome) -> Iterator[Block]:
    if outcome.self_care:
        yield Block.of("What you can do yourself", outcome.self_care)
    care = tree.texts.numb_skin_care
    if outcome.numb_skin_care and care:
        yield Block.of(care.before.rstrip(":"), Bullets(care.items))


def _clinician(outcome: Outcome, told: Pairs | None = None) -> Block:
    """What to say at the visit: the answers, if they are known, and what may be looked at."""
    return Block.of(
        "For the clinician",
        "Show this page. These are the answers:" if told else "Show this page.",
        told,
        f"What may be checked: {sentence(outcome.clinician_may_check)}",
    )


def _telling(tree: Tree, answers: Answers) -> Pairs | None:
    """The answers that are more than "nothing is wrong", in the words of the lines."""
    rows = []
    for name, chosen in answers.items():
        options = tree.questions[name].options
        said = [options[each].label for each in chosen if not options[each].clean]
        if said:
            rows.append((tree.questions[name].topic, " · ".join(said)))
    return Pairs(tuple(rows)) if rows else None


def _foot(tree: Tree) -> Block:
    about = f"{sentence(tree.status)} {receipt(tree)}."
    return Block.of(None, tree.texts.disclaimer, about)
