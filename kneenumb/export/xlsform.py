"""A tree as an XLSForm: the sheets of which ODK, KoboToolbox and others make a form."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kneenumb.export.form import FormField, check_fits, form_fields, line_of
from kneenumb.export.form_condition import written
from kneenumb.model.form_kind import RECORD_ID, FormKind, field_names, form_name
from kneenumb.model.tree import Tree
from kneenumb.page.escape_controls import escape_controls

SURVEY = (
    *("type", "name", "label", "hint", "required"),
    *("relevant", "constraint", "constraint_message"),
)
"""The columns of the sheet of questions."""

MOST_LETTERS = 32_767
"""Characters that a cell of a workbook holds."""

FormSheets = Mapping[str, Sequence[Sequence[str]]]
"""The rows of each sheet, by its name. The first row has the names of the columns."""


def xlsform(tree: Tree) -> FormSheets:
    """The sheets of the form.

    Raises:
        TreeError: if the tree is too large for it.
    """
    fields = form_fields(tree, FormKind.XLSFORM)
    sheets: FormSheets = {
        "survey": [SURVEY, *(_row(tree, field) for field in fields)],
        "choices": [("list_name", "name", "label"), *_choices(tree, fields)],
        "settings": [
            ("form_title", "form_id", "version"),
            (_harmless(tree.title), form_name(tree), tree.version),
        ],
    }
    for rows in sheets.values():
        for row in rows:
            for text in row:
                check_fits(tree, text, MOST_LETTERS, row[1])
    return sheets


def _row(tree: Tree, field: FormField) -> tuple[str, ...]:
    question, relevant = field.question, _relevant(tree, field)
    label = _harmless(field.says)
    if question is None:
        is_asked = field.name == RECORD_ID
        kind, required = ("text", "yes") if is_asked else ("note", "")
        return (kind, field.name, label, "", required, relevant, "", "")
    alone = [name for name, option in question.options.items() if option.stands_alone]
    kind, constraint, message = f"select_one {field.name}", "", ""
    if question.is_checklist:
        kind = f"select_multiple {field.name}"
        if alone:
            chosen = " or ".join(f"selected(., '{name}')" for name in alone)
            constraint = f"count-selected(.) < 2 or not({chosen})"
            named = " / ".join(question.options[name].label for name in alone)
            message = _harmless(f"Keep this line or the other lines, not both: {named}")
    help = _harmless(question.help)
    return (kind, field.name, label, help, "yes", relevant, constraint, message)


def _choices(tree: Tree, fields: Sequence[FormField]) -> Iterator[tuple[str, ...]]:
    for field in fields:
        for name, option in field.question.options.items() if field.question else ():
            yield (field.name, name, _harmless(line_of(tree, option)))


def _relevant(tree: Tree, field: FormField) -> str:
    """When a field is shown, in the language of XLSForms."""
    names = field_names(tree, FormKind.XLSFORM)

    def one(question: str, option: str, is_so: bool) -> str:
        name = f"${{{names[question]}}}"
        if tree.questions[question].is_checklist:
            chosen = f"selected({name}, '{option}')"
            return chosen if is_so else f"not({chosen})"
        return f"{name} {'=' if is_so else '!='} '{option}'"

    def in_order(question: str, options: frozenset[str]) -> Iterator[str]:
        return (name for name in tree.questions[question].options if name in options)

    return written(field.shown, one, in_order)


_MEANS_MORE = re.compile(r"(?<=[<$])(?=[\w/!?{])|(?<=\])(?=\()")
"""Inside of a tag, of a field to put in, and of a link."""


def _harmless(text: str) -> str:
    """A text that means itself: no part of it is a tag, a link, or the answer to a question."""
    lines = (" ".join(line.split()) for line in escape_controls(text).split("\n"))
    return _MEANS_MORE.sub(" ", "\n".join(filter(None, lines)))
