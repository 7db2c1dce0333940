"""Case files and bare mappings: what they give, and what is said of their faults."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import AnswerError, Place, load_case
from kneenumb.load.case_file import parse_case
from kneenumb.model.case import Given
from kneenumb.model.urgency import Urgency
from tests.work import Task, assert_grows_slowly


def reports(content: str | bytes) -> list[str]:
    """The faults of a case file, as they are printed, without its name."""
    raw = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(AnswerError) as caught:
        parse_case(raw, "case")
    return [str(fault).removeprefix("case:") for fault in caught.value.faults]


FULL = """\
tree: knee-numbness
tree_version: 1.0.0
title: A title
story: >-
  Somebody.
answers:
  saddle: no
  whole_body: [older_attack, belly_with_thigh]
  weakness:
    - no
expected: {outcome: o_unclear, urgency: soon, error: missing}
point: Something.
"""


def test_a_case_file_gives_its_answers_with_their_places() -> None:
    origin, case, given = parse_case(FULL.encode(), "case")
    assert origin == "case"
    assert given == (
        Given("saddle", ("no",), Place("case", 7, 11), Place("case", 7, 3)),
        Given(
            "whole_body",
            ("older_attack", "belly_with_thigh"),
            Place("case", 8, 15),
            Place("case", 8, 3),
        ),
        Given("weakness", ("no",), Place("case", 10, 5), Place("case", 9, 3)),
    )
    assert (case.tree, case.tree_version, case.title) == ("knee-numbness", "1.0.0", "A title")
    assert (case.story, case.point) == ("Somebody.", "Something.")
    assert case.expected is not None
    assert (case.expected.outcome, case.expected.urgency) == ("o_unclear", (Urgency.SOON,))


def test_only_the_answers_are_required() -> None:
    case = parse_case(b"answers: {}", "case").case
    assert (case.answers, case.tree, case.expected) == ({}, None, None)


def test_a_bare_mapping_gives_the_same_answers() -> None:
    assert parse_case(b"saddle: no\ninjury: [milder]\n", "case").given == (
        Given("saddle", ("no",), Place("case", 1, 9), Place("case", 1, 1)),
        Given("injury", ("milder",), Place("case", 2, 9), Place("case", 2, 1)),
    )
    assert parse_case(b"{}", "case").given == ()


def test_an_empty_list_is_kept_for_the_tree_to_refuse() -> None:
    (given,) = parse_case(b"injury: []", "case").given
    assert (given.question, given.options, given.place) == ("injury", (), Place("case", 1, 9))


@pytest.mark.parametrize(
    "word",
    ["yes", "no", "on", "off", "true", "null", "~", "12:30", "1e3", "0x10", "2024-01-01", "y", "n"],
)
def test_words_of_yaml_1_1_stay_words(word: str) -> None:
    (given,) = parse_case(f"{word}: {word}\n".encode(), "case").given
    assert (given.question, given.options) == (word, (word,))


def test_json_words_and_escapes_are_read() -> None:
    content = r'{"title": "\ud83e\uddb5 \u00e9 \/ \" \\ud83e", "answers":{"s\u0061ddle":["no"]}}'
    case = parse_case(content.encode(), "case")
    assert case.case.title == '🦵 é / " \\ud83e'
    assert [(each.question, each.options) for each in case.given] == [("saddle", ("no",))]


def test_json_truth_values_are_words_not_answers() -> None:
    (given,) = parse_case(b'{\n\t"saddle":true\n}', "case").given
    assert given == Given("saddle", ("true",), Place("case", 2, 11), Place("case", 2, 2))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ["1:1: The file is empty. Check that it is the right file."]),
        ("---\n", ["2:1: The file is empty. Check that it is the right file."]),
        ("saddle:\n", ["1:8: 'answers › saddle' has no value. Write one, or remove the key."]),
        (
            "saddle: no\nsaddle: yes\n",
            [
                "2:1: The key 'saddle' stands here a second time; the first is in line 1. "
                "Remove or rename one of the two."
            ],
        ),
        (
            '{"saddle":"no","saddle":"yes"}',
            [
                "1:16: The key 'saddle' stands here a second time; the first is in line 1. "
                "Remove or rename one of the two."
            ],
        ),
        (
            "saddle: [[no]]\n",
            [
                "1:10: 'answers › saddle › no. 1' is one text, not a list or keys. "
                "Write it as one text."
            ],
        ),
        (
            "- saddle\n",
            ["1:1: 'answers' holds keys, each with a value. Write 'key: value' lines."],
        ),
        (
            "answers: {saddle: no}\ntitel: A title\nexpected: {urgency: now, errors: x}\n",
            [
                "2:1: The key 'titel' is not known here. Did you mean 'title'?",
                "3:21: 'now' is not known for 'expected › urgency'. "
                "Choose one of: routine, soon, same_day, emergency.",
                "3:26: The key 'errors' is not known here. Did you mean 'error'?",
            ],
        ),
        (
            '{"saddle": "\\ud83e"}',
            [
                "1:15: There is half a character here, or one that does not exist. Write the "
                "character itself."
            ],
        ),
        (
            '{"saddle": "\\u001b[2J"}',
            ["1:12: This text holds a character that cannot be shown (U+001B). Remove it."],
        ),
        (b"saddle: \xff\n", ["1:9: The file is not UTF-8 text. Save it as UTF-8 and try again."]),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_file_is_said(content: str | bytes, expected: list[str]) -> None:
    assert sorted(reports(content)) == sorted(expected)


@pytest.mark.parametrize("key", ["answer", "answres", "Answers", "anwsers"])
@pytest.mark.parametrize(
    "around",
    [
        "KEY: {saddle: no}\n",
        "tree: knee-numbness\nKEY: {saddle: no}\n",
        "KEY:\n  saddle: no\nexpected: {urgency: soon}\n",
        "title: A title\nKEY:\n",
        "point: What it is for\nKEY: [saddle, no]\n",
    ],
)
def test_misspelt_answers_are_told_as_such(key: str, around: str) -> None:
    content = around.replace("KEY", key)
    line = next(at for at, each in enumerate(content.splitlines(), 1) if each.startswith(key))
    assert reports(content) == [
        f"{line}:1: The key '{key}' is not known here. Did you mean 'answers'?"
    ]


def test_what_else_is_wrong_beside_misspelt_answers_is_reported_too() -> None:
    assert reports("titel: A title\nanswer: {saddle: no}\nexpected: {urgency: now}\n") == [
        "1:1: The key 'titel' is not known here. Did you mean 'title'?",
        "2:1: The key 'answer' is not known here. Did you mean 'answers'?",
        "3:21: 'now' is not known for 'expected › urgency'. "
        "Choose one of: routine, soon, same_day, emergency.",
    ]


def test_a_question_may_be_called_almost_like_answers() -> None:
    content = "answer: no\nanswered: [yes, not_sure]\nsaddle: no\n"
    questions = [each.question for each in parse_case(content.encode(), "case").given]
    assert questions == ["answer", "answered", "saddle"]


def test_a_case_without_answers_is_not_taken_for_answers() -> None:
    assert reports("title: A title\nexpected: {urgency: soon}\n") == [
        "1:1: 'The file' has no 'answers'. Add a line 'answers: …'."
    ]


def test_a_file_full_of_wrong_keys_is_reported_in_good_time() -> None:
    def reported(number: int) -> Task:
        wrong = "".join(f"k{n}: no\n" for n in range(number))

        def task() -> None:
            assert len(reports(f"title: A title\nexpected: {{}}\n{wrong}")) == number + 1

        return task

    assert_grows_slowly(reported, 1_000)


def test_a_case_is_found_by_name_and_by_path(tmp_path: Path) -> None:
    assert load_case("v1").case.title == "Slow stream, no numbness"
    path = tmp_path / "v1"
    path.write_text("saddle: yes\n")
    (given,) = load_case(path).given
    assert given == Given("saddle", ("yes",), Place(str(path), 1, 9), Place(str(path), 1, 1))


@pytest.mark.parametrize(
    ("name", "report"),
    [
        (
            "v22",
            "There is no file 'v22', and no case of that name comes with kneenumb. "
            "Did you mean 'v2'?",
        ),
        ("no.yaml", "no.yaml: The answers cannot be read: No such file or directory. Check"),
        (".", ".: The answers cannot be read: Is a directory. Check the name."),
    ],
)
def test_a_case_that_is_not_there_is_an_answer_error(name: str, report: str) -> None:
    with pytest.raises(AnswerError) as caught:
        load_case(name)
    assert str(caught.value).startswith(report)


@given(st.text() | st.binary())
def test_nothing_that_is_typed_or_read_breaks_the_reader(content: str | bytes) -> None:
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    try:
        parse_case(raw, "case")
    except AnswerError as error:
        assert all(fault.place and fault.place.line for fault in error.faults)
