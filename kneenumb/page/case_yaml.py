"""Answers as a case file that can be run again."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from kneenumb.model.case import Answers, Case
from kneenumb.model.tree import Tree
from kneenumb.page.escape_controls import escape_controls

_COLUMNS = 96
_MOST_BYTES = 1 << 20
"""Of a file with nothing but answers in it."""
_ONLY_ANSWERS = re.compile(
    rb"(# [^\n]*\n)?tree: [a-z0-9-]+\ntree_version: [^\n]+\nanswers:( \{\})?\n(  \w+: [^\n#]+\n)*"
)


def is_saved_case(file: BinaryIO) -> bool:
    """Whether a file holds answers as :func:`case_yaml` writes them, and nothing else."""
    return _ONLY_ANSWERS.fullmatch(file.read(_MOST_BYTES)) is not None


def case_yaml(
    tree: Tree,
    answers: Answers,
    *,
    title: str = "",
    point: str = "",
    beside: Case | None = None,
) -> str:
    """A case file with these answers, in the order of ``answers``.

    Every id is a plain word, so none of them needs quoting; our reader takes
    ``no`` for a word as well.

    Args:
        title: What the case is called.
        point: What it shows.
        beside: A case that these answers carry on. What else it says is kept.
    """
    lines = [f"tree: {tree.id}", f"tree_version: {tree.version}"]
    lines += [_quoted(key, text) for key, text in (("title", title), ("point", point)) if text]
    lines += _kept(beside) if beside else ()
    lines.append("answers:" if answers else "answers: {}")
    for question, options in answers.items():
        if tree.questions[question].is_checklist:
            lines.append(f"  {question}: [{', '.join(options)}]")
        else:
            lines.append(f"  {question}: {options[0]}")
    return "\n".join(lines) + "\n"


def _kept(case: Case) -> Iterator[str]:
    """All that a case says beside its answers."""
    import json

    said = case.model_dump(mode="json", exclude_none=True)
    for key in ("id", "title", "story", "expected", "point"):
        if key in said:
            yield f"{key}: {json.dumps(said[key], ensure_ascii=False)}"


def _quoted(key: str, text: str) -> str:
    """Any text as one value: JSON quotes it as YAML does, and a line break there is a blank."""
    import json
    import textwrap  # Neither is of use to the answers that a person saves.

    quoted = json.dumps(escape_controls(" ".join(text.split())), ensure_ascii=False)
    return textwrap.fill(
        f"{key}: {quoted}",
        _COLUMNS,
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
