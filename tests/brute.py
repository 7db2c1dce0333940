"""The judge of a tree: what ``kneenumb check`` has to find, found by trying everybody.

It works on the data of a tree as a file holds it, and shares nothing with the engine or with
anything that proves. *Everybody* is every total assignment: an answer to every question of the
tree, and for a checklist every combination of ticks. Each of them walks, by the plain rules of
:mod:`tests.oracle`, and what they answered to the questions they were asked is their *way*. Two
people who differ in one answer alone are *neighbours*.

The answers that nobody asked for play no part, but for one thing: whether an answer is milder than
another is told by two files that hold all that either of two neighbours is asked. A red flag in
them counts for both, so that two people can be compared who are asked different questions.

Slow, and meant for trees of up to four small questions.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, permutations, product
from typing import Any, NamedTuple

from tests.oracle import LEVELS, Ending, ending

Data = Mapping[str, Any]
Answer = tuple[str, ...]
Person = tuple[Answer, ...]
"""An answer to every question, in the order of the data."""
Fact = tuple[str, tuple[str | int, ...]]
"""The id of a rule, and the path in the tree of what it finds fault with."""
Use = int | tuple[str, str] | None
"""How a node let somebody through: the line of a gate, or the cell of a table, if one did."""


class Tally(NamedTuple):
    """How many ways there are."""

    urgencies: Counter[str]
    outcomes: Counter[str]


class Verdict(NamedTuple):
    """All there is to say of a tree."""

    paths: Tally
    """Every way."""
    classes: Tally
    """The ways on which every answer is one line alone."""
    shortest: int
    """Questions asked on the shortest way."""
    longest: int
    facts: set[Fact]
    """Every fault, by all rules."""
    people: dict[str, int]
    """How many ways meet the ``when`` of a claim, in whichever of its implications."""
    fewest: dict[Fact, int]
    """Questions asked on the shortest way that shows a fault, where one way alone can show it."""
    too_late: set[Fact]
    """The dead lines of gates whose conditions somebody meets who comes there, if too late."""


class Way(NamedTuple):
    """What one person went through."""

    answers: dict[str, Answer]
    """The questions asked and their answers, in the order asked."""
    passed: tuple[tuple[str, Use], ...]
    """Every node come to, the outcome included, and how it let them through."""
    end: Ending

    @property
    def result(self) -> tuple[str, str]:
        """Outcome and final urgency."""
        return str(self.end.outcome), str(self.end.urgency)

    def known_at(self, node: str) -> dict[str, Answer]:
        """What they have answered when they come to a gate."""
        before = [each for each, _ in self.passed]
        before = before[: before.index(node)]
        return {name: answer for name, answer in self.answers.items() if name in before}


class World:
    """A tree and everybody who could answer it."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.questions: dict[str, Data] = dict(data["questions"])
        self._levels: dict[tuple[tuple[str, Answer], ...], int] = {}
        everybody = product(*(answers_to(each) for each in self.questions.values()))
        self.people = {person: self._way(person) for person in everybody}
        self.giving: dict[tuple[str, Answer], list[Person]] = defaultdict(list)
        """Everybody who is asked a question and gives an answer, by the two."""
        for person, way in self.people.items():
            for given in way.answers.items():
                self.giving[given].append(person)
        self.ways = list({tuple(way.answers.items()): way for way in self.people.values()}.values())
        self.nodes = {node for way in self.ways for node, _ in way.passed}
        self.uses = {each for way in self.ways for each in way.passed}

    def _way(self, person: Person) -> Way:
        passed = tuple(_passed(self.data, dict(zip(self.questions, person, strict=True))))
        asked = [node for node, _ in passed if node in self.questions]
        answers = {name: person[list(self.questions).index(name)] for name in asked}
        end = ending(self.data, answers)
        assert (end.asked, end.outcome) == (asked, passed[-1][0])
        return Way(answers, passed, end)

    def neighbours(
        self, question: str, one: Answer, other: Answer
    ) -> Iterator[tuple[Person, Person]]:
        """Everybody who is asked a question and answers it one way, beside who they are but for
        answering it the other way."""
        at = list(self.questions).index(question)
        for person in self.giving[question, one]:
            yield person, (*person[:at], other, *person[at + 1 :])

    def are_same(self, question: str, one: Answer, other: Answer) -> bool:
        """Whether it never matters which of two answers is given."""
        return all(
            self.people[person].result == self.people[neighbour].result
            for person, neighbour in self.neighbours(question, one, other)
        )

    def is_milder(self, question: str, one: Answer, other: Answer) -> bool:
        """Whether the other answer is milder than the one, for somebody."""
        for person, neighbour in self.neighbours(question, one, other):
            asked = self.people[person].answers.keys() | self.people[neighbour].answers.keys()
            if self._level(neighbour, asked) < self._level(person, asked):
                return True
        return False

    def _level(self, person: Person, asked: set[str]) -> int:
        """The urgency of somebody's file of answers to some questions; 0 is the mildest."""
        answers = {
            name: answer
            for name, answer in zip(self.questions, person, strict=True)
            if name in asked
        }
        key = tuple(answers.items())
        if key not in self._levels:
            self._levels[key] = LEVELS.index(str(ending(self.data, answers).urgency))
        return self._levels[key]


def judge(data: Data) -> Verdict:
    """All there is to say of a sound tree."""
    world = World(data)
    fewest = dict(_shown_by_one(world))
    lengths = [len(way.answers) for way in world.ways]
    alone = [way for way in world.ways if all(len(each) == 1 for each in way.answers.values())]
    rules = (
        *(_unreachable(world), _dead_lines(world), _idle_questions(world), _idle_options(world)),
        *(_dead_nexts(world), _milder(world), _milder_ticks(world), _empty_claims(world)),
    )
    return Verdict(
        _tally(world.ways),
        _tally(alone),
        min(lengths),
        max(lengths),
        {fact for facts in rules for fact in facts} | set(fewest),
        {claim: _number_meeting(world, claim) for claim in data["claims"]},
        fewest,
        set(_met_too_late(world)),
    )


def answers_to(question: Data) -> list[Answer]:
    """Every answer that a question takes: each option alone, and every set of ticks."""
    alone = [(name,) for name in question["options"]]
    several = [each for each in _sets(ticks(question)) if len(each) > 1]
    return alone + several


def ticks(question: Data) -> list[str]:
    """The lines of a checklist that others may be ticked beside."""
    if question.get("kind") != "checklist":
        return []
    options = question["options"].items()
    return [name for name, each in options if not (_is(each, "clean") or _is(each, "unsure"))]


def marked(question: Data, mark: str) -> list[str]:
    """The options of a question that are ``clean`` or ``unsure``."""
    return [name for name, option in question["options"].items() if _is(option, mark)]


def meets(data: Data, statement: Data, way: Way) -> bool:
    """Whether a statement of a claim holds for somebody."""
    return all(_meets(data, word, value, way) for word, value in statement.items())


def _implications(data: Data) -> Iterator[tuple[tuple[str, int], Data, Data]]:
    """Every claim with the number of an implication of it, what it is about, and what it says."""
    for name, claim in data["claims"].items():
        for at, each in enumerate(claim.get("holds", ())):
            yield (name, at), each.get("when", {}), each["then"]


def _meets(data: Data, word: str, value: Any, way: Way) -> bool:
    end = way.end

    def is_marked(name: str, mark: str) -> bool:
        return way.answers.get(name) in [(each,) for each in marked(data["questions"][name], mark)]

    match word:
        case "urgency":
            return _within(value, end.urgency)
        case "base":
            return _within(value, data["outcomes"][end.outcome]["urgency"])
        case "raised":
            return any(
                _within(value, data["red_flags"][flag]["urgency"]) for flag, *_ in end.raised
            )
        case "outcome":
            return end.outcome in value
        case "asked":
            return set(value) <= set(way.answers)
        case "clean":
            return all(is_marked(name, "clean") for name in value)
        case "unsure":
            return any(is_marked(name, "unsure") for name in value)
        case "combination":
            return end.combination in value
        case "questions":
            least, most = value.get("at_least", 0), value.get("at_most", len(data["questions"]))
            return int(least) <= len(way.answers) <= int(most)
        case "any":
            return any(meets(data, each, way) for each in value)
        case question:
            return not set(value).isdisjoint(way.answers.get(question, ()))


def _within(bound: Data, urgency: str | None) -> bool:
    level = LEVELS.index(str(urgency))
    return (
        LEVELS.index(bound.get("at_least", LEVELS[0])) <= level
        and level <= LEVELS.index(bound.get("at_most", LEVELS[-1]))
        and bound.get("exactly", urgency) == urgency
    )


def _unreachable(world: World) -> Iterator[Fact]:
    for home in ("questions", "gates", "tables", "outcomes"):
        for node in world.data[home]:
            if node not in world.nodes:
                yield "unreachable", (home, node)


def _dead_lines(world: World) -> Iterator[Fact]:
    for gate in world.nodes & set(world.data["gates"]):
        for at, line in enumerate(world.data["gates"][gate]["lines"]):
            if "else" not in line and (gate, at) not in world.uses:
                yield "dead-line", ("gates", gate, "lines", at)
    for table in world.nodes & set(world.data["tables"]):
        used = {use[0] for name, use in world.uses if name == table and isinstance(use, tuple)}
        for at, row in enumerate(world.data["tables"][table]["rows"]):
            for position, option in enumerate(row["options"]):
                if option not in used:
                    yield "dead-line", ("tables", table, "rows", at, "options", position)


def _met_too_late(world: World) -> Iterator[Fact]:
    for rule, path in _dead_lines(world):
        if path[0] == "gates":
            gate, at = str(path[1]), int(path[3])
            when = world.data["gates"][gate]["lines"][at]["when"]
            arrived = [way for way in world.ways if gate in dict(way.passed)]
            if any(_matches(when, way.known_at(gate)) for way in arrived):
                yield rule, path


def _is_idle(world: World, name: str) -> bool:
    question = world.questions[name]
    return (
        name in world.nodes
        and not any("flag" in option for option in question["options"].values())
        and not any(name in when for when in _spoken_of(world))
        and all(world.are_same(name, *pair) for pair in permutations(answers_to(question), 2))
    )


def _idle_questions(world: World) -> Iterator[Fact]:
    for name in world.questions:
        if _is_idle(world, name):
            yield "idle-question", ("questions", name)


def _idle_options(world: World) -> Iterator[Fact]:
    for name, question in world.questions.items():
        if name not in world.nodes or _is_idle(world, name):
            continue
        for clean in marked(question, "clean"):
            for option in question["options"]:
                if option != clean and _does_nothing(world, name, clean, option):
                    yield "idle-option", ("questions", name, "options", option)


def _does_nothing(world: World, name: str, clean: str, option: str) -> bool:
    """Whether an option does just what the clean one does, and is silent too."""
    question = world.questions[name]
    return (
        "flag" not in question["options"][option]
        and not any(option in when.get(name, ()) for when in _spoken_of(world))
        and world.are_same(name, (clean,), (option,))
        and all(world.are_same(name, *pair) for pair in _ticking(question, option))
    )


def _spoken_of(world: World) -> Iterator[Data]:
    """The conditions under which the page says something more."""
    for outcome in world.data["outcomes"].values():
        for addition in outcome.get("why_if", ()):
            yield addition["when"]
    for gate in world.data["gates"].values():
        for line in gate["lines"]:
            if "combination" in line:
                yield line["when"]


def _dead_nexts(world: World) -> Iterator[Fact]:
    for name, question in world.questions.items():
        needs_one = []
        for option_name, option in question["options"].items():
            ends = _is_emergency(world.data, option.get("flag"))
            if ends and "next" in option:
                yield "dead-next", ("questions", name, "options", option_name, "next")
            needs_one.append(not ends and "next" not in option)
        if "next" in question and not any(needs_one):
            yield "dead-next", ("questions", name, "next")


def _shown_by_one(world: World) -> Iterator[tuple[Fact, int]]:
    """The faults that one way alone can show, with the length of the shortest such way."""
    for flag in filter(lambda flag: _is_emergency(world.data, flag), world.data["red_flags"]):
        raise_it = {name for name, each in world.questions.items() if flag in _flags(each)}
        missed = [
            len(way.answers)
            for way in world.ways
            if raise_it and raise_it.isdisjoint(way.answers) and way.end.urgency != "emergency"
        ]
        if missed:
            yield ("alarm-unasked", ("red_flags", flag)), min(missed)
    for (claim, at), when, then in _implications(world.data):
        about = _meeting(world, when)
        broken = [len(way.answers) for way in about if not meets(world.data, then, way)]
        if broken:
            yield ("broken-claim", ("claims", claim, "holds", at)), min(broken)


def _milder(world: World) -> Iterator[Fact]:
    """Where somebody with a clean answer would get a milder result with another line."""
    for name, question in world.questions.items():
        unsure = marked(question, "unsure")
        for clean in marked(question, "clean"):
            for option in question["options"]:
                rule = "unsure-milder" if option in unsure else "worse-milder"
                if option != clean and world.is_milder(name, (clean,), (option,)):
                    yield rule, ("questions", name, "options", option)


def _milder_ticks(world: World) -> Iterator[Fact]:
    for name, question in world.questions.items():
        for tick in ticks(question):
            if any(world.is_milder(name, *pair) for pair in _ticking(question, tick)):
                yield "tick-milder", ("questions", name, "options", tick)


def _empty_claims(world: World) -> Iterator[Fact]:
    for (claim, at), when, _ in _implications(world.data):
        if not _meeting(world, when):
            yield "empty-claim", ("claims", claim, "holds", at)


def _meeting(world: World, when: Data) -> list[Way]:
    return [way for way in world.ways if meets(world.data, when, way)]


def _number_meeting(world: World, claim: str) -> int:
    whens = [when for (name, _), when, _ in _implications(world.data) if name == claim]
    return sum(any(meets(world.data, when, way) for when in whens) for way in world.ways)


def _tally(ways: list[Way]) -> Tally:
    return Tally(
        Counter(str(way.end.urgency) for way in ways),
        Counter(str(way.end.outcome) for way in ways),
    )


def _ticking(question: Data, tick: str) -> Iterator[tuple[Answer, Answer]]:
    """Every nonempty set of other ticks, without a tick and with it. None if it stands alone."""
    if tick in ticks(question):
        for others in _sets([name for name in ticks(question) if name != tick]):
            together = {*others, tick}
            yield others, tuple(name for name in question["options"] if name in together)


def _sets(names: list[str]) -> list[Answer]:
    """Every nonempty set of names, in their order."""
    return [each for size in range(1, len(names) + 1) for each in combinations(names, size)]


def _is(option: Data, mark: str) -> bool:
    return option.get(mark) in (True, "true")


def _flags(question: Data) -> set[str | None]:
    return {option.get("flag") for option in question["options"].values()}


def _is_emergency(data: Data, flag: str | None) -> bool:
    return flag is not None and data["red_flags"][flag]["urgency"] == "emergency"


def _passed(data: Data, answers: Mapping[str, Answer]) -> Iterator[tuple[str, Use]]:
    """Every node that somebody comes to, in order, and how it let them through."""
    at, known = data["start"], {}
    while at not in data["outcomes"]:
        use: Use = None
        if at in data["questions"]:
            known[at] = answers[at]
            onward = _after(data, data["questions"][at], answers[at])
        elif at in data["gates"]:
            lines = data["gates"][at]["lines"]
            use = next(n for n, line in enumerate(lines) if _matches(line.get("when", {}), known))
            onward = lines[use].get("next") or lines[use]["else"]
        else:
            use, onward = _cell(data["tables"][at], known)
        yield at, use
        at = onward
    yield at, None


def _after(data: Data, question: Data, answer: Answer) -> str:
    for name, option in question["options"].items():
        if name in answer and _is_emergency(data, option.get("flag")):
            return str(data["red_flags"][option["flag"]]["outcome"])
    own = question["options"][answer[0]].get("next")
    return str(own or question["next"])


def _matches(when: Mapping[str, list[str]], known: Mapping[str, Answer]) -> bool:
    return all(set(known.get(name, ())) & set(options) for name, options in when.items())


def _cell(table: Data, known: Mapping[str, Answer]) -> tuple[Use, str]:
    down, across = known.get(table["down"], ()), known.get(table["across"], ())
    for row in table["rows"]:
        if len(down) == 1 and len(across) == 1 and down[0] in row["options"]:
            return (down[0], across[0]), str(row["go"][table["columns"].index(across[0])])
    return None, str(table["else"])
