"""Tables of the other decisions: waves, placements, seats, measures, routes, consultations."""

from __future__ import annotations

from datetime import date, timedelta

from models.plan import Plan, RouteFiling
from models.result import Result
from models.scenario import Scenario
from planner.explain.lead_times import filing_days
from planner.exports.table import Column, ColumnKind, Table, text_columns
from planner.exports.tasks import stop_costs_table, tasks_table
from planner.wording.labels import mode_words
from planner.wording.names import (
    cohort_titles,
    concerned_names,
    entity_names,
    landing_dates,
    office_names,
)


def decision_tables(result: Result, scenario: Scenario) -> tuple[Table, ...]:
    """Return the tables of waves and of all other decisions that a plan has."""
    plan = result.audited_plan
    if plan is None:
        return ()
    tables = (
        _waves(result),
        tasks_table(result, concerned_names(scenario)),
        stop_costs_table(result),
        _placements(plan, scenario),
        _blocks(plan, scenario),
        _releases(plan, scenario),
        _measures(plan, scenario),
        _routes(plan, scenario),
        _consultations(plan, scenario),
        _holds(plan, scenario),
    )
    return tuple(table for table in tables if table.rows)


def _waves(result: Result) -> Table:
    columns = (
        Column("start_by", "Start by", ColumnKind.DATE),
        Column("lands_on", "Lands on", ColumnKind.DATE),
        Column("period", "Period"),
        Column("moves", "Moves", ColumnKind.COUNT),
        Column("heads", "Posts", ColumnKind.COUNT),
        Column("last_safe_stop", "Last safe stop", ColumnKind.DATE),
    )
    rows = tuple(
        (
            wave.start_by,
            wave.lands_on,
            wave.period,
            len(wave.moves),
            wave.heads,
            wave.last_safe_stop,
        )
        for wave in result.waves
    )
    return Table("waves", "Waves", columns, rows)


def _placements(plan: Plan, scenario: Scenario) -> Table:
    columns = (
        *text_columns(cohort="Cohort", into="Vacant posts of", office="Office", period="Period"),
        Column("placed_on", "Placed on", ColumnKind.DATE),
        Column("heads", "People", ColumnKind.COUNT),
    )
    names, starts = office_names(scenario), landing_dates(scenario)
    cohorts = cohort_titles(scenario)
    homes = {cohort.id: names.get(cohort.office) for cohort in scenario.cohorts}
    rows = tuple(
        (
            cohorts.get(each.cohort, each.cohort),
            cohorts.get(each.into, each.into),
            homes.get(each.into),
            each.period,
            starts.get(each.period),
            each.heads,
        )
        for each in plan.placements
    )
    return Table("placements", "People placed in vacant posts", columns, rows)


def _blocks(plan: Plan, scenario: Scenario) -> Table:
    columns = (
        *text_columns(office="Office", period="Period"),
        Column("usable_from", "Usable from", ColumnKind.DATE),
        Column("blocks", "Blocks", ColumnKind.COUNT),
        Column("seats", "Seats", ColumnKind.COUNT),
    )
    names, starts = office_names(scenario), landing_dates(scenario)
    seats = {office.id: office.block_seats for office in scenario.offices}
    rows = tuple(
        (
            names.get(order.office, order.office),
            order.period,
            starts.get(order.period),
            order.blocks,
            order.blocks * seats.get(order.office, 0),
        )
        for order in plan.blocks
    )
    return Table("blocks", "Seat blocks", columns, rows)


def _measures(plan: Plan, scenario: Scenario) -> Table:
    columns = (
        *text_columns(measure="Measure", period="Period"),
        Column("in_force_from", "In force from", ColumnKind.DATE),
    )
    names = {measure.id: measure.name for measure in scenario.measures}
    starts = landing_dates(scenario)
    rows = tuple(
        (names.get(start.measure, start.measure), start.period, starts.get(start.period))
        for start in plan.measures
    )
    return Table("measures", "Measures", columns, rows)


def _routes(plan: Plan, scenario: Scenario) -> Table:
    columns = (
        *text_columns(entity="Entity", group="Data", route="Route"),
        Column("file_by", "File by", ColumnKind.DATE),
        *text_columns(period="Period"),
        Column("in_force_from", "In force from", ColumnKind.DATE),
        Column("until", "Until"),
    )
    names = entity_names(scenario)
    starts = landing_dates(scenario)
    rows = tuple(
        (
            names.get(filing.entity, filing.entity),
            filing.group.value,
            filing.route.value.replace("_", " "),
            _file_by(scenario, filing, starts.get(filing.period)),
            filing.period,
            starts.get(filing.period),
            filing.until or "",
        )
        for filing in plan.routes
    )
    return Table("routes", "Export routes", columns, rows)


def _file_by(scenario: Scenario, filing: RouteFiling, in_force: date | None) -> date | None:
    return in_force and in_force - timedelta(days=filing_days(scenario, filing))


def _consultations(plan: Plan, scenario: Scenario) -> Table:
    columns = (
        *text_columns(entity="Entity", period="Period"),
        Column("opens_on", "Period begins", ColumnKind.DATE),
    )
    names, starts = entity_names(scenario), landing_dates(scenario)
    rows = tuple(
        (names.get(row.entity, row.entity), row.period, starts.get(row.period))
        for row in plan.consultations
    )
    return Table("consultations", "Consultations on redundancies", columns, rows)


def _releases(plan: Plan, scenario: Scenario) -> Table:
    columns = (
        *text_columns(office="Office", period="Period"),
        Column("given_up_on", "Given up on", ColumnKind.DATE),
        Column("seats", "Seats", ColumnKind.COUNT),
    )
    names, starts = office_names(scenario), landing_dates(scenario)
    rows = tuple(
        (names.get(row.office, row.office), row.period, starts.get(row.period), row.seats)
        for row in plan.releases
    )
    return Table("releases", "Seats given up", columns, rows)


def _holds(plan: Plan, scenario: Scenario) -> Table:
    columns = (
        *text_columns(cohort="Cohort", destination="To", mode="Mode", period="Period"),
        Column("heads", "Posts", ColumnKind.COUNT),
    )
    names, cohorts = office_names(scenario), cohort_titles(scenario)
    rows = tuple(
        (
            cohorts.get(row.cohort, row.cohort),
            names.get(row.destination, row.destination),
            mode_words(row.mode),
            row.period,
            row.heads,
        )
        for row in plan.holds
    )
    return Table("holds", "Committed moves on hold", columns, rows)
