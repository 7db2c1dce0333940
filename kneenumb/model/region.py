"""Where somebody is: the phone numbers of a place, and the words of a tree with these in them."""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.reference import Number
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency, UrgencyWords

COUNTRIES = {
    **{"AT": "Austria", "AU": "Australia", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland"},
    **{"DE": "Germany", "FI": "Finland", "FR": "France", "GB": "United Kingdom"},
    **{"HK": "Hong Kong", "IE": "Ireland", "IN": "India", "IS": "Iceland", "JP": "Japan"},
    **{"KR": "South Korea", "MX": "Mexico", "NO": "Norway", "NZ": "New Zealand", "SE": "Sweden"},
    **{"SG": "Singapore", "US": "United States", "ZA": "South Africa", "EU": "European Union"},
}
"""Names of places, as trees write them, by their code in ISO 3166-1."""

OTHER_CODES = {"UK": "GB"}
"""Codes that people write for others."""

IN_THE_UNION = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
)
"""The members of the European Union: where a tree does not know one of them, the Union's number."""

_EMERGENCY = re.compile(r"\b(your local emergency number)\b(?: \(([^()]*)\))?", re.IGNORECASE)
_ADVICE = re.compile(r"\b(your health advice line)\b(?: \(([^()]*)\))?", re.IGNORECASE)
"""The words for whom to call, and the numbers of all places in brackets behind them."""


class UnknownRegion(Faulty):
    """The tree has no phone numbers of that place."""


class Region(NamedTuple):
    """A place, and whom to call there."""

    name: str
    emergency: tuple[Number, ...]
    advice: tuple[Number, ...]


def find_region(tree: Tree, written: str) -> Region:
    """A place of which the tree knows the phone numbers.

    Args:
        written: A code, such as ``AT``, or a name. Capital letters make no difference.

    Raises:
        UnknownRegion: if the tree does not know it; with what was meant, or all that it knows.
    """
    if not tree.numbers:
        cause = f"The tree '{tree.id}' has no phone numbers, so it knows no region."
        raise UnknownRegion(Fault(cause, "Leave the region out."))
    found = region_of_code(tree, written) or _named(tree, written)
    if found is None:
        known = regions(tree)
        cause = f"No phone numbers are known for the region '{written}'."
        names = {name: code for code, name in known.items()}
        hint = did_you_mean(written, names if len(written) > 2 else ())
        hint = f"{hint} " if hint.startswith("Did") else ""
        listed = ", ".join(f"{code} {name}" for code, name in known.items())
        remedy = f"{hint}Known are: {listed}."
        raise UnknownRegion(Fault(cause, remedy))
    return found


def region_of_code(tree: Tree, code: str) -> Region | None:
    """A country, if the tree knows its phone numbers.

    Args:
        code: Two letters, such as ``AT``.
    """
    code = code.strip().upper()
    code = OTHER_CODES.get(code, code)
    found = _named(tree, COUNTRIES[code]) if code in COUNTRIES else None
    return _named(tree, COUNTRIES["EU"]) if found is None and code in IN_THE_UNION else found


def regions(tree: Tree) -> dict[str, str]:
    """The name of every place of which the tree knows the numbers, by what to write for it."""
    shared = [Region(_names(each.where)[0], each.emergency, each.advice) for each in tree.numbers]
    return {region_code(each): each.name for each in shared}


def region_code(region: Region) -> str:
    """The code of a place, or its name where it has none."""
    return next((code for code, name in COUNTRIES.items() if name == region.name), region.name)


def _named(tree: Tree, name: str) -> Region | None:
    """A place by its name, with its own numbers, or else with those that it shares with others."""
    found: list[tuple[int, Region]] = []
    for each in tree.numbers:
        sharing = _names(each.where)
        for one in (each.where, *sharing):
            if _plain(one) == _plain(name):
                found.append((len(sharing), Region(one, each.emergency, each.advice)))
    return min(found, key=lambda each: each[0])[1] if found else None


def _names(where: str) -> list[str]:
    """The places that share the same numbers."""
    return re.split(r", (?:also |and )?", where)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip().removeprefix("the ")


def in_region(tree: Tree, place: Region, *, is_guess: bool = False) -> Tree:
    """The same tree, with the numbers of a place in what it says to do.

    They stand behind the words for whom to call, with the name of the place: somebody who is
    elsewhere still reads "your local emergency number".

    Args:
        is_guess: Whether nobody said that they are there. Then the numbers of other places stay.
    """
    words = {
        level.value: _told(level, tree.urgencies[level], place, is_guess=is_guess)
        for level in Urgency
    }
    urgencies = tree.urgencies.model_copy(update=words)
    return tree.model_copy(update={"urgencies": urgencies}).as_proved(tree.is_proved)


def _told(level: Urgency, words: UrgencyWords, place: Region, *, is_guess: bool) -> UrgencyWords:
    action = words.action
    if level is Urgency.EMERGENCY and not _EMERGENCY.search(action):
        # A tree may have other words for it. The number is not left out for that.
        action = f"{action} Or call your local emergency number."
    for whom, numbers in ((_EMERGENCY, place.emergency), (_ADVICE, place.advice)):
        if numbers:
            there = f"in {_with_article(place.name)}: {' or '.join(_calls(numbers))}"
            action = whom.sub(partial(_with_numbers, there, is_guess), action)
    return words.model_copy(update={"action": action})


def _with_numbers(there: str, is_guess: bool, found: re.Match[str]) -> str:
    whom, others = found.groups()
    return f"{whom} ({there}{f'; elsewhere: {others}' if is_guess and others else ''})"


def _with_article(name: str) -> str:
    return f"the {name}" if name.startswith(("United ", "European ")) else name


def _calls(numbers: tuple[Number, ...]) -> Iterator[str]:
    """What to call. Brackets inside brackets are hard to read and to hear."""
    for each in numbers:
        yield re.sub(r" \(([^()]*)\)", r", \1", each.call)
