"""Offices and employers: two offices in mainland China, the others around Asia."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from random import Random

from benchmarks.family.drawing import Rates, local, some
from models.places import Entity, Office
from models.workforce import PayRate, Role

ASSUMED = "assumption of the benchmark"
CHINA, SHANGHAI, SECOND_SITE = "china", "shanghai", "dalian"
SERVICES, BANK, SECURITIES = "china-services", "china-bank", "china-securities"
EXPORTERS = (SERVICES, BANK, SECURITIES)
"""Entities in mainland China: each needs routes of its own for what leaves."""


@dataclass(frozen=True, slots=True)
class City:
    """What an office there is like."""

    id: str
    jurisdiction: str
    currency: str
    pay: float
    """Against Shanghai."""
    package: int | None
    """US dollars for a transfer in, permit included; none where nobody is transferred to."""
    visa_days: int
    hiring_days: int
    languages: tuple[str, ...]


MAINLAND = (
    City(SHANGHAI, CHINA, "CNY", 1.0, 10000, 60, 55, ("english", "mandarin")),
    City(SECOND_SITE, CHINA, "CNY", 0.74, 13000, 60, 50, ("english", "japanese", "mandarin")),
)
ABROAD = (
    City("hong-kong", "hongkong", "HKD", 1.5, 30000, 40, 80, ("cantonese", "english", "mandarin")),
    City("bengaluru", "india", "INR", 0.44, 21000, 75, 95, ("english",)),
    City("singapore", "singapore", "SGD", 1.45, 36000, 35, 85, ("english", "mandarin")),
    City("kuala-lumpur", "malaysia", "MYR", 0.55, 21000, 110, 80, ("english", "mandarin")),
    City("manila", "philippines", "PHP", 0.42, None, 0, 65, ("english",)),
    City("tokyo", "japan", "JPY", 1.4, 38000, 90, 120, ("english", "japanese")),
)


def cities(offices: int) -> tuple[City, ...]:
    """One city for each office; those abroad come again once all have had their turn."""
    return (*MAINLAND, *islice(cycle(ABROAD), offices - len(MAINLAND)))


def entities(offices: int) -> tuple[Entity, ...]:
    """Three legal persons in mainland China and one in every other jurisdiction."""
    abroad = dict.fromkeys(city.jurisdiction for city in cities(offices)[len(MAINLAND) :])
    return (
        Entity(id=SERVICES, name="Services company", jurisdiction=CHINA),
        Entity(id=BANK, name="Bank subsidiary", jurisdiction=CHINA, other_staff=40),
        Entity(id=SECURITIES, name="Securities company", jurisdiction=CHINA),
        *(Entity(id=f"{place}-branch", name=place, jurisdiction=place) for place in abroad),
    )


def offices(
    count: int, roles: Sequence[Role], lease_break: date, rates: Rates, draw: Random
) -> tuple[Office, ...]:
    """Offices without seats yet: who can be hired there, how fast, and for how much.

    Mainland offices can hire for every role, so that whoever is at home there could be.
    """
    skills = sorted({skill for role in roles for skill in role.skills})
    licences = sorted({licence for role in roles for licence in role.licences})
    made = []
    for i, city in enumerate(cities(count)):
        at_home = i < len(MAINLAND)
        turn = (i - len(MAINLAND)) // len(ABROAD)
        made.append(
            Office(
                id=city.id if at_home or not turn else f"{city.id}-{turn + 1}",
                name=city.id,
                jurisdiction=city.jurisdiction,
                entity=_employer(city),
                seats=0,
                lease=local(4200 * city.pay, city.currency, rates) if at_home else None,
                lease_break=lease_break if at_home else None,
                skills=tuple(skills if at_home else some(draw, skills, 0.85)),
                languages=city.languages,
                licences=tuple(licences if at_home else some(draw, licences, 0.75)),
                visa_days=city.visa_days,
                hiring_days=city.hiring_days,
                visa=None if city.package is None else local(1500, city.currency, rates),
                relocation=None
                if city.package is None
                else local(city.package * draw.uniform(0.9, 1.1), city.currency, rates),
                hiring_share=round(draw.uniform(0.12, 0.2), 3),
            )
        )
    return tuple(made)


def _employer(city: City) -> str:
    if city.jurisdiction != CHINA:
        return f"{city.jurisdiction}-branch"
    return SERVICES if city.id == SHANGHAI else BANK


def pay(
    offices_: Sequence[Office], roles: Sequence[Role], rates: Rates, draw: Random
) -> tuple[PayRate, ...]:
    """Pay of every role on the mainland and of most elsewhere."""
    made = []
    bases = {role.id: draw.uniform(35_000, 85_000) for role in roles}
    for i, (office, city) in enumerate(zip(offices_, cities(len(offices_)), strict=True)):
        paid = roles if i < len(MAINLAND) else some(draw, roles, 0.95)
        for role in paid:
            dollars = bases[role.id] * city.pay * draw.uniform(0.92, 1.08)
            annual = local(dollars, city.currency, rates)
            made.append(PayRate(role=role.id, office=office.id, annual=annual))
    return tuple(made)
