"""The kinds of forms that a tree can be written as, and what they call its questions."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from kneenumb.model.tree import Tree


class FormKind(StrEnum):
    """A kind of form that other programs ask, and export the answers of."""

    REDCAP = "redcap"
    """A data dictionary of REDCap."""
    XLSFORM = "xlsform"
    """A workbook for ODK, KoboToolbox and others that read XLSForms."""


RECORD_ID = "record_id"
"""The field that holds the name of a person."""
ABOUT = "about_form"
"""The field that says where the form comes from."""
EMERGENCY = "emergency_now"
"""The field that says to get help at once. It is shown where the result is an emergency."""
END = "end_of_form"
"""The field that says what the form does not do."""

_OF_REDCAP = re.compile(r"redcap_.*|.*_(complete|timestamp)|.*___.*")
"""Names that REDCap gives to columns of its own."""
_OF_XLSFORM = {"meta", "start", "end", "today", "deviceid", "username", "instanceid"}
"""Names that forms of ODK and KoboToolbox have for columns of their own."""


def form_name(tree: Tree) -> str:
    """What the form of a tree is called: its id, as a name of a column may be."""
    return tree.id.replace("-", "_")


def field_names(tree: Tree, kind: FormKind) -> Mapping[str, str]:
    """What the questions of a tree are called in a form, each by another name.

    It is the id, but for those that the program keeps for itself: they get a number.
    """
    taken = {RECORD_ID, ABOUT, EMERGENCY, END}
    names: dict[str, str] = {}
    for question in sorted(tree.questions, key=lambda name: not _is_free(name, kind, taken)):
        name = question
        if not _is_free(name, kind, taken):
            # REDCap takes no two underscores in a row, and none at the end.
            stem = re.sub("_+", "_", name).strip("_").replace("redcap_", "q_redcap_", 1)
            name = next(free for free in _numbered(stem) if _is_free(free, kind, taken))
        taken.add(name)
        names[question] = name
    return {question: names[question] for question in tree.questions}


def _numbered(stem: str) -> Iterable[str]:
    at = 2
    while True:
        yield f"{stem}_{at}"
        at += 1


def _is_free(name: str, kind: FormKind, taken: set[str]) -> bool:
    if name in taken:
        return False
    if kind is FormKind.XLSFORM:
        return name not in _OF_XLSFORM
    return not (_OF_REDCAP.fullmatch(name) or "__" in name or name.endswith("_"))
