"""The JSON of a check: its contract, and the same bytes every time."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kneenumb import Tree, load_tree
from kneenumb.check.json import check_json
from kneenumb.check.report import Report
from kneenumb.load.case_file import parse_case
from kneenumb.model.fault import Place
from tests.hostile_tree import MARKUP
from tests.process import shell
from tests.reports import DOUBTER, PREGNANT, WELL, broken, finding, numbers, proved, unreadable

NOTHING = type(None)
CONTRACT = {
    "format": int,
    "tree": dict,
    "passes": bool,
    "complete": bool,
    "gaps": list,
    "findings": list,
    "claims": list,
    "paths": (int, NOTHING),
    "classes": (int, NOTHING),
    "urgencies": (dict, NOTHING),
    "outcomes": (dict, NOTHING),
    "shortest": (int, NOTHING),
    "longest": (int, NOTHING),
}
FINDING = {
    "rule": str,
    "severity": str,
    "place": str,
    "file": str,
    "line": (int, NOTHING),
    "column": (int, NOTHING),
    "message": str,
    "why": str,
    "remedy": str,
    "witness": (dict, NOTHING),
    "beside": (dict, NOTHING),
    "claim": (str, NOTHING),
}
CLAIM = {
    "id": str,
    "holds": bool,
    "paths": (int, NOTHING),
    "shown": str,
    "witness": (dict, NOTHING),
}


def assert_kept(told: dict[str, Any], contract: dict[str, Any]) -> None:
    """Every key is there, in its order and of its kind. More may have been added."""
    assert [key for key in told if key in contract] == list(contract)
    for key, kind in contract.items():
        assert isinstance(told[key], kind), key


def data(report: Report, *, strict: bool = False) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(check_json(report, strict=strict))
    assert_kept(told, CONTRACT)
    for each in told["findings"]:
        assert_kept(each, FINDING)
    for each in told["claims"]:
        assert_kept(each, CLAIM)
    return told


def test_a_tree_that_is_proved(tree: Tree) -> None:
    told = data(proved(tree))
    assert told["format"] == 2
    assert told["tree"] == {"id": tree.id, "version": tree.version, "sha256": tree.sha256}
    assert told["passes"] is told["complete"] is True
    assert told["gaps"] == told["findings"] == []
    assert [each["id"] for each in told["claims"]] == list(tree.claims)
    assert (told["paths"], told["classes"]) == (1_188_351, 5_718)
    assert told["urgencies"] == {
        "routine": 1_004,
        "soon": 16,
        "same_day": 1_234,
        "emergency": 1_186_097,
    }
    assert list(told["outcomes"]) == list(tree.outcomes)
    assert sum(told["outcomes"].values()) == told["paths"]
    assert (told["shortest"], told["longest"]) == (1, 2)


def test_findings_and_claims_bring_their_witnesses_as_answers(starter: Tree) -> None:
    told = data(broken(starter))
    assert told["passes"] is False and told["complete"] is True
    first, second, *others = told["findings"]
    assert (first["place"], first["file"]) == ("trees/starter.yaml:185:5", "trees/starter.yaml")
    assert (first["line"], first["column"]) == (185, 5)
    assert (first["witness"], first["beside"]) == ({"saddle": "not_sure"}, None)
    assert second["witness"] == {"saddle": "no", "background": ["under_16", "pregnant_or_birth"]}
    assert second["beside"] == {"saddle": "no", "background": ["none"]}
    assert [each["severity"] for each in others] == ["warning", "error"]
    (claim,) = told["claims"]
    assert (claim["holds"], claim["witness"]) == (False, {"saddle": "not_sure"})


def test_a_witness_is_a_file_of_answers(starter: Tree) -> None:
    told = data(broken(starter))["findings"]
    for answers, each in ((DOUBTER, told[0]["witness"]), (PREGNANT, told[1]["witness"])):
        case = parse_case(json.dumps(each).encode(), "witness")
        assert dict(case.case.answers) == answers
    beside = parse_case(json.dumps(told[1]["beside"]).encode(), "witness")
    assert dict(beside.case.answers) == WELL


def test_what_is_not_known_is_null() -> None:
    told = data(unreadable("Unknown key 'lable'.", "Unknown key 'mext'."))
    assert told["tree"] == {"id": None, "version": None, "sha256": None}
    assert told["passes"] is told["complete"] is False
    unknown = ("paths", "classes", "urgencies", "outcomes", "shortest", "longest")
    assert [told[key] for key in unknown] == [None] * 6
    assert [each["line"] for each in told["findings"]] == [1, 2]


def test_a_place_without_a_line(starter: Tree) -> None:
    report = replace(proved(starter), findings=(finding(place=Place("x.yaml")),))
    (told,) = data(report)["findings"]
    assert (told["place"], told["line"], told["column"]) == ("x.yaml", None, None)


def test_a_gap_is_never_a_pass(starter: Tree) -> None:
    told = data(replace(proved(starter), gaps=("Not all of it.",)))
    assert told["gaps"] == ["Not all of it."]
    assert told["passes"] is told["complete"] is False


def test_strict_changes_only_whether_it_passes(starter: Tree) -> None:
    report = replace(proved(starter), findings=broken(starter).warnings)
    loose, strict = data(report), data(report, strict=True)
    assert (loose.pop("passes"), strict.pop("passes")) == (True, False)
    assert loose == strict


def test_all_of_very_many_findings_are_there(starter: Tree) -> None:
    report = replace(proved(starter), findings=(finding(),) * 500)
    assert len(data(report)["findings"]) == 500


def test_counts_are_exact_however_long(starter: Tree) -> None:
    for count in (3**40, 3**20_000):
        huge = numbers(starter, 0, 0, 0, count)
        text = check_json(replace(proved(starter), paths=huge, classes=huge))
        most = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(0)
        try:
            assert f'"paths": {count},' in text
        finally:
            sys.set_int_max_str_digits(most)
    assert sys.get_int_max_str_digits() == most


def test_text_stays_what_it_is(starter: Tree) -> None:
    for text in (*MARKUP.values(), "a\x1b[31m\r\n\x00\u202e", "日本 é"):
        place = Place(f"{text}.yaml", 1, 1)
        report = replace(proved(starter), findings=(finding(place=place, message=text),))
        (told,) = data(report)["findings"]
        assert (told["message"], told["file"]) == (text, f"{text}.yaml")
        assert "\x1b" not in check_json(report)


def test_a_file_name_that_is_no_text_can_be_written(starter: Tree) -> None:
    place = Place("\udcff.yaml", 1, 1)
    report = replace(proved(starter), findings=(finding(place=place),))
    assert "\\udcff.yaml" in check_json(report).encode().decode()
    json.loads(check_json(report))


def test_the_same_report_gives_the_same_bytes(starter: Tree) -> None:
    assert check_json(broken(starter)) == check_json(broken(load_tree("starter")))
    assert check_json(broken(starter)).endswith("}\n")


@pytest.mark.full
def test_the_command_gives_the_same_bytes_in_every_surrounding(tmp_path: Path) -> None:
    surroundings = [
        "LC_ALL=C PYTHONHASHSEED=1 NO_COLOR=1",
        "LC_ALL=C.UTF-8 PYTHONHASHSEED=2 FORCE_COLOR=1 COLUMNS=40",
        "PYTHONIOENCODING=ascii PYTHONHASHSEED=3 TERM=dumb",
    ]
    outputs = {
        shell(f"export {each}; kneenumb check starter --format json; true").out
        for each in surroundings
    }
    assert len(outputs) == 1
    json.loads(outputs.pop())
