"""What ``kneenumb settings`` writes."""

from typing import TYPE_CHECKING

from kneenumb.page.output import Output

if TYPE_CHECKING:
    from kneenumb.page.block import Page
    from kneenumb.settings.in_force import SettingsInForce
    from kneenumb.settings.page import SettingsData


def _page(known: "SettingsInForce", _: int | None) -> "Page":
    from kneenumb.settings.page import settings_page

    return settings_page(known)


def _data(known: "SettingsInForce") -> "SettingsData":
    from kneenumb.settings.page import settings_data

    return settings_data(known)


SETTINGS = Output(
    "settings",
    "what `kneenumb settings --format json` writes",
    title=lambda _: "Settings of kneenumb",
    page=_page,
    data=_data,
)
