"""When a plan stops paying, as tables with sentences; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.break_even import (
    AllEventsBreakEven,
    BreakEvens,
    EventBreakEven,
    EventLikelihood,
    LikelihoodRange,
    LossBreakEven,
    MatterBreakEven,
)
from models.provenance import Certainty
from models.readable import in_percent
from models.scenario import Scenario
from planner.exports.table import Column, ColumnKind, Table, text_columns
from planner.wording.amounts import money_words

ANY, NONE = "at any", "at none"
"""Where a plan pays at every likelihood or multiplier, and where at none."""

_OF_MATTERS = (
    "Each matter alone at each stage, confirmed, on the planning date, against the better baseline."
)

_CERTAINTIES = {Certainty.ASSUMPTION: "assumed"}


def break_even_document(found: BreakEvens | None) -> dict[str, Any] | None:
    """The record as JSON values; null if it was not asked for."""
    return None if found is None else found.model_dump(mode="json")


def break_even_tables(found: BreakEvens | None, scenario: Scenario) -> Iterator[Table]:
    """``break_even``, and ``break_even_matters`` where a matter changes what the plan saves."""
    if found is None:
        return
    yield Table(
        "break_even",
        "How likely events have to be for the plan to pay",
        text_columns(
            what="Likelihood within a year, or multiple",
            ours="Ours",
            low="Low",
            high="High",
            staying_put="Pays against staying put",
            staying_plus_measures="Pays against staying plus measures",
            certainty="Certainty",
            source="Source",
        ),
        (
            _losses_row(found.losses, found.all_events),
            _all_events_row(found.all_events),
            *(_event_row(each) for each in found.events),
        ),
        notes=tuple(_notes(found, scenario.currency)),
    )
    if found.matters:
        yield Table(
            "break_even_matters",
            "At which stages of a matter the plan pays",
            (
                *text_columns(matter="Matter", stage="Ours", pays="Pays"),
                Column("least", "Saves at least", ColumnKind.MONEY, signed=True),
                Column("most", "Saves at most", ColumnKind.MONEY, signed=True),
                *text_columns(approved="Approved by", source="Source"),
            ),
            tuple(_matter_row(each) for each in found.matters),
            scenario.currency,
            notes=(_OF_MATTERS,),
        )


def _losses_row(losses: LossBreakEven, events: AllEventsBreakEven) -> tuple[str, ...]:
    low, high = ("" if end is None else _times(end) for end in (losses.low, losses.high))
    return (
        "all losses, times ours",
        "1",
        low,
        high,
        _multiplier_words(losses.staying_put, None, pays_at_ours=_pays_at_ours(events.staying_put)),
        _multiplier_words(
            losses.staying_plus_measures,
            losses.measures_pay_again_from,
            pays_at_ours=_pays_at_ours(events.staying_plus_measures),
        ),
        "",
        "",
    )


def _pays_at_ours(ranges: Sequence[Any]) -> bool:
    return any(each.low <= 1.0 <= each.high for each in ranges)


def _multiplier_words(at: float | None, until: float | None, *, pays_at_ours: bool) -> str:
    """Where a plan pays, by the multiplier at which it is even, or those between which it pays."""
    if at is None:
        return ANY if pays_at_ours else NONE
    if until is not None:
        return f"from {_times(at)} to {_times(until)}"
    return f"{'from' if pays_at_ours == (at <= 1.0) else 'up to'} {_times(at)}"


def _all_events_row(events: AllEventsBreakEven) -> tuple[str, ...]:
    put, plus = (
        _ranges_words(
            [(each.low, each.high) for each in ranges],
            [(_times(each.low), _times(each.high)) for each in ranges],
            events.certain_from,
            _IN_CELLS,
        )
        for ranges in (events.staying_put, events.staying_plus_measures)
    )
    return "all likelihoods, times ours", "1", "", "", put, plus, "", ""


def _event_row(each: EventBreakEven) -> tuple[str, ...]:
    return (
        f"{each.name} ({each.event})",
        _percent(each.ours),
        _percent(each.low),
        _percent(each.high),
        _likelihood_words(each.staying_put),
        _likelihood_words(each.staying_plus_measures),
        _certainty_words(each.certainty),
        each.source,
    )


@dataclass(frozen=True)
class _Phrases:
    """How ranges are said."""

    at_any: str
    at_none: str
    above: str
    below: str
    between: str


_IN_CELLS = _Phrases(ANY, NONE, "from {low}", "up to {high}", "from {low} to {high}")
_IN_SENTENCES = _Phrases(
    "of any likelihood",
    "of no likelihood, even if certain",
    "likelier than {low}",
    "less likely than {high}",
    "between {low} and {high}",
)


def _likelihood_words(ranges: Sequence[LikelihoodRange], phrases: _Phrases = _IN_CELLS) -> str:
    return _ranges_words(
        [(each.low.before_signals, each.high.before_signals) for each in ranges],
        [(_percent(each.low), _percent(each.high)) for each in ranges],
        1.0,
        phrases,
    )


def _ranges_words(
    ranges: Sequence[tuple[float, float]],
    figures: Sequence[tuple[str, str]],
    most: float,
    phrases: _Phrases,
) -> str:
    """Where a plan pays; ``most`` is where everything is certain."""
    found = []
    for (low, high), (low_words, high_words) in zip(ranges, figures, strict=True):
        if low <= 0 and high >= most:
            return phrases.at_any
        phrase = phrases.above if high >= most else phrases.below if low <= 0 else phrases.between
        found.append(phrase.format(low=low_words, high=high_words))
    return " or ".join(found) or phrases.at_none


def _matter_row(each: MatterBreakEven) -> tuple[str | int, ...]:
    savings = [min(stage.staying_put, stage.staying_plus_measures) for stage in each.stages]
    paying = [
        _stage_words(stage.stage)
        for stage, saving in zip(each.stages, savings, strict=True)
        if saving > 0
    ]
    pays = NONE if not paying else ANY if len(paying) == len(savings) else ", ".join(paying)
    approved = each.approved_by or ("nobody" if each.signal is not None else "")
    stage = _stage_words(each.ours)
    return each.name, stage, pays, min(savings), max(savings), approved, each.source


def _stage_words(stage: str | None) -> str:
    return "nothing heard" if stage is None else stage.replace("_", " ")


def _notes(found: BreakEvens, currency: str) -> Iterator[str]:
    turning = [each for each in found.events if _turns(each)]
    yield from (_sentence(each) for each in turning)
    others = [each.event for each in found.events if each not in turning]
    if others or not turning:
        yield (
            f"{'No other' if turning else 'No single'} likelihood decides whether the plan pays: "
            "each may be anything from impossible to certain, all else as it is."
        )
    low, high = found.all_events.saving_at_low, found.all_events.saving_at_high
    if low is not None and high is not None:
        yield (
            f"With every likelihood at the low end of its range the plan saves "
            f"{money_words(low, currency)}, with every one at the high end "
            f"{money_words(high, currency)}; below zero it costs more than the better baseline."
        )
    yield (
        "The plan stays as it is; staying plus measures has the measures that pay at each "
        "likelihood. Likelihoods are those within a year of the planning date, with its signals; "
        "none is more than certain."
    )
    if not found.is_complete:
        yield (
            "There was not enough time to optimise staying plus measures everywhere: the plan may "
            "pay in less than is said here. A longer --time-limit may tell."
        )


def _turns(each: EventBreakEven) -> bool:
    words = {_likelihood_words(each.staying_put), _likelihood_words(each.staying_plus_measures)}
    return not words <= {ANY, NONE}


def _sentence(each: EventBreakEven) -> str:
    """``The plan pays where ... is likelier than 7% (ours: 18%, range 9% to 30%, assumed)``."""
    ours = f"ours: {_percent(each.ours)}"
    if each.low is not None and each.high is not None:
        ours = f"{ours}, range {_percent(each.low)} to {_percent(each.high)}"
    ours = f"({ours}, {_certainty_words(each.certainty)})"
    put, plus = (
        _likelihood_words(ranges, _IN_SENTENCES)
        for ranges in (each.staying_put, each.staying_plus_measures)
    )
    event = f"{each.name} ({each.event})"
    if put == plus:
        return f"The plan pays as long as this is {put} within a year: {event} {ours}."
    return (
        f"The plan pays against staying put as long as this is {put} within a year, against "
        f"staying plus measures as long as it is {plus}: {event} {ours}."
    )


def _percent(likelihood: EventLikelihood | None) -> str:
    return "" if likelihood is None else in_percent(likelihood.within_year)


def _times(multiplier: float) -> str:
    return f"{multiplier:,.{0 if multiplier >= 100 else 2}f}"


def _certainty_words(certainty: Certainty) -> str:
    return _CERTAINTIES.get(certainty, certainty.value)
