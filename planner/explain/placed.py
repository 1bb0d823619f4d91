"""Which placements go along with which redeploys."""

from __future__ import annotations

from models.plan import Move, Placement
from models.scenario import Scenario
from models.workforce import Mode


def places(scenario: Scenario, placement: Placement, move: Move) -> bool:
    """Whether people are placed on the day on which a redeploy's posts leave home."""
    labels = [period.label for period in scenario.periods]
    leaves = labels.index(move.period) + scenario.modes.redeploy.overlap_periods
    day = move.cohort, labels[min(leaves, len(labels) - 1)]
    return move.mode is Mode.REDEPLOY and (placement.cohort, placement.period) == day
