"""Where the rows of a table begin and end, whatever stands in them."""

import pytest

from kneenumb.cases import row_spans
from kneenumb.cases.row_spans import RowSpans
from tests.work import assert_grows_slowly

SPANS = RowSpans(",", 2)


def sizes(text: str, spans: RowSpans = SPANS, *, is_end: bool = True) -> list[int]:
    return [*spans.sizes(text.encode("utf-8", "surrogateescape").splitlines(True), is_end=is_end)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a,b\nc,d\n", [1, 1]),
        ('a,"b"\nc,d\n', [1, 1]),
        ('a,"b\nb"\nc,d\n', [2, 1]),
        ('a,"b\r\n\r\nb"\r\nc,d\r\n', [3, 1]),
        ('a,"b""\nb"""\nc,d', [2, 1]),
        # A quote in the middle of a cell is a letter, as in feet and inches.
        ('a,5\'11"\nc,"d\nd"\n', [1, 2]),
        ('a,"b\nc,d\ne,f\n', [1, 1, 1]),
        ('a,"b\nc,d\ne,"f\nf"\n', [1, 1, 2]),
        ('a"b\n"c\nc",d\n', [1, 2]),
        # One row with too many cells, and not two.
        ('a,"b\nb",c\nd,e\n', [2, 1]),
        # Two rows with a quote too many each, and what is between them is good.
        ('a,"b\nc,d\ne",f\n', [1, 1, 1]),
        ('a,"\udcff\nb"\nc,d\n', [2, 1]),
    ],
)
def test_only_what_is_one_sound_row_together_is_one_row(text: str, expected: list[int]) -> None:
    assert sizes(text) == expected


def test_what_may_go_on_is_left_for_later() -> None:
    assert sizes('a,b\nc,"d\n', is_end=False) == [1]
    assert sizes('a,b\nc,"d\n', is_end=True) == [1, 1]


def test_a_quote_waits_for_its_end_over_many_lines_but_not_for_ever() -> None:
    longest = 'a,"' + "\n" * (row_spans.MOST_LINES - 1) + '"\n'
    assert sizes(longest) == [row_spans.MOST_LINES]
    too_long = 'a,"' + "\n" * row_spans.MOST_LINES + '"\n'
    assert set(sizes(too_long)) == {1}


@pytest.mark.parametrize(
    "line", ['a,"b\n', '"\n', 'a","\n', '"",""\n', 'a,b"\n', '"a,b\nc,d\ne,f\n', '"""\n']
)
def test_no_table_takes_long(line: str) -> None:
    text = line * 1_000
    assert sum(sizes(text)) == text.count("\n")
    assert_grows_slowly(lambda times: lambda: sizes(line * times), 1_000)
