"""What a solve returns."""

from __future__ import annotations

from enum import StrEnum

from models.account import Judgement
from models.base import Frozen, Id, Text
from models.baselines import Baseline, Baselines
from models.money import CurrencyCode
from models.people import People
from models.plan import Plan, Wave
from models.sensitivity import Sensitivity
from models.value import Saving, YearCash


class Status(StrEnum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    """Proven to be within the asked gap."""
    FEASIBLE = "feasible"
    """A plan, with a wider gap."""
    INFEASIBLE = "infeasible"
    """Proven that no plan exists."""
    NO_PLAN_IN_TIME = "no_plan_in_time"
    INVALID = "invalid"
    """The solver's plan did not pass the audit: a bug, and nothing is shown."""


class Provenance(Frozen):
    """What a result was made from and with."""

    scenario: Id
    scenario_hash: str
    overlays: tuple[Text, ...] = ()
    """Overlays and settings that were laid over the scenario, in order."""
    solver: Id
    seed: int
    asked_gap: float
    time_limit_seconds: float
    versions: dict[str, str]


class Result(Frozen):
    """A plan, how good it is proven to be, and both baselines beside it.

    Amounts are integers in the smallest unit of ``currency``.
    """

    status: Status
    currency: CurrencyCode
    provenance: Provenance
    objective: int | None = None
    bound: int | None = None
    """No plan costs less than this."""
    plan: Plan | None = None
    judgement: Judgement | None = None
    """The audit of the plan."""
    baselines: Baselines
    """The best that can be done with nobody moved; it may break rules."""
    saving: Saving | None = None
    """What the plan is worth against the better baseline."""
    people: People | None = None
    cash_by_fiscal_year: tuple[YearCash, ...] = ()
    """One-off cash of the plan in every year of the horizon."""
    waves: tuple[Wave, ...] = ()
    sensitivity: Sensitivity | None = None
    """How the plan fares if inputs are off; none where nobody asked."""
    clash: tuple[Text, ...] = ()
    """Where no plan exists: the rules that cannot all be kept."""
    wall_seconds: float = 0.0

    @property
    def better_baseline(self) -> Baseline:
        """The baseline of the lower total."""
        return self.baselines.of(self.baselines.better)

    @property
    def gap(self) -> float | None:
        """What the objective could still fall by, as a share of it.

        None where the objective is nothing to take a share of, unless the gap is closed.
        """
        if self.objective is None or self.bound is None:
            return None
        missing = self.objective - self.bound
        if not missing:
            return 0.0
        return missing / abs(self.objective) if self.objective else None

    @property
    def gap_of_saving(self) -> float | None:
        """The same, as a share of the saving attainable over the better baseline.

        None where the bound leaves no saving to attain, unless the gap is closed.
        """
        if self.objective is None or self.bound is None:
            return None
        missing = self.objective - self.bound
        attainable = self.better_baseline.judgement.total - self.bound
        if not missing:
            return 0.0
        return missing / attainable if attainable > 0 else None
