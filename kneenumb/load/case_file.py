"""Reads case files, and answers given as ``question=option``."""

from pathlib import Path
from typing import NamedTuple

from kneenumb.load import bundled
from kneenumb.load.composer import Spots
from kneenumb.load.content import content
from kneenumb.load.document import Document, parse
from kneenumb.load.shape import fit
from kneenumb.model.answers import Given
from kneenumb.model.case import Case
from kneenumb.model.fault import AnswerError, Fault, Faulty, Place
from kneenumb.model.suggest import did_you_mean


class CaseFile(NamedTuple):
    """A case, and its answers with the place of each."""

    origin: str
    """What the file is called in messages."""
    case: Case
    given: tuple[Given, ...]


def load_case(name_or_path: str | Path) -> CaseFile:
    """Read a case.

    Args:
        name_or_path: The path of a file, or the name of a bundled case.

    Raises:
        AnswerError: with every fault of the file, each with its place.
    """
    path = _find(name_or_path)
    try:
        found = content(path)
    except OSError as error:
        cause = f"The answers cannot be read: {error.strerror}."
        raise AnswerError(Fault(cause, "Check the name.", Place(str(path)))) from None
    return parse_case(found, str(path))


def parse_case(found: bytes, origin: str) -> CaseFile:
    """Read a case, or a bare mapping of questions to options.

    Raises:
        AnswerError: as :func:`load_case`.
    """
    try:
        document = parse(found, origin)
    except Faulty as error:
        raise AnswerError(*error.faults) from None
    bare = not (isinstance(document.data, dict) and "answers" in document.data)
    if bare and document.data is not None:
        document = _as_case(document)
    case, faults = fit(document, Case)
    if case is None:
        raise AnswerError(*faults)
    given = tuple(
        Given(question, options, document.place(("answers", question)))
        for question, options in case.answers.items()
    )
    return CaseFile(origin, case, given)


def parse_setting(setting: str) -> Given:
    """Read one ``question=option`` or ``question=option,option``.

    Raises:
        AnswerError: if it is not written like that.
    """
    question, equals, options = setting.partition("=")
    if not equals or not question.strip():
        raise AnswerError(
            Fault(
                f"'{setting}' is not an answer.",
                "Write --set question=option, or question=option,option for a checklist.",
                Place("--set"),
            )
        )
    names = tuple(option.strip() for option in options.split(",") if option.strip())
    return Given(question.strip(), names, Place(f"--set {setting}"))


def _as_case(document: Document) -> Document:
    """The same document, with its data and places one level down."""

    def below(spots: Spots) -> Spots:
        return {("answers", *path): spot for path, spot in spots.items()}

    return Document(
        document.origin,
        document.sha256,
        {"answers": document.data},
        below(document.keys),
        below(document.values),
    )


def _find(name_or_path: str | Path) -> Path:
    path, name = Path(name_or_path), str(name_or_path)
    if isinstance(name_or_path, Path) or bundled.is_path(name) or path.exists():
        return path
    known = bundled.cases()
    if name not in known:
        raise AnswerError(
            Fault(
                f"There is no file '{name}', and no case of that name comes with kneenumb.",
                did_you_mean(name, known),
            )
        )
    return known[name]
