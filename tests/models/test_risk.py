"""Cases, inspections and losses: what fits together, and what a case costs."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from models.data import DataClass
from models.flaws import flaws
from models.risk import Case, Channel, Inspection, Loss, LossKind, LossPart
from models.scenario import Scenario
from tests.support.builders import dataset, default_company, inspection, money, scenario, topic

LEAK = topic("leak", Channel.PRESENCE)


def loose(**changes: Any) -> Case:
    """A case with nothing said of likelihood or loss but what is given."""
    fields = {
        "id": "raid",
        "entity": "bank_cn",
        "jurisdiction": "china",
        "topic": "leak",
        "source": "assumption",
    }
    return Case(**{**fields, **changes})


def part(kind: LossKind, amount: str, **changes: Any) -> LossPart:
    place = {} if "case" in changes else {"jurisdiction": "china", "topic": "leak"}
    return LossPart(kind=kind, amount=money(amount), source="assumption", **{**place, **changes})


def company(**changes: Any) -> Scenario:
    defaults = {"topics": (LEAK,), "cases": (loose(likelihood=0.1),)}
    return Scenario(**default_company(**{**defaults, **changes}))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "needs a likelihood"),
        ({"inspection": "visit"}, "go together"),
        ({"likelihood": 0.1, "share": 0.5}, "go together"),
        ({"likelihood": 0.1, "inspection": "visit", "share": 0.5}, "leave likelihood out"),
        ({"base_rate": "peers", "inspection": "visit", "share": 0.5}, "leave likelihood out"),
    ],
)
def test_a_case_has_one_likelihood(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        loose(**changes)


def test_an_inspection_has_a_likelihood_too() -> None:
    with pytest.raises(ValidationError, match="needs a likelihood"):
        Inspection(id="visit", entity="x", jurisdiction="x", name="x", source="assumption")


FINE = part(LossKind.FINE, "USD 100.50")
REBUILD = part(LossKind.REBUILD, "USD 1000")


def test_a_loss_is_the_sum_of_its_parts() -> None:
    whole = company(loss_parts=(FINE, REBUILD))

    assert whole.loss_of(whole.cases[0]) == money("USD 1100.50")


def test_parts_of_a_case_come_before_those_of_its_topic() -> None:
    own = part(LossKind.STOPPAGE, "USD 7", case="raid")
    whole = company(loss_parts=(FINE, REBUILD, own))

    assert whole.loss_of(whole.cases[0]) == money("USD 7")


def test_a_loss_written_as_a_whole_comes_before_parts_of_its_topic() -> None:
    """A scenario's own line wins over parts that it shares with others."""
    row = Loss(jurisdiction="china", topic="leak", loss=money("USD 5"), reason="assumption")
    whole = company(loss_parts=(FINE,), losses=(row,))

    assert whole.loss_of(whole.cases[0]) == money("USD 5")


@pytest.mark.parametrize(
    "changes", [{"case": "raid", "topic": "leak"}, {"topic": None}, {"jurisdiction": None}]
)
def test_a_part_is_of_a_case_or_of_a_topic_somewhere(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="either a case, or a jurisdiction"):
        part(LossKind.FINE, "USD 1", **changes)


VISIT = inspection("visit", 0.1)


def of_visit(name: str, share: float, **changes: Any) -> Case:
    return loose(id=name, inspection="visit", share=share, loss=money("USD 1"), **changes)


@pytest.mark.parametrize(
    ("changes", "table", "key", "field"),
    [
        ({"cases": (loose(base_rate="none", loss=money("USD 1")),)}, "cases", "raid", "base_rate"),
        ({"cases": (of_visit("raid", 0.5),)}, "cases", "raid", "inspection"),
        (
            {"inspections": (inspection("visit", None, base_rate="none"),)},
            "inspections", "visit", "base_rate",
        ),
        ({"inspections": (inspection("visit", 1, entity="x"),)}, "inspections", "visit", "entity"),
        (
            {"inspections": (VISIT,), "cases": (of_visit("raid", 0.5, entity="services_in"),)},
            "cases", "raid", "entity",
        ),
        (
            {"inspections": (VISIT,), "cases": (of_visit("raid", 0.5, jurisdiction="india"),)},
            "cases", "raid", "jurisdiction",
        ),
        (
            {"inspections": (VISIT,), "cases": (of_visit("a", 0.6), of_visit("b", 0.41))},
            "cases", "a", "share",
        ),
        ({"loss_parts": (part(LossKind.FINE, "USD 1", case="x"), FINE)}, "loss_parts", "x", "case"),
        ({"loss_parts": (FINE, part(LossKind.REBUILD, "CNY 1"))}, "cases", "raid", "loss"),
        (
            {
                "loss_parts": (part(LossKind.FINE, "USD 1", case="raid"),),
                "cases": (loose(likelihood=0.1, loss=money("USD 1")),),
            },
            "cases", "raid", "loss",
        ),
        ({}, "cases", "raid", "loss"),
    ],
)  # fmt: skip
def test_what_does_not_fit(changes: dict[str, Any], table: str, key: str, field: str) -> None:
    with pytest.raises(ValidationError):
        company(**changes)
    loose_end = Scenario.model_construct(
        **{**dict(scenario()), "topics": (LEAK,), "cases": (loose(likelihood=0.1),), **changes}
    )

    found = {(flaw.table, flaw.field) for flaw in flaws(loose_end) if key in flaw.key}
    assert (table, field) in found


def test_thirds_are_a_whole() -> None:
    """Three shares of a third are no more than one, whatever floats make of them."""
    cases = tuple(of_visit(name, 1 / 3 + 1e-12) for name in "abc")

    assert company(inspections=(VISIT,), cases=cases).cases == cases


def test_shared_parts_of_places_without_a_currency_cost_nothing() -> None:
    """A shared table holds more places than one scenario has."""
    elsewhere = LossPart(
        jurisdiction="japan",
        topic="leak",
        kind=LossKind.FINE,
        amount=money("JPY 1"),
        source="assumption",
    )

    whole = company(loss_parts=(FINE, elsewhere))
    assert whole.loss_of(whole.cases[0]) == FINE.amount
    with pytest.raises(ValidationError, match="rate table"):
        company(loss_parts=(FINE.model_copy(update={"amount": money("CNY 1")}),))


@pytest.mark.parametrize("by", ["", "  "])
def test_important_data_says_who_notified_it(by: str) -> None:
    """It is not important because it looks so."""
    files = dataset("files", DataClass.IMPORTANT)

    assert scenario(datasets=(files,)).datasets == (files,)
    with pytest.raises(ValidationError, match="notified_by"):
        Scenario(**default_company(datasets=(files.model_copy(update={"notified_by": by}),)))
