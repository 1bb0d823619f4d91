"""What a solve returns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, field_serializer, field_validator

from models.account import Judgement
from models.base import Frozen, Id, Share, Text
from models.baselines import Baseline, Baselines, People, Saving, YearCash
from models.money import CurrencyCode
from models.plan import Plan, Task, Wave
from models.scenario import Scenario
from models.sensitivity import Sensitivity
from models.uncertainty import BreakEven, Cliff, Fallback, Interval


class Status(StrEnum):
    """How a solve ended."""

    OPTIMAL = "optimal"
    """Proven to be within the gap that was asked for."""
    FEASIBLE = "feasible"
    """A plan, with a wider gap."""
    INFEASIBLE = "infeasible"
    """Proven that no plan exists."""
    NO_PLAN_IN_TIME = "no_plan_in_time"
    INVALID = "invalid"
    """The solver's plan did not pass the audit: a bug, and nothing is shown."""


class SolveRecord(Frozen):
    """What a result was made from, and with which solver and versions."""

    scenario: Id
    scenario_hash: str = Field(pattern=r"^[0-9a-f]{64}$")
    overlays: tuple[Text, ...] = ()
    """Overlays and settings that were laid over the scenario, in order."""
    solver: Id
    seed: int = Field(ge=0)
    asked_gap: Share
    time_limit_seconds: float = Field(ge=0.0)
    versions: dict[Text, Text]


class SecondStage(Frozen):
    """What a plan asks of people, before and after plans of the same cost were looked through.

    Amounts are integers in the smallest unit of the planning currency.
    """

    band: int
    """What the plan may cost more than the cheapest found: the indifference, of the saving."""
    cost: int
    """What it costs more than the cheapest found; below zero where a cheaper one turned up."""
    dismissals_before: int
    dismissals_after: int
    asked_before: int
    """People who are to move with their posts. They are not weighed by how many have to be asked
    for each of them, which is more where few accept."""
    asked_after: int
    moves_before: int
    moves_after: int


def _tuple(value: object) -> object:
    # Behind another validator, JSON is read as Python would be, where a list is not a tuple.
    return tuple(value) if isinstance(value, list) else value


class Clash(Frozen):
    """Rules that cannot all be kept, so that no plan exists."""

    rules: Annotated[tuple[Text, ...], BeforeValidator(_tuple)]
    """Each as a sentence with its figures in the scenario."""
    irreducible: bool
    """Whether a plan is known to exist without any one of them; else the list may be longer than
    necessary, since time ran out."""


class Result(Frozen):
    """A plan, how good it is proven to be, and both baselines beside it.

    Amounts are integers in the smallest unit of ``currency``.
    """

    status: Status
    currency: CurrencyCode
    provenance: SolveRecord
    objective: int | None = None
    bound: int | None = None
    """No plan costs less than this."""
    plan: Plan | None = None
    judgement: Judgement | None = None
    """The audit of the plan."""
    second_stage: SecondStage | None = None
    """How the plan was chosen among those of the same cost; none where nobody moves."""
    baselines: Baselines
    """The best that can be done with nobody moved; it may break rules."""
    saving: Saving | None = None
    """What the plan is worth against the better baseline."""
    people: People | None = None
    cash_by_fiscal_year: tuple[YearCash, ...] = ()
    """One-off cash of the plan in every year of the horizon."""
    waves: tuple[Wave, ...] = ()
    plan_tasks: tuple[Task, ...] = ()
    """What the plan asks to do that the moves of no wave need, by day."""
    sensitivity: Sensitivity | None = None
    """How the plan fares if inputs are off; None if ranges were left out."""
    interval: Interval | None = None
    """Within what range the saving lies in most draws of a sample; None without a sample, or if no
    input that matters has a range."""
    break_even: BreakEven | None = None
    """At what losses the saving is nothing; None if ranges were left out."""
    cliffs: tuple[Cliff, ...] = ()
    """The largest first."""
    fallback: Fallback | None = None
    """None where nobody is asked to move, or enough accept at the low value too."""
    clash: Clash | None = None
    """Where it is proven that no plan exists."""
    wall_seconds: float = 0.0

    @field_validator("clash", mode="before")
    @classmethod
    def _read_clash(cls, value: object) -> object:
        # A list is not known to be irreducible. Plan files have always held lists, mostly empty.
        if isinstance(value, list):
            return Clash(rules=tuple(value), irreducible=False) if value else None
        return value

    @field_serializer("clash")
    def _write_clash(self, clash: Clash | None) -> object:
        if clash is not None and clash.irreducible:
            return clash.model_dump(mode="json")
        return list(clash.rules) if clash is not None else []

    @property
    def cheapest(self) -> int | None:
        """Total of the cheapest plan that was found: the plan may cost more, within the band."""
        if self.objective is None or self.second_stage is None:
            return self.objective
        return self.objective - max(0, self.second_stage.cost)

    @property
    def better_baseline(self) -> Baseline:
        """The baseline of the lower total, of those that keep every rule if one does."""
        return self.baselines.of(self.baselines.better)

    @property
    def gap(self) -> float | None:
        """What the cheapest plan found could still fall by, as a share of its total.

        None where the total is nothing to take a share of, unless the gap is closed.
        """
        if self.cheapest is None or self.bound is None:
            return None
        missing = self.cheapest - self.bound
        if not missing:
            return 0.0
        return missing / abs(self.cheapest) if self.cheapest else None

    @property
    def gap_of_saving(self) -> float | None:
        """The same, as a share of the saving attainable over the better baseline.

        None where the bound leaves no saving to attain, unless the gap is closed.
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
    """A result, judged again from nothing but itself and its scenario."""

    scenario: Scenario
    result: Result
    judgement: Judgement
    """The audit of today."""
    differences: tuple[str, ...]
    """Where the result says something else; empty if it holds."""
