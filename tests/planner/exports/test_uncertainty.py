"""How sure a saving is, in sentences, figures and for machines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from models.base import Frozen
from models.uncertainty import Alternative, BreakEven, BrokenRule, Cliff, Fallback, Interval
from planner.exports.document import document
from planner.exports.formats import paper_bytes
from planner.exports.headline import headline
from planner.exports.plan_file import read_plan
from planner.exports.table_paper import paper_of_plan
from planner.exports.tables import plan_tables
from tests.planner.exports.ranged import COMPANY, FOUND
from tests.support.exported_company import no_plan, result
from tests.support.written_plans import write_working

INTERVAL = Interval(
    low=-15_000_000,
    high=1_985_000_000,
    mean=900_000_000,
    below_headline=30,
    share=0.8,
    draws=498,
    seed=7,
    assumption="each input by itself",
    dearer=52,
    breaking=31,
    broken=(BrokenRule(rule="budget", draws=31),),
    left_out=2,
)
CLIFF = Cliff(
    case="raid",
    falls_by=900_000_000,
    heads=46,
    one_stays=280_000_000,
    broken=("teams",),
    cohorts=("kyc", "fraud"),
    transferred=17,
    kept=3,
    teams=("desk",),
)
FALLBACK = Fallback(
    decline=8,
    staying=Alternative(cost=-10_000_000),
    hired_for=Alternative(cost=None, broken=("budget", "mass_redundancy")),
)
TOLD: dict[str, Any] = {
    "sensitivity": FOUND,
    "interval": INTERVAL,
    "break_even": BreakEven(staying_put=0.318, staying_plus_measures=None),
    "cliffs": (CLIFF,),
    "fallback": FALLBACK,
}
MADE = result(COMPANY, **TOLD)


def sentences(**changes: Frozen | tuple[Frozen, ...]) -> dict[str, str]:
    made = result(COMPANY, **{**TOLD, **changes})
    table = next(each for each in plan_tables(made, COMPANY) if each.name == "uncertainty")
    return {str(matter): str(words) for matter, words in reversed(table.rows)}


def test_every_sentence() -> None:
    """What was drawn, what turns it, what it hangs on, and what becomes of it if few accept."""
    lines = sentences()

    assert lines["Sample"] == (
        "How inputs are drawn: each input by itself (seed 7). In 52 of 467 draws a baseline is "
        "cheaper. In 31 of 498 draws the plan breaks a rule (budget in 31) and cannot be done as "
        "it is; the interval leaves these draws out. 2 more draws gave contradictory inputs and "
        "are left out."
    )
    assert lines["First to flip it"] == (
        "Analyst, Singapore, annual pay: above USD 105 k: a baseline is cheaper."
    )
    assert lines["Cliff"] == (
        "raid: USD 9.00 m of its loss fall when the last of 46 has gone (kyc, fraud). If one of "
        "them stays, the plan costs USD 2.80 m more and breaks teams. Their leaving depends on "
        "17 who accept a transfer, on 3 who may not be dismissed or may not leave the country, on "
        "the teams desk."
    )
    assert lines["If few accept"] == (
        "At the low value 8 of those who are to move decline. If they stay at home that costs USD "
        "100 k less; if they are made redundant and others hired for them no lawful plan was "
        "found; in the way are budget, mass redundancy."
    )


def test_a_cliff_of_an_obligation() -> None:
    """It is paid for certain: no loss that is expected."""
    certain = CLIFF.model_copy(update={"case": None, "obligation": "separate-access"})
    lines = sentences(cliffs=(certain,))

    assert lines["Cliff"].startswith(
        "separate-access: USD 9.00 m that are certain fall away when the last of 46 has gone (kyc, "
    )


def test_a_cliff_is_of_one_thing() -> None:
    """A case or an obligation."""
    for names in ({"case": None}, {"obligation": "separate-access"}):
        with pytest.raises(ValidationError, match="give either"):
            Cliff(**{**dict(CLIFF), **names})


def test_where_the_plan_breaks_a_rule_in_most_draws() -> None:
    """No interval, in the sentences and in the headline, and why."""
    none = {"low": None, "high": None, "mean": None}
    broken = (BrokenRule(rule="budget", draws=300),)
    interval = INTERVAL.model_copy(update={**none, "breaking": 300, "broken": broken})
    made = result(COMPANY, **{**TOLD, "interval": interval})

    assert (
        "In 300 of 498 draws the plan breaks a rule (budget in 300) and cannot be done as it is; "
        "that is more than half, so there is no interval of the saving."
    ) in sentences(interval=interval)["Sample"]
    assert (
        "In 300 of 498 draws of the uncertain inputs the plan breaks a rule (budget), too "
        "many for an interval of the saving."
    ) in headline(made, COMPANY)


def test_the_headline_says_where_it_lies() -> None:
    """Among the draws in which the plan keeps every rule; and how many were made."""
    text = headline(MADE, COMPANY)
    short = INTERVAL.model_copy(update={"draws": 40, "left_out": 0})

    assert (
        "In 80% of 467 draws of the uncertain inputs in which it keeps every rule it lies between "
        "USD 150 k worse and USD 19.8 m better in all, USD 9.00 m better in the mean; less than "
        "this headline in 30 of 467."
    ) in text
    assert "In 31 of 498 draws it breaks a rule (budget)." in text
    assert sentences(interval=short)["Sample"].endswith("There was time for 40 of 500 draws.")


@pytest.mark.parametrize(
    ("multiplier", "words"),
    [
        (0.318, "The plan pays while losses are at least 0.32 times what is assumed."),
        (1.5, "The plan pays while losses are at most 1.50 times what is assumed."),
        (None, "The plan is cheaper at any multiple of the losses."),
    ],
)
def test_break_even_of_a_plan_that_pays(multiplier: float | None, words: str) -> None:
    """From which losses on, up to which, or always."""
    lines = sentences(break_even=BreakEven(staying_put=multiplier))

    assert lines["Break-even with staying put"] == words


@pytest.mark.parametrize(
    ("multiplier", "until", "words"),
    [
        (0.4, None, "The plan pays while losses are at least 0.40 times what is assumed"),
        (0.4, 120.0, "The plan pays while losses are 0.40 to 120 times what is assumed"),
        (None, None, "The plan is cheaper at any multiple of the losses"),
    ],
)
def test_break_even_with_measures(
    multiplier: float | None, until: float | None, words: str
) -> None:
    """That they answer the losses is said; there may be two multipliers."""
    lines = sentences(
        break_even=BreakEven(staying_plus_measures=multiplier, measures_pay_again_from=until)
    )

    assert lines["Break-even with staying plus measures"] == (
        f"{words}, against the measures that pay then."
    )


def test_the_figures_stand_in_the_summary() -> None:
    """Of the plan; staying put has none."""
    summary = {row[0]: row[1:] for row in plan_tables(MADE, COMPANY)[0].rows}

    assert summary["Better in all, low end of a sample's 80%"] == (-15_000_000, None, None)
    assert summary["Better in all, high end of a sample's 80%"] == (1_985_000_000, None, None)
    assert summary["Losses at which staying put costs the same, of those assumed"][0] == 0.318


def test_the_document_for_machines() -> None:
    """Every field under the name of the contract; null where nobody asked."""
    found = json.loads(json.dumps(document(MADE, COMPANY), allow_nan=False))
    plain = document(result(COMPANY), COMPANY)

    assert {"low", "high", "share", "assumption", "draws", "seed"} < set(found["interval"])
    assert found["break_even"] == {
        "staying_put": 0.318,
        "staying_plus_measures": None,
        "measures_pay_again_from": None,
    }
    assert (found["cliffs"][0]["case"], found["cliffs"][0]["one_stays"]) == ("raid", 280_000_000)
    assert found["fallback"]["hired_for"]["broken"] == ["budget", "mass_redundancy"]
    assert (plain["interval"], plain["break_even"], plain["fallback"]) == (None, None, None)
    assert document(no_plan(COMPANY), COMPANY)["cliffs"] == []


def test_the_plan_file_keeps_it(tmp_path: Path) -> None:
    """Read back it is the same; the page has the sentences."""
    write_working(MADE, COMPANY, tmp_path / "a.parquet")

    assert read_plan(tmp_path / "a.parquet").result == MADE
    assert (
        "when the last of 46 has gone"
        in paper_bytes(paper_of_plan(MADE, COMPANY), ".html").decode()
    )
