"""Allowances: lowered urgencies that were accepted, how they are written, and what they fit."""

from pathlib import Path

import pytest

from kneenumb.diff.allowances import (
    Allowance,
    AllowError,
    Judgement,
    allow_yaml,
    judge,
    load_allowances,
    parse_allowances,
)
from kneenumb.diff.compare import compare
from kneenumb.load.tree_file import parse_tree
from tests.starters import BOTH, LOWERED, RAISED, STARTER

CHILD = "{from: {urgency: same_day}, to: {urgency: soon}, reason: A child can wait."


def allowances(*entries: str) -> tuple[Allowance, ...]:
    """Entries as a file would hold them, each without its last bracket."""
    text = "allow: [" + "".join(f"\n  {entry}}}," for entry in entries) + "]\n"
    return tuple(parse_allowances(text.encode(), "allow.yaml"))


def judged(new: str, *entries: str) -> Judgement:
    old, changed = (parse_tree(text.encode(), "x.yaml").tree for text in (STARTER, new))
    return judge(compare(old, changed), allowances(*entries))


# What they fit


def test_nothing_is_accepted_by_itself() -> None:
    judgement = judged(LOWERED)
    assert (judgement.refused, judgement.passes) == (2, False)


@pytest.mark.parametrize(
    "entry",
    [
        CHILD,
        CHILD + ", when: {background: [under_16]}",
        CHILD + ", when: {background: [under_16, not_sure]}",
        CHILD + ", when: {saddle: [no], background: [under_16]}",
        CHILD.replace("same_day}", "same_day, outcome: o_sd_check_today}"),
        CHILD.replace("soon}", "soon, outcome: o_unclear}"),
    ],
)
def test_an_entry_that_fits_accepts_everybody_of_a_change(entry: str) -> None:
    judgement = judged(LOWERED, entry)
    assert (judgement.refused, judgement.passes, judgement.unused) == (0, True, ())
    ((allowed,),) = (each.allowed for each in judgement.lines)
    assert allowed is not None and allowed.reason == "A child can wait."


@pytest.mark.parametrize(
    "entry",
    [
        CHILD + ", when: {background: [not_sure]}",
        # Some of them are pregnant, and not all.
        CHILD + ", when: {background: [pregnant_or_birth]}",
        CHILD + ", when: {background: [under_16], saddle: [yes]}",
        CHILD + ", when: {no_such_question: [under_16]}",
        CHILD.replace("same_day}", "emergency}"),
        CHILD.replace("soon}", "routine}"),
        CHILD.replace("same_day}", "same_day, outcome: o_unclear}"),
        CHILD.replace("soon}", "soon, outcome: o_sd_check_today}"),
    ],
)
def test_an_entry_that_does_not_fit_everybody_accepts_nobody(entry: str) -> None:
    judgement = judged(LOWERED, entry)
    assert (judgement.refused, judgement.passes) == (2, False)
    assert len(judgement.unused) == 1


def test_what_is_accepted_and_what_is_not_are_counted() -> None:
    judgement = judged(BOTH, CHILD)
    assert (judgement.refused, judgement.passes) == (1, False)
    assert [each.refused for each in judgement.lines] == [0, 1, 0, 0]


def test_the_first_entry_that_fits_gives_the_reason_and_no_other_is_idle() -> None:
    narrow = CHILD.replace("A child", "This child") + ", when: {background: [under_16]}"
    judgement = judged(LOWERED, CHILD, narrow)
    assert judgement.unused == ()
    (line,) = judgement.lines
    assert [each and each.reason for each in line.allowed] == ["A child can wait."]


def test_an_urgency_that_was_raised_needs_no_entry() -> None:
    judgement = judged(RAISED, CHILD)
    assert (judgement.refused, judgement.passes) == (0, True)
    assert len(judgement.unused) == 1


def test_the_entry_that_is_offered_accepts_its_line() -> None:
    refused = [each.line for each in judged(BOTH).lines if each.refused]
    entries = [
        parse_allowances("\n".join(allow_yaml(line)).replace("…", "Agreed.").encode(), "a")
        for line in refused
    ]
    assert len(entries) == 2
    old, new = (parse_tree(text.encode(), "x.yaml").tree for text in (STARTER, BOTH))
    judgement = judge(compare(old, new), [allowance for each in entries for allowance in each])
    assert (judgement.passes, judgement.unused) == (True, ())


# How they are written


def test_each_has_its_place(tmp_path: Path) -> None:
    file = tmp_path / "allow.yaml"
    file.write_text(f"allow:\n  - {CHILD}}}\n  - {CHILD.replace('child', 'kid')}}}\n")
    places = load_allowances(file)
    assert [str(place) for place in places.values()] == [f"{file}:2:5", f"{file}:3:5"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (CHILD.replace(", reason: A child can wait.", ""), "has no 'reason'"),
        (CHILD.replace("A child can wait.", "…"), "say in words why it is accepted"),
        (CHILD.replace("A child can wait.", "''"), "is empty"),
        (CHILD.replace("same_day", "routine"), "has to be milder than 'from'"),
        (CHILD.replace("same_day", "soon"), "has to be milder than 'from'"),
        (CHILD.replace("same_day", "sameday"), "Did you mean 'same_day'?"),
        (CHILD.replace("from", "form"), "Did you mean 'from'?"),
        (CHILD + ", when: {background: under_16}", "is a list"),
        (CHILD + ", when: {background: []}", "takes at least 1"),
        (CHILD + ", when: {Background: [x]}", "this_word"),
    ],
)
def test_a_fault_is_told_with_its_place(entry: str, message: str) -> None:
    with pytest.raises(AllowError, match=message) as error:
        allowances(entry)
    assert all(fault.place and fault.place.line == 2 for fault in error.value.faults)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"- a\n", "holds keys"),
        (b"alow: []\n", "Did you mean 'allow'?"),
        (b"allow: []\nallow: []\n", "a second time"),
        (b"allow: [\x1b]\n", "control character"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_file_of_something_else_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(AllowError, match=message.replace("?", r"\?")):
        parse_allowances(content, "allow.yaml")


def test_a_file_without_entries_accepts_nothing() -> None:
    assert parse_allowances(b"allow: []\n", "allow.yaml") == {}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AllowError, match="cannot be read: No such file"):
        load_allowances(tmp_path / "missing.yaml")
