"""Numbers that may be larger than anybody reads."""

import math

READABLE = 10**36
"""From here on the digits say less than how many there are."""


def amount(number: int) -> str:
    """``1,188,351``; a number of very many digits is rounded, and says so."""
    if number < READABLE:
        return f"{number:,}"
    # Python would not write so long a number out.
    power, rest = divmod(math.log10(number), 1)
    first = round(10**rest, 1)
    return f"about {first} × 10^{int(power)}" if first < 10 else f"about 1.0 × 10^{int(power) + 1}"
