"""Checks that a walk through the tree always has somewhere to go, and ends.

These are the faults without which a tree cannot be walked at all. Whether
it is *safe* is a question for the proof, not for the loader.
"""

from collections.abc import Iterator

from kneenumb.load.composer import Path
from kneenumb.load.document import Document
from kneenumb.model.claim import Statement
from kneenumb.model.edges import targets
from kneenumb.model.fault import Fault
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency


def broken_structure(tree: Tree, document: Document) -> list[Fault]:
    """A fault for everything that could stop a walk from reaching an outcome."""
    found = [
        *_shared_ids(tree),
        *_reserved_ids(tree),
        *_flags(tree),
        *_questions(tree),
        *_tables(tree),
    ]
    if not found:  # A loop is only worth naming where every way is known.
        found += _loops(tree)
    return [Fault(cause, remedy, document.place(path)) for path, cause, remedy in found]


Found = tuple[Path, str, str]


def _shared_ids(tree: Tree) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for home in ("questions", "gates", "tables", "outcomes"):
        for name in getattr(tree, home):
            if name in seen:
                cause = f"'{name}' is already the name of one of the {seen[name]}."
                yield (home, name), cause, "Rename one of the two."
            seen[name] = home


def _reserved_ids(tree: Tree) -> Iterator[Found]:
    for name in tree.questions:
        if name in (*Statement.model_fields, "answers"):
            cause = f"'{name}' has a meaning of its own in claims and case files."
            yield ("questions", name), cause, "Give the question another name."


def _flags(tree: Tree) -> Iterator[Found]:
    for name, flag in tree.red_flags.items():
        path = ("red_flags", name)
        if flag.urgency is Urgency.EMERGENCY:
            if flag.outcome is None:
                cause = f"The emergency flag '{name}' does not say which outcome it leads to."
                yield path, cause, "Add 'outcome: …'."
            elif tree.outcomes[flag.outcome].urgency is not Urgency.EMERGENCY:
                cause = f"The emergency flag '{name}' leads to an outcome that is no emergency."
                yield (*path, "outcome"), cause, "Name an emergency outcome."
        elif flag.outcome is not None:
            cause = f"'{name}' is no emergency, so it does not end the questions at an outcome."
            yield (*path, "outcome"), cause, "Remove 'outcome', or raise the urgency to emergency."


def _questions(tree: Tree) -> Iterator[Found]:
    for name, question in tree.questions.items():
        path = ("questions", name)
        alone = [each for each in question.options.values() if each.clean]
        if question.is_checklist and question.next is None:
            cause = f"The checklist '{name}' does not say where to go next."
            yield path, cause, "Add 'next: …' to the question."
        if question.is_checklist and not alone:
            cause = f"Nobody without any of its lines can answer the checklist '{name}'."
            yield (*path, "options"), cause, "Add an option such as 'none' with 'clean: true'."
        if len(alone) > 1:
            cause = f"'{name}' has {len(alone)} clean options; there can be one."
            yield (*path, "options"), cause, "Keep one."
        for option_name, option in question.options.items():
            here = (*path, "options", option_name)
            if question.is_checklist and option.next is not None:
                cause = "Options of a checklist cannot lead anywhere, as several may be ticked."
                yield (*here, "next"), cause, "Use a red flag, or a gate after the question."
            ends = option.flag and tree.red_flags[option.flag].outcome
            if not ends and option.next is None and question.next is None:
                cause = f"The option '{option_name}' of '{name}' leads nowhere."
                yield here, cause, "Add 'next: …' to it or to its question."


def _tables(tree: Tree) -> Iterator[Found]:
    for name, table in tree.tables.items():
        path = ("tables", name)
        if sorted(table.columns) != sorted(tree.questions[table.across].options):
            cause = f"The columns of '{name}' are not the options of '{table.across}', each once."
            yield (*path, "columns"), cause, "List every option of that question once."
        seen: set[str] = set()
        for at, row in enumerate(table.rows):
            here = (*path, "rows", at)
            if len(row.go) != len(table.columns):
                cause = f"This row has {len(row.go)} cells for {len(table.columns)} columns."
                yield (*here, "go"), cause, "Write one cell for each column."
            for option in row.options:
                if option in seen:
                    cause = f"'{option}' already has a row in '{name}'."
                    yield (*here, "options"), cause, "Keep one of the two rows."
                seen.add(option)


def _loops(tree: Tree) -> Iterator[Found]:
    """The loops that a walk could run into, each named once."""
    done: set[str] = set()
    for start in tree.nodes:
        trail: dict[str, Iterator[str]] = {start: iter(targets(tree, start))}
        while trail:
            node = next(reversed(trail))
            onward = next(trail[node], None) if node not in done else None
            if onward is None:
                done.add(node)
                trail.pop(node)
            elif onward in trail:
                loop = [*list(trail)[list(trail).index(onward) :], onward]
                home = next(h for h in ("questions", "gates", "tables") if node in getattr(tree, h))
                cause = f"The tree runs in a circle: {' → '.join(loop)}."
                yield (home, node), cause, "Lead one of them on to another question or outcome."
            elif onward not in done:
                trail[onward] = iter(targets(tree, onward))
