"""What can be said of a scenario before planning: mistakes, remarks, baselines, signals, rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.account import Remark
from models.baselines import Baselines
from models.errors import Problem
from models.scenario import Scenario
from planner.api.scenarios import expect_scenario

if TYPE_CHECKING:
    from datetime import date

    from planner.explain.signals import SignalsOnDay
    from planner.rules.cards import RuleCard
    from planner.scenario_files import MarkedCopy


def check(scenario: Scenario) -> Baselines:
    """Make both baselines, with their costs and the rules that they break."""
    from planner.baselines import baselines_of
    from planner.books import books_of

    expect_scenario(scenario)
    return baselines_of(books_of(scenario))


def lint(scenario: Scenario) -> tuple[Remark, ...]:
    """Remarks on a valid scenario that are worth a second look, most important first.

    First come those made while its files were read.
    """
    from planner.books import books_of
    from planner.lint import remarks_on

    expect_scenario(scenario)
    return (*scenario.remarks, *remarks_on(books_of(scenario)))


def expect_copy(source: str | Path, copy: Path) -> None:
    """Refuse now what `mark_mistakes` would refuse later.

    Raises
    ------
    InputError
        The source is no workbook, or the copy would replace it or has another ending.
    """
    from planner import scenario_files

    scenario_files.expect_copy(source, copy)


def mark_mistakes(source: str | Path, problems: Sequence[Problem], copy: Path) -> MarkedCopy | None:
    """Write a copy of a workbook in which cells with mistakes are coloured and commented on.

    All else in it stays as it is.

    Parameters
    ----------
    source
        The workbook.
    problems
        What is wrong with it: those of the `InputError` that `load` raised.
    copy
        The file to write; what stands there is replaced.

    Returns
    -------
    copy
        How many cells are marked; None if no mistake is in a cell, and nothing was written.

    Raises
    ------
    InputError
        The workbook cannot be marked, or the copy cannot be written.
    """
    from planner import scenario_files
    from planner.exports.writing import replace_file

    scenario_files.expect_copy(source, copy)
    made = scenario_files.marked_copy(source, problems)
    if made is not None:
        replace_file(copy, made.content)
    return made


def signals(scenario: Scenario, as_of: date | None = None) -> SignalsOnDay:
    """Read the signal book on a day; by default the planning date."""
    from planner.explain.signals import signals_on

    expect_scenario(scenario)
    return signals_on(scenario, as_of)


def rules(scenario: Scenario | None = None) -> tuple[RuleCard, ...]:
    """Every rule in reading order, with a scenario's figures if one is given."""
    from planner.rules.cards import cards

    return cards(scenario)
