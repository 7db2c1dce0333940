"""The whole tree on one page: what is asked, where it leads, where it ends."""

from collections.abc import Iterator

from kneenumb.model.edges import leads_to
from kneenumb.model.gate import Gate, Table
from kneenumb.model.question import Option, Question
from kneenumb.model.tree import Tree
from kneenumb.page.block import Block, Bullets, Page, Pairs
from kneenumb.page.phrases import (
    at_least,
    conditions_briefly,
    counted,
    kind_of,
    leads_briefly,
    listed,
    named,
)
from kneenumb.result.page import receipt
from kneenumb.show.part_page import outcomes


def overview(tree: Tree) -> Page:
    """Every question, gate, table and outcome of a tree, in ids that ``show`` explains."""
    return (
        Block.of(
            tree.title,
            tree.about,
            "Every name below can be looked at closely: kneenumb show NAME. Drawn as a tree: "
            "kneenumb show --depth 2.",
        ),
        *_questions(tree),
        *(_gate(tree, name, gate) for name, gate in tree.gates.items()),
        *(_table(tree, name, table) for name, table in tree.tables.items()),
        *outcomes(tree),
        Block.of("Also in this tree", named(_rest(tree))),
        Block.of("Receipt", Pairs((("Tree", receipt(tree)), ("Status", tree.status)))),
    )


def _questions(tree: Tree) -> Iterator[Block]:
    numbers = {name: at for at, name in enumerate(tree.questions, start=1)}
    for section, words in tree.sections.items():
        inside = {name: each for name, each in tree.questions.items() if each.section == section}
        if inside:
            heading = f"{words.title} ({counted(len(inside), 'question')})"
            yield Block.of(heading, words.about)
        for name, question in inside.items():
            heading = f"{numbers[name]}. {question.topic} ({name}, {kind_of(question)})"
            yield Block.of(heading, Pairs(tuple(_options(tree, name, question))))


def _options(tree: Tree, name: str, question: Question) -> Iterator[tuple[str, str]]:
    """Options that do the same stand together."""
    together: dict[str, list[str]] = {}
    for key, option in question.options.items():
        does = _does(tree, option, leads_to(tree, name, (key,)))
        together.setdefault(does, []).append(key)
    for does, keys in together.items():
        yield ", ".join(keys), does


def _does(tree: Tree, option: Option, target: str) -> str:
    onward = leads_briefly(tree, target)
    if option.flag is None:
        return onward
    return f"{at_least(tree, tree.red_flags[option.flag].urgency)}, {onward} ({option.flag})"


def _gate(tree: Tree, name: str, gate: Gate) -> Block:
    lines = []
    for line in gate.lines:
        when = f"If {conditions_briefly(tree, line.when)}" if line.when else "Otherwise"
        together = f"{line.combination}. " if line.combination else ""
        lines.append(f"{together}{when}: {leads_briefly(tree, line.target)}")
    return Block.of(f"{name} (gate, the first line that matches decides)", Bullets(tuple(lines)))


def _table(tree: Tree, name: str, table: Table) -> Block:
    told = f"By {table.down}, and then by {table.across}."
    return Block.of(f"{name} (table)", told, named(_table_rows(table)))


def _table_rows(table: Table) -> Iterator[tuple[str, str]]:
    """The rows of a table: options down, and where they lead for which options across."""
    for row in table.rows:
        across: dict[str, list[str]] = {}
        for column, target in zip(table.columns, row.go, strict=True):
            if target != table.otherwise:
                across.setdefault(target, []).append(column)
        cells = [f"{target} if {listed(columns)}" for target, columns in across.items()]
        yield ", ".join(row.options), "; ".join([*cells, f"otherwise {table.otherwise}"])


def _rest(tree: Tree) -> tuple[tuple[str, str], ...]:
    rows = {
        "red_flags": counted(len(tree.red_flags), "red flag"),
        "claims": f"{counted(len(tree.claims), 'claim')} about its own safety",
        "areas": counted(len(tree.areas), "skin area"),
        "conditions": counted(len(tree.conditions), "condition"),
        "roots": counted(len(tree.roots), "nerve root"),
        "nerves": counted(len(tree.nerves), "nerve"),
        "glossary": f"{counted(len(tree.glossary), 'word')} explained",
        "numbers": f"phone numbers for {counted(len(tree.numbers), 'place')}",
        "sources": counted(len(tree.sources), "source"),
    }
    return tuple((kind, words) for kind, words in rows.items() if getattr(tree, kind))
