"""What a person reads while they are asked."""

import re

from kneenumb.model.answers import Answers
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.render.block import Block, Bullets, Page, Pairs, Paragraph
from kneenumb.walk.result import raised_by
from kneenumb.walk.walk import Walk


def welcome(tree: Tree) -> Page:
    """Before the first question: the emergency line, and who this is not for."""
    emergency = Block(
        None,
        (
            Paragraph(tree.urgencies.emergency.action, strong=True),
            Paragraph("If this may be an emergency, do that now and answer no questions."),
        ),
        urgency=Urgency.EMERGENCY,
    )
    about = Block.of(
        tree.title,
        Bullets(tree.texts.not_for) if tree.texts.not_for else None,
        f"{tree.texts.disclaimer} Status: {tree.status}. Nothing you answer leaves this computer.",
    )
    return emergency, about


def answered(walk: Walk) -> Page:
    """The last answer, in full."""
    step = walk.steps[-1]
    options = walk.tree.questions[step.question].options
    said = " · ".join(options[each].wording for each in step.options)
    topic = walk.tree.questions[step.question].topic
    return (Block.of(None, f"{topic}: {said}"),)


def why(walk: Walk) -> Page:
    """Why the question at hand is asked."""
    return (Block.of("Why am I asked this?", walk.tree.questions[walk.at].why),)


def help_page(walk: Walk) -> Page:
    """What counts as an answer to the question at hand, and its lines in full."""
    asked = walk.tree.questions[walk.at]
    lines = tuple(option.wording for option in asked.options.values())
    return Block.of("What counts", asked.help), Block.of("Every line in full", Bullets(lines))


def words(walk: Walk) -> Page:
    """The glossary: the words of the question at hand, or all if it has none of them."""
    asked = walk.tree.questions[walk.at]
    text = " ".join(
        [asked.ask, asked.why, asked.help, *(each.wording for each in asked.options.values())]
    )
    here = {term: says for term, says in walk.tree.glossary.items() if _mentions(text, term)}
    if here:
        return (Block.of("Words in this question", Pairs(tuple(here.items()))),)
    return glossary(walk.tree)


def glossary(tree: Tree) -> Page:
    """Every word that is explained."""
    return (Block.of("Words", Pairs(tuple(tree.glossary.items()))),)


def alarm(walk: Walk, answers: Answers) -> Page:
    """What to do now, if answers brought along raise an emergency flag; else nothing."""
    tree = walk.tree
    alarms = [each for each in raised_by(tree, answers) if each.urgency is Urgency.EMERGENCY]
    if not alarms:
        return ()
    says = tuple(dict.fromkeys(each.flag.says for each in alarms))
    action = Paragraph(tree.urgencies.emergency.action, strong=True)
    told = Paragraph("The answers that you brought along already hold a warning sign:")
    return (Block(None, (action, told, Bullets(says)), urgency=Urgency.EMERGENCY),)


def _mentions(text: str, term: str) -> bool:
    # The glossary writes some terms with an abbreviation: "blood clot (DVT)".
    names = re.split(r"\s*\(|\)", term)
    return any(
        re.search(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE) for name in names if name
    )
