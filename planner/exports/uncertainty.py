"""How sure a saving is, in sentences: its interval, break-even, flips, cliffs and fallback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from models.result import Result
from models.scenario import Scenario
from models.uncertainty import DRAWS, Alternative, Cliff, Fallback, Interval
from planner.exports.ranges import flips_words
from planner.exports.table import Table, text_columns
from planner.wording.amounts import money_words
from planner.wording.inputs import input_words
from planner.wording.labels import rule_words

FIRST_FLIPS = 3
"""Number of inputs that would flip the decision which are listed."""

ASSUMED = "times what is assumed"


def uncertainty_tables(result: Result, scenario: Scenario) -> tuple[Table, ...]:
    """Return the table of sentences; none if there is nothing to say."""
    if result.audited_plan is None:
        return ()
    rows = tuple(_rows(result, scenario))
    columns = text_columns(matter="Matter", words="What is known")
    return (Table("uncertainty", "How sure this is", columns, rows),) if rows else ()


def _rows(result: Result, scenario: Scenario) -> Iterator[tuple[str, str]]:
    moves, found = result.plan != result.better_baseline.plan, result.sensitivity
    if result.interval is not None and moves:
        yield "Sample", _interval_words(result.interval)
    if result.break_even is not None and moves:
        for name, multiplier in (
            ("staying put", result.break_even.staying_put),
            ("staying plus measures", result.break_even.staying_plus_measures),
        ):
            yield f"Break-even with {name}", _break_even_words(result, name, multiplier)
    if found is not None:
        flips = [each for each in found.inputs if each.flips][:FIRST_FLIPS]
        for each in flips:
            words = f"{input_words(scenario, each)}: {flips_words(found, scenario, each)}."
            yield "First to flip it", words
    for cliff in result.cliffs:
        yield "Cliff", _cliff_words(cliff, result.currency)
    if result.fallback is not None:
        yield "If few accept", _fallback_words(result.fallback, result.currency)


def _interval_words(interval: Interval) -> str:
    """Say how the sample was drawn and what it found; the headline has the interval itself."""
    words = [f"How inputs are drawn: {interval.assumption} (seed {interval.seed})."]
    if interval.dearer:
        words.append(f"In {interval.dearer} of {interval.keeping} draws a baseline is cheaper.")
    if interval.broken:
        rules = ", ".join(
            f"{rule_words(each.rule).lower()} in {each.draws}" for each in interval.broken
        )
        words.append(
            f"In {interval.breaking} of {interval.draws} draws the plan breaks a rule ({rules}) "
            f"and cannot be done as it is; {_apart(interval)}."
        )
    if interval.left_out:
        words.append(f"{interval.left_out} more draws gave contradictory inputs and are left out.")
    if interval.made < DRAWS:
        words.append(f"There was time for {interval.made} of {DRAWS} draws.")
    return " ".join(words)


def _apart(interval: Interval) -> str:
    if interval.low is None:
        return "that is more than half, so there is no interval of the saving"
    return "the interval leaves these draws out"


def _break_even_words(result: Result, name: str, multiplier: float | None) -> str:
    """Say at which multiplier of the losses the plan starts or stops paying."""
    anew = ", against the measures that pay then" if name == "staying plus measures" else ""
    saves = _saves(result, name)
    if multiplier is None:
        words = f"The plan {'is' if saves else 'is not'} cheaper at any multiple of the losses"
        return f"{words}{anew}."
    until = result.break_even.measures_pay_again_from if anew and result.break_even else None
    if until is not None:
        words = "The plan pays while" if saves else "The plan would pay where"
        return f"{words} losses are {_times(multiplier)} to {_times(until)} {ASSUMED}{anew}."
    times = f"{_times(multiplier)} {ASSUMED}{anew}"
    if saves:
        side = "at least" if multiplier <= 1 else "at most"
        return f"The plan pays while losses are {side} {times}."
    side = "from" if multiplier >= 1 else "up to"
    return f"The plan would pay {side} losses of {times}."


def _times(multiplier: float) -> str:
    return f"{multiplier:,.{0 if multiplier >= 100 else 2}f}"


def _saves(result: Result, name: str) -> bool:
    baselines = result.baselines
    baseline = baselines.staying_put if name == "staying put" else baselines.staying_plus_measures
    return (result.objective or 0) < baseline.judgement.total


def _cliff_words(cliff: Cliff, currency: str) -> str:
    falls, stays = (money_words(each, currency) for each in (cliff.falls_by, cliff.one_stays))
    depends = [f"on {cliff.transferred} who accept a transfer"] if cliff.transferred else []
    if cliff.kept:
        depends.append(f"on {cliff.kept} who may not be dismissed or may not leave the country")
    if cliff.teams:
        depends.append(f"on the teams {', '.join(cliff.teams)}")
    on = f" Their leaving depends {', '.join(depends)}." if depends else ""
    of_what = "of its loss fall" if cliff.case else "that are certain fall away"
    name = cliff.case or cliff.obligation
    return (
        f"{name}: {falls} {of_what} when the last of {cliff.heads} has gone "
        f"({', '.join(cliff.cohorts)}). If one of them stays, the plan costs {stays} more"
        f"{_breaking(cliff.broken)}.{on}"
    )


def _fallback_words(fallback: Fallback, currency: str) -> str:
    return (
        f"At the low value {fallback.decline} of those who are to move decline. If they stay at "
        f"home {_alternative_words(fallback.staying, currency)}; if they are made redundant and "
        f"others hired for them {_alternative_words(fallback.hired_for, currency)}."
    )


def _alternative_words(each: Alternative, currency: str) -> str:
    late = f" ({each.left_out} stay, since hires for them would come too late)"
    late = late if each.left_out else ""
    if each.cost is None:
        rules = ", ".join(rule_words(rule).lower() for rule in each.broken)
        return f"no lawful plan was found{late}; in the way are {rules}"
    more = "more" if each.cost >= 0 else "less"
    return f"that costs {money_words(abs(each.cost), currency)} {more}{late}"


def _breaking(broken: Iterable[str]) -> str:
    rules = ", ".join(rule_words(rule).lower() for rule in broken)
    return f" and breaks {rules}" if rules else ""


def uncertainty_document(result: Result) -> dict[str, Any]:
    """Return the same as JSON values; null for what was not computed."""
    audited = result.audited_plan is not None
    parts = {
        "interval": result.interval,
        "break_even": result.break_even,
        "fallback": result.fallback,
    }
    return {
        **{
            name: part.model_dump(mode="json") if audited and part is not None else None
            for name, part in parts.items()
        },
        "cliffs": [each.model_dump(mode="json") for each in result.cliffs] if audited else [],
    }
