"""Stranded cohorts: those that may move and have nowhere to go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from models.remarks import Remark
from models.workforce import Cohort
from planner.lint.lint import Lint, Subject, counted, named
from planner.lint.ways import Ways, shutting


def find(subject: Subject) -> Iterable[Remark]:
    """Each cohort of which the rules together let no post go anywhere, by any mode, at any time.

    One that only goes to its own office, or whose posts all must stay, is meant to stay.
    """
    for c, cohort in enumerate(subject.scenario.cohorts):
        if subject.ways.possible[c].any() or not subject.ways.movable[c] or _is_home_bound(cohort):
            continue
        yield Remark(
            lint=LINT.name,
            words=f"{cohort.id} ({counted(cohort.posts)}) can go nowhere: {_why(subject.ways, c)}",
            table="cohorts",
            row=cohort.id,
            field="only_to",
            next_step=f"If it is meant to stay, write {cohort.office} in only_to; if not, open a "
            "way.",
        )


def _is_home_bound(cohort: Cohort) -> bool:
    return set(cohort.only_to) == {cohort.office}


def _why(ways: Ways, cohort: int) -> str:
    """Rules with the offices that they shut; the more telling ones, that more rules shut, first."""
    offices = ways.sets.scenario.offices
    shut: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for o, office in enumerate(offices):
        if o != ways.sets.home[cohort]:
            shut[shutting(ways, cohort, o)].append(office.id)
    if not shut:
        return "there is no other office"
    telling = sorted(shut.items(), key=lambda each: (-len(each[0]), each[0]))
    return "; ".join(
        f"{', '.join(rules)} {'shut' if len(rules) > 1 else 'shuts'} {named(names)}"
        for rules, names in telling
    )


LINT = Lint(
    name="stranded_cohorts",
    sentence="A cohort that may move and for which the rules leave no move at all.",
    find=find,
)
