"""Groups of posts -> a scenario that has been checked, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from models.errors import InputError, Problem
from models.money import minor_digits
from models.scenario import Scenario
from models.workforce import ServiceBand
from planner.roster.asked import RosterTerms
from planner.roster.bands import CohortBands, bands_of
from planner.roster.cohorts import Grouping
from planner.roster.identifiers import RosterIds, ids_of
from planner.roster.mapping import VALUES, RosterMapping, with_parts
from planner.roster.posts import Post, Posts
from planner.roster.rejections import TOO_FEW, rejected_problems, rejected_rows
from planner.roster.tables import AnnualPay, tables_of
from planner.roster.vocabulary import plain
from planner.scenario_files import TableRow, scenario_of_rows
from planner.valuation import worth_in

_NO_RATE = "has no line in the rate table"


@dataclass(frozen=True)
class RosterScenario:
    """A scenario made of a roster."""

    scenario: Scenario
    shared: tuple[str, ...]
    """Jurisdictions that ship with the planner."""
    mapping: RosterMapping
    """With the ids that were given, so that the next roster gets the same."""
    unsaved: int
    """Names of roles in the mapping that it leaves out, since few people have them."""
    bands: Mapping[str, CohortBands]
    """By cohort."""


def scenario_of(
    name: str, posts: Posts, grouping: Grouping, mapping: RosterMapping, terms: RosterTerms
) -> RosterScenario:
    """Make a scenario of groups of posts.

    Parameters
    ----------
    name
        Id of the scenario.
    posts
        For how names are written.
    grouping
        The groups.
    mapping
        What columns and values mean.
    terms
        What holds for all rows.

    Raises
    ------
    InputError
        No group is large enough; or a jurisdiction, a currency or a rate is missing or wrong.
    """
    if not grouping.groups:
        message = f"has no {terms.floor_heads} people at one office and employer"
        step = "Check the columns, and the rows that were rejected."
        rejected = rejected_rows(posts, grouping, TOO_FEW)
        raise InputError([Problem(message, "roster", next_step=step), *rejected_problems(rejected)])
    ids = ids_of(grouping, mapping)
    people = [post for group in grouping.groups for post in group.people]
    currency = _planning_currency({post.currency for post in people}, mapping)
    pay = _adder(currency, mapping.rates)
    settings: dict[str, str] = {
        "name": name,
        "title": "From a roster",
        "programme": name,
        "planning_date": terms.planning_date.isoformat(),
        "currency": currency,
        "floor_heads": str(terms.floor_heads),
    }
    rates = [
        {"currency": code, "worth": worth, "source": "given with the roster"}
        for code, worth in mapping.rates.items()
        if code != currency
    ]
    tables: dict[str, Sequence[TableRow]] = {
        "rates": rates,
        **tables_of(grouping, ids, posts.written, pay, terms.on_cost),
    }
    shared = tuple(sorted(set(ids.jurisdictions.values())))
    priced = _made(settings, tables, shared)
    bands = _bands(priced, grouping, ids, pay, terms.floor_heads)
    full = _with_service(priced, [band for each in bands.values() for band in each.bands])
    kept = {name: each for name, each in mapping.roles.items()
            if posts.holders.get(plain(name), 0) >= terms.floor_heads}  # fmt: skip
    saved = with_parts(
        replace(mapping, roles=kept),
        roles=_new(ids.roles, kept),
        entities=_new(ids.entities, mapping.entities),
        jurisdictions=ids.jurisdictions,
    )
    return RosterScenario(full, shared, saved, len(mapping.roles) - len(kept), bands)


def _new(given: Mapping[str, str], chosen: Mapping[str, str]) -> dict[str, str]:
    known = set(chosen.values())
    return {name: each for name, each in given.items() if each not in known}


def _planning_currency(currencies: set[str], mapping: RosterMapping) -> str:
    given = mapping.values.get("planning_currency", "")
    if given or len(currencies) == 1:
        return given or next(iter(currencies))
    step = f"Give the {VALUES['planning_currency']}, as in --set planning_currency=USD."
    message = f"is paid in {', '.join(sorted(currencies))}, and no planning currency is given"
    raise InputError.of(message, "roster", next_step=step)


def _adder(planning: str, rates: Mapping[str, str]) -> AnnualPay:
    """Adds pay up: in its own currency, or in that of the plan where there are several."""

    def added(people: Sequence[Post]) -> tuple[float, str]:
        currencies = {post.currency for post in people}
        if len(currencies) == 1:
            return float(sum(post.annual for post in people)), currencies.pop()
        return sum(_converted(post, planning, rates) for post in people), planning

    return added


def _converted(post: Post, planning: str, rates: Mapping[str, str]) -> float:
    if post.currency == planning:
        return float(post.annual)
    try:
        rate = Decimal(rates[post.currency])
    except (KeyError, InvalidOperation):
        raise InputError([_rate_asked(post.currency)]) from None
    shift = minor_digits(planning) - minor_digits(post.currency)
    return float((post.annual * rate).scaleb(shift))


def _rate_asked(currency: str) -> Problem:
    step = f"Give what one unit is worth in the planning currency: --set rates.{currency}=…."
    return Problem("has no rate", "roster", field=currency, next_step=step)


def _made(
    settings: Mapping[str, str], tables: Mapping[str, Sequence[TableRow]], shared: Sequence[str]
) -> Scenario:
    try:
        return scenario_of_rows(settings, tables, shared)
    except InputError as error:
        lacking = {each.found for each in error.problems if each.message == _NO_RATE}
        if not lacking:
            raise
    raise InputError([_rate_asked(currency) for currency in sorted(lacking)])


def _with_service(scenario: Scenario, bands: Sequence[ServiceBand]) -> Scenario:
    """The scenario with length of service. Only that is checked: the rest has been read already."""
    fields = {name: getattr(scenario, name) for name in Scenario.model_fields}
    return Scenario.model_validate({**fields, "service": tuple(bands)})


def _bands(
    scenario: Scenario, grouping: Grouping, ids: RosterIds, pay: AnnualPay, floor: int
) -> dict[str, CohortBands]:
    laws = {place.id: place.severance for place in scenario.jurisdictions}
    worth = worth_in(scenario)
    found = {}
    for group in grouping.groups:
        law = laws[ids.jurisdictions[group.key.office]]
        _, currency = pay(group.people)
        cohort = ids.cohorts[group.key]
        found[cohort] = bands_of(cohort, group.people, currency, law, worth, floor)
    return found
