"""Which settings are in force, and where each came from: a variable, the file, or nobody's wish."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from kneenumb.model.fault import Fault, Faulty, Place
from kneenumb.settings.settings_file import NAMES, UserSettings, read_settings, settings_file, wish


class SettingInForce(NamedTuple):
    """One setting, and who wished for it."""

    name: str
    value: str | int | bool | None
    """``None`` where nobody wished for anything."""
    origin: Literal["environment", "file", "default"]
    place: str | None
    """The variable or the file."""


class SettingsInForce(NamedTuple):
    """All settings, and what was wrong where they were looked for."""

    file: Path | None
    each: Mapping[str, SettingInForce]
    faults: tuple[Fault, ...]
    """What was found but could not be used. In its place stands what would be without it."""


def variable(name: str) -> str:
    """The variable of the environment for a setting."""
    return f"KNEENUMB_{name.upper()}"


def in_force() -> SettingsInForce:
    """What holds now: a variable wins over the file."""
    faults: list[Fault] = []
    path = settings_file()
    wishes = UserSettings()
    try:
        wishes = read_settings(path) if path else wishes
    except Faulty as error:
        faults += error.faults
    each = {}
    for name in NAMES:
        in_file = getattr(wishes, name)
        each[name] = SettingInForce(name, in_file, "file", str(path))
        if in_file is None:
            each[name] = SettingInForce(name, None, "default", None)
        if written := os.environ.get(variable(name), "").strip():
            place = variable(name)
            try:
                value = wish(name, _text(name, written), Place(place))
                each[name] = SettingInForce(name, value, "environment", place)
            except Faulty as error:
                faults += error.faults
    return SettingsInForce(path, each, tuple(faults))


TRUTHS = {"1": "true", "0": "false", "yes": "true", "no": "false", "on": "true", "off": "false"}
"""What people write in a variable for ``true`` and ``false``."""


def _text(name: str, written: str) -> str:
    # Only of what is true or false: "no" is Norway as well.
    return TRUTHS.get(written.lower(), written.lower()) if name == "plain" else written


def country_of_locale() -> tuple[str, str]:
    """The country of the language that the surroundings ask for, and the variable that says so.

    Returns:
        Two empty texts, if none is named. ``C`` and ``de`` name none.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if written := os.environ.get(name):
            found = re.fullmatch(r"[A-Za-z]{2,3}_([A-Za-z]{2})(?:[.@].*)?", written)
            return (found[1].upper(), name) if found else ("", "")
    return "", ""
