"""What a person decides on a recommendation."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import model_validator

from models.base import Id
from models.decisions import Reason, Verdict
from streams.events.envelope import HeadsTold, OfMove


class RecommendationDecided(OfMove):
    """A decision names the recommendation and the revision that was looked at."""

    type: Literal["recommendation_decided"] = "recommendation_decided"
    version: Literal[3] = 3
    revision: str
    verdict: Verdict
    reason: Reason
    heads: HeadsTold | None = None
    """How many heads are accepted, of all or of a part."""
    until: date | None = None
    """Day up to which it is deferred."""
    by: Id = "unnamed"
    """Role of whoever decided; never a name."""

    @model_validator(mode="after")
    def _says_enough(self) -> RecommendationDecided:
        accepted = self.verdict in {Verdict.ACCEPT, Verdict.PART}
        if accepted != (self.heads is not None):
            raise ValueError("heads go with what is accepted, and only with that")
        if (self.verdict is Verdict.DEFER) != (self.until is not None):
            raise ValueError("until goes with a deferral, and only with that")
        return self
