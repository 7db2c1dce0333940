"""What the columns mean that other programs export of a form of a tree."""

import re
from collections.abc import Mapping, Sequence

from kneenumb.cases.columns import YES, Target, ignored_columns, on_one_line, position
from kneenumb.model.column_map import ColumnMap, MappedColumn
from kneenumb.model.form_kind import ABOUT, EMERGENCY, END, RECORD_ID, FormKind, field_names
from kneenumb.model.frozen import FrozenDict
from kneenumb.model.tree import Tree

_TICKED = ("1", "Checked", "TRUE", "True", "true")
_NOT_TICKED = ("0", "Unchecked", "FALSE", "False", "false")
"""A box without a tick says nothing: where nobody asked, each box has none."""

_ROOM = re.compile("[/.:-]")
"""What stands behind the groups of a field, and before the option of a box."""

OF_REDCAP = re.compile(
    "redcap_(event_name|repeat_instrument|repeat_instance|data_access_group|survey_identifier)"
    "|.+_(timestamp|complete)"
)
"""Columns that REDCap adds: see "Data Exports" in its help."""

OF_XLSFORM = {
    # Of a form, where it asks for them: "Metadata" of xlsform.org.
    *("start", "end", "today", "username", "deviceid", "phonenumber", "simserial", "subscriberid"),
    *("audit", "instanceID", "instanceName", "deprecatedID", "rootUuid"),
    # Of ODK Central.
    *("SubmissionDate", "SubmitterID", "SubmitterName", "AttachmentsPresent", "KEY"),
    *("AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"),
    # Of KoboToolbox.
    *("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_tags"),
    *("_submitted_by", "__version__", "_index", "_attachments", "_geolocation", "_version_"),
    *("_xform_id_string", "_bamboo_dataset_id", "_duration", "formhub/uuid", "uuid"),
}
"""Columns that ODK and KoboToolbox add, alone or in the group ``meta``."""
_META = re.compile("^meta[/.:-]")

_IDS = ("KEY", "instanceID", "_uuid", "_id")
"""Those that name a person where the form does not, the best first."""


def map_of_form(tree: Tree, kind: FormKind, headers: Sequence[str], map: ColumnMap) -> ColumnMap:
    """What the columns of an export mean.

    Args:
        headers: Each on one line.
        map: What somebody says besides. It wins.

    Raises:
        AnswerError: if a pattern of the map covers nothing.
    """
    left_out = ignored_columns(headers, map)
    said = {on_one_line(header) for header in map.columns}
    free = [
        header
        for at, header in enumerate(headers)
        if at not in left_out and not {header, position(at)} & said
    ]
    targets = _targets(tree, kind, free)
    if not any(column.to == "id" for column in map.columns.values()):
        names = (RECORD_ID, *_IDS) if kind is FormKind.XLSFORM else (RECORD_ID,)
        ids = [each for name in names for each in free if _is_id(each, name, kind)]
        targets |= {header: Target("id") for header in ids[:1]}
    whole = {target.name for target in targets.values() if target.option is None}
    # KoboToolbox writes a checklist in one column, and its boxes in others as well.
    boxes = {each for each, target in targets.items() if target.option and target.name in whole}
    added = {header for header in free if header not in targets and _is_added(header, kind)}
    columns = {each: _column(target) for each, target in targets.items() if each not in boxes}
    return map.model_copy(
        update={
            "columns": FrozenDict({**map.columns, **columns}),
            "ignore": (*map.ignore, *sorted(boxes | added)),
        }
    )


def _targets(tree: Tree, kind: FormKind, headers: Sequence[str]) -> dict[str, Target]:
    """The columns that have an answer."""
    fields = {field: question for question, field in field_names(tree, kind).items()}
    boxes = {
        (field, option): Target(question, option)
        for field, question in fields.items()
        if tree.questions[question].is_checklist
        for option in tree.questions[question].options
    }
    if kind is FormKind.REDCAP:
        known = {f"{field}___{option}": target for (field, option), target in boxes.items()}
        known |= {
            field: Target(question)
            for field, question in fields.items()
            if not tree.questions[question].is_checklist
        }
        return {header: known[header] for header in headers if header in known}
    found: dict[str, Target] = {}
    for header in headers:
        *_, before, last = ["", *_ROOM.split(header)]
        if (before, last) in boxes:
            found[header] = boxes[before, last]
        elif last in fields:
            found[header] = Target(fields[last])
    return found


def _column(target: Target) -> MappedColumn:
    if target.option is None:
        return MappedColumn(to=target.name, split=" ")
    values: Mapping[str, tuple[str, ...]] = dict.fromkeys(_TICKED, (YES,))
    return MappedColumn(
        to=f"{target.name}.{target.option}", values=FrozenDict(values), missing=_NOT_TICKED
    )


def _is_added(header: str, kind: FormKind) -> bool:
    """Whether a column has no answer in it, by its name."""
    if kind is FormKind.REDCAP:
        return bool(OF_REDCAP.fullmatch(header))
    is_note = _ROOM.split(header)[-1] in (ABOUT, EMERGENCY, END)
    return is_note or _META.sub("", header) in OF_XLSFORM


def _is_id(header: str, name: str, kind: FormKind) -> bool:
    """Whether a column is one of that name, which names a person."""
    if kind is FormKind.REDCAP or name != RECORD_ID:
        return _META.sub("", header) == name
    return _ROOM.split(header)[-1] == name
