"""The entries of the handbook. Each thing is said in one place, and elsewhere named by its id."""

from collections.abc import Iterable, Iterator

from kneenumb.check.claim_page import claim_lines
from kneenumb.check.report import Proof
from kneenumb.model.claim import Claim
from kneenumb.model.edges import leads_to, targets
from kneenumb.model.gate import Gate, Table, TableRow
from kneenumb.model.outcome import Outcome
from kneenumb.model.question import Option, Question, RedFlag
from kneenumb.model.reference import Area, Condition, Nerve, Root, Source
from kneenumb.model.tree import Tree
from kneenumb.page.block import Block, Bullets, Page, Pairs, Paragraph, mark
from kneenumb.page.phrases import amount, conditions_briefly, leads_briefly, listed, sentence
from kneenumb.show.reference_pages import CONDITION_ROWS, HOW_READ

ABOUT = {
    "question": "Each line has its id, its words, and what it tells. A red flag is named with the "
    "least urgent result that it allows.",
    "gate": "A gate asks nothing. Its first line that matches the answers decides.",
    "table": "A table asks nothing. It looks at the answers to two questions: a line has the "
    "answers to the first, and for each result those to the second.",
    "outcome": "With every outcome stand what to do at its urgency, and the texts of the chapter "
    "“What is said with results”. Red flags may lift its urgency.",
    "claim": "Options stand by their ids; their words are in the chapter “Questions”.",
    "condition": "The skin areas are named by their ids; their words are in the chapter “Skin "
    "areas”, and all of them are drawn in the chapter “The body map”.",
    "nerve": "What a clinician finds when a root or a nerve is ill stands at the condition that it "
    "names.",
    "source": "; ".join(f"{name}: {words}" for name, words in HOW_READ.items()) + ".",
}
"""What the entries of a chapter have in common."""


def question_entry(tree: Tree, name: str, question: Question) -> Page:
    """A question and its lines."""
    kind = "Every line that fits" if question.is_checklist else "One answer"
    rows = [
        ("Kind", f"{kind}, section {question.section}"),
        ("Why it is asked", question.why),
        ("What counts", question.help),
    ]
    lines = (_option(tree, name, key, option) for key, option in question.options.items())
    return (
        Block.of(f"Question {name}: {question.topic}", question.ask, Pairs(tuple(rows))),
        Block.of("Lines", Bullets(tuple(lines))),
        _cited(question.sources),
    )


def _option(tree: Tree, question: str, name: str, option: Option) -> str:
    flag = tree.red_flags[option.flag] if option.flag else None
    onward = leads_briefly(tree, leads_to(tree, question, (name,)))
    told = [
        f"{name}: “{option.label}”",
        sentence(option.detail) if option.detail and option.detail != option.label else "",
        sentence(option.because),
        sentence(option.note) if option.note else "",
        f"Red flag {option.flag} ({tree.urgencies[flag.urgency].label})." if flag else "",
        sentence(onward[0].upper() + onward[1:]),
        "Nothing is wrong." if option.clean else "",
        "The person cannot tell." if option.unsure else "",
        f"Opens the group “{option.heading}”." if option.heading else "",
        _sources(option.sources),
    ]
    return " ".join(filter(None, told))


def gate_entry(tree: Tree, name: str, gate: Gate) -> Page:
    """A gate, line by line."""
    lines = []
    for row in gate.lines:
        together = f" (combination {row.combination})" if row.combination else ""
        when = f"If {conditions_briefly(tree, row.when)}" if row.when else "Otherwise"
        told = [
            f"{when}{together}: {leads_briefly(tree, row.target)}.",
            sentence(row.because) if row.because else "",
            _sources(row.sources),
        ]
        lines.append(" ".join(filter(None, told)))
    return (Block.of(f"Gate {name}", gate.about, Bullets(tuple(lines))),)


def table_entry(tree: Tree, name: str, table: Table) -> Page:
    """A table, row by row."""
    about = f"First: {table.down}. Second: {table.across}. Any other: {table.otherwise}."
    rows = tuple(_table_row(table, row) for row in table.rows)
    return (Block.of(f"Table {name}", table.about, about, Bullets(rows)),)


def _table_row(table: Table, row: TableRow) -> str:
    found: dict[str, list[str]] = {}
    for column, target in zip(table.columns, row.go, strict=True):
        found.setdefault(target, []).append(column)
    cells = (f"{listed(columns)}: {target}" for target, columns in found.items())
    return f"{listed(row.options)}. {'; '.join(cells)}."


def red_flag_entry(tree: Tree, name: str, flag: RedFlag) -> Page:
    """A red flag: what it says, why it matters, what it does, and which lines raise it."""
    label = tree.urgencies[flag.urgency].label
    does = f"ends at {flag.outcome}" if flag.outcome else "a floor: no result is milder"
    raised = {
        key: [each for each, option in question.options.items() if option.flag == name]
        for key, question in tree.questions.items()
    }
    raised_by = (f"{key} ({listed(options)})" for key, options in raised.items() if options)
    rows = (("Urgency", f"{label}, {does}"), ("Raised by", "; ".join(raised_by) or "no line"))
    title = f"Red flag {name}: {flag.says}"
    opening = (Paragraph(title, strong=True), Paragraph(sentence(flag.because)), Pairs(rows))
    return Block(None, opening), _cited(flag.sources)


def outcome_entry(tree: Tree, name: str, outcome: Outcome) -> Page:
    """An outcome with its own texts."""
    label = f"{mark(outcome.urgency)} {tree.urgencies[outcome.urgency].label}"
    before = [key for key in tree.nodes if name in targets(tree, key)]
    rows = [
        ("Urgency", " ".join(filter(None, (f"{label}.", outcome.timing)))),
        ("What to do now", outcome.now),
        ("Summary", outcome.summary),
        ("Why", outcome.why),
        *((f"Only if {conditions_briefly(tree, each.when)}", each.add) for each in outcome.why_if),
        ("What a clinician may check", outcome.clinician_may_check),
        ("What else it could be", outcome.could_also_be),
        ("What you can do yourself", outcome.self_care),
        ("Care for numb skin", "As for all." if outcome.numb_skin_care else None),
        ("When to go at once, besides the shared list", outcome.go_now_if),
        ("Skin areas", _names(outcome.areas)),
        ("Conditions", _names(outcome.conditions)),
        ("Comes from", _names(before)),
    ]
    kept = tuple((heading, text) for heading, text in rows if text)
    title = Paragraph(f"Outcome {name}: {outcome.title}", strong=True)
    return Block(None, (title, Pairs(kept))), _cited(outcome.sources)


def claim_entry(tree: Tree, name: str, claim: Claim, proof: Proof | None) -> Page:
    """A claim, what became of its proof, and what was proved."""
    lines = tuple(claim_lines(tree, claim))
    return (
        Block.of(f"Claim {name}", claim.says, _proof(proof), Bullets(lines)),
        _cited(claim.sources),
    )


def check_entry(page: Page) -> Page:
    """What came of a check. Of claims that hold only the names: they have a chapter."""
    return tuple(map(_claims_named, page))


def _claims_named(block: Block) -> Block:
    match block.pieces:
        case (Pairs(rows=rows),) if all(text.startswith("holds") for _, text in rows):
            return Block.of(block.heading, f"{_names(name for name, _ in rows)}.")
    return block


def _proof(proof: Proof | None) -> Paragraph:
    """What became of a claim."""
    if proof is None:
        return Paragraph("Not proved: the check did not come to it.", strong=True)
    if not proof.holds:
        return Paragraph("Broken: see the check at the beginning for somebody who shows it.", True)
    if proof.paths is None:
        return Paragraph(f"Holds, shown {proof.shown[:1].lower()}{proof.shown[1:]}.", strong=True)
    return Paragraph(
        f"Holds for all {amount(proof.paths)} answer paths that it is about, shown "
        f"{proof.shown[:1].lower()}{proof.shown[1:]}.",
        strong=True,
    )


def area_entry(tree: Tree, name: str, area: Area) -> Page:
    """A skin area: where it is, and which nerve feeds it."""
    faded = (*area.front_fading, *area.back_fading)
    shapes = [
        ("In front", _names(area.front)),
        ("Behind", _names(area.back)),
        ("Fading", _names(faded)),
        ("Legs", "Exists for both legs together only" if area.both_legs else ""),
    ]
    rows = (("Nerve", area.nerve), *((words, text) for words, text in shapes if text))
    return (Block.of(f"Skin area {name}", area.words, Pairs(rows)),)


def condition_entry(tree: Tree, name: str, condition: Condition) -> Page:
    """A condition: what the person feels, what a clinician finds, which outcomes name it."""
    told = [(words, getattr(condition, field)) for field, words in CONDITION_ROWS.items()]
    told.append(("Skin areas", _names(condition.areas)))
    told.append(("Outcomes", _names(k for k, o in tree.outcomes.items() if name in o.conditions)))
    rows = tuple((words, text) for words, text in told if text)
    only = "The tree tells only its name."
    return (Block.of(f"Condition {name}: {condition.name}", Pairs(rows) if rows else only),)


def root_entry(tree: Tree, name: str, root: Root) -> Page:
    """A nerve root: where it is tested and pressed, and what it serves."""
    rows = (("Tested at", root.point or ""), *_pathway(tree, root))
    kept = tuple((words, text) for words, text in rows if text)
    return Block.of(f"Nerve root {name}: {root.name}", Pairs(kept)), _cited(root.sources)


def nerve_entry(tree: Tree, name: str, nerve: Nerve) -> Page:
    """A nerve: where it comes from, where it can be pressed, and what it serves."""
    rows = (
        ("Branch of", _names(nerve.branch_of)),
        ("Usual roots", _names(nerve.roots)),
        *_pathway(tree, nerve),
        ("Serves", nerve.serves or ""),
    )
    kept = tuple((words, text) for words, text in rows if text)
    return Block.of(f"Nerve {name}: {nerve.name}", nerve.about, Pairs(kept)), _cited(nerve.sources)


def _pathway(tree: Tree, part: Root | Nerve) -> Iterator[tuple[str, str]]:
    for point in part.pressed:
        by = f" ({point.by})" if point.by else ""
        told = f"{point.where}{by}. {_sources(point.sources)}"
        yield "Can be pressed", told.rstrip()
    yield "Skin areas", _names(part.areas)
    yield "Conditions", _names(part.conditions)
    answers = conditions_briefly(tree, part.answers) if part.answers else ""
    yield "Further answers that speak for it", answers


def source_entry(tree: Tree, name: str, source: Source) -> Page:
    """A source, how far it was read, and where it is."""
    told = [
        source.cite,
        f"Read: {source.read}.",
        source.note,
        f"Corrects {_names(source.corrects)}." if source.corrects else "",
        _sources(source.sources),
        *source.urls,
    ]
    return (Block.of(f"Source {name}", " ".join(filter(None, told))),)


def _cited(sources: Iterable[str]) -> Block:
    return Block.of(None, _sources(sources) or None)


def _sources(sources: Iterable[str]) -> str:
    names = _names(dict.fromkeys(sources))
    return f"Sources: {names}." if names else ""


def _names(names: Iterable[str]) -> str:
    return ", ".join(names)
