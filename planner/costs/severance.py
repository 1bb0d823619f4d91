"""Severance of one person by the law or custom of a jurisdiction."""

from __future__ import annotations

from models.labour_law import PartYear, Severance
from planner.valuation import Worth


def severance_due(
    rule: Severance, monthly_wage: float, months_of_service: int, worth: Worth
) -> float:
    """Amount due to one person made redundant, notice included.

    Parameters
    ----------
    rule
        Formula and its figures.
    monthly_wage
        In the smallest unit of the planning currency, like the result.
    months_of_service
        Full months at the day of separation.
    worth
        Converter into the planning currency.
    """
    counted_years = _years(rule.part_year, months_of_service)
    counted_wage = monthly_wage
    above_cap = rule.wage_cap is not None and monthly_wage > worth(rule.wage_cap)
    if rule.wage_cap is not None and above_cap:
        counted_wage = worth(rule.wage_cap)
    if rule.years_cap is not None and (above_cap or not rule.years_cap_only_above_wage_cap):
        counted_years = min(counted_years, rule.years_cap)
    due = rule.months_per_year * counted_years * counted_wage
    if rule.total_cap is not None:
        due = min(due, worth(rule.total_cap))
    return due + rule.notice_months * monthly_wage


def _years(part_year: PartYear, months_of_service: int) -> float:
    years, months = divmod(months_of_service, 12)
    if part_year is PartYear.IGNORED:
        return years
    if part_year is PartYear.PRO_RATA:
        return months_of_service / 12
    return years + (1 if months >= 6 else 0.5 if months > 0 else 0)
