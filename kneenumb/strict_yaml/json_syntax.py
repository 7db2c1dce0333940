"""Tells whether a text is JSON, with the standard library.

More strictly than that: ``NaN`` and ``Infinity``, which it takes for values, are none in JSON.
"""

import json
import re
from collections.abc import Callable
from typing import NoReturn

from kneenumb.model.fault import Fault, Faulty, Place, RowFault
from kneenumb.strict_yaml.composer import DEEPEST


def no_value(word: str) -> NoReturn:
    """Refuse a word that stands for no value in JSON.

    Raises:
        ValueError: always.
    """
    raise ValueError(f"{word} is no value of it")


# Numbers stay as they are written, as they do in every other format.
DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=no_value)

_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity)')
"""A text, which may hold anything, or a word that is no value."""


def require_json(text: str, place: Callable[[int], Place]) -> None:
    """Make sure that a text is JSON.

    Args:
        place: Where a character of it stands.

    Raises:
        Faulty: if it is not, with the place.
    """
    try:
        DECODER.decode(text)
    except json.JSONDecodeError as error:
        problem = error.msg.removesuffix(" at").removesuffix(" starting")
        remedy = "Check the quotes, commas and brackets here and before."
        raise _no_json(f"{problem[0].lower()}{problem[1:]}", remedy, place(error.pos)) from None
    except RecursionError:
        raise Faulty(too_deep(place(0))) from None
    except ValueError as error:
        at = next(each.start() for each in _WORD.finditer(text) if each[1])
        raise _no_json(str(error), "Write null where there is no value.", place(at)) from None


def _no_json(problem: str, remedy: str, place: Place) -> Faulty:
    return Faulty(Fault(f"This is not JSON: {problem}.", remedy, place, RowFault.SYNTAX))


def too_deep(place: Place) -> Fault:
    """What is said of a text that is nested too deep."""
    return Fault(f"This is nested more than {DEEPEST} levels deep.", "Flatten it.", place)
