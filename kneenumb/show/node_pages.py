"""Close up: one question, gate, table or outcome, with all that the tree says of it."""

from collections.abc import Iterator

from kneenumb.model.edges import leads_to
from kneenumb.model.gate import Gate, GateRow, Table, TableRow
from kneenumb.model.outcome import Outcome
from kneenumb.model.question import Option, Question
from kneenumb.model.tree import Tree
from kneenumb.page.block import Block, Bullets, Page, Pairs, Paragraph, Piece
from kneenumb.page.body_map import areas_drawn
from kneenumb.page.phrases import (
    at_least,
    cited,
    conditions,
    joined,
    leads,
    level,
    listed,
    named,
    quoted,
)
from kneenumb.show.ways import leading_to


def question_page(tree: Tree, name: str, question: Question) -> Page:
    """A question, and every option with what it means, raises and leads to."""
    section = tree.sections[question.section].title
    rows = [
        ("Kind", "Checklist: every line that fits" if question.is_checklist else "One answer"),
        ("Section", f"{section} ({question.section})"),
        ("Why it is asked", question.why),
        ("What counts", question.help),
    ]
    if question.body_map:
        rows.append(("Body map", "The lines are skin areas; each can be shown by its name"))
    return (
        Block.of(f"Question {name}: {question.topic}", question.ask, Pairs(tuple(rows))),
        *(_option(tree, name, key, option) for key, option in question.options.items()),
        _ways_in(tree, name),
        cited(tree, question.sources),
    )


def _option(tree: Tree, question: str, name: str, option: Option) -> Block:
    asked = tree.questions[question]
    rows = [("Means", option.because)]
    if option.note:
        rows.append(("Note", option.note))
    if option.flag:
        flag = tree.red_flags[option.flag]
        rows.append(("Red flag", f"{flag.says.rstrip('.')} ({option.flag})"))
        rows.append(("Urgency", at_least(tree, flag.urgency)))
    rows.append(("Next", leads(tree, leads_to(tree, question, (name,)))))
    if kind := _kind(asked, option):
        rows.append(("Kind", kind))
    if option.heading:
        rows.append(("Heading", f"In the menu this line opens the group {quoted(option.heading)}"))
    if option.sources:
        rows.append(("Sources", ", ".join(option.sources)))
    detail = option.detail if option.detail != option.label else None
    return Block.of(f"{name}: {quoted(option.label)}", detail, Pairs(tuple(rows)))


def _kind(asked: Question, option: Option) -> str:
    says = "Nothing is wrong." if option.clean else "The person cannot tell."
    alone = " No other line may be ticked beside it." if asked.is_checklist else ""
    return says + alone if option.stands_alone else ""


def gate_page(tree: Tree, name: str, gate: Gate) -> Page:
    """A gate, line by line."""
    told = "A gate asks nothing. Its first line that matches the answers decides."
    lines = (_gate_line(tree, at, line) for at, line in enumerate(gate.lines, start=1))
    return Block.of(f"Gate {name}", gate.about, told), *lines, _ways_in(tree, name)


def _gate_line(tree: Tree, at: int, line: GateRow) -> Block:
    rows = [("Next", leads(tree, line.target))]
    if line.because:
        rows.append(("Because", line.because))
    if line.sources:
        rows.append(("Sources", ", ".join(line.sources)))
    if line.when is None:
        return Block.of(f"Line {at}: otherwise", Pairs(tuple(rows)))
    together = f" (combination {line.combination})" if line.combination else ""
    met = Bullets(conditions(tree, line.when))
    heading = (
        f"Line {at}{together}: if {'all of this holds' if len(met.items) > 1 else 'this holds'}"
    )
    return Block.of(heading, met, Pairs(tuple(rows)))


def table_page(tree: Tree, name: str, table: Table) -> Page:
    """A table, row by row, as its cells would not fit side by side."""
    first, second = tree.questions[table.down], tree.questions[table.across]
    asks = Pairs(
        (
            ("First", f"{first.topic} ({table.down})"),
            ("Second", f"{second.topic} ({table.across})"),
            ("Any other", leads(tree, table.otherwise)),
        )
    )
    targets = dict.fromkeys([*table.cells.values(), table.otherwise])
    return (
        Block.of(
            f"Table {name}",
            table.about,
            "A table asks nothing. It looks at the answers to two questions.",
            asks,
        ),
        *(_table_row(tree, table, row) for row in table.rows),
        Block.of("Where it leads", Bullets(tuple(leads(tree, each) for each in targets))),
        _ways_in(tree, name),
    )


def _table_row(tree: Tree, table: Table, row: TableRow) -> Block:
    first, second = tree.questions[table.down].options, tree.questions[table.across].options
    found: dict[str, list[str]] = {}
    for column, target in zip(table.columns, row.go, strict=True):
        found.setdefault(target, []).append(quoted(second[column].label))
    cells = ((target, f"Second: {listed(labels)}") for target, labels in found.items())
    return Block.of(
        f"First: {listed(quoted(first[option].label) for option in row.options)}", named(cells)
    )


def outcome_page(tree: Tree, name: str, outcome: Outcome) -> Page:
    """An outcome with everything that a person could read there, and who is led to it."""
    levels = tree.urgencies[outcome.urgency]
    opening: tuple[Piece, ...] = (
        Paragraph(f"Outcome {name}: {outcome.title}", strong=True),
        Paragraph(level(tree, outcome.urgency)),
        Paragraph(levels.action),
        *([Paragraph(outcome.timing)] if outcome.timing else ()),
        Paragraph(outcome.now),
    )
    care = tree.texts.numb_skin_care if outcome.numb_skin_care else None
    conditions_named = ((each, tree.conditions[each].name) for each in outcome.conditions)
    return (
        Block(None, opening, urgency=outcome.urgency),
        Block.of(
            "About this page",
            "It shows what the tree says, and is no result for anybody. Red flags may lift the "
            "urgency above the one that an outcome has by itself.",
        ),
        Block.of("Summary", outcome.summary),
        Block.of("Why", outcome.why, joined(_reasons(tree, outcome))),
        Block.of("What a clinician may check", outcome.clinician_may_check),
        Block.of("What else it could be", outcome.could_also_be),
        Block.of("What you can do yourself", outcome.self_care),
        Block.of(care.before.rstrip(":"), Bullets(care.items)) if care else Block.of(None),
        Block.of("When to go at once, besides the shared list", outcome.go_now_if),
        Block.of("Skin areas", areas_drawn(tree, outcome.areas)),
        Block.of("Conditions", named(conditions_named) if outcome.conditions else None),
        _ways_in(tree, name),
        cited(tree, outcome.sources),
    )


def _reasons(tree: Tree, outcome: Outcome) -> Iterator[str]:
    for each in outcome.why_if:
        yield f"Only if {', and '.join(conditions(tree, each.when))}: {each.add}"


def _ways_in(tree: Tree, name: str) -> Block:
    return Block.of("What leads here", joined(leading_to(tree, name)))
