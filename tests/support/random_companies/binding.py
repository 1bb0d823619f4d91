"""Which random company shows that a rule binds: ``python -m tests.support.random_companies.binding
arrivals pace`` looks for one for each of these rules.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product

from models.scenario import Scenario
from planner.audit import audit
from planner.books import books_of
from tests.support.judging import any_without, found_by
from tests.support.random_companies.company import KINDS, tiny_company

MOST_PLANS, SEEDS = 500, range(200)


def binds(company: Scenario, rule: str) -> bool:
    """Whether a rule forbids what would be cheapest, where something is lawful.

    The cheapest plan of a programme without the rule breaks it. A company in which promises are
    on hold does not count: with other limits out of reach, any plan might break them.
    """
    plan = found_by(company).plan
    unaware = None if plan is None or plan.holds else any_without(company, rule)
    if unaware is None:
        return False
    return any(each.rule == rule for each in audit(unaware, books_of(company)).violations)


def where_they_bind(rules: set[str]) -> Iterator[tuple[str, str, int]]:
    """Rule, kind and seed of the first company of each in which it binds, as they are found."""
    missing = set(rules)
    for seed, kind in product(SEEDS, KINDS):
        if missing:
            company = tiny_company(seed, MOST_PLANS, kind).scenario
            for rule in sorted(rule for rule in missing if binds(company, rule)):
                missing.remove(rule)
                yield rule, kind, seed


if __name__ == "__main__":
    for found in where_they_bind(set(sys.argv[1:])):
        print(*found, flush=True)  # noqa: T201
