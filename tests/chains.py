"""Long chains of questions with gates and floors: trees with more people than can be listed.

Of every question ``q0``, ``q1`` … the option ``a`` is clean and ``b`` raises a red flag, for soon
at the even questions and for the same day at the odd ones. ``c`` and all options after it are what
gates look for, each with an outcome of its own for soon: ``o_c`` and so on. Whom no gate stops
ends at ``o_mild``, which is routine.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise

from tests.small import FRAME, OPTION, OUTCOME, QUESTION, Data

Chain = Callable[[int, int], Data]
"""Makes a tree of so many questions with so many options each."""

_LEVELS = ("soon", "same_day")


def one_gate(questions: int, options: int = 3) -> Data:
    """Behind all questions a gate with a line for each."""
    lines = [
        _line({name: [c]}, f"o_{c}") for name in _names(questions) for c in _looked_for(options)
    ]
    return _tree(questions, options, {"g_last": _gate(lines)})


def gate_after_gate(questions: int, options: int = 3) -> Data:
    """Behind all questions as many gates, those for odd questions with an outcome of their own."""
    onward = [*(f"g{at}" for at in range(1, questions)), "o_mild"]
    gates = {
        "g_last" if at == 0 else f"g{at}": _gate(
            [_line({f"q{at}": [c]}, "o_odd" if at % 2 else f"o_{c}") for c in _looked_for(options)],
            otherwise,
        )
        for at, otherwise in enumerate(onward)
    }
    return _tree(questions, options, gates, {"o_odd": _outcome("soon")})


def neighbours(questions: int, options: int = 3) -> Data:
    """Behind all questions a gate with a line for each two that follow each other."""
    names = _names(questions)
    lines = [
        _line({one: [c], other: [c]}, f"o_{c}")
        for one, other in pairwise(names)
        for c in _looked_for(options)
    ]
    return _tree(questions, options, {"g_last": _gate(lines)})


def shortcuts(questions: int, options: int = 3) -> Data:
    """One gate behind all questions, and between them gates that lead some past the next one.

    Who chose ``c`` (or another that is looked for) twice in a row is not asked the next question.
    The first question can end in an emergency.
    """
    tree = one_gate(questions, options)
    onward = [*_names(questions), "g_last"]
    wanted = _looked_for(options)
    for at in range(2, questions):
        past = _line({f"q{at - 2}": wanted, f"q{at - 1}": wanted}, onward[at + 1])
        tree["gates"][f"g{at}"] = _gate([past], onward[at])
        tree["questions"][f"q{at - 1}"]["next"] = f"g{at}"
    tree["questions"]["q0"]["options"]["b"]["flag"] = "alarm"
    tree["red_flags"]["alarm"] = _flag("emergency") | {"outcome": "o_alarm"}
    tree["outcomes"]["o_alarm"] = _outcome("emergency")
    return tree


def far_pairs(questions: int, options: int = 3) -> Data:
    """Behind all questions a gate with a line for each question and the one half a chain later.

    All answers of the first half have to be kept in mind, so this is too large to prove.
    """
    half = questions // 2
    lines = [
        _line({f"q{at}": [c], f"q{at + half}": [c]}, f"o_{c}")
        for at in range(half)
        for c in _looked_for(options)
    ]
    return _tree(questions, options, {"g_last": _gate(lines)})


CHAINS: dict[str, Chain] = {
    each.__name__: each for each in (one_gate, gate_after_gate, neighbours, shortcuts)
}
"""The chains that can be proved, however long."""


def _tree(questions: int, options: int, gates: Data, outcomes: Data | None = None) -> Data:
    """A chain that leads into the gate ``g_last``, and what it claims of itself."""
    names = _names(questions)
    onward = [*names[1:], "g_last"]
    claims = {
        "P1": {
            "says": "A floor is kept.",
            "holds": [{"when": {"q1": ["b"]}, "then": {"urgency": {"at_least": "same_day"}}}],
        },
        "P2": {"says": "A worse answer is never milder.", "law": "worse_never_milder"},
    }
    return {
        **FRAME,
        "questions": {
            name: {**QUESTION, "next": to, "options": _options(_LEVELS[at % 2], options)}
            for at, (name, to) in enumerate(zip(names, onward, strict=True))
        },
        "gates": gates,
        "red_flags": {level: _flag(level) for level in _LEVELS},
        "outcomes": {
            **{f"o_{c}": _outcome("soon") for c in _looked_for(options)},
            **(outcomes or {}),
            "o_mild": _outcome("routine"),
        },
        "claims": {name: {**claim, "sources": ["R1"]} for name, claim in claims.items()},
        "conditions": {"sore": {"name": "Sore leg"}},
        "sources": {"R1": {"cite": "C", "read": "cited"}},
    }


def _names(questions: int) -> list[str]:
    return [f"q{at}" for at in range(questions)]


def _letters(options: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[:options]


def _looked_for(options: int) -> list[str]:
    """What gates look for: all options from the third on, or the second if there is no third."""
    return list(_letters(options)[2:] or "b")


def _options(level: str, options: int) -> Data:
    marks = {"a": {"clean": "true"}, "b": {"flag": level}}
    return {name: OPTION | {"label": name} | marks.get(name, {}) for name in _letters(options)}


def _line(when: Data, to: str) -> Data:
    return {"when": when, "next": to}


def _gate(lines: Iterable[Data], otherwise: str = "o_mild") -> Data:
    return {"about": "A", "lines": [*lines, {"else": otherwise}]}


def _flag(urgency: str) -> Data:
    return {"urgency": urgency, "says": "S", "because": "B", "sources": ["R1"]}


def _outcome(urgency: str) -> Data:
    return OUTCOME | {"urgency": urgency, "conditions": ["sore"], "sources": ["R1"]}
