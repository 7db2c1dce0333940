"""Words are seen on every ground they stand on: at least 4.5 to 1, as WCAG 2 computes it."""

import re
from itertools import product

import pytest
from rich.color import ColorType

from kneenumb.ask.menu import STYLE
from kneenumb.body import body_svg
from kneenumb.draw import dot, grid, ink
from kneenumb.format import html, terminal_svg
from kneenumb.format.rich_page import SIGNS_AND_FRAMES, THEME, WORDS
from tests.conftest import ROOT

ENOUGH = 4.5
BLACK, WHITE = "#000000", "#ffffff"
BROWSER = ROOT / "kneenumb" / "browser"
LEVELS = ("emergency", "same_day", "soon", "routine")


def channels(colour: str) -> tuple[int, int, int]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [each / 255 for each in channels(colour)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(over: str, ground: str, opacity: float) -> str:
    """What a colour looks like that lets its ground through."""
    pairs = zip(channels(over), channels(ground), strict=True)
    return "#" + "".join(f"{round(opacity * a + (1 - opacity) * b):02x}" for a, b in pairs)


def too_pale(inks: dict[str, str], grounds: dict[str, str]) -> list[str]:
    return [
        f"{ink} on {ground}: {contrast(colour, under):.2f}"
        for (ink, colour), (ground, under) in product(inks.items(), grounds.items())
        if contrast(colour, under) < ENOUGH
    ]


def test_the_formula_is_that_of_the_standard() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)
    assert too_pale({"grey": "#777"}, {"white": "#fff"}) == ["grey on white: 4.48"]


def test_words_of_a_page_in_a_terminal_have_the_colour_of_the_terminal() -> None:
    assert {
        name for name in WORDS if THEME.styles[name].color or THEME.styles[name].bgcolor
    } == set()


def test_signs_and_frames_in_a_terminal_are_seen_on_black_and_on_white() -> None:
    colours = {name: THEME.styles[name].color for name in SIGNS_AND_FRAMES}
    # The first sixteen look as each terminal likes; these are the same everywhere.
    assert {each.type for each in colours.values() if each} == {ColorType.EIGHT_BIT}
    shown = {name: each.get_truecolor().hex for name, each in colours.items() if each}
    assert shown.keys() == SIGNS_AND_FRAMES.keys()
    assert too_pale(shown, {"black": BLACK, "white": WHITE}) == []


def test_so_it_is_in_the_menu() -> None:
    coloured = {name: re.findall("fg:(#?[a-z0-9]+)", style) for name, style in STYLE.style_rules}
    assert not any("bg:" in style for _, style in STYLE.style_rules)
    drawn = {name: colour for name, (colour, *_) in ((n, c) for n, c in coloured.items() if c)}
    assert drawn.keys() == {"map-lit", "map-faint", "map-bare"}, "words have no colour"
    assert too_pale(drawn, {"black": BLACK, "white": WHITE}) == []


def test_the_picture_of_a_page_is_read_on_its_ground() -> None:
    theme = terminal_svg._COLOURS
    ground = theme.background_color.hex
    styles = {
        name: style for name, style in terminal_svg._THEME.styles.items() if name in THEME.styles
    }
    used = {
        name: style.color.get_truecolor(theme).hex for name, style in styles.items() if style.color
    }
    ours = {name: used[name] for name in (*WORDS, *SIGNS_AND_FRAMES) if name in used}
    assert len(ours) >= 12
    assert too_pale({**ours, "words": theme.foreground_color.hex}, {"its ground": ground}) == []


def variables(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z_-]+): (#[0-9a-f]{3,6});", css))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_in_a_browser(scheme: str) -> None:
    css = (BROWSER / "style.css").read_text(encoding="utf-8")
    first, second = css.split("@media (prefers-color-scheme: dark)", 1)
    colours = variables(first) | (variables(second.split("* {", 1)[0]) if scheme == "dark" else {})
    inks = {name: colours[name] for name in ("ink", "soft", "main", *LEVELS)}
    tints = {f"{level}-tint": colours[f"{level}-tint"] for level in LEVELS}
    assert too_pale(inks, {name: colours[name] for name in ("paper", "card")}) == []
    assert too_pale({"ink": colours["ink"]}, {"tint": colours["tint"], **tints}) == []
    for level in LEVELS:
        assert too_pale({level: colours[level]}, {"its tint": tints[f"{level}-tint"]}) == []
    assert too_pale({"on-main": colours["on-main"]}, {"main": colours["main"]}) == []


def test_slides() -> None:
    colours = variables((BROWSER / "slides.css").read_text(encoding="utf-8"))
    inks = {name: colours[name] for name in ("ink", "soft", "main", *LEVELS)}
    assert too_pale(inks, {"slide": "#ffffff"}) == []
    assert too_pale({"ink": colours["ink"]}, {"notes": "#fff3cf"}) == []


def test_words_of_an_html_page_have_the_colour_of_the_browser() -> None:
    rules = re.findall(
        r"[ {;](color|background|background-color|fill|opacity): *([^;]+);", html._STYLE
    )
    assert rules == []
    assert "color-scheme: light dark" in html._STYLE


def test_the_poster() -> None:
    words = {"words": "#16202c", "quiet": "#465160"}
    assert all(f"fill: {colour};" in ink.STYLE for colour in words.values())
    colours = {str(level): colour for level, colour in ink.COLOURS.items()}
    tints = {f"tint of {level}": colour for level, colour in ink.TINTS.items()}
    grounds = {"card": "#ffffff", "sheet": "#f3f5f8", **tints}
    cells = {f"cell {colour}": colour for colour in grid._PASTELS}
    assert too_pale(words, {**grounds, **cells, "rest": "#f6f7f9"}) == []
    assert too_pale({"words": words["words"]}, {"lit line": "#ffe98a"}) == []
    assert too_pale({"white": WHITE}, colours) == []
    for level, colour in ink.COLOURS.items():
        assert too_pale({str(level): colour}, {"its tint": ink.TINTS[level], "card": "#fff"}) == []


def test_what_is_off_the_path_on_the_poster() -> None:
    every = [*ink.COLOURS.values(), *ink.TINTS.values(), *grid._PASTELS, "#ffffff", "#f3f5f8"]
    seen = {each: mixed(each, "#ffffff", ink.DIMMED) for each in every}
    assert f".dim text {{ fill: {ink.DIM_WORDS}; }}" in ink.STYLE
    assert too_pale({"dim words": ink.DIM_WORDS}, seen) == []


def test_graphs() -> None:
    inks = {str(level): colour for level, colour in ink.COLOURS.items()}
    inks |= {"words": dot._DARK, "dim words": dot._DIM}
    assert too_pale(inks, {"asked": "#ffffff", "gate": "#eef1f5", "group": "#f4f6f9"}) == []


def test_the_body_map() -> None:
    inks = dict(re.findall(r"(text|\.side) {[^}]* fill: (#[0-9a-f]{6})", body_svg._STYLE))
    assert inks.keys() == {"text", ".side"}
    assert too_pale(inks, {"paper": "#ffffff"}) == []
    cells = {colour: colour for colour in body_svg._PASTELS}
    assert too_pale({"letter": inks["text"]}, {**cells, "circle": "#ffffff"}) == []
