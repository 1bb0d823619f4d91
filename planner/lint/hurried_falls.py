"""Hurried falls: posts fall away before people can have been heard and have signed."""

from __future__ import annotations

from collections.abc import Iterable

from models.remarks import Remark
from planner.lint.lint import Lint, Subject


def find(subject: Subject) -> Iterable[Remark]:
    """Steps of headcount that leave less time than talks and agreements take, the first of each."""
    scenario = subject.scenario
    places = {office.id: office.jurisdiction for office in scenario.offices}
    laws = {place.id: place for place in scenario.jurisdictions}
    for cohort in scenario.cohorts:
        law, before = laws[places[cohort.office]], cohort.posts - cohort.vacant
        hearing = law.mass_redundancy.consultation_days if law.mass_redundancy else 0
        signing = law.severance.agreement.days if law.severance.agreement else 0
        for period, posts in zip(scenario.periods, scenario.posts[cohort.id], strict=True):
            left = (period.starts - scenario.planning_date).days
            if posts < before and signing and left < hearing + signing:
                steps = (each for each in scenario.headcount if each.cohort == cohort.id)
                days = (each.effective_from for each in steps)
                step = max((day for day in days if day <= period.starts), default=period.starts)
                yield Remark(
                    lint=LINT.name,
                    words=f"posts of {cohort.id} fall {left} days after the planning date, on "
                    f"{period.starts}: to consult and then have agreements signed takes "
                    f"{hearing} and {signing} days, so that less is left to sign",
                    table="headcount",
                    row=f"{cohort.id}/{step}",
                    field="effective_from",
                    next_step="Let them fall later, or begin sooner and say so in under_way.",
                )
                break
            before = posts


LINT = Lint(
    name="hurried_falls",
    sentence="Posts that fall away before people can have been consulted on and have signed.",
    find=find,
)
