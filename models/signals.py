"""Regulatory matters, and the dated reports on them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from models.base import Factor, Frozen, Id, Moment, Tags, Text
from models.provenance import Certainty

Grade = Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")]
"""Admiralty code: reliability of the source (A-F), credibility of the report (1-6)."""

Severity = Annotated[float, Field(ge=-10.0, le=10.0)]
"""Push on the log-odds of a case, once in force and confirmed; relief is negative."""

HalfLife = Annotated[int, Field(ge=1, le=36500)]
"""Days after which half is left."""


class Stage(StrEnum):
    """How far a matter has come."""

    RUMOUR = "rumour"
    DRAFT = "draft"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    CAMPAIGN = "campaign"
    INSPECTION = "inspection"
    PENALTY = "penalty"


REPORTS = frozenset({Stage.RUMOUR, Stage.DRAFT})
"""Stages before there is law: what is reported of them fades."""

LAW = frozenset({Stage.ADOPTED, Stage.IN_FORCE})
"""Stages of law: they stand until they are superseded."""


class SignalStatus(StrEnum):
    """Whether compliance stands behind a signal."""

    REPORTED = "reported"
    APPROVED = "approved"


class Matter(Frozen):
    """One regulatory matter, however many papers write of it."""

    id: Id
    name: Text
    jurisdiction: Id
    """Where it holds; a scenario without that jurisdiction does not feel it."""
    topics: Annotated[Tags, Field(min_length=1)]
    """Topics whose cases it makes more or less likely."""
    severity: Severity
    """What it would push once in force and confirmed, where a signal does not say otherwise."""
    reason: Text = Field(min_length=1)
    """Why this severity; ``assumption`` where it is one."""


class Signal(Frozen):
    """A dated report on a matter."""

    id: Id
    matter: Id
    about: Text = ""
    """What it says, in a few words."""
    stage: Stage
    grade: Grade
    severity: Severity | None = None
    """Where this report makes the matter more or less severe than its default."""
    published_at: Moment
    """When it was made public; its age counts from here."""
    recorded_at: Moment
    """When it became known here; plans made before do not know of it."""
    effective_from: date | None = None
    """First day in force, of law that has been adopted."""
    supersedes: Id | None = None
    """An earlier signal that this one takes the place of."""
    approved_at: Moment | None = None
    """When compliance stood behind it; only then does it move the plan in force."""
    approved_by: Text = ""
    """Role of whoever approved it."""
    retracted_at: Moment | None = None
    """When it turned out to be wrong."""
    source: Text = Field(min_length=1)
    certainty: Certainty = Certainty.UNVERIFIED
    """How sure it is that the source says so."""

    @model_validator(mode="after")
    def _public_before_it_is_known(self) -> Signal:
        if self.recorded_at < self.published_at:
            raise ValueError(f"recorded_at is before it was published, {self.published_at}")
        return self


class SignalWeights(Frozen):
    """How signals are read: what stages weigh, how fast reports fade, which of them count."""

    counted: SignalStatus = SignalStatus.APPROVED
    """``approved`` for the plan in force; ``reported`` to see what unconfirmed signals would do."""
    rumour: Factor = 0.1
    draft: Factor = 0.5
    adopted: Factor = 0.85
    in_force: Factor = 1.0
    campaign: Factor = 1.2
    """A campaign on a matter in force weighs more than the law alone."""
    inspection: Factor = 2.0
    """Notice of an inspection of one's own house."""
    penalty: Factor = 1.5
    """A peer was penalised."""
    report_half_life_days: HalfLife = 180
    """Rumours and drafts that nothing follows fade."""
    enforcement_half_life_days: HalfLife = 365
    """Inspections and penalties fade more slowly."""
    campaign_half_life_days: HalfLife = 45
    """A campaign raises a quarter, not a decade: the three raids on consultancies of 2023 fell
    within seven weeks. What comes after the horizon keeps none."""

    def of(self, stage: Stage) -> float:
        """What a stage weighs, law in force being 1."""
        weight: float = getattr(self, stage.value)
        return weight

    def half_life_of(self, stage: Stage) -> int | None:
        """Days after which half of a stage is left; none for law, which stands."""
        if stage in LAW:
            return None
        if stage is Stage.CAMPAIGN:
            return self.campaign_half_life_days
        reports = stage in REPORTS
        return self.report_half_life_days if reports else self.enforcement_half_life_days
