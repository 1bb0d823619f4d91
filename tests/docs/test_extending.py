"""docs/extending.md is right: its example went to the places it names, and they exist."""

from __future__ import annotations

import re
from pathlib import Path

from models.limits import QuotaKind
from planner.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
PACKAGES = ("models", "streams", "planner", "benchmarks", "tests")
KNOWS_OF_IT = re.compile(r'DEPARTURES|"departures"|rules\.departures|departures\.RULE')


def section(heading: str) -> str:
    """Text of a section."""
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def files_named(text: str) -> set[str]:
    """Files that a text names by their path from the root of the repository."""
    return {name for name in re.findall(r"`([\w./]+)`", text) if "/" in name and "." in name}


def test_every_file_on_the_page_exists() -> None:
    """Patterns aside, each path is one of a file or folder that there is."""
    paths = {name for name in re.findall(r"`([\w./]+)`", PAGE) if "/" in name}

    assert paths
    assert not {path for path in paths if not (ROOT / path).exists()}


def test_the_example_went_to_the_places_that_the_checklist_names_and_to_no_other() -> None:
    """Whatever file of code knows of departures is on the checklist of a rule."""
    found = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if KNOWS_OF_IT.search(path.read_text(encoding="utf-8"))
    }

    assert found <= files_named(section("A rule"))
    assert len(found) > len(PACKAGES)


def test_the_example_is_a_rule_and_a_kind_of_quota() -> None:
    """Under one name."""
    assert QuotaKind.DEPARTURES in {rule.name for rule in RULES}
