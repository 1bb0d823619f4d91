"""The moves that the rules leave possible, and the rules that exclude the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.limits import TeamKind
from models.workforce import Mode
from planner.books import Books
from planner.exposure.book import CaseFile
from planner.formulation.move_bounds import can_land_together
from planner.formulation.program import Program
from planner.formulation.sets import MODES, Integers, Mask, Sets, sets_of
from planner.formulation.variables import HEADS, conceivable
from planner.optimizer.matrix import mip_of
from planner.optimizer.propagation import TightBounds, tight_bounds
from planner.rules import rules_of
from planner.rules.compose import bounds_of as bounds_of_rules
from planner.rules.compose import compose

OFFICE, MODE, PERIOD = 1, 2, 3
"""Axes of moves over [c, o, m, t]."""


@dataclass(frozen=True, eq=False)
class Ways:
    """Every move that the rules of a scenario leave open, as arrays over [c, o, m, t]."""

    program: Program
    bounds: TightBounds
    admitted: Mapping[str, Mask]
    """[c, o, m, t] moves that each rule allows by itself, in the order of the rules."""
    open: Mask
    """[c, o, m, t] moves that no single rule excludes."""
    possible: Mask
    """[c, o, m, t] open moves of at least one post, by the bounds of all rules together. Where the
    rules contradict each other no plan exists, and all open moves count: ``relocate plan`` names
    the conflict."""
    movable: Integers
    """[c] most posts that can leave over the horizon: those of the last period that need not
    stay."""

    @property
    def sets(self) -> Sets:
        """The scenario by position."""
        return self.program.sets

    def arriving(self, case: CaseFile) -> Mask:
        """[c] cohorts that a case concerns and that some open move brings to where it happens."""
        concerned, sites = self.sets.cohorts_in(case.concerned), self.sets.offices_in(case.sites)
        return concerned & self.open[:, sites].any(axis=(OFFICE, MODE, PERIOD))


def ways_of(books: Books) -> Ways:
    """Build the program of the rules in force and see which moves they leave."""
    sets, rules = sets_of(books), rules_of(books.scenario)
    admitted = {rule.name: rule.admits(sets) for rule in rules if rule.admits is not None}
    opened = np.logical_and.reduce([conceivable(sets), *admitted.values()])
    program = compose(sets, rules)
    bounds = tight_bounds(mip_of(program))
    must_stay = np.array([cohort.must_stay for cohort in books.scenario.cohorts])
    return Ways(
        program=program,
        bounds=bounds,
        admitted=admitted,
        open=opened,
        possible=opened if bounds.contradict else _possible(program, bounds),
        movable=np.maximum(sets.posts[:, -1] - must_stay, 0),
    )


def _possible(program: Program, bounds: TightBounds) -> Mask:
    heads = program.groups[HEADS]
    possible = np.zeros(program.sets.shape, dtype=np.bool_)
    at = tuple(heads.index[axis] for axis in ("cohort", "office", "mode", "period"))
    possible[at] = bounds.upper[heads.ids] >= 1
    return possible


def lands_of(ways: Ways, mode: Mode) -> Mask:
    """[c, t] whether posts of a cohort can land anywhere in a mode."""
    lands: Mask = np.any(ways.open[:, :, MODES.index(mode)], axis=OFFICE)
    return lands


def leaves_of(ways: Ways, mode: Mode) -> Mask:
    """[c, t] whether posts of a cohort can leave home in a mode: landed, and handed over."""
    lands, overlap = lands_of(ways, mode), int(ways.sets.overlap[MODES.index(mode)])
    leaves = np.zeros_like(lands)
    leaves[:, overlap:] = lands[:, : max(ways.sets.span - overlap, 0)]
    return leaves


def excluding_rules(ways: Ways, cohort: int, office: int) -> tuple[str, ...]:
    """Rules that exclude every move of a cohort to an office, in the order of the rules.

    The first rule that excludes them all by itself. Where there is none: for each mode, the first
    that excludes it in every period, else the rules whose bounds together leave no post.
    """
    for name, mask in ways.admitted.items():
        if not mask[cohort, office].any():
            return (name,)
    blame: set[str] = set()
    for mode in range(ways.open.shape[2]):
        at = cohort, office, mode
        if MODES[mode] is Mode.REDEPLOY and not ways.admitted["placements"][at].any():
            continue
        alone = [name for name, mask in ways.admitted.items() if not mask[at].any()]
        blame |= {alone[0]} if alone else _together(ways, at)
    return tuple(rule.name for rule in rules_of(ways.sets.scenario) if rule.name in blame)


def _together(ways: Ways, at: tuple[int, int, int]) -> set[str]:
    heads, bounds = ways.program.groups[HEADS], ways.bounds
    axes = zip(("cohort", "office", "mode"), at, strict=True)
    mine = heads.ids[np.logical_and.reduce([heads.index[axis] == i for axis, i in axes])]
    rows = bounds.excluded_by[mine]
    beside = ways.program.columns[np.isin(ways.program.rows, rows[rows >= 0])]
    rows = np.unique(np.concatenate([rows, bounds.narrowed_by[beside]]))
    found = {ways.program.rules[ways.program.row_rule[row]] for row in rows[rows >= 0]}
    if "teams" in found:
        found |= _rules_that_split_teams(ways, *at[:2])
    # Rows of `posts` only tighten what `kept_posts` has bounded.
    found = {"kept_posts" if name == "posts" else name for name in found}
    partly = {name for name, mask in ways.admitted.items() if not mask[at].all()}
    # Where no row tightens a move's bound, it is that of posts vacant at once, or of teams kept
    # apart.
    refill = MODES[at[2]] is Mode.REFILL
    return found or partly or {"vacancies" if refill else "teams"}


def _rules_that_split_teams(ways: Ways, cohort: int, office: int) -> set[str]:
    """Rules that never let a team that moves as a whole land together."""
    sets, scenario = ways.sets, ways.sets.scenario
    names = [each.id for each in scenario.cohorts]
    parties = [
        [cohort] if team.kind is TeamKind.INDIVISIBLE else list(map(names.index, team.cohorts))
        for team in scenario.teams
        if team.kind in {TeamKind.INDIVISIBLE, TeamKind.TOGETHER} and names[cohort] in team.cohorts
    ]
    return {
        rule.name
        for rule in rules_of(scenario)
        for party in parties
        if not can_land_together(sets, bounds_of_rules(sets, [rule]), party)[office].any()
    }
