"""Reads case files, and answers given as ``question=option``."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kneenumb.load import bundled
from kneenumb.model.case import EXPECTATIONS, Case, Given
from kneenumb.model.fault import AnswerError, Fault, Faulty, NodePath, Place
from kneenumb.model.suggest import closest
from kneenumb.strict_yaml.composer import LineColumns
from kneenumb.strict_yaml.document import Document, content, parse
from kneenumb.strict_yaml.shape import fit

_FIELDS = frozenset(Case.model_fields)


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
    return case_of(document)


def case_of(document: Document) -> CaseFile:
    """The case that a document holds.

    Raises:
        AnswerError: as :func:`load_case`.
    """
    origin = document.origin
    misspelt = _misspelt_answers(document.data)
    if misspelt is not None:
        raise AnswerError(*_in_order(_with_misspelt_answers(document, misspelt)))
    if _is_bare(document.data):
        document = _as_case(document)
    case, faults = fit(document, Case)
    if case is None:
        raise AnswerError(*_in_order(faults))
    return CaseFile(origin, case, tuple(_given(case, document)))


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


def parse_settings(settings: Iterable[str]) -> list[Given]:
    """Read answers given as ``question=option``, one for each question.

    Raises:
        AnswerError: with every fault of all of them.
    """
    given: list[Given] = []
    faults: list[Fault] = []
    for setting in settings:
        try:
            given.append(parse_setting(setting))
        except AnswerError as error:
            faults += error.faults
    times = Counter(each.question for each in given)
    faults += [
        Fault(
            f"'{question}' is given more than once.",
            f"Use one --set; for a checklist --set {question}=OPTION,OPTION.",
            Place("--set"),
        )
        for question in times
        if times[question] > 1
    ]
    if faults:  # The last could be milder than the first: nothing is dropped unsaid.
        raise AnswerError(*faults)
    return given


def _given(case: Case, document: Document) -> Iterator[Given]:
    for question, options in case.answers.items():
        path = ("answers", question)
        yield Given(question, options, document.place(path), document.place(path, of_key=True))


def _in_order(faults: list[Fault]) -> list[Fault]:
    """In the order of the file; what has no place in it comes first."""
    return sorted(faults, key=lambda fault: fault.place or Place(""))


def _is_bare(data: Any) -> bool:
    """Whether all there is are the answers, without a word of what else a case can hold."""
    if not isinstance(data, dict):
        return True
    # An answer is never a mapping, so "expected" with keys under it is no question.
    says_it_twice = "expected" in data and not data.keys().isdisjoint(EXPECTATIONS)
    return not ("answers" in data or isinstance(data.get("expected"), dict) or says_it_twice)


def _misspelt_answers(data: Any) -> str | None:
    """The key that was meant to be ``answers``, if there is one that cannot be a question."""
    if not isinstance(data, dict) or "answers" in data:
        return None
    near = _nearest_to_answers(tuple(data))
    if near is None:
        return None
    beside_words_of_a_case = not data.keys().isdisjoint(_FIELDS)
    return near if beside_words_of_a_case or isinstance(data[near], dict) else None


@lru_cache(maxsize=8)
def _nearest_to_answers(keys: tuple[str, ...]) -> str | None:
    """The key that is most like ``answers``. Case after case has the same keys."""
    return closest("answers", keys)


def _with_misspelt_answers(document: Document, misspelt: str) -> list[Fault]:
    """The fault of that key, and those of all other keys."""
    cause = f"The key '{misspelt}' is not known here."
    place = document.place((misspelt,), of_key=True)
    others = {key: value for key, value in document.data.items() if key != misspelt}
    _, faults = fit(document._replace(data=others | {"answers": {}}), Case)
    return [Fault(cause, "Did you mean 'answers'?", place), *faults]


def _as_case(document: Document) -> Document:
    """A bare mapping as a case: its answers one level down, beside the words of a case."""

    def moved(spots: LineColumns) -> LineColumns:
        return {(*_home(path), *path[1:]): spot for path, spot in spots.items()}

    case: dict[str, Any] = {"answers": document.data}
    if isinstance(document.data, dict):
        case = {"answers": {}}
        for key, value in document.data.items():
            *outer, name = map(str, _home((key,)))
            (case.setdefault(outer[0], {}) if outer else case)[name] = value
    return document._replace(data=case, keys=moved(document.keys), values=moved(document.values))


def _home(path: NodePath) -> NodePath:
    """Where what a path begins with in a bare mapping stands in a case."""
    first = path[:1]
    if first and first[0] in EXPECTATIONS:
        return ("expected", str(first[0]).removeprefix("expected_"))
    return first if first and first[0] in _FIELDS else ("answers", *first)


def _find(name_or_path: str | Path) -> Path:
    try:
        return bundled.find(name_or_path, bundled.cases(), "case")
    except Faulty as error:
        raise AnswerError(*error.faults) from None
