"""A change to the plan in force, put to a person for decision."""

from __future__ import annotations

from datetime import date

from models.base import Frozen, Id, Text
from models.plan import Move, Task


class Recommendation(Frozen):
    """A change to the incumbent, with what caused it and when it must be decided."""

    id: str
    revision: str
    """Hash of the planning view it was made from."""
    programme: Id
    move: Move
    worth: int
    """What the objective falls by, in the smallest unit of the planning currency."""
    causes: tuple[Text, ...]
    """Ids of the events that changed its worth since the reference plan."""
    tasks: tuple[Task, ...] = ()
    """What has to be done for it, by day."""
    start_by: date
    expires_on: date
    supersedes: tuple[str, ...] = ()
    """Ids of recommendations on the same cohort that it takes the place of."""
