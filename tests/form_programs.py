"""REDCap, ODK and KoboToolbox, as far as they make something of a form: whom they ask what, and
what they export."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook

from kneenumb import Tree
from kneenumb.export.redcap import data_dictionary
from kneenumb.export.xlsform import xlsform
from kneenumb.model.form_kind import FormKind, field_names

Answers = Mapping[str, tuple[str, ...]]
"""The name of a field, and the options chosen."""


class Field(NamedTuple):
    """A field of a form, as its file says it."""

    name: str
    kind: str
    options: tuple[str, ...]
    condition: str

    @property
    def is_checklist(self) -> bool:
        return self.kind in ("checkbox", "select_multiple")

    @property
    def is_note(self) -> bool:
        return self.kind in ("descriptive", "note")


def redcap_fields(dictionary: str) -> list[Field]:
    """The fields of a data dictionary."""
    fields = []
    for row in csv.DictReader(io.StringIO(dictionary)):
        choices = row["Choices, Calculations, OR Slider Labels"]
        codes = tuple(each.split(",")[0].strip() for each in choices.split("|") if each)
        condition = row["Branching Logic (Show field only if...)"]
        fields.append(Field(row["Variable / Field Name"], row["Field Type"], codes, condition))
    return fields


def rows_of(sheets: Mapping[str, Iterable[Iterable[str]]], title: str) -> list[dict[str, str]]:
    heads, *rows = sheets[title]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def xlsform_fields(sheets: Mapping[str, Iterable[Iterable[str]]]) -> list[Field]:
    """The fields of an XLSForm."""
    choices: dict[str, list[str]] = {}
    for row in rows_of(sheets, "choices"):
        choices.setdefault(row["list_name"], []).append(row["name"])
    fields = []
    for row in rows_of(sheets, "survey"):
        kind, _, listed = row["type"].partition(" ")
        fields.append(Field(row["name"], kind, tuple(choices.get(listed, ())), row["relevant"]))
    return fields


def sheets_of(workbook: Path) -> dict[str, list[list[str]]]:
    """What stands in a workbook."""
    return {
        sheet.title: [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(workbook)
    }


def fields_of(tree: Tree, kind: FormKind) -> list[Field]:
    """The fields of the form of a tree."""
    if kind is FormKind.REDCAP:
        return redcap_fields(data_dictionary(tree))
    return xlsform_fields(xlsform(tree))


def redcap_shows(condition: str, answers: Answers) -> bool:
    """Whether REDCap shows a field."""

    def test(found: re.Match[str]) -> str:
        field, code, sign, value = found.groups()
        chosen = answers.get(field, ())
        value, is_chosen = (code, code in chosen) if code else (value, value in chosen)
        return str(is_chosen == (sign == "="))

    return _so(re.sub(r"\[(\w+)(?:\((\w+)\))?\] (=|<>) '(\w+)'", test, condition))


def xlsform_shows(condition: str, answers: Answers) -> bool:
    """Whether ODK shows a field."""

    def single(found: re.Match[str]) -> str:
        field, sign, value = found.groups()
        return str((value in answers.get(field, ())) == (sign == "="))

    def several(found: re.Match[str]) -> str:
        return str(found[2] in answers.get(found[1], ()))

    said = re.sub(r"\$\{(\w+)\} (=|!=) '(\w+)'", single, condition)
    return _so(re.sub(r"selected\(\$\{(\w+)\}, '(\w+)'\)", several, said))


def accepts(constraint: str, chosen: tuple[str, ...]) -> bool:
    """Whether ODK takes an answer."""
    said = constraint.replace("count-selected(.)", str(len(chosen)))
    return _so(re.sub(r"selected\(\., '(\w+)'\)", lambda found: str(found[1] in chosen), said))


def _so(said: str) -> bool:
    assert re.fullmatch(r"(?:True|False|and|or|not|\d|[ ()<])*", said), said
    return not said or bool(eval(said))


SHOWS: Mapping[FormKind, Callable[[str, Answers], bool]] = {
    FormKind.REDCAP: redcap_shows,
    FormKind.XLSFORM: xlsform_shows,
}


def shown(fields: Iterable[Field], kind: FormKind, answers: Answers) -> dict[str, Answers]:
    """The fields that somebody is shown who goes through a form, and what they have said by then.

    A field that is not shown has no answer, whatever they would have said.
    """
    said: dict[str, tuple[str, ...]] = {}
    seen: dict[str, Answers] = {}
    for field in fields:
        if SHOWS[kind](field.condition, said):
            if field.name in answers:
                said[field.name] = answers[field.name]
            seen[field.name] = dict(said)
    return seen


def as_fields(tree: Tree, kind: FormKind, answers: Answers) -> Answers:
    """Answers to questions as those to fields of a form."""
    names = field_names(tree, kind)
    return {names[name]: options for name, options in answers.items()}


def redcap_export(fields: Iterable[Field], people: Mapping[str, Answers]) -> str:
    """What REDCap exports as raw data. A box without a tick is 0, also where nobody was asked."""

    def row(id: str, answers: Answers) -> dict[str, str]:
        cells = {"record_id": id, "redcap_event_name": "visit_1_arm_1"}
        cells |= {"redcap_survey_identifier": "", "form_timestamp": "[not completed]"}
        for field in fields:
            chosen = answers.get(field.name, ())
            if field.is_checklist:
                boxes = {f"{field.name}___{each}": each in chosen for each in field.options}
                cells |= {box: "01"[ticked] for box, ticked in boxes.items()}
            elif field.options:
                cells[field.name] = "".join(chosen)
        return {**cells, "form_complete": "2"}

    return _table([row(*each) for each in people.items()])


def odk_export(fields: Iterable[Field], people: Mapping[str, Answers]) -> str:
    """What ODK Central exports, with a checklist in one column and a group around all."""

    def row(id: str, answers: Answers) -> dict[str, str]:
        cells = {"SubmissionDate": "2026-11-28T10:00:00Z", "start": "", "g-record_id": id}
        cells |= {f"g-{each.name}": "" for each in fields if each.is_note}
        cells |= {f"g-{each.name}": " ".join(answers.get(each.name, ())) for each in _asked(fields)}
        return {**cells, "meta-instanceID": f"uuid:{id}", "KEY": f"uuid:{id}", "FormVersion": "1"}

    return _table([row(*each) for each in people.items()])


def kobo_export(fields: Iterable[Field], people: Mapping[str, Answers]) -> str:
    """What KoboToolbox exports, with a checklist in one column, and each box in another."""

    def row(id: str, answers: Answers) -> dict[str, str]:
        cells = {"start": "", "end": "", "record_id": id}
        for field in _asked(fields):
            cells[f"g/{field.name}"] = " ".join(answers.get(field.name, ()))
            cells |= kobo_boxes(field, answers)
        return {**cells, "_id": "1", "_uuid": id, "__version__": "v", "_submission_time": ""}

    return _table([row(*each) for each in people.items()])


def kobo_boxes_export(fields: Iterable[Field], people: Mapping[str, Answers]) -> str:
    """What it exports where somebody wants the boxes alone."""

    def row(id: str, answers: Answers) -> dict[str, str]:
        cells = {"_uuid": id}
        for field in _asked(fields):
            boxes = kobo_boxes(field, answers)
            cells |= boxes or {f"g/{field.name}": "".join(answers.get(field.name, ()))}
        return cells

    return _table([row(*each) for each in people.items()])


def kobo_boxes(field: Field, answers: Answers) -> dict[str, str]:
    if not field.is_checklist:
        return {}
    chosen = answers.get(field.name)
    return {
        f"g/{field.name}/{each}": "" if chosen is None else "01"[each in chosen]
        for each in field.options
    }


def _asked(fields: Iterable[Field]) -> list[Field]:
    return [field for field in fields if field.options]


def _table(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    table = csv.DictWriter(text, rows[0])
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


EXPORTS: Mapping[str, tuple[FormKind, Callable[[Iterable[Field], Mapping[str, Answers]], str]]] = {
    "redcap": (FormKind.REDCAP, redcap_export),
    "odk": (FormKind.XLSFORM, odk_export),
    "kobo": (FormKind.XLSFORM, kobo_export),
    "kobo, boxes": (FormKind.XLSFORM, kobo_boxes_export),
}
"""Every kind of export, and the kind of form that it is of."""
