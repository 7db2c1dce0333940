"""Answers as a case file that can be run again."""

from kneenumb.model.answers import Answers
from kneenumb.model.tree import Tree


def case_yaml(tree: Tree, answers: Answers) -> str:
    """A case file with these answers, in the order of ``answers``.

    Every id is a plain word, so nothing here needs quoting; our reader takes
    ``no`` for a word as well.
    """
    lines = [f"tree: {tree.id}", f"tree_version: {tree.version}", "answers:"]
    for question, options in answers.items():
        if tree.questions[question].is_checklist:
            lines.append(f"  {question}: [{', '.join(options)}]")
        else:
            lines.append(f"  {question}: {options[0]}")
    if not answers:
        lines[-1] = "answers: {}"
    return "\n".join(lines) + "\n"
