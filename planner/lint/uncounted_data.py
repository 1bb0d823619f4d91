"""Uncounted data: personal data about nobody in particular, where law counts people."""

from __future__ import annotations

from collections.abc import Iterable

from models.data import DataClass
from models.remarks import Remark
from models.routes import DataGroup
from planner.lint.lint import Lint, Subject

PERSONAL = {DataClass.PERSONAL, DataClass.SENSITIVE}


def find(subject: Subject) -> Iterable[Remark]:
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
                lint=LINT.name,
                words=f"{dataset.id} holds {dataset.data_class} data and has no population, so its "
                f"export counts as nobody under the law of {dataset.stored_in}",
                table="datasets",
                row=dataset.id,
                field="population",
                next_step="Name whom it is about.",
            )


LINT = Lint(
    name="uncounted_data",
    sentence="Personal data without a population, where a law on exports counts individuals.",
    find=find,
)
