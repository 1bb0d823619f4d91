"""Results: a plan with its scenario."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.baselines import Saving
from models.choices import Audience, Language
from models.plan import Move, Plan, Wave
from models.readable import in_percent
from models.scenario import Scenario
from planner.api.shown_tables import ArrowTables, table_html

if TYPE_CHECKING:
    from models.result import Result, Status


@dataclass(frozen=True, repr=False)
class PlanResult:
    """Result of a search for a scenario: the plan, its saving, and its proven gap.

    Amounts are integers in the smallest unit of the scenario's currency.

    Raises
    ------
    ValueError
        The result belongs to another scenario.
    """

    scenario: Scenario
    """The scenario as planned, with overlays and settings applied."""
    result: Result
    """The full result, for programs."""

    def __post_init__(self) -> None:
        if self.result.provenance.scenario_hash != self.scenario.hash:
            raise ValueError("the result was not made from this scenario")

    @property
    def status(self) -> Status:
        """How the search ended."""
        return self.result.status

    @property
    def plan(self) -> Plan | None:
        """The plan; None if there is none."""
        return self.result.plan

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves of the plan; empty if there is no plan."""
        return self.result.plan.moves if self.result.plan is not None else ()

    @property
    def waves(self) -> tuple[Wave, ...]:
        """The moves by landing day, with the tasks of each wave."""
        return self.result.waves

    @property
    def objective(self) -> int | None:
        """Total cost of the plan, at present value."""
        return self.result.objective

    @property
    def saving(self) -> Saving | None:
        """Saving of the plan against the better baseline."""
        return self.result.saving

    @property
    def gap(self) -> float | None:
        """Largest possible improvement on the plan, as a share of its cost."""
        return self.result.gap

    @cached_property
    def tables(self) -> ArrowTables:
        """The tables of the plan beside both baselines, as Arrow: ``tables["moves"]``.

        Always there: ``summary``, ``price_list``, ``findings`` and ``origin``.
        """
        from planner.exports.moves import moves_table
        from planner.exports.tables import plan_tables

        tables = plan_tables(self.result, self.scenario)
        # For programs: ids instead of names, and only rows of moves.
        return ArrowTables(
            [
                moves_table(self.result, self.scenario) if table.name == "moves" else table
                for table in tables
            ]
        )

    def document(self) -> dict[str, Any]:
        """The result in plain values, ready for JSON."""
        from planner.exports.document import document

        return document(self.result, self.scenario)

    def write(
        self,
        path: str | Path,
        audience: Audience = Audience.BOARD,
        language: Language = Language.ENGLISH,
    ) -> None:
        """Write the result to a file, in the format that its suffix names: ``plan.xlsx``.

        Formats for programs are working files with exact figures; others are exact only for a
        planner.

        Raises
        ------
        InputError
            The suffix is not known or the file cannot be written.
        """
        from planner.api.papers import write_plan

        write_plan(self, [Path(path)], audience, language)

    def __str__(self) -> str:
        title, *sentences = self._words()
        return "\n".join([title, *(f"  {sentence}" for sentence in sentences)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from planner.exports.tables import summary

        title, *sentences = self._words()
        lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
        table = table_html(summary(self.result, self.scenario))
        return f"<h4>{escape(title)}</h4><ul>{lines}</ul>{table}"

    def _words(self) -> list[str]:
        """A title, then the plan's saving and how certain it is, one sentence each."""
        from planner.exports.headline import headline
        from planner.wording.names import scenario_title
        from planner.wording.outcomes import status_words

        title = scenario_title(self.scenario)
        overlays = self.result.provenance.overlays
        proof = f"{status_words(self.result)}."
        if self.gap is not None:
            proof += f" Proven gap: {in_percent(self.gap)} of the total cost."
        return [
            f"{title} (with {', '.join(overlays)})" if overlays else title,
            *headline(self.result, self.scenario),
            proof,
            *self._clash(),
        ]

    def _clash(self) -> Iterator[str]:
        from planner.exports.clash import clash_lines

        if self.result.clash is not None:
            yield from clash_lines(self.result.clash, self.scenario)
