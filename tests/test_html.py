"""Pages as HTML: every piece, and nothing in a text that takes effect."""

import pytest

from kneenumb import Urgency
from kneenumb.format.html import html
from kneenumb.page.block import (
    Block,
    Bullets,
    Command,
    Excerpt,
    Link,
    Pairs,
    Paragraph,
    Piece,
    Verbatim,
)
from tests.browser import browsed

NASTY = "</style></p><script>alert(1)</script> & \"quoted\" 'too' <!-- --> &amp; \x1b[31m\u202e"
SEEN = NASTY.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")
PIECES: list[Piece] = [
    Paragraph(NASTY),
    Paragraph(NASTY, strong=True),
    Bullets((NASTY, NASTY)),
    Pairs(((NASTY, NASTY),)),
    Command((NASTY,)),
    Verbatim((NASTY, "  next")),
]


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: type(piece).__name__)
def test_every_piece_is_shown_and_no_text_takes_effect(piece: Piece) -> None:
    written = html((Block(NASTY, (piece,)),), NASTY)
    texts = browsed(written)
    assert texts[:2] == [SEEN, SEEN]
    assert len(texts) > 2
    assert all(SEEN in text for text in texts[2:])
    assert "\x1b" not in written


def test_an_excerpt_keeps_its_caret_below_the_spot() -> None:
    (_, excerpt) = browsed(html((Block(None, (Excerpt(7, "a <b> c", 3),)),), "T"))
    line, mark = excerpt.splitlines()
    assert line == "7 │ a <b> c"
    assert mark.index("^") == line.index("<")


def test_an_address_is_a_link_that_cannot_leave_its_quotes() -> None:
    url = 'https://a.example/?x="onclick=y&z'
    written = html((Block(None, (Link(url),)),), "T")
    assert browsed(written) == ["T", url]
    assert 'href="https://a.example/?x=&quot;onclick=y&amp;z"' in written


@pytest.mark.parametrize("level", Urgency)
def test_an_urgency_is_seen_without_colour_and_comes_before_the_title(level: Urgency) -> None:
    texts = browsed(html((Block(None, (Paragraph("Act"),), urgency=level), Block("H", ())), "T"))
    assert texts == ["Act", "●" * (level.rank + 1) + "○" * (3 - level.rank), "T", "H"]


@pytest.mark.parametrize("passes", [True, False])
def test_a_verdict_is_set_apart_and_a_page_without_one_begins_with_its_title(passes: bool) -> None:
    verdict = Block(None, (Paragraph("Verdict"),), passes=passes)
    assert browsed(html((verdict,), "T")) == ["Verdict", "T"]
    assert browsed(html((Block("H", ()),), "T")) == ["T", "H"]
    assert browsed(html((), "T")) == ["T"]


def test_nothing_is_loaded_or_run() -> None:
    written = html((Block("H", (Paragraph("P"),)),), "T")
    assert "default-src 'none'" in written
    assert "url(" not in written and "@import" not in written
    assert "http" not in written.replace("http-equiv", "")
