"""Which plans and baselines stand side by side in a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.baselines import Baseline, BaselineName
from models.errors import InputError, Problem
from models.named import NamedPlan
from planner.exports.sides import Side, baseline_side, plan_side
from planner.exports.table import Column, ColumnKind
from planner.exports.words import baseline_title

FEWEST, MOST = 2, 5


@dataclass(frozen=True, slots=True)
class Contender:
    """One column of a comparison."""

    key: str
    title: str
    side: Side

    def column(self, kind: ColumnKind, *, signed: bool = False) -> Column:
        """Return the contender's column of figures."""
        return Column(self.key, self.title, kind, signed)


def lineup(plans: Sequence[NamedPlan]) -> tuple[Contender, ...]:
    """The plans in the order given, then both baselines, once for each that they differ in.

    Raises
    ------
    InputError
        The plans cannot be compared.
    """
    _check_plans(plans)
    return (*contending_plans(plans), *_baselines(plans))


def contending_plans(plans: Sequence[NamedPlan]) -> tuple[Contender, ...]:
    """Return the plans alone, in the order given."""
    return tuple(
        Contender(f"plan_{number}", plan.name, plan_side(plan.result, plan.scenario))
        for number, plan in enumerate(plans, 1)
    )


def _baselines(plans: Sequence[NamedPlan]) -> list[Contender]:
    groups: list[list[NamedPlan]] = []
    for plan in plans:
        same = (group for group in groups if _same_baselines(group[0], plan))
        group = next(same, None)
        if group is None:
            groups.append([plan])
        else:
            group.append(plan)
    alone = len(groups) == 1
    return [
        Contender(
            name.value if alone else f"{name.value}_{number}",
            baseline_title(name) if alone else f"{baseline_title(name)} ({_joined(group)})",
            baseline_side(group[0].result.baselines.of(name), group[0].scenario),
        )
        for number, group in enumerate(groups, 1)
        for name in BaselineName
    ]


def _same_baselines(one: NamedPlan, other: NamedPlan) -> bool:
    return all(
        _shown(one.result.baselines.of(name)) == _shown(other.result.baselines.of(name))
        for name in BaselineName
    )


def _shown(baseline: Baseline) -> tuple[object, ...]:
    """Return what is shown of a baseline; headroom is not shown."""
    judgement = baseline.judgement
    return baseline.plan, baseline.people, judgement.price_list, judgement.violations


def _joined(plans: Sequence[NamedPlan]) -> str:
    return ", ".join(plan.name for plan in plans)


def check_names(names: Sequence[str]) -> None:
    """Refuse to compare fewer or more plans than can stand side by side, and two of one name.

    Raises
    ------
    InputError
        There are not two to five, or a name is given twice.
    """
    if not FEWEST <= len(names) <= MOST:
        message = f"a comparison takes {FEWEST} to {MOST} plans"
        step = "Both baselines stand beside them without being named."
        raise InputError.of(message, found=str(len(names)), next_step=step)
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise InputError([Problem("two plans have the same name", found=name) for name in doubled])


def _check_plans(plans: Sequence[NamedPlan]) -> None:
    check_names([plan.name for plan in plans])
    problems = _unlike("currency", {plan.name: plan.result.currency for plan in plans})
    problems += _unlike("programme", {plan.name: plan.scenario.programme for plan in plans})
    if problems:
        raise InputError(problems)


def _unlike(what: str, values: dict[str, str]) -> list[Problem]:
    if len(set(values.values())) == 1:
        return []
    found = ", ".join(f"{name}: {value}" for name, value in values.items())
    step = f"Compare plans of one {what}."
    return [Problem(f"the plans differ in {what}", found=found, next_step=step)]
