"""Reads the drawings back: what is written in them, by small and strict readers."""

import html
import json
import re
import xml.etree.ElementTree as ElementTree

SVG = "{http://www.w3.org/2000/svg}"
_SVG_TAGS = {"svg", "title", "desc", "style", "g", "rect", "path", "circle", "text"}


def bare(text: str) -> str:
    """A text without its blanks and line breaks."""
    return "".join(text.split())


def svg_words(svg: str) -> str:
    """All text of a picture. It has no element but those we draw with, and loads nothing."""
    root = ElementTree.fromstring(svg)
    elements = list(root.iter())
    assert {each.tag for each in elements} <= {f"{SVG}{tag}" for tag in _SVG_TAGS}
    for each in elements:
        assert not {name for name in each.attrib if "href" in name or name.startswith("on")}
    return bare(" ".join(each.text or "" for each in elements))


def poster_text(svg: str) -> str:
    """All words of a picture as they stand in it, a blank between two lines."""
    return " ".join(each.text or "" for each in ElementTree.fromstring(svg).iter() if each.text)


_WORDS = r"(?:[^\"`#;:%<>{}\[\]|\\&*_~=+-]|#[0-9]+;|<br/>)+"
_ID = "[A-Za-z][A-Za-z0-9_]*"
_MERMAID = [
    re.compile(pattern)
    for pattern in (
        rf' *{_ID}(?:\["{_WORDS}"\]|\{{\{{"{_WORDS}"\}}\}}|\[\["{_WORDS}"\]\]|\(\["{_WORDS}"\]\))',
        rf' *{_ID}>"{_WORDS}"\]',
        rf'  {_ID} (?:-->|==>)\|"{_WORDS}"\| {_ID}',
        rf'  subgraph {_ID}\["{_WORDS}"\]',
        "  end",
        rf"  classDef {_ID} [a-z0-9:#.,-]+",
        rf"  class {_ID}(?:,{_ID})* {_ID}",
    )
]


def mermaid_words(text: str) -> str:
    """All text of a flowchart, which is made of a few kinds of lines only."""
    _, title, *config, direction, body = text.split("\n", 7)
    assert config == ["config:", "  flowchart:", "    wrappingWidth: 460", "---"]
    assert direction in ("flowchart TD", "flowchart LR")
    for line in body.splitlines():
        assert any(each.fullmatch(line) for each in _MERMAID), line
    decoded = re.sub("#([0-9]+);", lambda found: chr(int(found[1])), body.replace("<br/>", " "))
    return bare(f"{json.loads(title.removeprefix('title: '))} {decoded}")


def mermaid_blocks(page: str) -> list[str]:
    """The diagrams of a page."""
    return re.findall("^```mermaid\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


_DOT_TOKEN = re.compile(
    r'\s+|->|[{}\[\]=,:]|[A-Za-z][A-Za-z0-9]*|[0-9.]+|"(?:[^"\\]|\\.)*"|(<)', re.DOTALL
)


def dot_words(text: str) -> str:
    """All text of a graph in DOT, whose tokens and tables are well formed."""
    words, at, depth = [], 0, 0
    while at < len(text):
        token = _DOT_TOKEN.match(text, at)
        assert token, text[at : at + 60]
        depth += {"{": 1, "}": -1, "[": 1, "]": -1}.get(token[0], 0)
        at = token.end()
        if token[1]:
            end = _end_of_html(text, at)
            label = text[at : end - 1]
            ElementTree.fromstring(f"<x>{label}</x>")
            assert "\\" not in label, "Graphviz takes a backslash for the start of a code"
            words.append(html.unescape(re.sub("<[^>]*>", " ", label)))
            at = end
        elif token[0].startswith('"'):
            words.append(re.sub(r"\\(.)", r"\1", token[0][1:-1]))
    assert depth == 0
    return bare(" ".join(words))


def _end_of_html(text: str, at: int) -> int:
    depth = 1
    while depth:
        depth += {"<": 1, ">": -1}.get(text[at], 0)
        at += 1
    return at
