"""Unknown counts: people whom law protects or holds back, and whom nobody has counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from models.places import Jurisdiction
from models.remarks import Remark
from models.workforce import Mode
from planner.formulation.sets import MODES
from planner.lint.lint import Lint, Subject, named


def find(subject: Subject) -> Iterable[Remark]:
    """Cohorts that could be made redundant, or sent abroad, without a count, by jurisdiction."""
    scenario = subject.scenario
    for place in scenario.jurisdictions:
        yield from _remark(
            subject,
            place,
            "protected",
            Mode.REDUNDANCY,
            place.expected_protected_share,
            scenario.protected,
        )
        yield from _remark(
            subject,
            place,
            "exit_barred",
            Mode.TRANSFER,
            place.exit_barred_share,
            scenario.exit_barred,
        )


def _remark(
    subject: Subject,
    place: Jurisdiction,
    field: str,
    mode: Mode,
    share: float,
    expected: Mapping[str, int],
) -> Iterator[Remark]:
    uncounted = list(_uncounted(subject, place, field, mode))
    if not uncounted:
        return
    who = "protected from dismissal" if field == "protected" else "barred from leaving"
    heads = sum(expected[name] for name in uncounted)
    taken = f"{share:.1%} of the people of each, rounded up, {heads} in all, are"
    unsaid = field == "protected" and place.protected_share is None
    by = (
        f"as anywhere, since {place.name} has no share"
        if unsaid
        else f"by what {place.name} expects"
    )
    yield Remark(
        lint=LINT.name,
        words=f"nobody has counted who is {who} in {named(uncounted)}; "
        f"{taken if share else 'nobody is'} taken to be, {by}",
        table="cohorts",
        row=uncounted[0],
        field=field,
        next_step=f"Count them; or give {place.id} a {field}_share with its source.",
    )


def _uncounted(subject: Subject, place: Jurisdiction, field: str, mode: Mode) -> Iterator[str]:
    homes = {office.id: office.jurisdiction for office in subject.scenario.offices}
    abroad = np.array([office.jurisdiction != place.id for office in subject.scenario.offices])
    reach = abroad if mode is Mode.TRANSFER else np.ones_like(abroad)
    for c, cohort in enumerate(subject.scenario.cohorts):
        moves = subject.ways.possible[c, :, MODES.index(mode)][reach].any()
        if homes[cohort.office] == place.id and getattr(cohort, field) is None and moves:
            yield cohort.id


LINT = Lint(
    name="unknown_counts",
    sentence="People whom law protects or holds back, and whom nobody has counted.",
    find=find,
)
