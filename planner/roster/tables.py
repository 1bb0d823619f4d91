"""Groups of posts -> the tables of a scenario; every figure is about several people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from pydantic import TypeAdapter, ValidationError

from models.base import Text
from models.money import Money
from models.places import Entity, Office
from models.workforce import Cohort, PayRate, Role
from planner.roster.cohorts import Grouping, PostGroup
from planner.roster.identifiers import RosterIds
from planner.roster.money import three_digits
from planner.roster.posts import Post
from planner.roster.vocabulary import OFFICES

RosterTables = Mapping[str, Sequence[Role | Entity | Office | Cohort | PayRate]]
"""Rows by the name of their table."""

AnnualPay = Callable[[Sequence[Post]], tuple[float, str]]
"""The sum of pay of some people, in the smallest unit of one currency."""

_TEXT: TypeAdapter[str] = TypeAdapter(Text)
_NAMES = {office: name for office, name, _ in OFFICES.values()}


def tables_of(
    grouping: Grouping,
    ids: RosterIds,
    written: Mapping[str, Mapping[str, str]],
    pay: AnnualPay,
    on_cost: float,
) -> RosterTables:
    """Tables of cohorts, and of what they refer to.

    Parameters
    ----------
    grouping
        Groups of posts.
    ids
        Their ids.
    written
        How names are written, by field.
    pay
        Adds pay up.
    on_cost
        Share of pay that the employer pays on top.
    """
    return {
        "entities": [
            Entity(id=each, name=_name(written["entity"].get(key, each), each),
                   jurisdiction=ids.jurisdictions[each])
            for key, each in ids.entities.items()
        ],
        "offices": _offices(grouping.groups, ids),
        "roles": [
            Role(id=each, name=_name(written["role"].get(key, key), each))
            for key, each in ids.roles.items()
        ],
        "cohorts": [_cohort(group, ids, written) for group in grouping.groups],
        "pay": _pay(grouping.groups, ids, pay, on_cost),
    }  # fmt: skip


def _name(written: str, fallback: str) -> str:
    """A name as the roster writes it, unless nobody could read it."""
    try:
        return _TEXT.validate_python(written) or fallback
    except ValidationError:
        return fallback


def _offices(groups: Sequence[PostGroup], ids: RosterIds) -> list[Office]:
    seats: Counter[str] = Counter()
    employers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        seats[group.key.office] += group.posts
        employers[group.key.office][ids.entities[group.key.entity]] += group.posts
    return [
        Office(
            id=office,
            name=_NAMES.get(office, office),
            jurisdiction=ids.jurisdictions[office],
            entity=max(sorted(employers[office]), key=lambda each: employers[office][each]),
            seats=posts,
        )
        for office, posts in sorted(seats.items())
    ]


def _cohort(group: PostGroup, ids: RosterIds, written: Mapping[str, Mapping[str, str]]) -> Cohort:
    key, id_ = group.key, ids.cohorts[group.key]
    names = [_NAMES.get(key.office, key.office), written["role"].get(key.role, key.role)]
    if sum((each.office, each.role) == (key.office, key.role) for each in ids.cohorts) > 1:
        names.append(written["entity"].get(key.entity, key.entity))
    return Cohort(
        id=id_,
        name=_name(", ".join(names), id_),
        role=ids.roles[group.key.role],
        entity=ids.entities[group.key.entity],
        office=group.key.office,
        posts=group.posts,
        vacant=len(group.vacancies),
        attrition=attrition_of(group),
    )


def attrition_of(group: PostGroup) -> float:
    """Leavers of the last year as a share of the people, of whom leavers count half.

    Whoever left within a year was there for half of it on average.
    """
    left = sum(post.left_lately for post in group.leavers)
    return round(min(left / (len(group.people) + left / 2), 1.0), 2)


def _pay(
    groups: Sequence[PostGroup], ids: RosterIds, pay: AnnualPay, on_cost: float
) -> list[PayRate]:
    people: defaultdict[tuple[str, str], list[Post]] = defaultdict(list)
    for group in groups:
        people[ids.roles[group.key.role], group.key.office] += group.people
    found = []
    for (role, office), here in sorted(people.items()):
        total, currency = pay(here)
        annual = three_digits(total / len(here) * (1 + on_cost))
        found.append(
            PayRate(role=role, office=office, annual=Money(currency=currency, amount=annual))
        )
    return found
