"""Red flags."""

from kneenumb.model.part import Id, Part, Sources, Text
from kneenumb.model.urgency import Urgency


class RedFlag(Part):
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
