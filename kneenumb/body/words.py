"""What the body map shows, in words."""

from kneenumb.body.lights import Brightness, Lights

NOTE = "Skin maps of real people differ and overlap."
ONE_SIDE = "The left leg is only an example, for the side or sides where it is numb."
_SAID = {Brightness.LIT: "Lit", Brightness.FAINT: "Faint", Brightness.NAMED: "Marked"}
_HOW = {Brightness.LIT: "lit", Brightness.FAINT: "faint"}


def key(
    lights: Lights, *, by_name: bool = False, lettered: bool = True
) -> tuple[tuple[str, str], ...]:
    """Every area and how it is drawn, to read beside the drawing.

    Args:
        by_name: Whether the areas are called what the tree calls them.
        lettered: Whether the letters of the drawing are told.
    """
    letters = lights.letters() if lettered else {}
    rows = []
    for name, level in lights.levels:
        how = name if by_name else _HOW.get(level, "")
        lead = " " if by_name else ", "
        rows.append((lead.join(filter(None, (letters.get(name), how))), lights.areas[name].words))
    return tuple(rows)


def says(lights: Lights) -> str:
    """The same in a sentence or two, to read without the drawing."""
    parts = []
    for level, how in _SAID.items():
        if areas := lights.at(level):
            parts.append(f"{how}: {' · '.join(area.words for area in areas)}.")
    return " ".join(parts) or "Nothing is lit."


def notes(lights: Lights) -> tuple[str, ...]:
    """What has to be known about the drawing."""
    return (ONE_SIDE, NOTE) if lights.is_one_sided else (NOTE,)
