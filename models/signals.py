"""Regulatory matters and signals, the dated reports on them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from models.base import Factor, Frozen, Id, Moment, Tags, Text
from models.provenance import Certainty

Grade = Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")]
"""Admiralty code: reliability of the source (A-F) and credibility of the report (1-6)."""

Severity = Annotated[float, Field(ge=-10.0, le=10.0)]
"""Push on the log-odds of a case once in force and confirmed; negative for relief."""

HalfLife = Annotated[int, Field(ge=1, le=36500)]
"""Half-life in days."""


class Stage(StrEnum):
    """Stage that a matter has reached."""

    RUMOUR = "rumour"
    DRAFT = "draft"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    CAMPAIGN = "campaign"
    INSPECTION = "inspection"
    PENALTY = "penalty"


REPORTS = frozenset({Stage.RUMOUR, Stage.DRAFT})
"""Stages before law: reports of them fade with time."""

LAW = frozenset({Stage.ADOPTED, Stage.IN_FORCE})
"""Stages of law: they stay in effect until superseded."""


class SignalStatus(StrEnum):
    """Whether compliance has approved a signal."""

    REPORTED = "reported"
    APPROVED = "approved"


class Matter(Frozen):
    """One regulatory matter, however many reports there are on it."""

    id: Id
    name: Text
    jurisdiction: Id
    """Where it applies; it has no effect on a scenario without that jurisdiction."""
    topics: Annotated[Tags, Field(min_length=1)]
    """Topics whose cases it makes more or less likely."""
    severity: Severity
    """Its push once in force and confirmed, unless a signal says otherwise."""
    reason: Text = Field(min_length=1)
    """Reason for this severity; ``assumption`` for an assumption."""


class Signal(Frozen):
    """A dated report on a matter."""

    id: Id
    matter: Id
    about: Text = ""
    """The report in a few words."""
    stage: Stage
    grade: Grade
    severity: Severity | None = None
    """Severity according to this report; empty for the matter's default."""
    published_at: Moment
    """When it was published; its age counts from then."""
    recorded_at: Moment
    """When it became known here; plans made earlier do not use it."""
    effective_from: date | None = None
    """First day in force of an adopted law."""
    supersedes: Id | None = None
    """An earlier signal that this one replaces."""
    approved_at: Moment | None = None
    """When compliance approved it; only approved signals move the plan in force."""
    approved_by: Text = ""
    """Role of the person who approved it."""
    retracted_at: Moment | None = None
    """When it turned out to be wrong."""
    source: Text = Field(min_length=1)
    certainty: Certainty = Certainty.UNVERIFIED
    """How certain it is that the source says so."""

    @model_validator(mode="after")
    def _public_before_it_is_known(self) -> Signal:
        if self.recorded_at < self.published_at:
            raise ValueError(f"recorded_at is earlier than published_at, {self.published_at}")
        return self


class SignalWeights(Frozen):
    """How signals count: weights of stages, half-lives of reports, required status."""

    counted: SignalStatus = SignalStatus.APPROVED
    """``approved`` for the plan in force; ``reported`` to see the effect of unapproved signals."""
    rumour: Factor = 0.1
    draft: Factor = 0.5
    adopted: Factor = 0.85
    in_force: Factor = 1.0
    campaign: Factor = 1.2
    """A campaign on a matter in force weighs more than the law alone."""
    inspection: Factor = 2.0
    """Notice of an inspection of the company itself."""
    penalty: Factor = 1.5
    """A peer company was penalised."""
    report_half_life_days: HalfLife = 180
    """Half-life of rumours and drafts."""
    enforcement_half_life_days: HalfLife = 365
    """Half-life of inspections and penalties, which fade more slowly."""
    campaign_half_life_days: HalfLife = 45
    """Half-life of campaigns, which are short: the three raids on consultancies of 2023 fell within
    seven weeks. They have no effect after the horizon."""

    def of(self, stage: Stage) -> float:
        """Weight of a stage; law in force weighs 1."""
        weight: float = getattr(self, stage.value)
        return weight

    def half_life_of(self, stage: Stage) -> int | None:
        """Half-life of a stage in days; None for law, which does not fade."""
        if stage in LAW:
            return None
        if stage is Stage.CAMPAIGN:
            return self.campaign_half_life_days
        reports = stage in REPORTS
        return self.report_half_life_days if reports else self.enforcement_half_life_days
