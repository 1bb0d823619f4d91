"""The worlds that plans are valued in, and every option in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.account import Judgement
from models.baselines import BaselineName, Baselines
from models.named import NamedPlan, NamedScenario
from models.plan import Plan
from models.readable import counted
from models.result import Result
from models.scenario import Scenario
from models.worlds import WorldGrid, WorldRow, WorldValue
from planner.audit import audit
from planner.baselines import baselines_of
from planner.books import Books, books_of
from planner.expanded_plan import names_lacking
from planner.wording.labels import baseline_title
from planner.wording.names import entity_names, office_names


@dataclass(frozen=True, eq=False)
class ComparedWorld:
    """A scenario that plans are valued in, with both of its baselines."""

    name: str
    books: Books
    baselines: Baselines

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.books.scenario

    def lacks(self, plan: NamedPlan) -> str:
        """What this world does not have of what a plan names, in words; empty if nothing.

        Cohorts are counted, not named, since they say who is concerned.
        """
        made = plan.result.audited_plan
        return "" if made is None else _lacking(self.scenario, made, plan.scenario)

    def value_of(self, plan: NamedPlan) -> WorldValue | None:
        """What a plan costs here, by the audit of this world.

        None if it cannot be carried over, or if there is no plan.
        """
        made = plan.result.audited_plan
        if made is None or self.lacks(plan):
            return None
        return _value(audit(made, self.books))

    def value_of_baseline(self, name: BaselineName) -> WorldValue:
        """What a baseline of this world costs here."""
        return _value(self.baselines.of(name).judgement)


def worlds_of(
    plans: Sequence[NamedPlan], common: NamedScenario | None
) -> tuple[ComparedWorld, ...]:
    """The distinct scenarios of some plans, the common one first.

    Parameters
    ----------
    plans
        The plans. Baselines of their scenarios are those of their results.
    common
        The scenario that all are valued in, with baselines made for it; that of the first plan if
        None.
    """
    named = [NamedScenario(plan.name, plan.scenario) for plan in plans]
    if common is not None:
        named = [common, *(each for each in named if each.scenario.hash != common.scenario.hash)]
    names: dict[str, list[str]] = {}
    for each in named:
        names.setdefault(each.scenario.hash, []).append(each.name)
    scenarios = {each.scenario.hash: each.scenario for each in named}
    results = {plan.scenario.hash: plan.result for plan in plans}
    return tuple(
        _world(", ".join(names[key]), scenario, results.get(key))
        for key, scenario in scenarios.items()
    )


def _world(name: str, scenario: Scenario, result: Result | None) -> ComparedWorld:
    books = books_of(scenario)
    return ComparedWorld(name, books, result.baselines if result else baselines_of(books))


def grid_of(
    worlds: Sequence[ComparedWorld],
    plans: Sequence[NamedPlan],
    priced: Sequence[NamedPlan] = (),
) -> WorldGrid:
    """Every plan in every world, then the baselines, which each world has of its own.

    A plan stays as it is, whatever world comes. What it costs there above the best option that
    keeps every rule there is its regret; that option may be one of the plans, or nobody moving.

    Parameters
    ----------
    worlds
        The worlds.
    plans
        The plans.
    priced
        Plans whose amounts are told for theirs, in the same order; by default the plans themselves.
    """
    pairs = list(zip(plans, priced or plans, strict=True))
    values = [tuple(_value_of(world, *pair) for world in worlds) for pair in pairs]
    missing = [tuple(world.lacks(plan) for world in worlds) for plan in plans]
    for name in BaselineName:
        values.append(tuple(world.value_of_baseline(name) for world in worlds))
        missing.append(("",) * len(worlds))
    options = [*(plan.name for plan in plans), *(baseline_title(name) for name in BaselineName)]
    best = [_cheapest(row[column] for row in values) for column in range(len(worlds))]
    return WorldGrid(
        worlds=tuple(world.name for world in worlds),
        rows=tuple(
            WorldRow(
                option=option,
                values=row,
                missing=lacking,
                regrets=tuple(
                    _regret(value, least) for value, least in zip(row, best, strict=True)
                ),
            )
            for option, row, lacking in zip(options, values, missing, strict=True)
        ),
    )


def _value_of(world: ComparedWorld, plan: NamedPlan, priced: NamedPlan) -> WorldValue | None:
    """What the priced plan costs, and which rules the plan itself breaks."""
    exact = world.value_of(plan)
    if priced is plan or exact is None:
        return exact
    value = world.value_of(priced)
    return value and value.model_copy(update={"broken": exact.broken})


def _cheapest(values: Iterable[WorldValue | None]) -> int | None:
    return min((each.total for each in values if each and not each.broken), default=None)


def _regret(value: WorldValue | None, best: int | None) -> int | None:
    return None if value is None or value.broken or best is None else value.total - best


def _value(judgement: Judgement) -> WorldValue:
    return WorldValue(
        money=judgement.money,
        expected_loss=judgement.expected_loss,
        total=judgement.total,
        broken=tuple(dict.fromkeys(finding.rule for finding in judgement.violations)),
    )


def _lacking(scenario: Scenario, plan: Plan, home: Scenario) -> str:
    """What a scenario does not have of what a plan names, by its names at home."""
    found = list(dict.fromkeys(names_lacking(scenario, plan)))
    names = {
        "office": office_names(home),
        "entity": entity_names(home),
        "measure": {measure.id: measure.name for measure in home.measures},
    }
    cohorts = sum(kind == "cohort" for kind, _ in found)
    words = [f"{kind} {names.get(kind, {}).get(of, of)}" for kind, of in found if kind != "cohort"]
    return ", ".join([*([counted(cohorts, "cohort")] if cohorts else []), *words])
