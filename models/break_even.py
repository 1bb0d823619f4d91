"""Break-even: how likely what could happen has to be for a plan to pay.

Amounts are integers in the smallest unit of the planning currency.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Factor, Frozen, Id, Share, Text
from models.provenance import Certainty
from models.signals import Stage
from models.uncertainty import BreakEven

Multiplier = Annotated[float, Field(ge=0.0, allow_inf_nan=False)]


class EventLikelihood(Frozen):
    """How likely an event is."""

    before_signals: Share
    """As the scenario gives it: probability within a year, before signals."""
    within_year: Share
    """Probability within a year from the planning date, with the signals known then."""


class LikelihoodRange(Frozen):
    """A range of likelihoods of an event in which the plan pays, both ends included."""

    low: EventLikelihood
    high: EventLikelihood


class MultiplierRange(Frozen):
    """A range of multipliers of all likelihoods in which the plan pays, both ends included."""

    low: Multiplier
    high: Multiplier


class EventBreakEven(Frozen):
    """For which likelihoods of one event a plan pays, all else as it is.

    The event is a case, or an inspection in which several cases can come up. It pays at no
    likelihood if a tuple of ranges is empty, and at any if there is one range from 0 to 1.
    """

    event: Id
    name: Text
    cases: tuple[Id, ...]
    ours: EventLikelihood
    """The one that the plan was made with."""
    low: EventLikelihood | None = None
    """Low end of the assumption's range; None if no range is given."""
    high: EventLikelihood | None = None
    source: Text
    certainty: Certainty
    staying_put: tuple[LikelihoodRange, ...] = ()
    """Where the plan costs less than staying put."""
    staying_plus_measures: tuple[LikelihoodRange, ...] = ()
    """Where it costs less than staying put with the measures that pay at that likelihood."""


class AllEventsBreakEven(Frozen):
    """For which multipliers of all likelihoods, each at most certain, a plan pays."""

    staying_put: tuple[MultiplierRange, ...] = ()
    staying_plus_measures: tuple[MultiplierRange, ...] = ()
    certain_from: Multiplier
    """Multiplier from which every event is certain; ranges end there at the latest."""
    saving_at_low: int | None = None
    """Saving against the better baseline with every likelihood at the low end of its range; None
    if there are no ranges."""
    saving_at_high: int | None = None


class StageSaving(Frozen):
    """What a plan saves if a matter stands at a stage on the planning date, as confirmed."""

    stage: Stage | None
    """None for a matter of which nothing is heard."""
    staying_put: int
    staying_plus_measures: int


class MatterBreakEven(Frozen):
    """At which stages of a regulatory matter a plan pays, all else as it is."""

    matter: Id
    name: Text
    ours: Stage | None
    """Stage that counts on the planning date; None if no signal counts."""
    signal: Id | None = None
    """The signal that counts."""
    source: Text = ""
    approved_by: Text = ""
    """Role of the person who approved that signal; empty if nobody has."""
    stages: tuple[StageSaving, ...]
    """From nothing heard to a penalty."""

    @property
    def flips(self) -> bool:
        """Whether the plan pays at some stages only, against the better baseline at each."""
        return len({min(s.staying_put, s.staying_plus_measures) > 0 for s in self.stages}) > 1


class LossBreakEven(BreakEven):
    """The multiplier of all losses, with the range that the losses' own ranges leave."""

    low: Factor | None = None
    """Expected loss of staying put with every loss at its low end, as a multiple of ours; None
    if no loss has a range."""
    high: Factor | None = None


class BreakEvens(Frozen):
    """When a plan stops paying: by its losses, and by how likely they are."""

    losses: LossBreakEven
    all_events: AllEventsBreakEven
    events: tuple[EventBreakEven, ...] = ()
    """Events that matter: those first that turn the decision within their range, then those that
    turn it at all, then by what they are worth."""
    matters: tuple[MatterBreakEven, ...] = ()
    """Matters that turn the decision, then those that change the saving by more than 1 %."""
    is_complete: bool = True
    """Whether there was time to optimise staying plus measures wherever it could be better. If
    not, the plan may pay in less than the ranges say."""
