"""What was added, removed, renamed or reworded between two versions, and who cannot be compared."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from kneenumb.diff.pairing import Pairing
from kneenumb.model.frozen import FrozenModel
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.phrases import listed

_NO_WORDS = {"urgency", "sources", "areas", "conditions", "options", "flag", "next", "clean"}
_OF_A_QUESTION = ("ask", "help")
"""What makes an answer mean something else."""


def notes(old: Tree, new: Tree, pairing: Pairing) -> tuple[str, ...]:
    """What is not the same in both versions, a sentence each."""
    return (
        *_moved("question", old.questions, new.questions, pairing.questions),
        *(
            note
            for name, options in pairing.options.items()
            for note in (
                *_renamed(f"In '{pairing.questions[name]}', the option", options),
                *_split(pairing, name),
            )
        ),
        *_moved("outcome", old.outcomes, new.outcomes, pairing.outcomes),
        *_moved("claim", old.claims, new.claims, _same(old.claims, new.claims)),
        *_reworded(old, new, pairing),
    )


def _moved(
    noun: str, old: Iterable[str], new: Iterable[str], paired: Mapping[str, str]
) -> Iterator[str]:
    yield from _renamed(f"The {noun}", paired)
    yield from _listed(f"removed {noun}", [name for name in old if name not in paired])
    yield from _listed(f"new {noun}", [name for name in new if name not in paired.values()])


def _listed(noun: str, names: list[str]) -> Iterator[str]:
    if names:
        plural = "" if len(names) == 1 else "s"
        yield f"{noun.capitalize()}{plural}: {', '.join(names)}."


def _renamed(what: str, paired: Mapping[str, str]) -> Iterator[str]:
    for name, other in paired.items():
        if name != other:
            yield f"{what} '{name}' is now called '{other}'."


def _split(pairing: Pairing, question: str) -> Iterator[str]:
    """The old lines of which some part is a line of its own now."""
    parts: dict[str, list[str]] = {}
    for name, old in pairing.splits.get(question, {}).items():
        parts.setdefault(old, []).append(name)
    for old, names in parts.items():
        *first, last = [f"'{name}'" for name in names]
        listed = (
            f"{', '.join(first)} and {last} are lines of their"
            if first
            else f"{last} is a line of its"
        )
        yield (
            f"In '{pairing.questions[question]}', '{old}' was split: {listed} own now, compared "
            f"with '{old}' before."
        )


def _same(old: Iterable[str], new: Iterable[str]) -> dict[str, str]:
    return {name: name for name in old if name in new}


def _reworded(old: Tree, new: Tree, pairing: Pairing) -> Iterator[str]:
    """What reads differently, though it is taken for the same."""
    for name, other in pairing.questions.items():
        one, two = old.questions[name], new.questions[other]
        parts = [field for field in _OF_A_QUESTION if getattr(one, field) != getattr(two, field)]
        parts += (
            f"option '{option}'" for option in _reworded_options(one, two, pairing.options[name])
        )
        if parts:
            yield f"'{other}' reads differently ({', '.join(parts)}): answers count as before."
    for name, other in pairing.outcomes.items():
        parts = _different(old.outcomes[name], new.outcomes[other])
        if parts:
            yield f"The outcome '{other}' reads differently ({', '.join(parts)})."
    for level in Urgency:
        parts = _different(old.urgencies[level], new.urgencies[level])
        if parts:
            yield f"The urgency '{level.value}' reads differently ({', '.join(parts)})."
    for name, claim in new.claims.items():
        if name in old.claims and _different(old.claims[name], claim):
            yield f"The claim '{name}' is written differently."


def _reworded_options(one: Question, two: Question, paired: Mapping[str, str]) -> Iterator[str]:
    for name, other in paired.items():
        if one.options[name].wording != two.options[other].wording:
            yield other


def _different(one: FrozenModel, two: FrozenModel) -> list[str]:
    """The names of the texts that are not the same."""
    return [
        field
        for field in type(one).model_fields
        if field not in _NO_WORDS and getattr(one, field) != getattr(two, field)
    ]


def gaps(old: Tree, new: Tree, pairing: Pairing) -> tuple[str, ...]:
    """Everybody who has a result in one version only, a sentence for each reason."""
    return tuple(_gaps(old, new, pairing))


def _gaps(old: Tree, new: Tree, pairing: Pairing) -> Iterator[str]:
    for name, other in pairing.questions.items():
        options = pairing.options[name]
        yield from _only_in(old, name, options, f"'{other}' no longer takes")
        yield from _only_in(new, other, pairing.old_options(name), f"Only now '{other}' takes")
        yield from _together(old, new, name, pairing)


def _only_in(tree: Tree, question: str, paired: Collection[str], what: str) -> Iterator[str]:
    """The options that only one version has."""
    options = tree.questions[question].options
    lonely = [name for name in options if name not in paired]
    if lonely:
        flags = dict.fromkeys(flag for name in lonely if (flag := options[name].flag))
        raised = ", ".join(f"{flag} ({tree.red_flags[flag].urgency.value})" for flag in flags)
        said = f" Raised by it: {raised}." if raised else ""
        yield f"{what} {_either(lonely)}. Whoever gives that answer cannot be compared.{said}"


def _together(old: Tree, new: Tree, name: str, pairing: Pairing) -> Iterator[str]:
    """The ticks that only one version takes beside each other."""
    other = pairing.questions[name]
    before, after = old.questions[name], new.questions[other]
    if before.is_checklist != after.is_checklist:
        number = "one answer" if before.is_checklist else "several answers"
        yield f"'{other}' takes {number} now: several together cannot be compared."
    elif before.is_checklist:
        alone = [
            after_name
            for before_name, after_name in pairing.options[name].items()
            if before.options[before_name].stands_alone != after.options[after_name].stands_alone
        ]
        if alone:
            yield (
                f"In '{other}', {_either(alone)} can be ticked beside others in one version only: "
                "such answers cannot be compared."
            )


def _either(names: list[str]) -> str:
    return listed(f"'{name}'" for name in names)
