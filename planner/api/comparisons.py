"""Plans side by side with each other and with both baselines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from models.choices import Audience, Language
from planner.api.results import PlanResult
from planner.api.shown_tables import ArrowTables, table_html, table_text

if TYPE_CHECKING:
    from models.briefing import Briefing
    from planner.exports.paper import Paper
    from planner.exports.table import Table


@dataclass(frozen=True, repr=False)
class Comparison:
    """Plans side by side with each other and with both baselines, in one world."""

    plans: Mapping[str, PlanResult]
    """The plans by name."""
    briefing_for: Callable[[Audience], Briefing]
    """All that a paper on them says: exactly for a planner, as it may be shown for a board."""

    def paper(
        self, audience: Audience = Audience.BOARD, language: Language = Language.ENGLISH
    ) -> Paper:
        """The paper for a board, with rounded figures, or for a planner."""
        from planner.api.papers import paper_for

        return paper_for(self.briefing_for(audience), self.plans, language)

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
        from planner.exports.sheets.speech import speech_of
        from planner.exports.side_by_side import money_table, people_table

        briefing = self.briefing_for(audience)
        speech = speech_of(briefing, language)
        return money_table(briefing, speech), people_table(briefing, speech)

    def __str__(self) -> str:
        return "\n\n".join(map(table_text, self.shown_to(Audience.PLANNER)))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return "".join(map(table_html, self.shown_to(Audience.PLANNER)))
