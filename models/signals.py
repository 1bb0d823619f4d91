"""Dated reports on regulatory matters."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from models.base import Frozen, Id, Text

Grade = Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")]
"""Admiralty code: reliability of the source (A-F), credibility of the report (1-6)."""


class Stage(StrEnum):
    """How far a matter has come."""

    RUMOUR = "rumour"
    DRAFT = "draft"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    CAMPAIGN = "campaign"
    INSPECTION = "inspection"
    PENALTY = "penalty"


class Standing(StrEnum):
    """Whether compliance stands behind a signal."""

    REPORTED = "reported"
    APPROVED = "approved"


class Matter(Frozen):
    """One regulatory matter, however many papers write of it."""

    id: Id
    name: Text
    jurisdiction: Id
    topics: tuple[Id, ...] = Field(min_length=1)


class Signal(Frozen):
    """A dated report on a matter."""

    id: Id
    matter: Id
    grade: Grade
    stage: Stage
    severity: Annotated[float, Field(ge=-10.0, le=10.0)]
    """Push on the log-odds of a case; relief is negative."""
    standing: Standing = Standing.REPORTED
    published_at: AwareDatetime
    recorded_at: AwareDatetime
    effective_from: datetime | None = None
    supersedes: Id | None = None
    source: Text = Field(min_length=1)
