"""Pages as HTML: one file with nothing to load from elsewhere, for a browser and for paper."""

from collections.abc import Iterable, Iterator

from kneenumb.body.body_svg import in_shapes
from kneenumb.body.xml import escaped
from kneenumb.format.preformatted import preformatted_lines
from kneenumb.page.block import (
    Block,
    Bullets,
    Drawing,
    Link,
    Outline,
    Page,
    Pairs,
    Paragraph,
    Piece,
    Twig,
    mark,
)
from kneenumb.page.body_map import around
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.twig_lines import in_words

WIDTH = 80
"""In columns, for lines that are not filled anew."""

# Nothing may be loaded or run, whatever a text of the page holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_STYLE = """\
:root { color-scheme: light dark; --line: #8886; }
body { font: 1.05rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p, ul, dl { margin: .6rem 0; }
dt { font-weight: 600; }
dd { margin: 0 0 .4rem 1.2rem; }
pre { white-space: pre-wrap; border: 1px solid var(--line); padding: .6rem; }
svg { max-width: 100%; height: auto; border-radius: .4rem; }
.set-apart { border: .25rem solid; border-radius: .4rem; padding: .2rem 1rem; }
.emergency, .bad { border-color: #d32f2f; }
.same_day { border-color: #b8860b; }
.soon { border-color: #0288a8; }
.routine, .good { border-color: #2e7d32; }
.mark { text-align: right; letter-spacing: .1em; }
@media (min-width: 40rem) {
  dl { display: grid; grid-template-columns: fit-content(14rem) 1fr; gap: .3rem 1rem; }
  dd { margin: 0; }
}
@page { size: A4; margin: 12mm; }
@media print {
  :root { color-scheme: light; }
  body { font-size: 9.3pt; line-height: 1.3; margin: 0; max-width: none; }
  body { columns: 2; column-gap: 8mm; }
  h1 { font-size: 14pt; margin: 0 0 2mm; }
  h2 { font-size: 10.6pt; margin: 2.4mm 0 .6mm; break-after: avoid; }
  p, ul, dl { margin: .8mm 0; }
  ul { padding-left: 1.1rem; }
  dl { display: block; font-size: .88em; line-height: 1.2; }
  dt { display: inline; }
  dt::after { content: ": "; }
  dd { display: inline; margin: 0; }
  dd::after { content: ""; display: block; }
  svg { max-height: 95mm; width: auto; }
  body > .set-apart:first-child { column-span: all; margin-bottom: 3mm; }
  .set-apart { border-width: .8mm; padding: 0 3mm; break-inside: avoid; }
}
"""


def html(page: Page, title: str) -> str:
    """A page as an HTML document in which nothing but its own marks takes effect.

    Args:
        title: The heading of the page. It stands after a block that is set apart.
    """
    blocks = [block_html(block) for block in page]
    blocks.insert(1 if page and _is_set_apart(page[0]) else 0, f"<h1>{_text(title)}</h1>")
    return document("\n".join(blocks), title)


def document(body: str, title: str, style: str = "") -> str:
    """A document that loads and runs nothing.

    Args:
        body: What is in it, as HTML.
        title: What a browser calls it.
        style: What it looks like, beyond what every page does.
    """
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>\n{_STYLE}{style}</style>\n</head>\n<body>\n"
        f"{body}\n</body>\n</html>\n"
    )


def _is_set_apart(block: Block) -> bool:
    return block.urgency is not None or block.passes is not None


def block_html(block: Block) -> str:
    """A block as a section, in which nothing but its own marks takes effect."""
    parts = [_piece(piece) for piece in block.pieces]
    if block.heading is not None:
        parts.insert(0, f"<h2>{_text(block.heading)}</h2>")
    if block.urgency is not None:
        level = block.urgency
        # The level once more, for whoever cannot tell the colours apart.
        parts.append(f'<p class="mark" aria-hidden="true">{mark(level)}</p>')
        return _section(f' class="set-apart {level.value}"', parts)
    if block.passes is not None:
        return _section(f' class="set-apart {"good" if block.passes else "bad"}"', parts)
    return _section("", parts)


def _section(kind: str, parts: list[str]) -> str:
    return "\n".join([f"<section{kind}>", *parts, "</section>"])


def _piece(piece: Piece) -> str:
    match piece:
        case Paragraph(text=text, strong=strong):
            return f"<p><strong>{_text(text)}</strong></p>" if strong else f"<p>{_text(text)}</p>"
        case Bullets(items=items):
            return _lines("ul", (f"<li>{_text(item)}</li>" for item in items))
        case Pairs(rows=rows):
            return _lines(
                "dl", (f"<dt>{_text(name)}</dt><dd>{_text(text)}</dd>" for name, text in rows)
            )
        case Link(url=url):
            return f'<p><a href="{_text(url)}" rel="noreferrer">{_text(url)}</a></p>'
        case Drawing():
            return "\n".join(_drawn(piece))
        case Outline(twigs=twigs):
            return _lines("ul", (_twig(piece, twig) for twig in twigs))
        case _:
            return f"<pre>{_text(chr(10).join(preformatted_lines(piece, WIDTH)))}</pre>"


def _drawn(drawing: Drawing) -> Iterator[str]:
    # Its key and its notes stand in the picture, and once more in words for whoever cannot see it.
    yield in_shapes(drawing.lights, "Body map").rstrip()
    above, _ = around(drawing, drawn=False)
    yield from map(_piece, above)


def _twig(outline: Outline, twig: Twig) -> str:
    text = _text(in_words(outline, twig))
    words = f"<strong>{text}</strong>" if twig.lit or twig.strong else text
    return f'<li style="margin-left: {twig.depth}em">{words}</li>'


def _lines(tag: str, lines: Iterable[str]) -> str:
    return "\n".join([f"<{tag}>", *lines, f"</{tag}>"])


def _text(text: str) -> str:
    return escaped(escape_controls(text))
