"""Mistakes that change nothing anybody could see, each with the reason why."""

from __future__ import annotations

from collections.abc import Mapping

HARMLESS: Mapping[str, str] = {
    "planner/rules/lead_times.py build: late and not _in_time(builder.sets.books, move, "
    "scenario.acts_from) -> not _in_time(builder.sets.books, move, scenario.acts_from)": (
        "what is too late and was not started has no column"
    ),
    "planner/rules/severance.py _consult: 0 -> 1, place 5": (
        "under which cohort a column is filed moves where plans are looked for, and no price"
    ),
    "planner/rules/teams/rule.py _no_mixed_batches: 1 -> 2, place 2": (
        "any number below nought says that a move is in no such batch"
    ),
    "planner/rules/vacancies/rule.py _declare_drawn: 1 -> 2": (
        "the place of a cohort without a row is never looked up"
    ),
    "planner/rules/seats/rule.py _link: office.max_blocks > 0 -> office.max_blocks >= 0": (
        "an office without seats or blocks has no room anyway: its row says so once more"
    ),
    "planner/exposure/priors.py shift_log_odds: odds >= 0 -> odds > 0": (
        "at odds of one both ways to compute it give a half"
    ),
    "planner/rules/obligations.py _build_price: 1 -> 2": (
        "a bound that no optimum reaches, since what has begun is paid for"
    ),
    "planner/rules/kept_posts/rule.py _holders: protected and people -> people": (
        "of no protected holders none is stuck, whoever may go"
    ),
    "planner/rules/mass_redundancy/rows.py _declare_separated: False -> True": (
        "a sum of whole numbers is whole whether or not the solver is told"
    ),
    "planner/rules/kept_posts/rule.py _largest_acceptance: 0 -> 1": (
        "where no office abroad is open to them nobody is sent there, whoever would go"
    ),
    "planner/rules/kept_posts/rule.py _holders: 0 -> 1": (
        "it stands only where there is nobody, or nobody protected, to be stuck"
    ),
    "planner/rules/kept_posts/rule.py _largest_acceptance: 1 -> 2, place 3": (
        "no share is above one: the share of the best office is the least of the two"
    ),
    "planner/rules/exposure/people_exposure.py build: np.minimum -> np.maximum": (
        "a bound that the load keeps anyway: it is one loss at most"
    ),
    "planner/rules/exposure/presence_exposure.py build: np.minimum -> np.maximum": (
        "a bound that the load keeps anyway: it is one loss at most"
    ),
    "planner/rules/measures.py measure_in_force: 1 -> 2": (
        "any number below nought stands for the length that is left"
    ),
    "planner/rules/churn.py build: False -> True": (
        "what whole numbers differ by is whole, whether or not the solver is told"
    ),
    "planner/rules/exposure/exposure_cap.py checks: rule.charges is not None and rule.name not in "
    "expanded.scenario.switched_off -> rule.name not in expanded.scenario.switched_off": (
        "every channel has charges; only the type checker asks"
    ),
    "planner/rules/leases.py declare_releases: 1 -> 2": (
        "any number below nought stands for the length that is left"
    ),
    "planner/rules/obligations.py _build_exported: 1 -> 2": (
        "a bound that no optimum reaches, since what is owed is paid for"
    ),
    "planner/rules/obligations.py _build_exported: False -> True": (
        "what exports ask for is whole, since they are"
    ),
    "planner/rules/obligations.py _build_exported: not leaving or "
    'builder.declared_if_in_force(SPELLS, "routes") is None -> '
    "builder.declared_if_in_force(SPELLS, 'routes') is None": (
        "what no row asks for stays at nought, since it is paid for"
    ),
    "planner/rules/exposure/export_exposure.py build: case.group is not None and case.datasets & "
    "leaving -> case.datasets & leaving": "a case without a group is about no regulated data",
    "planner/rules/exposure/export_exposure.py build: case.group is not None and case.datasets & "
    "leaving -> case.group is not None": "states that no row asks for stay at nought, at a price",
    "planner/rules/exposure/export_exposure.py build: case.group is not None and case.datasets & "
    "leaving -> case.group is not None or case.datasets & leaving": (
        "states that no row asks for stay at nought, at a price"
    ),
    "planner/rules/exposure/export_exposure.py build: case.datasets & leaving -> case.datasets | "
    "leaving": "states that no row asks for stay at nought, at a price",
    "planner/rules/exposure/export_exposure.py _declare_states: 1 -> 2, place 3": (
        "a bound that no optimum reaches: one loss at most is at stake"
    ),
    "planner/rules/exposure/export_exposure.py _declare_states: False -> True": (
        "of the states that may be the case the cheapest is so, whole"
    ),
    "planner/rules/exposure/export_exposure.py _declare_states: due_ids(builder, case.entity) if "
    "case.group is DataGroup.PERSONAL else [] -> due_ids(builder, case.entity)": (
        "important data leaves under an assessment, which leaves no more at stake than none"
    ),
    "planner/rules/routes/rows.py build: if law is None: continue -> pass": (
        "whoever could export regulated data is under a law: only the type checker asks"
    ),
    "planner/rules/routes/rows.py build: tier == min(tiers) and law.exempt_remaining_share < 1 and "
    "entity in priced -> tier == min(tiers) and entity in priced": (
        "it is asked in vain what is due: without a route the whole loss is at stake anyway"
    ),
    "planner/rules/routes/rows.py build: tier == min(tiers) and law.exempt_remaining_share < 1 and "
    "entity in priced -> tier == min(tiers) and law.exempt_remaining_share < 1": (
        "it is asked in vain what is due where no case has a price for it"
    ),
    "planner/rules/routes/rows.py build: law.exempt_remaining_share < 1 -> "
    "law.exempt_remaining_share <= 1": (
        "it is asked in vain what is due: without a route the whole loss is at stake anyway"
    ),
    "planner/rules/routes/rows.py build: 1 -> 2": (
        "it is asked in vain what is due: without a route the whole loss is at stake anyway"
    ),
    "planner/rules/routes/rows.py _need_assessment: 1 -> 2, place 2": (
        "one assessment is as many as any export needs"
    ),
    "planner/rules/routes/export_columns.py declare_exported: 1 -> 2": (
        "nothing asks it to be above one: whoever has arrived is one at most"
    ),
    "planner/rules/routes/export_columns.py declare_exported: 1 -> 2, place 2": (
        "nothing asks it to be above one: whoever has arrived is one at most"
    ),
    "planner/rules/routes/export_columns.py declare_exported: dataset.id in at_stake and "
    "any(_is_exempt(scenario, dataset, link) for link in links) -> dataset.id in at_stake": (
        "a column that no access asks for stays at nought"
    ),
    "planner/rules/routes/export_columns.py declare_exported: dataset.id in at_stake and "
    "any(_is_exempt(scenario, dataset, link) for link in links) -> "
    "any((_is_exempt(scenario, dataset, link) for link in links))": (
        "what leaves on an exempt ground costs nothing where no case is about it"
    ),
    "planner/rules/routes/export_columns.py declare_exported: dataset.id in at_stake and "
    "any(_is_exempt(scenario, dataset, link) for link in links) -> dataset.id in at_stake or "
    "any((_is_exempt(scenario, dataset, link) for link in links))": (
        "a column too many is asked for by no access, or costs nothing"
    ),
    "planner/rules/routes/reach.py _declare_arrived: 1 -> 2": (
        "nothing asks it to be above one: landings are at most the posts, and a batch lands once"
    ),
    "planner/rules/routes/reach.py _declare_arrived: False -> True": (
        "what it asks for is whole, whether or not it is"
    ),
    "planner/rules/routes/spells.py _declare_spells: 1 -> 2": (
        "a row for each period lets one route be in force at most"
    ),
    "planner/rules/vacancies/cuts.py land_with_teams: 1 -> 2, place 2": (
        "the place of a period and office in which no batch lands is never looked up"
    ),
    "planner/rules/vacancies/falling.py declare_draws: False -> True": (
        "whole parts are vacated and whole parts are wanted, so whole parts will do"
    ),
    "planner/rules/vacancies/falling.py declare_falling: 1 -> 2": (
        "the place of a cohort and period without a row is never looked up"
    ),
    "planner/rules/vacancies/falling.py declare_falling: 1 -> 2, place 2": (
        "a row lets it be one at most, as nobody is separated where it is"
    ),
    "planner/rules/vacancies/falling.py _close_all: 1 -> 2": (
        "a larger coefficient lets go of the row as well"
    ),
    "planner/rules/vacancies/falling.py _use_oldest_first: later_falls[:, window + 1 :] > 0 -> "
    "later_falls[:, window + 1:] >= 0": (
        "older vacancies can be used first in any plan, whether or not posts fall later"
    ),
    "planner/rules/vacancies/falling.py _use_oldest_first: lapses_before & (most > 0) -> "
    "lapses_before | (most > 0)": (
        "older vacancies can be used first in any plan, whether or not posts fall later"
    ),
    "planner/rules/vacancies/falling.py _use_oldest_first: most > 0 -> most >= 0": (
        "where nothing can become vacant nothing lapses"
    ),
    "planner/rules/vacancies/falling.py _use_oldest_first: 1 -> 2, place 6": (
        "two lets go of no row that one does not let go of"
    ),
    "planner/rules/vacancies/falling.py _use_oldest_first: 1 -> 2, place 8": (
        "a larger coefficient lets go of the row as well"
    ),
    "streams/fold.py fold: world.signals.with_facts(signals) if signals else world.signals -> "
    "world.signals.with_facts(signals)": "a book with no more facts is the same book",
    "streams/fold.py _latest: key > old.key -> key >= old.key": "no two events have one id",
}
"""By module, function, code and mistake."""
