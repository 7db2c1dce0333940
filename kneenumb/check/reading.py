"""How many years of school a text asks of its reader.

The formula is the Flesch–Kincaid grade: J. P. Kincaid, R. P. Fishburne, R. L. Rogers and
B. S. Chissom, *Derivation of new readability formulas for Navy enlisted personnel*, Research
Branch Report 8-75, 1975. Long sentences and long words make a text harder; it knows nothing
of the sense.
"""

import re

FEWEST_WORDS = 30
"""Below this, one long word moves the grade by years. A shorter text gets none."""

# A semicolon or colon ends a thought as a full stop does, and a reader rests there.
_END_OF_THOUGHT = re.compile(r"[.!?;:](?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
# Written, not spoken: whil(e), mak(es), walk(ed); but tab-le, nurs-es, test-ed.
_SILENT = re.compile(r"(?<![aeiouy])(?:(?<![^aeiouy]l)e|(?<![sxzcgh])es|(?<![td])ed)$")


def words(text: str) -> list[str]:
    """The words of a text. Numbers are none."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The thoughts of a text, each ended by a stop, a semicolon or a colon."""
    return [each.strip() for each in _END_OF_THOUGHT.split(text) if words(each)]


def syllables(word: str) -> int:
    """How many syllables an English word has, by its groups of vowels: near enough on average."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.lower()))))


def grade(text: str) -> float | None:
    """The years of school that a text asks for, or ``None`` for one too short to tell."""
    found = words(text)
    if len(found) < FEWEST_WORDS:
        return None
    long_sentences = len(found) / len(sentences(text))
    long_words = sum(map(syllables, found)) / len(found)
    return 0.39 * long_sentences + 11.8 * long_words - 15.59
