"""Wording that the page of a result must not hold, and the turns of phrase that excuse it."""

import re
from collections.abc import Collection, Iterator

_ADVERB = r"(?:(?:almost|most|very) )?(?:certainly|clearly|definitely|surely|probably|likely)"
_YOU_HAVE = re.compile(
    rf"\byou (?:{_ADVERB} )?(?:have|suffer from)\b|\byou['’]ve\b"
    r"|\byou(?: are|['’]re) (?:suffering from|having an?)\b",
    re.IGNORECASE,
)
_IT_IS = re.compile(
    rf"\b(?:this|that|it|the cause) is (?:{_ADVERB} )?(?:(?:an?|the) )?", re.IGNORECASE
)
# "You have to be seen", "you have told us": no condition is named.
_NO_CONDITION = re.compile(
    r" +(?:(?:already|just|not|never|only) +)?(?:to|been|told|said|answered|ticked|chosen|marked"
    r"|named|listed|described|reported|given|tried|taken|noticed|seen)\b",
    re.IGNORECASE,
)
# "If you have a fever", "it may be that you have": said, but not as certain.
_DOUBT = re.compile(
    r"\b(?:if|whether|when|whenever|unless|until|while|before|after|than|do|does|may|might|could"
    r"|possible|possibly|perhaps|maybe)\b",
    re.IGNORECASE,
)
_WAIT = re.compile(
    r"\bwait[- ](?:and|to|&)[- ](?:see|watch)\b|\bwatch[- ]and[- ]wait\b|\bwatchful waiting\b"
    r"|\bsee how (?:it|this|that|things) (?:goes?|develops?)\b"
    r"|\bsee (?:if|whether) (?:it|this|that|things|the \w+)"
    r" (?:gets?|goes?|settles?|improves?|pass(?:es)?|eases?|clears?)\b"
    r"|\b(?:wait|give it|leave it)(?: for)? (?:an?|some|a few|a couple of|one|two|three|\d+)"
    r" (?:more )?(?:hours?|days?|weeks?|nights?)\b"
    r"|\bwait (?:until|till) (?:tomorrow|morning|the morning|next week|the weekend|monday)\b"
    r"|\bsleep on it\b",
    re.IGNORECASE,
)
# "Do not wait and see."
_REFUSAL = re.compile(r"\b(?:not|never|no|cannot|instead of|rather than)\b|n['’]t\b", re.IGNORECASE)
_BREAK = re.compile(r"[.!?;:,()\"“”—]|\bbut\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:and|or|nor)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 12
"""In words. The name of a condition is one line."""


def certainties(text: str, conditions: Collection[str]) -> Iterator[str]:
    """Every phrase that tells the reader what they have.

    Args:
        conditions: Their names, as :func:`plain` words.
    """
    text = " ".join(text.split())
    for found in _YOU_HAVE.finditer(text):
        if not _NO_CONDITION.match(text, found.end()) and not _is_doubted(text, found.start()):
            yield _shown(text, found)
    for found in _IT_IS.finditer(text):
        if _names_one(text[found.end() :], conditions) and not _is_doubted(text, found.start()):
            yield _shown(text, found)


def waits(text: str) -> Iterator[str]:
    """Every phrase that tells the reader to wait and see."""
    text = " ".join(text.split())
    for found in _WAIT.finditer(text):
        if not _REFUSAL.search(_clause_before(text, found.start())):
            yield found[0]


def plain(name: str) -> str:
    """A name without capitals, marks and what stands in brackets, to compare it."""
    return " ".join(_WORD.findall(re.sub(r"\(.*?\)", " ", name).lower()))


def _is_doubted(text: str, at: int) -> bool:
    clause = _clause_before(text, at)
    # "If you are over 50, or you have diabetes": the "if" stands in another clause.
    asked = _STOP.split(_before(text, at))[-1] if _JOINED.match(clause) else clause
    return _DOUBT.search(asked) is not None


def _clause_before(text: str, at: int) -> str:
    """What stands before a place, up to the last comma or the like."""
    return _BREAK.split(_before(text, at))[-1]


def _before(text: str, at: int) -> str:
    """What stands before a place. Nobody reads further back than this to understand a word."""
    return text[max(0, at - 200) : at]


def _names_one(text: str, conditions: Collection[str]) -> bool:
    """Whether a text begins with the name of a condition."""
    words = _WORD.findall(text[:120].lower())
    return any(" ".join(words[:size]) in conditions for size in range(1, _LONGEST_NAME + 1))


def _shown(text: str, found: re.Match[str]) -> str:
    """A phrase and the few words after it, up to the end of the clause."""
    rest = _BREAK.split(text[found.end() : found.end() + 60])[0]
    return found[0].strip() + " ".join(["", *rest.split()[:4]])
