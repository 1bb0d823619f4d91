"""What could happen, how likely it is before signals, and what it costs."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from models.base import Frozen, Id, Share, Text
from models.data import DataClasses
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


class Channel(StrEnum):
    """The one way in which a topic becomes money."""

    PRESENCE = "presence"
    """While anyone who handles the data is there, and after, for records kept."""
    EXPORT = "export"
    """While data leaves the jurisdiction, by route and measures."""
    PEOPLE = "people"
    """By the share of people still there."""
    EXIT = "exit"
    """Once for each head, when it leaves the jurisdiction."""


_BY_HEAD = {Channel.PEOPLE, Channel.EXIT}


class Topic(Frozen):
    """A matter that a regulator can act on, and how its loss depends on the plan.

    Of one loss, ``fixed_share`` is at stake while anyone concerned is there, ``per_head_share``
    falls with the heads concerned, and ``tail_share`` remains once nobody is.
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
    """One event that several matters can come up in: the cases of an inspection share it.

    Whatever makes one of its cases more likely makes the inspection more likely, and what it ends
    in is drawn once: shares of its cases add up to one at most.
    """

    id: Id
    entity: Id
    jurisdiction: Id
    name: Text
    likelihood: Share | None = None
    """Probability within a year, before signals; none for that of its base rate."""
    base_rate: Id | None = None
    source: Text = Field(min_length=1)
    """Where the likelihood comes from; ``assumption`` where it is one."""

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
    """Probability within a year, before what signals add to it or take from it; none for that of
    its base rate or inspection."""
    base_rate: Id | None = None
    """How often it happened to firms of a kind; signals move the likelihood within its interval."""
    inspection: Id | None = None
    """The event in which it would come up."""
    share: Share | None = None
    """Share of such inspections that end in this case."""
    loss: Money | None = None
    """What it would cost if it happened: penalty, disruption, remediation; none for the sum of its
    parts, or for the default of its jurisdiction and topic."""
    source: Text = Field(min_length=1)
    """Where likelihood and loss come from; ``assumption`` where they are one."""

    @model_validator(mode="after")
    def _one_event(self) -> Case:
        if (self.inspection is None) != (self.share is None):
            raise ValueError("inspection and share go together")
        if self.inspection is not None and (self.likelihood, self.base_rate) != (None, None):
            raise ValueError("a case of an inspection has its likelihood: leave likelihood out")
        if (self.likelihood, self.base_rate, self.inspection) == (None, None, None):
            raise ValueError("a case needs a likelihood, a base_rate or an inspection")
        return self
