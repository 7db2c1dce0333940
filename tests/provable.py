"""Small trees to prove things about, in few words.

Every tree has the red flags ``soon``, ``same_day`` and ``emergency``, and an outcome of each
urgency: ``o_routine``, ``o_soon``, ``o_same_day`` and ``o_emergency``, where that flag ends.
"""

from kneenumb import Tree
from tests.small import FRAME, OPTION, OUTCOME, QUESTION, URGENCIES, Data, tree_of


def tree_with(
    questions: Data,
    gates: Data | None = None,
    *,
    tables: Data | None = None,
    red_flags: Data | None = None,
    outcomes: Data | None = None,
    claims: Data | None = None,
) -> Tree:
    """A tree that starts at ``q0``."""
    emergency = flag("emergency", outcome="o_emergency")
    flags = {"soon": flag("soon"), "same_day": flag("same_day"), "emergency": emergency}
    return tree_of(
        {
            **FRAME,
            "questions": questions,
            "gates": gates or {},
            "tables": tables or {},
            "red_flags": {**flags, **(red_flags or {})},
            "outcomes": {f"o_{each}": outcome(each) for each in URGENCIES} | (outcomes or {}),
            "claims": claims or {},
        }
    )


def flag(urgency: str, **more: str) -> Data:
    """A red flag."""
    return {"urgency": urgency, "says": "S", "because": "B", "sources": [], **more}


def outcome(urgency: str) -> Data:
    """An outcome."""
    return OUTCOME | {"urgency": urgency}


def single(to: str, **options: str) -> Data:
    """A question for one answer. Each option raises a red flag, or none: ``yes="soon", no=""``."""
    return {**QUESTION, "next": to, "options": _options(options)}


def checklist(to: str, **lines: str) -> Data:
    """A question for several answers, with the line ``none`` besides those given."""
    options = _options(lines) | {"none": OPTION | {"clean": "true"}}
    return {**QUESTION, "kind": "checklist", "next": to, "options": options}


def gate(*lines: tuple[Data, str], otherwise: str = "o_routine") -> Data:
    """A gate of conditions and where they lead."""
    onward = [{"when": when, "next": to} for when, to in lines]
    return {"about": "A", "lines": [*onward, {"else": otherwise}]}


def table(down: str, across: str, columns: str, rows: dict[str, list[str]]) -> Data:
    """A table with one option a row, and the columns named in one text."""
    return {
        "about": "A",
        **{"down": down, "across": across, "columns": columns.split()},
        "rows": [{"options": [option], "go": go} for option, go in rows.items()],
        "else": "o_routine",
    }


def _options(flags: dict[str, str]) -> Data:
    return {name: OPTION | ({"flag": flag} if flag else {}) for name, flag in flags.items()}
