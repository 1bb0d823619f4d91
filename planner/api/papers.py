"""Papers on plans: what a board or a planner reads of one to five plans, in any format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from models.choices import Audience, Language
from models.errors import InputError
from models.scenario import Scenario

if TYPE_CHECKING:
    from models.briefing import Briefing
    from models.named import NamedPlan, NamedScenario
    from planner.api.results import PlanResult
    from planner.exports.paper import Paper
    from planner.exports.table import Table


ON_SHEETS = frozenset({"routes", "stop_costs", "summary", "waves"})
"""Tables of a plan that the sheets of a paper have already."""

PLAN_NAME = "Plan"
"""What a plan is called on a paper about it alone."""


def briefing_for(
    audience: Audience,
    plans: Mapping[str, PlanResult],
    title: str,
    *,
    common: Scenario | None = None,
    common_name: str = "",
    waiting_seconds: float = 0.0,
) -> Briefing:
    """Work out all that a paper says: exactly for a planner, as it may be shown for a board.

    Parameters
    ----------
    audience
        Whom it is for.
    plans
        One to five plans by name.
    title
        Of the paper.
    common
        The scenario in which all are valued; that of the first plan if it is not given.
    common_name
        What it is called; its own name and its overlays if that is empty.
    waiting_seconds
        Limit of the search for what waiting costs; 0 to leave that out.

    Raises
    ------
    InputError
        The plans cannot be compared.
    """
    from planner.briefing import build
    from planner.briefing.board import board_briefing_of

    named, world = _named(plans, common, common_name)
    make = board_briefing_of if audience is Audience.BOARD else build.briefing_of
    return make(named, title=title, common=world, waiting_seconds=waiting_seconds)


def expect_comparable(
    plans: Mapping[str, PlanResult], common: Scenario | None, common_name: str
) -> None:
    """Refuse plans that cannot stand side by side; all is as for `briefing_for`.

    Raises
    ------
    InputError
        The plans cannot be compared.
    """
    from planner.briefing.comparable import check_comparable

    check_comparable(*_named(plans, common, common_name))


def _named(
    plans: Mapping[str, PlanResult], common: Scenario | None, common_name: str
) -> tuple[list[NamedPlan], NamedScenario | None]:
    from models.named import NamedPlan, NamedScenario

    named = [NamedPlan(name, each.scenario, each.result) for name, each in plans.items()]
    if common is None:
        return named, None
    name = common_name or common.name
    return named, NamedScenario("+".join([name, *common.overlays]), common)


def paper_for(
    briefing: Briefing,
    plans: Mapping[str, PlanResult],
    language: Language = Language.ENGLISH,
) -> Paper:
    """Set a briefing as a paper; a planner also gets every table of the plans, exactly."""
    from planner.exports import sheets

    if briefing.audience is Audience.BOARD:
        return sheets.paper_of(briefing, language)
    return sheets.paper_of(briefing, language, appendix=tuple(_appendix(plans)))


def _appendix(plans: Mapping[str, PlanResult]) -> tuple[Table, ...]:
    from planner.exports.comparison import moves_by_plan
    from planner.exports.outcome import outcome_table
    from planner.exports.tables import plan_tables

    if len(plans) == 1:
        (alone,) = plans.values()
        tables = plan_tables(alone.result, alone.scenario)
        return outcome_table(alone.result), *(each for each in tables if each.name not in ON_SHEETS)
    return (moves_by_plan({name: (each.result, each.scenario) for name, each in plans.items()}),)


def write_paper(paper: Paper, path: Path) -> None:
    """Write a paper to a file, in the format that its suffix names.

    Raises
    ------
    InputError
        The suffix is not known, the format's library is missing, or the file cannot be written.
    """
    from planner.exports.formats import format_of
    from planner.exports.writing import replace_file

    replace_file(path, format_of(path).paper(paper))


def write_plan(
    plan: PlanResult,
    paths: Iterable[Path],
    audience: Audience = Audience.BOARD,
    language: Language = Language.ENGLISH,
    *,
    is_export: bool = False,
    waiting_seconds: float = 0.0,
) -> None:
    """Write a plan to files: working files for a planner, a paper for anybody else.

    Parameters
    ----------
    plan
        The plan, or a result without one.
    paths
        The files, each in the format that its suffix names.
    audience, language
        Whom the files are for.
    is_export
        Whether formats of which `plan` always writes a working file are papers too.
    waiting_seconds
        As for `briefing_for`.

    Raises
    ------
    InputError
        As for `write_paper`.
    """
    from planner.exports.formats import format_of
    from planner.exports.writing import replace_file

    paper = None
    for path in paths:
        found = format_of(path)
        exact = audience is Audience.PLANNER or (found.always_working and not is_export)
        if exact and found.working is not None:
            replace_file(path, found.working(plan.result, plan.scenario))
            continue
        paper = paper or _paper_of_plan(plan, audience, language, waiting_seconds)
        write_paper(paper, path)


def _paper_of_plan(
    plan: PlanResult, audience: Audience, language: Language, waiting_seconds: float
) -> Paper:
    if plan.plan is None:
        return _without_plan(plan, audience)
    plans, title = {PLAN_NAME: plan}, plan.scenario.title or plan.scenario.name
    briefing = briefing_for(audience, plans, title, waiting_seconds=waiting_seconds)
    return paper_for(briefing, plans, language)


def _without_plan(result: PlanResult, audience: Audience) -> Paper:
    """Why there is no plan, with exact figures."""
    from planner.exports.table_paper import paper_of_plan

    if audience is Audience.BOARD:
        step = "Tell a planner why: --for planner."
        raise InputError.of("there is no plan to show to a board", next_step=step)
    return paper_of_plan(result.result, result.scenario)
