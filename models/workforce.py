"""Cohorts of posts, their people, and the modes in which posts move."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from models.base import Count, Days, Factor, Frozen, HeadCount, Id, Share, Tags, Text
from models.errors import ContradictionError
from models.money import Money


class Mode(StrEnum):
    """How a post moves."""

    TRANSFER = "transfer"
    """The person moves with the post."""
    REDUNDANCY = "redundancy"
    """Redundancy at home, a hire at the destination."""
    REFILL = "refill"
    """A vacant post is filled at the destination instead of at home."""
    REDEPLOY = "redeploy"
    """A hire at the destination; the person takes a vacant post of the same employer at home."""


class Service(StrEnum):
    """What happens to years of service when a person changes employer."""

    RECOGNISED = "recognised"
    """The new employer recognises them."""
    PAID = "paid"
    """The old employer pays for them as in a redundancy, by statute."""


class ModePolicy(Frozen):
    """Time and output that a mode costs, at every destination."""

    asking_days: Days = 0
    """Days that people have to decide when they are asked to move."""
    service: Service = Service.RECOGNISED
    """Treatment of years of service when a person transfers to another employer."""
    overlap_periods: Annotated[int, Field(ge=0, le=8)] = 0
    """Periods of hand-over, in which the post is filled at both offices."""
    ramp_up_months: Factor = 0.0
    """Months until a newcomer reaches full output."""
    ramp_up_loss: Share = 0.0
    """Share of output lost during the ramp-up."""


class ModePolicies(Frozen):
    """One policy for each mode."""

    transfer: ModePolicy = ModePolicy()
    redundancy: ModePolicy = ModePolicy()
    refill: ModePolicy = ModePolicy()
    redeploy: ModePolicy = ModePolicy()

    @model_validator(mode="after")
    def _no_one_hands_over_a_vacancy(self) -> ModePolicies:
        if self.refill.overlap_periods or self.transfer.overlap_periods:
            raise ValueError(
                "only redundancy and redeploy can overlap; other modes leave nobody to hand over"
            )
        return self

    @model_validator(mode="after")
    def _only_people_who_move_are_asked(self) -> ModePolicies:
        for policy in (self.redundancy, self.refill):
            if policy.asking_days or policy.service is not Service.RECOGNISED:
                raise ValueError("only transfer can have asking_days and service")
        return self

    def of(self, mode: Mode) -> ModePolicy:
        """Policy of one mode."""
        policy: ModePolicy = getattr(self, mode.value)
        return policy


class Role(Frozen):
    """A role family and what it requires of an office."""

    id: Id
    name: Text
    function: Id | None = None
    """Function that the role belongs to, for continuity; empty if it is a function by itself."""
    skills: Tags = ()
    """Skills that a hire must have."""
    languages: Tags = ()
    """Languages that a hire must speak."""
    licences: Tags = ()
    """Licensed activities of the post; the office must hold these licences in every mode."""


class Cohort(Frozen):
    """Interchangeable posts of one role, one entity, one office; never a person."""

    id: Id
    name: Text = Field(default="", exclude_if=lambda name: not name)
    """What people call it, in any script; empty for its id."""
    role: Id
    entity: Id
    """Employer today."""
    office: Id
    """Home office."""
    posts: Count
    """Posts at the planning date."""
    vacant: Count = 0
    """Open requisitions among them."""
    attrition: Share = 0.0
    """Share of the people at home who resign within a year."""
    must_stay: Count = 0
    """Posts that must stay at the home office."""
    must_go: Count = 0
    """Posts that must have left the home office by the last period."""
    at_risk: bool = False
    """Whether people in these posts may be detained or barred from leaving."""
    protected: Count | None = None
    """Posts whose holders may not be dismissed; empty if they have not been counted."""
    exit_barred: Count | None = None
    """Posts whose holders may not leave the jurisdiction; empty if they have not been counted."""
    only_to: Tags = ()
    """Offices the posts may go to; empty for any."""
    never_to: Tags = ()
    """Offices the posts may not go to."""
    seats_per_head: Annotated[float, Field(ge=0.0, le=10_000.0)] = 1.0
    """Seats that one post takes, to a thousandth."""

    @model_validator(mode="after")
    def _parts_of_the_posts(self) -> Cohort:
        for name in ("vacant", "must_stay", "must_go", "protected", "exit_barred"):
            if (getattr(self, name) or 0) > self.posts:
                words = f"{name} ({getattr(self, name)}) exceeds posts ({self.posts})"
                raise ContradictionError(words, f"{name} exceeds posts")
        if self.must_stay + self.must_go > self.posts:
            raise ValueError("must_stay and must_go add up to more than posts")
        return self


class HeadcountStep(Frozen):
    """Number of posts of a cohort from a date on."""

    cohort: Id
    effective_from: date
    posts: Count


class ServiceBand(Frozen):
    """Posts of a cohort with the same length of service and wage."""

    cohort: Id
    posts: HeadCount
    years: Annotated[int, Field(ge=0, le=80)]
    """Full years of service at the planning date."""
    months: Annotated[int, Field(ge=0, le=11)] = 0
    """Months beyond the full years."""
    monthly_wage: Money
    """Average of the last twelve months, with bonus and allowances."""


class PayRate(Frozen):
    """Full yearly cost of one post of a role at an office."""

    role: Id
    office: Id
    annual: Money


class CostOverride(Frozen):
    """Figures of one cohort at one office that override the other tables."""

    cohort: Id
    office: Id
    one_off: Money | None = None
    """Full one-off cost of each post that lands there, in any mode."""
    annual: Money | None = None
    """Full yearly cost of one post there."""
    seats_per_head: Annotated[float, Field(ge=0.0, le=10_000.0)] | None = None


class PlaceKind(StrEnum):
    """Kind of place that residual presence is counted at."""

    OFFICE = "office"
    ENTITY = "entity"
    JURISDICTION = "jurisdiction"


class ResidualPresence(Frozen):
    """Posts of certain roles that must remain at a place."""

    id: Id
    name: Text
    roles: Tags = Field(min_length=1)
    place: PlaceKind
    at: Id
    """The office, entity or jurisdiction."""
    posts: HeadCount
    """Posts that must be filled there in every period."""
    dataset: Id | None = None
    """The system they run. The rule then applies from MLPS level 2 on, and while the dataset is
    stored there; empty if it always applies."""
    source: Text = Field(min_length=1)
    """Statute or policy that requires it."""
    law: bool = True
    """Whether law rather than policy requires it."""


class Substitute(Frozen):
    """People of one role can take vacant posts of another, after some retraining."""

    role_from: Id
    """Role of the people whose posts move away."""
    role_to: Id
    """Role of the vacant posts; it may be the same role."""
    acceptance: Share
    """Share of a cohort's people who accept such a post when it is offered."""
    retraining: Money | None = None
    """Cost of retraining per person; empty for no cost."""
    retraining_months: Factor = 0.0
    """Months until the person reaches full output in the new post."""
    retraining_loss: Share = 0.0
    """Share of output lost during those months."""
