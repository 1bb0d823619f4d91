"""A briefing written by hand: two plans beside both baselines, without a search."""

from __future__ import annotations

from datetime import date

from models.baselines import YearCash
from models.briefing import Briefing, BriefingNames, Holding, PlanPair, SettingChange, Signature
from models.choices import Audience
from models.compared import (
    AmountRange,
    ComparedKind,
    ComparedPeople,
    ComparedPlan,
    FewAccept,
    LimitUse,
    Pays,
    PlanDays,
    Waiting,
)
from models.decision_inputs import AssumedInput, InputPlace, Trigger
from models.outlook import CaseLoss, Flow, OfficePosts, PeriodMoney, RuleYear, WaveStop
from models.plan import RouteFiling, TaskKind
from models.provenance import Certainty
from models.routes import DataGroup, RouteKind
from models.workforce import Mode
from models.worlds import WorldGrid, WorldRow, WorldValue

MILLION = 100_000_000
"""A million in cents."""

PERIODS = ("2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4")
_LANDS = (date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1), date(2027, 10, 1))


def sample_flows(more: int = 0) -> tuple[Flow, ...]:
    """Moves from Shanghai: 118 posts, and more of one flow if asked; two flows are small."""
    rows = (
        ("singapore", Mode.TRANSFER, 0, 41 + more),
        ("singapore", Mode.REDUNDANCY, 1, 3),
        ("bengaluru", Mode.REFILL, 1, 36),
        ("bengaluru", Mode.REDUNDANCY, 2, 34),
        ("tokyo", Mode.TRANSFER, 2, 4),
    )
    return tuple(
        Flow(origin="shanghai", destination=to, mode=mode, period=PERIODS[t], posts=posts)
        for to, mode, t, posts in rows
    )


def _range(low: float, base: float, high: float) -> AmountRange:
    return AmountRange(
        low=round(low * MILLION), base=round(base * MILLION), high=round(high * MILLION)
    )


def _value(money: float, loss: float, *broken: str) -> WorldValue:
    paid, lost = round(money * MILLION), round(loss * MILLION)
    return WorldValue(money=paid, expected_loss=lost, total=paid + lost, broken=broken)


def _offices(moved: bool) -> tuple[OfficePosts, ...]:
    stocks = {"shanghai": (601, 559, 521, 521), "singapore": (141, 144, 144, 144)}
    return tuple(
        OfficePosts(
            office=office,
            period=label,
            posts=posts if moved else counts[0],
            starters=3 if moved and office == "singapore" and t == 1 else 0,
            leavers=42 if moved and office == "shanghai" and t == 1 else 0,
        )
        for office, counts in stocks.items()
        for t, (label, posts) in enumerate(zip(PERIODS, counts, strict=True))
    )


def _periods(one_off: float, running: float) -> tuple[PeriodMoney, ...]:
    return tuple(
        PeriodMoney(
            period=label, one_off=round(one_off * MILLION), running=round(running * MILLION)
        )
        for label in PERIODS
    )


def _costs(pay: float, loss: float) -> tuple[RuleYear, ...]:
    rows = (("run_rate", pay, False), ("presence_exposure", loss, True))
    return tuple(
        RuleYear(
            rule=rule, fiscal_year=year, amount=round(amount * MILLION / 2), is_expected=expected
        )
        for rule, amount, expected in rows
        for year in (2027, None)
    )


def _plan(name: str, flows: tuple[Flow, ...], value: WorldValue) -> ComparedPlan:
    posts = sum(flow.posts or 0 for flow in flows)
    by_mode = {
        mode: sum(flow.posts or 0 for flow in flows if flow.mode is mode)
        for mode in (Mode.TRANSFER, Mode.REDUNDANCY, Mode.REFILL)
    }
    saved_money, saved_loss = 400 * MILLION - value.money, 60 * MILLION - value.expected_loss
    total = saved_money + saved_loss
    stops = tuple(
        WaveStop(
            period=PERIODS[t],
            lands_on=_LANDS[t],
            start_by=date(2026, 12, 1),
            last_safe_stop=date(2026, 12, 20),
            posts=sum(flow.posts or 0 for flow in flows if flow.period == PERIODS[t]),
            signing_days=(date(2026, 12, 21), _LANDS[t]),
            stop_costs=((date(2026, 12, 21), MILLION), (_LANDS[t], 3 * MILLION)),
        )
        for t in range(3)
    )
    days = PlanDays(
        decide_by=date(2027, 1, 15),
        decide_task=TaskKind.FILING,
        decide_days=120,
        last_free_stop=date(2027, 1, 14),
        last_stop=date(2027, 9, 30),
        stop_cost=7 * MILLION,
        stops=stops,
    )
    return ComparedPlan(
        name=name,
        kind=ComparedKind.PLAN,
        value=value,
        saving=AmountRange(low=-2 * MILLION, base=total, high=3 * total),
        saving_horizon=total // 4,
        saving_money=AmountRange(low=-8 * MILLION, base=saved_money, high=-3 * MILLION),
        saving_loss=AmountRange(low=6 * MILLION, base=saved_loss, high=60 * MILLION),
        expected_loss=_range(12, value.expected_loss / MILLION, 110),
        cash=(
            YearCash(fiscal_year=2026, amount=MILLION),
            YearCash(fiscal_year=2027, amount=9 * MILLION),
        ),
        end_run_rate=96 * MILLION,
        posts_moved=posts,
        posts_kept=642 - posts,
        waves=len({flow.period for flow in flows}),
        people=ComparedPeople(
            dismissals=by_mode[Mode.REDUNDANCY],
            asked_to_move=by_mode[Mode.TRANSFER] + 7,
            transferred=by_mode[Mode.TRANSFER],
            redeployed=0,
            vacancies_filled_elsewhere=by_mode[Mode.REFILL],
        ),
        measures=("ring-fence", "masking"),
        committed=8 * MILLION,
        break_even=0.64,
        pays=Pays.FROM,
        break_even_range=(0.3, 2.4),
        triggers=(
            Trigger(
                place=InputPlace(table="losses", row="china/inspection", field="loss"),
                base="USD 30 m",
                turns_at="USD 19 m",
                saving_low=-2 * MILLION,
                saving_high=3 * total,
            ),
            Trigger(
                place=InputPlace(table="acceptance", row="data-shanghai/singapore", field="share"),
                base="0.7",
                saving_low=total // 2,
                saving_high=total,
            ),
        ),
        waiting=Waiting(
            decided_on=date(2027, 4, 15),
            total=4 * MILLION,
            money=-MILLION,
            expected_loss=5 * MILLION,
            proves_nothing=False,
        ),
        few_accept=FewAccept(cost=2 * MILLION),
        gap=MILLION // 2,
        periods=_periods(2.5, 24),
        rule_years=_costs(value.money / MILLION, value.expected_loss / MILLION),
        case_losses=(CaseLoss(case="inspection", name="Inspection", amount=value.expected_loss),),
        offices=_offices(moved=True),
        flows=flows,
        days=days,
        large_flow_days=days.model_copy(
            update={
                "stops": tuple(each.model_copy(update={"stop_costs": ()}) for each in days.stops)
            }
        ),
        routes=(
            RouteFiling(
                entity="example-china",
                group=DataGroup.PERSONAL,
                route=RouteKind.STANDARD_CONTRACT,
                period=PERIODS[1],
            ),
        ),
        limits=(
            LimitUse(
                rule="mass_redundancy",
                law=True,
                subject="Separations of Example China",
                period=PERIODS[2],
                used=0.85,
                value=17,
                limit=20,
                unit="people",
                is_tight=True,
            ),
        ),
    )


def _baseline(kind: ComparedKind, value: WorldValue) -> ComparedPlan:
    none = ComparedPeople(
        dismissals=0,
        asked_to_move=0,
        transferred=0,
        redeployed=0,
        vacancies_filled_elsewhere=0,
    )
    return ComparedPlan(
        name=kind.value.replace("_", " ").capitalize(),
        kind=kind,
        value=value,
        expected_loss=_range(20, value.expected_loss / MILLION, 170),
        cash=(YearCash(fiscal_year=2027, amount=0),),
        end_run_rate=100 * MILLION,
        posts_kept=642,
        people=none,
        measures=("ring-fence",) if kind is ComparedKind.STAYING_PLUS_MEASURES else (),
        periods=_periods(0, 25),
        rule_years=_costs(value.money / MILLION, value.expected_loss / MILLION),
        case_losses=(CaseLoss(case="inspection", name="Inspection", amount=value.expected_loss),),
        offices=_offices(moved=False),
    )


def sample_briefing() -> Briefing:
    """Two plans of 118 and 130 posts, which cannot be told apart in the world of the first."""
    one, other = _value(405, 39), _value(404, 40.2)
    put, plus = _value(396, 68), _value(400, 60)
    plans = (_plan("Base", sample_flows(), one), _plan("Strict", sample_flows(12), other))
    rows = (
        ("Base", (one, _value(406, 70)), (0, 4 * MILLION)),
        ("Strict", (other, _value(404, 68)), (MILLION // 5, 0)),
        ("Staying put", (put, None), (20 * MILLION, None)),
        ("Staying plus measures", (plus, _value(400, 90, "budget")), (16 * MILLION, None)),
    )
    return Briefing(
        title="Comparison of Base and Strict",
        audience=Audience.PLANNER,
        currency="USD",
        planning_date=date(2026, 11, 24),
        risk_weight=1.0,
        floor=5,
        plans=("Base", "Strict"),
        options=(
            *plans,
            _baseline(ComparedKind.STAYING_PUT, put),
            _baseline(ComparedKind.STAYING_PLUS_MEASURES, plus),
        ),
        better_baseline=ComparedKind.STAYING_PLUS_MEASURES,
        grid=WorldGrid(
            worlds=("Base", "Strict"),
            rows=tuple(
                WorldRow(
                    option=name,
                    values=values,
                    missing=tuple("" if each else "office tokyo" for each in values),
                    regrets=regrets,
                )
                for name, values, regrets in rows
            ),
        ),
        pairs=(
            PlanPair(
                one="Base",
                other="Strict",
                difference=-MILLION // 5,
                left_open=MILLION,
                is_told_apart=False,
            ),
        ),
        holdings=(
            *(
                Holding(flow=flow, plans=("Base", "Strict"), is_shared=True)
                for flow in sample_flows()
            ),
            Holding(
                flow=sample_flows()[0].model_copy(update={"posts": 12}),
                plans=("Strict",),
                is_shared=False,
            ),
        ),
        inputs=(
            AssumedInput(
                place=InputPlace(table="losses", row="china/inspection", field="loss"),
                value="USD 30 m",
                low="USD 9 m",
                high="USD 90 m",
                weight=40 * MILLION,
                certainty=Certainty.ASSUMPTION,
                source="Estimate of the compliance team",
            ),
            AssumedInput(
                place=InputPlace(table="jurisdictions", row="china", field="exports"),
                value="",
                weight=0,
                certainty=Certainty.READ,
                source="Provisions on cross-border data flows, 2024, article 7",
                approved_by="general counsel",
            ),
        ),
        signatures=(
            Signature(
                plan="Base",
                kind=TaskKind.FILING,
                what="example-china/personal/standard_contract",
                count=1,
                by=date(2027, 1, 15),
                owner="compliance",
                amount=MILLION // 4,
            ),
            Signature(
                plan="Base",
                kind=TaskKind.AGREEMENT,
                what="china",
                count=37,
                by=date(2027, 2, 1),
                owner="hr",
                amount=5 * MILLION,
                is_of_large_flow=True,
            ),
        ),
        settings=(SettingChange(what="Risk weight", table="risk_weight", values=("1", "1.5")),),
        names=BriefingNames(
            offices={
                "shanghai": "Shanghai",
                "singapore": "Singapore",
                "bengaluru": "Bengaluru",
                "tokyo": "Tokyo",
            },
            entities={"example-china": "Example China"},
            measures={"ring-fence": "Ring-fenced system", "masking": "Masking"},
            jurisdictions={"china": "China"},
            cohorts={"data-shanghai": "Data team, Shanghai"},
        ),
    )
