"""Checks that a walk through the tree always has somewhere to go, and ends.

These are the faults without which a tree cannot be walked at all. Whether
it is *safe* is a question for the proof, not for the loader.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from kneenumb.model.case import WORDS
from kneenumb.model.claim import Statement
from kneenumb.model.edges import targets
from kneenumb.model.fault import Fault, NodePath, TreeFault
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.strict_yaml.document import Document

MOST_BRANCHING = 20
"""Nerves one after the other, each a branch of the one before. More cannot be drawn."""
MOST_LOOPS = 50
"""Loops that are named. There may be as many as answers, each as long as the tree."""


class _Misbuilt(NamedTuple):
    """One thing that is wrong, before it is known where in the file it stands."""

    kind: TreeFault
    path: NodePath
    cause: str
    remedy: str
    is_name: bool = False
    """Whether the key is at fault, and not what stands under it."""


def broken_structure(tree: Tree, document: Document) -> list[Fault]:
    """A fault for everything that could stop a walk from reaching an outcome."""
    found = [
        *_shared_ids(tree),
        *_reserved_ids(tree),
        *_flags(tree),
        *_questions(tree),
        *_tables(tree),
        *_nerves(tree),
    ]
    if not found:  # A loop is only worth naming where every way is known.
        found += islice(_loops(tree), MOST_LOOPS)
    return [
        Fault(each.cause, each.remedy, document.place(each.path, of_key=each.is_name), each.kind)
        for each in found
    ]


def _shared_ids(tree: Tree) -> Iterator[_Misbuilt]:
    seen: dict[str, str] = {}
    for home in ("questions", "gates", "tables", "outcomes"):
        for name in getattr(tree, home):
            if name in seen:
                cause = f"'{name}' is already the name of one of the {seen[name]}."
                remedy = "Rename one of the two."
                yield _Misbuilt(TreeFault.CLASH, (home, name), cause, remedy, is_name=True)
            seen[name] = home


def _reserved_ids(tree: Tree) -> Iterator[_Misbuilt]:
    for name in tree.questions:
        if name in (*Statement.model_fields, *WORDS, "answers", "expected"):
            cause = f"'{name}' has a meaning of its own in claims and case files."
            remedy = "Give the question another name."
            yield _Misbuilt(TreeFault.CLASH, ("questions", name), cause, remedy, is_name=True)


def _flags(tree: Tree) -> Iterator[_Misbuilt]:
    for name, flag in tree.red_flags.items():
        path: NodePath = ("red_flags", name)
        if flag.urgency is Urgency.EMERGENCY:
            if flag.outcome is None:
                cause = f"The emergency flag '{name}' does not say which outcome it leads to."
                yield _Misbuilt(TreeFault.BROKEN_FLAG, path, cause, "Add 'outcome: …'.")
            elif tree.outcomes[flag.outcome].urgency is not Urgency.EMERGENCY:
                cause = f"The emergency flag '{name}' leads to an outcome that is no emergency."
                remedy = "Name an emergency outcome."
                yield _Misbuilt(TreeFault.BROKEN_FLAG, (*path, "outcome"), cause, remedy)
        elif flag.outcome is not None:
            cause = f"'{name}' is no emergency, so it does not end the questions at an outcome."
            remedy = "Remove 'outcome', or raise the urgency to emergency."
            yield _Misbuilt(TreeFault.BROKEN_FLAG, (*path, "outcome"), cause, remedy)


def _questions(tree: Tree) -> Iterator[_Misbuilt]:
    for name, question in tree.questions.items():
        yield from _clean_answer(name, question)
        yield from _ways_on(tree, name, question)


def _clean_answer(name: str, question: Question) -> Iterator[_Misbuilt]:
    path = ("questions", name, "options")
    clean = [each for each in question.options.values() if each.clean]
    if question.is_checklist and not clean:
        cause = f"Nobody without any of its lines can answer the checklist '{name}'."
        remedy = "Add an option such as 'none' with 'clean: true'."
        yield _Misbuilt(TreeFault.NO_CLEAN_ANSWER, path, cause, remedy)
    if len(clean) > 1:
        cause = f"'{name}' has {len(clean)} clean options; there can be one."
        yield _Misbuilt(TreeFault.NO_CLEAN_ANSWER, path, cause, "Keep one.")


def _ways_on(tree: Tree, name: str, question: Question) -> Iterator[_Misbuilt]:
    """Answers that lead nowhere, and options that lead away before all ticks are known."""
    path = ("questions", name)
    if question.is_checklist and question.next is None:
        cause = f"The checklist '{name}' does not say where to go next."
        yield _Misbuilt(TreeFault.DEAD_END, path, cause, "Add 'next: …' to the question.")
    for option_name, option in question.options.items():
        here = (*path, "options", option_name)
        ends = option.flag and tree.red_flags[option.flag].outcome
        if question.is_checklist:
            if option.next is not None:
                cause = "Options of a checklist cannot lead anywhere, as several may be ticked."
                remedy = "Use a red flag, or a gate after the question."
                yield _Misbuilt(TreeFault.NO_TREE, (*here, "next"), cause, remedy)
        elif not ends and option.next is None and question.next is None:
            cause = f"The option '{option_name}' of '{name}' leads nowhere."
            remedy = "Add 'next: …' to it or to its question."
            yield _Misbuilt(TreeFault.DEAD_END, here, cause, remedy)


def _tables(tree: Tree) -> Iterator[_Misbuilt]:
    kind = TreeFault.BROKEN_TABLE
    for name, table in tree.tables.items():
        path = ("tables", name)
        if sorted(table.columns) != sorted(tree.questions[table.across].options):
            cause = f"The columns of '{name}' are not the options of '{table.across}', each once."
            remedy = "List every option of that question once."
            yield _Misbuilt(kind, (*path, "columns"), cause, remedy)
        seen: set[str] = set()
        for at, row in enumerate(table.rows):
            here = (*path, "rows", at)
            if len(row.go) != len(table.columns):
                cause = f"This row has {len(row.go)} cells for {len(table.columns)} columns."
                yield _Misbuilt(kind, (*here, "go"), cause, "Write one cell for each column.")
            for option in row.options:
                if option in seen:
                    cause = f"'{option}' already has a row in '{name}'."
                    yield _Misbuilt(kind, (*here, "options"), cause, "Keep one of the two rows.")
                seen.add(option)


def _nerves(tree: Tree) -> Iterator[_Misbuilt]:
    depths: dict[str, int] = {}
    for name, nerve in tree.nerves.items():  # Each stands below what it comes from.
        depths[name] = 1 + max((depths[each] for each in nerve.branch_of), default=0)
        if depths[name] == MOST_BRANCHING + 1:
            cause = f"'{name}' is the last of more than {MOST_BRANCHING} branches of branches."
            path: NodePath = ("nerves", name, "branch_of")
            yield _Misbuilt(TreeFault.NO_TREE, path, cause, "Leave some of them out.")


def _loops(tree: Tree) -> Iterator[_Misbuilt]:
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
                remedy = "Lead one of them on to another question or outcome."
                yield _Misbuilt(TreeFault.LOOP, (home, node), cause, remedy)
            elif onward not in done:
                trail[onward] = iter(targets(tree, onward))
