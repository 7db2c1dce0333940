"""Findings as notes of GitHub: its own way to escape, one line each."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree
from kneenumb.check.github import check_github
from kneenumb.check.report import Report, Severity
from kneenumb.model.fault import Place
from tests.reports import broken, finding, proved, unreadable


def notes(report: Report, *, strict: bool = False) -> list[tuple[str, dict[str, str], str]]:
    """The kind, the properties and the message of every note, as GitHub reads them."""
    read = []
    text = check_github(report, strict=strict)
    assert text.endswith("\n")
    for line in text.removesuffix("\n").split("\n"):
        found = re.fullmatch("::([a-z]+) (.*?)::(.*)", line)
        assert found, line
        kind, told, message = found.groups()
        pairs = [each.partition("=")[::2] for each in told.split(",")]
        read.append((kind, {name: restored(text) for name, text in pairs}, restored(message)))
    return read


def restored(text: str) -> str:
    """What stood there before it was escaped."""
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_a_finding_is_one_line_at_its_place(starter: Tree) -> None:
    assert check_github(broken(starter)).splitlines()[2] == (
        "::warning file=trees/starter.yaml,line=107,col=9,title=label-too-long::"
        "The label has 46 characters, which is more than a menu can show.%0A"
        "Why it matters: A label that is cut off may be misread.%0A"
        "What to do: Shorten it, and put the full wording into 'detail'."
    )


def test_every_finding_is_told_and_the_verdict_at_the_end(starter: Tree) -> None:
    told = notes(broken(starter))
    assert [kind for kind, _, _ in told] == ["error", "error", "warning", "error", "error"]
    titles = [properties["title"] for _, properties, _ in told]
    rules = ["claim-broken", "worse-milder", "label-too-long", "dead-line"]
    assert titles == [*rules, "kneenumb check"]
    assert told[-1][2] == "NOT PROVED: 3 errors and 1 warning. 1 of 1 claim is broken."


def test_a_pass_is_a_notice(starter: Tree) -> None:
    (note,) = notes(proved(starter))
    assert note == (
        "notice",
        {"title": "kneenumb check"},
        "PROVED: whatever anybody answers, its one claim holds.",
    )


def test_warnings_alone_are_a_notice_unless_strict(starter: Tree) -> None:
    report = replace(proved(starter), findings=broken(starter).warnings)
    assert notes(report)[-1][0] == "notice"
    assert notes(report, strict=True)[-1][0] == "error"


def test_a_gap_is_an_error(starter: Tree) -> None:
    told = notes(replace(proved(starter), gaps=("Not all.",)))
    assert told[0] == ("error", {"title": "not covered"}, "Not all.")
    assert told[-1][0] == "error"


def test_a_file_that_is_no_tree(starter: Tree) -> None:
    told = notes(unreadable("Unknown key 'lable'."))
    assert told[0] == (
        "error",
        {"file": "trees/starter.yaml", "line": "1", "col": "1", "title": "no-tree"},
        "Unknown key 'lable'.\nWhat to do: Remove it.",
    )


def test_all_of_very_many_findings_are_told(starter: Tree) -> None:
    report = replace(proved(starter), findings=(finding(severity=Severity.WARNING),) * 500)
    assert len(notes(report)) == 501


def test_a_place_without_a_line_names_only_the_file(starter: Tree) -> None:
    report = replace(proved(starter), findings=(finding(place=Place("x.yaml")),))
    assert notes(report)[0][1] == {"file": "x.yaml", "title": "dead-line"}


HARMLESS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"], include_characters="\r\n"), min_size=1
)


@given(HARMLESS, HARMLESS)
def test_every_text_arrives_whole(file: str, message: str) -> None:
    found = finding(place=Place(file, 1, 2), message=message, why="", remedy="")
    (_, properties, told), _ = notes(Report("x", None, (found,)))
    assert told == message
    assert properties == {"file": file, "line": "1", "col": "2", "title": "dead-line"}


@pytest.mark.parametrize(
    ("text", "property", "data"),
    [
        ("100%", "100%25", "100%25"),
        ("%0A", "%250A", "%250A"),
        ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
        ("a:b,c", "a%3Ab%2Cc", "a:b,c"),
        ("a::error::b", "a%3A%3Aerror%3A%3Ab", "a::error::b"),
        ("\x1b[31m", "\\x1b[31m", "\\x1b[31m"),
    ],
)
def test_what_is_escaped_and_how(text: str, property: str, data: str) -> None:
    found = finding(place=Place(text), message=text, why="", remedy="")
    line = check_github(Report("x", None, (found,))).splitlines()[0]
    assert line == f"::error file={property},title=dead-line::{data}"


def test_no_message_starts_a_command_of_its_own() -> None:
    evil = "x\n::set-env name=PATH::/evil\r::add-mask::y"
    found = finding(place=Place(evil, 1, 1), message=evil, why=evil, remedy=evil)
    lines = re.split("[\r\n]", check_github(Report("x", None, (found,))).rstrip("\n"))
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error"]
