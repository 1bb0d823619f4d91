"""Service bands cost in severance what the people cost, and none is about few people."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.labour import Severance
from models.money import Money
from models.provenance import Certainty, Provenance
from planner.roster.bands import CohortBands, bands_of
from planner.roster.posts import Post, Standing

FLOOR = 5
NO_LAW = Provenance(source="assumption", as_of=date(2026, 1, 1), certainty=Certainty.ASSUMPTION)
CAPPED = Severance(
    months_per_year=1,
    wage_cap=Money(currency="CNY", amount=3_000_000),
    years_cap=12,
    years_cap_only_above_wage_cap=True,
    provenance=NO_LAW,
)


def person(monthly: int, years: int) -> Post:
    return Post(0, "shanghai", "bank", "aml", "", Standing.FILLED, monthly * 12 * 100, "CNY",
                years * 12, False)  # fmt: skip


def banded(*people: Post, law: Severance = CAPPED) -> CohortBands:
    return bands_of("aml", people, "CNY", law, lambda money: float(money.amount), FLOOR)


def test_people_on_both_sides_of_a_cap_are_priced_row_by_row() -> None:
    """Worked by hand: five at 20,000 with 20 years get 400,000 each, five at 50,000 with 20 years
    get 12 x 30,000 = 360,000. Mean pay and service together would give 12 x 30,000 to all."""
    found = banded(*[person(20_000, 20), person(50_000, 20)] * 5)

    assert found.by_row == 100 * (5 * 400_000 + 5 * 360_000)
    assert found.by_band == found.by_row
    assert {(band.posts, str(band.monthly_wage)) for band in found.bands} == {
        (5, "CNY 20000.00"),
        (5, "CNY 50000.00"),
    }


def test_long_service_of_the_dear_counts_in_the_wage_of_a_band() -> None:
    """Pay and service are linked: 4 x 10,000 x 1 year and 28,000 x 5 years are 180,000; mean pay
    and mean service would give 5 x 13,600 x 1.8 = 122,400. Weighed by pay, service is 32 months."""
    found = banded(*[person(10_000, 1)] * 4, person(28_000, 5))

    assert found.by_row == 100 * 180_000
    assert [(band.posts, band.years, band.months) for band in found.bands] == [(5, 2, 8)]
    assert found.by_band == pytest.approx(found.by_row, rel=0.01)


def test_unknown_service_lists_no_band() -> None:
    unknown = person(10_000, 1)._replace(months=-1)

    assert banded(*[person(10_000, 1)] * 5, unknown).bands == ()


people = st.builds(person, monthly=st.integers(5_000, 60_000), years=st.integers(0, 30))


@settings(max_examples=60, deadline=None)
@given(st.lists(people, min_size=FLOOR, max_size=60))
def test_every_person_is_in_a_band_of_several(drawn: list[Post]) -> None:
    """And under a law without caps the bands cost what the rows cost, to the rounding."""
    found = banded(*drawn, law=CAPPED.model_copy(update={"wage_cap": None, "years_cap": None}))

    assert sum(band.posts for band in found.bands) == len(drawn)
    assert all(band.posts >= FLOOR for band in found.bands)
    assert found.by_band == pytest.approx(found.by_row, rel=0.01)
