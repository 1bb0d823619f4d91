"""What could happen, how likely it is before signals, and what it costs."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from models.base import Frozen, Id, Share, Text
from models.data import DataClasses
from models.money import Money
from models.provenance import Certainty


class Loss(Frozen):
    """Default loss of the cases of one topic in one jurisdiction."""

    jurisdiction: Id
    topic: Id
    loss: Money
    reason: Text = Field(min_length=1)
    """Reason for the amount; ``assumption`` for an assumption."""


class LossKind(StrEnum):
    """Kind of a part of a loss."""

    FINE = "fine"
    """Penalties of an authority."""
    REMEDIATION = "remediation"
    """Counsel, audits, and correction of what was found."""
    STOPPAGE = "stoppage"
    """Work that stops, or is done elsewhere at short notice."""
    REBUILD = "rebuild"
    """Systems that have to be rebuilt."""


class LossPart(Frozen):
    """One part of a loss, with a source of its own; the loss is the sum of its parts.

    It belongs to one case, or to all cases of a topic in a jurisdiction that give no loss
    themselves.
    """

    jurisdiction: Id | None = None
    topic: Id | None = None
    case: Id | None = None
    """The case it belongs to; jurisdiction and topic are then empty."""
    kind: LossKind
    amount: Money
    source: Text = Field(min_length=1)
    """Statute, case or page; ``assumption`` for an assumption."""
    certainty: Certainty = Certainty.ASSUMPTION

    @model_validator(mode="after")
    def _of_a_case_or_of_a_topic(self) -> LossPart:
        given = self.jurisdiction is not None, self.topic is not None
        if given != ((True, True) if self.case is None else (False, False)):
            raise ValueError("give either a case, or a jurisdiction and a topic")
        return self


class Channel(StrEnum):
    """How the loss of a topic depends on the plan."""

    PRESENCE = "presence"
    """At stake while anyone who handles the data is there, and afterwards for records kept."""
    EXPORT = "export"
    """At stake while data leaves the jurisdiction; routes and measures reduce it."""
    PEOPLE = "people"
    """In proportion to the people who are still there."""
    EXIT = "exit"
    """Once for each post, when it leaves the jurisdiction."""


_BY_HEAD = {Channel.PEOPLE, Channel.EXIT}


class Topic(Frozen):
    """A matter that a regulator can act on, and how its loss depends on the plan.

    The loss has three parts: ``fixed_share`` is at stake while anyone concerned is there,
    ``per_head_share`` falls with the number of posts concerned, and ``tail_share`` remains once
    nobody is there.
    """

    id: Id
    name: Text
    channel: Channel
    data_classes: DataClasses
    """A cohort is concerned if it can reach data of one of these classes."""
    fixed_share: Share = 0.0
    per_head_share: Share = 0.0
    tail_share: Share = 0.0

    @model_validator(mode="after")
    def _never_more_than_one_loss(self) -> Topic:
        if self.fixed_share + self.per_head_share > 1:
            raise ValueError("fixed_share and per_head_share add up to more than one loss")
        if self.tail_share > self.fixed_share:
            raise ValueError("tail_share exceeds fixed_share: leaving would raise the exposure")
        if self.channel in _BY_HEAD and (self.fixed_share or self.tail_share):
            raise ValueError(f"the {self.channel} channel has a per_head_share only")
        if self.channel is Channel.EXPORT and (self.per_head_share or self.tail_share):
            raise ValueError("the export channel has a fixed_share only")
        return self


class Inspection(Frozen):
    """One event in which several cases can come up.

    A signal that makes one of its cases more likely makes the inspection more likely. An inspection
    ends in at most one of its cases, so the shares of its cases add up to at most one.
    """

    id: Id
    entity: Id
    jurisdiction: Id
    name: Text
    likelihood: Share | None = None
    """Probability within a year, before signals; empty for that of its base rate."""
    base_rate: Id | None = None
    source: Text = Field(min_length=1)
    """Where the likelihood comes from; ``assumption`` for an assumption."""

    @model_validator(mode="after")
    def _likely_somehow(self) -> Inspection:
        if (self.likelihood, self.base_rate) == (None, None):
            raise ValueError("an inspection needs a likelihood or a base_rate")
        return self


class Case(Frozen):
    """What could happen to one entity in one jurisdiction on one topic."""

    id: Id
    entity: Id
    jurisdiction: Id
    topic: Id
    likelihood: Share | None = None
    """Probability within a year, before signals raise or lower it; empty for that of its base rate
    or inspection."""
    base_rate: Id | None = None
    """Base rate behind the likelihood; signals move the likelihood within its interval."""
    inspection: Id | None = None
    """Inspection in which the case would come up."""
    share: Share | None = None
    """Share of inspections that end in this case."""
    loss: Money | None = None
    """Cost if it happens: penalty, disruption, remediation. Empty for the sum of its parts, or for
    the default of its jurisdiction and topic."""
    source: Text = Field(min_length=1)
    """Where likelihood and loss come from; ``assumption`` for an assumption."""

    @model_validator(mode="after")
    def _one_event(self) -> Case:
        if (self.inspection is None) != (self.share is None):
            raise ValueError("inspection and share go together")
        if self.inspection is not None and (self.likelihood, self.base_rate) != (None, None):
            raise ValueError("leave likelihood out: the case has that of its inspection")
        if (self.likelihood, self.base_rate, self.inspection) == (None, None, None):
            raise ValueError("a case needs a likelihood, a base_rate or an inspection")
        return self
