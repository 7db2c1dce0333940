"""Data out of YAML: words stay words, places are right, nothing blows up."""

import pytest

from kneenumb import Faulty
from kneenumb.strict_yaml.composer import DEEPEST, LONGEST_KEY, MOST_PIECES
from kneenumb.strict_yaml.document import parse
from tests.work import Task, assert_grows_slowly

NO_TRAPS = """\
yes: no
on: off
null: ~
y: n
true: false
12:30: 12:30
1e3: 0x10
0o7: 010
1_000: +1
.inf: .nan
2024-01-01: 2024-01-01 12:00:00
=: "="
"": ''
"""


def data(text: str) -> object:
    return parse(text.encode(), "file").data


def reports(text: str) -> list[str]:
    with pytest.raises(Faulty) as caught:
        parse(text.encode(), "file")
    return [str(fault).removeprefix("file:") for fault in caught.value.faults]


def test_no_word_becomes_a_number_a_date_or_a_truth_value() -> None:
    lines = [line.partition(": ") for line in NO_TRAPS.splitlines()]
    assert data(NO_TRAPS) == {key.strip("\"'"): value.strip("\"'") for key, _, value in lines}


def test_keys_that_yaml_1_1_would_merge_stay_apart() -> None:
    assert data("{yes: a, 'on': b, true: c, 1: d, 01: e, 1.0: f}") == {
        "yes": "a",
        "on": "b",
        "true": "c",
        "1": "d",
        "01": "e",
        "1.0": "f",
    }


def test_only_what_is_not_written_has_no_value() -> None:
    assert data("a:\nb: ''\nc: null\nd: ~\ne: [~, '']") == {
        "a": None,
        "b": "",
        "c": "null",
        "d": "~",
        "e": ["~", ""],
    }


def test_a_merge_key_is_a_key_like_others() -> None:
    assert data("a: &a {b: c}\nd: {<<: *a}") == {"a": {"b": "c"}, "d": {"<<": {"b": "c"}}}


def test_every_piece_knows_where_it_stands() -> None:
    document = parse("é: [1,\n     {b: 🦵, c: d}]\n".encode(), "file")
    assert document.keys == {("é",): (1, 1), ("é", 1, "b"): (2, 7), ("é", 1, "c"): (2, 13)}
    assert document.values == {
        (): (1, 1),
        ("é",): (1, 4),
        ("é", 0): (1, 5),
        ("é", 1): (2, 6),
        ("é", 1, "b"): (2, 10),
        ("é", 1, "c"): (2, 16),
    }
    assert str(document.place(("é", 1, "c"))) == "file:2:16"
    assert str(document.place(("é", 1, "c"), of_key=True)) == "file:2:13"
    assert str(document.place(("é", 1, "x", "y"))) == "file:2:6"


def test_what_came_by_an_alias_stands_where_the_alias_does() -> None:
    document = parse(b"a: &a {b: c}\nd: *a\n", "file")
    assert document.place(("d", "b")).line == 2


def test_aliases_give_what_they_stand_for() -> None:
    assert data("a: &a [x, &b y]\nc: [*a, *b]") == {"a": ["x", "y"], "c": [["x", "y"], "y"]}


def test_an_anchor_may_be_used_again_for_something_else() -> None:
    assert data("[&a x, *a, &a y, *a]") == ["x", "x", "y", "y"]


def test_all_faults_so_far_are_reported_where_reading_has_to_stop() -> None:
    assert reports('a: "\\a"\na: !!int 1\nb: *b\nc: "\\a"\n') == [
        "1:4: This text holds a character that cannot be shown (U+0007). Remove it.",
        "2:1: The key 'a' stands here a second time; the first is in line 1. "
        "Remove or rename one of the two.",
        "2:4: Tags such as 'tag:yaml.org,2002:int' are not read. Remove the tag.",
        "3:4: There is no '&b' above this. Define it first.",
    ]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_ten_thousand_levels_are_refused_at_once(opening: str) -> None:
    (report,) = reports(opening * 10_000)
    assert "nested more than 40 levels" in report or "A key is a plain word" in report
    assert_grows_slowly(lambda levels: lambda: reports(opening * levels), 1_000)


def test_as_deep_as_allowed_is_read() -> None:
    assert data("[" * DEEPEST + "x" + "]" * DEEPEST)
    assert reports("[" * (DEEPEST + 1) + "x" + "]" * (DEEPEST + 1))


@pytest.mark.parametrize("level", range(DEEPEST - 12, DEEPEST + 1))
def test_aliases_count_as_deep_as_if_they_were_written_out(level: int) -> None:
    """Also where one anchor stands inside another, and the deepest piece in the inner one."""
    anchors = "a: &a [[[[&b [[x]]]]], x]\n"
    for alias, written in (("*a", "[[[[[[x]]]]], x]"), ("*b", "[[x]]")):
        fits = []
        for piece in (alias, written):
            try:
                fits.append(data(anchors + "b: " + "[" * level + piece + "]" * level))
            except Faulty as error:
                assert "nested more than 40" in error.faults[0].cause
                fits.append(None)
        assert fits[0] == fits[1]


@pytest.mark.parametrize("inside", ["[{}]", "{{{}}}"])
def test_an_alias_bomb_is_refused_before_it_goes_off(inside: str) -> None:
    def refused(levels: int) -> Task:
        lines = ["a0: &a0 x"]
        for at in range(1, levels):
            before = f"*a{at - 1}"
            both = f"{before}, {before}" if inside[0] == "[" else f"b: {before}, c: {before}"
            lines.append(f"a{at}: &a{at} {inside.format(both)}")

        def task() -> None:
            (report,) = reports("\n".join(lines))
            assert f"already holds more than {MOST_PIECES:,} keys and values" in report

        return task

    assert_grows_slowly(refused, 32)


@pytest.mark.full
def test_aliases_are_counted_as_if_they_were_written_out() -> None:
    just_fits = ["x"] * (MOST_PIECES // 2 - 3)
    text = f"a: &a [{','.join(just_fits)}]\nb: *a\n"
    assert len(data(text)["b"]) == len(just_fits)  # type: ignore[index]
    assert reports(text + "c: *a\n")


@pytest.mark.full
def test_a_wide_file_is_refused_too() -> None:
    (report,) = reports("[" + "x," * (MOST_PIECES + 1) + "]")
    assert f"more than {MOST_PIECES:,}" in report


def test_a_long_text_cannot_be_repeated_without_end() -> None:
    """A message about each of them would hold it once more."""
    long = f"a: &a {'x' * 100_000}\nb: [{'*a ,' * 1_000}]\n"
    (report,) = reports(long)
    assert f"already holds more than {MOST_PIECES:,} keys and values" in report
    assert len(report) < 1_000
    assert data(long.replace("x" * 100_000, "x" * 100))


def test_a_key_is_no_paragraph() -> None:
    fits = "k" * LONGEST_KEY
    assert data(f"? {fits}\n: x\n") == {fits: "x"}
    assert reports(f"a: b\n? {fits}k\n: x\n") == [
        f"2:3: This key is {LONGEST_KEY + 1} characters long; at most {LONGEST_KEY} fit. "
        "Check the quotes and the ':' after it."
    ]
