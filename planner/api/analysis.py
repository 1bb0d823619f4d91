"""Plans beside the cheapest: the frontier of a scenario, and alternatives to its plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from models.choices import Audience, FrontierAxis
from models.defaults import ALTERNATIVES, FRONTIER_POINTS, SLACK
from models.errors import InputError
from models.scenario import Scenario
from models.search_limits import SearchLimits
from planner.api.plans import choice, with_relaxations
from planner.api.scenarios import expect_scenario
from planner.api.shown_tables import ArrowTables, table_html, table_text
from planner.api.stopping import StoppingCriterion, limits_of

if TYPE_CHECKING:
    from models.analysis import Alternatives, Frontier
    from models.result import Status
    from models.shown_tradeoffs import ShownAlternatives, ShownFrontier
    from planner.exports.table import Table
    from planner.optimizer.state import SearchHooks


RecordT = TypeVar("RecordT", "Frontier", "Alternatives")


@dataclass(frozen=True, repr=False)
class AnalysisResult(Generic[RecordT]):
    """A frontier or alternatives, with the scenario.

    Amounts are integers in the smallest unit of the scenario's currency.
    """

    scenario: Scenario
    """The scenario as planned, with overlays and settings applied."""
    record: RecordT
    """What was found, for programs."""

    @property
    def status(self) -> Status:
        """How the search for the plan of the scenario ended."""
        return self.record.status

    @cached_property
    def parts(self) -> tuple[Table, ...]:
        """The tables, in reading order; none if there is no plan."""
        from planner.exports.tradeoffs.tables import tradeoff_tables

        return tradeoff_tables(self.record, self.scenario)

    @cached_property
    def tables(self) -> ArrowTables:
        """The tables as Arrow: ``tables["frontier"]`` or ``tables["alternatives"]``."""
        return ArrowTables(self.parts)

    def document(self) -> dict[str, Any]:
        """The record in plain values, ready for JSON, with all plans."""
        from planner.exports.tradeoffs.files import document

        return document(self.record, self.scenario)

    def write(self, path: str | Path, audience: Audience = Audience.BOARD) -> None:
        """Write the record to a file, in a format of `planner.exports.tradeoffs.files`.

        Parquet and JSON are working files with exact figures; others are exact only for a planner.

        Raises
        ------
        InputError
            The suffix is not known, the file cannot be written, or there is no plan to write.
        """
        from planner.exports.writing import replace_file

        path = Path(path)
        replace_file(path, self._bytes(path.suffix.lower(), audience))

    def _bytes(self, suffix: str, audience: Audience) -> bytes:
        from planner.exports.tradeoffs.files import ALWAYS_WORKING, board_bytes, exact_bytes

        shown = None
        if audience is Audience.BOARD and suffix not in ALWAYS_WORKING:
            shown = _for_board(self.record, self.scenario)
        if shown is None:
            return exact_bytes(self.record, self.scenario, suffix)
        return board_bytes(shown, self.scenario, suffix)

    def __str__(self) -> str:
        title = f"{self.scenario.name}: {self.scenario.title}".removesuffix(": ")
        words = table_text(self.parts[0]) if self.parts else "There is no plan."
        return f"{title}\n{words}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        title = escape(self.scenario.title or self.scenario.name)
        return f"<h4>{title}</h4>{''.join(map(table_html, self.parts))}"


def _for_board(
    record: Frontier | Alternatives, scenario: Scenario
) -> ShownFrontier | ShownAlternatives | None:
    """The record as a board may see it; None if there is no plan."""
    from models.analysis import Frontier
    from planner.briefing.board.tradeoffs import alternatives_for_board, frontier_for_board

    if isinstance(record, Frontier):
        return frontier_for_board(record, scenario) if record.points else None
    return alternatives_for_board(record.best, record, scenario) if record.best else None


def frontier(
    scenario: Scenario,
    *,
    points: int = FRONTIER_POINTS,
    against: FrontierAxis | str = FrontierAxis.LOSS,
    stop: StoppingCriterion | None = None,
    seed: int = 0,
    hooks: SearchHooks | None = None,
) -> AnalysisResult[Frontier]:
    """Find plans between which nothing is free: less expected loss costs more money.

    Parameters
    ----------
    scenario
        The scenario.
    points
        Most plans, from 3 to 50.
    against
        What cost is set against: ``loss``, and then cost is money alone; ``dismissals``, ``cash``
        or ``posts``, and then cost is the total. A `FrontierAxis` or its value.
    stop
        When to stop the search for the cheapest plan, as for `plan`; all others together take up
        to three times as long as that took, for eight points.
    seed
        Seed of the solver's random choices.
    hooks
        A plan to start from, a progress callback for each search, and a stop signal.

    Raises
    ------
    InputError
        The number of points or the axis is not one of those allowed, or a fixed effort is combined
        with a time.
    """
    from planner.analysis.frontier import FEWEST_POINTS, MOST_POINTS, frontier_of
    from planner.optimizer.state import NO_HOOKS

    expect_scenario(scenario)
    axis = choice(FrontierAxis, against, "against")
    _expect_number(points, FEWEST_POINTS, MOST_POINTS, "points")
    limits = limits_of(stop, SearchLimits(seed=seed))
    found = frontier_of(scenario, limits, points, axis, hooks or NO_HOOKS)
    return AnalysisResult(scenario, _with_relaxations(found, scenario, limits, hooks))


def alternatives(
    scenario: Scenario,
    *,
    number: int = ALTERNATIVES,
    within: float = SLACK,
    stop: StoppingCriterion | None = None,
    seed: int = 0,
    hooks: SearchHooks | None = None,
) -> AnalysisResult[Alternatives]:
    """Find plans that cost little more than the best and truly differ from it and each other.

    Parameters
    ----------
    scenario
        The scenario.
    number
        Most alternatives, from 1 to 10.
    within
        How much more than the best plan they may cost, as a share of its total; never more than
        half of what it saves.
    stop
        When to stop the search for the best plan, as for `plan`; three alternatives together take
        up to twice as long as that took.
    seed
        Seed of the solver's random choices.
    hooks
        A plan to start from, a progress callback for each search, and a stop signal.

    Raises
    ------
    InputError
        The number or the share is not one of those allowed, or a fixed effort is combined with a
        time.
    """
    from planner.analysis.alternatives import MOST_ALTERNATIVES, alternatives_of
    from planner.optimizer.state import NO_HOOKS

    expect_scenario(scenario)
    _expect_number(number, 1, MOST_ALTERNATIVES, "number")
    _expect_number(within, 0, 1, "within")
    limits = limits_of(stop, SearchLimits(seed=seed))
    found = alternatives_of(scenario, limits, number, within, hooks or NO_HOOKS)
    return AnalysisResult(scenario, _with_relaxations(found, scenario, limits, hooks))


def _with_relaxations(
    found: RecordT, scenario: Scenario, limits: SearchLimits, hooks: SearchHooks | None
) -> RecordT:
    """The record with what would have to give, where there is no plan."""
    if found.clash is None or (hooks is not None and hooks.stopped):
        return found
    clash = with_relaxations(scenario, found.clash, limits)
    return found.model_copy(update={"clash": clash})


def _expect_number(value: float, least: int, most: int, argument: str) -> None:
    if not least <= value <= most:
        step = f"Give {least} to {most}."
        raise InputError.of("is out of range", field=argument, found=str(value), next_step=step)
