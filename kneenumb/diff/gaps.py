"""Who cannot be compared between two versions of a tree, as only one of them takes the answer."""

from collections.abc import Collection, Iterator

from kneenumb.diff.pairing import Pairing
from kneenumb.model.tree import Tree


def gaps(old: Tree, new: Tree, pairing: Pairing) -> tuple[str, ...]:
    """Everybody who has a result in one version only, a sentence for each reason."""
    return tuple(_gaps(old, new, pairing))


def _gaps(old: Tree, new: Tree, pairing: Pairing) -> Iterator[str]:
    for name, other in pairing.questions.items():
        options = pairing.options[name]
        yield from _only_in(old, name, options, f"'{other}' no longer takes")
        yield from _only_in(new, other, options.values(), f"Only now '{other}' takes")
        yield from _together(old, new, name, pairing)


def _only_in(tree: Tree, question: str, paired: Collection[str], what: str) -> Iterator[str]:
    """The options that only one version has."""
    options = tree.questions[question].options
    lonely = [name for name in options if name not in paired]
    if lonely:
        flags = dict.fromkeys(flag for name in lonely if (flag := options[name].flag))
        raised = ", ".join(f"{flag} ({tree.red_flags[flag].urgency.value})" for flag in flags)
        said = f" Raised by it: {raised}." if raised else ""
        yield f"{what} {_listed(lonely)}. Whoever gives that answer cannot be compared.{said}"


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
                f"In '{other}', {_listed(alone)} can be ticked beside others in one version only: "
                "such answers cannot be compared."
            )


def _listed(names: list[str]) -> str:
    *first, last = [f"'{name}'" for name in names]
    return f"{', '.join(first)} or {last}" if first else last
