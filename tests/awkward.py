"""A tree of awkward words: ids that other languages keep for themselves, and texts that mean
something in them."""

from collections.abc import Iterator
from itertools import cycle

from hypothesis import strategies as st

from tests.small import FRAME, OPTION, OUTCOME, QUESTION, URGENCIES, Data

RESERVED = (
    *("end", "graph", "subgraph", "default", "style", "node", "edge", "digraph", "strict", "x"),
    *("flowchart", "classdef", "click", "linkstyle", "direction", "lr", "case", "href", "o"),
)
"""Words of Mermaid and DOT that can be ids of a tree."""

TEXTS = (
    'He said "no" [twice] (or {thrice}) <b>loudly</b>',
    "`code` and ```fence``` | a | pipe | #35; #quot; &amp; &lt; %% comment %%{init: {}}%%",
    "<script>alert(1)</script> <!-- gone? --> ]]> <![CDATA[ x",
    "end; subgraph a; style a fill:#fff; classDef x fill:#000; linkStyle 0 stroke:#f00;",
    "first line\nsecond line\n\n- third",
    "\u0627\u0644\u0633\u0627\u0642 \u05e8\u05d2\u05dc left to right again",
    "\U0001f9b5 leg \U0001f468\u200d\U0001f469\u200d\U0001f467 family \U0001f1e9\U0001f1ea é",
    '\\N \\G \\\\ \\" \\n %s %(x)s {0} ${HOME} $(id)',
    "=SUM(A1:A9) +1 -1 @cmd '",
    "- a list, 1. a number, # a heading, > a quote, * a star, _ a line _",
    "x" * 100,
    "\u6f22\u5b57" * 40,
    "--> ==> -.- o--o x--x A-->|t|B",
    " ",
    "\ufb02\u00b0\u00b0 \u00b6\u00df",
)
"""Texts that mean something somewhere."""

_ALPHABET = "\"'`[](){}<>|#%&;:\\/*_-+=~!$@^.,? \nabcend\u0627\u05d0\U0001f9b5\u6f22\u00b6\ufb02"

any_text = st.sampled_from(TEXTS).map(lambda text: text[:100]) | st.text(
    _ALPHABET, min_size=1, max_size=100
)
"""A text as an author may write it, however odd."""


def awkward(texts: Iterator[str] | None = None) -> Data:
    """The data of a tree with every kind of node, made of awkward words.

    Args:
        texts: Taken for one label, title or flag after the other, at most 100 characters each.
    """
    words = texts or cycle(text[:100] for text in TEXTS)
    take = lambda **more: {name: next(words) for name in more}  # noqa: E731
    options = {name: OPTION | {"label": next(words), "detail": next(words)} for name in RESERVED}
    options["end"] |= {"flag": "style"}
    options["graph"] |= {"flag": "subgraph"}
    options["default"] |= {"clean": "true"}
    first = QUESTION | take(topic=1, ask=1) | {"section": "end", "next": "graph"}
    second = QUESTION | take(topic=1, ask=1) | {"section": "style", "next": "class"}
    flag = {"because": "B", "sources": []}
    return FRAME | {
        "id": "end",
        "title": next(words),
        "start": "end",
        "urgencies": {
            level: {"label": next(words), "meaning": "M", "action": "A"} for level in URGENCIES
        },
        "sections": {
            "end": {"title": next(words), "about": "A"},
            "style": {"title": next(words), "about": "A"},
        },
        "questions": {
            "end": first | {"kind": "checklist", "options": options},
            "graph": second | {"options": {"end": options["end"], "x": options["x"]}},
            "default": first
            | {"next": "subgraph", "options": {"o": options["o"], "x": options["x"]}},
        },
        "gates": {
            "class": {
                "about": next(words),
                "lines": [
                    {"when": {"end": ["graph"]}, "next": "subgraph", "combination": "K1"},
                    {"else": "default"},
                ],
            }
        },
        "tables": {
            "subgraph": {
                "about": next(words),
                **{"down": "graph", "across": "default", "columns": ["o", "x"]},
                "rows": [{"options": ["x"], "go": ["style", "edge"]}],
                "else": "click",
            }
        },
        "red_flags": {
            "style": flag | {"urgency": "emergency", "outcome": "node", "says": next(words)},
            "subgraph": flag | {"urgency": "same_day", "says": next(words)},
        },
        "outcomes": {
            name: OUTCOME | {"urgency": urgency, "title": next(words), "summary": next(words)}
            for name, urgency in (
                ("node", "emergency"),
                ("style", "same_day"),
                ("click", "soon"),
                ("edge", "routine"),
            )
        },
    }
