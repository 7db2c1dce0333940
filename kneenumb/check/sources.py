"""Rules about sources: every one is used, numbered and marked as what it is."""

from collections.abc import Iterator

from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw, Severity
from kneenumb.check.rule import rule
from kneenumb.model.reference import Nerve, Root
from kneenumb.model.tree import Tree

_KINDS = {
    "S": ("a statement of the seed article", ("seed",)),
    "C": ("a correction of the seed article", ("correction",)),
    "R": ("an outside reference", ("excerpt", "cited", "memory")),
}


@rule(
    "unused-source",
    Severity.WARNING,
    page="""A source is listed, but nothing in the tree rests on it.

    Either a statement has lost its source, or the list promises more reading than went into
    the tree. A statement of the seed article that is neither used nor corrected was forgotten.

    Name the source where it is used: at a question, option, gate line, red flag, outcome, claim,
    root or nerve, at the body map or the phone numbers, or under 'corrects' or 'sources' of
    another source. Or remove it.

        outcomes:
          o_pad: {sources: [R38, R39], …}
        sources:
          R39: {cite: Peripheral arterial disease, read: excerpt}
    """,
)
def unused_source(context: CheckContext) -> Iterator[Flaw]:
    cited = set(_cited(context.tree))
    for name in context.tree.sources:
        if name not in cited:
            yield Flaw(
                ("sources", name),
                f"Nothing in the tree names the source '{name}'.",
                "Name it where it is used, or remove it.",
                of_key=True,
            )


@rule(
    "seed-gap",
    Severity.WARNING,
    page="""A statement of the seed article is missing from its numbering.

    The statements of the article, S1 and onward, are listed whole, so that a reviewer sees
    that none was passed over. A gap is one that was.

    Add the missing statement, or number the later ones anew.

        sources:
          S1: {cite: …, read: seed}
          S3: {cite: …, read: seed}  # wrong: what became of S2?
    """,
)
def seed_gap(context: CheckContext) -> Iterator[Flaw]:
    ids = [each for each in context.tree.sources if each[0] == "S"]
    expected = 1
    for name in sorted(ids, key=lambda each: int(each[1:])):
        number = int(name[1:])
        if number > expected:
            gap = f"'S{expected}'"
            if number - 1 > expected:
                gap += f" to 'S{number - 1}'"
            yield Flaw(
                ("sources", name),
                f"There is a statement '{name}' of the seed article, but no {gap}.",
                "Add what is missing, or number the statements anew.",
                of_key=True,
            )
        expected = number + 1


@rule(
    "source-kind",
    Severity.WARNING,
    page="""The id of a source and the mark of how it was read do not fit.

    By its letter a reader takes a source for the seed article, for our own correction, or for
    an outside reference, and trusts it accordingly.

    S goes with 'read: seed', C with 'read: correction', and R with 'excerpt', 'cited' or
    'memory'. Change the mark, or the letter.

        R7: {cite: NHS 111 Wales, read: seed}     # wrong
        R7: {cite: NHS 111 Wales, read: excerpt}  # right
    """,
)
def source_kind(context: CheckContext) -> Iterator[Flaw]:
    for name, source in context.tree.sources.items():
        kind, marks = _KINDS[name[0]]
        if source.read not in marks:
            yield Flaw(
                ("sources", name, "read"),
                f"By its id '{name}' is {kind}, but it is marked 'read: {source.read}'.",
                f"Write {' or '.join(marks)}, or give it another letter.",
            )


def _cited(tree: Tree) -> Iterator[str]:
    """Every source that something rests on, some several times."""
    for question in tree.questions.values():
        yield from question.sources
        for option in question.options.values():
            yield from option.sources
    for gate in tree.gates.values():
        for line in gate.lines:
            yield from line.sources
    for flag in tree.red_flags.values():
        yield from flag.sources
    for outcome in tree.outcomes.values():
        yield from outcome.sources
    for claim in tree.claims.values():
        yield from claim.sources
    for name, source in tree.sources.items():
        yield from (each for each in (*source.sources, *source.corrects) if each != name)
    yield from tree.numbers_sources
    if tree.body_map:
        yield from tree.body_map.sources
    pathways: list[Root | Nerve] = [*tree.roots.values(), *tree.nerves.values()]
    for part in pathways:
        yield from part.sources
        for point in part.pressed:
            yield from point.sources
