"""Conditions on answers, as forms have them: which options are chosen, joined by and, or.

They are kept small while they are made. What another part says already is left out, so that they
can still be read behind the ninth question.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class OptionTest:
    """Whether one of some options of a question is chosen, or none of them is."""

    question: str
    options: frozenset[str]
    is_so: bool = True
    is_single: bool = True
    """Whether the question takes one option only."""


@dataclass(frozen=True)
class AllOf:
    """All of these hold. Without any, it is always so."""

    terms: tuple["FormCondition", ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """One of these holds at least. Without any, it is never so."""

    terms: tuple["FormCondition", ...] = ()


FormCondition = OptionTest | AllOf | AnyOf

ALWAYS = AllOf()
NEVER = AnyOf()


def negated(condition: FormCondition) -> FormCondition:
    """What holds exactly when a condition does not."""
    match condition:
        case OptionTest(question, options, is_so, is_single):
            return OptionTest(question, options, not is_so, is_single)
        case AllOf(terms):
            return any_of(map(negated, terms))
        case AnyOf(terms):
            return all_of(map(negated, terms))


def all_of(conditions: Iterable[FormCondition]) -> FormCondition:
    """What holds when all conditions do."""
    terms = [*dict.fromkeys(_flat(conditions, AllOf))]
    while True:
        if NEVER in terms:
            return NEVER
        leaves = _merged([term for term in terms if isinstance(term, OptionTest)])
        if leaves is None:
            return NEVER
        found: list[FormCondition] = [*leaves]
        for term in terms:
            if isinstance(term, AnyOf) and not any(_follows(each, leaves) for each in term.terms):
                found += _flat([any_of(_possible(term, leaves))], AllOf)
        found = [*dict.fromkeys(found)]
        if found == terms:
            return found[0] if len(found) == 1 else AllOf(tuple(found))
        terms = found


def any_of(conditions: Iterable[FormCondition]) -> FormCondition:
    """What holds when one of the conditions does."""
    terms = [*dict.fromkeys(_flat(conditions, AnyOf))]
    if ALWAYS in terms:
        return ALWAYS
    if len(terms) > 1:
        # What all of them ask for is asked once.
        several = [term.terms if isinstance(term, AllOf) else (term,) for term in terms]
        shared = [each for each in several[0] if all(each in others for others in several[1:])]
        if shared:
            rests = [all_of(each for each in some if each not in shared) for some in several]
            return all_of([*shared, any_of(rests)])
    united: dict[tuple[str, bool], OptionTest] = {}
    found: list[FormCondition] = []
    for term in terms:
        if not isinstance(term, OptionTest) or not (term.is_so or term.is_single):
            found.append(term)
            continue
        key = (term.question, term.is_so)
        before = united.get(key, term).options
        options = before | term.options if term.is_so else before & term.options
        if not options:
            return ALWAYS  # Nobody chooses two options where one is taken.
        united[key] = OptionTest(term.question, options, term.is_so, term.is_single)
    found = [*united.values(), *found]
    return found[0] if len(found) == 1 else AnyOf(tuple(found))


def size(condition: FormCondition) -> int:
    """How many options a condition names."""
    if isinstance(condition, OptionTest):
        return len(condition.options)
    return sum(map(size, condition.terms))


def _flat(
    conditions: Iterable[FormCondition], kind: type[AllOf] | type[AnyOf]
) -> Iterator[FormCondition]:
    for condition in conditions:
        if not isinstance(condition, OptionTest) and isinstance(condition, kind):
            yield from _flat(condition.terms, kind)
        else:
            yield condition


def _merged(leaves: list[OptionTest]) -> list[OptionTest] | None:
    """The same with at most one part for what is not chosen, and for a single question one in all.

    ``None`` if they contradict each other.
    """
    found: list[OptionTest] = []
    for question in dict.fromkeys(leaf.question for leaf in leaves):
        own = [leaf for leaf in leaves if leaf.question == question]
        is_single = own[0].is_single
        refused = frozenset[str]().union(*(leaf.options for leaf in own if not leaf.is_so))
        wanted = [leaf.options - refused for leaf in own if leaf.is_so]
        if is_single and wanted:
            wanted, refused = [frozenset.intersection(*wanted)], frozenset()
        if not all(wanted):
            return None
        least = [each for each in dict.fromkeys(wanted) if not any(one < each for one in wanted)]
        found += [OptionTest(question, each, True, is_single) for each in least]
        if refused:
            found.append(OptionTest(question, refused, False, is_single))
    return found


def _follows(condition: FormCondition, leaves: list[OptionTest]) -> bool:
    """Whether a condition holds wherever all of some parts do."""
    match condition:
        case OptionTest() as leaf:
            return any(_implies(each, leaf) for each in leaves)
        case AllOf(terms):
            return all(_follows(each, leaves) for each in terms)
        case AnyOf(terms):
            return any(_follows(each, leaves) for each in terms)


def _implies(one: OptionTest, other: OptionTest) -> bool:
    if one.question != other.question:
        return False
    if one.is_so and other.is_so:
        return one.options <= other.options
    if one.is_so:
        return one.is_single and one.options.isdisjoint(other.options)
    return not other.is_so and one.options >= other.options


def _possible(condition: AnyOf, leaves: list[OptionTest]) -> list[FormCondition]:
    """The ways in which a condition can still hold where all of some parts do."""
    found: list[FormCondition] = []
    for term in condition.terms:
        parts = term.terms if isinstance(term, AllOf) else (term,)
        if any(_follows(negated(part), leaves) for part in parts if isinstance(part, OptionTest)):
            continue
        found.append(all_of(part for part in parts if not _follows(part, leaves)))
    return found


def written(
    condition: FormCondition,
    one: Callable[[str, str, bool], str],
    in_order: Callable[[str, frozenset[str]], Iterable[str]],
) -> str:
    """A condition in the language of a form.

    Args:
        one: Says that one option of a question is chosen, or is not.
        in_order: The options of a question in the order of the tree.

    Returns:
        Text without ``not``, made of these and of ``and``, ``or`` and brackets.
    """

    def text(condition: FormCondition, *, is_inner: bool) -> str:
        match condition:
            case OptionTest(question, options, is_so, _):
                pieces = [one(question, each, is_so) for each in in_order(question, options)]
                word = " or " if is_so else " and "
            case AllOf(terms):
                pieces = [text(each, is_inner=True) for each in terms]
                word = " and "
            case AnyOf(terms):
                pieces = [text(each, is_inner=True) for each in terms]
                word = " or "
        joined = word.join(pieces)
        return f"({joined})" if is_inner and len(pieces) > 1 else joined

    return text(condition, is_inner=False)
