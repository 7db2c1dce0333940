"""Versions of the starter tree, as text: what an author changes in an afternoon."""

from tests.conftest import ROOT

STARTER = (ROOT / "trees" / "starter.yaml").read_text("utf-8")


def changed(*changes: tuple[str, str], text: str = STARTER) -> str:
    """The starter tree with some texts replaced, each of which stands there once."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


VERSION = ("version: 0.1.0", "version: 0.2.0")
CHILD_WAITS = (
    ("background: [under_16, not_sure]", "background: [not_sure]"),
    ("rf_under_16:\n    urgency: same_day", "rf_under_16:\n    urgency: soon"),
)
"""A child is seen soon instead of today."""
BIRTH_TODAY = (
    "m_pregnant_or_birth:\n    urgency: soon",
    "m_pregnant_or_birth:\n    urgency: same_day",
)
"""Whoever is pregnant is seen today instead of soon."""
MILDER = ("o_unclear:\n    urgency: soon", "o_unclear:\n    urgency: routine")
"""Whoever has nothing special can look after themselves."""

LOWERED = changed(VERSION, *CHILD_WAITS)
RAISED = changed(VERSION, BIRTH_TODAY)
BOTH = changed(VERSION, *CHILD_WAITS, BIRTH_TODAY, MILDER)

RENAMED = (
    STARTER.replace("saddle:\n    section", "between_legs:\n    section")
    .replace("start: saddle", "start: between_legs")
    .replace("{saddle:", "{between_legs:")
)
"""The first question has another id."""
FEWER = changed(
    VERSION,
    (STARTER[STARTER.index("      not_sure:") : STARTER.index("  background:\n    section")], "\n"),
    ("when: {saddle: [yes, not_sure]}", "when: {saddle: [yes]}"),
)
"""Nobody can be in doubt at the first question any more."""
