"""A company of two offices and two cohorts, and results about it, made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from models.account import Finding, Judgement, PricedMove, PriceLine, Verdict
from models.baselines import Baseline, Baselines, People, Saving, YearCash
from models.calendar import Horizon
from models.clash import Clash, ClashMember, LimitSubject
from models.labour import Severance
from models.money import Money
from models.places import Entity, Jurisdiction, Office
from models.plan import (
    BlockOrder,
    Consultation,
    MeasureStart,
    Move,
    Plan,
    RouteFiling,
    StopCost,
    Task,
    TaskKind,
    Wave,
)
from models.provenance import Certainty
from models.provenance import Provenance as Source
from models.result import Result, SolveRecord, Status
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.workforce import Cohort, Mode, PayRate, Role

ASSUMED = Source(source="assumption", as_of=date(2026, 9, 30), certainty=Certainty.ASSUMPTION)
LAW = Severance(months_per_year=1.0, provenance=ASSUMED)


def money(amount: int, currency: str = "USD") -> Money:
    return Money(currency=currency, amount=amount)


def scenario(*, currency: str = "USD", role_name: str = "Analyst", **changes: Any) -> Scenario:
    """Twenty posts in Shanghai, an office in Singapore; four quarters from 2026-10-01."""
    return Scenario(
        **{
            "name": "two-offices",
            "title": "Two offices, Shanghai and Singapore",
            "programme": "acme",
            "planning_date": date(2026, 10, 1),
            "currency": currency,
            "horizon": Horizon(periods=4, tail_periods=4),
            "jurisdictions": (
                Jurisdiction(id="china", name="Mainland China", severance=LAW),
                Jurisdiction(id="singapore", name="Singapore", severance=LAW),
            ),
            "entities": (
                Entity(id="acme-cn", name="Acme China", jurisdiction="china"),
                Entity(id="acme-sg", name="Acme Singapore", jurisdiction="singapore"),
            ),
            "offices": (
                Office(
                    id="sha", name="上海 Shanghai", jurisdiction="china", entity="acme-cn", seats=40
                ),
                Office(
                    id="sin",
                    name="Singapore",
                    jurisdiction="singapore",
                    entity="acme-sg",
                    seats=5,
                    block_seats=10,
                    max_blocks=2,
                    block_fit_out=money(5_000_000, currency),
                    block_lease=money(2_000_000, currency),
                ),
            ),
            "roles": (Role(id="analyst", name=role_name),),
            "pay": (
                PayRate(role="analyst", office="sha", annual=money(7_000_000, currency)),
                PayRate(role="analyst", office="sin", annual=money(9_000_000, currency)),
            ),
            "cohorts": (
                Cohort(id="kyc", role="analyst", entity="acme-cn", office="sha", posts=12),
                Cohort(id="fraud", role="analyst", entity="acme-cn", office="sha", posts=8),
            ),
            **changes,
        }
    )


def move(
    heads: int, cohort: str = "kyc", period: str = "2027-Q1", mode: Mode = Mode.TRANSFER
) -> Move:
    return Move(
        cohort=cohort, origin="sha", destination="sin", mode=mode, period=period, heads=heads
    )


def plan(*moves: Move) -> Plan:
    """Moves, with one of every other decision."""
    return Plan(
        moves=moves,
        blocks=(BlockOrder(office="sin", period="2027-Q1", blocks=1),),
        measures=(MeasureStart(measure="ring-fence", period="2026-Q4"),),
        routes=(
            RouteFiling(
                entity="acme-cn",
                group=DataGroup.PERSONAL,
                route=RouteKind.STANDARD_CONTRACT,
                period="2027-Q1",
            ),
        ),
        consultations=(Consultation(entity="acme-cn", period="2026-Q4"),),
    )


def lines(run_rate: int, relocation: int, exposure: int, weight: int = 2) -> tuple[PriceLine, ...]:
    """A price list of three rules; exposure is weighted."""
    return (
        PriceLine(rule="run_rate", amount=run_rate, unweighted=run_rate, one_off_cash=0),
        PriceLine(
            rule="relocation", amount=relocation, unweighted=relocation, one_off_cash=relocation
        ),
        PriceLine(
            rule="presence_exposure",
            amount=exposure * weight,
            unweighted=exposure,
            one_off_cash=0,
            expected=True,
        ),
    )


KEPT_SEATS = Finding(
    rule="seats",
    verdict=Verdict.KEPT,
    law=False,
    unit="seats",
    value=13,
    limit=15,
    headroom=2,
    period="2027-Q1",
    offices=("sin",),
    words="Singapore has 13 of 15 seats taken",
)
OVER_CAP = Finding(
    rule="exposure_cap",
    verdict=Verdict.VIOLATED,
    law=True,
    unit="money",
    value=900_000_000,
    limit=500_000_000,
    violation=400_000_000,
    headroom=0,
    words="Exposure is above its cap",
)
PRICED_PAY = Finding(
    rule="run_rate", verdict=Verdict.PRICED, law=False, unit="money", price=2_400_000_000
)


def judgement(
    price_list: tuple[PriceLine, ...],
    moves: Sequence[Move] = (),
    findings: tuple[Finding, ...] = (PRICED_PAY, KEPT_SEATS),
) -> Judgement:
    """A judgement whose parts add up; each move costs 1,000.00 a head and saves twice that."""
    return Judgement(
        total=sum(line.amount for line in price_list),
        price_list=price_list,
        findings=findings,
        priced_moves=tuple(
            PricedMove(
                move=each,
                one_off=100_000 * each.heads,
                run_rate_delta=50_000 * each.heads,
                exposure_delta=-250_000 * each.heads,
            )
            for each in moves
        ),
    )


STAYING = judgement(lines(2_400_000_000, 0, 900_000_000), findings=(PRICED_PAY, OVER_CAP))


def baselines(staying: Judgement, plus_measures: Judgement | None = None) -> Baselines:
    """Staying put, and the same again plus measures unless that is given."""
    plus = Baseline(plan=Plan(), judgement=plus_measures or staying)
    return Baselines(
        staying_put=Baseline(plan=Plan(), judgement=staying), staying_plus_measures=plus
    )


def saving(judged: Judgement, beside: Baselines) -> Saving:
    """All of it within the horizon."""
    staying = beside.of(beside.better).judgement
    total = staying.total - judged.total
    return Saving(
        total=total,
        money=staying.money - judged.money,
        expected_loss=staying.expected_loss - judged.expected_loss,
        horizon=total,
        tail=0,
        against=beside.better,
    )


MOVES = (move(9), move(4, "fraud", "2027-Q2", Mode.REDUNDANCY))


def task(kind: TaskKind, count: int = 1, **changes: Any) -> Task:
    """Something for HR to do at Bengaluru by February, for nothing."""
    defaults = {"what": "bengaluru", "by": date(2027, 2, 1), "owner": "hr", "amount": 0}
    return Task(kind=kind, count=count, **{**defaults, **changes})


HIRES = task(TaskKind.OPEN_HIRES, 4, by=date(2026, 12, 15), amount=250_000)
SEATS = task(TaskKind.ORDER_SEATS, by=date(2027, 1, 1), owner="real_estate")


def waves(moves: Sequence[Move]) -> tuple[Wave, ...]:
    """One wave per move."""
    days = {f"2027-Q{quarter}": date(2027, 3 * quarter - 2, 1) for quarter in (1, 2, 3)}
    days["2026-Q4"] = date(2026, 10, 1)
    return tuple(
        Wave(
            period=each.period,
            lands_on=days[each.period],
            start_by=date(2026, 10, 5 + number),
            moves=(each,),
            heads=each.heads,
            tasks=(HIRES, SEATS),
            last_safe_stop=date(2026, 12, 14),
            stop_costs=(StopCost(after=date(2026, 12, 14), amount=250_000),),
        )
        for number, each in enumerate(moves)
    )


def provenance(of: Scenario, **changes: Any) -> SolveRecord:
    return SolveRecord(
        **{
            "scenario": of.name,
            "scenario_hash": of.hash,
            "overlays": ("campaign", "risk_weight=2"),
            "solver": "highs",
            "seed": 7,
            "asked_gap": 0.001,
            "time_limit_seconds": 60.0,
            "versions": {"relocation-planner": "0.1.0", "ortools": "9.15.6755"},
            **changes,
        }
    )


def result(of: Scenario, moves: Sequence[Move] = MOVES, **changes: Any) -> Result:
    """An optimal plan that moves thirteen heads."""
    judged = changes.get("judgement") or judgement(
        lines(2_465_000_000, 130_000_000, 310_000_000), moves
    )
    beside = changes.get("baselines") or baselines(STAYING)
    return Result(
        **{
            "status": Status.OPTIMAL,
            "currency": of.currency,
            "provenance": provenance(of),
            "objective": judged.total,
            "bound": judged.total - 2_000_000,
            "plan": plan(*moves),
            "judgement": judged,
            "baselines": beside,
            "saving": saving(judged, beside),
            "people": People(
                dismissals=sum(each.heads for each in moves if each.mode is Mode.REDUNDANCY),
                asked_to_move=sum(each.heads for each in moves if each.mode is Mode.TRANSFER),
                transferred=sum(each.heads for each in moves if each.mode is Mode.TRANSFER),
                redeployed=0,
                vacancies_filled_elsewhere=sum(
                    each.heads for each in moves if each.mode is Mode.REFILL
                ),
            ),
            "cash_by_fiscal_year": (YearCash(fiscal_year=2027, amount=130_000_000),),
            "waves": waves(moves),
            "wall_seconds": 1.25,
            **changes,
        }
    )


def no_plan(of: Scenario) -> Result:
    """No plan exists; two limits clash."""
    return result(
        of,
        status=Status.INFEASIBLE,
        objective=None,
        bound=None,
        plan=None,
        judgement=None,
        saving=None,
        people=None,
        cash_by_fiscal_year=(),
        waves=(),
        clash=Clash(
            members=(
                ClashMember(
                    rule="exposure_cap", limit="exposure_cap", amount=500_000_000, unit="USD"
                ),
                ClashMember(
                    rule="seats",
                    limit="seats",
                    subject=LimitSubject(offices=("sin",), periods=("2026-Q4",)),
                    amount=5,
                    unit="seats",
                ),
            ),
            irreducible=True,
        ),
    )
