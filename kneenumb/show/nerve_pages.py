"""Close up: nerve pathways. Roots and nerves, drawn from the spine to the skin."""

from collections.abc import Iterator

from kneenumb.model.reference import Nerve, PressurePoint, Root
from kneenumb.model.tree import Tree
from kneenumb.page.block import Block, Outline, Page, Pairs, Twig
from kneenumb.page.body_map import areas_drawn
from kneenumb.page.pathways import finding_rows, pathway_name
from kneenumb.page.phrases import cited, conditions, joined, listed, named


def roots_list(tree: Tree) -> Iterator[Block]:
    """Every root, and the skin whose usual root it is."""
    rows = ((name, f"{root.name}: {_skin(tree, root)}") for name, root in tree.roots.items())
    yield Block.of("Nerve roots", named(rows))


def nerves_list(tree: Tree) -> Iterator[Block]:
    """Every nerve with its branches, from the spine down."""
    twigs = [Twig(0, "Spine", strong=True)]
    for depth, name in _below(tree, None):
        nerve = tree.nerves[name]
        of = f", branches of {listed(nerve.branch_of, 'and')}" if len(nerve.branch_of) > 1 else ""
        roots = f", usual roots: {_roots(tree, nerve.roots)}" if nerve.roots else ""
        twigs.append(Twig(depth + 1, f"{name}: {nerve.name}{of}{roots}", strong=True))
        twigs += (Twig(depth + 2, each) for each in _served(tree, nerve))
    told = "Look at one: kneenumb show NAME"
    yield Block.of("Nerves, from the spine to the skin", told, Outline(tuple(twigs)))


def _below(tree: Tree, name: str | None) -> Iterator[tuple[int, str]]:
    """A nerve and its branches, or all nerves: each after what it comes from, with its depth.

    What comes of several nerves stands by itself, as those that come of none.
    """
    branches: dict[str | None, list[str]] = {}
    for each, nerve in tree.nerves.items():
        parent = nerve.branch_of[0] if len(nerve.branch_of) == 1 else None
        branches.setdefault(parent, []).append(each)
    todo = [(0, each) for each in ([name] if name else reversed(branches.get(None, [])))]
    while todo:
        depth, here = todo.pop()
        yield depth, here
        todo += ((depth + 1, each) for each in reversed(branches.get(here, [])))


def root_page(tree: Tree, name: str, root: Root) -> Page:
    """A root: where it can be pressed, the nerves and the skin it belongs to."""
    nerves = [each for each, nerve in tree.nerves.items() if name in nerve.roots]
    twigs = [
        Twig(0, "Spine", strong=True),
        Twig(1, pathway_name(tree, name), strong=True),
        *(Twig(2, _pressed(each)) for each in root.pressed),
        *(Twig(2, f"Nerve: {pathway_name(tree, each)}") for each in nerves),
        *(Twig(2, each) for each in _served(tree, root)),
    ]
    point = Pairs((("Tested at", root.point),)) if root.point else None
    return _page(tree, f"Nerve root {name}: {root.name}", root, (point,), twigs, root.areas)


def nerve_page(tree: Tree, name: str, nerve: Nerve) -> Page:
    """A nerve: its way from the spine to the skin, branch by branch."""
    inside = {each: depth for depth, each in _below(tree, name)}
    parts = [tree.nerves[each] for each in inside]
    used = {root for each in parts for root in each.roots}
    roots = _roots(tree, tuple(each for each in tree.roots if each in used))
    above = _above(tree, name)
    lines = [f"Spine{f', usual roots: {roots}' if roots else ''}", *above]
    twigs = [Twig(depth, line, strong=True) for depth, line in enumerate(lines)]
    for each, depth in inside.items():
        twigs += _branch(tree, each, depth + len(lines))
    skin = dict.fromkeys(area for each in parts for area in each.areas)
    return _page(tree, f"Nerve {name}: {nerve.name}", nerve, (nerve.about,), twigs, tuple(skin))


def _page(
    tree: Tree,
    heading: str,
    part: Root | Nerve,
    lead: tuple[Pairs | str | None, ...],
    twigs: list[Twig],
    skin: tuple[str, ...],
) -> Page:
    found = tuple(finding_rows(tree, part.conditions))
    known = named((each, tree.conditions[each].name) for each in part.conditions)
    pressed = (source for each in part.pressed for source in each.sources)
    return (
        Block.of(heading, *lead),
        Block.of("From the spine to the skin", Outline(tuple(twigs))),
        Block.of("What a clinician finds when it is ill", Pairs(found) if found else None),
        Block.of("Conditions", known if part.conditions else None),
        Block.of("Answers that speak for it", joined(conditions(tree, _speaking(tree, part)))),
        Block.of("Skin areas", areas_drawn(tree, skin)),
        cited(tree, (*part.sources, *pressed)),
    )


def _above(tree: Tree, name: str) -> list[str]:
    """The nerves on the way from the spine to one, a line each: of several parents, one line."""
    lines: list[str] = []
    parents = tree.nerves[name].branch_of
    while parents:
        lines.insert(0, " · ".join(pathway_name(tree, each) for each in parents))
        parents = tree.nerves[parents[0]].branch_of if len(parents) == 1 else ()
    return lines


def _branch(tree: Tree, name: str, depth: int) -> Iterator[Twig]:
    """A nerve, and what there is to say of it by itself."""
    nerve = tree.nerves[name]
    yield Twig(depth, pathway_name(tree, name), strong=True)
    for point in nerve.pressed:
        yield Twig(depth + 1, _pressed(point))
    for line in _served(tree, nerve):
        yield Twig(depth + 1, line)
    weak = dict.fromkeys(tree.conditions[each].weakness for each in nerve.conditions)
    if told := "; ".join(filter(None, weak)):
        yield Twig(depth + 1, f"Weakness when it is ill: {told}")


def _served(tree: Tree, part: Root | Nerve) -> Iterator[str]:
    for area in part.areas:
        yield f"Skin: {tree.areas[area].words} ({area})"
    if isinstance(part, Nerve) and part.serves:
        yield f"Serves: {part.serves}"


def _pressed(point: PressurePoint) -> str:
    return f"Can be pressed {point.where}{f' ({point.by})' if point.by else ''}"


def _skin(tree: Tree, root: Root) -> str:
    return " · ".join(tree.areas[each].words for each in root.areas) or "no skin of its own"


def _roots(tree: Tree, roots: tuple[str, ...]) -> str:
    return ", ".join(tree.roots[each].name for each in roots)


def _speaking(tree: Tree, part: Root | Nerve) -> dict[str, tuple[str, ...]]:
    """The answers that speak for a pathway: those it names, and its skin where it is asked for."""
    skin = {
        question: tuple(each for each in asked.options if each in part.areas)
        for question, asked in tree.questions.items()
        if asked.body_map
    }
    return {name: each for name, each in {**skin, **part.answers}.items() if each}
