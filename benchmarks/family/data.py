"""Populations, datasets, and who can reach them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.family.drawing import some
from benchmarks.family.places import ASSUMED, CHINA, EXPORTERS, SERVICES
from models.data import Access, DataClass, Dataset, ExemptGround, Population, Touch
from models.money import Money
from models.obligations import Obligation, ObligationAbout
from models.places import Entity, Office
from models.routes import DataGroup, ExportedToDate, RouteInForce, RouteKind
from models.workforce import Cohort

CONTACTS, CORE, SYSTEM, REFERENCE = "contacts", "core-map", "bank-system", "reference"


def populations(count: int, draw: Random) -> tuple[Population, ...]:
    """Groups of 10^2 to 10^5.7 individuals, spread evenly over the orders of magnitude."""
    return (
        Population(id=CONTACTS, name="Contacts that leave today", individuals=150_000),
        *(
            Population(id=f"p{i:03d}", name=f"Population {i}", individuals=individuals)
            for i in range(count)
            for individuals in (round(10 ** draw.uniform(2, 5.7)),)
        ),
    )


def datasets(
    count: int, people: Sequence[Population], entities: Sequence[Entity], draw: Random
) -> tuple[Dataset, ...]:
    """Three of ten sensitive, one of twenty important; three quarters with mainland handlers.

    Beside these: one that leaves already, a core one, a protected system, and one on nobody.
    """
    named = [population.id for population in people if population.id != CONTACTS]
    important = set(some(draw, range(count), 0.05))
    sensitive = set(some(draw, [i for i in range(count) if i not in important], 0.3))
    abroad = [entity for entity in entities if entity.jurisdiction != CHINA]
    made = [
        _dataset(CONTACTS, SERVICES, DataClass.PERSONAL, CONTACTS),
        _dataset(CORE, EXPORTERS[1], DataClass.CORE, None),
        _dataset(SYSTEM, EXPORTERS[1], DataClass.SENSITIVE, named[0], level=3),
        _dataset(REFERENCE, SERVICES, DataClass.NONE, None),
    ]
    for i in range(count):
        inland = i % 4 != 3
        handler = EXPORTERS[i % 4] if inland else draw.choice(abroad).id
        stored_in = CHINA if inland else handler.removesuffix("-branch")
        data_class = DataClass.PERSONAL
        if i in important and inland:
            data_class = DataClass.IMPORTANT
        elif i in sensitive:
            data_class = DataClass.SENSITIVE
        about = None if data_class is DataClass.IMPORTANT else draw.choice(named)
        level = draw.choice((None, 2, 3)) if inland else None
        made.append(_dataset(f"d{i:03d}", handler, data_class, about, stored_in, level))
    return tuple(made)


def _dataset(
    name: str,
    entity: str,
    data_class: DataClass,
    population: str | None,
    stored_in: str = CHINA,
    level: int | None = None,
) -> Dataset:
    return Dataset(
        id=name,
        name=name,
        entity=entity,
        data_class=data_class,
        population=population,
        mlps_level=level,
        stored_in=stored_in,
        notified_by="assumption: drawn" if data_class is DataClass.IMPORTANT else "",
    )


def access(
    cohorts: Sequence[Cohort],
    datasets_: Sequence[Dataset],
    offices: Sequence[Office],
    share: float,
    draw: Random,
) -> tuple[Access, ...]:
    """One to three datasets of the employer for a share of the cohorts; a few links special.

    Some cohorts abroad reach mainland data already: contacts under a route, others by an exempt
    ground. None of them breaks a rule by staying where it is.
    """
    inland = {office.id for office in offices if office.jurisdiction == CHINA}
    of: dict[str, list[str]] = {}
    for dataset in datasets_:
        if dataset.id not in {CONTACTS, CORE, REFERENCE}:
            of.setdefault(dataset.entity, []).append(dataset.id)
    links = [
        Access(
            cohort=cohort.id,
            dataset=name,
            exempt_ground=ExemptGround.COLLECTED_ABROAD if draw.random() < 0.12 else None,
            touches=Touch.YES if draw.random() < 0.95 else Touch.UNKNOWN,
        )
        for cohort in some(draw, cohorts, share)
        if cohort.entity in of
        for name in draw.sample(of[cohort.entity], min(len(of[cohort.entity]), draw.randint(1, 3)))
    ]
    return (*links, *_special(cohorts, inland, datasets_, draw))


def _special(
    cohorts: Sequence[Cohort], inland: set[str], datasets_: Sequence[Dataset], draw: Random
) -> Iterator[Access]:
    here = [cohort for cohort in cohorts if cohort.office in inland]
    there = [cohort for cohort in cohorts if cohort.office not in inland]
    for cohort in some(draw, here, 0.03):
        yield Access(cohort=cohort.id, dataset=CORE)
    for cohort in some(draw, there, 0.1):
        yield Access(cohort=cohort.id, dataset=CONTACTS)
    mainland = [d.id for d in datasets_ if d.stored_in == CHINA and d.population is not None]
    lawful = [name for name in mainland if name not in {CONTACTS, SYSTEM}]
    for cohort in some(draw, there, 0.2):
        yield Access(
            cohort=cohort.id,
            dataset=draw.choice(lawful),
            exempt_ground=ExemptGround.COLLECTED_ABROAD,
        )
    for cohort in some(draw, cohorts, 0.1):
        yield Access(cohort=cohort.id, dataset=REFERENCE)


def routes() -> tuple[RouteInForce, ...]:
    """The route of what leaves today."""
    contract = RouteKind.STANDARD_CONTRACT
    return (RouteInForce(entity=SERVICES, group=DataGroup.PERSONAL, route=contract),)


def exported() -> tuple[ExportedToDate, ...]:
    """What has left since January."""
    return (ExportedToDate(entity=SERVICES, population=CONTACTS, data_class=DataClass.PERSONAL),)


def obligations() -> tuple[Obligation, ...]:
    """What the service company pays while posts on the mainland can reach sensitive data."""
    return (
        Obligation(
            id="audits",
            name="Audits of personal information protection",
            entity=SERVICES,
            jurisdiction=CHINA,
            about=ObligationAbout.POSTS_WITH_ACCESS,
            data_classes=(DataClass.PERSONAL, DataClass.SENSITIVE),
            set_up=Money(currency="CNY", amount=500_000_00),
            yearly=Money(currency="CNY", amount=1_200_000_00),
            source=ASSUMED,
        ),
    )
