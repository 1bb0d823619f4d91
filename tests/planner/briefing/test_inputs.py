"""What a decision rests on and what turns it, by weight."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.base import Frozen
from models.decision_inputs import InputPlace
from models.provenance import Certainty, Provenance
from models.ranges import Range
from models.sensitivity import End, Input, Judged, Sensitivity
from models.signals import SignalStatus, SignalWeights, Stage
from planner.briefing.inputs import assumed_inputs, origin_of
from planner.briefing.triggers import triggers
from tests.support.builders import (
    ASSUMED,
    base_rate,
    case,
    cohort,
    jurisdiction,
    matter,
    rate,
    severance,
    signal,
)
from tests.support.duties import china, export_law, terms
from tests.support.uncertain_company import LIKELIHOOD, PAY, company, judged

READ = Provenance(
    source="Article 7",
    as_of=date(2026, 12, 1),
    certainty=Certainty.READ,
    approved_by="general counsel",
)


def approved() -> tuple[Any, ...]:
    """Places whose law somebody has approved."""
    return tuple(
        jurisdiction(name, severance=severance(provenance=READ)) for name in ("china", "india")
    )


def test_inputs_stand_by_the_saving_that_they_move() -> None:
    """Pay moves the saving from 474,500 to -146,000, likelihood from 365,000 to 474,500."""
    of = company(LIKELIHOOD, PAY, jurisdictions=approved())
    pay, likelihood = assumed_inputs(of, judged(of))

    assert pay.place == InputPlace(
        table="pay", row="analyst/bengaluru", field="annual", name="analyst, Bengaluru"
    )
    assert (pay.value, pay.low, pay.high) == ("USD 36.5 k", "USD 29.2 k", "USD 91.2 k")
    assert (pay.source, pay.certainty, pay.approved_by) == ("", None, "")
    assert pay.weight == 620_500_00
    assert (likelihood.value, likelihood.low, likelihood.high) == ("10%", "0%", "30%")
    assert (likelihood.source, likelihood.certainty) == ("assumption", Certainty.ASSUMPTION)
    assert likelihood.weight == 109_500_00


def test_without_savings_at_the_ends_the_ranges_are_listed_without_weight() -> None:
    of = company(LIKELIHOOD, PAY, jurisdictions=approved())

    assert {(each.place.table, each.weight) for each in assumed_inputs(of, None)} == {
        ("pay", 0),
        ("cases", 0),
    }


def test_figures_of_law_that_nobody_has_approved_follow_without_weight() -> None:
    """Each group of them once, wherever it stands; what is approved is left out."""
    law = export_law(
        provenance=READ, certification=terms(provenance=READ), security_assessment=None
    )
    places = (
        china(exports=law, severance=severance(provenance=READ), shares_provenance=ASSUMED),
        jurisdiction("india"),
    )
    of = company(LIKELIHOOD, jurisdictions=places)
    first, *others = assumed_inputs(of, judged(of))

    assert first.place.table == "cases"
    assert [(each.place.row, each.place.field) for each in others] == [
        ("china", "shares"),
        ("china", "exports.standard_contract"),
        ("india", "severance"),
    ]
    assert {(each.weight, each.value, each.approved_by) for each in others} == {(0, "", "")}
    assert {each.certainty for each in others} == {Certainty.ASSUMPTION}


def test_a_report_that_counts_unapproved_is_told() -> None:
    """By default only approved signals count."""
    reports = (
        signal("leak-report", "leak-law", approved_at=None, stage=Stage.DRAFT),
        signal("law-known", "leak-law"),
    )
    told = {"matters": (matter("leak-law"),), "signals": reports, "jurisdictions": approved()}
    counted = SignalWeights(counted=SignalStatus.REPORTED)
    (found,) = assumed_inputs(company(**told, signal_weights=counted), None)

    assert (found.place.table, found.place.row, found.value) == ("signals", "leak-report", "draft")
    assert assumed_inputs(company(**told), None) == ()


CHINA = china(
    exports=export_law(provenance=READ),
    severance=severance(provenance=READ),
    shares_provenance=READ,
)
BY_LAW = ("Article 7", Certainty.READ, "general counsel")
CHOSEN = ("assumption", Certainty.ASSUMPTION, "")


@pytest.mark.parametrize(
    ("row", "field", "origin"),
    [
        (CHINA, "severance.notice_days", BY_LAW),
        (CHINA, "protected_share", BY_LAW),
        (CHINA, "exports.certification.lead_days", CHOSEN),
        (
            CHINA,
            "exports.exempt_remaining_share",
            ("Article 7", Certainty.ASSUMPTION, "general counsel"),
        ),
        (
            case("raid", "leak", 0.1, "USD 9", source="share: Assumption"),
            "loss",
            ("share: Assumption", Certainty.ASSUMPTION, ""),
        ),
        (case("raid", "leak", 0.1, "USD 9", source="a count"), "loss", ("a count", None, "")),
        (
            base_rate("raids", 1, 9.0, certainty=Certainty.SECONDARY),
            "factor",
            ("assumption", Certainty.SECONDARY, ""),
        ),
        (matter("law"), "severity", CHOSEN),
        (
            signal("report", "law", approved_by="compliance"),
            "severity",
            ("assumption", Certainty.UNVERIFIED, "compliance"),
        ),
        (rate("CNY", "0.14"), "worth", CHOSEN),
        (cohort("kyc"), "attrition", ("", None, "")),
        (company(), "risk_weight", ("", None, "")),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_where_a_figure_comes_from(
    row: Frozen, field: str, origin: tuple[str, Certainty | None, str]
) -> None:
    """The group around a figure says so: its provenance, or fields of its own."""
    assert origin_of(row, field.split(".")) == origin


def an_input(of: Range, *, low: int, high: int, flips_below: str | None = None) -> Input:
    """An input that saves so much at its ends; the saving at base lies between."""
    ends = [
        End(
            value=value,
            judged=Judged(total=0, staying_put=saving, staying_plus_measures=saving),
            flips_beyond=beyond,
        )
        for value, saving, beyond in ((of.low, low, flips_below), (of.high, high, None))
    ]
    return Input(
        table=of.table,
        row=of.row,
        field=of.field,
        base="0.1" if of.table == "cases" else "USD 36500",
        low=ends[0],
        high=ends[1],
        swing=abs(high - low),
    )


def of_range(name: str, value: str) -> Range:
    """A range of the settings."""
    return Range(table="settings", field=name, low=value, high=value)


def test_an_input_that_turns_the_decision_goes_before_one_that_moves_it_more() -> None:
    of = company(LIKELIHOOD, PAY)
    turning = an_input(LIKELIHOOD, low=-5, high=20, flips_below="0.04")
    moving = an_input(PAY, low=10, high=900)
    base = Judged(total=0, staying_put=15, staying_plus_measures=15)
    first, second = triggers(of, Sensitivity(base=base, inputs=(moving, turning)))

    assert (first.place.table, first.base, first.turns_at) == ("cases", "10%", "4%")
    assert (first.saving_low, first.saving_high) == (-5, 20)
    assert (second.place.table, second.base, second.turns_at) == ("pay", "USD 36.5 k", "")
    assert (second.saving_low, second.saving_high) == (10, 900)


def test_ten_inputs_at_most_and_none_that_moves_nothing() -> None:
    of = company(LIKELIHOOD, PAY)
    base = Judged(total=0, staying_put=15, staying_plus_measures=15)

    def told(*inputs: Input) -> list[int]:
        found = triggers(of, Sensitivity(base=base, inputs=inputs))
        return [each.saving_high for each in found]

    moving = [an_input(PAY, low=0, high=high) for high in range(1, 13)]
    assert told(*moving) == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]
    assert told(an_input(PAY, low=7, high=7)) == []
    assert triggers(of, None) == ()


def test_an_input_that_turns_the_decision_at_both_ends_tells_both() -> None:
    both = an_input(LIKELIHOOD, low=-5, high=-9, flips_below="0.04")
    both = both.model_copy(update={"high": both.high.model_copy(update={"flips_beyond": "0.2"})})
    base = Judged(total=0, staying_put=15, staying_plus_measures=15)
    (found,) = triggers(company(LIKELIHOOD), Sensitivity(base=base, inputs=(both,)))

    assert found.turns_at == "4% or 20%"


@pytest.mark.parametrize(
    ("saving", "broken", "at_base", "breaks"),
    [
        (5, ("visas", "budget"), (), ("visas", "budget")),
        (5, ("visas", "budget"), ("visas",), ("budget",)),
        (-5, ("visas",), (), ()),
        (-5, (), (), ()),
    ],
)
def test_rules_are_told_if_they_alone_turn_the_decision(
    saving: int, broken: tuple[str, ...], at_base: tuple[str, ...], breaks: tuple[str, ...]
) -> None:
    """Past 4%, where the plan saves so much."""
    turning = an_input(LIKELIHOOD, low=saving, high=20, flips_below="0.04")
    judged_low = turning.low.judged.model_copy(update={"broken": broken})
    low = turning.low.model_copy(update={"judged": judged_low})
    base = Judged(total=0, staying_put=15, staying_plus_measures=15, broken=at_base)
    inputs = (turning.model_copy(update={"low": low}),)
    (found,) = triggers(company(LIKELIHOOD), Sensitivity(base=base, inputs=inputs))

    assert found.breaks == breaks


def test_what_turns_a_plan_is_where_it_stops_paying() -> None:
    """It pays up to USD 76,650 of pay in Bengaluru, where ten posts save what the case costs."""
    of = company(LIKELIHOOD, PAY)
    first, second = triggers(of, judged(of))

    assert (first.place.table, first.turns_at) == ("pay", "USD 76.6 k")
    assert (second.place.table, second.turns_at) == ("cases", "")
