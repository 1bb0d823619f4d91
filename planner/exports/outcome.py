"""How a search for a plan ended: what is proven, and what was chosen among plans of one cost."""

from __future__ import annotations

from collections.abc import Iterator

from models.readable import counted, in_percent
from models.result import Result
from planner.exports.headline import sample_words
from planner.exports.table import Table, text_columns
from planner.wording.amounts import money_words
from planner.wording.outcomes import status_words


def outcome_table(result: Result) -> Table:
    """What front sheets do not say of a plan: how it was found, and how far inputs sway it."""
    columns = text_columns(matter="Matter", words="What is known")
    return Table("outcome", "How it was found", columns, tuple(_rows(result)))


def _rows(result: Result) -> Iterator[tuple[str, str]]:
    yield "Outcome", f"{status_words(result)}."
    if result.gap is not None:
        yield "Proven gap", f"{gap_words(result)}."
    for words in second_stage_words(result):
        yield "Choice among equals", words
    for words in sample_words(result):
        yield "Sample", words


def gap_words(result: Result) -> str:
    """How much better the best plan may be, as a share; for a result with a proven gap."""
    words = f"{in_percent(result.gap or 0.0)} of the total cost"
    if result.gap_of_saving is None:
        return words
    return f"{words}, {in_percent(result.gap_of_saving)} of what can be better in all"


def second_stage_words(result: Result) -> Iterator[str]:
    """What was chosen among plans of the same cost; nothing where nobody is dismissed or moves."""
    stage = result.second_stage
    if stage is None or not stage.dismissals_before + stage.transferred_before:
        return
    within = f"Of plans that cost the same within {money_words(stage.band, result.currency)}"
    if stage.dismissals_after < stage.dismissals_before:
        chosen = f"dismissals: {stage.dismissals_after} instead of {stage.dismissals_before}"
    elif stage.transferred_after < stage.transferred_before:
        chosen = f"people who move: {stage.transferred_after} instead of {stage.transferred_before}"
    elif stage.moves_after < stage.moves_before:
        chosen = f"moves: {stage.moves_after} instead of {stage.moves_before}"
    else:
        dismissals = counted(stage.dismissals_after, "dismissal")
        yield f"{within}, none was found with fewer than {dismissals}."
        return
    more = "more" if stage.cost >= 0 else "less"
    cost = money_words(abs(stage.cost), result.currency)
    yield f"{within}, the one with the fewest {chosen} ({cost} {more})."
