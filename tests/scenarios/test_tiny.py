"""The bundled scenario ``tiny``: solvers, audit and brute force give the figures of its README.

Figures are in US dollars; the sections named are those of ``scenarios/tiny/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import product

import pytest

from models.account import Judgement, Verdict
from models.choices import Solver
from models.plan import BlockOrder, Move, Plan
from models.search_limits import SearchLimits
from models.workforce import Mode
from planner.audit import audit
from planner.books import Books, books_of
from planner.optimizer.optimise import optimise
from planner.scenario_files import load
from tests.support.builders import block, move, plan
from tests.support.every_plan import broken
from tests.support.judging import do_nothing

STAYING_PUT = {
    "run_rate": 1_090_800,
    "vacancies": 16_425,
    "presence_exposure": 272_700,
}
"""Section "Staying put"."""

THE_BEST_PLAN = {
    "run_rate": 722_160,
    "relocation": 45_000,
    "severance": 52_500,
    "hiring": 17_520,
    "ramp_up": 49_275,
    "seats": 30_180,
    "presence_exposure": 47_520,
}
"""Section "The best plan"; its vacancies cost nothing."""

CASH = {
    "run_rate": 40_500,
    "relocation": 45_000,
    "severance": 52_500,
    "hiring": 17_520,
    "seats": 12_000,
}
"""The same section, one-off cash."""

REFILL = move(1, Mode.REFILL, "2027-Q1", cohort="analysts")
REDUNDANCIES = move(3, Mode.REDUNDANCY, "2027-Q1", cohort="analysts")
OFFICER = move(1, Mode.TRANSFER, "2027-Q2", cohort="officers")
BEST = plan([REFILL, REDUNDANCIES, OFFICER], [block("bengaluru", 1)])
"""The plan of that section."""

FULL_OFFICE = plan([REFILL, move(1, Mode.REDUNDANCY, "2027-Q1", cohort="analysts")])
"""Section "Overlay full-office"."""

SETTLED_AT = {(): (BEST, 964_155), ("full-office",): (FULL_OFFICE, 1_183_780)}
"""The best plan of the scenario and of its overlay, and what each costs."""


def books(overlays: tuple[str, ...] = ()) -> Books:
    return books_of(load("tiny", overlays))


def dollars(cents: int) -> int:
    whole, rest = divmod(cents, 100)
    assert rest == 0, f"{cents} cents are no whole dollars"
    return whole


def prices(judgement: Judgement) -> dict[str, int]:
    """Prices in dollars of the rules that charge anything."""
    return {line.rule: dollars(line.amount) for line in judgement.price_list if line.amount}


def readme_section(title: str) -> str:
    text = files("scenarios").joinpath("tiny", "README.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)
    (found,) = (section for section in sections if section.startswith(title))
    return found


def readme_prices(title: str) -> dict[str, int]:
    """First and last cell of each row of a section's table, where the first is a rule."""
    row = re.compile(r"^\| \**([a-z_]+)\** \|.*\| \**([\d,]+)\** \|$", re.MULTILINE)
    rows = row.findall(readme_section(title))
    return {name: int(figure.replace(",", "")) for name, figure in rows}


def test_staying_put_costs_what_the_readme_says() -> None:
    """Every price of section "Staying put", and no other; no rule is broken."""
    judgement = do_nothing(load("tiny"))

    assert prices(judgement) == STAYING_PUT
    assert dollars(judgement.total) == 1_379_925
    assert judgement.lawful


def test_the_best_plan_costs_what_the_readme_says() -> None:
    """Every price and all cash of section "The best plan"; no rule is broken."""
    judgement = audit(BEST, books())

    assert prices(judgement) == THE_BEST_PLAN
    assert dollars(judgement.total) == 964_155
    assert judgement.lawful
    cash = {line.rule: dollars(line.one_off_cash) for line in judgement.price_list}
    assert {rule: paid for rule, paid in cash.items() if paid} == CASH
    assert sum(CASH.values()) == 167_520


def test_the_readme_states_these_prices() -> None:
    """The tables of the two sections hold the figures of this file, and their totals."""
    assert readme_prices("Staying put") == {**STAYING_PUT, "total": 1_379_925}
    assert readme_prices("The best plan") == {**THE_BEST_PLAN, "vacancies": 0, "total": 964_155}


@pytest.mark.parametrize(
    ("moves", "overlay", "gains"),
    [
        ([REFILL], (), 123_810),
        ([move(1, Mode.REFILL, "2027-Q2", cohort="analysts")], (), 111_660),
        ([move(1, Mode.REDUNDANCY, "2027-Q1", cohort="analysts")], (), 72_335),
        ([move(1, Mode.TRANSFER, "2027-Q2", cohort="analysts")], (), 62_827.5),
        ([OFFICER], (), 31_425),
        ([REFILL, OFFICER], ("full-office",), 155_235),
        ([move(2, Mode.REDUNDANCY, "2027-Q1", cohort="analysts")], ("full-office",), 144_670),
    ],
)
def test_each_move_gains_what_the_readme_says(
    moves: list[Move], overlay: tuple[str, ...], gains: float
) -> None:
    """The table of section "Why no plan costs less", and the runners-up of the overlay."""
    judgement = audit(plan(moves), books(overlay))

    assert judgement.lawful
    assert 1_379_925_00 - judgement.total == gains * 100
    title = "Overlay full-office" if overlay else "Why no plan costs less"
    assert f"{gains:,}" in readme_section(title)


@pytest.mark.parametrize("solver", Solver)
@pytest.mark.parametrize("overlays", SETTLED_AT)
def test_every_solver_finds_the_best_plan(overlays: tuple[str, ...], solver: Solver) -> None:
    """The plan and total of the README, claimed by the solver, bounded, and found by the audit."""
    best, total = SETTLED_AT[overlays]
    there = books(overlays)
    found = optimise(there, SearchLimits(solver=solver, gap=0.0))

    assert found.plan == best
    assert found.claimed is not None
    assert found.bound is not None
    assert dollars(found.claimed) == total
    assert found.bound == pytest.approx(found.claimed, abs=1)
    assert dollars(audit(best, there).total) == total


def test_the_scenario_shows_what_it_promises() -> None:
    """Transfer, redundancy with hand-over, refill, a block, three currencies, one who stays."""
    scenario = load("tiny")

    assert {each.mode for each in BEST.moves} == set(Mode) - {Mode.REDEPLOY}
    assert scenario.modes.redundancy.overlap_periods == 1
    assert BEST.blocks == (BlockOrder(office="bengaluru", period="2027-Q1", blocks=1),)
    assert {rate.currency for rate in scenario.rates} | {scenario.currency} == {"USD", "CNY", "INR"}
    assert len(scenario.cases) == 1
    (stays,) = (f for f in audit(BEST, books()).findings if f.rule == "residual_presence")
    assert (stays.verdict, stays.value, stays.limit) == (Verdict.TIGHT, 1, 1)
    (cash,) = (f for f in audit(BEST, books()).findings if f.rule == "budget")
    assert cash.headroom == 248_000


def every_plan(books: Books) -> Iterator[Plan]:
    """Every set of moves out of Shanghai in any mode and period, with a block or without.

    Nobody can be redeployed: the scenario names no role that another's holders can take.
    """
    assert not books.scenario.substitutes
    periods = [period.label for period in books.scenario.periods]
    slots = list(product((Mode.TRANSFER, Mode.REDUNDANCY, Mode.REFILL), periods))
    ways = {
        cohort: [
            [
                move(heads, mode, period, cohort=cohort)
                for heads, (mode, period) in zip(counts, slots, strict=True)
                if heads
            ]
            for counts in product(range(posts + 1), repeat=len(slots))
            if sum(counts) <= posts
        ]
        for cohort, posts in (("analysts", 4), ("officers", 2))
    }
    orders = [[], *([block("bengaluru", 1, period)] for period in periods)]
    for analysts, officers, blocks in product(ways["analysts"], ways["officers"], orders):
        yield plan([*analysts, *officers], blocks)


@pytest.mark.slow
@pytest.mark.parametrize("overlays", SETTLED_AT)
def test_no_other_plan_costs_less(overlays: tuple[str, ...]) -> None:
    """Of all 17,640 plans the audit finds none lawful that costs as little, but the README's."""
    best, total = SETTLED_AT[overlays]
    there = books(overlays)
    every = list(every_plan(there))
    judged = [(audit(each, there), each == best) for each in every if not any(broken(each, there))]
    lawful = sorted((found.total, is_best) for found, is_best in judged if found.lawful)

    assert len(every) == 17_640
    assert lawful[0] == (total * 100, True)
    assert lawful[1][0] > total * 100
