"""Any number of plans, judged at other values of inputs; only affected rules run again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from models.errors import InputError
from models.plan import Plan
from models.scenario import Scenario
from planner.books import Books, books_of
from planner.expanded_plan import ExpandedPlan, expand
from planner.exposure import Readings, readings, with_other_risks
from planner.rules import Charge, Check, rules_of
from planner.sensitivity.changed_cases import changed_cases, charged, only_cases, taken_back
from planner.sensitivity.uncertain import InputValue, Uncertain, scenario_at

RISKS = frozenset(
    {"base_rates", "cases", "inspections", "loss_parts", "losses", "matters", "signals"}
)
"""Tables that no book reads but that of exposure: how likely events are, and what they cost."""

Charges = Mapping[str, tuple[Charge, ...]]
"""Charges of a plan, by rule."""

Checks = Mapping[str, tuple[Check, ...]]
"""Checks of a plan, by rule."""


@dataclass(frozen=True, slots=True)
class PlanAccount:
    """What a plan costs at some values of inputs, in the smallest unit of the currency."""

    money: int
    expected_loss: int
    """Before the risk weight."""
    total: int
    broken: tuple[str, ...]
    """Rules that it breaks, in reading order."""


@dataclass(frozen=True, eq=False)
class _Workings:
    """Charges and checks of a plan, by rule."""

    owed: Charges
    checks: Checks


@dataclass(frozen=True, slots=True)
class _Affected:
    """Rules that some inputs can change."""

    priced: frozenset[str]
    """Those whose prices can change."""
    checked: frozenset[str]
    """Those whose checks can change."""


@dataclass(frozen=True, eq=False)
class Accounts:
    """Judges plans at other values of inputs.

    A rule runs again only if an input can change its result.
    """

    plans: tuple[Plan, ...]
    base: Mapping[Plan, ExpandedPlan]
    """Each plan, with all inputs as they are."""
    workings: Mapping[Plan, _Workings]
    """The same, judged."""
    by_risks: _Affected
    by_any: _Affected

    @property
    def books(self) -> Books:
        """Coefficients with all inputs as they are."""
        return self.base[self.plans[0]].books

    @cached_property
    def known(self) -> Readings:
        """Likelihoods with all inputs as they are: most inputs leave most of them so."""
        return readings(self.books.scenario)

    def at(self, values: tuple[InputValue, ...]) -> tuple[PlanAccount, ...]:
        """Judge every plan at other values of inputs; with none, as they are.

        Raises
        ------
        ValueError
            The scenario is not valid at these values.
        InputError
            An amount is too large to calculate with.
        """
        found = self.workings_at(values) if values else self.workings
        expected = {rule.name for rule in rules_of(self.books.scenario) if rule.expected}
        accounts = {plan: _account(each, expected) for plan, each in found.items()}
        return tuple(accounts[plan] for plan in self.plans)

    def workings_at(self, values: tuple[InputValue, ...]) -> Mapping[Plan, _Workings]:
        """Charges and checks of every plan at other values of inputs; errors as for `at`."""
        there = scenario_at(self.books.scenario, values)
        if all(each.range.table in RISKS for each, _ in values):
            return self._with_risks_of(there)
        books = books_of(there, like=self.known)
        return {
            plan: _workings(expand(books, plan), self.workings[plan], self.by_any)
            for plan in self.base
        }

    def _with_risks_of(self, there: Scenario) -> Mapping[Plan, _Workings]:
        """The same where the risks alone are others: cases that change are charged anew."""
        before = self.books.exposure
        after = with_other_risks(before, self.books.scenario, there, self.known)
        changed = changed_cases(before, after)
        if not changed:
            return self.workings
        books = replace(self.books, scenario=there, exposure=after)
        found = {}
        for plan, done in self.base.items():
            known = self.workings[plan]
            old, new = only_cases(done, before, changed), only_cases(done, after, changed)
            owed = {
                rule.name: (*known.owed[rule.name], *taken_back(rule, old), *charged(rule, new))
                for rule in rules_of(there)
                if rule.expected
            }
            found[plan] = _workings(
                replace(done, books=books),
                _Workings({**known.owed, **owed}, known.checks),
                _Affected(frozenset(), self.by_risks.checked),
            )
        return found


def accounts_of(scenario: Scenario, plans: Sequence[Plan], inputs: Sequence[Uncertain]) -> Accounts:
    """Accounts of plans in a scenario with uncertain inputs.

    If a coefficient is the same with all inputs at their low ends and with all at their high ends,
    it is taken to be the same in between.

    Parameters
    ----------
    scenario
        The scenario that the plans are judged in.
    plans
        The plans, at least one.
    inputs
        Those with a range.
    """
    books = books_of(scenario)
    base = {plan: expand(books, plan) for plan in plans}
    names = frozenset(rule.name for rule in rules_of(scenario))
    every = _Affected(names, names)
    nothing = _Workings({}, {})
    workings = {plan: _workings(each, nothing, every) for plan, each in base.items()}
    whole = Accounts(tuple(plans), base, workings, every, every)
    by_any = _affected(whole, inputs)
    risks = [each for each in inputs if each.range.table in RISKS]
    return replace(whole, by_any=by_any, by_risks=_affected(replace(whole, by_risks=by_any), risks))


def _affected(accounts: Accounts, inputs: Sequence[Uncertain]) -> _Affected:
    """Rules that say something else of a plan with all inputs at their low or high ends."""
    priced: set[str] = set()
    checked: set[str] = set()
    for values in ([(each, each.low) for each in inputs], [(each, each.high) for each in inputs]):
        try:
            there = accounts.workings_at(tuple(values))
        except (ValueError, InputError):
            # With all ends together the scenario is invalid: any rule may change.
            return accounts.by_any
        for plan, before in accounts.workings.items():
            priced |= _changes(before.owed, there[plan].owed)
            checked |= _changes(before.checks, there[plan].checks)
    return _Affected(frozenset(priced), frozenset(checked))


def _changes(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {name for name in after if after[name] != before[name]}


def _workings(done: ExpandedPlan, known: _Workings, affected: _Affected) -> _Workings:
    """Charges and checks of a plan; those that cannot change are the known ones."""
    rules = rules_of(done.scenario)
    owed = {
        rule.name: tuple(rule.charges(done))
        if rule.name in affected.priced
        else known.owed[rule.name]
        for rule in rules
        if rule.charges is not None
    }
    charges = tuple(charge for each in owed.values() for charge in each)
    checks = {
        rule.name: tuple(rule.checks(done, charges))
        if rule.name in affected.checked
        else known.checks[rule.name]
        for rule in rules
        if rule.checks is not None
    }
    return _Workings(owed, checks)


def _account(workings: _Workings, expected: Collection[str]) -> PlanAccount:
    money = loss = weighted = 0
    for name, charges in workings.owed.items():
        amount = sum(charge.amount for charge in charges)
        if name in expected:
            weighted += amount
            loss += sum(charge.unweighted for charge in charges)
        else:
            money += amount
    return PlanAccount(money, loss, money + weighted, tuple(_broken(workings.checks)))


def _broken(checks: Checks) -> Iterator[str]:
    """Yield the rules that are broken."""
    for name, limits in checks.items():
        if any(check.is_broken for check in limits):
            yield name
