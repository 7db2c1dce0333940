"""Questions and their options."""

from typing import Literal

from pydantic import Field

from kneenumb.model.part import FrozenMap, Id, Line, Mark, Part, Sources, Text


class Option(Part):
    """One line to choose or tick.

    A *clean* option says that nothing is wrong, an *unsure* one that the
    person cannot tell. In a checklist both stand alone.
    """

    label: Line
    detail: Text | None = None
    """The full wording, where the label is only its heading."""
    because: Line
    """What the answer tells a clinician."""
    heading: Line | None = None
    """Opens a group of options in the menu, this one and those after it."""
    flag: Id | None = None
    """The red flag that this option raises."""
    clean: Mark = False
    unsure: Mark = False
    next: Id | None = None
    """Where to go from here, if not where the question goes."""
    sources: Sources = ()

    @property
    def wording(self) -> str:
        """All the words of the option."""
        return self.detail or self.label

    @property
    def stands_alone(self) -> bool:
        """Whether no other line of a checklist may be ticked beside it."""
        return self.clean or self.unsure


class Question(Part):
    """Something to ask. It never has a default answer."""

    section: Id
    kind: Literal["single", "checklist"] = "single"
    topic: Line
    """A heading made of the question's own words, for lists of answers."""
    ask: Text
    why: Text
    """Why the person is asked this."""
    help: Text
    """What counts and what does not."""
    body_map: Mark = False
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


class Section(Part):
    """A group of questions that belong together."""

    title: Line
    about: Text
