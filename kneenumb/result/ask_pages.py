"""What a person reads while they are asked."""

from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Bullets, Page, Paragraph
from kneenumb.page.unchecked import before_the_questions
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
    return emergency, *before_the_questions(tree), about


def answered(walk: Walk) -> Page:
    """The last answer, in full."""
    step = walk.steps[-1]
    options = walk.tree.questions[step.question].options
    said = " · ".join(options[each].wording for each in step.options)
    topic = walk.tree.questions[step.question].topic
    return (Block.of(None, f"{topic}: {said}"),)


def alarm(tree: Tree, answers: Answers) -> Page:
    """What to do now, if answers brought along raise an emergency flag; else nothing."""
    alarms = [each for each in raised_by(tree, answers) if each.urgency is Urgency.EMERGENCY]
    if not alarms:
        return ()
    says = tuple(dict.fromkeys(each.flag.says for each in alarms))
    action = Paragraph(tree.urgencies.emergency.action, strong=True)
    told = Paragraph("The answers that you brought along already hold a warning sign:")
    return (Block(None, (action, told, Bullets(says)), urgency=Urgency.EMERGENCY),)
