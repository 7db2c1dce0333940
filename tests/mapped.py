"""A small tree with a body map, to light what a test needs."""

import json
from pathlib import Path
from typing import Any

from tests.small import OPTION, Data, chain

HOSTILE = "[bold]A[/] *B* <script>C</script> & `D` ``` \\ ]]> $x$ \ufffe"
"""Words that are markup of many kinds, and a character that no XML may hold."""


def mapped(words: str = "Words", **body_map: Any) -> Data:
    """A tree that asks for one of two areas: ``inner`` is to the left of ``outer``.

    Args:
        words: Of the area ``inner``.
        body_map: What is different about the map.
    """
    left = {"borders": "B", "points": "10,10 50,10 50,190 10,190"}
    right = {"borders": "B", "points": "50,10 90,10 90,190 50,190"}
    data = chain(1)
    data["questions"]["q0"] |= {
        "body_map": True,
        "options": {name: dict(OPTION) for name in ("inner", "outer")},
    }
    data["outcomes"]["end"] |= {"areas": ["outer"]}
    return data | {
        "areas": {
            "inner": {"words": words, "nerve": words, "front": ["left"], "back": ["left"]},
            "outer": {"words": "Beside it", "nerve": "N", "front": ["right"]},
        },
        "body_map": {
            "about": "A",
            "width": 100,
            "height": 200,
            "front": {"left": left, "right": right},
            "back": {"left": left},
        }
        | body_map,
    }


def write_mapped(path: Path, *args: str, **body_map: Any) -> str:
    """Write such a tree to a file, and give its name."""
    path.write_text(json.dumps(mapped(*args, **body_map)), encoding="utf-8")
    return str(path)
