"""The input workbook: what is written is read back, and whoever fills it in is guided."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from models.errors import InputError
from models.limits import Continuity
from models.ranges import Range
from models.scenario import Scenario
from models.settings import Budget, FiscalYearBudget
from models.signals import Matter, Signal, Stage
from models.tables import TABLE_KEYS
from planner.exports.scenario_workbook import scenario_bytes
from planner.exports.scenario_workbook.cells import content_of
from planner.exports.scenario_workbook.fields import manner, need
from planner.scenario_files import bundled, load
from planner.scenario_files.fields import ROW_TYPES
from tests.support.builders import money, rate, scenario


def read_back(folder: Path, written: Scenario) -> Scenario:
    """A scenario, written as a workbook and read."""
    path = folder / "company.xlsx"
    path.write_bytes(scenario_bytes(written))
    return load(path)


@pytest.mark.parametrize("name", bundled())
def test_every_bundled_scenario_is_read_back(tmp_path: Path, name: str) -> None:
    """The very same scenario: every value, and the hash."""
    bundled_one = load(name)
    assert read_back(tmp_path, bundled_one).hash == bundled_one.hash


def test_what_no_bundled_scenario_has_is_read_back(tmp_path: Path) -> None:
    """Ranges in and out of cells, lists of groups, moments, long decimals, odd texts, old days."""
    pipl = Matter(
        id="pipl",
        name="_x0041_ =1+1 {=2} http://localhost <b>&",
        jurisdiction="china",
        topics=("privacy", "leak"),
        severity=-1.25,
        reason="assumption",
    )
    report = Signal(
        id="a",
        matter="pipl",
        stage=Stage.DRAFT,
        grade="B2",
        published_at=datetime(2026, 5, 1, tzinfo=UTC),
        recorded_at=datetime(2026, 5, 2, 1, 30, 0, 5, tzinfo=UTC),
        effective_from=date(1899, 12, 31),
        source="12",
    )
    ranges = (
        Range(table="settings", row="", field="discount_rate", low="0.05", high="0.4"),
        Range(table="rates", row="CNY", field="worth", low="0.1", high="0.2"),
        Range(table="cohorts", row="kyc", field="posts", low="8", high="12"),
    )
    odd = scenario(
        title="TRUE",
        discount_rate=0.1 + 0.2,
        risk_weight=0.1,
        budget=Budget(
            total=money("USD 0.05"),
            by_fiscal_year=(
                FiscalYearBudget(fiscal_year=2027, limit=money("JPY 5")),
                FiscalYearBudget(fiscal_year=2028, limit=money("USD 6")),
            ),
        ),
        continuity=Continuity(max_share=0.0, max_replaced_share=1.0),
        rates=(rate("CNY", "0.123456789012"), rate("JPY", "123456789.123456789012")),
        matters=(pipl,),
        signals=(report,),
        ranges=ranges,
    )
    assert read_back(tmp_path, odd).hash == odd.hash


@given(
    st.one_of(
        st.floats(allow_nan=False, allow_infinity=False),
        st.integers(0, 10**18),
        st.decimals(0, 10**6, allow_nan=False, places=6).map(float),
    )
)
def test_numbers_keep_every_digit(value: float) -> None:
    """Those of more than fifteen digits are written as texts."""
    content = content_of(value)
    if isinstance(content, str):
        assert type(value)(content) == value
    else:
        assert float(f"{value:.15g}") == float(f"{value:.16G}") == value


def test_a_change_in_a_cell_shows(tmp_path: Path) -> None:
    """Another figure in the workbook is another figure in the scenario."""
    tiny = load("tiny")
    content = scenario_bytes(tiny)
    sheet = parts_by_name(content)["offices"]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        part = book.read(sheet).decode()
        assert "<v>6</v>" in part
        changed = part.replace("<v>6</v>", "<v>7</v>", 1)
        with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as copy:
            for name in book.namelist():
                copy.writestr(name, changed if name == sheet else book.read(name))
    offices = {office.id: office.seats for office in load(tmp_path / "b.xlsx").offices}
    assert offices == {"shanghai": 7, "bengaluru": 2}


def parts_by_name(content: bytes) -> dict[str, str]:
    """Parts of the sheets, by name: the writer numbers them in order."""
    names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    return {name: f"xl/worksheets/sheet{n}.xml" for n, name in enumerate(names, start=1)}


def validations(content: bytes) -> dict[tuple[str, str], dict[str, str]]:
    """What is said and offered in cells, by sheet and first cell."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for sheet, part in parts_by_name(content).items():
            collected: list[dict[str, str]] = []
            inside: list[str] = []

            def start(tag: str, attributes: dict[str, str]) -> None:
                inside.append(tag)  # noqa: B023
                if tag == "dataValidation":
                    collected.append({**attributes, "formula1": ""})  # noqa: B023

            def end(_tag: str) -> None:
                inside.pop()  # noqa: B023

            def text(words: str) -> None:
                if inside[-1:] == ["formula1"]:  # noqa: B023
                    collected[-1]["formula1"] += words  # noqa: B023

            parser = expat.ParserCreate()
            parser.StartElementHandler, parser.EndElementHandler = start, end
            parser.CharacterDataHandler = text
            parser.Parse(book.read(part), True)
            found |= {(sheet, each["sqref"].split(":")[0]): each for each in collected}
    return found


BOOK = scenario_bytes(load("tiny"))
SAID = validations(BOOK)
FIRST_ROW = 4
"""Below headings, guidance and advice."""


def column(sheet: str, field: str) -> str:
    """First cell that is to be filled in, of a field."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(BOOK))
    headings = book.get_sheet_by_name(sheet).to_python()[0]
    return f"{chr(ord('A') + headings.index(field))}{FIRST_ROW}"


def test_a_sheet_for_every_table_and_how_to_use_them() -> None:
    """One tells of every other."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(BOOK))
    assert book.sheet_names[:3] == ["Start here", "Read me", "settings"]
    assert set(book.sheet_names[3:]) == {*TABLE_KEYS, "overlays"}
    told = {row[0] for row in book.get_sheet_by_name("Read me").to_python()}
    assert {"settings", *TABLE_KEYS} <= told


@pytest.mark.parametrize(
    ("sheet", "field", "offered"),
    [
        ("access", "touches", '"yes,unknown"'),
        ("datasets", "data_class", '"none,personal,sensitive,important,core"'),
        ("cohorts", "at_risk", '"yes,no"'),
        ("teams", "kind", '"indivisible,minimum_batch,together,apart"'),
    ],
)
def test_known_words_drop_down(sheet: str, field: str, offered: str) -> None:
    """The words of the type, and nothing else is let in."""
    said = SAID[sheet, column(sheet, field)]
    assert (said["type"], said["formula1"]) == ("list", offered)
    assert said["showErrorMessage"] == "1"


@pytest.mark.parametrize(
    ("sheet", "field", "target"),
    [
        ("cohorts", "office", "offices"),
        ("cohorts", "only_to", "offices"),
        ("pay", "role", "roles"),
        ("signals", "matter", "matters"),
        ("entities", "jurisdiction", "jurisdictions"),
    ],
)
def test_names_of_other_sheets_drop_down(sheet: str, field: str, target: str) -> None:
    """From the cells that hold them, however many there are by then."""
    assert offered(SAID[sheet, column(sheet, field)]["formula1"], target) == [
        each.name for each in getattr(load("tiny"), target)
    ]


def offered(formula: str, target: str) -> list[str]:
    """Contents of the cells of a drop-down list, from the first one on."""
    first = re.match(rf"OFFSET\({target}!\$([A-Z])\$(\d+),", formula)
    assert first
    across, down = ord(first[1]) - ord("A"), int(first[2]) - 1
    rows = CalamineWorkbook.from_filelike(io.BytesIO(BOOK)).get_sheet_by_name(target).to_python()
    cells = (
        rows[down][across:] if target == "jurisdictions" else [row[across] for row in rows[down:]]
    )
    return [str(cell) for cell in cells]


def test_ids_drop_down_where_names_would_not_be_read_or_not_tell_rows_apart() -> None:
    """Losses may be of places that the scenario does not have; cohorts of tiny have no names."""
    assert offered(SAID["losses", column("losses", "topic")]["formula1"], "topics") == [
        each.id for each in load("tiny").topics
    ]
    assert offered(SAID["access", column("access", "cohort")]["formula1"], "cohorts") == [
        each.id for each in load("tiny").cohorts
    ]
    alike = tuple(each.model_copy(update={"name": "Office"}) for each in load("tiny").offices)
    twins = load("tiny").model_copy(update={"offices": alike})
    formula = validations(scenario_bytes(twins))["cohorts", column("cohorts", "office")]["formula1"]
    assert offered(formula, "offices") == [each.id for each in alike]


@pytest.mark.slow
def test_cells_that_are_filled_in_show_names_where_their_lists_do(tmp_path: Path) -> None:
    """Not a name that would be read as two, or as a comment."""
    tiny = load("tiny")
    names = ("Analyst; KYC", "# Officer")
    roles = [role.model_copy(update={"name": name})
             for role, name in zip(tiny.roles, names, strict=True)]  # fmt: skip
    renamed = tiny.model_copy(update={"roles": tuple(roles)})

    content = scenario_bytes(renamed)
    (tmp_path / "a.xlsx").write_bytes(content)

    assert shown(BOOK) == [
        ("Due-diligence analyst", "Bengaluru"),
        ("Due-diligence analyst", "Shanghai"),
        ("Privacy officer", "Bengaluru"),
        ("Privacy officer", "Shanghai"),
    ]
    assert [role for role, _ in shown(content)] == [each.role for each in tiny.pay]
    assert load(tmp_path / "a.xlsx").hash == renamed.hash


def shown(content: bytes) -> list[tuple[object, object]]:
    """Roles and offices of the sheet of pay."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("pay").to_python()
    return [(row[0], row[1]) for row in rows[FIRST_ROW - 1 :]]


def test_every_drop_down_leads_to_a_sheet_that_exists() -> None:
    """And every field says what it is for as its cell is chosen."""
    sheets = set(parts_by_name(BOOK))
    named = {name for said in SAID.values() for name in re.findall(r"(\w+)!", said["formula1"])}
    assert len(named) > 10
    assert named <= sheets
    for name in TABLE_KEYS:
        if name != "jurisdictions":
            told = [at for sheet, at in SAID if sheet == name]
            assert len(told) == len(ROW_TYPES[name].model_fields)
    assert all(said["prompt"] and len(said["prompt"]) <= 255 for said in SAID.values())


def test_headings_and_guidance_stay_in_view() -> None:
    """Frozen below them; required fields are told by colour and by word."""
    with zipfile.ZipFile(io.BytesIO(BOOK)) as book:
        part = book.read(parts_by_name(BOOK)["cohorts"]).decode()
        assert 'ySplit="2"' in part
        assert 'state="frozen"' in part
        styles = book.read("xl/styles.xml").decode()
    assert 'rgb="FFF6DFA4"' in styles
    guidance = CalamineWorkbook.from_filelike(io.BytesIO(BOOK)).get_sheet_by_name("cohorts")
    row = [str(cell) for cell in guidance.to_python()[1]]
    assert row[0].startswith("# Empty: made of the name")
    assert row[4] == "Home office. Required. An id or a name of the sheet offices."


@pytest.mark.parametrize(
    ("table", "field", "words", "needed"),
    [
        ("offices", "visa_days", "a whole number of days from 0 to 3660", "Empty: 0."),
        ("offices", "name", "text", "Required."),
        ("offices", "entity", "an id or a name of the sheet entities", "Required."),
        ("offices", "visa", "an amount with its currency, as in USD 1250.50", "May be empty."),
        ("cohorts", "attrition", "a share from 0% to 100%, as in 5% or 0.05", "Empty: 0."),
        ("cohorts", "at_risk", "yes or no", "Empty: no."),
        ("signals", "grade", "a letter A to F and a figure 1 to 6, as in B2", "Required."),
        ("incumbent", "period", "a period, as in 2027-Q1 or 2027-03", "Required."),
        (
            "jurisdictions",
            "mass_redundancy.heads",
            "a whole number, 1 or more",
            "Required where anything of mass_redundancy is given.",
        ),
    ],
)
def test_guidance_says_how_a_field_is_written(
    table: str, field: str, words: str, needed: str
) -> None:
    """In words, with units and bounds, from the type of the field."""
    path = tuple(field.split("."))
    assert manner(table, ROW_TYPES[table], path) == words
    assert need(ROW_TYPES[table], path) == needed


def test_the_same_scenario_gives_the_same_bytes() -> None:
    """No clock enters the workbook, and nothing in it is a formula."""
    assert scenario_bytes(load("tiny")) == BOOK
    with zipfile.ZipFile(io.BytesIO(BOOK)) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist())


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    """It would be left out in silence otherwise."""
    names = tuple(f"{number:060d}" for number in range(600))
    with pytest.raises(InputError, match="is too long for a cell"):
        content_of(names)


def test_a_default_that_is_written_out_is_the_default_again(tmp_path: Path) -> None:
    """Nothing is added to a scenario by writing it."""
    plain = scenario()
    assert read_back(tmp_path, plain) == plain
