"""Plans beside the cheapest: a frontier of trade-offs, and alternatives of similar cost."""

from __future__ import annotations

from planner.analysis.alternatives import alternatives_of
from planner.analysis.frontier import frontier_of

__all__ = ["alternatives_of", "frontier_of"]
