"""What could give in a clash: values of the scenario that can be loosened step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from models.clash import ClashMember
from models.limits import OFFICE_QUOTAS, QuotaKind, TeamKind
from models.money import Money, minor_digits
from models.routes import RouteKind
from models.scenario import Scenario
from models.workforce import Cohort
from planner.books import books_of
from planner.scenario_files.assignments import SettingValue

LATER_PERIODS = 8
"""By how many periods a horizon is made longer at most."""

MONEY_STEPS = 1000
"""A limit on money is loosened in steps of about so many to its amount."""

Setting = tuple[str, SettingValue]
"""Place of a value, such as ``offices.singapore.seats``, and the value; None takes a row out."""


@dataclass(frozen=True)
class Negotiable:
    """A value that can be loosened; a step further never makes a plan impossible."""

    steps: int
    """Number of steps to the loosest value."""
    step: str
    """What one step is, such as ``1 seat``."""
    setting: Callable[[int], Setting]
    """The value after a number of steps; after none that of today."""
    law: bool = False
    """Whether the firm alone cannot change it: a lead time, or a date of the law."""


def negotiables_of(scenario: Scenario, members: Sequence[ClashMember]) -> tuple[Negotiable, ...]:
    """What could give in the members of a clash, each once, those first that the firm decides."""
    found: dict[str, Negotiable] = {}
    for member in members:
        for each in _BY_LIMIT.get(member.limit, _nothing)(scenario, member):
            if each.steps > 0:
                found.setdefault(each.setting(0)[0], each)
    return tuple(sorted(found.values(), key=lambda each: each.law))


def _rising(path: str, now: int, steps: int, step: str) -> Negotiable:
    return Negotiable(steps, step, lambda n: (path, str(now + n)))


def _falling(path: str, now: int, step: str, *, least: int = 0, law: bool = False) -> Negotiable:
    return Negotiable(now - least, step, lambda n: (path, str(now - n)), law)


def _nothing(_: Scenario, __: ClashMember) -> Iterator[Negotiable]:
    """Nothing that could give: what is known of people, or of who accepts."""
    return iter(())


def _must_stay(_: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    yield _falling(f"cohorts.{member.subject.cohorts[0]}.must_stay", member.amount or 0, "1 post")


def _must_go(scenario: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    """Fewer posts, or a later end of the horizon, by which they must have gone."""
    yield _falling(f"cohorts.{member.subject.cohorts[0]}.must_go", member.amount or 0, "1 post")
    yield Negotiable(
        LATER_PERIODS, f"1 {scenario.horizon.period}", lambda n: _lengthened(scenario, n)
    )


def _presence(_: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    """Fewer posts; a requirement of none is taken out."""
    if member.law:
        return
    posts, row = member.amount or 0, f"presence.{member.subject.row}"
    yield Negotiable(
        posts, "1 post", lambda n: (f"{row}.posts", str(posts - n)) if n < posts else (row, None)
    )


def _request(scenario: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    """Fewer posts; a request of none is taken out, and so is one without a number."""
    row = f"requests.{member.subject.row}"
    if member.amount is None:
        request = next(each for each in scenario.requests if each.id == member.subject.row)
        yield Negotiable(1, "the request", lambda n: (row, None if n else str(request.kind)))
        return
    posts = member.amount
    yield Negotiable(
        posts, "1 post", lambda n: (f"{row}.posts", str(posts - n)) if n < posts else (row, None)
    )


def _lengthened(scenario: Scenario, periods: int) -> Setting:
    """The end of a scenario's horizon, some periods later."""
    horizon = scenario.horizon
    if horizon.ends is None:
        return "horizon.periods", str(len(scenario.periods) + periods)
    months = horizon.ends.year * 12 + horizon.ends.month - 1 + periods * horizon.period.months
    return "horizon.ends", date(months // 12, months % 12 + 1, 1).isoformat()


def _quota(scenario: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    """More heads; for a quota of the law, a later day from which it applies."""
    quota = next(each for each in scenario.quotas if each.id == member.subject.row)
    if not quota.law:
        posts = quota.kind in OFFICE_QUOTAS | {QuotaKind.PEOPLE_AT_RISK}
        most = sum(max(each) for each in scenario.posts.values())
        unit = "1 post" if posts else "1 person"
        yield _rising(f"quotas.{quota.id}.heads", quota.heads, most, unit)
        return
    path, since = f"quotas.{quota.id}.effective_from", quota.effective_from
    starts = [each.starts for each in scenario.periods if since is None or each.starts > since]
    days = [since, *starts[since is None :], scenario.periods[-1].ends]
    yield Negotiable(
        len(days) - 1, f"1 {scenario.horizon.period}", lambda n: (path, days[n]), law=True
    )


def _team(scenario: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    """A smaller batch, or no such team."""
    team = next(each for each in scenario.teams if each.id == member.subject.row)
    row = f"teams.{team.id}"
    if team.kind is TeamKind.MINIMUM_BATCH:
        yield _falling(f"{row}.minimum", team.minimum, "1 post", least=1)
        return
    yield Negotiable(1, "the whole team", lambda n: (row, None if n else str(team.kind)))


def _seats(scenario: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    office = next(each for each in scenario.offices if each.id == member.subject.offices[0])
    yield _rising(f"offices.{office.id}.seats", office.seats, _most_seats(scenario), "1 seat")


def _most_seats(scenario: Scenario) -> int:
    """Seats that all posts together take at any office."""
    each = books_of(scenario).costs.seats.max(axis=1) / 1000
    posts = [max(scenario.posts[cohort.id]) for cohort in scenario.cohorts]
    # While posts change, arrivals and leavers both have a seat.
    seats: float = sum(size * heads for size, heads in zip(each.tolist(), posts, strict=True))
    return 2 * ceil(seats)


def _share(scenario: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    """A larger share, to a hundredth."""
    name = member.limit
    share = Fraction(str(getattr(scenario.continuity, name)))
    now = int(share * 100)
    yield Negotiable(
        100 - now,
        "1%",
        lambda n: (f"continuity.{name}", f"{(now + n) / 100:g}" if n else str(float(share))),
    )


def _budget(scenario: Scenario, _: ClashMember) -> Iterator[Negotiable]:
    limit = scenario.budget.total
    if limit is not None:
        yield _rising_money(limit, lambda money: ("budget.total", str(money)))


def _exposure_cap(scenario: Scenario, _: ClashMember) -> Iterator[Negotiable]:
    limit = scenario.exposure_cap.total
    if limit is not None:
        yield _rising_money(limit, lambda money: ("exposure_cap.total", str(money)))
    yield from _measures(scenario)


def _rising_money(limit: Money, setting: Callable[[Money], Setting]) -> Negotiable:
    """A limit raised in round steps, to a thousand times of itself at most."""
    whole = 10 ** minor_digits(limit.currency)
    step = whole * 10 ** max(len(str(limit.amount // whole // MONEY_STEPS)), 1)
    if limit.amount < whole * MONEY_STEPS:
        step = whole * MONEY_STEPS

    def raised(n: int) -> Setting:
        return setting(limit.model_copy(update={"amount": limit.amount + n * step}))

    most = 1000 * max(limit.amount, step) // step
    words = str(Money(currency=limit.currency, amount=step)).removesuffix(".00")
    return Negotiable(most, words, raised)


def _yearly(scenario: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    limits, year = scenario.budget.by_fiscal_year, member.subject.fiscal_year
    mine = next(each.limit for each in limits if each.fiscal_year == year)

    def setting(money: Money) -> Setting:
        rows = [
            {
                "fiscal_year": str(each.fiscal_year),
                "limit": str(money if each.fiscal_year == year else each.limit),
            }
            for each in limits
        ]
        return "budget.by_fiscal_year", rows

    yield _rising_money(mine, setting)


def _shut_out(scenario: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    """Offices opened to a cohort, shorter lead times, or no wait before the first act."""
    cohort = next(each for each in scenario.cohorts if each.id == member.subject.cohorts[0])
    for office in (each for each in scenario.offices if each.id in member.subject.offices):
        if member.rule == "eligibility":
            yield from _opened(cohort, office.id)
        if member.rule == "lead_times":
            row = f"offices.{office.id}"
            yield _falling(f"{row}.visa_days", office.visa_days, "1 day", law=True)
            yield _falling(f"{row}.hiring_days", office.hiring_days, "1 day", law=True)
    if member.rule == "lead_times" and scenario.first_act is not None:
        waits = str(scenario.first_act), None
        yield Negotiable(1, "the wait", lambda n: ("first_act", waits[n]))


def _opened(cohort: Cohort, office: str) -> Iterator[Negotiable]:
    """An office taken off those where posts may not go, or added to those where they may."""
    if office in cohort.never_to:
        others = [each for each in cohort.never_to if each != office]
        yield _switched(f"cohorts.{cohort.id}.never_to", cohort.never_to, others)
    if cohort.only_to and office not in cohort.only_to:
        more = [*cohort.only_to, office]
        yield _switched(f"cohorts.{cohort.id}.only_to", cohort.only_to, more)


def _switched(path: str, today: Sequence[str], then: Sequence[str]) -> Negotiable:
    values = ";".join(today), ";".join(then) or None
    return Negotiable(1, "the list of offices", lambda n: (path, values[n]))


def _consultation(scenario: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    """A consultation opened some days earlier."""
    places = {each.id: each.mass_redundancy for each in scenario.jurisdictions}
    for entity in scenario.entities:
        law = places[entity.jurisdiction]
        if entity.id in member.subject.entities and law is not None:
            path = f"jurisdictions.{entity.jurisdiction}.mass_redundancy.consultation_days"
            yield _falling(path, law.consultation_days, "1 day", law=True)


def _exports(scenario: Scenario, member: ClashMember) -> Iterator[Negotiable]:
    """Routes filed, and measures begun, some days earlier."""
    laws = {each.id: each.exports for each in scenario.jurisdictions}
    for place in {scenario.export_places[entity]: None for entity in member.subject.entities}:
        law = laws[place]
        for route in RouteKind:
            terms = law.terms(route) if law is not None else None
            if terms is not None:
                path = f"jurisdictions.{place}.exports.{route.value}.lead_days"
                yield _falling(path, terms.lead_days, "1 day", law=True)
    yield from _measures(scenario)


def _measures(scenario: Scenario) -> Iterator[Negotiable]:
    """Measures begun some days earlier."""
    for each in scenario.measures:
        if not each.in_force:
            yield _falling(f"measures.{each.id}.lead_days", each.lead_days, "1 day", law=True)


_BY_LIMIT: Mapping[str, Callable[[Scenario, ClashMember], Iterator[Negotiable]]] = {
    "must_stay": _must_stay,
    "must_go": _must_go,
    "quota": _quota,
    "presence": _presence,
    "request": _request,
    "team": _team,
    "seats": _seats,
    "max_blocks": _seats,
    "max_share": _share,
    "max_replaced_share": _share,
    "budget": _budget,
    "fiscal_year": _yearly,
    "exposure_cap": _exposure_cap,
    "shut_out": _shut_out,
    "consultation": _consultation,
    "exports": _exports,
}
"""What could give, by the name of the limit."""
