"""Answers as a case file that can be run again."""

from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.page.escape_controls import escape_controls

_COLUMNS = 96


def case_yaml(tree: Tree, answers: Answers, *, title: str = "", point: str = "") -> str:
    """A case file with these answers, in the order of ``answers``.

    Every id is a plain word, so none of them needs quoting; our reader takes
    ``no`` for a word as well.

    Args:
        title: What the case is called.
        point: What it shows.
    """
    lines = [f"tree: {tree.id}", f"tree_version: {tree.version}"]
    lines += [_quoted(key, text) for key, text in (("title", title), ("point", point)) if text]
    lines.append("answers:" if answers else "answers: {}")
    for question, options in answers.items():
        if tree.questions[question].is_checklist:
            lines.append(f"  {question}: [{', '.join(options)}]")
        else:
            lines.append(f"  {question}: {options[0]}")
    return "\n".join(lines) + "\n"


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
