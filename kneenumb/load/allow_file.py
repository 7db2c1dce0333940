"""Reads files of allowances."""

from pathlib import Path

from kneenumb.load.document import Document
from kneenumb.load.model_file import parse_model, read_model
from kneenumb.model.allowance import Allowance, AllowList
from kneenumb.model.fault import Faulty, Place


class AllowError(Faulty):
    """Allowances cannot be used."""


def load_allowances(path: Path) -> dict[Allowance, Place]:
    """Read the allowances of a file, with the place of each.

    Raises:
        AllowError: with every fault of the file, each with its place.
    """
    try:
        return _placed(*read_model(path, AllowList, "The allowances"))
    except Faulty as error:
        raise AllowError(*error.faults) from None


def parse_allowances(found: bytes, origin: str) -> dict[Allowance, Place]:
    """Read allowances from the bytes of a file.

    Raises:
        AllowError: as :func:`load_allowances`.
    """
    try:
        return _placed(*parse_model(found, origin, AllowList))
    except Faulty as error:
        raise AllowError(*error.faults) from None


def _placed(listed: AllowList, document: Document) -> dict[Allowance, Place]:
    places: dict[Allowance, Place] = {}
    for at, allowance in enumerate(listed.allow):
        places.setdefault(allowance, document.place(("allow", at)))
    return places
