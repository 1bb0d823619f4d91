"""Short ways to write teams, quotas and moves of a plan in force, and to judge whole plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.account import Judgement
from models.limits import Quota, QuotaKind, Team, TeamKind
from models.plan import Hold, Move, Plan, SeatRelease
from models.plan_in_force import Firmness, MoveInForce
from models.scenario import Scenario
from models.workforce import CostOverride, Mode
from planner.audit import audit
from planner.books import books_of


def team(kind: TeamKind, *cohorts: str, minimum: int = 0) -> Team:
    """A team named ``bound``."""
    return Team(id="bound", kind=kind, cohorts=cohorts, minimum=minimum)


def quota(kind: QuotaKind, at: str, heads: int, **changes: Any) -> Quota:
    """A quota of policy named ``cap``, in each period, from the start."""
    defaults = {"id": "cap", "kind": kind, "at": at, "heads": heads, "source": "assumption"}
    return Quota(**{**defaults, **changes})


def in_force(
    heads: int,
    mode: Mode = Mode.TRANSFER,
    period: str = "2027-Q1",
    standing: Firmness = Firmness.PLANNED,
    **changes: Any,
) -> MoveInForce:
    """A move of ``kyc`` to Bengaluru in the plan in force."""
    defaults = {"cohort": "kyc", "destination": "bengaluru"}
    return MoveInForce(
        **{**defaults, **changes}, heads=heads, mode=mode, period=period, standing=standing
    )


def hold(heads: int, mode: Mode = Mode.TRANSFER, period: str = "2027-Q1", **changes: Any) -> Hold:
    """The same, on hold."""
    defaults = {"cohort": "kyc", "destination": "bengaluru"}
    return Hold(**{**defaults, **changes}, heads=heads, mode=mode, period=period)


def listed(office: str = "bengaluru", **figures: Any) -> CostOverride:
    """Figures of ``kyc`` at an office."""
    return CostOverride(cohort="kyc", office=office, **figures)


def release(office: str, seats: int, period: str = "2027-Q1") -> SeatRelease:
    """Seats given up."""
    return SeatRelease(office=office, period=period, seats=seats)


def judged_whole(
    scenario: Scenario,
    moves: Sequence[Move] = (),
    releases: Sequence[SeatRelease] = (),
    holds: Sequence[Hold] = (),
) -> Judgement:
    """What the audit says of moves, releases and holds."""
    plan = Plan(moves=tuple(moves), releases=tuple(releases), holds=tuple(holds))
    return audit(plan, books_of(scenario))
