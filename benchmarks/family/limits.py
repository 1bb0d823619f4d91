"""Teams, acceptance, presence, quotas and budget: what makes plans hard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from benchmarks.family.data import SYSTEM
from benchmarks.family.drawing import some
from benchmarks.family.places import ASSUMED, BANK, CHINA, SECOND_SITE, SERVICES, SHANGHAI
from models.calendar import Period
from models.limits import Acceptance, Quota, QuotaKind, QuotaSpan, Separations, Team, TeamKind
from models.money import Money
from models.places import Office
from models.settings import Budget, FiscalYearBudget
from models.workforce import Cohort, HeadcountStep, PlaceKind, ResidualPresence

SHARE_THAT_COULD_MOVE = 0.3
"""Budget, arrivals and redundancies let about this share move over the horizon."""
CASH_A_HEAD = 20_000
"""US dollars of one-off cash that a move takes, about."""


def teams(
    cohorts: Sequence[Cohort], steps: Sequence[HeadcountStep], indivisible: float, draw: Random
) -> tuple[Team, ...]:
    """A share of the cohorts indivisible, half of the rest in batches, pairs of two kinds."""
    stepped = {step.cohort for step in steps}
    free = [cohort for cohort in cohorts if cohort.id not in stepped and not cohort.must_stay]
    pairs = max(1, len(cohorts) // 50)
    at_shanghai = [cohort.id for cohort in free if cohort.office == SHANGHAI]
    paired = draw.sample(at_shanghai, 4 * pairs)
    alone = [cohort for cohort in free if cohort.id not in paired]
    count = max(1, int(indivisible * len(cohorts)))
    whole = [c.id for c in draw.sample(alone, min(len(alone), count))]
    batched = [c for c in cohorts if c.id not in {*paired, *whole} and c.posts >= 8]
    return (
        Team(
            id="whole",
            kind=TeamKind.INDIVISIBLE,
            cohorts=tuple(sorted(whole)),
            replaced_whole=True,
        ),
        *(
            Team(id=f"batches-{size}", kind=TeamKind.MINIMUM_BATCH, cohorts=names, minimum=size)
            for size, names in _batches(some(draw, batched, 0.5))
        ),
        *(
            Team(id=f"{kind}-{i}", kind=kind, cohorts=(paired[at], paired[at + 1]))
            for i in range(pairs)
            for kind, at in ((TeamKind.TOGETHER, 4 * i), (TeamKind.APART, 4 * i + 2))
        ),
    )


def _batches(cohorts: Sequence[Cohort]) -> list[tuple[int, tuple[str, ...]]]:
    """Batches of four, and of six where a cohort has twenty posts."""
    small = tuple(cohort.id for cohort in cohorts if cohort.posts < 20)
    large = tuple(cohort.id for cohort in cohorts if cohort.posts >= 20)
    return [(minimum, names) for minimum, names in ((4, small), (6, large)) if names]


def acceptance(
    cohorts: Sequence[Cohort], offices: Sequence[Office], draw: Random
) -> list[Acceptance]:
    """Between a fifth and three fifths of a cohort accept; to one office sometimes fewer."""
    made = []
    for cohort in some(draw, cohorts, 0.6):
        share = round(draw.uniform(0.2, 0.6), 2)
        made.append(Acceptance(cohort=cohort.id, share=share, low=round(share / 2, 2)))
        if draw.random() < 0.2:
            office = draw.choice([o.id for o in offices if o.id != cohort.office])
            less = round(share * 0.6, 2)
            made.append(
                Acceptance(cohort=cohort.id, office=office, share=less, low=round(less / 2, 2))
            )
    return made


def presence(cohorts: Sequence[Cohort], fewest: Mapping[str, int]) -> tuple[ResidualPresence, ...]:
    """A quarter of the most common roles stays: on the mainland, at an employer, at Shanghai."""
    inland = [cohort for cohort in cohorts if cohort.office in {SHANGHAI, SECOND_SITE}]
    services, bank = ([c for c in inland if c.entity == entity] for entity in (SERVICES, BANK))
    shanghai = [cohort for cohort in inland if cohort.office == SHANGHAI]
    return (
        _quarter("mainland", PlaceKind.JURISDICTION, CHINA, inland, fewest),
        _quarter("services", PlaceKind.ENTITY, SERVICES, services, fewest),
        _quarter("bank-system", PlaceKind.ENTITY, BANK, bank, fewest, dataset=SYSTEM),
        _quarter("desk", PlaceKind.OFFICE, SHANGHAI, shanghai, fewest, law=False),
    )


def _quarter(
    name: str,
    place: PlaceKind,
    at: str,
    there: Sequence[Cohort],
    fewest: Mapping[str, int],
    **more: Any,
) -> ResidualPresence:
    counts: dict[str, int] = {}
    for cohort in there:
        counts[cohort.role] = counts.get(cohort.role, 0) + fewest[cohort.id]
    roles = sorted(counts, key=lambda role: (-counts[role], role))[:3]
    return ResidualPresence(
        id=name,
        name=f"Residual presence: {name}",
        roles=tuple(sorted(roles)),
        place=place,
        at=at,
        posts=max(1, sum(counts[role] for role in roles) // 4),
        source=ASSUMED,
        **more,
    )


def quotas(
    offices: Sequence[Office],
    cohorts: Sequence[Cohort],
    most: Mapping[str, int],
    periods: int,
    *,
    departures_bind: bool,
) -> tuple[Quota, ...]:
    """Arrivals at every receiving office, departures, visas, redundancies, people at risk as today.

    Departures may be left without effect: the rule came after the family had been measured.
    """
    heads = sum(most.values())
    a_period = max(4, round(1.2 * SHARE_THAT_COULD_MOVE * heads / (len(offices) - 1) / periods * 2))
    inland = [cohort for cohort in cohorts if cohort.office in {SHANGHAI, SECOND_SITE}]
    at_risk = sum(most[cohort.id] for cohort in inland if cohort.at_risk)
    mainland = sum(most[cohort.id] for cohort in inland)
    spread_evenly = SHARE_THAT_COULD_MOVE * heads / periods
    leave = max(4, round(1.5 * spread_evenly)) if departures_bind else mainland
    abroad = sorted({o.jurisdiction for o in offices if o.jurisdiction != CHINA and o.relocation})
    year, period = QuotaSpan.CALENDAR_YEAR, QuotaSpan.PERIOD
    return (
        *(
            _quota(f"arrivals-{office.id}", QuotaKind.ARRIVALS, office.id, period, a_period)
            for office in offices
            if office.id != SHANGHAI
        ),
        _quota("departures", QuotaKind.DEPARTURES, SHANGHAI, period, leave),
        *(
            _quota(f"visas-{place}", QuotaKind.VISAS, place, year, a_period, law=True)
            for place in (*abroad, CHINA)
        ),
        _quota("redundancies", QuotaKind.REDUNDANCIES, CHINA, year, max(5, mainland // 10)),
        _quota("at-risk", QuotaKind.PEOPLE_AT_RISK, CHINA, period, at_risk),
    )


def _quota(
    name: str, kind: QuotaKind, at: str, span: QuotaSpan, heads: int, *, law: bool = False
) -> Quota:
    return Quota(id=name, kind=kind, at=at, span=span, heads=heads, law=law, source=ASSUMED)


def budget(heads: int, periods: Sequence[Period]) -> Budget:
    """Cash for about three moves in ten, no more than a fair share and a quarter a year."""
    total = round(SHARE_THAT_COULD_MOVE * heads * CASH_A_HEAD / 1000) * 1000
    years = sorted({period.fiscal_year for period in periods})
    lengths = {year: sum(p.fiscal_year == year for p in periods) for year in years}
    return Budget(
        total=_dollars(total),
        by_fiscal_year=tuple(
            FiscalYearBudget(
                fiscal_year=year,
                limit=_dollars(round(1.25 * total * lengths[year] / len(periods))),
            )
            for year in years
        ),
    )


def _dollars(units: int) -> Money:
    return Money(currency="USD", amount=units * 100)


def separations(planning_date: date) -> tuple[Separations, ...]:
    """Past redundancies inside the window of the law, below its line."""
    on = date(planning_date.year, 1, 15)
    return (
        Separations(entity=SERVICES, on=on, heads=7),
        Separations(entity=BANK, on=on, heads=3),
    )
