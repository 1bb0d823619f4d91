"""Judges a plan and its baselines at other values of inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from models.baselines import BaselineName
from models.plan import Plan
from models.scenario import Scenario
from models.sensitivity import Judged
from planner.sensitivity.accounts import PlanAccount, accounts_of
from planner.sensitivity.uncertain import InputValue, Uncertain


@dataclass(frozen=True)
class PlanAndBaselines:
    """A plan and its baselines, which stay the same at all values."""

    plan: Plan
    staying_put: Plan
    staying_plus_measures: Plan

    @property
    def all(self) -> tuple[Plan, Plan, Plan]:
        """All three, the plan first."""
        return self.plan, self.staying_put, self.staying_plus_measures


@dataclass(frozen=True, eq=False)
class Judge:
    """Judges a plan and its baselines at other values of inputs."""

    scenario: Scenario
    accounts_at: Callable[[tuple[InputValue, ...]], Sequence[PlanAccount]]
    """Accounts of the plan, of staying put and of staying plus measures, with some inputs at other
    values."""

    def at(self, values: Iterable[InputValue]) -> Judged:
        """Judge at other values of inputs.

        Raises
        ------
        ValueError
            The scenario is not valid at these values.
        InputError
            An amount is too large to calculate with.
        """
        return judged_of(self.accounts_at(tuple(values)))

    def at_base(self) -> Judged:
        """Judge with all inputs as they are."""
        return self.at(())


def judge_of(scenario: Scenario, plans: PlanAndBaselines, inputs: Sequence[Uncertain]) -> Judge:
    """A judge for a scenario with uncertain inputs.

    Parameters
    ----------
    scenario
        The scenario that the plans were made for.
    plans
        A plan and its baselines.
    inputs
        Those with a range.
    """
    return Judge(scenario, accounts_of(scenario, plans.all, inputs).at)


def judged_of(accounts: Sequence[PlanAccount]) -> Judged:
    """What is said of a plan by its account and those of both baselines, in this order."""
    plan, put, plus = accounts
    pairs = zip(BaselineName, (put, plus), strict=True)
    return Judged(
        total=plan.total,
        staying_put=put.total,
        staying_plus_measures=plus.total,
        broken=plan.broken,
        unlawful=tuple(name for name, account in pairs if account.broken),
    )
