"""Provenance: where a figure comes from and who has approved it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from models.base import Frozen, Text


class Certainty(StrEnum):
    """How certain a fact is."""

    READ = "read"
    """Read in the cited source."""
    SECONDARY = "secondary"
    """Read, but only on a secondary, undated or vendor's page."""
    UNVERIFIED = "unverified"
    """Widely held, not verified."""
    ASSUMPTION = "assumption"
    """Chosen by the author of the scenario."""


class Provenance(Frozen):
    """Where a legal figure comes from and who has approved it."""

    source: Text = Field(min_length=1)
    """Statute, article or page."""
    as_of: date
    """Day on which it was read."""
    certainty: Certainty
    approved_by: Text = ""
    """Role of the person in compliance who approved it; empty until someone does."""

    def __str__(self) -> str:
        approver = self.approved_by or "nobody yet"
        return f"{self.certainty}, {self.as_of}, approved by {approver}: {self.source}"
