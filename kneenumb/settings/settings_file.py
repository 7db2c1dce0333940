"""The settings file of a user: where it is, what it can say, and how it is written."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from kneenumb.model.fault import Fault, Faulty, Place
from kneenumb.model.frozen import Bool, FrozenModel
from kneenumb.model.suggest import did_you_mean
from kneenumb.storage.files import cannot_write, is_device, write
from kneenumb.strict_yaml.document import Document, content, decode, parse
from kneenumb.strict_yaml.shape import fit

ELSEWHERE = "KNEENUMB_SETTINGS"
"""A variable with the path of the file to use instead."""
NARROWEST, WIDEST = 40, 400
"""Columns of a page."""
_TOP = "# Settings of kneenumb. See what is in force: kneenumb settings\n"


class SettingsError(Faulty):
    """The settings cannot be read, or cannot be written."""


def _columns(written: object) -> object:
    if isinstance(written, str) and written.isascii() and written.isdigit() and len(written) < 4:
        written = int(written)
    if isinstance(written, int) and NARROWEST <= written <= WIDEST:
        return written
    raise ValueError(f"write a number of columns from {NARROWEST} to {WIDEST}")


def _not_blank(written: object) -> object:
    if isinstance(written, str) and written.strip() and written.isprintable():
        return written.strip()
    raise ValueError("write one line of text")


_Wish = Annotated[str, BeforeValidator(_not_blank)]


class UserSettings(FrozenModel):
    """What somebody wishes at every start. ``None`` is no wish."""

    region: _Wish | None = None
    """Where they are: a code such as ``AT``, or a name, of which the tree has phone numbers."""
    plain: Bool | None = None
    """Whether pages are bare text, and questions are asked line by line."""
    tree: _Wish | None = None
    """The tree to use where none is named: a bundled one, or the whole path of a file."""
    width: Annotated[int, BeforeValidator(_columns), WithJsonSchema({"type": "integer"})] | None = (
        None
    )
    """How many columns wide pages are."""


NAMES = tuple(UserSettings.model_fields)
"""Every setting, in the order to show it."""


def settings_file() -> Path | None:
    """Where the settings of the user are; ``None`` if there is no place for them."""
    if named := os.environ.get(ELSEWHERE):
        return Path(named)
    # Asked for only where somebody reads: a script does not wait for it.
    from platformdirs import user_config_path

    path = user_config_path("kneenumb", appauthor=False)
    return path / "settings.yaml" if path.is_absolute() else None  # There may be no home.


def read_settings(path: Path) -> UserSettings:
    """What a file says; nothing, if there is none.

    Raises:
        SettingsError: with every fault of it, each with its place.
    """
    return _read(path)[0]


def change_settings(path: Path, changes: Mapping[str, str | None]) -> None:
    """Write settings into a file, whole or not at all, readable by its owner only.

    Lines that are about something else stay as they are, comments too.

    Args:
        changes: What to write, as text, by name; ``None`` for what is to be taken out.

    Raises:
        FileError: if it cannot be written.
        SettingsError: if what there is cannot be read, or a change cannot be kept.
    """
    before, document = _read(path)
    for name, value in changes.items():
        if value is not None:
            wish(name, value, Place(f"--set {name}={value}"))
    wanted = {**before.model_dump(), **changes}
    after = UserSettings.model_validate({k: v for k, v in wanted.items() if v is not None})
    text = _edited(document.text if document else _TOP, changes, document)
    if _parsed(text.encode(), str(path))[0] != after:  # It was written in a way that has no lines.
        text = _edited(_TOP, after.model_dump(exclude_none=True), None)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from None
    write(path, text)


def wish(name: str, written: str, place: Place) -> str | int | bool | None:
    """What a text means as the value of a setting.

    Args:
        place: Where it was written.

    Raises:
        SettingsError: if it means nothing, or there is no such setting.
    """
    if name not in NAMES:
        cause = f"There is no setting '{name}'."
        raise SettingsError(Fault(cause, did_you_mean(name, NAMES), place))
    made, faults = fit(Document(str(place), "", "", {name: written}, {}, {}), UserSettings)
    if made is None:
        raise SettingsError(*(fault._replace(place=place) for fault in faults))
    value: str | int | bool | None = getattr(made, name)
    return value


def _read(path: Path) -> tuple[UserSettings, Document | None]:
    try:
        if is_device(path):
            raise OSError(0, "it is no file")  # A pipe could let everything wait.
        found = content(path)
    except FileNotFoundError:
        return UserSettings(), None
    except OSError as error:
        cause = f"The settings cannot be read: {error.strerror or 'no reason given'}."
        remedy = "Remove it, or put a file there that you may read."
        raise SettingsError(Fault(cause, remedy, Place(str(path)))) from None
    return _parsed(found, str(path))


def _parsed(found: bytes, origin: str) -> tuple[UserSettings, Document]:
    try:
        text = decode(found, origin)
        if all(line.lstrip()[:1] in ("", "#") for line in text.splitlines()):
            return UserSettings(), Document(origin, "", text, None, {}, {})
        document = parse(found, origin)
    except Faulty as error:
        raise SettingsError(*error.faults) from None
    made, faults = fit(document, UserSettings)
    if made is None:
        raise SettingsError(*sorted(faults, key=lambda fault: fault.place or Place(origin)))
    if made.tree and ("/" in made.tree or Path(made.tree).suffix) and not os.path.isabs(made.tree):
        cause = f"'{made.tree}' is another file in every folder."
        raise SettingsError(Fault(cause, "Write its whole path.", document.place(("tree",))))
    return made, document


def _edited(text: str, changes: Mapping[str, Any], document: Document | None) -> str:
    """A text with the lines changed that settings stand on, and new ones at its end."""
    lines = text.splitlines(keepends=True)
    spots = {path[0]: line for path, (line, _) in (document.keys if document else {}).items()}
    for name, value in changes.items():
        line = "" if value is None else f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
        if name in spots:
            lines[spots[name] - 1] = line
        elif line:
            if lines and not lines[-1].endswith("\n"):
                lines[-1] += "\n"
            lines.append(line)
    return "".join(lines)
