"""Finds the drawing of the body map on a page."""

import re

LEGS = re.compile(r"(?m)^ *Front +Back *$(?:\n.*)*?\n.*\b(?:left|right|each) leg *$\n?")
"""A drawing, from the names of the views to those of the legs."""


def drawing(page: str) -> list[str]:
    """The lines of the only drawing on a page; none if there is none."""
    found = LEGS.findall(page)
    assert len(found) <= 1, found
    return found[0].splitlines() if found else []


def without_legs(page: str) -> str:
    """A page with nothing left of its drawings."""
    return LEGS.sub("", page)
