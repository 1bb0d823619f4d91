"""docs/architecture.md says what the import contracts say and what the code does."""

import re
import tomllib
from pathlib import Path

import grimp
import pytest

from tests.docs import imports_picture

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
PACKAGES = ("planner", "streams", "models", "scenarios")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]


def section(heading: str) -> str:
    """The text between a heading (or the top) and the next one."""
    return PAGE.split(f"# {heading}\n", 1)[1].split("\n## ", 1)[0]


def picture(heading: str) -> str:
    """The drawing in a section."""
    return section(heading).split("```text\n", 1)[1].split("\n```", 1)[0]


def drawn_layers() -> list[set[str]]:
    """The layers inside planner, from the top down."""
    return [set(line.split(" | ")) for line in picture("Inside planner").splitlines()]


def homes() -> dict[str, str]:
    """The package that each library is confined to, as tabled on the page."""
    rows = re.findall(r"^\| (`.+`) \| `(.+)` \|$", section("One home per library"), re.MULTILINE)
    return {library: home for names, home in rows for library in re.findall(r"`(\w+)`", names)}


def is_inside(module: str, package: str) -> bool:
    """Whether a module is a package or lies in it."""
    return f"{module}.".startswith(f"{package}.")


@pytest.fixture(scope="module")
def imports() -> set[tuple[str, str]]:
    """Every import in the tree: who, whom."""
    graph = grimp.build_graph(*PACKAGES, include_external_packages=True, cache_dir=None)
    return {
        (module, imported)
        for module in graph.modules
        if module.partition(".")[0] in PACKAGES
        for imported in graph.find_modules_directly_imported_by(module)
    }


def test_the_layers_drawn_are_those_of_the_contract() -> None:
    """The drawing of planner, line by line, is the contract in pyproject.toml."""
    (contract,) = (c for c in CONTRACTS if c.get("containers") == ["planner"])

    assert drawn_layers() == [set(re.findall(r"\w+", layer)) for layer in contract["layers"]]


def test_the_modules_of_the_host_on_kafka_are_listed_as_in_the_contract() -> None:
    """Line by line, from the top down."""
    (contract,) = (c for c in CONTRACTS if c.get("containers") == ["streams.hosts.kafka"])
    lines = section("The host on Kafka").split("```text\n")[2].split("\n```")[0].splitlines()

    listed = [set(line.split("  ")[0].split(", ")) for line in lines]
    assert listed == [set(re.findall(r"\w+", layer)) for layer in contract["layers"]]


def test_the_picture_shows_the_imports_there_are() -> None:
    """`make docs` draws it anew."""
    assert imports_picture.picture() in PAGE


def test_arrows_that_others_imply_are_left_out() -> None:
    arrows = {"cli": {"api", "models"}, "api": {"models"}, "models": set()}

    assert imports_picture.reduced(arrows) == {
        "cli": {"api"},
        "api": {"models"},
        "models": set(),
    }


def test_the_packages_drawn_are_those_of_the_contract() -> None:
    """The arrows between the packages are the contract's layers, with scenarios beside the last."""
    (contract,) = (c for c in CONTRACTS if c["type"] == "layers" and "containers" not in c)

    drawn = picture("Architecture").split(" -> ")

    assert [*drawn[:-1], f"{drawn[-1]} | scenarios"] == contract["layers"]


def test_the_homes_tabled_are_those_of_the_contracts() -> None:
    """Each library's only importer on the page is the one exception in its contract."""
    exceptions = {
        tuple(reversed(ignored.split(" -> ")))
        for contract in CONTRACTS
        for ignored in contract.get("ignore_imports", [])
    }

    assert exceptions == {
        (library, importer)
        for library, home in homes().items()
        for importer in (home, f"{home}.**")
    }


def test_real_imports_follow_the_arrows(imports: set[tuple[str, str]]) -> None:
    """No package imports one to its left, and scenarios import nothing of ours."""
    order = [*picture("Architecture").split(" -> "), "scenarios"]
    rank = {package: place for place, package in enumerate(order)}
    between = {(a.partition(".")[0], b.partition(".")[0]) for a, b in imports}

    assert not {
        (a, b)
        for a, b in between
        if a != b and b in rank and (rank[a] > rank[b] or (a, b) == ("models", "scenarios"))
    }


def test_real_imports_inside_planner_run_downwards(imports: set[tuple[str, str]]) -> None:
    """A module of planner imports only itself and lines drawn below its own."""
    depth = {name: line for line, names in enumerate(drawn_layers()) for name in names}
    inside = {
        (a.split(".")[1], b.split(".")[1])
        for a, b in imports
        if a.startswith("planner.") and b.startswith("planner.")
    }

    assert not {(a, b) for a, b in inside if a != b and depth.get(a, 0) >= depth.get(b, 0)}


def test_real_imports_of_libraries_are_at_home(imports: set[tuple[str, str]]) -> None:
    """A library on the page is imported by its home alone."""
    assert not {
        (module, library)
        for module, library in imports
        if library in homes() and not is_inside(module, homes()[library])
    }


def test_every_package_is_on_the_page() -> None:
    """Whatever can be imported from planner, and every package folder elsewhere, is named."""
    folders = {
        init.parent.relative_to(ROOT)
        for top in PACKAGES
        for init in (ROOT / top).rglob("__init__.py")
    }
    modules = {
        path.relative_to(ROOT).with_suffix("") for path in (ROOT / "planner").glob("[!_]*.py")
    }
    named = set(re.findall(r"`([\w.]+)`", PAGE))
    named |= {part for name in named for part in name.split(".")}

    assert not {path for path in folders | modules if path.name not in named}
