"""When a plan stops paying, in words and tables."""

from __future__ import annotations

from typing import Any

import pytest

from models.break_even import (
    AllEventsBreakEven,
    BreakEvens,
    EventBreakEven,
    EventLikelihood,
    LikelihoodRange,
    LossBreakEven,
    MatterBreakEven,
    MultiplierRange,
    StageSaving,
)
from models.provenance import Certainty
from models.signals import Stage
from planner.exports.break_even import break_even_tables
from planner.exports.table import Table
from tests.support.builders import scenario


def likelihood(before: float, within: float | None = None) -> EventLikelihood:
    return EventLikelihood(before_signals=before, within_year=before if within is None else within)


def pays(low: float, high: float) -> LikelihoodRange:
    return LikelihoodRange(low=likelihood(low), high=likelihood(high))


def order(*ranges: LikelihoodRange, **changes: Any) -> EventBreakEven:
    """18 % as assumed, between 9 % and 30 %."""
    defaults: dict[str, Any] = {
        "event": "order",
        "name": "An order",
        "cases": ("order",),
        "ours": likelihood(0.18),
        "low": likelihood(0.09),
        "high": likelihood(0.3),
        "source": "assumption",
        "certainty": Certainty.ASSUMPTION,
        "staying_put": ranges,
        "staying_plus_measures": ranges,
    }
    return EventBreakEven(**{**defaults, **changes})


def found(**changes: Any) -> BreakEvens:
    at_any = (MultiplierRange(low=0.0, high=4.0),)
    defaults: dict[str, Any] = {
        "losses": LossBreakEven(staying_put=0.5, low=0.25, high=2.0),
        "all_events": AllEventsBreakEven(
            staying_put=at_any, staying_plus_measures=at_any, certain_from=4.0
        ),
    }
    return BreakEvens(**{**defaults, **changes})


def table_of(answer: BreakEvens, name: str = "break_even") -> Table:
    return next(each for each in break_even_tables(answer, scenario()) if each.name == name)


def test_a_director_can_read_from_which_likelihood_on_it_pays() -> None:
    table = table_of(found(events=(order(pays(0.07, 1.0)),)))

    assert table.notes[0] == (
        "The plan pays as long as this is likelier than 7.0% within a year: An order (order) "
        "(ours: 18.0%, range 9.0% to 30.0%, assumed)."
    )
    assert table.rows[-1][:7] == (
        *("An order (order)", "18.0%", "9.0%", "30.0%"),
        *("from 7.0%", "from 7.0%", "assumed"),
    )


@pytest.mark.parametrize(
    ("ranges", "words"),
    [
        ((), "at none"),
        ((pays(0.0, 1.0),), "at any"),
        ((pays(0.0, 0.4),), "up to 40.0%"),
        ((pays(0.05, 0.4),), "from 5.0% to 40.0%"),
        ((pays(0.0, 0.1), pays(0.4, 1.0)), "up to 10.0% or from 40.0%"),
    ],
)
def test_ranges_in_words(ranges: tuple[LikelihoodRange, ...], words: str) -> None:
    assert table_of(found(events=(order(*ranges),))).rows[-1][4] == words


def test_both_baselines_have_words_of_their_own_where_they_differ() -> None:
    """Also where the plan never pays against one of them."""
    event = order(pays(0.07, 1.0), staying_plus_measures=())

    assert (
        "against staying plus measures as long as it is of no likelihood, even if certain"
        in (table_of(found(events=(event,))).notes[0])
    )


def test_likelihoods_that_decide_nothing_are_said_to() -> None:
    notes = table_of(found(events=(order(pays(0.0, 1.0)),))).notes

    assert notes[0].startswith("No single likelihood decides whether the plan pays")


@pytest.mark.parametrize(
    ("losses", "pays_at_ours", "words"),
    [
        ({}, True, "at any"),
        ({}, False, "at none"),
        ({"staying_plus_measures": 0.5}, True, "from 0.50"),
        ({"staying_plus_measures": 2.0}, True, "up to 2.00"),
        ({"staying_plus_measures": 0.5}, False, "up to 0.50"),
        ({"staying_plus_measures": 2.0}, False, "from 2.00"),
        (
            {"staying_plus_measures": 0.5, "measures_pay_again_from": 3.0},
            True,
            "from 0.50 to 3.00",
        ),
    ],
)
def test_multipliers_of_losses(losses: dict[str, float], pays_at_ours: bool, words: str) -> None:
    """On which side the plan pays follows from whether it does at ours."""
    low = 0.6 if pays_at_ours else 1.5
    events = AllEventsBreakEven(
        staying_plus_measures=(MultiplierRange(low=low, high=4.0),), certain_from=4.0
    )
    answer = found(losses=LossBreakEven(**losses), all_events=events)

    assert table_of(answer).rows[0][5] == words


def test_savings_at_the_ends_and_missing_time_are_told() -> None:
    events = found().all_events.model_copy(
        update={"saving_at_low": -100_000, "saving_at_high": 500_000}
    )
    notes = " ".join(table_of(found(all_events=events, is_complete=False)).notes)

    assert "low end of its range the plan saves USD -1 k" in notes.replace("-1.00", "-1")
    assert "A longer --time-limit may tell." in notes


def test_stages_at_which_it_pays() -> None:
    """By the better baseline at each; who approved the signal is beside it."""
    savings = {None: (-5, 9), Stage.DRAFT: (3, 4), Stage.IN_FORCE: (8, 7)}
    law = MatterBreakEven(
        matter="law",
        name="The law",
        ours=Stage.DRAFT,
        signal="act",
        source="gazette",
        stages=tuple(
            StageSaving(stage=stage, staying_put=put, staying_plus_measures=plus)
            for stage, (put, plus) in savings.items()
        ),
    )
    row = table_of(found(matters=(law,)), "break_even_matters").rows[0]

    assert law.flips
    assert row == ("The law", "draft", "draft, in force", -5, 7, "nobody", "gazette")
