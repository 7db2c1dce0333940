"""The settings in force, as a page and as JSON."""

from typing import Literal

from typing_extensions import TypedDict

from kneenumb.page.block import Block, Page, Pairs
from kneenumb.settings.in_force import SettingInForce, SettingsInForce, country_of_locale

Origin = Literal["environment", "file", "locale", "default"]


class SettingData(TypedDict):
    """One setting."""

    name: str
    """`region`, `plain`, `tree` or `width`."""
    value: str | None
    """As the file has it; ``null`` where nothing is wished for."""
    origin: Origin
    """What it came from. What comes from the locale counts only on pages."""
    place: str | None
    """The variable or the file that says it."""


class SettingsData(TypedDict):
    """What is in force where the options of a command leave it open."""

    format: Literal[1]
    """The version of this contract."""
    settings: list[SettingData]
    """Every one, whether somebody wishes for it or not."""
    file: str | None
    """The settings file, whether it exists or not; ``null`` where there is no place for one."""
    faults: list[str]
    """What was found and could not be used, in words."""


def settings_data(known: SettingsInForce) -> SettingsData:
    """The settings as plain data, in the order of the JSON object."""
    return {
        "format": 1,
        "settings": [_data(each) for each in known.each.values()],
        "file": str(known.file) if known.file else None,
        "faults": [str(fault) for fault in known.faults],
    }


def _data(setting: SettingInForce) -> SettingData:
    name, value, origin, place = setting
    code, variable = country_of_locale()
    if name == "region" and value is None and code:
        return {"name": name, "value": code, "origin": "locale", "place": variable}
    text = None if value is None else str(value)
    text = text.lower() if text and isinstance(value, bool) else text
    return {"name": name, "value": text, "origin": origin, "place": place}


def settings_page(known: SettingsInForce) -> Page:
    """The settings to read, and how to change them."""
    rows = tuple((each["name"], _words(each)) for each in settings_data(known)["settings"])
    file = str(known.file) if known.file else "There is no folder for it."
    return (
        Block.of(
            "Settings in force",
            Pairs(rows),
            "An option of a command wins over a variable, and that over the file.",
        ),
        Block.of("The settings file", file),
        Block.of(
            "Change it",
            "Write one: kneenumb settings --set region=AT",
            "Take one out: kneenumb settings --unset region",
        ),
    )


_NOT_SET = {
    "region": "not set: no place is named",
    "plain": "not set: as the terminal allows",
    "tree": "not set: the tree that comes with kneenumb",
    "width": "not set: as wide as the window",
}


def _words(setting: SettingData) -> str:
    value, place = setting["value"], setting["place"]
    if value is None:
        return _NOT_SET[setting["name"]]
    match setting["origin"]:
        case "locale":
            return f"{value}, guessed from {place}, and only on pages"
        case "environment":
            return f"{value}, from {place}"
        case _:
            return f"{value}, from the file"
