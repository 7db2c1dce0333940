"""What is said with everything that comes of a tree that was not checked."""

from kneenumb.model.tree import Tree
from kneenumb.page.block import Block, Page, Paragraph

NOT_CHECKED = "This tree was not checked for safety."


def before_the_questions(tree: Tree) -> Page:
    """What to know before the first question; nothing if the tree is proved."""
    # A line without a frame, as the first screen is small, and the emergency line stands on it.
    warning = Paragraph(f"{NOT_CHECKED} Do not rely on its result.", strong=True)
    return () if tree.is_proved else (Block(None, (warning,)),)


def with_the_result(tree: Tree) -> Page:
    """What to know about a result; nothing if the tree is proved."""
    if tree.is_proved:
        return ()
    warning = Paragraph(f"{NOT_CHECKED} Do not rely on this result.", strong=True)
    # Below an emergency, too, nobody is to take the warning for leave to stay at home.
    advice = Paragraph(
        "It may be too mild: do not take it as a reason to wait. If you are worried, get medical "
        "help whatever it says."
    )
    return (Block(None, (warning, advice), passes=False),)


def in_a_file(tree: Tree) -> str:
    """What to know about answers that were saved, at the start of a case file."""
    return "" if tree.is_proved else f"# {NOT_CHECKED}\n"
