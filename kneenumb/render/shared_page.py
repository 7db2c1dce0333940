"""What everybody in a line of a comparison answers, in ids and plain words."""

from collections.abc import Iterator

from kneenumb.diff.change import Line, Shared
from kneenumb.model.question import Question
from kneenumb.render.versions import Versions
from kneenumb.render.words import listed, quoted

_FEW = 2
"""So many options are told with their labels."""


def shared_rows(line: Line, versions: Versions) -> Iterator[tuple[str, str]]:
    """A row for each question whose answer tells these people from others.

    The question at which the versions part comes first, and last all those
    in which nothing is wrong, in one row.
    """
    clean: list[str] = []
    for shared in sorted(line.shared, key=lambda each: each.question != line.parting.name):
        question = _question(shared, versions)
        if not shared.telling:
            continue
        if all(question.options[name].clean for name in shared.options):
            clean.append(shared.question)
        else:
            yield shared.question, _answers(question, shared.options)
    if clean:
        yield "Nothing wrong", listed(clean, "and")


def _question(shared: Shared, versions: Versions) -> Question:
    old, new = (each.tree.questions for each in versions)
    return new[shared.question] if shared.question in new else old[shared.question]


def _answers(question: Question, options: tuple[str, ...]) -> str:
    others = [name for name in question.options if name not in options]
    if question.is_checklist:
        ticked = (
            "" if any(question.options[name].stands_alone for name in options) else "a tick at "
        )
        return ticked + _told(question, options)
    if len(options) > _FEW and len(others) <= _FEW:
        return f"anything but {_told(question, tuple(others))}"
    return _told(question, options)


def _told(question: Question, options: tuple[str, ...]) -> str:
    if len(options) > _FEW:
        return listed(options)
    return listed(f"{name}, {quoted(question.options[name].label)}" for name in options)
