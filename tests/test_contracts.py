"""What is written as JSON is what its schema says: all of it, nothing else, in this order.

The published schemas allow for keys that a later version adds. Here they are made strict, so that
no key is written that is not declared.
"""

import copy
import itertools
import json
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kneenumb.batch.rows import FURTHER
from kneenumb.cli.contracts import READ, SCHEMAS
from kneenumb.load import bundled
from kneenumb.load.case_file import load_case
from kneenumb.load.tree_file import load_tree
from kneenumb.model.urgency import Urgency
from kneenumb.mutate.catch import Net
from kneenumb.mutate.effect import EffectKind
from kneenumb.quiz.attempt import Attempt
from kneenumb.quiz.deck import collect
from kneenumb.quiz.score_file import quiz_json
from kneenumb.schema.schema import schema
from tests.command import run
from tests.examples import quick_first
from tests.flawed import NUMB, write_flawed_tree
from tests.process import shell
from tests.starters import BIRTH_TODAY, BOTH, FEWER, LOWERED, RENAMED, STARTER, changed
from tests.too_large import too_large

TREES = Path(__file__).parent / "trees"
FILES = [*READ]
"""What is read. All others are written."""
WRITTEN = [name for name in SCHEMAS if name not in FILES]
QUICK = quick_first(
    sorted(WRITTEN, key=("range", "settings", "list", "rules").__contains__)[::-1], 4
)
PLAIN_BY_THEMSELVES = {
    *("id", "version", "title", "question", "file", "line", "column", "reason"),
    *("faults", "trees", "cases", "operators", "claims", "caught", "survives", "holds"),
    *("outcome", "place", "conditions", "options", "sources", *Urgency, *Net, *EffectKind),
}
"""Keys that need no description, among them the members of enumerations by which is counted."""
ALLOWED = """\
allow:
  - from: {urgency: same_day, outcome: o_sd_check_today}
    to: {urgency: soon}
    when: {background: [under_16]}
    reason: A child with knee pain can wait.
  - {from: {urgency: emergency}, to: {urgency: soon}, reason: Never needed.}
"""


def strict(part: Any) -> Any:
    """A schema that allows for no key but those it declares."""
    if isinstance(part, list):
        return [strict(each) for each in part]
    if not isinstance(part, dict):
        return part
    made = {key: strict(value) for key, value in part.items()}
    return {**made, "additionalProperties": False} if "properties" in part else made


@cache
def as_published(name: str) -> Draft202012Validator:
    """What takes any key more."""
    return Draft202012Validator(schema(name))


@cache
def as_written(name: str) -> Draft202012Validator:
    """What takes no key that is not declared."""
    return Draft202012Validator(strict(schema(name)))


def faults(validator: Draft202012Validator, data: Any) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(data)]


# Real output


def told(*argv: str) -> Any:
    """What a command writes as JSON."""
    done = run(*argv, "--format", "json")
    assert not done.err
    return json.loads(done.out)


def _results() -> Iterator[Any]:
    for name in bundled.cases():
        expected = load_case(name).case.expected
        if expected is None or expected.error is None:
            yield told("triage", "-a", name)
    flawed = write_flawed_tree(Path("flawed.yaml"))
    yield told("triage", "--unchecked", "--tree", str(flawed), *NUMB)
    # Somebody who says more than they are asked, a red flag among it.
    yield told("triage", "-a", "v10", "-s", "both_area=saddle")


def _explanations() -> Iterator[Any]:
    for name in ("v2", "v5", "v10", "v14", "v17", "v21-flip"):
        yield told("explain", name, "--why-not", "o_meralgia")
    yield told("triage", "-a", "v10", "-s", "both_area=saddle", "--explain")
    yield told("triage", "-s", "saddle=yes", "--explain")
    Path("large.json").write_text(too_large(STARTER))
    answers = ("-s", "many=none", "-s", "saddle=no", "-s", "background=none")
    yield told("triage", "--tree", "large.json", "--unchecked", "--explain", *answers)


def _checks() -> Iterator[Any]:
    yield told("check")
    for path in sorted((TREES / "flawed").iterdir()):
        yield told("check", str(path))
    yield told("check", str(TREES / "bad" / "several-kinds.yaml"))
    Path("large.json").write_text(too_large(STARTER))
    yield told("check", "large.json")


def _mutations() -> Iterator[Any]:
    yield told("check", "starter", "--mutate", "--jobs", "1")


def _comparisons() -> Iterator[Any]:
    Path("allow.yaml").write_text(ALLOWED)
    Path("old.yaml").write_text(STARTER)
    for text in (STARTER, LOWERED, BOTH, FEWER, RENAMED, changed(BIRTH_TODAY, text=FEWER)):
        Path("new.yaml").write_text(text)
        yield told("diff", "old.yaml", "new.yaml")
        yield told("diff", "old.yaml", "new.yaml", "--allow", "allow.yaml")
    Path("new.yaml").write_text(too_large(STARTER))
    yield told("diff", "old.yaml", "new.yaml")


def _quizzes() -> Iterator[Any]:
    tree = load_tree()
    cards = collect(tree, bundled.cases()).cards
    said = zip(cards, itertools.cycle(Urgency), itertools.cycle([None, *tree.outcomes]))
    attempts = [Attempt(*each, ("saddle", "legs")) for each in said]
    for played, proved in ((attempts, True), (attempts[:3], False), ([], True)):
        text = quiz_json(tree.as_proved(proved), played, cards[len(played) :], seed=7)
        yield json.loads(text)


def _lists() -> Iterator[Any]:
    yield told("list")
    yield told("list", "--expected")


def _settings() -> Iterator[Any]:
    surroundings = {"LANG": "de_AT.UTF-8", "KNEENUMB_PLAIN": "no", "KNEENUMB_WIDTH": "abc"}
    for env in ({}, surroundings, {"KNEENUMB_REGION": "SE", "KNEENUMB_WIDTH": "60"}):
        with pytest.MonkeyPatch.context() as patch:
            for name, value in env.items():
                patch.setenv(name, value)
            yield json.loads(run("settings", "--format", "json").out)


def _ranges() -> Iterator[Any]:
    yield told("triage", "--range")
    yield told("triage", "--range", "-a", "v10")
    yield told("triage", "--range", "-s", "bladder_bowel=not_sure", "-s", "whole_body=older_attack")
    flawed = write_flawed_tree(Path("flawed.yaml"))
    yield told("triage", "--range", "--unchecked", "--tree", str(flawed))


def _batches() -> Iterator[tuple[str, ...]]:
    """Runs of many cases, of which the last says as much as there is to say."""
    flawed = write_flawed_tree(Path("flawed.yaml"))
    Path("few.csv").write_text("saddle\nno\nyes\nx\n")
    yield ("few.csv",)
    yield ("few.csv", "--missing", "range")
    yield ("few.csv", "--tree", str(flawed), "--unchecked")
    yield ("teaching-cases", "--score", "--missing", "range")


def _rows() -> Iterator[Any]:
    *some, last = _batches()
    for argv in (*some, (*last, "--columns", ",".join(FURTHER))):
        for line in run("batch", *argv, "--format", "jsonl").out.splitlines():
            yield json.loads(line)


def _summaries() -> Iterator[Any]:
    cases = [{"saddle": "yes", "expected_urgency": "soon"}, {"saddle": "yes"}, {"saddle": "no"}]
    Path("cases.jsonl").write_text("".join(json.dumps(case) + "\n" for case in cases))
    for argv in (*_batches(), ("cases.jsonl", "--score", "--missing", "range")):
        yield json.loads(run("batch", *argv, "--format", "json").out)


def _rules() -> Iterator[Any]:
    yield told("check", "--rules")
    yield told("check", "--explain", "loop")


def _overviews() -> Iterator[Any]:
    yield told("show")
    yield told("show", "--tree", "starter")


def _parts() -> Iterator[Any]:
    for name in ("saddle", "questions", "numbers", "K1", "glossary"):
        yield told("show", name)


def _drawings() -> Iterator[Any]:
    yield told("show", "--depth", "0")
    yield told("show", "--case", "v10")
    yield told("show", "--from", "legs", "--depth", "2")


OUTPUTS = {
    "result": _results,
    "range": _ranges,
    "explain": _explanations,
    "batch": _summaries,
    "check": _checks,
    "rules": _rules,
    "mutate": _mutations,
    "diff": _comparisons,
    "overview": _overviews,
    "parts": _parts,
    "drawn": _drawings,
    "list": _lists,
    "settings": _settings,
    "row": _rows,
    "quiz": _quizzes,
}
"""What makes real output of every kind. It may write files where it is."""


class _Made(dict[str, list[Any]]):
    """Output of each kind, made when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __missing__(self, name: str) -> list[Any]:
        with pytest.MonkeyPatch.context() as patched:
            patched.chdir(self._folder)
            self[name] = list(OUTPUTS[name]())
        return self[name]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Any]]:
    """Real output of every kind."""
    return _Made(tmp_path_factory.mktemp("outputs"))


def test_every_kind_of_output_is_tried() -> None:
    assert list(OUTPUTS) == WRITTEN


@pytest.mark.full
def test_the_output_shows_every_state(outputs: Mapping[str, list[Any]]) -> None:
    results, checks = outputs["result"], outputs["check"]
    assert {each["checked"] for each in results} == {True, False}
    assert {each["urgency"] for each in results} == {"routine", "soon", "same_day", "emergency"}
    assert any(each["unused"] for each in results) and any(each["combination"] for each in results)
    assert {(each["passes"], each["complete"]) for each in checks} == {
        *((True, True), (False, True), (False, False))
    }
    found = [finding for each in checks for finding in each["findings"]]
    assert {each["severity"] for each in found} == {"error", "warning"}
    assert any(each["beside"] for each in found) and any(each["witness"] for each in found)
    assert any(each["gaps"] and each["tree"]["id"] for each in checks)
    assert {each["complete"] for each in outputs["diff"]} == {True, False}
    moved = [change for each in outputs["diff"] for change in each["changes"]]
    assert {each["direction"] for each in moved} == {"down", "up", "same"}
    assert {each["parting"]["home"] for each in moved} >= {"gates", "outcomes"}
    assert any(each["allowed"] for each in moved) and any(each["shared"] for each in moved)
    assert any(each["gaps"] for each in outputs["diff"])
    idle = [allowance for each in outputs["diff"] for allowance in each["unused_allowances"] or ()]
    assert {"outcome" in each["from"] for each in idle} == {True, False}
    ends = outputs["mutate"][0]["details"]
    assert any(each["caught"] for each in ends) and any(each["survives"] for each in ends)


@pytest.mark.parametrize("name", QUICK)
def test_real_output_is_what_the_schema_says(name: str, outputs: Mapping[str, list[Any]]) -> None:
    for output in outputs[name]:
        assert faults(as_written(name), output) == []
        assert misplaced(output, schema(name), schema(name)["$defs"]) == []


def misplaced(data: Any, part: Any, shared: Mapping[str, Any], at: str = "$") -> list[str]:
    """Where the keys of an output are not in the order of its schema."""
    part = resolved(data, part, shared)
    if isinstance(data, list):
        pairs = [(f"{at}[{index}]", each, part["items"]) for index, each in enumerate(data)]
        return [fault for here, *inner in pairs for fault in misplaced(*inner, shared, here)]
    if not isinstance(data, dict):
        return []
    declared = declared_keys(data, part)
    wrong = [at] if list(data) != [key for key in declared if key in data] else []
    inner = (
        misplaced(each, declared[key], shared, f"{at}.{key}")
        for key, each in data.items()
        if key != "content"
    )
    return [*wrong, *(fault for found in inner for fault in found)]


def resolved(data: Any, part: Any, shared: Mapping[str, Any]) -> Any:
    """What a part of a schema says of data like this."""
    options = part.get("anyOf", [part])
    part = next((each for each in options if _is_for(data, each)), {})
    return shared[part["$ref"].removeprefix("#/$defs/")] if "$ref" in part else part


def declared_keys(data: Any, part: Any) -> Mapping[str, Any]:
    """What a part of a schema says of each key, in its order."""
    declared: Mapping[str, Any] = part.get(
        "properties", dict.fromkeys(data, part.get("additionalProperties"))
    )
    return declared


def _is_for(data: Any, part: Any) -> bool:
    return "$ref" in part or {dict: "object", list: "array"}.get(type(data), "") in part["type"]


# Anything else is refused


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping or list in an output, with every key or position in it."""
    for key in list(data) if isinstance(data, dict) else range(min(len(data), 2)):
        if key == "content":
            continue  # A piece of a tree file: its schema is that of the tree.
        yield data, key
        if isinstance(data[key], dict | list):
            yield from places(data[key])


def parts(data: Any, part: Any, shared: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Every piece of an output below it, with the part of the schema that is for it."""
    part = resolved(data, part, shared)
    for key in list(data) if isinstance(data, dict) else range(min(len(data), 2)):
        if key == "content":
            continue
        inner = part["items"] if isinstance(data, list) else declared_keys(data, part)[key]
        yield data[key], inner
        if isinstance(data[key], dict | list):
            yield from parts(data[key], inner, shared)


def richest(outputs: list[Any]) -> Any:
    """One output in which there is something of everything, to be spoilt."""
    return copy.deepcopy(max(outputs, key=lambda each: len({key for _, key in places(each)})))


@pytest.mark.parametrize("name", QUICK)
def test_a_value_of_the_wrong_type_is_refused_anywhere(
    name: str, outputs: Mapping[str, list[Any]]
) -> None:
    tried = 0
    for sound, part in parts(richest(outputs[name]), schema(name), schema(name)["$defs"]):
        validator = as_published(name).evolve(schema=part)
        assert validator.is_valid(sound)
        number = "0.5" if isinstance(sound, float) else 0.5
        for wrong in (
            number,
            [[sound]],
            {"x": {"y": sound}},
            not isinstance(sound, bool) or "true",
        ):
            assert not validator.is_valid(wrong), (part, wrong)
            tried += 1
    assert tried > 20


@pytest.mark.parametrize("name", QUICK)
def test_a_word_that_an_enumeration_does_not_have_is_refused(
    name: str, outputs: Mapping[str, list[Any]]
) -> None:
    output = richest(outputs[name])
    enumerated = ("urgency", "base_urgency", "severity", "direction", "home", "net", "kind", "side")
    for inside, key in places(output):
        if key in (*enumerated, "refused", "format"):
            sound = inside[key]
            inside[key] = 99 if key == "format" else "lukewarm"
            assert not as_published(name).is_valid(output), key
            inside[key] = sound


@pytest.mark.parametrize("name", QUICK)
def test_a_key_that_is_missing_is_refused_and_one_more_is_not(
    name: str, outputs: Mapping[str, list[Any]]
) -> None:
    output = richest(outputs[name])
    for key in schema(name)["required"]:
        less = {other: value for other, value in output.items() if other != key}
        assert not as_published(name).is_valid(less), key
    more = {**output, "added_later": 1}
    assert as_published(name).is_valid(more) and not as_written(name).is_valid(more)


# The schemas themselves


def keys_of(part: Any) -> Iterator[tuple[str, Any]]:
    """Every key that a schema declares, with what it says of it."""
    if isinstance(part, dict):
        yield from part.get("properties", {}).items()
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from keys_of(each)


@pytest.mark.parametrize("name", quick_first(SCHEMAS, 2))
def test_it_is_printed_by_its_name(name: str) -> None:
    done = run("export", "schema", name)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == schema(name)
    Draft202012Validator.check_schema(schema(name))
    assert done.out.startswith('{\n  "$schema": "https://json-schema.org/draft/2020-12/schema",\n')
    assert schema(name)["title"] == name.capitalize()


@pytest.mark.parametrize("name", WRITTEN)
def test_it_tells_its_version_and_what_may_change(name: str) -> None:
    made = schema(name)
    version = made["properties"].get("format", {"const": 1})["const"]
    assert made["$id"] == f"kneenumb:{name}:{version}"
    assert made["description"].endswith("Keys are only ever added, so take no notice of any other.")
    assert "additionalProperties" not in made


@pytest.mark.parametrize("name", WRITTEN)
def test_a_key_that_is_always_there_is_required(
    name: str, outputs: Mapping[str, list[Any]]
) -> None:
    always = set.intersection(*(set(each) for each in outputs[name]))
    assert always == set(schema(name)["required"])


@pytest.mark.parametrize("name", WRITTEN)
def test_every_key_is_described_or_plain_by_itself(name: str) -> None:
    made = schema(name)
    for key, says in keys_of(made):
        described = "description" in says or "description" in made["$defs"].get(_named(says), {})
        assert described or key in PLAIN_BY_THEMSELVES, key
    assert all("description" in part for part in made["$defs"].values())
    assert not re.search("``|:class:", json.dumps(made))


def _named(part: Mapping[str, Any]) -> str:
    """What a part of a schema refers to."""
    reference: str = part.get("$ref", "")
    return reference.removeprefix("#/$defs/")


def test_a_scripted_case_does_not_wait_for_the_types() -> None:
    script = (
        "import atexit, sys; from kneenumb.__main__ import main; "
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
        "sys.argv = 'kneenumb triage -a v10 -f json'.split(); main()"
    )
    modules = shell(f'"$1" -c "{script}"', sys.executable).err.split()
    assert "kneenumb.result.json" in modules
    assert [name for name in modules if re.search(r"kneenumb\..*(_data|schema)", name)] == []
