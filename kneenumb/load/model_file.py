"""Reads a YAML or JSON file that holds one model, and nothing but that."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kneenumb.model.fault import Fault, Faulty, Place
from kneenumb.strict_yaml.composer import LONGEST_KEY
from kneenumb.strict_yaml.document import Document, content, parse
from kneenumb.strict_yaml.shape import fit

M = TypeVar("M", bound=BaseModel)


def read_model(
    path: Path, model: type[M], name: str, *, longest_key: int = LONGEST_KEY
) -> tuple[M, Document]:
    """The model in a file, and the document it was read from.

    Args:
        name: What the file holds, as a subject: "The map".
        longest_key: Characters of a key.

    Raises:
        Faulty: with every fault of the file, in its order, each with its place.
    """
    try:
        found = content(path)
    except OSError as error:
        cause = f"{name} cannot be read: {error.strerror or 'no reason given'}."
        raise Faulty(Fault(cause, "Check the name.", Place(str(path)))) from None
    return parse_model(found, str(path), model, longest_key=longest_key)


def parse_model(
    found: bytes, origin: str, model: type[M], *, longest_key: int = LONGEST_KEY
) -> tuple[M, Document]:
    """The model in the bytes of a file.

    Raises:
        Faulty: as :func:`read_model`.
    """
    document = parse(found, origin, longest_key=longest_key)
    made, faults = fit(document, model)
    if made is None:
        raise Faulty(*sorted(faults, key=lambda fault: fault.place or Place(origin)))
    return made, document
