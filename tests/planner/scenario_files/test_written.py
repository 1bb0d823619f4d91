"""What people write in cells is read where it has one reading, and refused with both otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.base import Frozen
from models.data import Dataset
from models.errors import InputError
from models.money import Money, Rate
from models.places import Entity, Office
from models.plan_in_force import MoveInForce
from models.workforce import Cohort, HeadcountStep, PayRate, Role
from planner import api
from planner.scenario_files import load
from planner.scenario_files.written import reading_of
from tests.support.scenario_folders import SETTINGS, SOUND, problems_of, scenario_folder

AMOUNT, POSTS, SHARE = (PayRate, "annual"), (Cohort, "posts"), (Cohort, "attrition")
DAY, TAGS = (HeadcountStep, "effective_from"), (Cohort, "only_to")
Field = tuple[type[Frozen], str]


def wide(text: str) -> str:
    """The text as Chinese input methods write it, in full width."""
    return "".join(chr(ord(char) + 0xFEE0) if char != " " else "\u3000" for char in text)


@pytest.mark.parametrize(
    ("field", "written", "read"),
    [
        (AMOUNT, "CNY 1250.50", "CNY 1250.50"),
        (AMOUNT, "CNY 320,000", "CNY 320000"),
        (AMOUNT, "320,000 CNY", "CNY 320000"),
        (AMOUNT, "cny320,000.5", "CNY 320000.5"),
        (AMOUNT, "RMB 320,000", "CNY 320000"),
        (AMOUNT, "320000 人民币", "CNY 320000"),
        (AMOUNT, "S$ 1,500", "SGD 1500"),
        (AMOUNT, "INR 12,34,567", "INR 1234567"),
        (AMOUNT, wide("CNY 320,000"), "CNY 320000"),
        (POSTS, "1,250", "1250"),
        (POSTS, wide("60"), "60"),
        (SHARE, "5%", "0.05"),
        (SHARE, wide("2.5%"), "0.025"),
        (SHARE, "1", "1"),
        (SHARE, "0.5", "0.5"),
        ((Rate, "worth"), "1,234,567.5", "1234567.5"),
        ((Cohort, "seats_per_head"), "150%", "1.5"),
        (DAY, "2028/7/1", "2028-07-01"),
        (DAY, "2028-7-1", "2028-07-01"),
        (DAY, "2028年7月1日", "2028-07-01"),
        (DAY, "1 Jan 2028", "2028-01-01"),
        (DAY, "July 1st, 2028", "2028-07-01"),
        (DAY, "13/12/2026", "2026-12-13"),
        (DAY, "12/13/2026", "2026-12-13"),
        (DAY, "12/12/2026", "2026-12-12"),
        (DAY, "2028-07-01 00:00:00", "2028-07-01"),
        ((MoveInForce, "period"), "Q1 2027", "2027-Q1"),
        ((Cohort, "office"), "Hong Kong", "hong-kong"),
        ((Dataset, "data_class"), "Sensitive", "sensitive"),
        (TAGS, "Hong Kong\uff1bSingapore\uff0ctokyo", "hong-kong;singapore;tokyo"),
        ((Entity, "critical_operator"), "是", "yes"),
        ((Rate, "currency"), "rmb", "CNY"),
        ((Role, "name"), wide("KYC;60"), wide("KYC;60")),
    ],
)
def test_what_has_one_reading_is_read(field: Field, written: str, read: str) -> None:
    """The currency before or after, commas, percent signs, full width, days, names in any case."""
    found = reading_of(*field, written)
    assert (found.text, found.remark, found.wrong) == (read, "", None)


@pytest.mark.parametrize(
    ("field", "written", "readings"),
    [
        (AMOUNT, "¥ 320,000", ("CNY 320000", "JPY 320000")),
        (AMOUNT, "\uffe5320000", ("CNY 320000", "JPY 320000")),
        (AMOUNT, "$320,000", ("USD 320000", "SGD 320000", "HKD 320000")),
        (AMOUNT, "CNY 620k", ("CNY 620000",)),
        (AMOUNT, "62万 CNY", ("CNY 620000",)),
        (AMOUNT, "CNY 320.000", ("CNY 320000", "CNY 320")),
        (AMOUNT, "CNY 320,00", ("1250.50",)),
        (POSTS, "2k", ("2000",)),
        ((Rate, "worth"), "7,138", ("7138", "7.138")),
        (DAY, "01/12/2026", ("2026-12-01", "2026-01-12")),
        (SHARE, "250%", ("100%",)),
    ],
)
def test_what_has_two_readings_is_refused_with_both(
    field: Field, written: str, readings: tuple[str, ...]
) -> None:
    """Neither a currency nor day against month is ever guessed."""
    found = reading_of(*field, written)
    assert found.text == written
    assert found.wrong is not None
    assert all(each in found.wrong[1] for each in readings)


def test_a_date_in_a_table_is_refused_with_both_readings(tmp_path: Path) -> None:
    """The person who wrote it is told both, and only that."""
    table = "cohort,effective_from,posts\nkyc-cn,03/04/2027,5\n"

    (problem,) = problems_of(scenario_folder(tmp_path, headcount__csv=table))

    assert problem.message == "may be 2027-04-03 or 2027-03-04"


@pytest.mark.parametrize("written", ["320,000", "CNY", "CNY -5", "CNY 5 USD 6", "30/2/2028", ""])
def test_what_has_no_reading_stays_as_it_is(written: str) -> None:
    """So that the message shows what was written."""
    assert reading_of(*AMOUNT, written).text == written
    assert reading_of(*DAY, written).text == written


@given(st.integers(0, 10**12), st.sampled_from(["CNY", "JPY", "KWD"]))
def test_an_amount_with_commas_is_the_amount(units: int, currency: str) -> None:
    """However it is grouped, and on whichever side its currency is."""
    for written in (f"{currency} {units:,}", f"{units:,} {currency}", f"{currency}{units}"):
        assert reading_of(*AMOUNT, written).text == f"{currency} {units}"


@given(st.sampled_from([AMOUNT, POSTS, SHARE, DAY, TAGS]), st.text(max_size=20))
def test_what_has_been_read_reads_as_itself(field: Field, written: str) -> None:
    """Reading twice changes nothing more."""
    once = reading_of(*field, written)
    if once.wrong is None:
        assert reading_of(*field, once.text).text == once.text


def cohorts(folder: Path, attrition: str) -> Any:
    header, first, second = SOUND["cohorts.csv"].splitlines()
    rows = f"{header},attrition\n{first},{attrition}\n{second},\n"
    return scenario_folder(folder, cohorts__csv=rows)


def test_five_in_a_column_of_shares_is_five_percent_and_told(tmp_path: Path) -> None:
    """With the place, among the remarks that `check` shows; one stays the whole."""
    scenario = load(cohorts(tmp_path / "five", "5"))
    assert scenario.cohorts[0].attrition == 0.05
    remark = api.lint(scenario)[0]
    assert (remark.table, remark.row, remark.field) == ("cohorts", "kyc-cn", "attrition")
    assert "5 is read as 5%" in remark.words
    assert api.lint(api.change(scenario, {"risk_weight": 2}))[0] == remark
    whole = load(cohorts(tmp_path / "one", "1"))
    assert (whole.cohorts[0].attrition, whole.remarks) == (1.0, ())


def test_a_program_writes_shares_as_they_are() -> None:
    """Nobody reads remarks there, so 5 stays a mistake."""
    with pytest.raises(InputError, match="above the most allowed, 1"):
        api.change(load("tiny"), {"discount_rate": 5})


def test_the_parts_of_a_range_are_in_one_unit(tmp_path: Path) -> None:
    """A half beside five may be a half of all or of one per cent."""
    ranged = load(cohorts(tmp_path / "percent", "5 (1% to 10)"))
    assert [(each.low, each.high) for each in ranged.ranges] == [("0.01", "0.1")]
    mixed = problems_of(cohorts(tmp_path / "mixed", "5 (0.5 to 10)"))
    assert {each.field for each in mixed} == {"attrition", "attrition.high"}
    assert all(each.message.startswith("may be a percentage or a share") for each in mixed)


def test_spellings_of_one_id_are_one_row(tmp_path: Path) -> None:
    """As a key, in references, and where an overlay or a setting names it."""
    offices = SOUND["offices.csv"].replace("shanghai,Shanghai", "Shang Hai,Shanghai")
    pay = SOUND["pay.csv"].replace("kyc,shanghai", "KYC,SHANG HAI")
    pay = pay.replace("ops,shanghai", "ops,shang-hai")
    people = SOUND["cohorts.csv"].replace("shanghai", "Shang hai")
    folder = scenario_folder(tmp_path, offices__csv=offices, pay__csv=pay, cohorts__csv=people)
    scenario = load(folder, settings={"offices.shang-hai.seats": "1,200"})
    assert {office.id: office.seats for office in scenario.offices}["shang-hai"] == 1200
    assert {row.office for row in scenario.pay} == {"bengaluru", "shang-hai"}


def test_columns_of_notes_are_for_people(tmp_path: Path) -> None:
    """In a table, in a mapping and among the settings; the scenario is the same without them."""
    plain = load(scenario_folder(tmp_path / "plain"))
    roles = "id,notes,name,languages,# of last year,备注\nkyc,ask Legal,KYC analyst,english,12,好\n"
    noted = scenario_folder(
        tmp_path / "noted",
        roles__csv=f"{roles}ops,,Operations,,,\n",
        scenario__yaml=f"{SETTINGS}note: from the board\n",
        pay__csv=None,
        pay__yaml="kyc/shanghai: {annual: CNY 480000, notes: old}\n"
        "kyc/bengaluru: {annual: USD 30000}\nops/shanghai: {annual: CNY 400000}\n",
    )
    assert load(noted) == plain


def test_a_money_field_takes_no_other_kind() -> None:
    """What is read is what the type reads."""
    text = reading_of(Office, "block_lease", "SGD 1,500.5").text
    assert Money.model_validate(text) == Money(currency="SGD", amount=150050)
