"""What a case costs if it happens: as a whole, or part by part."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from models.base import Frozen, Id, Text
from models.money import Money
from models.provenance import Certainty


class Loss(Frozen):
    """What a case of one topic costs in one jurisdiction, where the case does not say."""

    jurisdiction: Id
    topic: Id
    loss: Money
    reason: Text = Field(min_length=1)
    """Why this much; ``assumption`` where it is one."""


class LossKind(StrEnum):
    """What a part of a loss is paid for."""

    FINE = "fine"
    """What an authority takes."""
    REMEDIATION = "remediation"
    """Counsel, audits, and putting right what was found."""
    STOPPAGE = "stoppage"
    """Work that stands still, or is done elsewhere at short notice."""
    REBUILD = "rebuild"
    """Systems that have to be built again."""


class LossPart(Frozen):
    """One part of a loss, with a source of its own; the loss is the sum of its parts.

    Of one case, or of all cases of a topic in a jurisdiction that name no loss.
    """

    jurisdiction: Id | None = None
    topic: Id | None = None
    case: Id | None = None
    """The case, where it is of one; jurisdiction and topic are empty then."""
    kind: LossKind
    amount: Money
    source: Text = Field(min_length=1)
    """Statute, case or page; ``assumption`` where it is one."""
    certainty: Certainty = Certainty.ASSUMPTION

    @model_validator(mode="after")
    def _of_a_case_or_of_a_topic(self) -> LossPart:
        given = self.jurisdiction is not None, self.topic is not None
        if given != ((True, True) if self.case is None else (False, False)):
            raise ValueError("a part is of a case, or of a jurisdiction and a topic")
        return self
