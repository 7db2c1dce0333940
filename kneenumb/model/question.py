"""Questions, their options, and the red flags that options raise."""

from typing import Literal

from pydantic import Field

from kneenumb.model.frozen import Bool, FrozenMap, FrozenModel, Id, LineText, Sources, Text
from kneenumb.model.urgency import Urgency


class RedFlag(FrozenModel):
    """Something in an answer that says: be seen faster.

    Its urgency is a floor: the result is never milder. A flag of urgency
    ``emergency`` also names its outcome and ends the questions there.
    """

    urgency: Urgency
    outcome: Id | None = None
    says: Text
    """In the words of a person: what they told us."""
    because: Text
    """Why it matters."""
    sources: Sources


class Option(FrozenModel):
    """One line to choose or tick.

    A *clean* option says that nothing is wrong, an *unsure* one that the
    person cannot tell. In a checklist both stand alone.
    """

    label: LineText
    detail: Text | None = None
    """The full wording, where the label is only its heading."""
    because: LineText
    """What the answer tells, in words for whoever gave it too."""
    note: LineText | None = None
    """What the line is for in the tree. Only those who write and review the tree read this."""
    heading: LineText | None = None
    """Opens a group of options in the menu, this one and those after it."""
    flag: Id | None = None
    """The red flag that this option raises."""
    clean: Bool = False
    unsure: Bool = False
    next: Id | None = None
    """Where to go from here, if not where the question goes."""
    split_from: Id | None = None
    """The option above whose line said this too in an earlier version. It leads where that leads,
    so that answers given to either version have the same result."""
    sources: Sources = ()

    @property
    def wording(self) -> str:
        """All the words of the option."""
        return self.detail or self.label

    @property
    def stands_alone(self) -> bool:
        """Whether no other line of a checklist may be ticked beside it."""
        return self.clean or self.unsure


class Question(FrozenModel):
    """Something to ask. It never has a default answer."""

    section: Id
    kind: Literal["single", "checklist"] = "single"
    topic: LineText
    """A heading made of the question's own words, for lists of answers."""
    ask: Text
    why: Text
    """Why the person is asked this."""
    help: Text
    """What counts and what does not."""
    body_map: Bool = False
    """Whether the options are areas of the body map."""
    next: Id | None = None
    """Where to go from every option that does not say so itself."""
    options: FrozenMap[Id, Option] = Field(min_length=2)
    sources: Sources = ()

    @property
    def is_checklist(self) -> bool:
        """Whether several options may be chosen together."""
        return self.kind == "checklist"

    @property
    def clean(self) -> str | None:
        """The option that says that nothing is wrong, if there is one."""
        return next((name for name, option in self.options.items() if option.clean), None)


class Section(FrozenModel):
    """A group of questions that belong together."""

    title: LineText
    about: Text
