"""A lower bound on the cost of moving one post compared with leaving it, in any plan."""

from __future__ import annotations

import numpy as np

from models.obligations import ObligationAbout
from models.risk import Channel
from models.workforce import Mode
from planner.exposure import About
from planner.formulation.sets import MODES, Integers
from planner.formulation.variables import HEADS, HOME, from_then_on
from planner.lint.lint import Subject
from planner.lint.ways import MODE, OFFICE, PERIOD
from planner.rules.routes.export_columns import regulated_datasets
from planner.valuation import Figures

BY_HEAD = {Channel.PRESENCE, Channel.PEOPLE}


def least_cost(subject: Subject) -> Figures:
    """[c, o, m, t] the least that a post which moves costs beyond one at home.

    Take any plan with the move and put the post back home, all else unchanged. The plan no longer
    pays the prices of the move itself and pays those of a post at home (run-rate, one-offs,
    replacements, the vacancy filled at home). What else the move may have saved is bounded from
    above:

    - exposure: the post's share of each case at home, from leaving on; and the whole fixed share
      too, as if this one post had emptied the place, unless some cohort there cannot leave whole;
    - obligations: set-up and yearly sum of each at home, as if the post had been the last one;
    - seats: the lease of the seats it frees, and whole blocks at home that are then not needed;
    - severance: what a consultation takes off it;
    - churn: that of one post.

    What else the move may cost (seats, exposure and routes at the destination, exits,
    consultations) counts as zero. So a move above zero costs more than staying in every plan. A
    move that could end an export, and so save a route, is minus infinity: nothing is claimed.
    Impossible moves are infinite.
    """
    ways = subject.ways
    cost = np.full(ways.possible.shape, np.inf)
    heads = ways.program.groups[HEADS]
    c, o, m, t = (heads.index[axis] for axis in ("cohort", "office", "mode", "period"))
    leaves = heads.index["leaves"]
    objective, home = ways.program.objective, ways.program.groups[HOME]
    at_home = objective[home.ids].reshape(ways.sets.posts.shape)
    spared = at_home[:, ::-1].cumsum(axis=1)[:, ::-1]
    saved = _exposure(subject) + _obligations(subject) + _seats(subject)
    if subject.scenario.incumbent:
        saved += subject.books.duties.churn
    costs = subject.books.costs
    talks = (m == MODES.index(Mode.REDUNDANCY)) & ~costs.listed[c, o]
    cheaper = np.where(talks, (costs.severance - costs.severance_consulted)[c, leaves], 0)
    cost[c, o, m, t] = (objective[heads.ids] - spared[c, leaves]) - saved[c, leaves] - cheaper
    cost[_ends_exports(subject)] = -np.inf
    cost[~ways.possible] = np.inf
    return cost


def _exposure(subject: Subject) -> Integers:
    """[c, t] exposure that one post can save by leaving in a period, tail included."""
    sets, book = subject.ways.sets, subject.books.exposure
    saved = np.zeros(sets.posts.shape, dtype=np.int64)
    for case in book.cases:
        if case.channel in BY_HEAD:
            shares = book.weighted(case.per_head[0])
            if _can_be_emptied(subject, case):
                shares = shares + book.weighted(case.fixed[0])
            saved[sets.cohorts_in(case.residents)] += from_then_on(shares)
    return saved


def _obligations(subject: Subject) -> Integers:
    """[c, t] obligations that one post can save its employer by leaving in a period."""
    sets = subject.ways.sets
    saved = np.zeros(sets.posts.shape, dtype=np.int64)
    for each in subject.books.obligations:
        if each.about is ObligationAbout.POSTS_WITH_ACCESS and _can_be_emptied(subject, each):
            set_up = (each.set_up * each.due).max()
            saved[sets.cohorts_in(each.residents)] += from_then_on(each.yearly) + set_up
    return saved


def _can_be_emptied(subject: Subject, case: About) -> bool:
    """Whether everyone a case concerns could leave; while one post stays, so does the fixed share.

    Only what is certain counts as staying: cohorts with posts in every period, of which some must
    stay or which have no possible move.
    """
    ways, cohorts = subject.ways, subject.scenario.cohorts
    must_stay = np.array([cohort.must_stay > 0 for cohort in cohorts])
    bound = must_stay | ~ways.possible.any(axis=(OFFICE, MODE, PERIOD))
    filled = ways.sets.posts.min(axis=1) > 0
    return not (ways.sets.cohorts_in(case.residents) & bound & filled).any()


def _seats(subject: Subject) -> Integers:
    """[c, t] leases and blocks at home that one post less can save from a period on."""
    scenario, costs, sets = subject.scenario, subject.books.costs, subject.ways.sets
    taken = -(-costs.seats[np.arange(len(sets.home)), sets.home] // 1000)
    spared = np.zeros((len(scenario.offices), sets.span), dtype=np.int64)
    for o, office in enumerate(scenario.offices):
        if office.lease_break is not None:
            spared[o] = from_then_on(costs.seat_lease)[o]
        if office.max_blocks:
            spared[o] += (costs.fit_out[o] + from_then_on(costs.lease)[o]).max()
    return spared[sets.home] * taken[:, None]


def _ends_exports(subject: Subject) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """[c, o] whether a move brings someone back to where regulated data is stored."""
    scenario = subject.scenario
    places = {office.id: office.jurisdiction for office in scenario.offices}
    stores = {dataset.id: dataset.stored_in for dataset in regulated_datasets(scenario)}
    back = np.zeros((len(scenario.cohorts), len(scenario.offices)), dtype=np.bool_)
    for c, cohort in enumerate(scenario.cohorts):
        mine = {link.dataset for link in scenario.access if link.cohort == cohort.id}
        away = {stores[name] for name in mine if name in stores} - {places[cohort.office]}
        back[c] = [office.jurisdiction in away for office in scenario.offices]
    return back
