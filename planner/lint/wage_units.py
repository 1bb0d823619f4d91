"""Wage units: monthly wages that look like a year's, or like thousands."""

from __future__ import annotations

from collections.abc import Iterable

from models.remarks import Remark
from planner.lint.lint import Lint, Subject
from planner.valuation import worth_in

MOST, LEAST = 3.0, 0.1
"""Twelve monthly wages as a share of the post's yearly cost, all told."""


def find(subject: Subject) -> Iterable[Remark]:
    """Each cohort with a wage that twelve times over does not fit the pay of its posts at home.

    Of several such bands, the one that is furthest off.
    """
    scenario, worth = subject.scenario, worth_in(subject.scenario)
    paid = {(row.role, row.office): worth(row.annual) for row in scenario.pay}
    for cohort in scenario.cohorts:
        annual = paid[cohort.role, cohort.office]
        bands = [
            (12 * worth(band.monthly_wage) / annual, band)
            for band in scenario.service
            if band.cohort == cohort.id and annual
        ]
        far = [each for each in bands if not LEAST <= each[0] <= MOST]
        if far:
            share, band = max(far, key=lambda each: abs(each[0] - 1))
            yield Remark(
                lint=LINT.name,
                words=f"twelve monthly wages of {band.monthly_wage} in {cohort.id} are "
                f"{share:.3g} times what the post costs a year",
                table="service",
                row=f"{cohort.id}/{band.years}/{band.months}/{band.monthly_wage}",
                field="monthly_wage",
                next_step="Is it the wage of one month, in the unit of the pay table?",
            )


LINT = Lint(
    name="wage_units",
    sentence="Monthly wages that do not fit the yearly cost of the post.",
    find=find,
)
