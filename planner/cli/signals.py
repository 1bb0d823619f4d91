"""``relocate signals``: why each case is as likely as it is on a day."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.readable import counted, in_percent
from planner.cli.options import (
    JsonOption,
    OverlayOption,
    ScenarioArgument,
    SettingOption,
    scenario_of,
)
from planner.cli.terminal import tell, wrapped

if TYPE_CHECKING:
    from planner.api.types import CaseReading, PriorReading, SignalLine, SignalsOnDay


def signals(
    source: ScenarioArgument,
    *,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Use only what was known on this day.",
            show_default="the planning date",
        ),
    ] = None,
    case: Annotated[
        str | None, typer.Option(metavar="CASE", help="Show this case only.", show_default=False)
    ] = None,
    book: Annotated[
        bool, typer.Option("--book", help="List every signal, and why some do not count.")
    ] = False,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how likely each case is, and why.

    Each regulatory matter that signals report on pushes it up or down.
    """
    from planner import api

    scenario = scenario_of(source, overlays, settings)
    read = api.signals(scenario, as_of.date() if as_of else None)
    cases = _named(read.cases, case)
    if as_json:
        tell(json.dumps(_document(read, cases), indent=2, default=str))
    elif book:
        tell(_book(read))
    else:
        tell("\n\n".join([_heading(read), *map(_case, cases)]))


def _named(cases: Sequence[CaseReading], name: str | None) -> Sequence[CaseReading]:
    chosen = [each for each in cases if name in {None, each.case}]
    if not chosen and name is not None:
        known = ", ".join(each.case for each in cases)
        raise typer.BadParameter(f"{name!r} is not a case. Known: {known}.", param_hint="--case")
    return chosen


def _document(read: SignalsOnDay, cases: Sequence[CaseReading]) -> dict[str, Any]:
    return {
        "as_of": read.as_of.isoformat(),
        "cases": [asdict(case) for case in cases],
        "signals": [asdict(signal) for signal in read.signals],
    }


def _heading(read: SignalsOnDay) -> str:
    absent = Counter(line.absence.value for line in read.signals if line.absence)
    living = sum(line.absence is None for line in read.signals)
    others = "".join(f"; {count} {words}" for words, count in absent.items())
    if not read.signals:
        return wrapped(
            "This scenario has no signals: each case is as likely as its row in cases says. "
            "To see some at work: relocate signals shanghai-2019."
        )
    every = counted(len(read.signals), "signal")
    return wrapped(
        f"Signals on {read.as_of}: {living} of {every} counted{others}."
        " A push of +0.7 doubles the odds of a case, -0.7 halves them."
    )


def _case(case: CaseReading) -> str:
    from planner.cli.tables import Heading, grid

    title = (
        f"{case.case} ({case.topic} of {case.entity} in {case.jurisdiction}): "
        f"{in_percent(case.likelihood)} a year, {in_percent(case.before_signals)} before signals"
    )
    if case.if_reported_counted != case.likelihood:
        title += f", {in_percent(case.if_reported_counted)} if what is only reported counted"
    title += f".{_prior(case.prior)}"
    if not case.effects:
        return wrapped(f"{title} No matter pushes it.")
    headings = (
        Heading("Matter"),
        Heading("Stage"),
        Heading("Grade"),
        Heading("Published", dates=True),
        Heading("Push", figures=True),
        Heading("Without it", figures=True),
    )
    rows = [
        (
            effect.matter,
            effect.stage.value.replace("_", " "),
            effect.grade,
            str(effect.published_on),
            f"{effect.push:+.2f}",
            in_percent(effect.without),
        )
        for effect in case.effects
    ]
    return f"{wrapped(title)}\n{grid(headings, rows, indent=2)}"


def _prior(prior: PriorReading) -> str:
    """Where the likelihood starts from, in sentences."""
    words = ""
    if prior.inspection is not None:
        words += f" It is {prior.share:.0%} of inspection {prior.inspection}."
    if prior.base_rate is not None:
        words += (
            f" Base rate {prior.base_rate}: {counted(prior.events or 0, 'event')} in "
            f"{prior.firm_years or 0:,.0f} firm-years ({prior.reference_class}), "
            f"with {prior.factor or 0:g} "
            f"assumed for each that is known: {in_percent(prior.rate or 0)} a year. Signals move "
            f"it between {in_percent(prior.low)} and {in_percent(prior.high)}."
        )
    return words


def _book(read: SignalsOnDay) -> str:
    from planner.cli.tables import Heading, grid

    headings = (
        Heading("Published", dates=True),
        Heading("Signal"),
        Heading("Matter"),
        Heading("Stage"),
        Heading("Grade"),
        Heading("In force", dates=True),
        Heading("Counts"),
    )
    return f"{_heading(read)}\n\n{grid(headings, [_line(line) for line in read.signals])}"


def _line(line: SignalLine) -> tuple[str, ...]:
    return (
        str(line.published_on),
        line.id,
        line.matter,
        line.stage.value.replace("_", " "),
        line.grade,
        str(line.effective_from or ""),
        line.absence.value if line.absence else "yes",
    )
