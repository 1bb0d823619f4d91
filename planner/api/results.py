"""Results: a plan with its scenario, and comparisons of plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.baselines import Saving
from models.briefing import Briefing
from models.choices import Audience, Language
from models.plan import Move, Plan, Wave
from models.readable import in_percent
from models.result import Result, Status
from models.scenario import Scenario

if TYPE_CHECKING:
    from planner.exports.arrow import ArrowTable
    from planner.exports.paper import Paper
    from planner.exports.table import Table


class ArrowTables(Mapping[str, "ArrowTable"]):
    """Tables by name, converted to Arrow on access."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = {table.name: table for table in tables}

    def __getitem__(self, name: str) -> ArrowTable:
        from planner.exports.arrow import arrow_table

        if name not in self._tables:
            raise KeyError(f"no table {name!r}; there are: {', '.join(self._tables)}")
        return arrow_table(self._tables[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __repr__(self) -> str:
        return f"Arrow tables: {', '.join(self._tables)}"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._tables)


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
        from planner.wording.labels import status_words
        from planner.wording.names import scenario_title

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


@dataclass(frozen=True, repr=False)
class Comparison:
    """Plans side by side with each other and with both baselines, in one world."""

    plans: Mapping[str, PlanResult]
    """The plans by name."""
    briefing: Briefing
    """All that a paper on them says, exactly."""

    def paper(
        self, audience: Audience = Audience.BOARD, language: Language = Language.ENGLISH
    ) -> Paper:
        """The paper for a board, with rounded figures, or for a planner."""
        from planner.api.papers import paper_for

        return paper_for(self.briefing, self.plans, audience, language)

    @cached_property
    def tables(self) -> ArrowTables:
        """The exact tables as Arrow: ``tables["decision"]``."""
        return ArrowTables(self.paper(Audience.PLANNER).tables)

    def write(
        self,
        path: str | Path,
        audience: Audience = Audience.BOARD,
        language: Language = Language.ENGLISH,
    ) -> None:
        """Write the comparison to a file, in the format that its suffix names: ``.xlsx``.

        Raises
        ------
        InputError
            The suffix is not known or the file cannot be written.
        """
        from planner.api.papers import write_paper

        write_paper(self.paper(audience, language), Path(path))

    def shown_to(
        self, audience: Audience, language: Language = Language.ENGLISH
    ) -> tuple[Table, ...]:
        """The options one below the other, in money and in people."""
        from planner.briefing.board import for_board
        from planner.exports.sheets.speech import speech_of
        from planner.exports.side_by_side import money_table, people_table

        board = audience is Audience.BOARD
        briefing = for_board(self.briefing) if board else self.briefing
        speech = speech_of(briefing, language)
        return money_table(briefing, speech), people_table(briefing, speech)

    def __str__(self) -> str:
        return "\n\n".join(map(table_text, self.shown_to(Audience.PLANNER)))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return "".join(map(table_html, self.shown_to(Audience.PLANNER)))


def table_text(table: Table) -> str:
    """A table as lines of text, under its title."""
    from planner.exports.table import table_texts

    unit, texts = table_texts(table)
    return _lines(table.title, unit, [[column.title for column in table.columns], *texts])


def _lines(title: str, unit: str, rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines under a title, all cells but the first flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(t.rjust(w) for t, w in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in rows
    ]
    return "\n".join([f"{title}, {unit}" if unit else title, *lines])


def table_html(table: Table) -> str:
    """A table as HTML; the contents of cells are escaped."""
    from planner.exports.table import table_texts

    unit, texts = table_texts(table)
    title = f"{table.title}, {unit}" if unit else table.title
    heads = "".join(f"<th>{escape(column.title)}</th>" for column in table.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in texts
    )
    return (
        f"<table><caption>{escape(title)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
