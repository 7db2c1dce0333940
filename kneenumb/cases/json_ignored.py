"""Takes keys out of a line of JSON that are to be ignored, whatever stands there."""

import json
import re
from collections.abc import Container

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{},:]')
_OPEN, _CLOSE = ("{", "["), ("}", "]")


def without_values(source: str, keys: Container[str]) -> str:
    """The same object with ``0`` for the values of these keys, and everything else in its place.

    So nothing that is wrong with them matters.

    Args:
        source: Sound JSON, an object.
    """
    parts: list[str] = []
    depth, done, begin = 0, 0, None
    last = ""
    for found in _TOKEN.finditer(source):
        token = found[0]
        ends = depth == 1 and token in (",", *_CLOSE)
        if ends and begin is not None:
            parts += source[done:begin], "0".ljust(found.start() - begin)
            done, begin = found.start(), None
        elif depth == 1 and token == ":" and json.loads(last) in keys:
            begin = found.end()
        depth += (token in _OPEN) - (token in _CLOSE)
        last = token
    return "".join((*parts, source[done:]))
