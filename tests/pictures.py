"""Pictures for the README of what is seen in a browser: ``python -m tests.pictures`` draws them."""

import tempfile
from pathlib import Path
from typing import Any

from tests.chromium import chromium
from tests.command import run
from tests.conftest import ROOT
from tests.test_page_browser import press, walk

FOLDER = ROOT / ".github"
CASE = "v10"
PHONE = {"width": 360, "height": 660}
WALL = {"width": 960, "height": 540}


def main() -> None:
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        page, deck = Path(name, "page.html"), Path(name, "deck.html")
        assert run("export", "page", "--output", str(page)).code == 0
        assert run("export", "slides", "--case", CASE, "--output", str(deck)).code == 0
        phone = _window(browser, page, PHONE, 2)
        press(phone, "No, begin")
        phone.screenshot(path=FOLDER / "phone-question.png")
        phone.reload()
        walk(phone, CASE)
        press(phone, "All is right: show my result")
        phone.screenshot(path=FOLDER / "phone-result.png")
        wall = _window(browser, deck, WALL, 1)
        while "Still possible" not in wall.inner_text("body"):
            wall.keyboard.press("ArrowRight")
        wall.screenshot(path=FOLDER / "slide.png")


def _window(browser: Any, file: Path, size: dict[str, int], sharpness: int) -> Any:
    context = browser.new_context(
        viewport=size, device_scale_factor=sharpness, color_scheme="light"
    )
    page = context.new_page()
    page.goto(file.as_uri())
    return page


if __name__ == "__main__":
    main()
