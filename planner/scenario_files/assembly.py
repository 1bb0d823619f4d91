"""Turns a draft into a scenario, or into a list of all its errors."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from models.errors import InputError, Problem
from models.scenario import FORMAT, Scenario
from models.tables import TABLE_KEYS
from planner.scenario_files.cross_checks import crossing_problems
from planner.scenario_files.draft import ScenarioDraft
from planner.scenario_files.parts import settings_part, table_part
from planner.scenario_files.rows import problem_at


def assemble(draft: ScenarioDraft) -> Scenario:
    """The scenario that a draft describes.

    Raises
    ------
    InputError
        With every error.
    """
    currency = draft.settings.cells.get("currency")
    example = currency if isinstance(currency, str) and len(currency) == 3 else "USD"
    settings = settings_part(draft, example)
    tables = [table_part(name, draft, example) for name in TABLE_KEYS]
    parts = [settings, *tables]
    problems = _in_order(draft, [problem for part in parts for problem in part.problems])
    values = {name: value for part in parts for name, value in part.values.items()}
    values["ranges"] = (*values["ranges"], *(found for part in parts for found in part.ranges))
    remarks = (*draft.remarks, *(each for part in parts for each in part.remarks))
    unplaced: list[Problem] = []
    if not problems:
        try:
            scenario = Scenario.model_validate(values)
            return scenario.with_remarks(*remarks)
        except ValidationError as error:
            unplaced = _problems_of(error)
    # Which row each contradiction belongs to, which the scenario itself does not know.
    lost = frozenset().union(*(part.lost for part in parts))
    told = {(each.file, each.row, each.field, each.found) for each in problems}
    problems += [
        each
        for each in crossing_problems(draft, values, lost)
        if (each.file, each.row, each.field, each.found) not in told
    ]
    raise InputError(list(dict.fromkeys(problems)) or unplaced, remarks)


def _in_order(draft: ScenarioDraft, found: Sequence[Problem]) -> list[Problem]:
    """Problems in the order in which they are best mended.

    First how the files are laid out, since what is below a wrong heading may be right; then single
    values; then names that nothing has, which may be names of what was wrong before.
    """
    tables = (draft.tables[name] for name in TABLE_KEYS if name in draft.tables)
    laid_out = [*draft.problems, *(problem for table in tables for problem in table.problems)]
    every = dict.fromkeys((*laid_out, *found))
    return sorted(every, key=lambda problem: bool(problem.cause))


def newer_format(draft: ScenarioDraft) -> Problem | None:
    """The problem that the scenario has a format of a later release, if it does."""
    written = draft.settings.cells.get("format")
    if not (isinstance(written, str) and written.isdecimal() and len(written) < 10):
        return None
    if int(written) <= FORMAT:
        return None
    next_step = "Install a newer release of the planner."
    words = f"is a newer format than this release reads, {FORMAT}", next_step
    return problem_at(draft.settings, ("format",), words)


def _problems_of(error: ValidationError) -> list[Problem]:
    return [
        Problem(str(details["msg"]), field=".".join(str(part) for part in details["loc"]))
        for details in error.errors(include_url=False)
    ]
