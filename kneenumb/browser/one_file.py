"""Files for a browser that hold all they need, and a policy that lets them have nothing else."""

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from kneenumb.body.xml import escaped


def part(name: str) -> str:
    """A piece of a page that lies beside this file."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def one_file(body: str, title: str, script: str, style: str, **pieces: str) -> str:
    """A page with everything in it.

    Args:
        body: The file with its body, and the names of pieces in braces.
        pieces: What stands in the body, as it is written there.
    """
    return _filled(
        "frame.html",
        policy=_policy(script, style),
        title=escaped(title),
        style=style,
        body=_filled(body, **pieces),
        script=script,
    )


def _filled(name: str, **pieces: str) -> str:
    """A file with pieces in the place of their names."""
    before, *places = part(name).split("{")
    filled = (pieces[name] + after for name, after in (each.split("}", 1) for each in places))
    return before + "".join(filled)


def inside_a_script(data: Mapping[str, object]) -> str:
    """JSON in which no text can end the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _policy(script: str, style: str) -> str:
    """What a browser may do with the page: run its one script and use its one style, no more."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
