"""Scenes: the exact text of pages and screens, kept as files for people to read.

To write them anew, run the tests with ``UPDATE_SCENES=1`` in the environment,
and read the difference before you commit it.
"""

import os
from pathlib import Path

SCENES = Path(__file__).parent / "scenes"


def assert_scene(name: str, text: str) -> None:
    """Compare a text with the file of that name. Blanks at the ends of lines do not count."""
    shown = "\n".join(line.rstrip() for line in text.splitlines()).rstrip("\n") + "\n"
    path = SCENES / name
    if os.environ.get("UPDATE_SCENES") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.exists(), f"no scene {name}: write it with UPDATE_SCENES=1"
    assert shown == path.read_text(encoding="utf-8")
