"""Makes text harmless that comes from a command line or a file name."""

import re

_ACTS_ON_A_TERMINAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def escape_controls(text: str) -> str:
    """``text`` with everything written out that a terminal would act on."""
    harmless = _ACTS_ON_A_TERMINAL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    # A file name that is no UTF-8 holds halves of characters; they cannot be printed.
    return harmless.encode("utf-8", "backslashreplace").decode()
