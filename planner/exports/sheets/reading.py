"""How to read a paper: its words and its method."""

from __future__ import annotations

from models.briefing import Briefing
from models.choices import Audience
from planner.exports.paper import PaperSheet
from planner.exports.sheets.figure_rows import AMOUNTS_NOTE
from planner.exports.sheets.speech import Speech
from planner.exports.table import Table, text_columns
from planner.wording.labels import DISCLAIMER

_WORDS = (
    ("Staying put", "Nobody moves; legal duties are met as cheaply as possible."),
    ("Staying plus measures", "Nobody moves; measures and legal routes are chosen as in a plan."),
    ("Better baseline", "Of these two, the cheaper one that keeps every rule."),
    ("Expected loss", "Assumed likelihood of what could happen, times what it would cost."),
    ("Total", "Money paid, plus expected loss times the risk weight."),
    ("Could still be better by", "Most that the best plan may cost less, as far as is proven."),
    ("World", "The scenario that a plan was made for."),
    ("Regret", "What an option costs above the best one in a world."),
    ("Dismissals", "People whose employment ends because their post moves or falls away."),
    ("People asked to move", "People to ask so that enough of them move with their posts."),
    ("Vacancy filled elsewhere", "An open post that is filled at another office; nobody moves."),
    ("Redeployed", "A person who takes a vacant post at home, of the same employer."),
    ("Wave", "Posts that land in the same period."),
    ("Break-even", "Multiple of all losses at which a plan costs the same as staying put."),
    ("Running cost at the end", "Money a year in the last period, one-off payments apart."),
)


def reading_sheet(briefing: Briefing, speech: Speech) -> PaperSheet:
    """Words, method and limits of what the paper says."""
    weight = briefing.risk_weight
    once = "once" if weight == 1 else f"{weight:g} times"
    return PaperSheet(
        "How to read this",
        "How to read this",
        sentences=(
            DISCLAIMER,
            f"Every option is valued in one world, that of {briefing.grid.worlds[0]}.",
            f"It is planned on {speech.day(briefing.planning_date)}.",
            "Amounts are at present value over the horizon and what follows it, unless stated.",
            f"Expected loss counts {once} in totals.",
            "Ranges: all inputs at their worse ends at once, and all at their better ends.",
            *_shown(briefing, speech),
        ),
        tables=(Table("words", "Words", text_columns(word="Word", meaning="Meaning"), _WORDS),),
    )


def _shown(briefing: Briefing, speech: Speech) -> tuple[str, ...]:
    if briefing.audience is not Audience.BOARD:
        return ("Counts and amounts are exact: keep this paper with the planner.",)
    step, amount = briefing.count_step, speech.money(briefing.amount_step)
    return (
        f"Counts from 1 to {briefing.floor:,} are shown as '{speech.count(None)}'.",
        f"Larger ones are shown as multiples of {step:,}, from {2 * step:,} on.",
        "Totals add up the counts as shown; one that is not shown stands as its middle.",
        "Small flows between two offices are shown as one over the whole horizon.",
        "Waves are those of larger flows.",
        "Days are those of larger flows, measures and filings; small flows may begin earlier.",
        f"Amounts are rounded to multiples of {amount}, those of signatures to two digits.",
        "Break-evens are rounded to two digits.",
        "An amount of 0 stands for less than half a step.",
        "Differences are worked out before rounding, so rounded figures may not add up.",
        AMOUNTS_NOTE,
        "What is cheaper and what can be told apart is judged on the amounts that are shown.",
        "What breaks a rule is judged on the exact plan.",
    )
