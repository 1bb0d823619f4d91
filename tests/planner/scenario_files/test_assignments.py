"""``--set key=value``: an overlay of one change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.data import DataClass
from models.errors import InputError
from models.money import Money
from models.settings import Budget
from planner.scenario_files import SettingValue, bundled, change, load, parsed_settings
from tests.support.scenario_folders import SETTINGS, problem_of, scenario_folder


def test_a_path_leads_to_a_setting_or_to_a_cell(tmp_path: Path) -> None:
    """Groups of fields, rows and composite keys."""
    settings = [
        "budget.total=USD 2000000",
        "risk_weight = 2",
        "offices.shanghai.seats=7",
        "pay.kyc/shanghai.annual=USD 90000",
        "jurisdictions.china.severance.notice_days=30",
        "cohorts.kyc-cn.only_to=",
        "switched_off=pace;refill",
    ]
    scenario = load(scenario_folder(tmp_path), settings=parsed_settings(settings))
    assert scenario.budget.total == Money(currency="USD", amount=200_000_000)
    assert scenario.risk_weight == 2
    assert scenario.offices[1].seats == 7
    assert scenario.pay[1].annual == Money(currency="USD", amount=9_000_000)
    assert scenario.jurisdictions[0].severance.notice_days == 30
    assert scenario.cohorts[0].only_to == ()
    assert scenario.switched_off == ("pace", "refill")
    assert scenario.overlays == tuple(each.replace(" = ", "=") for each in settings)


def test_braces_hold_fields_of_a_row_that_is_added_or_changed(tmp_path: Path) -> None:
    """As in YAML: a new row under its key, several fields of one, or a figure with its range."""
    added = "quotas.visas={kind: visas, at: india, heads: 3, source: assumption}"
    changed = "offices.shanghai={seats: 7, hiring_days: 30}"
    ranged = "risk_weight={low: 1, base: 2, high: 3}"
    scenario = load(scenario_folder(tmp_path), (), parsed_settings([added, changed, ranged]))

    assert [(each.id, each.heads) for each in scenario.quotas] == [("visas", 3)]
    assert (scenario.offices[1].seats, scenario.offices[1].hiring_days) == (7, 30)
    assert (scenario.risk_weight, scenario.ranges[0].high) == (2, "3.0")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("quotas.visas={kind: visas", "is not valid YAML"),
        ("quotas.visas={kind: visas, kind: arrivals}", "kind"),
        ("quotas.visas={kind: visas}", "To add a row, write"),
    ],
)
def test_braces_that_hold_no_row_are_refused(tmp_path: Path, text: str, words: str) -> None:
    """Cut off, with a field twice, or too few for a new row: it says which a row needs."""
    with pytest.raises(InputError, match=words):
        load(scenario_folder(tmp_path), (), parsed_settings([text]))


def test_the_same_change_as_an_overlay_is_the_same_scenario(tmp_path: Path) -> None:
    """There is one mechanism."""
    folder = scenario_folder(
        tmp_path, overlays___a__yaml="changes: {offices: {shanghai: {seats: 7}}}\n"
    )
    assert load(folder, ["a"]) == load(folder, [], {"offices.shanghai.seats": "7"})


@pytest.mark.parametrize("value", ["", "none", "None"])
def test_nothing_takes_a_setting_back(tmp_path: Path, value: str) -> None:
    """A limit is lifted."""
    folder = scenario_folder(tmp_path, scenario__yaml=SETTINGS + "budget: {total: USD 5}\n")
    assert load(folder, settings={"budget.total": value}).budget.total is None


def test_nothing_takes_a_row_out(tmp_path: Path) -> None:
    """As null does in an overlay."""
    assert load(scenario_folder(tmp_path), settings={"topics.leak": "none"}).topics == ()


def test_data_of_the_class_none_is_something(tmp_path: Path) -> None:
    """Where a field knows the word, it is a value."""
    scenario = load(scenario_folder(tmp_path), settings={"datasets.crm.data_class": "none"})
    assert scenario.datasets[0].data_class is DataClass.NONE


def test_a_key_may_have_dots_in_it(tmp_path: Path) -> None:
    """Wages are part of the key of a service band."""
    service = "cohort,posts,years,monthly_wage\nkyc-cn,38,3,CNY 20000.50\n"
    folder = scenario_folder(tmp_path, service__csv=service)
    path = "service.kyc-cn/3/0/CNY 20000.50.posts"
    assert problem_of(folder, settings=[f"{path}=many"]).found == "many"
    assert load(folder, settings={path: "38"}).service[0].posts == 38


@pytest.mark.parametrize(
    ("text", "row", "field", "found", "next_step"),
    [
        ("risk_wieght=2", "", "risk_wieght", "risk_wieght", "Did you mean 'risk_weight'?"),
        ("budget.totl=USD 5", "", "budget.totl", "USD 5", "Did you mean 'total'?"),
        ("budget.total=5", "", "budget.total", "5", "'USD 5'"),
        ("budget=USD 5", "", "budget", "USD 5", "fields below"),
        ("offices.shangai.seats=5", "shangai", "offices", "shangai", "Did you mean 'shanghai'?"),
        ("offices.shanghai.seat=5", "shanghai", "seat", "5", "Did you mean 'seats'?"),
        ("offices.shanghai=5", "shanghai", "offices", "5", "one of its fields"),
        ("offices=5", "", "offices", "5", "row"),
        ("offices.shanghai.seats.x=5", "shanghai", "seats", "", "one value"),
        ("planning_date=", "", "planning_date", "", "Give it a value"),
        ("format=2", "", "format", "2", ""),
        ("risk_weight", "", "", "risk_weight", "key=value"),
        ("=5", "", "", "=5", "key=value"),
        ("budget..total=5", "", "", "budget..total=5", "key=value"),
        ("a.b.c.d.e.f.g.h.i=5", "", "", "a.b.c.d.e.f.g.h.i=5", "key=value"),
        ("title=a\nb", "", "", r"title=a\nb", "key=value"),
    ],
)
def test_what_is_wrong_is_found_in_the_settings(
    tmp_path: Path, text: str, row: str, field: str, found: str, next_step: str
) -> None:
    """The place is the argument, with the row and the field within it."""
    problem = problem_of(scenario_folder(tmp_path), settings=[text])
    assert (problem.file, problem.row) == ("settings", row)
    assert (problem.field, problem.found) == (field, found)
    assert next_step in problem.next_step


def test_settings_are_values(tmp_path: Path) -> None:
    """As the types have them, or as a file would; the record has them as the command line would."""
    scenario = load(
        scenario_folder(tmp_path),
        settings={
            "risk_weight": 2,
            "budget": Budget(total=Money(currency="USD", amount=900)),
            "offices": {"shanghai": {"seats": 7}},
            "switched_off": ["pace"],
            "planning_date": date(2026, 11, 1),
            "labour.agreements_only": False,
            "topics.leak": None,
        },
    )

    assert (scenario.risk_weight, scenario.budget.total) == (2, Money(currency="USD", amount=900))
    assert (scenario.offices[1].seats, scenario.switched_off) == (7, ("pace",))
    assert (scenario.planning_date, scenario.topics) == (date(2026, 11, 1), ())
    assert not scenario.labour.agreements_only
    assert scenario.overlays == (
        "risk_weight=2",
        'budget={"total": "USD 9.00"}',
        'offices={"shanghai": {"seats": "7"}}',
        'switched_off=["pace"]',
        "planning_date=2026-11-01",
        "labour.agreements_only=false",
        "topics.leak=none",
    )


@pytest.mark.parametrize("name", bundled())
def test_a_scenario_is_changed_as_its_files_would_be(name: str) -> None:
    """Without a change it is itself; the one given stays, and what was laid over it stays known."""
    scenario = load(name)
    assert change(scenario, {}) == scenario
    dearer = change(change(scenario, {"risk_weight": 2}), {"discount_rate": 0.5})

    assert dearer == load(name, settings={"risk_weight": 2, "discount_rate": 0.5})
    assert dearer.overlays == ("risk_weight=2", "discount_rate=0.5")
    assert scenario.overlays == ()


@pytest.mark.parametrize(
    "settings",
    [
        {"cases.inspection.likelihood": 0.5},
        {"cases": {"inspection": {"likelihood": 0.5}}},
    ],
)
def test_a_figure_that_is_written_anew_has_no_range(settings: dict[str, SettingValue]) -> None:
    """As with files: its range belonged to the figure that was there."""
    assert len(load("tiny").ranges) == 1

    assert change(load("tiny"), settings) == load("tiny", settings=settings)


def test_what_is_wrong_with_a_change_is_told_of_the_settings() -> None:
    """Everything at once, and nothing of a command line."""
    with pytest.raises(InputError) as caught:
        change(load("tiny"), {"risk_wieght": 2, "offices.shanghai.seats": -1})

    assert {problem.file for problem in caught.value.problems} == {"settings"}
    assert "Did you mean 'risk_weight'?" in caught.value.problems[0].next_step
