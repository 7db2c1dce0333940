"""Reads files of allowances."""

from pathlib import Path

from kneenumb.load.content import content
from kneenumb.load.document import parse
from kneenumb.load.shape import fit
from kneenumb.model.allowance import Allowance, AllowList
from kneenumb.model.fault import Fault, Faulty, Place


class AllowError(Faulty):
    """Allowances cannot be used."""


def load_allowances(path: Path) -> dict[Allowance, Place]:
    """Read the allowances of a file, with the place of each.

    Raises:
        AllowError: with every fault of the file, each with its place.
    """
    try:
        found = content(path)
    except OSError as error:
        cause = f"The allowances cannot be read: {error.strerror or 'no reason given'}."
        raise AllowError(Fault(cause, "Check the name.", Place(str(path)))) from None
    return parse_allowances(found, str(path))


def parse_allowances(found: bytes, origin: str) -> dict[Allowance, Place]:
    """Read allowances from the bytes of a file.

    Raises:
        AllowError: as :func:`load_allowances`.
    """
    try:
        document = parse(found, origin)
    except Faulty as error:
        raise AllowError(*error.faults) from None
    listed, faults = fit(document, AllowList)
    if listed is None:
        raise AllowError(*sorted(faults, key=lambda fault: fault.place or Place(origin)))
    places: dict[Allowance, Place] = {}
    for at, allowance in enumerate(listed.allow):
        places.setdefault(allowance, document.place(("allow", at)))
    return places
