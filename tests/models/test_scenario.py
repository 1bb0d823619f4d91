"""A scenario is one value: frozen, strict, and with one canonical form and hash."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.calendar import Horizon
from models.data import DataClass, Population
from models.labour import LabourMarketYear
from models.limits import (
    Acceptance,
    Continuity,
    Quota,
    QuotaKind,
    Separations,
    Team,
    TeamKind,
)
from models.measures import Measure, MeasureEffect, MeasureKind
from models.money import Money
from models.obligations import Obligation, ObligationAbout
from models.plan_in_force import Churn, Firmness, MoveInForce
from models.ranges import Range
from models.requests import Request, RequestKind
from models.risk import Channel, Loss, LossKind, LossPart
from models.routes import DataGroup, ExportedToDate, RouteInForce, RouteKind
from models.scenario import Scenario
from models.settings import Budget, ExposureCap, FiscalYearBudget
from models.tables import TABLE_KEYS
from models.workforce import (
    CostOverride,
    HeadcountStep,
    Mode,
    ModePolicies,
    ModePolicy,
    PlaceKind,
    ResidualPresence,
    Substitute,
)
from planner.scenario_files import load
from tests.support.builders import (
    access,
    base_rate,
    case,
    cohort,
    dataset,
    default_company,
    inspection,
    jurisdiction,
    matter,
    money,
    office,
    pay,
    rate,
    role,
    scenario,
    service,
    severance,
    signal,
    topic,
)

BLOCKS: dict[str, Any] = {
    "block_seats": 4,
    "max_blocks": 2,
    "block_fit_out": money("USD 100"),
    "block_lease": money("CNY 200"),
}


def measure(name: str) -> Measure:
    return Measure(
        id=name,
        name=name,
        kind=MeasureKind.MASKING,
        set_up=money("CNY 10"),
        yearly=money("USD 5"),
        lead_days=30,
    )


def obligation(name: str) -> Obligation:
    return Obligation(
        id=name,
        name=name,
        entity="bank_cn",
        jurisdiction="china",
        about=ObligationAbout.SYSTEM,
        mlps_level=3,
        set_up=money("CNY 10"),
        yearly=money("USD 5"),
        source="assumption",
    )


LATER_TABLES: dict[str, Any] = {
    "labour_market": (
        LabourMarketYear(office="shanghai", year=2027, wage_growth=0.04, source="assumption"),
        LabourMarketYear(office="bengaluru", year=2026, attrition=0.2, source="assumption"),
    ),
    "obligations": (obligation("report"), obligation("officer")),
    "measures": (measure("ring"), measure("masks")),
    "effects": (
        MeasureEffect(measure="ring", case="raid", cut_share=0.5),
        MeasureEffect(measure="masks", dataset="files", cohort="kyc"),
    ),
    "routes": (
        RouteInForce(entity="bank_cn", group=DataGroup.PERSONAL, route=RouteKind.STANDARD_CONTRACT),
        RouteInForce(
            entity="bank_cn",
            group=DataGroup.IMPORTANT,
            route=RouteKind.SECURITY_ASSESSMENT,
            until=date(2027, 7, 1),
        ),
    ),
    "exported": (
        ExportedToDate(entity="bank_cn", population="staff", data_class=DataClass.PERSONAL),
        ExportedToDate(entity="bank_cn", population="clients", data_class=DataClass.PERSONAL),
    ),
    "teams": (
        Team(id="whole", kind=TeamKind.MINIMUM_BATCH, cohorts=("alerts",), minimum=3),
        Team(id="batch", kind=TeamKind.MINIMUM_BATCH, cohorts=("kyc",), minimum=2),
    ),
    "substitutes": (
        Substitute(role_from="analyst", role_to="lead", acceptance=0.5),
        Substitute(role_from="lead", role_to="lead", acceptance=0.8),
    ),
    "acceptance": (
        Acceptance(cohort="kyc", share=0.8, low=0.4),
        Acceptance(cohort="kyc", office="bengaluru", share=0.6, low=0.3),
    ),
    "quotas": (
        Quota(id="in", kind=QuotaKind.ARRIVALS, at="bengaluru", heads=5, source="assumption"),
        Quota(id="risk", kind=QuotaKind.PEOPLE_AT_RISK, at="china", heads=9, source="assumption"),
    ),
    "separations": (
        Separations(entity="bank_cn", on=date(2026, 11, 1), heads=2),
        Separations(entity="bank_cn", on=date(2026, 12, 1), heads=1),
    ),
    "costs": (
        CostOverride(cohort="kyc", office="bengaluru", one_off=money("CNY 100")),
        CostOverride(cohort="alerts", office="bengaluru", seats_per_head=0.5),
    ),
    "requests": (
        Request(id="wish", kind=RequestKind.FORBID, office="bengaluru", reason="a landlord"),
        Request(
            id="pin",
            kind=RequestKind.PIN,
            cohort="kyc",
            office="bengaluru",
            mode=Mode.TRANSFER,
            period="2027-Q2",
            posts=1,
        ),
    ),
    "incumbent": (
        MoveInForce(
            cohort="kyc", destination="bengaluru", mode=Mode.TRANSFER, period="2027-Q1", heads=2
        ),
        MoveInForce(
            cohort="kyc",
            destination="bengaluru",
            mode=Mode.REDUNDANCY,
            period="2027-Q2",
            heads=1,
            standing=Firmness.ACCEPTED,
        ),
    ),
    "losses": tuple(
        Loss(jurisdiction="china", topic=name, loss=money("CNY 5000000"), reason="assumption")
        for name in ("raid", "leak")
    ),
    "loss_parts": tuple(
        LossPart(
            jurisdiction="china",
            topic="leak",
            kind=kind,
            amount=money("CNY 5000000"),
            source="assumption",
        )
        for kind in (LossKind.FINE, LossKind.REBUILD)
    ),
    "base_rates": (
        base_rate("peers", 1, 75.0, factor=1.5),
        base_rate("banks", 0, 208.0, factor=1.5, factor_high=10.0),
    ),
    "inspections": (
        inspection("visit", 0.1),
        inspection("audit", None, base_rate="peers"),
    ),
    "matters": (matter("law"), matter("draft", -0.5)),
    "signals": (
        signal("passed", "law", effective_from=date(2027, 5, 1)),
        signal("leaked", "draft", stage="draft", grade="B2", supersedes="passed"),
    ),
    "ranges": (
        Range(table="cases", row="raid", field="likelihood", low="0.05", high="0.2"),
        Range(table="settings", field="risk_weight", low="1", high="2"),
    ),
}


@cache
def full() -> Scenario:
    """Two rows or more in every table, and every setting set."""
    return scenario(
        title="Everything at once",
        horizon=Horizon(periods=4, tail_periods=2, fiscal_year_starts=4),
        discount_rate=0.05,
        risk_weight=1.5,
        budget=Budget(
            total=money("USD 1000000"),
            by_fiscal_year=(FiscalYearBudget(fiscal_year=2027, limit=money("CNY 500000")),),
        ),
        exposure_cap=ExposureCap(total=money("USD 2000000")),
        modes=ModePolicies(redundancy=ModePolicy(overlap_periods=1, ramp_up_months=6.0)),
        switched_off=("budget",),
        rates=(rate("USD", "1"), rate("CNY", "0.14")),
        jurisdictions=(
            jurisdiction("china", severance=severance(wage_cap=money("CNY 36921"))),
            jurisdiction("india"),
        ),
        offices=(
            office("shanghai", "china", "bank_cn", skills=("ledgers", "risk"), **BLOCKS),
            office("bengaluru", "india", "services_in", visa=money("USD 9"), **BLOCKS),
        ),
        roles=(role("analyst"), role("lead", languages=("mandarin",))),
        cohorts=(cohort("kyc"), cohort("alerts", posts=3, vacant=1, only_to=("bengaluru",))),
        headcount=(
            HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=8),
            HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=9),
        ),
        service=(
            service("kyc", 6, 3, "CNY 20000"),
            service("kyc", 4, 3, "CNY 18000"),
            service("alerts", 2, 1, "CNY 9000"),
        ),
        presence=(
            ResidualPresence(
                id="lead",
                name="Lead",
                roles=("analyst",),
                place=PlaceKind.OFFICE,
                at="shanghai",
                posts=1,
                source="assumption",
            ),
            ResidualPresence(
                id="base",
                name="Base",
                roles=("analyst",),
                place=PlaceKind.ENTITY,
                at="bank_cn",
                posts=1,
                source="assumption",
                law=False,
            ),
        ),
        populations=(
            Population(id="staff", name="Staff", individuals=10),
            Population(id="clients", name="Clients", individuals=10),
        ),
        datasets=(dataset("files"), dataset("alerts")),
        access=(access("kyc", "files"), access("alerts", "alerts", known=False)),
        topics=tuple(
            topic(name, Channel.PRESENCE, fixed_share=0.2, per_head_share=0.5, tail_share=0.1)
            for name in ("raid", "leak")
        ),
        cases=(case("raid", "raid", 0.1, "CNY 1000000"), case("leak", "leak", 0.2, "USD 30")),
        continuity=Continuity(periods=2, max_share=0.5),
        churn=Churn(per_head=money("USD 70"), frozen_until="2027-Q1"),
        **LATER_TABLES,
    )


def shuffled(whole: Scenario, order: Random) -> Scenario:
    """The same content, rows in another order."""
    rows = {name: list(getattr(whole, name)) for name in TABLE_KEYS}
    for table in rows.values():
        order.shuffle(table)
    fields = {name: getattr(whole, name) for name in Scenario.model_fields}
    return Scenario(**{**fields, **{name: tuple(table) for name, table in rows.items()}})


def test_every_table_of_the_full_scenario_has_two_rows() -> None:
    """The scenario that stands for all others here leaves no table out."""
    assert [name for name in TABLE_KEYS if len(getattr(full(), name)) < 2] == []


def test_the_canonical_form_reads_back_as_the_same_scenario() -> None:
    """JSON of the canonical form, read strictly, is equal and has the same hash."""
    again = Scenario.model_validate_json(full().canonical)

    assert again == full()
    assert again.canonical == full().canonical
    assert again.hash == full().hash


def test_the_hash_is_the_digest_of_the_canonical_form() -> None:
    """64 hexadecimal digits over compact JSON whose keys are sorted."""
    parsed = json.loads(full().canonical)

    assert len(full().hash) == 64
    assert full().canonical == json.dumps(
        parsed, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


@given(order=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(order: Random) -> None:
    """However the tables were written, the scenario is equal and its hash the same."""
    other = shuffled(full(), order)

    assert other == full()
    assert other.hash == full().hash


def test_figures_left_out_do_not_change_the_order_of_rows() -> None:
    """A row that leaves a default out stands where it would with the default written."""
    document = json.loads(full().canonical)
    for row in document["service"]:
        if row["monthly_wage"] == "CNY 20000.00":
            del row["months"]
    again = Scenario.model_validate_json(json.dumps(document))

    assert again == full()
    assert again.hash == full().hash


def test_rows_are_kept_in_the_order_of_their_keys() -> None:
    """Ids rise in every table that has them."""
    for name, fields in TABLE_KEYS.items():
        if fields == ("id",):
            ids = [row.id for row in getattr(full(), name)]
            assert ids == sorted(ids), name


def figures(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Paths of every figure, amount and flag in a document."""
    if isinstance(node, dict):
        return [found for key, item in node.items() for found in figures(item, (*path, key))]
    if isinstance(node, list):
        return [found for i, item in enumerate(node) for found in figures(item, (*path, i))]
    amount = isinstance(node, str) and node[:3].isupper() and node[3:4] == " "
    return [path] if isinstance(node, int | float) or amount else []


def changed(node: Any) -> Any:
    """A figure a little higher, a flag turned round."""
    if isinstance(node, bool):
        return not node
    if isinstance(node, str):
        paid = money(node)
        return str(Money(currency=paid.currency, amount=paid.amount + 1))
    return node + 1 if isinstance(node, int) else node + 0.001


def with_change(document: Any, path: tuple[str | int, ...]) -> Any:
    """A copy of a document in which one figure differs."""
    copy = json.loads(json.dumps(document))
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = changed(inner[path[-1]])
    return copy


@pytest.mark.slow
def test_any_changed_figure_changes_the_hash() -> None:
    """Every number, amount and flag of the scenario counts, one at a time."""
    document = json.loads(full().canonical)
    # Another format is refused, a mode that cannot hand over or asks nobody, posts that fit no
    # service bands.
    refused = {
        ("format",),
        ("modes", "refill", "overlap_periods"),
        ("modes", "transfer", "overlap_periods"),
        ("modes", "refill", "asking_days"),
        ("modes", "redundancy", "asking_days"),
        *product(("cohorts", "service"), range(3), ("posts", "vacant")),
    }
    paths = [path for path in figures(document) if path not in refused]
    documents = [json.dumps(with_change(document, path)) for path in paths]
    hashes = {Scenario.model_validate_json(document).hash for document in documents}

    assert len(paths) > 70
    assert len(hashes | {full().hash}) == len(paths) + 1


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "other"},
        {"title": "Other"},
        {"programme": "other"},
        {"planning_date": date(2026, 12, 31)},
        {"switched_off": ("seats",)},
        {"cohorts": (cohort("kyc", only_to=("bengaluru",)),)},
        {"rates": (rate("USD", "1"),)},
        {"rates": (rate("CNY", "0.14"),)},
    ],
)
def test_words_and_dates_count_too(changes: dict[str, Any]) -> None:
    """Names, dates, switches and rows change the hash."""
    assert scenario(**changes).hash != scenario().hash


def test_a_scenario_is_frozen() -> None:
    """No setting can be changed once it stands."""
    whole = scenario()
    with pytest.raises(ValidationError, match="frozen"):
        whole.__setattr__("risk_weight", 2.0)


@pytest.mark.parametrize(
    "changes",
    [
        {"risk_weight": "1.5"},
        {"risk_weight": float("nan")},
        {"risk_weight": float("inf")},
        {"discount_rate": -0.1},
        {"discount_rate": 1.1},
        {"planning_date": "2027-01-01"},
        {"refill_window_periods": 1.0},
        {"refill_window_periods": 61},
        {"format": 2},
        {"currency": "usd"},
        {"name": "Not an id"},
        {"weather": "fine"},
        {"cohorts": ()},
        {"jurisdictions": ()},
        {"entities": ()},
        {"offices": ()},
        {"roles": ()},
        {"pay": ()},
    ],
)
def test_a_scenario_is_strict(changes: dict[str, Any]) -> None:
    """No text for a number, no NaN, no unknown setting, no empty table that plans need."""
    with pytest.raises(ValidationError):
        Scenario(**default_company(**changes))


@pytest.mark.parametrize("part", ["vacant", "must_stay", "protected", "exit_barred"])
def test_no_part_of_a_cohort_exceeds_it(part: str) -> None:
    """Eleven of ten posts are refused, ten are not."""
    assert getattr(cohort("kyc", **{part: 10}), part) == 10
    with pytest.raises(ValidationError, match=rf"{part} \(11\) exceeds posts \(10\)"):
        cohort("kyc", **{part: 11})


@pytest.mark.parametrize("mode", [Mode.TRANSFER, Mode.REFILL])
def test_only_redundancies_hand_over(mode: Mode) -> None:
    """A person who moves and a vacancy leave nobody to hand over."""
    with pytest.raises(ValidationError, match="only redundancy and redeploy can overlap"):
        ModePolicies(**{mode.value: ModePolicy(overlap_periods=1)})


def test_each_mode_has_its_own_policy() -> None:
    """``of`` returns the policy of the mode asked for."""
    policies = ModePolicies(
        transfer=ModePolicy(ramp_up_months=1.0),
        redundancy=ModePolicy(ramp_up_months=2.0),
        refill=ModePolicy(ramp_up_months=3.0),
        redeploy=ModePolicy(ramp_up_months=4.0),
    )

    assert [policies.of(mode).ramp_up_months for mode in Mode] == [1.0, 2.0, 3.0, 4.0]


def test_posts_follow_the_latest_count() -> None:
    """Ten posts; nine from 1 April on; eight from 2 July, which is after the quarter's first day.

    Counts are written in no order.
    """
    whole = scenario(
        headcount=(
            HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 2), posts=8),
            HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=9),
        )
    )

    assert whole.posts == {"kyc": (10, 9, 9, 8)}


def test_the_latest_of_two_counts_in_one_period_holds() -> None:
    """Twelve in May and seven in June make seven in the quarter from July."""
    whole = scenario(
        headcount=(
            HeadcountStep(cohort="kyc", effective_from=date(2027, 5, 1), posts=12),
            HeadcountStep(cohort="kyc", effective_from=date(2027, 6, 1), posts=7),
        )
    )

    assert whole.posts == {"kyc": (10, 10, 7, 7)}


def test_a_scenario_that_does_not_fit_together_is_refused() -> None:
    """What ``flaws`` finds stands in the error, each with table, key, field and value."""
    cohorts = cohort("kyc", office="mars"), cohort("ops", role="cook")
    with pytest.raises(ValidationError) as refusal:
        Scenario(**default_company(cohorts=cohorts))

    message = str(refusal.value)
    assert "cohorts kyc office: is not among the offices ('mars')" in message
    assert "cohorts ops role: is not among the roles ('cook')" in message


def test_pay_is_keyed_by_role_and_office() -> None:
    """Two roles at one office and one role at two offices are four rows."""
    whole = scenario(
        roles=(role("analyst"), role("lead")),
        pay=tuple(
            pay(name, place, "USD 1")
            for name in ("lead", "analyst")
            for place in ("shanghai", "bengaluru")
        ),
    )

    assert [(each.role, each.office) for each in whole.pay] == [
        ("analyst", "bengaluru"),
        ("analyst", "shanghai"),
        ("lead", "bengaluru"),
        ("lead", "shanghai"),
    ]


@pytest.mark.parametrize(
    "name", ["tiny", "shanghai-2019", "shanghai-2026", "onshore-china", "dual-systems-2023"]
)
def test_the_worked_examples_read_back_as_the_same_scenario(name: str) -> None:
    """A plan file carries the canonical form: what cannot be read back cannot be verified."""
    whole = load(name)

    assert Scenario.model_validate_json(whole.canonical) == whole


def test_a_changed_copy_is_another_scenario() -> None:
    """Its hash and what else has been worked out are of what it holds now."""
    whole = scenario()
    before = whole.hash, whole.posts

    changed = whole.model_copy(update={"cohorts": (cohort("kyc", posts=3),)})

    assert changed.hash == scenario(cohorts=(cohort("kyc", posts=3),)).hash != before[0]
    assert changed.posts != before[1]
    assert (whole.hash, whole.posts) == before
