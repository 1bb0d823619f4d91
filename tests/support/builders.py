"""Small whole scenarios for tests: each builder has sound defaults, and tests name what matters.

The default company has one cohort ``kyc`` of ten posts in Shanghai and an office in Bengaluru
that could take it; round figures, no discount, no risk, four quarters from 2027-01-01 and no tail.

`planner.api.ScenarioBuilder` puts the records together, as it does for users.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from models.base import Frozen
from models.base_rates import BaseRate
from models.calendar import Horizon
from models.data import Access, DataClass, Dataset, Touch
from models.labour import Severance
from models.limits import Continuity
from models.money import Money, Rate
from models.places import Entity, Jurisdiction, Office
from models.plan import (
    BlockOrder,
    Consultation,
    Hold,
    MeasureStart,
    Move,
    Placement,
    Plan,
    RouteFiling,
    SeatRelease,
)
from models.provenance import Certainty, Provenance
from models.risk import Case, Channel, Inspection, Topic
from models.routes import DataGroup, RouteKind
from models.scenario import Scenario
from models.signals import Matter, Signal, Stage
from models.tables import TABLE_KEYS
from models.workforce import (
    Cohort,
    HeadcountStep,
    Mode,
    ModePolicies,
    ModePolicy,
    PayRate,
    PlaceKind,
    ResidualPresence,
    Role,
    ServiceBand,
)
from planner.api import ScenarioBuilder

ASSUMED = Provenance(source="assumption", as_of=date(2026, 12, 31), certainty=Certainty.ASSUMPTION)

AT_ONCE = Continuity(max_replaced_share=1.0)
"""A cohort may be replaced whole on one day."""


def money(text: str) -> Money:
    """``USD 12.50`` as money."""
    return Money.model_validate(text)


def rate(currency: str, worth: str) -> Rate:
    return Rate(currency=currency, worth=worth, source="assumption")


def severance(**changes: Any) -> Severance:
    """One monthly wage a year of service, no caps, no notice."""
    return Severance(**{"months_per_year": 1.0, "provenance": ASSUMED, **changes})


def jurisdiction(name: str, **changes: Any) -> Jurisdiction:
    """A place of which somebody has said that nobody there is protected whom nobody has counted."""
    defaults = {
        "id": name,
        "name": name.title(),
        "severance": severance(),
        "protected_share": 0.0,
    }
    return Jurisdiction(**{**defaults, **changes})


def entity(name: str, place: str) -> Entity:
    return Entity(id=name, name=name, jurisdiction=place)


def office(name: str, place: str, employer: str, **changes: Any) -> Office:
    """A hundred seats, transfers welcome for nothing, hires for nothing."""
    defaults = {
        "id": name,
        "name": name.title(),
        "jurisdiction": place,
        "entity": employer,
        "seats": 100,
        "relocation": money("USD 0"),
        "domestic_relocation": money("USD 0"),
    }
    return Office(**{**defaults, **changes})


def role(name: str, **changes: Any) -> Role:
    return Role(**{"id": name, "name": name, **changes})


def pay(role_name: str, office_name: str, annual: str) -> PayRate:
    return PayRate(role=role_name, office=office_name, annual=money(annual))


def cohort(name: str, **changes: Any) -> Cohort:
    """Ten filled posts of role ``analyst`` in Shanghai."""
    defaults = {
        "id": name,
        "role": "analyst",
        "entity": "bank_cn",
        "office": "shanghai",
        "posts": 10,
    }
    return Cohort(**{**defaults, **changes})


def service(cohort_name: str, posts: int, years: int, wage: str, months: int = 0) -> ServiceBand:
    return ServiceBand(
        cohort=cohort_name, posts=posts, years=years, months=months, monthly_wage=money(wage)
    )


def topic(name: str, channel: Channel, **changes: Any) -> Topic:
    """Concerns personal data; all of the loss goes with heads."""
    defaults = {
        "id": name,
        "name": name,
        "channel": channel,
        "data_classes": (DataClass.PERSONAL,),
        "per_head_share": 1.0,
    }
    return Topic(**{**defaults, **changes})


def case(name: str, topic_name: str, likelihood: float | None, loss: str, **changes: Any) -> Case:
    defaults = {
        "id": name,
        "entity": "bank_cn",
        "jurisdiction": "china",
        "topic": topic_name,
        "likelihood": likelihood,
        "loss": money(loss),
        "source": "assumption",
    }
    return Case(**{**defaults, **changes})


def base_rate(name: str, events: int, firm_years: float, **changes: Any) -> BaseRate:
    """Events on the topic ``leak`` among firms in China."""
    defaults = {
        "id": name,
        "topic": "leak",
        "jurisdiction": "china",
        "reference_class": "banks",
        "events": events,
        "firm_years": firm_years,
        "source": "assumption",
    }
    return BaseRate(**{**defaults, **changes})


def inspection(name: str, likelihood: float | None, **changes: Any) -> Inspection:
    defaults = {
        "id": name,
        "entity": "bank_cn",
        "jurisdiction": "china",
        "name": name,
        "likelihood": likelihood,
        "source": "assumption",
    }
    return Inspection(**{**defaults, **changes})


def matter(name: str, severity: float = 1.0, **changes: Any) -> Matter:
    """A matter of China that the topic ``leak`` feels."""
    defaults = {
        "id": name,
        "name": name,
        "jurisdiction": "china",
        "topics": ("leak",),
        "severity": severity,
        "reason": "assumption",
    }
    return Matter(**{**defaults, **changes})


def signal(name: str, about: str, **changes: Any) -> Signal:
    """Law in force on a matter, confirmed, published at the start of 2026, approved at once."""
    published = changes.get("published_at", "2026-01-01")
    defaults = {
        "id": name,
        "matter": about,
        "stage": Stage.IN_FORCE,
        "grade": "A1",
        "published_at": published,
        "recorded_at": published,
        "approved_at": published,
        "source": "assumption",
    }
    return Signal.model_validate({**defaults, **changes}, strict=False)


def dataset(name: str, data_class: DataClass = DataClass.PERSONAL) -> Dataset:
    return Dataset(
        id=name,
        name=name,
        entity="bank_cn",
        data_class=data_class,
        notified_by="the regulator, 2026-01-01" if data_class is DataClass.IMPORTANT else "",
        stored_in="china",
    )


def access(cohort_name: str, dataset_name: str, *, known: bool = True) -> Access:
    touches = Touch.YES if known else Touch.UNKNOWN
    return Access(cohort=cohort_name, dataset=dataset_name, touches=touches)


def default_company(**changes: Any) -> dict[str, Any]:
    """Settings and tables of the default company, as `Scenario` takes them; replaced whole."""
    defaults = {
        "name": "test",
        "programme": "test",
        "planning_date": date(2027, 1, 1),
        "currency": "USD",
        "horizon": Horizon(periods=4, tail_periods=0),
        "continuity": AT_ONCE,
        "jurisdictions": (jurisdiction("china"), jurisdiction("india")),
        "entities": (entity("bank_cn", "china"), entity("services_in", "india")),
        "offices": (
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in"),
        ),
        "roles": (role("analyst"),),
        "pay": (
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 36500"),
        ),
        "cohorts": (cohort("kyc"),),
    }
    return {**defaults, **changes}


def scenario(**changes: Any) -> Scenario:
    """The default company; tables and settings are replaced whole."""
    whole = default_company(**changes)
    settings = {name: value for name, value in whole.items() if name not in TABLE_KEYS}
    records = (row for name in TABLE_KEYS for row in whole.get(name, ()))
    return ScenarioBuilder(**settings).add(*records).build()


def move(
    heads: int,
    mode: Mode = Mode.TRANSFER,
    period: str = "2027-Q1",
    cohort: str = "kyc",
    destination: str = "bengaluru",
    origin: str = "shanghai",
) -> Move:
    return Move(
        cohort=cohort,
        origin=origin,
        destination=destination,
        mode=mode,
        period=period,
        heads=heads,
    )


def block(office_name: str, blocks: int, period: str = "2027-Q1") -> BlockOrder:
    return BlockOrder(office=office_name, period=period, blocks=blocks)


def plan(moves: Sequence[Move] = (), blocks: Sequence[BlockOrder] = ()) -> Plan:
    return Plan(moves=tuple(moves), blocks=tuple(blocks))


def one_of_each() -> dict[str, Frozen]:
    """A row of each field of a plan, all in the first quarter."""
    at = "2027-Q1"
    return {
        "moves": move(1, Mode.REDUNDANCY, at, cohort="ops"),
        "placements": Placement(cohort="kyc", into="ops", period=at, heads=1),
        "blocks": block("bengaluru", 1, at),
        "measures": MeasureStart(measure="masking", period=at),
        "routes": RouteFiling(
            entity="bank_cn",
            group=DataGroup.PERSONAL,
            route=RouteKind.STANDARD_CONTRACT,
            period=at,
        ),
        "consultations": Consultation(entity="bank_cn", period=at),
        "releases": SeatRelease(office="shanghai", period=at, seats=1),
        "holds": Hold(cohort="kyc", destination="dalian", mode=Mode.REFILL, period=at, heads=1),
    }


@st.composite
def small_scenarios(draw: st.DrawFn) -> Scenario:
    """Companies of up to three cohorts and three offices with something of every rule.

    Seats in fractions, vacancies, attrition, headcount that changes, hand-over, blocks, two cases,
    kept posts and a presence that must stay; leads are short, so that most moves are admitted.
    For properties: Hypothesis reduces a company that breaks one. Companies that are judged plan by
    plan come from ``random_companies``.
    """
    periods = draw(st.integers(1, 4))
    names = ("kyc", "alerts", "ledgers")[: draw(st.integers(1, 3))]
    cohorts = tuple(_small_cohort(draw, name) for name in names)
    steps = tuple(
        HeadcountStep(cohort=name, effective_from=date(2027, 4, 1), posts=draw(st.integers(1, 9)))
        for name in names
        if draw(st.booleans())
    )
    return scenario(
        horizon=Horizon(periods=periods, tail_periods=draw(st.sampled_from([0, 2]))),
        planning_date=draw(st.sampled_from([date(2026, 12, 1), date(2027, 1, 1)])),
        discount_rate=draw(st.sampled_from([0.0, 0.08])),
        risk_weight=draw(st.sampled_from([0.5, 1.0, 2.5])),
        refill_window_periods=draw(st.integers(0, 2)),
        offices=_small_offices(draw),
        pay=tuple(
            pay("analyst", name, f"USD {draw(st.integers(20, 90))}000")
            for name in ("shanghai", "dalian", "bengaluru")
        ),
        cohorts=cohorts,
        headcount=steps,
        service=tuple(
            service(each.id, each.posts - each.vacant, draw(st.integers(0, 9)), "USD 4000")
            for each in cohorts
            if each.posts > each.vacant and draw(st.booleans())
        ),
        modes=ModePolicies(
            transfer=ModePolicy(ramp_up_months=2.0, ramp_up_loss=0.2),
            redundancy=ModePolicy(
                overlap_periods=draw(st.integers(0, 1)), ramp_up_months=5.0, ramp_up_loss=0.3
            ),
            refill=ModePolicy(ramp_up_months=5.0, ramp_up_loss=0.3),
        ),
        presence=(
            ResidualPresence(
                id="lead", name="Lead", roles=("analyst",), place=PlaceKind.JURISDICTION,
                at="china", posts=1, source="assumption",
            ),
        ),
        datasets=(dataset("files"),),
        access=tuple(access(name, "files") for name in names if draw(st.booleans())),
        topics=(
            topic("leak", Channel.PRESENCE, fixed_share=0.4, per_head_share=0.5, tail_share=0.1),
            topic("inquiry", Channel.PEOPLE),
        ),
        cases=(
            case("raid", "leak", 0.1, f"USD {draw(st.integers(0, 900))}000"),
            case("questioned", "inquiry", 0.2, f"USD {draw(st.integers(0, 90))}000"),
        ),
    )  # fmt: skip


def _small_offices(draw: st.DrawFn) -> tuple[Office, ...]:
    blocks: dict[str, Any] = {
        "block_seats": 3,
        "max_blocks": 2,
        "block_fit_out": money("USD 5000"),
        "block_lease": money("USD 1000"),
    }
    return (
        office("shanghai", "china", "bank_cn", seats=draw(st.integers(9, 30)), hiring_share=0.1),
        office("dalian", "china", "bank_cn", seats=draw(st.integers(0, 9)), visa_days=100),
        office(
            "bengaluru",
            "india",
            "services_in",
            seats=draw(st.integers(0, 12)),
            hiring_share=0.2,
            relocation=money("USD 9000"),
            **(blocks if draw(st.booleans()) else {}),
        ),
    )


def _small_cohort(draw: st.DrawFn, name: str) -> Cohort:
    posts = draw(st.integers(1, 9))
    return cohort(
        name,
        posts=posts,
        vacant=draw(st.integers(0, min(posts, 2))),
        attrition=draw(st.sampled_from([0.0, 0.15, 0.5])),
        must_stay=draw(st.integers(0, 1)),
        protected=draw(st.integers(0, 1)),
        exit_barred=draw(st.integers(0, 1)),
        seats_per_head=draw(st.sampled_from([1.0, 0.8, 0.333])),
    )
