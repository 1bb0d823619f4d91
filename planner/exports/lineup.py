"""Who stands in a comparison: staying put, then each plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.account import Judgement
from models.errors import InputError, Problem
from models.result import Result
from models.scenario import Scenario
from planner.exports.figures import Side, baseline_side, plan_side
from planner.exports.table import Column, Kind

FEWEST, MOST = 2, 5


@dataclass(frozen=True, slots=True)
class NamedPlan:
    """A plan under the name that readers know it by."""

    name: str
    scenario: Scenario
    result: Result


@dataclass(frozen=True, slots=True)
class Contender:
    """One column of a comparison."""

    key: str
    title: str
    side: Side
    baseline: Judgement | None = None
    """What a plan is held against; None for staying put itself."""

    def column(self, kind: Kind, *, signed: bool = False) -> Column:
        """Return the contender as a column of figures."""
        return Column(self.key, self.title, kind, signed)


def lineup(plans: Sequence[NamedPlan]) -> tuple[Contender, ...]:
    """Staying put, once for each that the plans differ in, then the plans in the order given.

    Raises
    ------
    InputError
        The plans cannot be compared.
    """
    _check(plans)
    return (*_staying_put(plans), *contending_plans(plans))


def contending_plans(plans: Sequence[NamedPlan]) -> tuple[Contender, ...]:
    """Return the plans alone, in the order given."""
    return tuple(
        Contender(
            f"plan_{number}",
            plan.name,
            plan_side(plan.result, plan.scenario),
            plan.result.better_baseline.judgement,
        )
        for number, plan in enumerate(plans, 1)
    )


def _staying_put(plans: Sequence[NamedPlan]) -> list[Contender]:
    groups: list[list[NamedPlan]] = []
    for plan in plans:
        same = (group for group in groups if _same_baseline(group[0], plan))
        group = next(same, None)
        if group is None:
            groups.append([plan])
        else:
            group.append(plan)
    if len(groups) == 1:
        return [_baseline("baseline", "Staying put", groups[0][0])]
    return [
        _baseline(f"baseline_{number}", f"Staying put ({_names(group)})", group[0])
        for number, group in enumerate(groups, 1)
    ]


def _baseline(key: str, title: str, plan: NamedPlan) -> Contender:
    return Contender(key, title, baseline_side(plan.result, plan.scenario))


def _same_baseline(one: NamedPlan, other: NamedPlan) -> bool:
    same_scenario = one.scenario.hash == other.scenario.hash
    return same_scenario and one.result.baselines == other.result.baselines


def _names(plans: Sequence[NamedPlan]) -> str:
    return ", ".join(plan.name for plan in plans)


def _check(plans: Sequence[NamedPlan]) -> None:
    if not FEWEST <= len(plans) <= MOST:
        raise InputError(
            [
                Problem(
                    f"a comparison takes {FEWEST} to {MOST} plans",
                    found=str(len(plans)),
                    next_step="Staying put stands beside them without being named.",
                )
            ]
        )
    names = [plan.name for plan in plans]
    doubled = sorted({name for name in names if names.count(name) > 1})
    problems = [Problem("two plans have the same name", found=name) for name in doubled]
    problems += _unlike("currency", {plan.name: plan.result.currency for plan in plans})
    problems += _unlike("programme", {plan.name: plan.scenario.programme for plan in plans})
    if problems:
        raise InputError(problems)


def _unlike(what: str, values: dict[str, str]) -> list[Problem]:
    if len(set(values.values())) == 1:
        return []
    found = ", ".join(f"{name}: {value}" for name, value in values.items())
    step = f"Compare plans of one {what}."
    return [Problem(f"the plans differ in {what}", found=found, next_step=step)]
