"""Judges a plan and its baselines at other values of inputs; only affected rules run again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.baselines import BaselineName
from models.errors import InputError
from models.plan import Plan
from models.scenario import Scenario
from models.sensitivity import Judged
from planner.books import Books, books_of
from planner.expanded_plan import ExpandedPlan, expand
from planner.rules import Charge, Check, Rule, rules_of
from planner.sensitivity.uncertain import InputValue, Uncertain, scenario_at

Charges = Mapping[str, tuple[Charge, ...]]
"""Charges of a plan, by rule."""

Checks = Mapping[str, tuple[Check, ...]]
"""Checks of a plan, by rule."""


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
class _Account:
    """Charges and checks of the three plans."""

    owed: tuple[Charges, ...]
    checks: tuple[Checks, ...]


@dataclass(frozen=True, eq=False)
class Judge:
    """Judges a plan and its baselines at other values of inputs.

    A rule runs again only if an input can change its result.
    """

    scenario: Scenario
    plans: PlanAndBaselines
    base: _Account
    priced: frozenset[str]
    """Rules whose prices can change."""
    checked: frozenset[str]
    """Rules whose checks can change."""

    def at(self, values: Iterable[InputValue]) -> Judged:
        """Judge at other values of inputs.

        Raises
        ------
        ValueError
            The scenario is not valid at these values.
        InputError
            An amount is too large to calculate with.
        """
        books = books_of(scenario_at(self.scenario, values))
        return _judged(_account(books, self.plans, self))

    def at_base(self) -> Judged:
        """Judge with all inputs as they are."""
        return _judged(self.base)


def judge_of(scenario: Scenario, plans: PlanAndBaselines, inputs: Sequence[Uncertain]) -> Judge:
    """A judge for a scenario with uncertain inputs.

    If a coefficient is the same with all inputs at their low ends and with all at their high ends,
    it is taken to be the same in between.

    Parameters
    ----------
    scenario
        The scenario that the plans were made for.
    plans
        A plan and its baselines.
    inputs
        Those with a range.
    """
    base = _account(books_of(scenario), plans)
    every = frozenset(rule.name for rule in rules_of(scenario))
    try:
        ends = [
            _account(books_of(scenario_at(scenario, values)), plans)
            for values in ([(each, each.low) for each in inputs], [(i, i.high) for i in inputs])
        ]
    except (ValueError, InputError):
        # With all ends together the scenario is invalid: any rule may change.
        return Judge(scenario, plans, base, every, every)
    priced = frozenset[str]().union(*(_changes(base.owed, end.owed) for end in ends))
    checked = frozenset[str]().union(*(_changes(base.checks, end.checks) for end in ends))
    return Judge(scenario, plans, base, priced, checked)


def _changes(
    before: Sequence[Mapping[str, object]], after: Sequence[Mapping[str, object]]
) -> set[str]:
    """Rules that say something else of any of the plans."""
    pairs = zip(before, after, strict=True)
    return {name for one, other in pairs for name in other if other[name] != one[name]}


def _account(books: Books, plans: PlanAndBaselines, known: Judge | None = None) -> _Account:
    """Charges and checks of all three plans; those that cannot change are taken from the base."""
    rules = rules_of(books.scenario)
    first = [plans.all.index(plan) for plan in plans.all]
    done = {at: expand(books, plans.all[at]) for at in first}
    charges = {at: _charges(rules, each, at, known) for at, each in done.items()}
    owed = tuple(charges[at] for at in first)
    checks = {at: _checks(rules, each, owed, at, known) for at, each in done.items()}
    return _Account(owed, tuple(checks[at] for at in first))


def _charges(rules: Iterable[Rule], done: ExpandedPlan, at: int, known: Judge | None) -> Charges:
    return {
        rule.name: tuple(rule.charges(done))
        if known is None or rule.name in known.priced
        else known.base.owed[at][rule.name]
        for rule in rules
        if rule.charges is not None
    }


def _checks(
    rules: Iterable[Rule], done: ExpandedPlan, owed: Sequence[Charges], at: int, known: Judge | None
) -> Checks:
    charges = tuple(charge for each in owed[at].values() for charge in each)
    return {
        rule.name: tuple(rule.checks(done, charges))
        if known is None or rule.name in known.checked
        else known.base.checks[at][rule.name]
        for rule in rules
        if rule.checks is not None
    }


def _judged(account: _Account) -> Judged:
    total, put, plus = (
        sum(charge.amount for charges in owed.values() for charge in charges)
        for owed in account.owed
    )
    broken, *of_baselines = (tuple(_broken(checks)) for checks in account.checks)
    unlawful = (name for name, rules in zip(BaselineName, of_baselines, strict=True) if rules)
    return Judged(
        total=total,
        staying_put=put,
        staying_plus_measures=plus,
        broken=broken,
        unlawful=tuple(unlawful),
    )


def _broken(checks: Checks) -> Iterator[str]:
    """Yield the rules that are broken."""
    for name, limits in checks.items():
        if any(check.slack < 0 and not check.advisory for check in limits):
            yield name
