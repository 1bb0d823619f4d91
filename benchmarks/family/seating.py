"""Seats: a few to spare everywhere, more in blocks abroad and at the second mainland site."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from benchmarks.family.drawing import Rates, local
from benchmarks.family.places import SHANGHAI, cities
from models.places import Office
from models.workforce import Cohort, HeadcountStep

TO_SPARE = 0.03
BLOCKS, LARGEST_SHARE = 6, 0.55
"""All blocks of all offices together would seat about this share of everyone."""


def with_seats(
    offices: Sequence[Office],
    cohorts: Sequence[Cohort],
    steps: Sequence[HeadcountStep],
    rates: Rates,
) -> tuple[Office, ...]:
    """Offices with seats for everyone who is there, whatever the headcount, and little more."""
    most = {cohort.id: cohort.posts for cohort in cohorts}
    for step in steps:
        most[step.cohort] = max(most[step.cohort], step.posts)
    taken = {office.id: 0.0 for office in offices}
    for cohort in cohorts:
        taken[cohort.office] += most[cohort.id] * cohort.seats_per_head
    block = max(5, round(sum(taken.values()) * LARGEST_SHARE / BLOCKS / len(offices) / 5) * 5)
    return tuple(
        office.model_copy(update=_seats(office, taken, block, city.currency, rates))
        for office, city in zip(offices, cities(len(offices)), strict=True)
    )


def _seats(
    office: Office, taken: Mapping[str, float], block: int, currency: str, rates: Rates
) -> dict[str, object]:
    seats = math.ceil(taken[office.id] * (1 + TO_SPARE)) + 2
    if office.id == SHANGHAI:
        return {"seats": seats}
    return {
        "seats": seats,
        "block_seats": block,
        "max_blocks": BLOCKS,
        "block_fit_out": local(6500 * block, currency, rates),
        "block_lease": local(3500 * block, currency, rates),
        "block_lead_days": 120,
    }
