"""Opens a page in Debian's Chromium, as a person would, and watches what it asks for."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

SIZES = {"phone": (320, 640), "laptop": (1280, 800), "projector": (1920, 1080)}


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser. Without Chromium or Playwright the test is skipped, and says so."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no Chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Any, file: Path, size: str = "laptop", scheme: str = "light") -> Iterator[Any]:
    """A page of its own in a window of a size. It fails the test if anything goes wrong in it,
    or if it asks for anything but itself."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    yield page
    assert wrong == []
    assert [url for url in asked if not url.startswith("blob:")] == [file.as_uri()]
    context.close()
