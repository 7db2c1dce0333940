"""Reads an HTML page as a browser shows it, and sees to it that it holds nothing dangerous."""

from html.parser import HTMLParser

ALLOWED = {
    "html": {"lang"},
    "head": set(),
    "meta": {"charset", "http-equiv", "content", "name"},
    "title": {"id"},
    "style": set(),
    "body": set(),
    "section": {"class"},
    "h1": set(),
    "h2": set(),
    "p": {"class", "aria-hidden"},
    "strong": set(),
    "ul": set(),
    "li": {"style"},
    "dl": set(),
    "dt": set(),
    "dd": set(),
    "pre": set(),
    "a": {"href", "rel"},
    # The body map.
    "svg": {"xmlns", "aria-labelledby", "width", "height", "role", "viewbox"},
    "desc": {"id"},
    "defs": set(),
    "pattern": {"id", "width", "height", "patterntransform", "patternunits"},
    "lineargradient": {"id", "x1", "y1", "x2", "y2"},
    "stop": {"offset", "stop-color"},
    "rect": {"width", "height", "fill"},
    "text": {"class", "x", "y"},
    "g": {"transform"},
    "path": {"class", "d", "fill"},
    "circle": {"r", "cx", "cy", "fill"},
}
"""Every tag that a page may have, and its attributes. None of them loads or runs anything."""
EMPTY = {"meta"}


def browsed(text: str) -> list[str]:
    """The words on a page, one text for each piece.

    Raises:
        AssertionError: if there is a tag, an attribute or an address that has no place there, or
            if the tags are not closed in order.
    """
    browser = _Browser()
    browser.feed(text)
    browser.close()
    assert browser.open == []
    return browser.texts


class _Browser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= ALLOWED[tag], (tag, attrs)
        address = dict(attrs).get("href")
        assert address is None or address.startswith(("https://", "http://"))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "body" in self.open and "style" not in self.open and data.strip():
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")
