"""A later roster -> dated counts of the cohorts that there are, and what they change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from models.errors import InputError, Problem, shown
from models.readable import counted
from models.scenario import Scenario
from models.workforce import Cohort, HeadcountStep
from planner.roster.asked import RosterTerms, terms_of
from planner.roster.cohorts import Grouping, GroupKey, PostGroup, grouped
from planner.roster.headcounts import table_with, write_counts
from planner.roster.mapping import MAPPING_FILE, RosterMapping
from planner.roster.other_roles import cohorts_of_other_roles
from planner.roster.posts import Posts, Standing
from planner.roster.reading import RosterColumns, read_roster
from planner.roster.receipt import (
    count_lines,
    few_lines,
    found_lines,
    joining_lines,
    rejected_lines,
    rows_line,
)
from planner.roster.receipt_line import ReceiptLine
from planner.roster.reconciliation import counted_rows
from planner.roster.rejections import rejected_rows
from planner.roster.row_reading import posts_of
from planner.scenario_files import change, load

_NO_COHORT = "its employer has no cohort at the office; add one to cohorts.csv first"
_NOT_COUNTED = ("pay", "currency", "hired")
"""Columns without which posts can be counted."""


@dataclass(frozen=True)
class HeadcountChange:
    """Posts of a cohort on the day of the roster, as foreseen and as counted."""

    cohort: str
    foreseen: int
    counted: int


@dataclass(frozen=True)
class RosterUpdate:
    """Dated counts out of a roster, not yet written; no row is left in it."""

    on: date
    changes: Sequence[HeadcountChange]
    """Of all cohorts at the offices of the roster, also of those that stay as they are."""
    found: Sequence[str]
    """What of the roster was read, for the screen."""
    joinings: Sequence[str]
    """Which groups are counted with which cohort, for the screen."""
    receipt: Sequence[ReceiptLine]
    file_hash: str

    @property
    def steps(self) -> tuple[HeadcountStep, ...]:
        """The counts that differ from what was foreseen."""
        return tuple(
            HeadcountStep(cohort=each.cohort, effective_from=self.on, posts=each.counted)
            for each in self.changes
            if each.counted != each.foreseen
        )

    def write(self, folder: Path) -> None:
        """Write the counts to the folder, and add to its receipt.

        Raises
        ------
        InputError
            A file cannot be written.
        """
        lines = [each.text for each in self.receipt]
        write_counts(folder, self.steps, self.on, lines, self.file_hash)


def update_of_roster(folder: Path, path: Path, on: date, mapping: RosterMapping) -> RosterUpdate:
    """Count the posts of a later roster by the cohorts of a scenario.

    Parameters
    ----------
    folder
        The scenario.
    path
        The roster.
    on
        Day on which the roster was true.
    mapping
        What its columns and values mean, with the ids of the scenario.

    Raises
    ------
    InputError
        A file cannot be read, something has to be said first, or the scenario does not allow the
        counts.
    """
    scenario = load(folder)
    if on <= scenario.planning_date:
        step = "Make a new scenario of it with `relocate new DIR --roster`."
        message = f"is not after the planning date {scenario.planning_date}"
        raise InputError.of(message, "on", found=str(on), next_step=step)
    dated = replace(mapping, values={**mapping.values, "planning_date": on.isoformat()})
    roster = read_roster(path, dated, _NOT_COUNTED)
    terms = terms_of(roster, dated, counts_only=True)
    update = _update(scenario, roster, dated, terms)
    if update.steps:
        # Refused before anything is written, if teams or other rules do not allow it.
        change(scenario, {
            f"headcount.{step.cohort}/{on}": {"posts": step.posts} for step in update.steps
        })  # fmt: skip
        table_with(folder, update.steps)
    return update


def _update(
    scenario: Scenario, roster: RosterColumns, mapping: RosterMapping, terms: RosterTerms
) -> RosterUpdate:
    cohorts = _cohorts(scenario)
    posts = posts_of(roster, mapping, terms, counts_only=True)
    _refuse_new_roles(scenario, posts, roster.file, terms.floor_heads)

    def is_cohort(group: PostGroup) -> bool:
        return group.key in cohorts

    grouping = grouped(posts, is_cohort, cohorts_of_other_roles(scenario, terms.on_cost))
    if "pay" not in roster.values:
        _refuse_guesses(grouping, roster.file)
    changes = _changes(scenario, cohorts, grouping, terms.planning_date)
    return RosterUpdate(
        terms.planning_date,
        changes,
        found_lines(roster, terms, grouping),
        joining_lines(grouping.joinings, posts),
        _receipt(len(roster.numbers), posts, grouping, changes, terms),
        roster.sha256,
    )


def _refuse_new_roles(scenario: Scenario, posts: Posts, file: str, floor: int) -> None:
    """A role that many have may be an old one under a new name: nobody but HR can tell."""
    known = {role.id for role in scenario.roles}
    people = Counter(post.role for post in posts.posts if post.standing is Standing.FILLED)
    problems = [
        Problem(
            "is a role that the scenario does not have",
            file,
            f"{people[role]:,} people",
            found=shown(name := posts.written["role"].get(role, role)),
            next_step=f"Say which it is: --set 'roles.{shown(name)}=ID', with an id in roles.csv; "
            "if it is new, add it to roles.csv, with pay and a cohort.",
        )
        for role in sorted(people)
        if role not in known and people[role] >= floor
    ]
    if problems:
        raise InputError(problems)


def _refuse_guesses(grouping: Grouping, file: str) -> None:
    """Which of several cohorts a small group belongs to is told by pay, and never guessed."""
    open_to_several = [each for each in grouping.joinings if each.choices > 1]
    if open_to_several:
        people = counted(sum(each.people for each in open_to_several), "person", "people")
        raise InputError.of(
            f"has {people} in small roles that could count with several cohorts, and no pay, which "
            "would tell with which",
            file,
            next_step="Name the column of pay (--set 'columns.pay=HEADING'), or say which cohort's "
            "role each of them has (--set 'roles.NAME=ID').",
        )


def _cohorts(scenario: Scenario) -> dict[GroupKey, Cohort]:
    found = {GroupKey(each.office, each.entity, each.role): each for each in scenario.cohorts}
    if len(found) < len(scenario.cohorts):
        counts = Counter((each.office, each.entity, each.role) for each in scenario.cohorts)
        twice = next("/".join(key) for key, count in counts.items() if count > 1)
        message = "has several cohorts of one office, employer and role; a roster cannot tell them"
        step = "Write their counts to headcount.csv by hand."
        raise InputError.of(message, "cohorts", found=shown(twice), next_step=step)
    return found


def _changes(
    scenario: Scenario, cohorts: Mapping[GroupKey, Cohort], grouping: Grouping, on: date
) -> list[HeadcountChange]:
    posts = {group.key: group.posts for group in grouping.groups}
    # A roster may be of some offices only: what it says nothing of stays as it is.
    offices = {(key.office, key.entity) for key in posts}
    return [
        HeadcountChange(cohort.id, _foreseen(scenario, cohort, on), posts.get(key, 0))
        for key, cohort in cohorts.items()
        if (key.office, key.entity) in offices
    ]


def _foreseen(scenario: Scenario, cohort: Cohort, on: date) -> int:
    dated = [(step.effective_from, step.posts) for step in scenario.headcount
             if step.cohort == cohort.id and step.effective_from <= on]  # fmt: skip
    return max(dated)[1] if dated else cohort.posts


def _receipt(
    rows: int,
    posts: Posts,
    grouping: Grouping,
    changes: Sequence[HeadcountChange],
    terms: RosterTerms,
) -> list[ReceiptLine]:
    filled = sum(len(group.people) for group in grouping.groups)
    vacant = sum(len(group.vacancies) for group in grouping.groups)
    rejected = rejected_rows(posts, grouping, _NO_COHORT)
    before = sum(each.foreseen for each in changes)
    after = sum(each.counted for each in changes)
    return [
        rows_line(rows, filled, vacant, len(posts.leavers), len(rejected)),
        *count_lines(counted_rows(posts, grouping), terms.floor_heads),
        *rejected_lines(rejected),
        ReceiptLine(f"Posts in these cohorts: {before:,} foreseen, {after:,} counted"),
        *(
            ReceiptLine(_difference_words(each))
            for each in changes
            if each.counted != each.foreseen
        ),
        *few_lines(
            {each.cohort: each.counted for each in changes if each.counted != each.foreseen},
            terms.floor_heads,
        ),
    ]  # fmt: skip


def _difference_words(change: HeadcountChange) -> str:
    none = "" if change.counted else "; no row says its role"
    return (
        f"{change.cohort}: {counted(change.foreseen, 'post')} foreseen, {change.counted:,} counted "
        f"({change.counted - change.foreseen:+,}){none}"
    )


def mapping_beside(folder: Path) -> Path | None:
    """The mapping that was saved with a scenario, if there is one."""
    path = folder / MAPPING_FILE
    return path if path.is_file() else None
