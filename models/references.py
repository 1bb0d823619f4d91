"""Whether the tables of a scenario fit together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from models.base import Frozen
from models.flaw import Flaw
from models.limits import QuotaKind, TeamKind
from models.money import Money
from models.range_flaws import range_flaws
from models.risk import Channel
from models.routes import group_of
from models.tables import TABLE_KEYS, row_key
from models.workforce import PlaceKind

if TYPE_CHECKING:
    from models.scenario import Scenario


FIRST_YEAR, LAST_YEAR = 2000, 2199
"""Years in which a planning date makes sense."""


def flaws(scenario: Scenario) -> list[Flaw]:
    """Everything that does not fit, in reading order."""
    if not FIRST_YEAR <= scenario.planning_date.year <= LAST_YEAR:
        found, between = str(scenario.planning_date), f"is not between {FIRST_YEAR} and {LAST_YEAR}"
        return [Flaw("planning_date", (), "", between, found)]
    return [
        *_duplicates(scenario),
        *_dangling(scenario),
        *_currencies(scenario),
        *_pay(scenario),
        *_headcount(scenario),
        *_service(scenario),
        *_blocks(scenario),
        *_teams(scenario),
        *_export_topics(scenario),
        *_losses(scenario),
        *_handlers(scenario),
        *_periods(scenario),
        *_under_way(scenario),
        *range_flaws(scenario),
    ]


REFERENCES = (
    ("entities", "jurisdiction", "jurisdictions"),
    ("offices", "jurisdiction", "jurisdictions"),
    ("offices", "entity", "entities"),
    ("pay", "role", "roles"),
    ("pay", "office", "offices"),
    ("cohorts", "role", "roles"),
    ("cohorts", "entity", "entities"),
    ("cohorts", "office", "offices"),
    ("cohorts", "only_to", "offices"),
    ("cohorts", "never_to", "offices"),
    ("headcount", "cohort", "cohorts"),
    ("service", "cohort", "cohorts"),
    ("presence", "roles", "roles"),
    ("datasets", "entity", "entities"),
    ("datasets", "population", "populations"),
    ("datasets", "stored_in", "jurisdictions"),
    ("access", "cohort", "cohorts"),
    ("access", "dataset", "datasets"),
    ("cases", "entity", "entities"),
    ("cases", "jurisdiction", "jurisdictions"),
    ("cases", "topic", "topics"),
    ("signals", "matter", "matters"),
    ("presence", "dataset", "datasets"),
    ("effects", "measure", "measures"),
    ("effects", "case", "cases"),
    ("effects", "dataset", "datasets"),
    ("effects", "cohort", "cohorts"),
    ("routes", "entity", "entities"),
    ("exported", "entity", "entities"),
    ("exported", "population", "populations"),
    ("teams", "cohorts", "cohorts"),
    ("acceptance", "cohort", "cohorts"),
    ("acceptance", "office", "offices"),
    ("separations", "entity", "entities"),
    ("costs", "cohort", "cohorts"),
    ("costs", "office", "offices"),
    ("incumbent", "cohort", "cohorts"),
    ("incumbent", "destination", "offices"),
)
"""Table, field, and the table whose ids the field names."""


class _Known:
    """Ids of a table: in order for whoever reads them, and as a set, for tables are long."""

    def __init__(self, listed: tuple[str, ...]) -> None:
        self.listed, self.ids = listed, frozenset(listed)


def _rows(scenario: Scenario, table: str) -> Iterator[tuple[tuple[str, ...], Frozen]]:
    for row in getattr(scenario, table):
        yield row_key(table, row), row


def _duplicates(scenario: Scenario) -> Iterator[Flaw]:
    for table, fields in TABLE_KEYS.items():
        counts = Counter(key for key, _ in _rows(scenario, table))
        for key, count in counts.items():
            if count > 1:
                yield Flaw(table, key, fields[0], f"stands {count} times; keep one", key[0])


def _dangling(scenario: Scenario) -> Iterator[Flaw]:
    known = {
        table: _Known(tuple(row.id for row in getattr(scenario, table)))
        for table in {target for _, _, target in REFERENCES}
    }
    for table, field, target in REFERENCES:
        for key, row in _rows(scenario, table):
            value = getattr(row, field)
            names = value if isinstance(value, tuple) else () if value is None else (value,)
            yield from _unknown(names, known[target], Flaw(table, key, field, target))
    kinds = {
        PlaceKind.OFFICE: "offices",
        PlaceKind.ENTITY: "entities",
        PlaceKind.JURISDICTION: "jurisdictions",
    }
    for row in scenario.presence:
        target = kinds[row.place]
        yield from _unknown((row.at,), known[target], Flaw("presence", (row.id,), "at", target))
    for quota in scenario.quotas:
        target = "offices" if quota.kind is QuotaKind.ARRIVALS else "jurisdictions"
        yield from _unknown((quota.at,), known[target], Flaw("quotas", (quota.id,), "at", target))


def _unknown(names: Collection[str], known: _Known, at: Flaw) -> Iterator[Flaw]:
    for name in names:
        if name not in known.ids:
            yield Flaw(
                at.table,
                at.key,
                at.field,
                f"is not among the {at.message}",
                name,
                known.listed,
                lacks=(at.message, name),
            )


def _currencies(scenario: Scenario) -> Iterator[Flaw]:
    known = {rate.currency for rate in scenario.rates} | {scenario.currency}
    jurisdictions = {place.id for place in scenario.jurisdictions}
    places: list[tuple[str, tuple[str, ...], object]] = [
        (table, key, row)
        for table in (
            "jurisdictions",
            "offices",
            "pay",
            "service",
            "losses",
            "cases",
            "measures",
            "costs",
        )
        for key, row in _rows(scenario, table)
        # Shared losses of places that the scenario does without cost it nothing.
        if table != "losses" or key[0] in jurisdictions
    ]
    places += [
        (setting, (), getattr(scenario, setting))
        for setting in ("budget", "exposure_cap", "churn", "under_way")
    ]
    for table, key, row in places:
        for field, money in _amounts(row):
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
        # An unknown role or office is told as such.
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


def _headcount(scenario: Scenario) -> Iterator[Flaw]:
    for step in scenario.headcount:
        if step.effective_from <= scenario.planning_date:
            yield Flaw(
                "headcount",
                (step.cohort, str(step.effective_from)),
                "effective_from",
                f"is not after the planning date {scenario.planning_date}; "
                "posts up to that date belong in cohorts",
                str(step.effective_from),
            )


def _service(scenario: Scenario) -> Iterator[Flaw]:
    counted: defaultdict[str, int] = defaultdict(int)
    for band in scenario.service:
        counted[band.cohort] += band.posts
    for cohort in scenario.cohorts:
        people = cohort.posts - cohort.vacant
        if cohort.id in counted and counted[cohort.id] != people:
            yield Flaw(
                "service",
                (cohort.id,),
                "posts",
                f"add up to another number than the {people} filled posts of the cohort",
                str(counted[cohort.id]),
            )


def _blocks(scenario: Scenario) -> Iterator[Flaw]:
    for office in scenario.offices:
        if office.max_blocks and not (
            office.block_seats and office.block_fit_out and office.block_lease
        ):
            yield Flaw(
                "offices",
                (office.id,),
                "max_blocks",
                "needs block_seats, block_fit_out and block_lease beside it",
                str(office.max_blocks),
            )


def _teams(scenario: Scenario) -> Iterator[Flaw]:
    cohorts = {cohort.id: cohort for cohort in scenario.cohorts}
    stepped = {step.cohort for step in scenario.headcount}
    for team in scenario.teams:
        members = [cohorts[name] for name in team.cohorts if name in cohorts]
        if team.kind in {TeamKind.INDIVISIBLE, TeamKind.TOGETHER}:
            for cohort in members:
                if cohort.id in stepped:
                    yield Flaw(
                        "teams",
                        (team.id,),
                        "cohorts",
                        "cannot move whole while its posts change; take it out of headcount",
                        cohort.id,
                    )
        if team.kind is TeamKind.TOGETHER and len({cohort.office for cohort in members}) > 1:
            yield Flaw("teams", (team.id,), "cohorts", "sit at different offices today", team.id)


def _export_topics(scenario: Scenario) -> Iterator[Flaw]:
    for topic in scenario.topics:
        groups = {group_of(each) for each in topic.data_classes}
        if topic.channel is Channel.EXPORT and (len(groups) > 1 or None in groups):
            yield Flaw(
                "topics",
                (topic.id,),
                "data_classes",
                "must fall under one route: personal and sensitive, or important",
                ";".join(topic.data_classes),
            )


def _losses(scenario: Scenario) -> Iterator[Flaw]:
    known = {(row.jurisdiction, row.topic) for row in scenario.losses}
    for case in scenario.cases:
        if case.loss is None and (case.jurisdiction, case.topic) not in known:
            message = "is not given, and losses have no default for its jurisdiction and topic"
            lacks = "losses", case.jurisdiction, case.topic
            yield Flaw("cases", (case.id,), "loss", message, lacks=lacks)


def _handlers(scenario: Scenario) -> Iterator[Flaw]:
    lawful = {place.id for place in scenario.jurisdictions if place.exports is not None}
    homes = {entity.id: entity.jurisdiction for entity in scenario.entities}
    for dataset in scenario.datasets:
        if dataset.stored_in in lawful and homes.get(dataset.entity) != dataset.stored_in:
            yield Flaw(
                "datasets",
                (dataset.id,),
                "entity",
                f"is not of {dataset.stored_in}, whose law on exports needs a handler of its own",
                dataset.entity,
                tuple(name for name, place in homes.items() if place == dataset.stored_in),
            )


def _under_way(scenario: Scenario) -> Iterator[Flaw]:
    """What is under way names what the scenario has, in periods of its horizon."""
    tables = {
        "cohort": tuple(each.id for each in scenario.cohorts),
        "destination": tuple(each.id for each in scenario.offices),
        "office": tuple(each.id for each in scenario.offices),
        "measure": tuple(each.id for each in scenario.measures),
        "entity": tuple(each.id for each in scenario.entities),
        "period": tuple(period.label for period in scenario.periods),
    }
    for part in type(scenario.under_way).model_fields:
        for row in getattr(scenario.under_way, part):
            for field, known in tables.items():
                value = getattr(row, field, None)
                if value is not None and value not in known:
                    message = "is not in the scenario or its horizon"
                    yield Flaw("under_way", (), f"{part}.{field}", message, value, known)


def _periods(scenario: Scenario) -> Iterator[Flaw]:
    known = tuple(period.label for period in scenario.periods)
    for move in scenario.incumbent:
        if move.period not in known:
            key = (move.cohort, move.destination, move.mode, move.period)
            yield Flaw("incumbent", key, "period", "is not in the horizon", move.period, known)
    frozen = scenario.churn.frozen_until
    if frozen is not None and ("Q" in frozen) != ("Q" in known[0]):
        message = f"is not a {scenario.horizon.period} of the calendar"
        yield Flaw("churn", (), "frozen_until", message, frozen, known)
