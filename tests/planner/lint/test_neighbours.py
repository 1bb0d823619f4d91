"""Amounts far from their neighbours: losses of a topic, measures, fees of law."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.base import Frozen
from models.measures import Measure, MeasureKind
from models.money import Money
from models.risk import Channel, Loss
from models.scenario import Scenario
from planner.lint.neighbours import COMPARABLE, Outlier, far_from_neighbours
from planner.lint.units import ALIKE
from planner.scenario_files.fields import ROW_TYPES, kinds
from tests.support.builders import case, jurisdiction, money, scenario, topic
from tests.support.lints import changed, look, rows

PLACES = ("china", "india", "japan", "singapore")


def losing(*amounts: int) -> Scenario:
    losses = tuple(
        Loss(jurisdiction=place, topic="leak", loss=money(f"USD {each}"), reason="assumption")
        for place, each in zip(PLACES, amounts, strict=False)
    )
    return changed(
        scenario(),
        jurisdictions=tuple(map(jurisdiction, PLACES)),
        topics=(topic("leak", Channel.PRESENCE),),
        losses=losses,
    )


def test_a_loss_of_a_topic_with_a_digit_too_many_is_found() -> None:
    """Ten times or a tenth of those of other places; losses that differ by four are no slip."""
    assert rows("slipped_amounts", losing(100_000, 120_000, 1_100_000)) == ["japan/leak"]
    assert rows("slipped_amounts", losing(100_000, 120_000, 11_000, 90_000)) == ["japan/leak"]
    assert rows("slipped_amounts", losing(100_000, 120_000, 400_000)) == []
    assert rows("slipped_amounts", losing(100_000, 1_100_000)) == []
    (remark,) = look("slipped_amounts", losing(100_000, 120_000, 1_200_000))
    assert remark.words == "loss of japan/leak is 10 times what is usual for leak"


def test_a_loss_of_a_case_is_held_against_those_of_its_topic() -> None:
    """Unless it is so far from the default that it is remarked on for that."""
    whole = losing(100_000, 120_000, 110_000)

    def found(loss: int) -> list[str]:
        one = case("audit", "leak", 0.05, f"USD {loss}")
        return rows("slipped_amounts", changed(whole, cases=(one,)))

    assert found(1_000_000) == ["audit"]
    assert found(300_000) == found(100_000_000) == []


@pytest.mark.parametrize(("factor", "told"), [(1000, True), (10, False), (0.001, True)])
def test_of_things_that_differ_only_another_unit_is_told(factor: float, told: bool) -> None:
    """One measure may cost ten times another."""
    costs = [10_000, 12_000, 30_000, 11_000 * factor]
    measures = tuple(
        Measure(
            id=f"m{n}",
            name=f"m{n}",
            kind=MeasureKind.MASKING,
            set_up=money(f"USD {cost:.0f}"),
            yearly=money("USD 0"),
        )
        for n, cost in enumerate(costs)
    )
    found: list[Outlier] = list(far_from_neighbours(changed(scenario(), measures=measures)))

    assert [each.place.row for each in found] == (["m3"] if told else [])


def amounts_of(model: type[Frozen], above: str = "") -> Iterator[str]:
    for name, kind in kinds(model).items():
        if kind is Money:
            yield f"{above}{name}"
        elif issubclass(kind, Frozen):
            yield from amounts_of(kind, f"{above}{name}.")


def test_every_amount_of_every_table_has_neighbours_or_a_lint_of_its_own() -> None:
    compared = {column for each in COMPARABLE for column in each.columns}
    compared |= {("offices", column) for alike in ALIKE for column in alike}
    own = {("pay", "annual"), ("costs", "annual"), ("service", "monthly_wage")}
    of_law = {("jurisdictions", f"severance.{cap}") for cap in ("wage_cap", "total_cap")}

    every = {(table, path) for table, model in ROW_TYPES.items() for path in amounts_of(model)}

    assert every == compared | own | of_law
