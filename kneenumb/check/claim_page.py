"""Claims in plain words."""

from collections.abc import Iterator

from kneenumb.model.claim import Claim, Count, Statement, UrgencyBound
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Bullets, Page, Piece
from kneenumb.page.phrases import cited, conditions, conditions_briefly, listed, quoted


def claim_page(tree: Tree, name: str, claim: Claim) -> Page:
    """What a claim says, and what of it can be checked over every combination of answers."""
    law = f"A rule for every tree: {claim.law.value.replace('_', ' ')}." if claim.law else None
    return (
        Block.of(f"Claim {name}", claim.says),
        *(
            Block.of(
                f"What can be checked{_number(claim, at)}", *_pieces(tree, each.when, each.then)
            )
            for at, each in enumerate(claim.holds, start=1)
        ),
        Block.of("The rule behind it", law),
        cited(tree, claim.sources),
    )


def _number(claim: Claim, at: int) -> str:
    return f", {at} of {len(claim.holds)}" if len(claim.holds) > 1 else ""


def _pieces(tree: Tree, when: Statement, then: Statement) -> Iterator[Piece | str]:
    if met := tuple(_sentences(tree, when)):
        yield "For everybody for whom this is so:"
        yield Bullets(met)
        yield "this is so as well:"
    else:
        yield "For everybody this is so:"
    yield Bullets(tuple(_sentences(tree, then)))


def claim_lines(tree: Tree, claim: Claim) -> Iterator[str]:
    """What of a claim can be checked, a line each, with ids where a page has words."""
    for each in claim.holds:
        met = ", and ".join(_sentences(tree, each.when, in_ids=True))
        then = ", and ".join(_sentences(tree, each.then, in_ids=True))
        yield f"If {met}: {then}." if met else f"For everybody: {then}."
    if claim.law:
        yield f"A rule for every tree: {claim.law.value.replace('_', ' ')}."


def _sentences(tree: Tree, statement: Statement, *, in_ids: bool = False) -> Iterator[str]:
    """One sentence for each part of a statement. All of them must hold."""
    if not in_ids:
        yield from conditions(tree, statement.answers)
    elif statement.answers:
        yield conditions_briefly(tree, statement.answers)
    if statement.raised:
        yield f"a red flag was raised whose urgency is {_level(tree, statement.raised)}"
    if statement.base:
        yield f"the urgency of the outcome by itself is {_level(tree, statement.base)}"
    if statement.urgency:
        yield f"the final urgency is {_level(tree, statement.urgency)}"
    if statement.outcome:
        yield f"the outcome is {_outcomes(tree, statement.outcome, in_ids=in_ids)}"
    if statement.combination:
        yield f"the combination {listed(statement.combination)} decided the result"
    if statement.asked:
        every = _questions(tree, statement.asked, "every one of", in_ids=in_ids)
        yield f"asked and answered: {every}"
    if statement.clean:
        every = _questions(tree, statement.clean, "every one of", in_ids=in_ids)
        yield f"the clean answer, that nothing is wrong, was given to {every}"
    if statement.unsure:
        some = _questions(tree, statement.unsure, "at least one of", in_ids=in_ids)
        yield f"the answer “not sure” was given to {some}"
    if statement.questions:
        yield f"the number of questions asked is {_count(statement.questions)}"
    if statement.any:
        either = (", and ".join(_sentences(tree, each, in_ids=in_ids)) for each in statement.any)
        yield f"at least one of these is so: {'; or '.join(either)}"


def _outcomes(tree: Tree, names: tuple[str, ...], *, in_ids: bool) -> str:
    for urgency in Urgency:
        level = {name for name, each in tree.outcomes.items() if each.urgency is urgency}
        if len(level) > 1 and level == set(names):
            label = quoted(tree.urgencies[urgency].label)
            return f"one of the {len(level)} that are {label} by themselves"
    if in_ids:
        return listed(names)
    return listed(f"{quoted(tree.outcomes[each].title)} ({each})" for each in names)


def _questions(tree: Tree, names: tuple[str, ...], how_many: str, *, in_ids: bool) -> str:
    for key, section in tree.sections.items():
        inside = {name for name, each in tree.questions.items() if each.section == key}
        if len(inside) > 1 and inside == set(names):
            return f"{how_many} the {len(inside)} questions of the section {quoted(section.title)}"
    topics = [
        each if in_ids else f"{quoted(tree.questions[each].topic)} ({each})" for each in names
    ]
    return f"{how_many + ' ' if len(names) > 1 else ''}{listed(topics, 'and')}"


def _level(tree: Tree, bounds: UrgencyBound) -> str:
    words = {
        "exactly": bounds.exactly,
        "at least": bounds.at_least,
        "at most": bounds.at_most,
    }
    return " and ".join(
        f"{bound} {quoted(tree.urgencies[level].label)}" for bound, level in words.items() if level
    )


def _count(bounds: Count) -> str:
    words = {"at least": bounds.at_least, "at most": bounds.at_most}
    return " and ".join(f"{bound} {count}" for bound, count in words.items() if count is not None)
