"""Checks of money: a rate for each currency, a loss for each case, pay for each cohort."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.base import Frozen
from models.flaws.flaw import Flaw
from models.money import Money
from models.tables import keyed_rows

if TYPE_CHECKING:
    from models.scenario import Scenario


_TABLES = (
    "jurisdictions",
    "offices",
    "pay",
    "service",
    "substitutes",
    "losses",
    "loss_parts",
    "cases",
    "measures",
    "obligations",
    "costs",
)
_OF_PLACES = ("losses", "loss_parts")
_SETTINGS = ("budget", "exposure_cap", "churn", "under_way")


def money_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """Currencies without a rate, and missing amounts."""
    yield from _currencies(scenario)
    yield from _pay(scenario)
    yield from _losses(scenario)


def _currencies(scenario: Scenario) -> Iterator[Flaw]:
    known = {rate.currency for rate in scenario.rates} | {scenario.currency}
    for table, key, field, money in amounts_of(scenario):
        if money.currency not in known:
            yield Flaw(
                table,
                key,
                field,
                "has no line in the rate table",
                money.currency,
                tuple(sorted(known)),
                lacks=("rates", money.currency),
            )


def amounts_of(scenario: Scenario) -> Iterator[tuple[str, tuple[str, ...], str, Money]]:
    """Every amount of a scenario that can affect its costs: table or setting, row, field."""
    jurisdictions = {place.id for place in scenario.jurisdictions}
    places: list[tuple[str, tuple[str, ...], object]] = [
        (table, key, row)
        for table in _TABLES
        for key, row in keyed_rows(scenario, table)
        # Losses of jurisdictions that the scenario does not have cannot affect its costs.
        if table not in _OF_PLACES or key[0] in {"", *jurisdictions}
    ]
    places += [(setting, (), getattr(scenario, setting)) for setting in _SETTINGS]
    for table, key, row in places:
        yield from ((table, key, field, money) for field, money in _amounts(row))


def rate_flaws(scenario: Scenario) -> Iterator[Flaw]:
    """A rate other than 1 for the planning currency."""
    for rate in scenario.rates:
        if rate.currency == scenario.currency and rate.value != 1:
            yield Flaw(
                "rates", (rate.currency,), "worth", "planning currency is worth 1", rate.worth
            )


def _amounts(value: object, path: str = "") -> Iterator[tuple[str, Money]]:
    if isinstance(value, Money):
        yield path, value
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from _amounts(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for item in value:
            yield from _amounts(item, path)


def _pay(scenario: Scenario) -> Iterator[Flaw]:
    known = {(rate.role, rate.office) for rate in scenario.pay}
    roles, offices = {role.id for role in scenario.roles}, {each.id for each in scenario.offices}
    for cohort in scenario.cohorts:
        # Another check reports unknown roles and offices.
        named = cohort.role in roles and cohort.office in offices
        if named and (cohort.role, cohort.office) not in known:
            yield Flaw(
                "cohorts",
                (cohort.id,),
                "role",
                f"has no pay at its home office {cohort.office}; add a line to pay",
                cohort.role,
                lacks=("pay", cohort.role, cohort.office),
            )


def _losses(scenario: Scenario) -> Iterator[Flaw]:
    known = {(row.jurisdiction, row.topic) for row in scenario.losses}
    for case in scenario.cases:
        parts = scenario.parts_of(case)
        if case.loss is None and not parts and (case.jurisdiction, case.topic) not in known:
            message = "is not given, and losses have no default for its jurisdiction and topic"
            lacks = "losses", case.jurisdiction, case.topic
            yield Flaw("cases", (case.id,), "loss", message, lacks=lacks)
        if case.loss is not None and any(part.case == case.id for part in scenario.loss_parts):
            message = "is given along with its parts; give either the loss or its parts"
            yield Flaw("cases", (case.id,), "loss", message, str(case.loss))
        currencies = sorted({part.amount.currency for part in parts})
        if len(currencies) > 1:
            message = "has parts in several currencies"
            yield Flaw("cases", (case.id,), "loss", message, ", ".join(currencies))
