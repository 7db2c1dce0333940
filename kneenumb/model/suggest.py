"""Did you mean …?"""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that helps somebody who wrote a word that is not known.

    Args:
        word: What was written.
        known: What could have been meant, in the order to show it.

    Returns:
        ``Did you mean 'x'?`` where one is close, else the words to choose from.
    """
    words = list(known)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    if not words:
        return "Remove it."
    shown = ", ".join(words[:20])
    return f"Choose one of: {shown}{', …' if len(words) > 20 else ''}."
