"""Assumed important data: datasets that nobody has notified or published as important."""

from __future__ import annotations

from collections.abc import Iterable

from models.data import DataClass
from models.remarks import Remark
from planner.lint.lint import Lint, Subject

ASSUMED = "assumption"


def find(subject: Subject) -> Iterable[Remark]:
    """Each dataset whose class is important by assumption alone."""
    for dataset in subject.scenario.datasets:
        important = dataset.data_class is DataClass.IMPORTANT
        if important and dataset.notified_by.strip().lower().startswith(ASSUMED):
            yield Remark(
                lint=LINT.name,
                words=f"{dataset.id} is important data by assumption only: nobody has notified or "
                "published it as such, and only then need it be treated so",
                table="datasets",
                row=dataset.id,
                field="notified_by",
                next_step="Ask the regulator's catalogue and counsel; plan without it as well.",
            )


LINT = Lint(
    name="assumed_important",
    sentence="Important data that nobody has notified or published as such.",
    find=find,
)
