"""Files of allowances: lowered urgencies that somebody accepted, with a reason."""

from collections.abc import Iterator
from pathlib import Path

from kneenumb.diff.change import ChangeGroup
from kneenumb.load.model_file import parse_model, read_model
from kneenumb.model.allowance import Allowance, AllowList
from kneenumb.model.fault import Faulty, Place
from kneenumb.strict_yaml.document import Document


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


_COLUMNS = 36
"""Short enough for a narrow window, where a list goes on line by line."""


def allow_yaml(line: ChangeGroup) -> tuple[str, ...]:
    """The lines of such a file. Only the reason is left to be written."""
    return (
        "allow:",
        f"  - from: {{urgency: {line.old.value}}}",
        f"    to: {{urgency: {line.new.value}}}",
        *_when(line),
        "    reason: …",
    )


def _when(line: ChangeGroup) -> Iterator[str]:
    needs: dict[str, tuple[str, ...]] = {}
    for shared in line.shared:
        known = needs.get(shared.question, shared.options)
        if shared.telling:
            needs[shared.question] = min(known, shared.options, key=len)
    if needs:
        yield "    when:"
    for question, options in needs.items():
        in_one_line = f"      {question}: [{', '.join(options)}]"
        if len(in_one_line) <= _COLUMNS:
            yield in_one_line
        else:
            yield f"      {question}:"
            yield from (f"        - {option}" for option in options)
