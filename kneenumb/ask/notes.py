"""What a person can read beside a question: why it is asked, what counts, what words mean."""

import re

from kneenumb.model.question import Question
from kneenumb.model.tree import Tree

Note = tuple[str, ...]
"""Lines to read, each a text of its own."""


def why(question: Question) -> Note:
    """Why the question is asked."""
    return (f"Why am I asked this? {question.why}",)


def what_counts(question: Question) -> Note:
    """What counts as an answer, and what does not."""
    return (f"What counts: {question.help}",)


def in_doubt(question: Question) -> Note:
    """What somebody reads who is not sure, before that is taken for an answer."""
    return (
        *what_counts(question),
        "You are not sure, and that is all right. If a line fits after all, choose it now. "
        "If not, choose the same line again.",
    )


def meanings(tree: Tree, question: Question) -> Note:
    """The words of the question that the glossary explains."""
    options = (option.wording for option in question.options.values())
    text = " ".join([question.ask, question.why, question.help, *options])
    found = (f"{term}: {says}" for term, says in tree.glossary.items() if _mentions(text, term))
    return tuple(found) or ("The glossary explains no word of this question.",)


def _mentions(text: str, term: str) -> bool:
    # The glossary writes some terms with an abbreviation: "blood clot (DVT)".
    names = re.split(r"\s*\(|\)", term)
    return any(
        re.search(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE) for name in names if name
    )
