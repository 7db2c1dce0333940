"""The bytes of a file: encodings, sizes, JSON, and the places of what is no YAML."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Faulty, Place
from kneenumb.strict_yaml.document import MOST_BYTES, parse

ADVICE = "Look at this line and the one above it: indentation, quotes, and ': ' inside a text."
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

# What a tree may hold: no sign that a terminal would act on.
WORDS = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff" + TURNING
    ),
    max_size=20,
)


def report(content: bytes) -> str:
    """The one fault of a file, as it is printed, without its name."""
    with pytest.raises(Faulty) as caught:
        parse(content, "file")
    (fault,) = caught.value.faults
    return str(fault).removeprefix("file:")


def test_the_hash_is_that_of_the_bytes() -> None:
    content = b"\xef\xbb\xbfa: b\r\n"
    document = parse(content, "file")
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert (document.origin, document.data) == ("file", {"a": "b"})


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_they_do_anywhere(line_end: str) -> None:
    text = line_end.join(["a: b", "c:", "  - >-", "    d", "    e", ""])
    document = parse(text.encode(), "file")
    assert document.data == {"a": "b", "c": ["d e"]}
    assert document.values["c", 0] == (3, 5)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff\xfea\x00:\x00", "1:1"),
        ("a: é\nb: ö".encode("latin-1"), "1:4"),
        (b"a: b\nc: \xed\xa0\x80\n", "2:4"),
        (b"a: \xc0\xaf", "1:4"),
    ],
    ids=["UTF-16", "Latin-1", "half a pair", "too long a form"],
)
def test_what_is_not_utf_8_is_refused_where_it_stands(content: bytes, place: str) -> None:
    assert report(content) == (
        f"{place}: The file is not UTF-8 text. Save it as UTF-8 and try again."
    )


@pytest.mark.parametrize("character", "\x00\x07\x0b\x1b\x7f\x9b\ufffe")
def test_a_raw_control_character_is_refused_where_it_stands(character: str) -> None:
    assert report(f"a: b\nc: d{character}e\n".encode()) == (
        "2:5: There is a control character here. Remove it."
    )


def test_a_control_character_is_found_behind_letters_of_several_bytes() -> None:
    assert report("a: ñandú 膝 🦵\nc: d\x07e\n".encode()) == (
        "2:5: There is a control character here. Remove it."
    )


@pytest.mark.parametrize("character", "\x07\x1b\x1f\x7f\x80\x9b\x9f\u2028\u2029" + TURNING)
def test_an_escape_does_not_hide_what_a_terminal_would_act_on(character: str) -> None:
    assert report(f'a: "\\u{ord(character):04x}"'.encode()) == (
        f"1:4: This text holds a character that cannot be shown (U+{ord(character):04X}). "
        "Remove it."
    )


@pytest.mark.parametrize("character", TURNING)
def test_signs_that_turn_the_reading_order_are_refused(character: str) -> None:
    cause = f"This text holds a character that cannot be shown (U+{ord(character):04X})."
    assert report(f"a: b{character}".encode()) == f"1:4: {cause} Remove it."
    assert report(f"a{character}: b".encode()) == f"1:1: {cause} Remove it."


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"# nothing\n", b"   ", b"---", b"# a\n---\n...\n", b"\xef\xbb\xbf"]
)
def test_an_empty_file_is_not_an_empty_tree(content: bytes) -> None:
    assert report(content).endswith(": The file is empty. Check that it is the right file.")


def test_a_file_may_be_as_large_as_allowed_but_not_larger() -> None:
    content = b"a: b #" + b"x" * (MOST_BYTES - 6)
    assert parse(content, "file").data == {"a": "b"}
    with pytest.raises(Faulty, match="more than 4,000,000 bytes"):
        parse(content + b"x", "file")


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        (b"a: b: c\n", "1:5", "mapping values are not allowed in this context"),
        (b"a: [b\nc: d\n", "2:2", "did not find expected ',' or ']'"),
        (b"a: @b\n", "1:4", "found character that cannot start any token"),
        (b"a: b\n- c\n", "2:1", "did not find expected key"),
    ],
    ids=["colon", "bracket", "sign", "list after keys"],
)
def test_what_is_no_yaml_is_placed(content: bytes, place: str, problem: str) -> None:
    assert report(content) == f"{place}: This is not YAML: {problem}. {ADVICE}"


def test_what_was_wrong_before_is_reported_too() -> None:
    with pytest.raises(Faulty) as caught:
        parse(b'a: "\\a"\nb: [\n', "file")
    reports = [str(fault) for fault in caught.value.faults]
    assert len(reports) == 2
    assert reports[0].startswith("file:1:4: This text holds a character")
    assert reports[1].startswith("file:3:1: This is not YAML")


def test_a_tab_is_named_because_nobody_sees_it() -> None:
    assert report(b"a:\n\tb: c\n") == "2:1: There is a tab in this line. Indent with spaces."


def test_json_pairs_of_halves_become_one_character() -> None:
    content = rb' ["\ud83e\uddb5", "\uD83E\uDDB5x", "\\ud83e\\uddb5", "\u00E9\n", "\udbff\udfff"]'
    assert parse(content, "file").data == ["🦵", "🦵x", r"\ud83e\uddb5", "é\n", "\U0010ffff"]


def test_a_byte_order_mark_does_not_hide_that_it_is_json() -> None:
    assert parse(b"\xef\xbb\xbf" + rb'["\ud83e\uddb5"]', "file").data == ["🦵"]


@pytest.mark.parametrize("half", [r"\ud83e", r"\uddb5", r"\uddb5\ud83e", r"\ud83ex\uddb5"])
def test_half_a_pair_is_no_character(half: str) -> None:
    assert "half a character" in report(f'["{half}"]'.encode())


@given(st.recursive(WORDS, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner)))
def test_what_json_holds_is_read_as_it_is(data: object) -> None:
    assert parse(json.dumps([data]).encode(), "file").data == [data]
    assert parse(json.dumps([data], ensure_ascii=False, indent=1).encode(), "file").data == [data]


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    try:
        document = parse(content, "file")
    except Faulty as error:
        assert all(fault.place and fault.place.line for fault in error.faults)
    else:
        assert document.values


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a: b\nc: [\n", (12, 1)),
        (b"a: b\n\tc: d\n", (11, 1)),
        (b"a: \xff\n", (10, 4)),
        (b"a: b\nc: \x7f\n", (11, 4)),
        (b"a: b\na: c\n", (11, 1)),
        (b"a: b\nc: !x d\n", (11, 4)),
        (b"a: b\n---\nc: d\n", (11, 1)),
        (b"a:\n  ? [b]\n", (11, 5)),
    ],
)
def test_a_piece_of_a_file_has_its_places_in_the_file(
    content: bytes, place: tuple[int, int]
) -> None:
    for first_line in (1, 10):
        with pytest.raises(Faulty) as caught:
            parse(content, "file", first_line=first_line)
        (fault,) = caught.value.faults
        line, column = place
        assert fault.place == Place("file", line - 10 + first_line, column)
    document = parse(b"# c\n- a: b\n- c: {d: [e]}\n", "file", first_line=10)
    first, second = document.pieces()
    assert (first.place(()), first.place(("a",))) == (Place("file", 11, 3), Place("file", 11, 6))
    assert second.place(("c", "d", 0)) == Place("file", 12, 11)
    assert second.place(("c",), of_key=True) == Place("file", 12, 3)
