"""Result of a solve."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator

from models.account import Judgement
from models.base import Frozen, Id, Share, Text, written_as
from models.baselines import Baseline, Baselines, People, Saving, YearCash
from models.choices import Solver
from models.clash import Clash, read_clash
from models.explanations import NO_EXPLANATIONS, Explanations
from models.money import CurrencyCode
from models.plan import Plan, Task, Wave
from models.scenario import Scenario
from models.sensitivity import Sensitivity
from models.uncertainty import BreakEven, Cliff, Fallback, Interval


class Status(StrEnum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    """A plan, proven to be within the requested gap."""
    FEASIBLE = "feasible"
    """A plan, with a gap wider than requested."""
    INFEASIBLE = "infeasible"
    """Proven that no plan exists."""
    NO_PLAN_IN_TIME = "no_plan_in_time"
    INVALID = "invalid"
    """The solver's plan failed the audit, which is a bug, and no lawful one is at hand."""


class SolveRecord(Frozen):
    """Inputs, solver and versions behind a result."""

    scenario: Id
    scenario_hash: str = Field(pattern=r"^[0-9a-f]{64}$")
    overlays: tuple[Text, ...] = ()
    """Overlays and settings applied to the scenario, in order."""
    solver: Id
    seed: int = Field(ge=0)
    asked_gap: Share
    time_limit_seconds: float = Field(ge=0.0)
    versions: dict[Text, Text]


class SecondStage(Frozen):
    """What a plan asks of people, before and after the second stage chose among near-equal plans.

    Amounts are integers in the smallest unit of the planning currency.
    """

    band: int
    """Most that the plan may cost above the cheapest plan found: the indifference times the
    saving."""
    cost: int
    """Cost above that of the cheapest plan found; below zero if a cheaper plan turned up."""
    dismissals_before: int
    dismissals_after: int
    transferred_before: Annotated[int, written_as("asked_before")]
    """People who move with their posts, before. How many have to be asked for each of them is not
    counted here."""
    transferred_after: Annotated[int, written_as("asked_after")]
    moves_before: int
    moves_after: int


class Result(Frozen):
    """A plan, its proven bound, and both baselines.

    Amounts are integers in the smallest unit of ``currency``.
    """

    status: Status
    currency: CurrencyCode
    provenance: SolveRecord
    objective: int | None = None
    bound: int | None = None
    """Lower bound: it is proven that no plan costs less."""
    plan: Plan | None = None
    judgement: Judgement | None = None
    """The audit of the plan."""
    second_stage: SecondStage | None = None
    """How the plan was chosen among plans of nearly the same cost; None if nobody moves."""
    baselines: Baselines
    """The best that can be done while nobody moves. A baseline may break rules."""
    saving: Saving | None = None
    """What the plan saves against the better baseline."""
    people: People | None = None
    cash_by_fiscal_year: tuple[YearCash, ...] = ()
    """One-off cash of the plan in each fiscal year of the horizon."""
    waves: tuple[Wave, ...] = ()
    plan_tasks: tuple[Task, ...] = ()
    """Tasks of the plan that no wave needs, by day."""
    sensitivity: Sensitivity | None = None
    """What the plan saves at the ends of the inputs' ranges; None if ranges were left out."""
    interval: Interval | None = None
    """Range of the saving in most draws of a sample; None without a sample, or if no input that
    matters has a range."""
    break_even: BreakEven | None = None
    """Multiplier of all losses at which the saving is zero; None if ranges were left out."""
    cliffs: tuple[Cliff, ...] = ()
    """Cliffs, the largest first."""
    fallback: Fallback | None = None
    """None if nobody is asked to move, or if enough people accept at the low value too."""
    clash: Clash | None = None
    """Limits in conflict, if it is proven that no plan exists."""
    explanations: Explanations = NO_EXPLANATIONS
    """What has been asked about the plan since, with the answers."""
    wall_seconds: float = 0.0

    @field_validator("clash", mode="before")
    @classmethod
    def _read_clash(cls, value: object) -> object:
        return read_clash(value)

    @property
    def is_of_fixed_effort(self) -> bool:
        """Whether steps ended the search, not a clock: then it took no seconds."""
        return self.provenance.solver == Solver.SEARCH and not self.wall_seconds

    @property
    def audited_judgement(self) -> Judgement | None:
        """The audit of the plan; None if there is no plan, or one that did not pass."""
        return None if self.plan is None or self.status is Status.INVALID else self.judgement

    @property
    def audited_plan(self) -> Plan | None:
        """The plan, if it may be shown: it was audited, and passed."""
        return None if self.audited_judgement is None else self.plan

    @property
    def cheapest(self) -> int | None:
        """Total of the cheapest plan found. The plan itself may cost more, within the band."""
        if self.objective is None or self.second_stage is None:
            return self.objective
        return self.objective - max(0, self.second_stage.cost)

    @property
    def better_baseline(self) -> Baseline:
        """The cheaper baseline, among those that keep every rule if there is one."""
        return self.baselines.of(self.baselines.better)

    @property
    def gap(self) -> float | None:
        """Largest possible improvement on the cheapest plan found, as a share of its total.

        None if the total is zero, unless the gap is closed.
        """
        if self.cheapest is None or self.bound is None:
            return None
        missing = self.cheapest - self.bound
        if not missing:
            return 0.0
        return missing / abs(self.cheapest) if self.cheapest else None

    @property
    def gap_of_saving(self) -> float | None:
        """The same, as a share of the saving that is attainable over the better baseline.

        None if the bound leaves no saving to attain, unless the gap is closed.
        """
        if self.cheapest is None or self.bound is None:
            return None
        missing = self.cheapest - self.bound
        attainable = self.better_baseline.judgement.total - self.bound
        if not missing:
            return 0.0
        return missing / attainable if attainable > 0 else None


@dataclass(frozen=True, slots=True)
class Verification:
    """A result, judged again from its plan and its scenario alone."""

    scenario: Scenario
    result: Result
    judgement: Judgement
    """The audit of today."""
    differences: tuple[str, ...]
    """Differences between the stored result and the new audit; empty if there are none."""
