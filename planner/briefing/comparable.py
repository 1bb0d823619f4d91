"""Which plans a briefing can be made of."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import InputError, Problem
from models.named import NamedPlan, NamedScenario

FEWEST_COMPARED, MOST_PLANS = 2, 5
"""Number of plans in a comparison; a paper may be on one plan alone."""


def check_names(names: Sequence[str], fewest: int = 1) -> None:
    """Refuse fewer or more plans than can stand side by side, and two of one name.

    Raises
    ------
    InputError
        There are too few or more than five, or a name is given twice.
    """
    if not fewest <= len(names) <= MOST_PLANS:
        step = "Both baselines stand beside them without being named."
        message = f"a comparison takes {fewest} to {MOST_PLANS} plans"
        raise InputError.of(message, found=str(len(names)), next_step=step)
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise InputError([Problem("two plans have the same name", found=name) for name in doubled])


def check_comparable(plans: Sequence[NamedPlan], common: NamedScenario | None) -> None:
    """Refuse plans that cannot stand side by side.

    Raises
    ------
    InputError
        As for `check_names`; or they and the scenario that they are valued in differ in currency or
        programme.
    """
    check_names([plan.name for plan in plans])
    scenarios = [(plan.name, plan.scenario) for plan in plans]
    if common is not None:
        scenarios.append((common.name, common.scenario))
    problems = [
        *_unlike("currency", [(name, of.currency) for name, of in scenarios]),
        *_unlike("programme", [(name, of.programme) for name, of in scenarios]),
    ]
    if problems:
        raise InputError(problems)


def _unlike(what: str, values: Sequence[tuple[str, str]]) -> list[Problem]:
    if len({value for _, value in values}) == 1:
        return []
    found = ", ".join(f"{name}: {value}" for name, value in values)
    step = f"Compare plans of one {what}."
    return [Problem(f"the plans differ in {what}", found=found, next_step=step)]
