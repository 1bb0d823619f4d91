"""The first sheet: what each plan comes to, and the same figures for every option."""

from __future__ import annotations

from collections.abc import Iterator

from models.briefing import Briefing
from models.choices import Audience
from planner.exports.paper import PaperSheet
from planner.exports.sheets.doubts import FEW_ACCEPT, turns
from planner.exports.sheets.figure_rows import (
    AMOUNTS_NOTE,
    DAYS,
    STOP_COST,
    TOTALS_NOTE,
    WAVES_AT_LEAST,
    FigureRow,
    figure_rows,
)
from planner.exports.sheets.labels import option_words, plan_name
from planner.exports.sheets.sentence import decision_sentences
from planner.exports.sheets.speech import Speech
from planner.exports.table import Column, ColumnKind, Table
from planner.wording.labels import DISCLAIMER


def decision_sheet(briefing: Briefing, speech: Speech) -> PaperSheet:
    """The sheet to decide from."""
    rows = list(figure_rows(briefing, speech))
    return PaperSheet(
        name=speech.say("Decision"),
        title=speech.say("What to decide"),
        sentences=decision_sentences(briefing, speech),
        tables=(_table(briefing, [row for row in rows if row.is_known], speech),),
        notes=tuple(_notes(briefing, rows, speech)),
        is_front=True,
    )


def _table(briefing: Briefing, rows: list[FigureRow], speech: Speech) -> Table:
    options = (
        Column(f"option_{number}", option_words(option, speech), ColumnKind.BY_ROW)
        for number, option in enumerate(briefing.options, 1)
    )
    return Table(
        "decision",
        speech.say("The options side by side"),
        (Column("figure", speech.say("Figure")), *options),
        tuple((row.title, *row.values) for row in rows),
        briefing.currency,
        tuple(row.kind for row in rows),
        language=speech.language,
    )


def _notes(briefing: Briefing, rows: list[FigureRow], speech: Speech) -> Iterator[str]:
    yield speech.say(
        "Every option is valued in the world of {world} as planned on {day}, at present value over "
        "the horizon and what follows it. Cash and running cost are not discounted.",
        world=plan_name(briefing.grid.worlds[0], speech),
        day=speech.day(briefing.planning_date),
    )
    yield speech.say("Expected loss rests on assumed likelihoods.")
    yield from _turning_notes(briefing, speech)
    yield from _waiting_notes(briefing, speech)
    yield from _lacking_notes(briefing, rows, speech)
    if briefing.audience is Audience.BOARD:
        yield speech.say(
            "Counts are rounded to multiples of {step}; those from 1 to {floor} are not shown. "
            "Amounts are rounded to multiples of {amount}; 0 stands for less than half of that. "
            "Rounded figures may not add up.",
            step=f"{briefing.count_step:,}",
            floor=f"{briefing.floor:,}",
            amount=speech.money(briefing.amount_step),
        )
        yield speech.say(AMOUNTS_NOTE)
        yield speech.say(TOTALS_NOTE)
    yield speech.say(DISCLAIMER)
    if speech.is_chinese:
        yield speech.say("The appendix is in English.")


def _lacking_notes(briefing: Briefing, rows: list[FigureRow], speech: Speech) -> Iterator[str]:
    """Say which figures are not known, and which are known but not shown to a board."""
    is_board = briefing.audience is Audience.BOARD
    withheld = [row.title for row in rows if is_board and _is_withheld(briefing, row, speech)]
    unknown = [row.title for row in rows if not row.is_known and row.title not in withheld]
    if unknown:
        yield speech.say(
            "Not known, or not applicable, for any option: {titles}.",
            titles=speech.joined(unknown),
        )
    if withheld:
        yield speech.say(
            "Withheld from a board, wholly or in part: {titles}.", titles=speech.joined(withheld)
        )


def _is_withheld(briefing: Briefing, row: FigureRow, speech: Speech) -> bool:
    """Whether a figure that a board is not always shown lacks for a plan."""
    is_day = row.title in {speech.say(title) for title in (*DAYS, STOP_COST)}
    if not is_day and row.title not in {
        speech.say(title) for title in (FEW_ACCEPT, WAVES_AT_LEAST)
    }:
        return False
    plans = zip(briefing.options[: len(briefing.plans)], row.values, strict=False)
    return any(
        # A plan that moves nobody has no days to tell.
        option.value is not None and value is None and not (is_day and option.posts_moved == 0)
        for option, value in plans
    )


def _turning_notes(briefing: Briefing, speech: Speech) -> Iterator[str]:
    """Say of which plans no input turns the decision, if they save something and inputs move it."""
    firm = [
        option
        for option in briefing.options
        if option.triggers
        and option.saving is not None
        and option.saving.base > 0
        and not any(map(turns, option.triggers))
    ]
    if firm and len(firm) == len(briefing.plans):
        yield speech.say("No single input turns the decision within its range.")
        return
    for option in firm:
        yield speech.say(
            "For {plan}, no single input turns the decision within its range.",
            plan=plan_name(option.name, speech),
        )


def _waiting_notes(briefing: Briefing, speech: Speech) -> Iterator[str]:
    """Say where the cost of waiting lies within what the search leaves open."""
    for option in briefing.options:
        waiting = option.waiting
        if waiting is not None and waiting.proves_nothing:
            # What is open may be rounded to nothing, which is not to be said of it.
            yield speech.say(
                "What a later decision costs {plan} is no more than what its search leaves open, "
                "{open}: it proves nothing."
                if waiting.gap
                else "What a later decision costs {plan} is no more than the little that its "
                "search leaves open: it proves nothing.",
                plan=plan_name(option.name, speech),
                open=speech.money(waiting.gap),
            )
