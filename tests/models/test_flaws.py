"""Whether tables fit together: every flaw is found with table, key, field, value and a way out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.calendar import Horizon, PeriodKind
from models.data import Access, DataClass, Dataset
from models.flaws import Flaw, flaws
from models.risk import Channel, Loss
from models.scenario import Scenario
from models.settings import Budget, ExposureCap, FiscalYearBudget
from models.workforce import HeadcountStep, PlaceKind, ResidualPresence
from tests.support.builders import (
    access,
    case,
    cohort,
    dataset,
    entity,
    jurisdiction,
    money,
    office,
    pay,
    rate,
    role,
    scenario,
    service,
    severance,
    topic,
)

OFFICES = ("bengaluru", "shanghai")
HOME, AWAY = office("shanghai", "china", "bank_cn"), office("bengaluru", "india", "services_in")
PAY = (pay("analyst", "shanghai", "USD 1"), pay("analyst", "bengaluru", "USD 1"))


def unchecked(**changes: Any) -> Scenario:
    """The default company with changes, not checked as a whole."""
    whole = scenario()
    fields = {name: getattr(whole, name) for name in Scenario.model_fields}
    return Scenario.model_construct(**{**fields, **changes})


def only_flaw(**changes: Any) -> Flaw:
    found = flaws(unchecked(**changes))
    assert len(found) == 1, [str(flaw) for flaw in found]
    return found[0]


def presence(place: PlaceKind, at: str, roles: tuple[str, ...] = ("analyst",)) -> ResidualPresence:
    return ResidualPresence(
        id="lead", name="Lead", roles=roles, place=place, at=at, posts=1, source="assumption"
    )


def test_a_sound_scenario_has_no_flaw() -> None:
    """Nothing is found where nothing is wrong."""
    assert flaws(scenario()) == []


LEAK = topic("leak", Channel.PRESENCE)
STORED = Dataset(
    id="files", name="Files", entity="bank_cn", data_class=DataClass.PERSONAL, stored_in="china"
)


@pytest.mark.parametrize(
    ("changes", "table", "key", "field", "known_in"),
    [
        (
            {"entities": (entity("bank_cn", "x"), entity("services_in", "india"))},
            "entities", ("bank_cn",), "jurisdiction", "jurisdictions",
        ),
        (
            {"offices": (AWAY, HOME.model_copy(update={"jurisdiction": "x"}))},
            "offices", ("shanghai",), "jurisdiction", "jurisdictions",
        ),
        (
            {"offices": (AWAY, HOME.model_copy(update={"entity": "x"}))},
            "offices", ("shanghai",), "entity", "entities",
        ),
        ({"pay": (*PAY, pay("x", "shanghai", "USD 1"))}, "pay", ("x", "shanghai"), "role", "roles"),
        (
            {"pay": (*PAY, pay("analyst", "x", "USD 1"))},
            "pay", ("analyst", "x"), "office", "offices",
        ),
        ({"cohorts": (cohort("kyc", entity="x"),)}, "cohorts", ("kyc",), "entity", "entities"),
        ({"cohorts": (cohort("kyc", only_to=("x",)),)}, "cohorts", ("kyc",), "only_to", "offices"),
        (
            {"cohorts": (cohort("kyc", never_to=("shanghai", "x")),)},
            "cohorts", ("kyc",), "never_to", "offices",
        ),
        (
            {"headcount": (HeadcountStep(cohort="x", effective_from=date(2027, 2, 1), posts=1),)},
            "headcount", ("x", "2027-02-01"), "cohort", "cohorts",
        ),
        (
            {"service": (service("x", 1, 2, "USD 5"),)},
            "service", ("x", "2", "0", "USD 5.00"), "cohort", "cohorts",
        ),
        (
            {"presence": (presence(PlaceKind.OFFICE, "shanghai", ("analyst", "x")),)},
            "presence", ("lead",), "roles", "roles",
        ),
        ({"presence": (presence(PlaceKind.OFFICE, "x"),)}, "presence", ("lead",), "at", "offices"),
        ({"presence": (presence(PlaceKind.ENTITY, "x"),)}, "presence", ("lead",), "at", "entities"),
        (
            {"presence": (presence(PlaceKind.JURISDICTION, "x"),)},
            "presence", ("lead",), "at", "jurisdictions",
        ),
        (
            {"datasets": (STORED.model_copy(update={"entity": "x"}),)},
            "datasets", ("files",), "entity", "entities",
        ),
        (
            {"datasets": (STORED.model_copy(update={"population": "x"}),)},
            "datasets", ("files",), "population", "populations",
        ),
        (
            {"datasets": (STORED.model_copy(update={"stored_in": "x"}),)},
            "datasets", ("files",), "stored_in", "jurisdictions",
        ),
        (
            {"datasets": (STORED,), "access": (access("x", "files"),)},
            "access", ("x", "files"), "cohort", "cohorts",
        ),
        (
            {"datasets": (STORED,), "access": (access("kyc", "x"),)},
            "access", ("kyc", "x"), "dataset", "datasets",
        ),
        (
            {"topics": (LEAK,), "cases": (case("raid", "leak", 0.1, "USD 1", entity="x"),)},
            "cases", ("raid",), "entity", "entities",
        ),
        (
            {"topics": (LEAK,), "cases": (case("raid", "leak", 0.1, "USD 1", jurisdiction="x"),)},
            "cases", ("raid",), "jurisdiction", "jurisdictions",
        ),
        (
            {"topics": (LEAK,), "cases": (case("raid", "x", 0.1, "USD 1"),)},
            "cases", ("raid",), "topic", "topics",
        ),
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere(
    changes: dict[str, Any], table: str, key: tuple[str, ...], field: str, known_in: str
) -> None:
    """The flaw says where the name stands, what it is, which would do, and which row lacks."""
    flaw = only_flaw(**changes)
    rows = getattr(unchecked(**changes), known_in)

    assert flaw == Flaw(
        table,
        key,
        field,
        f"is not among the {known_in}",
        "x",
        tuple(row.id for row in rows),
        lacks=(known_in, "x"),
    )


@pytest.mark.parametrize(("field", "known_in"), [("role", "roles"), ("office", "offices")])
def test_a_cohort_of_an_unknown_role_or_office(field: str, known_in: str) -> None:
    """The name is unknown; that there is no pay for it either is not said besides."""
    (unknown,) = flaws(unchecked(cohorts=(cohort("kyc", **{field: "x"}),)))

    assert (unknown.table, unknown.key, unknown.field) == ("cohorts", ("kyc",), field)
    assert (unknown.found, unknown.lacks) == ("x", (known_in, "x"))


@pytest.mark.parametrize(
    ("table", "rows", "key", "field"),
    [
        ("rates", (rate("CNY", "0.14"), rate("CNY", "0.15")), ("CNY",), "currency"),
        (
            "jurisdictions",
            (jurisdiction("china"), jurisdiction("china"), jurisdiction("india")),
            ("china",),
            "id",
        ),
        ("offices", (HOME, HOME, AWAY), ("shanghai",), "id"),
        ("roles", (role("analyst"), role("analyst")), ("analyst",), "id"),
        ("pay", (*PAY, pay("analyst", "shanghai", "USD 2")), ("analyst", "shanghai"), "role"),
        ("cohorts", (cohort("kyc"), cohort("kyc", posts=3)), ("kyc",), "id"),
        ("datasets", (dataset("files"), dataset("files")), ("files",), "id"),
        ("topics", (LEAK, LEAK), ("leak",), "id"),
    ],
)
def test_a_key_that_stands_twice(
    table: str, rows: tuple[object, ...], key: tuple[str, ...], field: str
) -> None:
    """Two rows of one key are a flaw, whatever else they say."""
    flaw = only_flaw(**{table: rows})

    assert (flaw.table, flaw.key, flaw.field) == (table, key, field)
    assert (flaw.message, flaw.found) == ("appears 2 times; keep one", key[0])


def test_keys_of_several_fields_are_compared_whole() -> None:
    """One cohort at two dates, with two datasets or two wages is no duplicate; repeated it is."""
    bands = (service("kyc", 5, 1, "USD 9"), service("kyc", 5, 1, "USD 8"))
    links = (access("kyc", "files"), access("kyc", "more"))
    data = (dataset("files"), dataset("more"))

    assert flaws(unchecked(service=bands, access=links, datasets=data)) == []
    flaw = only_flaw(access=(*links, Access(cohort="kyc", dataset="more")), datasets=data)
    assert (flaw.table, flaw.key) == ("access", ("kyc", "more"))


@pytest.mark.parametrize(
    ("changes", "table", "key", "field"),
    [
        (
            {
                "jurisdictions": (
                    jurisdiction("china", severance=severance(wage_cap=money("CNY 36921"))),
                    jurisdiction("india"),
                )
            },
            "jurisdictions", ("china",), "severance.wage_cap",
        ),
        (
            {"offices": (AWAY, office("shanghai", "china", "bank_cn", visa=money("CNY 1")))},
            "offices", ("shanghai",), "visa",
        ),
        (
            {"pay": (pay("analyst", "shanghai", "CNY 1"), PAY[1])},
            "pay", ("analyst", "shanghai"), "annual",
        ),
        (
            {"service": (service("kyc", 10, 3, "CNY 7"),)},
            "service", ("kyc", "3", "0", "CNY 7.00"), "monthly_wage",
        ),
        (
            {"topics": (LEAK,), "cases": (case("raid", "leak", 0.1, "CNY 1"),)},
            "cases", ("raid",), "loss",
        ),
        ({"budget": Budget(total=money("CNY 1"))}, "budget", (), "total"),
        (
            {
                "budget": Budget(
                    by_fiscal_year=(FiscalYearBudget(fiscal_year=2027, limit=money("CNY 1")),)
                )
            },
            "budget", (), "by_fiscal_year.limit",
        ),
        ({"exposure_cap": ExposureCap(total=money("CNY 1"))}, "exposure_cap", (), "total"),
    ],
)  # fmt: skip
def test_a_currency_without_a_rate(
    changes: dict[str, Any], table: str, key: tuple[str, ...], field: str
) -> None:
    """Wherever money stands, its currency needs a line in the rate table; with one all is well."""
    flaw = only_flaw(**changes)

    assert flaw == Flaw(
        table, key, field, "has no line in the rate table", "CNY", ("USD",), lacks=("rates", "CNY")
    )
    assert flaws(unchecked(rates=(rate("CNY", "0.14"),), **changes)) == []


@pytest.mark.parametrize(("place", "found"), [("china", 1), ("philippines", 0)])
def test_losses_of_places_that_are_not_there_need_no_rate(place: str, found: int) -> None:
    """Shared tables of losses hold more places, and so more currencies, than one scenario has."""
    loss = Loss(jurisdiction=place, topic="leak", loss=money("CNY 1"), reason="assumption")

    assert len(flaws(unchecked(losses=(loss,)))) == found


def test_the_planning_currency_is_worth_one() -> None:
    """A line for it may stand in the table, but not with another figure."""
    assert flaws(unchecked(rates=(rate("USD", "1"),))) == []
    flaw = only_flaw(rates=(rate("USD", "1.1"),))

    assert (flaw.table, flaw.key, flaw.field) == ("rates", ("USD",), "worth")
    assert (flaw.message, flaw.found) == ("planning currency is worth 1", "1.1")


def test_a_cohort_without_pay_at_home() -> None:
    """Pay elsewhere does not help: the home office is named, and the row that lacks."""
    flaw = only_flaw(pay=(pay("analyst", "bengaluru", "USD 1"),))

    assert (flaw.table, flaw.key, flaw.field) == ("cohorts", ("kyc",), "role")
    assert flaw.found == "analyst"
    assert flaw.message == "has no pay at its home office shanghai; add a line to pay"
    assert flaw.lacks == ("pay", "analyst", "shanghai")


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2026, 12, 31)])
def test_a_count_up_to_the_planning_date(day: date) -> None:
    """Counts start the day after the planning date; earlier ones belong in cohorts."""
    flaw = only_flaw(headcount=(HeadcountStep(cohort="kyc", effective_from=day, posts=1),))

    assert (flaw.table, flaw.key) == ("headcount", ("kyc", str(day)))
    assert (flaw.field, flaw.found) == ("effective_from", str(day))
    assert "is not after the planning date 2027-01-01" in flaw.message


@pytest.mark.parametrize(("posts", "vacant", "sound"), [(10, 0, True), (8, 2, True), (9, 2, False)])
def test_bands_of_service_add_up_to_the_people(posts: int, vacant: int, *, sound: bool) -> None:
    """Bands cover filled posts, no more and no fewer; vacancies have served no time."""
    changes = {
        "cohorts": (cohort("kyc", vacant=vacant),),
        "service": (service("kyc", 3, 1, "USD 9"), service("kyc", posts - 3, 2, "USD 9")),
    }
    if sound:
        assert flaws(unchecked(**changes)) == []
        return
    flaw = only_flaw(**changes)
    assert (flaw.table, flaw.key, flaw.field, flaw.found) == ("service", ("kyc",), "posts", "9")
    assert flaw.words == "do not add up to the filled posts of the cohort: 8"
    assert (
        flaw.without_figures == "service kyc posts: do not add up to the filled posts of the cohort"
    )


@pytest.mark.parametrize("missing", ["block_seats", "block_fit_out", "block_lease"])
def test_blocks_need_their_size_and_prices(missing: str) -> None:
    """Blocks that can be had have seats, a fit-out and a lease."""
    blocks = {
        "max_blocks": 2,
        "block_seats": 5,
        "block_fit_out": money("USD 1"),
        "block_lease": money("USD 0"),
    }
    whole = {**blocks, missing: 0 if missing == "block_seats" else None}

    assert flaws(unchecked(offices=(HOME, AWAY.model_copy(update=blocks)))) == []
    flaw = only_flaw(offices=(HOME, AWAY.model_copy(update=whole)))
    assert (flaw.table, flaw.key, flaw.field) == ("offices", ("bengaluru",), "max_blocks")
    assert flaw.found == "2"
    assert flaw.message == "needs block_seats, block_fit_out and block_lease beside it"


@pytest.mark.parametrize(
    ("horizon", "field", "words"),
    [
        ({"ends": date(2027, 2, 1)}, "ends", "is not the first day of a quarter"),
        ({"ends": date(2027, 3, 31)}, "ends", "is not the first day of a quarter"),
        ({"ends": date(2027, 1, 1)}, "ends", "leaves no whole quarter after the planning date"),
        ({"ends": date(2042, 4, 1)}, "ends", "is 61 quarters away; 60 is the most"),
        ({"ends": date(9999, 10, 1)}, "ends", "quarters away"),
        ({"ends": date(2028, 1, 1), "periods": 5}, "periods", "which leaves 4"),
    ],
)
def test_a_horizon_that_has_no_end_or_two(horizon: dict[str, Any], field: str, words: str) -> None:
    """Told before anything else, since no period is left to look at."""
    whole = scenario().model_copy(update={"horizon": Horizon(**horizon)})
    (flaw,) = flaws(whole)

    assert (flaw.table, flaw.field) == ("horizon", field)
    assert words in flaw.message


@pytest.mark.parametrize(
    "horizon",
    [
        {"ends": date(2027, 4, 1)},
        {"ends": date(2042, 1, 1)},
        {"ends": date(2028, 1, 1), "periods": 4},
        {"period": PeriodKind.MONTH, "ends": date(2027, 2, 1)},
    ],
)
def test_a_horizon_that_ends(horizon: dict[str, Any]) -> None:
    """One quarter left, sixty, a number that agrees, or a month."""
    assert not flaws(scenario().model_copy(update={"horizon": Horizon(**horizon)}))


def test_every_flaw_is_found_at_once() -> None:
    """Three mistakes in three tables make three flaws, in reading order."""
    found = flaws(
        unchecked(
            pay=(*PAY, pay("analyst", "shanghai", "USD 2")),
            cohorts=(cohort("kyc", only_to=("x",)),),
            headcount=(HeadcountStep(cohort="kyc", effective_from=date(2026, 1, 1), posts=1),),
        )
    )

    assert [flaw.table for flaw in found] == ["pay", "cohorts", "headcount"]


def test_a_flaw_in_words() -> None:
    """Table, key, field, message and the value found make one line."""
    flaw = Flaw("pay", ("analyst", "x"), "office", "is not among the offices", "x")

    assert str(flaw) == "pay analyst/x office: is not among the offices ('x')"


@pytest.mark.parametrize("year", [1999, 2200, 9999])
def test_a_planning_date_outside_the_calendar(year: int) -> None:
    """It is told before anyone reckons with periods that have no name."""
    (flaw,) = flaws(scenario().model_copy(update={"planning_date": date(year, 12, 1)}))

    assert (flaw.table, flaw.found) == ("planning_date", f"{year}-12-01")
    assert "2000 and 2199" in flaw.message
