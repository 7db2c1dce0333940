"""A recording of a walk in a terminal: one SVG that plays by itself, as for a README.

``python -m tests.recording`` writes it anew.
"""

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from kneenumb import load_tree
from tests.conftest import ROOT
from tests.terminal import ROW_KEYS, Cell, Terminal
from tests.test_same_person import answers_of, steps

FILE = ROOT / ".github" / "walk.svg"
CASE = "v10"
COLUMNS, ROWS = 80, 24
SECONDS = 4
"""How long each screen is seen."""
WIDTH, HEIGHT = 8.4, 18
"""Pixels of a character."""
COLOURS = {"default": "#d8dee9", "brightblack": "#9aa5b5", "red": "#ff8f8f", "green": "#a3d977"}
COLOURS |= {"yellow": "#ffd479", "brown": "#ffd479", "blue": "#8fbcff", "magenta": "#e0a3ff"}
COLOURS |= {"cyan": "#7fdbca", "white": "#ffffff"}

Screen = list[list[Cell]]


def screens() -> Iterator[Screen]:
    """Every screen that somebody sees who answers as the teaching case does."""
    answers = answers_of(CASE)
    with Terminal("triage", columns=COLUMNS, rows=ROWS, env={"LANG": None}) as terminal:
        terminal.see("No, begin", "q quit")
        yield terminal.cells
        terminal.press("1", "Question 1 of", "q quit")
        for walk, rows, is_last in steps(load_tree(), answers):
            terminal.see(f"Question {len(walk.steps) + 1} of", "q quit")
            for row in rows:
                if walk.question.is_checklist:
                    terminal.press(ROW_KEYS[row], f"[x] {ROW_KEYS[row]}")
            yield terminal.cells
            terminal.send("\r" if walk.question.is_checklist else ROW_KEYS[rows[0]])
            if is_last:
                terminal.see("show my result", "q quit")
                yield terminal.cells
                terminal.press("1", "r reasons")
                yield terminal.cells
        terminal.send("q")
        assert terminal.end() == 0


def recording(seen: list[Screen]) -> str:
    """The screens one after the other, each for some seconds, and again from the start.

    Whoever asked for less motion sees the last one only.
    """
    width, height = COLUMNS * WIDTH + 32, ROWS * HEIGHT + 32
    lasts, share = len(seen) * SECONDS, 100 / len(seen)
    frames = "\n".join(
        f'<g class="s" style="animation-delay:{at * SECONDS}s">\n{_drawn(screen)}\n</g>'
        for at, screen in enumerate(seen)
    )
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" role="img">
<title>kneenumb triage from the first question to the result</title>
<style>
text {{ font: 14px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }}
.b {{ font-weight: bold }} .i {{ font-style: italic }} .u {{ text-decoration: underline }}
.s {{ visibility: hidden; animation: show {lasts}s step-end infinite }}
@keyframes show {{ 0% {{ visibility: visible }} {share:.4f}% {{ visibility: hidden }} }}
@media (prefers-reduced-motion) {{
.s {{ animation: none }} .s:last-of-type {{ visibility: visible }}
}}
</style>
<rect width="100%" height="100%" rx="10" fill="#1c212b"/>
{frames}
</svg>
"""


def _drawn(screen: Screen) -> str:
    return "\n".join(filter(None, (_line(at, cells) for at, cells in enumerate(screen))))


def _line(row: int, cells: list[Cell]) -> str:
    column, pieces = 0, []
    for style, group in groupby(cells, key=lambda cell: cell[1:]):
        text = "".join(cell.text for cell in group)
        if text.strip():
            pieces.append(_piece(text, column, row, Cell("", *style)))
        column += len(text)
    return "".join(pieces)


def _piece(text: str, column: int, row: int, style: Cell) -> str:
    bare = text.strip(" ")
    x = 16 + (column + len(text) - len(text.lstrip(" "))) * WIDTH
    y = 16 + (row + 0.75) * HEIGHT
    kinds = zip("biu", (style.bold, style.italic, style.underlined), strict=True)
    css = " ".join(name for name, is_on in kinds if is_on)
    shown = f' class="{css}"' if css else ""
    # The length holds the columns where a font is narrower.
    length = f' textLength="{len(bare) * WIDTH:.4g}"'
    name = style.colour if style.colour in COLOURS else style.colour.removeprefix("bright")
    fill = COLOURS.get(name, f"#{name}")
    return f'<text x="{x:.4g}" y="{y:g}"{length}{shown} fill="{fill}">{escape(bare)}</text>'


if __name__ == "__main__":
    FILE.write_text(recording(list(screens())), encoding="utf-8")
