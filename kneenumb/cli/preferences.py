"""What a command does where its options leave it open: which tree, and the numbers of which place.

A variable wins over the settings file. What programs read is the same wherever it is made: a place
is named there with --region or in KNEENUMB_REGION, and neither the file nor the locale is asked.
"""

import os

from kneenumb.cli.options import Format
from kneenumb.cli.terminal import streams
from kneenumb.load import bundled
from kneenumb.load.tree_file import DEFAULT_TREE
from kneenumb.model.fault import Fault, Faulty, Place, TreeError
from kneenumb.model.tree import Tree

FOR_PEOPLE = frozenset(Format) - {Format.JSON}
"""Formats that somebody reads who is where the program runs."""


def default_tree() -> str:
    """The tree where none is named: that of the settings, or the one that comes with kneenumb.

    Raises:
        TreeError: if a variable names one that there is not. In the place of one that the settings
            file names, the other is used, and that is told.
    """
    setting = streams.settings().each["tree"]
    if setting.value is None:
        return DEFAULT_TREE
    name = str(setting.value)
    try:
        if not bundled.find(name, bundled.trees(), "tree", default=DEFAULT_TREE).exists():
            raise Faulty(Fault(f"There is no file '{name}'.", "Change it so that there is."))
    except Faulty as error:
        fault = error.faults[0]._replace(place=Place(setting.place or ""))
        if setting.origin == "environment":
            raise TreeError(fault) from None
        streams.say_once(f"kneenumb: {fault} Until then, {DEFAULT_TREE} is used.")
        return DEFAULT_TREE
    return name


def in_place(tree: Tree, region: str | None, format: str = Format.JSON) -> Tree:
    """The tree, with the phone numbers of where somebody is in what it says to do.

    Args:
        region: The place that was asked for, if one was.
        format: What is written. Without it, what programs read, or somebody elsewhere.

    Raises:
        UnknownRegion: if the tree does not know the numbers of the place that was asked for.
    """
    if region is not None:
        from kneenumb.model.region import find_region, in_region

        return in_region(tree, find_region(tree, region))
    if format in FOR_PEOPLE:
        return _where_it_runs(tree)
    wished = os.environ.get("KNEENUMB_REGION", "").strip()
    return _wished(tree, wished, "KNEENUMB_REGION") if wished else tree


def _where_it_runs(tree: Tree) -> Tree:
    setting = streams.settings().each["region"]
    if setting.value is not None:
        return _wished(tree, str(setting.value), setting.place or "")
    from kneenumb.settings.in_force import country_of_locale

    code, _ = country_of_locale()
    if not code:
        return tree
    from kneenumb.model.region import in_region, region_of_code

    found = region_of_code(tree, code)
    return in_region(tree, found, is_guess=True) if found else tree


def _wished(tree: Tree, region: str, place: str) -> Tree:
    """The tree with the numbers of a place. Nobody asked for it now: unknown, it stops nothing."""
    from kneenumb.model.region import UnknownRegion, find_region, in_region

    if not tree.numbers:  # The wish may be about other trees.
        return tree
    try:
        return in_region(tree, find_region(tree, region))
    except UnknownRegion as error:
        (fault,) = error.faults
        streams.say(f"kneenumb: {place}: {fault} Until then, no place is named.")
        return tree
