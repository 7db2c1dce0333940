"""Makes text harmless that comes from a command line or a file name."""

import re

# The last two end a line wherever lines are told apart as Unicode does.
_ACTS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def escape_controls(text: str) -> str:
    """``text`` with all written out that a terminal would act on, or that would end a line."""
    if text.isprintable():
        return text
    harmless = _ACTS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
    # A file name that is no UTF-8 holds halves of characters; they cannot be printed.
    return harmless.encode("utf-8", "backslashreplace").decode()
