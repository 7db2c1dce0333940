"""The JSON Schemas: in step with the models, and no stricter than our reader."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from kneenumb.cli.contracts import SCHEMAS
from kneenumb.model.question import Option
from kneenumb.schema.schema import schema
from kneenumb.strict_yaml.document import parse
from tests.command import run
from tests.conftest import ROOT
from tests.process import shell
from tests.schemas import TYPES, kept_schema, schema_text

TREES = ROOT / "trees"
GOOD = Path(__file__).parent / "trees" / "good"
BAD = Path(__file__).parent / "trees" / "bad"
TREE_FILES = [*sorted(TREES.glob("*.yaml")), *sorted(GOOD.glob("*.yaml"))]
CASE_FILES = sorted((TREES / "cases").glob("*.yaml"))
KEPT = {
    kind: Draft202012Validator(json.loads((TREES / f"{kind}.schema.json").read_text("utf-8")))
    for kind in ("tree", "case")
}


def as_text(path: Path) -> Any:
    """A file as our reader takes it: every value is text."""
    return parse(path.read_bytes(), str(path)).data


def as_an_editor(path: Path) -> Any:
    """A file as YAML 1.2 has it: numbers, truth values and nothing are no text."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _value(yaml.compose(path.read_text("utf-8"), Loader=loader))


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(each) for each in node.value]
    if node.style in (None, ""):  # Neither quoted nor folded.
        if node.value in ("", "~", "null"):
            return None
        if node.value in ("true", "false"):
            return node.value == "true"
        if re.fullmatch(r"[-+]?[0-9]+", node.value):
            return int(node.value)
        if re.fullmatch(r"[-+]?[0-9]+\.[0-9]*", node.value):
            return float(node.value)
    return node.value


def faults(kind: str, data: Any) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in KEPT[kind].iter_errors(data)]


def mappings(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from mappings(each)


def test_every_type_has_its_schema() -> None:
    assert list(SCHEMAS) == list(TYPES)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_file_of_a_schema_is_in_step_with_its_type(name: str, tmp_path: Path) -> None:
    kept = kept_schema(name)
    assert kept == schema_text(name), "write it with UPDATE_SCENES=1, and read the difference"
    assert run("export", "schema", name) == (0, kept, "")
    file = tmp_path / "schema.json"
    assert run("export", "schema", name, "--output", str(file)) == (0, "", "")
    assert file.read_text("utf-8") == kept


@pytest.mark.parametrize("kind", KEPT)
def test_it_is_a_schema_and_says_what_it_describes(kind: str) -> None:
    schema = KEPT[kind].schema
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == kind.capitalize()
    assert schema["description"]


@pytest.mark.parametrize("path", TREE_FILES, ids=lambda path: path.stem)
def test_every_sound_tree_fits(path: Path) -> None:
    assert faults("tree", as_text(path)) == []


@pytest.mark.parametrize(
    "path",
    # An editor cannot tell "null", which is a word to our reader, from a missing value.
    [path for path in TREE_FILES if path.stem != "words-of-yaml-1.1"],
    ids=lambda path: path.stem,
)
def test_every_sound_tree_fits_in_an_editor(path: Path) -> None:
    assert faults("tree", as_an_editor(path)) == []


def test_every_bundled_case_fits() -> None:
    assert CASE_FILES
    for path in CASE_FILES:
        assert faults("case", as_text(path)) == [], path
        assert faults("case", as_an_editor(path)) == [], path


@pytest.mark.parametrize(
    "path", [TREES / "starter.yaml", GOOD / "every-kind.yaml"], ids=lambda path: path.stem
)
def test_an_unknown_key_does_not_fit_anywhere(path: Path) -> None:
    data = as_text(path)
    for mapping in mappings(data):
        if mapping is data.get("glossary"):  # There, any key is a word.
            continue
        mapping["no_such_key"] = "x"
        assert faults("tree", data), mapping
        del mapping["no_such_key"]
    assert faults("tree", data) == []


def test_an_unknown_key_of_a_case_does_not_fit() -> None:
    case = {"answers": {"saddle": "no"}, "expected": {"urgency": "soon"}}
    assert faults("case", case) == []
    assert faults("case", {**case, "story_line": "x"})
    assert faults("case", {**case, "expected": {"urgency": "soon", "colour": "red"}})


@pytest.mark.parametrize(
    "fault",
    [
        "claim-id",
        "clean-yes",
        "combination-id",
        "corner-of-shape",
        "empty-text",
        "format-2",
        "label-too-long",
        "missing-text",
        "missing-urgency",
        "no-questions",
        "one-option",
        "option-id",
        "question-id-too-long",
        "shape-of-two-corners",
        "source-id",
        "tree-id",
        "tree-version",
        "urgency",
    ],
)
def test_a_fault_that_an_editor_can_see_does_not_fit(fault: str) -> None:
    path = BAD / f"{fault}.yaml"
    assert faults("tree", as_text(path))
    assert faults("tree", as_an_editor(path))


@pytest.mark.parametrize("answer", ["no", ["none"], ["a", "b"], []])
def test_an_answer_is_one_option_or_a_list(answer: object) -> None:
    # An empty list fits as well: it is refused with a better reason, when it is used.
    assert faults("case", {"answers": {"saddle": answer}}) == []


@pytest.mark.parametrize("answer", [None, {"yes": "no"}, 3, True])
def test_anything_else_is_no_answer(answer: object) -> None:
    assert faults("case", {"answers": {"saddle": answer}})


ALLOWED = {"from": {"urgency": "soon"}, "to": {"urgency": "routine"}, "reason": "It is mild."}


def test_an_allow_file_fits() -> None:
    allow = Draft202012Validator(schema("allow"))
    full = {**ALLOWED, "from": {"urgency": "soon", "outcome": "o_x"}, "when": {"saddle": ["no"]}}
    assert allow.is_valid({"allow": []})
    assert allow.is_valid({"allow": [ALLOWED, full]})
    for wrong in (
        *({**ALLOWED, key: value} for key, value in (("from", "soon"), ("reason", ""), ("x", "y"))),
        *({key: value for key, value in ALLOWED.items() if key != gone} for gone in ALLOWED),
        {**ALLOWED, "when": {"saddle": "no"}},
        {**ALLOWED, "to": {"urgency": "none"}},
    ):
        assert not allow.is_valid({"allow": [wrong]}), wrong


def test_the_docstring_of_a_field_is_what_an_editor_shows() -> None:
    keys = KEPT["tree"].schema["$defs"]["Option"]["properties"]
    assert list(keys) == list(Option.model_fields)
    assert keys["detail"]["description"] == "The full wording, where the label is only its heading."
    assert "description" not in keys["label"]


def test_no_markup_of_docstrings_is_left() -> None:
    for kind in KEPT:
        text = (TREES / f"{kind}.schema.json").read_text("utf-8")
        assert "``" not in text and ":class:" not in text


def test_an_unknown_name_is_a_usage_error_with_the_choices() -> None:
    choices = ", ".join(SCHEMAS)
    assert run("export", "schema", "house") == (
        *(2, ""),
        f"kneenumb: There is no schema called 'house'. Choose one of: {choices}.\n",
    )
    assert run("export", "schema", "Reslt") == (
        *(2, ""),
        "kneenumb: There is no schema called 'Reslt'. Did you mean 'result'?\n",
    )
    assert run("export", "schema") == (
        *(2, ""),
        "kneenumb: Missing argument 'NAME'. See 'kneenumb export schema --help'.\n",
    )


def test_the_help_says_what_each_schema_describes() -> None:
    told = " ".join(run("export", "schema", "--help").out.split())
    for name, about in SCHEMAS.items():
        assert f"- {name}: {about.replace('`', '')} " in told


def test_a_shell_completes_the_name() -> None:
    words = {"COMP_WORDS": "kneenumb export schema ", "COMP_CWORD": "3"}
    ended = shell("_KNEENUMB_COMPLETE=complete_bash kneenumb", env=words)
    assert ended.out.decode().split() == list(SCHEMAS)
