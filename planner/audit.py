"""The audit: judges and prices any plan, without a solver and without the rules' rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from models.account import (
    CommonCost,
    Finding,
    Judgement,
    PricedMove,
    PriceLine,
    Verdict,
    is_close,
)
from models.money import minor_digits
from models.plan import Plan
from models.scenario import Scenario
from planner.books import Books
from planner.expanded_plan import ExpandedPlan, expand
from planner.rules import Charge, Check, CostCategory, Rule, rules_of

Shares = Mapping[str, Sequence[int]]
"""By rule, what each move adds to what staying put would owe."""


def audit(plan: Plan, books: Books) -> Judgement:
    """Judge a plan by every rule in force and price it, in integers.

    Raises
    ------
    InputError
        The plan names something that the scenario does not have.
    """
    rules, done = rules_of(books.scenario), expand(books, plan)
    pricing = [rule for rule in rules if rule.charges is not None]
    charges = [tuple(rule.charges(done)) for rule in pricing if rule.charges is not None]
    priced = list(zip(pricing, charges, strict=True))
    shares = {rule.name: rule.shares(done) for rule in rules if rule.shares is not None}
    price_list = tuple(_line(rule, each, done) for rule, each in priced)
    prices = {line.rule: line.amount for line in price_list}
    owed = tuple(charge for each in charges for charge in each)
    return Judgement(
        total=sum(prices.values()),
        price_list=price_list,
        findings=tuple(
            finding
            for rule in rules
            for finding in _findings(rule, done, owed, prices.get(rule.name, 0))
        ),
        priced_moves=_priced_moves(rules, done, shares),
        common_costs=tuple(_common_cost(rule, each, shares) for rule, each in priced),
    )


def _line(rule: Rule, charges: Iterable[Charge], done: ExpandedPlan) -> PriceLine:
    amount = unweighted = cash = tail = 0
    for charge in charges:
        amount += charge.amount
        unweighted += charge.unweighted
        cash += charge.cash
        tail += charge.amount if charge.period >= len(done.scenario.periods) else 0
    return PriceLine(
        rule=rule.name,
        amount=amount,
        unweighted=unweighted,
        one_off_cash=cash,
        expected=rule.expected,
        tail=tail,
    )


def _common_cost(rule: Rule, charges: Iterable[Charge], shares: Shares) -> CommonCost:
    """What a rule charges beyond the shares of moves.

    A rule without a category has none of its own: what it takes in cash or once is one-off, the
    rest is run-rate.
    """
    parts = dict.fromkeys(CostCategory, 0)
    for charge in charges:
        paid = CostCategory.ONE_OFF if charge.cash or charge.once else CostCategory.RUN_RATE
        parts[CostCategory.EXPOSURE if rule.expected else rule.category or paid] += charge.amount
    if rule.name in shares and rule.category is not None:
        parts[rule.category] -= sum(shares[rule.name])
    return CommonCost(
        rule=rule.name,
        one_off=parts[CostCategory.ONE_OFF],
        run_rate=parts[CostCategory.RUN_RATE],
        exposure=parts[CostCategory.EXPOSURE],
    )


def _priced_moves(
    rules: Sequence[Rule], done: ExpandedPlan, shares: Shares
) -> tuple[PricedMove, ...]:
    parts = {part: [0] * len(done.landings) for part in CostCategory}
    for rule in rules:
        if rule.name in shares and rule.category is not None:
            for i, share in enumerate(shares[rule.name]):
                parts[rule.category][i] += share
    return tuple(
        PricedMove(
            move=move,
            one_off=parts[CostCategory.ONE_OFF][i],
            run_rate_delta=parts[CostCategory.RUN_RATE][i],
            exposure_delta=parts[CostCategory.EXPOSURE][i],
        )
        for i, move in enumerate(done.plan.moves)
    )


def _findings(
    rule: Rule, done: ExpandedPlan, owed: Sequence[Charge], price: int
) -> Iterator[Finding]:
    worst: dict[str, Check] = {}
    for check in rule.checks(done, owed) if rule.checks is not None else ():
        known = worst.get(check.subject)
        if known is None or check.slack < known.slack:
            worst[check.subject] = check
    if not worst:
        yield _without_limit(rule, price)
        return
    speaking = [check for check in worst.values() if _verdict(rule, check) is not Verdict.KEPT]
    for check in speaking or [min(worst.values(), key=_relative_slack)]:
        yield _finding(rule, check, done.scenario, price)


@lru_cache(maxsize=1000)
def _without_limit(rule: Rule, price: int) -> Finding:
    # Most rules have nothing to say of most plans, and say it of thousands.
    return Finding(
        rule=rule.name,
        verdict=Verdict.KEPT if rule.charges is None else Verdict.PRICED,
        law=rule.law,
        unit=rule.unit,
        price=price,
        words=rule.sentence,
    )


def _relative_slack(check: Check) -> float:
    return check.slack / max(1, abs(check.limit))


def _is_law(rule: Rule, check: Check) -> bool:
    return rule.law if check.law is None else check.law


def _verdict(rule: Rule, check: Check) -> Verdict:
    if check.is_broken:
        return Verdict.VIOLATED
    if check.slack < 0 or (_is_law(rule, check) and is_close(check.slack, check.limit)):
        return Verdict.TIGHT
    return Verdict.KEPT


def _finding(rule: Rule, check: Check, scenario: Scenario, price: int) -> Finding:
    value, limit = in_units(check)
    period = None if check.period is None else scenario.periods[check.period].label
    return Finding(
        rule=rule.name,
        verdict=_verdict(rule, check),
        law=_is_law(rule, check),
        unit=rule.unit,
        value=value,
        limit=limit,
        violation=0 if check.advisory else max(0, _up(-check.slack, check.scale)),
        headroom=max(0, check.slack // check.scale),
        price=price,
        period=period,
        offices=check.offices,
        cohorts=check.cohorts,
        words=_words(rule, check, scenario, period),
    )


def _up(value: int, scale: int) -> int:
    return -(-value // scale)


def in_units(check: Check) -> tuple[int, int]:
    """Value and limit in whole units, rounded so that a violation never disappears."""
    if check.at_most:
        return _up(check.value, check.scale), check.limit // check.scale
    return check.value // check.scale, _up(check.limit, check.scale)


def _words(rule: Rule, check: Check, scenario: Scenario, period: str | None) -> str:
    if check.words:
        return check.words
    value, limit = (_amount(rule, figure, scenario) for figure in in_units(check))
    bound = "at most" if check.at_most else "at least"
    when = f" in {period}" if period else ""
    return f"{check.subject}{when}: {value}, {bound} {limit}"


def _amount(rule: Rule, figure: int, scenario: Scenario) -> str:
    if rule.unit == "money":
        digits = minor_digits(scenario.currency)
        return f"{scenario.currency} {Decimal(figure).scaleb(-digits):,.{digits}f}"
    return f"{figure:,}"
