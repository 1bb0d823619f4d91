"""What has been planned or recommended, in tables, words and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.baselines import BaselineName
from models.errors import Problem
from models.plan import Task
from models.result import Result
from models.scenario import Scenario

if TYPE_CHECKING:
    from planner.exports.table import Table
    from streams.recommend import Snapshot


def document(result: Result, scenario: Scenario) -> dict[str, Any]:
    """The result for machines: what ``--json`` prints."""
    from planner.exports.document import document

    return document(result, scenario)


def tables(result: Result, scenario: Scenario) -> tuple[Table, ...]:
    """The tables of a plan beside both baselines, in reading order."""
    from planner.exports.tables import plan_tables

    return plan_tables(result, scenario)


def headline(result: Result, scenario: Scenario) -> tuple[str, ...]:
    """What a plan comes to, in sentences."""
    from planner.exports.headline import headline

    return headline(result, scenario)


def baseline_words(name: BaselineName) -> str:
    """Name of a baseline for people: ``staying plus measures``."""
    from planner.exports.words import baseline_words

    return baseline_words(name)


def no_effect_words() -> str:
    """What the table of ranges says of an input that changes nothing."""
    from planner.exports.ranges import NO_EFFECT

    return NO_EFFECT


def figure_names() -> tuple[str, ...]:
    """Names of the figures that sum up a plan: the rows of a comparison's ``headline``."""
    from planner.exports.figures import FIGURES

    return tuple(figure.name for figure in FIGURES)


def table_texts(table: Table) -> tuple[str, list[list[str]]]:
    """The cells of a table as people read them, and the unit of its amounts."""
    from planner.exports.table import cells, scale_of

    scale = scale_of(table)
    return scale.words, [[cell.text for cell in row] for row in cells(table, scale)]


def money_words(amount: int, currency: str) -> str:
    """An amount in short, to three digits: ``USD 12.3 m``."""
    from planner.exports.words import money_words

    return money_words(amount, currency)


def money_exact(amount: int, currency: str) -> str:
    """An amount to its last digit: ``USD 12,345,678.90``."""
    from planner.exports.words import money_exact

    return money_exact(amount, currency)


def percent_words(share: float) -> str:
    """A share as a percentage: ``0.08 %``."""
    from planner.exports.words import percent_words

    return percent_words(share)


def rule_words(rule: str) -> str:
    """The name of a rule for people: ``run_rate`` is ``Run rate``."""
    from planner.exports.words import rule_words

    return rule_words(rule)


def status_words(result: Result) -> str:
    """How a solve ended, in a sentence."""
    from planner.exports.words import status_words

    return status_words(result)


def write(result: Result, scenario: Scenario, path: Path) -> None:
    """Write a result, in the format that the file's suffix names.

    Raises
    ------
    InputError
        The suffix is not known or the file cannot be written.
    """
    from planner import exports

    exports.write_plan(result, scenario, path)


def unwritable(path: Path, *, folder_is_made: bool = False) -> Problem | None:
    """What stands in the way of writing a file; none where nothing does.

    Parameters
    ----------
    path
        Of the file.
    folder_is_made
        Whether its folder is made first if it is not there.
    """
    from planner.exports.writing import unwritable

    return unwritable(path, folder_is_made=folder_is_made)


def write_comparison(tables: Sequence[Table], title: str, path: Path) -> None:
    """Write a comparison as a workbook or a page, by suffix.

    Raises
    ------
    InputError
        The suffix is not known or the file cannot be written.
    """
    from planner import exports

    exports.write_comparison(tables, title, path)


def recommendations_table(shown: Snapshot) -> Table:
    """What is open for a programme; small counts of heads are withheld."""
    from planner.exports.recommendations import recommendations_table

    return recommendations_table(shown)


def recommendations(shown: Snapshot) -> list[dict[str, Any]]:
    """The same for machines."""
    from planner.exports.recommendations import masked

    return masked(shown)


def own_tasks(shown: Snapshot) -> list[dict[str, Any]]:
    """What the plan in force asks to do that no move of it needs, for machines."""
    from planner.exports.recommendations import own_tasks

    return own_tasks(shown)


def told_task(task: Mapping[str, Any]) -> str:
    """A task of a recommendation, in words: ``open hires at bengaluru: 4, by 2026-12-02``."""
    from planner.exports.recommendations import told_task

    return told_task(task)


def task_words(task: Task) -> str:
    """A task in words, without its day: ``open hires at bengaluru: 4``."""
    from planner.exports.tasks import task_words

    return task_words(task.kind, task.what, f"{task.count:,}")


def holds(shown: Snapshot) -> list[dict[str, Any]]:
    """Promised moves that cannot be done for now, for machines; small counts are withheld."""
    from planner.exports.recommendations import masked_holds

    return masked_holds(shown)
