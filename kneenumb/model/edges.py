"""The edges of a tree: what comes right after a question, gate or table."""

from kneenumb.model.gate import Gate, Table
from kneenumb.model.outcome import Outcome
from kneenumb.model.question import Option, Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency


def chosen(question: Question, options: tuple[str, ...]) -> list[Option]:
    """The options of an answer, in printed order."""
    return [option for name, option in question.options.items() if name in options]


def leads_to(tree: Tree, question: str, options: tuple[str, ...]) -> str:
    """The node that an answer leads to: a question, gate, table or outcome.

    An emergency flag leads to its outcome. With several, the first in
    printed order names it.
    """
    asked = tree.questions[question]
    picked = chosen(asked, options)
    for option in picked:
        flag = tree.red_flags[option.flag] if option.flag else None
        if flag and flag.urgency is Urgency.EMERGENCY:
            return flag.outcome  # type: ignore[return-value]
    return picked[0].next or asked.next  # type: ignore[return-value]


def targets(tree: Tree, name: str) -> list[str]:
    """Every node that comes right after this one for some answer, each once."""
    match tree.nodes[name]:
        case Question(options=options):
            found = [leads_to(tree, name, (option,)) for option in options]
        case Gate(lines=lines):
            found = [line.target for line in lines]
        case Table() as table:
            found = [*table.cells.values(), table.otherwise]
        case Outcome():
            found = []
    return list(dict.fromkeys(found))


def deepest_first(tree: Tree) -> list[str]:
    """Every node of a tree without loops, each after all that can follow it."""
    done: dict[str, None] = {}
    for start in tree.nodes:
        trail = [(start, iter(targets(tree, start)))]
        while trail:
            node, onward = trail[-1]
            step = next((each for each in onward if each not in done), None)
            if step is None:
                done[node] = None
                trail.pop()
            else:
                trail.append((step, iter(targets(tree, step))))
    return list(done)
