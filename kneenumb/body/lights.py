"""What is lit on the body map, and what more faintly: data, before any drawing."""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from string import ascii_uppercase
from typing import Literal, NamedTuple

from kneenumb.model.frozen import FrozenDict
from kneenumb.model.reference import Area, BodyMap
from kneenumb.model.tree import Tree

View = Literal["front", "back"]
VIEWS: tuple[View, ...] = ("front", "back")


class Brightness(IntEnum):
    """How brightly a piece of skin is drawn."""

    BARE = 0
    NAMED = 1
    """Not lit, but marked with its letter."""
    FAINT = 2
    LIT = 3


class Texture(IntEnum):
    """How the light lies on a shape."""

    EVEN = 0
    PATCHY = 1
    """Hatched: patches of it, or all."""
    FADING = 2
    """Less and less from its lower end to its upper end."""


class ShapeLight(NamedTuple):
    """How one shape is drawn: how brightly, with which texture, for which area."""

    level: Brightness = Brightness.BARE
    texture: Texture = Texture.EVEN
    letter: str = ""
    """Of its area, to find it in the key: a small one if it is faint."""


class Lights(NamedTuple):
    """A body map with some areas lit, others faintly, and others only named."""

    body_map: BodyMap
    areas: Mapping[str, Area]
    levels: tuple[tuple[str, Brightness], ...]
    """The areas that are drawn, the brightest first."""
    both_legs: bool = False
    """Whether both legs are meant. If not, the left is an example: no answer tells the side."""
    marks: Mapping[str, str] = FrozenDict()
    """What stands on an area in place of a letter, such as the key that chooses it."""

    def with_lit(self, names: Iterable[str]) -> "Lights":
        """The same areas, these lit and all others only named."""
        lit = {name for name, _ in self.levels}.intersection(names)
        levels = (
            (name, Brightness.LIT if name in lit else Brightness.NAMED) for name, _ in self.levels
        )
        return self._replace(levels=tuple(sorted(levels, key=lambda pair: -pair[1])))

    def at(self, level: Brightness) -> list[Area]:
        """The areas that are drawn as brightly as that."""
        return [self.areas[name] for name, its in self.levels if its is level]

    @property
    def is_one_sided(self) -> bool:
        """Whether something is drawn on the left leg only."""
        return any(not self._is_on_both(name) for name, _ in self.levels)

    def letters(self) -> dict[str, str]:
        """The letter of every area; of one that others hide there is none."""
        seen = {name for view in VIEWS for name, _ in self._winners(view).values()}
        free = iter(ascii_uppercase)
        found: dict[str, str] = {}
        for name, level in self.levels:
            if name in seen:
                letter = self.marks.get(name) or next(free, "+")
                found[name] = letter.lower() if level is Brightness.FAINT else letter
        return found

    def spots(self, view: View, *, example: bool = True) -> dict[str, ShapeLight]:
        """How every shape of one leg is drawn.

        Args:
            example: Whether it is the left leg, on which everything is drawn.
        """
        levels, letters = dict(self.levels), self.letters()
        spots = dict.fromkeys(getattr(self.body_map, view), ShapeLight())
        for shape, (name, texture) in self._winners(view).items():
            if example or self._is_on_both(name):
                spots[shape] = ShapeLight(levels[name], texture, letters[name])
        return spots

    def _winners(self, view: View) -> dict[str, tuple[str, Texture]]:
        """For every shape that is lit, the area that it is lit for.

        Where areas share a shape, the brighter wins, then the smaller: it says more.
        """
        shapes = getattr(self.body_map, view)
        found: dict[str, tuple[str, Texture]] = {}
        order = sorted(
            self.levels, key=lambda pair: (-pair[1], len(shapes_of(self.areas[pair[0]])))
        )
        for name, _ in order:
            for shape, texture in _textures(self.areas[name], view):
                if not shapes[shape].scenery:
                    found.setdefault(shape, (name, texture))
        return found

    def _is_on_both(self, name: str) -> bool:
        return self.both_legs or self.areas[name].both_legs or self.areas[name].midline


def lights(
    tree: Tree,
    lit: Iterable[str] = (),
    faint: Iterable[str] = (),
    named: Iterable[str] = (),
    *,
    both_legs: bool = False,
) -> Lights | None:
    """The body map of a tree with areas lit; ``None`` if it has no map.

    A name that is no area, as "not sure" is none, lights nothing.

    Args:
        lit: Names of areas.
        faint: Names of further areas. What is lit already is left out.
        named: Names of further areas that get a letter and no light.
        both_legs: Whether both legs are meant.
    """
    if tree.body_map is None:
        return None
    levels: dict[str, Brightness] = {}
    for level, names in (
        (Brightness.LIT, lit),
        (Brightness.FAINT, faint),
        (Brightness.NAMED, named),
    ):
        above = {shape for name in levels for shape in shapes_of(tree.areas[name])}
        for name in names:
            hidden = level is Brightness.FAINT and above.issuperset(shapes_of(tree.areas[name]))
            if name in tree.areas and not hidden:
                levels.setdefault(name, level)
    return Lights(tree.body_map, tree.areas, tuple(levels.items()), both_legs)


def asks_of_both_legs(tree: Tree, question: str) -> bool:
    """Whether a question about skin is about both legs: it offers an area only both can have."""
    options = tree.questions[question].options
    return any(name in tree.areas and tree.areas[name].both_legs for name in options)


def shapes_of(area: Area) -> list[tuple[View, str]]:
    """The shapes that an area is made of, each with its view."""
    return [(view, shape) for view in VIEWS for shape in getattr(area, view)]


def _textures(area: Area, view: View) -> Iterator[tuple[str, Texture]]:
    for shape in getattr(area, view):
        yield shape, Texture.PATCHY if area.patchy else Texture.EVEN
    for shape in getattr(area, f"{view}_fading"):
        yield shape, Texture.FADING


NOTE = "Skin maps of real people differ and overlap."
ONE_SIDE = "The left leg is only an example, for the side or sides where it is numb."
_SAID = {
    Brightness.LIT: "Skin",
    Brightness.FAINT: "Skin that may go with it",
    Brightness.NAMED: "Areas",
}
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
    return " ".join(parts) or "No skin is meant."


def notes(lights: Lights) -> tuple[str, ...]:
    """What has to be known about the drawing."""
    return (ONE_SIDE, NOTE) if lights.is_one_sided else (NOTE,)
