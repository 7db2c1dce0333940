"""Runs the engine of the page without a browser, in V8, and writes what both engines find."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from py_mini_racer import MiniRacer

from kneenumb import Result, Tree, Walk, conclude
from kneenumb.browser.web_page import engine, page_data

Answers = dict[str, tuple[str, ...]]

_JUDGE = """
const asJson = (answers) => Object.fromEntries(answers);
const flags = (raised) => raised.map((each) => [each.id, each.question, each.option]);
const written = (result) => ({
  outcome: result.outcome, urgency: result.urgency, base: result.base, raised: flags(result.raised),
  floors: flags(result.raisedBy), combination: result.combination?.combination || null,
  unsure: result.unsureAbout, asked: [...result.answers], unused: [...result.unused],
});
let page = null;
let field = null;
const load = (text) => { const data = parsed(text); page = data.tree; field = data.field; };
const given = (people) => parsed(people).map((each) => new Map(Object.entries(each)));
function judge(people) {
  return JSON.stringify(given(people).map((answers) => {
    const known = accepted(page, answers);
    const walk = replay(page, known);
    return isComplete(walk) ? written(conclude(walk, known)) : { stands: walk.at };
  }));
}
const brief = (result) => [
  result.outcome, result.urgency, flags(result.raised).join(), flags(result.raisedBy).join(),
  result.combination?.combination || "", result.unsureAbout.join(),
  [...result.answers.keys()].join(),
].join(" ");
function* lines(walk) {
  if (isComplete(walk)) {
    yield brief(conclude(walk));
    return;
  }
  const { options } = page.questions[walk.at];
  for (const option of Object.keys(options)) yield* lines(answered(walk, [option]));
}
const linesAfter = (answers) => [...lines(replay(page, given(`[${answers}]`)[0]))].join("\\n");
"""


class PageEngine:
    """The engine of the page, with one tree in it."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._v8 = MiniRacer()
        self._v8.eval(engine() + _JUDGE)
        self.call("load", page_data(tree))

    def call(self, function: str, *arguments: Any) -> Any:
        """What a function says to arguments, each of which it is given as JSON."""
        written = ", ".join(json.dumps(json.dumps(each)) for each in arguments)
        return self._v8.eval(f"{function}({written})")

    def eval(self, script: str) -> Any:
        """What a script comes to, in which ``page`` is the tree and ``field`` its field."""
        return json.loads(str(self._v8.eval(f"JSON.stringify({script})")))

    def judged(self, people: Iterable[Answers]) -> list[dict[str, Any]]:
        """What the page says of people."""
        found: list[dict[str, Any]] = json.loads(self.call("judge", list(people)))
        return found

    def lines_after(self, answers: Answers) -> list[str]:
        """All that may come of answers with one line chosen at each question."""
        return str(self.call("linesAfter", answers)).split("\n")


def written(result: Result) -> dict[str, Any]:
    """The same of a result of the plain engine."""

    def flags(raised: Iterable[Any]) -> list[list[str]]:
        return [[each.id, each.question, each.option] for each in raised]

    def answers(given: Any) -> list[Any]:
        return [[name, list(options)] for name, options in given.items()]

    return {
        "outcome": result.outcome_id,
        "urgency": result.urgency.value,
        "base": result.base_urgency.value,
        "raised": flags(result.raised),
        "floors": flags(result.raised_by),
        "combination": result.combination.combination if result.combination else None,
        "unsure": list(result.unsure_about),
        "asked": answers(result.answers),
        "unused": answers(result.unused),
    }


def lines(walk: Walk) -> Iterator[str]:
    """What :meth:`PageEngine.lines_after` says, by the plain engine."""
    if walk.is_complete:
        yield _brief(conclude(walk))
        return
    assert walk.question is not None
    for option in walk.question.options:
        yield from lines(walk.answer(option))


def _brief(result: Result) -> str:
    def flags(raised: Iterable[Any]) -> str:
        return ",".join(f"{each.id},{each.question},{each.option}" for each in raised)

    combination = result.combination.combination if result.combination else ""
    return " ".join(
        [
            result.outcome_id,
            result.urgency,
            flags(result.raised),
            flags(result.raised_by),
            combination or "",
            ",".join(result.unsure_about),
            ",".join(result.answers),
        ]
    )
