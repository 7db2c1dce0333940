"""A tree as a data dictionary of REDCap: the table from which REDCap makes a form."""

import csv
import html
import io
from collections.abc import Iterator

from kneenumb.export.form import FormField, check_fits, form_fields, line_of
from kneenumb.export.form_condition import written
from kneenumb.model.form_kind import RECORD_ID, FormKind, field_names, form_name
from kneenumb.model.tree import Tree
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.spreadsheet import FORMULA

COLUMNS = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
"""The columns of a data dictionary. REDCap knows them by these names and in this order."""

MOST_LETTERS = 65_000
"""Characters that REDCap keeps of a branching logic."""


def data_dictionary(tree: Tree) -> str:
    """The data dictionary, as CSV.

    Raises:
        TreeError: if the tree is too large for it.
    """
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for row in _rows(tree):
        table.writerow(row)
    return text.getvalue()


def _rows(tree: Tree) -> Iterator[dict[str, str]]:
    section = ""
    for field in form_fields(tree, FormKind.REDCAP):
        row = {
            "Variable / Field Name": field.name,
            "Form Name": form_name(tree),
            "Field Type": "text" if field.name == RECORD_ID else "descriptive",
            "Field Label": _harmless(field.says),
            "Branching Logic (Show field only if...)": _logic(tree, field),
        }
        if field.question is not None:
            if field.question.section != section:
                section = field.question.section
                row["Section Header"] = _harmless(tree.sections[section].title)
            row |= _asked(tree, field)
        yield row


def _asked(tree: Tree, field: FormField) -> dict[str, str]:
    """What a field has besides that asks a question."""
    question = field.question
    assert question is not None
    lines = (
        f"{name}, {_harmless(line_of(tree, option))}" for name, option in question.options.items()
    )
    alone = [name for name, option in question.options.items() if option.stands_alone]
    only = question.is_checklist and alone
    return {
        "Field Type": "checkbox" if question.is_checklist else "radio",
        "Choices, Calculations, OR Slider Labels": " | ".join(lines),
        "Field Note": _harmless(question.help),
        "Required Field?": "y",
        "Field Annotation": f"@NONEOFTHEABOVE='{','.join(alone)}'" if only else "",
    }


def _logic(tree: Tree, field: FormField) -> str:
    """When a field is shown, in the language of REDCap."""
    names = field_names(tree, FormKind.REDCAP)

    def one(question: str, option: str, is_so: bool) -> str:
        sign = "=" if is_so else "<>"
        if tree.questions[question].is_checklist:
            return f"[{names[question]}({option})] {sign} '1'"
        return f"[{names[question]}] {sign} '{option}'"

    def in_order(question: str, options: frozenset[str]) -> Iterator[str]:
        return (name for name in tree.questions[question].options if name in options)

    return check_fits(tree, written(field.shown, one, in_order), MOST_LETTERS, field.name)


_MARKS = {ord(mark): f"&#{ord(mark)};" for mark in "[]{}|"}
"""What REDCap takes for a field to put in, or for the end of a choice."""


def _harmless(text: str) -> str:
    """A text that means itself in REDCap, which shows labels as HTML, and in a spreadsheet."""
    lines = (" ".join(line.split()) for line in escape_controls(text).split("\n"))
    plain = html.escape("\n".join(filter(None, lines)), quote=False).translate(_MARKS)
    return f"&#{ord(plain[0])};{plain[1:]}" if plain.startswith(FORMULA) else plain
