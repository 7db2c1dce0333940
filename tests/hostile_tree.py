"""A tree whose texts look like markup of every kind, to show that none of it takes effect."""

import json
from pathlib import Path

from tests.conftest import ROOT

MARKUP = {
    "action": "[bold]A[/bold] [/] [link=http://b.example]C[/link] :smile: \\[r\\] \\ %s {p} $q$",
    "now": "*D* **E** <b>F</b> <script> | _G_ __H__ snake_case `I` ~~J~~ #K &amp; ![L](m) [N](o)",
    "care": "https://s.example <http://t.example> [^1] [x]: y  a\\*b \\",
    "label": "[red]L[/] *M* <i>N</i> | `o` _p_ \\",
    "topic": "[r]T[/] *U* <i>V</i> | `w`",
    "option": "[/] [bold]O[/bold] *P* <b>Q</b> | r &lt; \\[s]",
    "says": "[@click=app.quit]S[/] *S* <u>S</u> | ~~S~~ &copy;",
    "title": "[/title] # X *Y* <h1>Z</h1> | `z` \\",
}
OPENINGS = ["# A", "- B", "+ C", "1. D", "2) E", "> F", "| G | H |", "=== I", "--- J", "***", "---"]
"""Beginnings that mean something in Markdown."""


def write_hostile_tree(path: Path) -> Path:
    """Write the starter tree, with markup in every kind of text that one of its results shows.

    The result is that of a person with a normal feeling who is pregnant.
    """
    markup = {name: json.dumps(text) for name, text in MARKUP.items()}
    swaps = {
        "action: >-\n      Book a visit with a clinician in the next few days, at the latest "
        "within 2 weeks. Go sooner\n      if anything on the warning list appears.": (
            f"action: {markup['action']}"
        ),
        "label: See a clinician soon": f"label: {markup['label']}",
        "topic: Between the legs": f"topic: {markup['topic']}",
        "label: No, the feeling there is normal": f"label: {markup['option']}",
        "says: Pregnant, or birth within 6 weeks": f"says: {markup['says']}",
        "title: No single clear pattern": f"title: {markup['title']}",
        "now: Note time, posture and spread; bring your medicine list.": f"now: {markup['now']}",
        "self_care: Keep gently active.": f"self_care: {markup['care']}",
        "clinician_may_check: Full nerve, joint, hip and pulse examination.": (
            'clinician_may_check: "---"'
        ),
        "could_also_be: Root, single nerve, plexus, neuropathy, hip.": 'could_also_be: "- U"',
        "      - numbness between the legs\n": "".join(f"      - {o!r}\n" for o in OPENINGS),
        "title: A small tree to start from": f"title: {markup['title']}",
    }
    text = (ROOT / "trees" / "starter.yaml").read_text()
    for plain, marked in swaps.items():
        assert text.count(plain) == 1, plain
        text = text.replace(plain, marked)
    path.write_text(text)
    return path
