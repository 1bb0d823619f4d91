"""Data without a count of people, without a notified class, or with unconfirmed access."""

from __future__ import annotations

from collections.abc import Iterable

from models.account import ROW, Remark
from models.data import DataClass, Touch
from models.readable import counted
from models.routes import DataGroup
from planner.lint.lint import Subject, lint


@lint("Access that nobody has confirmed or denied; it counts as access.")
def unknown_access(subject: Subject) -> Iterable[Remark]:
    """Each link that nobody has confirmed."""
    posts = {cohort.id: cohort.posts for cohort in subject.scenario.cohorts}
    for link in subject.scenario.access:
        if link.touches is Touch.UNKNOWN:
            yield Remark(
                lint=unknown_access.name,
                sentence=f"nobody has confirmed that {link.cohort} "
                f"({counted(posts[link.cohort], 'post')}) can reach {link.dataset}; "
                "it counts as access",
                table="access",
                row=f"{link.cohort}/{link.dataset}",
                field="touches",
                next_step="Find out, then write yes or take the line out.",
            )


PERSONAL = {DataClass.PERSONAL, DataClass.SENSITIVE}


@lint("Personal data without a population, where a law on exports counts individuals.")
def uncounted_data(subject: Subject) -> Iterable[Remark]:
    """Each dataset with personal data and no population, stored where a law on exports holds."""
    scenario = subject.scenario
    lawful = {
        place.id
        for place in scenario.jurisdictions
        if place.exports is not None and place.exports.regulates(DataGroup.PERSONAL)
    }
    for dataset in scenario.datasets:
        if (
            dataset.data_class in PERSONAL
            and dataset.population is None
            and dataset.stored_in in lawful
        ):
            yield Remark(
                lint=uncounted_data.name,
                sentence=f"{ROW} holds {dataset.data_class} data and has no population, so its "
                f"export counts nobody under the law of {dataset.stored_in}",
                table="datasets",
                row=dataset.id,
                field="population",
                next_step="Name the population that it is about.",
            )


ASSUMED = "assumption"


@lint("Important data that nobody has notified or published as such.")
def assumed_important(subject: Subject) -> Iterable[Remark]:
    """Each dataset whose class is important by assumption alone."""
    for dataset in subject.scenario.datasets:
        important = dataset.data_class is DataClass.IMPORTANT
        if important and dataset.notified_by.strip().lower().startswith(ASSUMED):
            yield Remark(
                lint=assumed_important.name,
                sentence=f"{ROW} is important data by assumption only: nobody has notified or "
                "published it as such, and only then must it be treated so",
                table="datasets",
                row=dataset.id,
                field="notified_by",
                next_step="Check the regulator's catalogue, ask counsel; plan without it as well.",
            )
