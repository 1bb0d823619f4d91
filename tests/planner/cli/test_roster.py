"""``relocate new --roster``: cohorts out of an HR export, and nothing of the people in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner import api
from tests.support.commands import Relocate, Run, relocate_here
from tests.support.rosters import ENGLISH, SECRETS, SETTINGS, company, write_csv, write_xlsx

OPTIONS = [word for setting in SETTINGS for word in ("--set", setting)]
PAID = {"Annual salary", "Currency", "Hire date"}
CONTROLS = (
    *("--control", "CNY 4,688,000", "--control", "SGD 748,000"),
    *("--control-cost", "CNY 9,000,000"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """A folder with a roster and ``own``, which was made of it."""
    folder = tmp_path_factory.mktemp("made")
    write_xlsx(folder / "staff.xlsx", list(company()))
    options = ("--roster", "staff.xlsx", *OPTIONS, *CONTROLS, "--yes")
    return folder, relocate_here(folder, "new", "own", *options)


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "staff.xlsx", list(company()))


def test_a_roster_becomes_cohorts_with_a_receipt(made: tuple[Path, Run]) -> None:
    """Known answers: 30 rows are 25 posts, 2 leavers and 3 that are rejected."""
    folder, run = made

    assert run.code == 0, run.err
    scenario = api.load(folder / "own")
    cohorts = {each.id: (each.posts, each.vacant) for each in scenario.cohorts}
    assert cohorts == {
        "shanghai-aml-analyst": (9, 1),
        "shanghai-kyc-analyst": (8, 0),
        "singapore-kyc-analyst": (8, 0),
    }
    assert scenario.cohorts[0].name == "Shanghai, AML analyst"
    pay = {(row.role, row.office): str(row.annual) for row in scenario.pay}
    assert pay == {
        ("aml-analyst", "shanghai"): "CNY 282000.00",
        ("kyc-analyst", "shanghai"): "CNY 304000.00",
        ("kyc-analyst", "singapore"): "SGD 93500.00",
    }
    assert all(band.posts >= 5 for band in scenario.service)
    words = " ".join(run.out.split())
    assert "30 rows = 25 posts (24 filled, 1 open) + 2 leavers + 3 rejected" in words
    assert "4 columns about persons (names, ids, ...): dropped, nothing of them is kept" in words
    assert "not known, dropped too: 'Cost centre'" in words
    assert "shanghai: Screening analyst (2 people) joins KYC analyst" in words
    assert "CNY 4,688,000, control total CNY 4,688,000: +CNY 0 (+0.0 %)" in words
    assert "CNY 8,710,000, control total CNY 9,000,000: -CNY 290,000 (-3.2 %)" in words
    receipt = (folder / "own/roster-receipt.md").read_text()
    assert "25 posts with open ones" in receipt
    assert "9,000,000" not in receipt
    assert "1 row rejected: pay is not an amount. Rows 29" in receipt
    assert "1 row rejected: office is not known. Rows 31" in receipt


def test_nothing_about_persons_is_left_behind(made: tuple[Path, Run]) -> None:
    """Neither in a file nor on the screen; the name of a role that two have is in no file."""
    folder, run = made
    files = [path for path in (folder / "own").iterdir() if path.is_file()]
    texts = [path.read_text(encoding="utf-8") for path in files]

    assert {path.name for path in folder.iterdir()} == {"own", "staff.xlsx"}
    assert len(files) == 10
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in files)
    assert not [secret for secret in SECRETS for text in texts if secret in text]
    assert not [secret for secret in SECRETS if secret in run.out + run.err]
    assert not [text for text in texts if "creening" in text]


def test_a_folder_that_holds_something_is_refused_before_the_roster_is_read(
    here: Relocate, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/notes.txt").write_text("mine")
    run = here("new", "own", "--roster", "none.xlsx")

    assert run.code == 3
    assert "not an empty folder" in run.err
    assert "none.xlsx" not in run.err


@pytest.mark.slow
def test_refusals_tell_nothing_about_persons(here: Relocate, staff: Path) -> None:
    for options in ([], ["--set", "columns.role=Full name"], ["--set", "columns.pay=Full name"]):
        run = here("new", "own", "--roster", staff.name, *options)

        assert run.code == 3
        assert not [secret for secret in SECRETS if secret in run.out + run.err]


@pytest.mark.slow
def test_everything_that_is_missing_is_asked_for_at_once(here: Relocate, tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", [("Shanghai", "100"), ("Shanghai", "100")], ("Office", "Salary"))
    run = here("new", "own", "--roster", "a.csv")

    assert run.code == 3
    for name in ("role", "entity", "pay_period", "currency", "planning_date"):
        assert f"--set {name}=" in run.err
    assert not (tmp_path / "own").exists()


@pytest.mark.slow
def test_cohorts_are_written_once_somebody_has_confirmed(
    here: Relocate, staff: Path, tmp_path: Path
) -> None:
    run = here("new", "own", "--roster", staff.name, *OPTIONS)

    assert run.code == 2
    assert "30 rows = 25 posts" in run.out
    assert "--yes" in run.err
    assert not (tmp_path / "own").exists()


@pytest.mark.slow
def test_a_saved_mapping_is_enough_the_next_time(
    here: Relocate, staff: Path, tmp_path: Path
) -> None:
    """It has what was confirmed: headings, ids, jurisdictions, rates."""
    assert here("new", "own", "--roster", staff.name, *OPTIONS, "--yes").code == 0
    mapping = ("--mapping", "own/roster.yaml")
    assert here("new", "again", "--roster", staff.name, *mapping, "--yes").code == 0

    for name in ("cohorts.csv", "pay.csv", "service.csv", "roster.yaml", "roles.csv"):
        assert (tmp_path / "own" / name).read_text() == (tmp_path / "again" / name).read_text()


@pytest.mark.slow
def test_dates_that_could_be_two_are_refused_with_both_readings(
    here: Relocate, tmp_path: Path
) -> None:
    rows = [(*row[:9], "03/04/2021", *row[10:]) for row in company()]
    write_csv(tmp_path / "a.csv", rows)
    run = here("new", "own", "--roster", "a.csv", *OPTIONS, "--yes")

    assert run.code == 3
    assert "3 April or 4 March" in run.err
    assert here(
        "new", "own", "--roster", "a.csv", *OPTIONS, "--set", "dates=day-first", "--yes"
    ).code == 0  # fmt: skip


@pytest.fixture
def later(here: Relocate, staff: Path, tmp_path: Path) -> Path:
    """A folder made of the roster, and a later roster: three fewer analysts in Shanghai."""
    assert here("new", "own", "--roster", staff.name, *OPTIONS, "--yes").code == 0
    return write_csv(tmp_path / "later.csv", list(company())[3:])


@pytest.mark.slow
def test_a_later_roster_becomes_dated_counts(here: Relocate, later: Path, tmp_path: Path) -> None:
    """A hire that lay after the first planning date counts by now, and so does a post whose pay
    cannot be read: 9 - 3 + 2. Told before it is taken; taken twice, nothing changes."""
    options = ("roster", "own", later.name, "--on", "2027-06-01")
    table = tmp_path / "own/headcount.csv"

    asked = here(*options)

    assert asked.code == 2
    words = " ".join(asked.out.split())
    assert "27 rows = 24 posts (23 filled, 1 open) + 2 leavers + 1 rejected" in words
    assert "shanghai-aml-analyst: 9 posts foreseen, 8 counted (-1)" in words
    assert not table.exists()
    assert here(*options, "--yes").code == 0
    assert table.read_text() == ("cohort,effective_from,posts\nshanghai-aml-analyst,2027-06-01,8\n")
    receipt = (tmp_path / "own/roster-receipt.md").read_text()
    assert "## Update of 2027-06-01" in receipt
    assert not [secret for secret in SECRETS if secret in receipt + asked.out + asked.err]
    assert api.load(tmp_path / "own").posts["shanghai-aml-analyst"][-1] == 8
    again = here(*options, "--yes")
    assert (again.code, "nothing was written" in again.out) == (0, True)


@pytest.mark.slow
def test_a_later_roster_needs_no_pay(here: Relocate, later: Path, tmp_path: Path) -> None:
    """Posts are counted without the columns of pay, currency and hiring that the mapping names.

    Two people of a small role could be counted with either cohort: which is asked, never guessed.
    """
    unpaid = [place for place, field in enumerate(ENGLISH) if field not in PAID]
    kept = [tuple(row[place] for place in unpaid) for row in list(company())[3:]]
    write_csv(later, kept, tuple(ENGLISH[place] for place in unpaid))

    options = ("roster", "own", later.name, "--on", "2027-06-01", "--yes")
    asked = here(*options)
    assert asked.code == 3
    assert "2 people in small roles" in " ".join(asked.err.split())
    assert "Screening" not in asked.err

    assert here(*options, "--set", "roles.Screening analyst=kyc-analyst").code == 0
    assert (tmp_path / "own/headcount.csv").read_text().splitlines()[1:] == [
        "shanghai-aml-analyst,2027-06-01,8"
    ]


@pytest.mark.slow
def test_offices_that_a_later_roster_leaves_out_stay_as_they_are(
    here: Relocate, later: Path, tmp_path: Path
) -> None:
    """A count below the floor is written, and that is told."""
    write_csv(later, [row for row in company() if row[3] == "Singapore"][5:])

    run = here("roster", "own", later.name, "--on", "2027-06-01", "--yes")

    assert run.code == 0
    assert "fewer than 5 posts" in " ".join(run.out.split())
    assert (tmp_path / "own/headcount.csv").read_text().splitlines()[1:] == [
        "singapore-kyc-analyst,2027-06-01,3"
    ]


@pytest.mark.slow
def test_a_role_that_is_new_is_asked_about(here: Relocate, later: Path) -> None:
    """It may be an old one under a new name, whose posts would otherwise seem to fall away."""
    renamed = [(*row[:4], str(row[4]).replace("AML", "Crime"), *row[5:]) for row in company()]
    write_csv(later, renamed)
    options = ("roster", "own", later.name, "--on", "2027-06-01", "--yes")

    run = here(*options)

    assert run.code == 3
    assert "roles.Crime analyst=" in " ".join(run.err.split())
    known = here(*options, "--set", "roles.Crime analyst=aml-analyst")
    assert "shanghai-aml-analyst: 9 posts foreseen, 11 counted (+2)" in " ".join(known.out.split())


@pytest.mark.slow
def test_a_roster_of_a_day_before_the_plan_is_refused(here: Relocate, later: Path) -> None:
    run = here("roster", "own", later.name, "--on", "2026-12-01", "--yes")

    assert (run.code, "--on: is not after the planning date" in run.err) == (3, True)
