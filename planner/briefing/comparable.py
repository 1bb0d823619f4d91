"""Which plans a briefing can be made of."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import InputError, Problem
from models.named import NamedPlan, NamedScenario

MOST_PLANS = 5


def check_comparable(plans: Sequence[NamedPlan], common: NamedScenario | None) -> None:
    """Refuse plans that cannot stand side by side.

    Raises
    ------
    InputError
        There is none or more than five, a name is given twice, or they and the scenario that they
        are valued in differ in currency or programme.
    """
    if not 1 <= len(plans) <= MOST_PLANS:
        step = "Both baselines stand beside them without being named."
        message = f"a comparison takes 1 to {MOST_PLANS} plans"
        raise InputError.of(message, found=str(len(plans)), next_step=step)
    names = [plan.name for plan in plans]
    problems = [
        Problem("two plans have the same name", found=name)
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    scenarios = [(plan.name, plan.scenario) for plan in plans]
    if common is not None:
        scenarios.append((common.name, common.scenario))
    problems += _unlike("currency", [(name, of.currency) for name, of in scenarios])
    problems += _unlike("programme", [(name, of.programme) for name, of in scenarios])
    if problems:
        raise InputError(problems)


def _unlike(what: str, values: Sequence[tuple[str, str]]) -> list[Problem]:
    if len({value for _, value in values}) == 1:
        return []
    found = ", ".join(f"{name}: {value}" for name, value in values)
    step = f"Compare plans of one {what}."
    return [Problem(f"the plans differ in {what}", found=found, next_step=step)]
