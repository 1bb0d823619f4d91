"""The import contracts in pyproject.toml hold, and each of them bites."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the imports of the packages in a folder."""
    command = [str(LINT_IMPORTS), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """The packages and their layers, empty, under the project's own contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in ("planner", "streams", "models", "scenarios"):
        write(tmp_path, package)
    for module in layered_modules():
        write(tmp_path, module)
    return tmp_path


def layered_modules() -> list[str]:
    """The modules that contracts inside packages put in order."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [
        f"{package}.{name}"
        for contract in settings["tool"]["importlinter"]["contracts"]
        for package in contract.get("containers", ())
        for layer in contract["layers"]
        for name in re.findall(r"\w+", layer)
    ]


def write(folder: Path, module: str, text: str = "") -> None:
    """Write a module as a package, with the packages above it."""
    path = folder
    for name in module.split("."):
        path /= name
        path.mkdir(exist_ok=True)
        (path / "__init__.py").touch()
    (path / "__init__.py").write_text(text, encoding="utf-8")


def test_the_tree_keeps_every_contract() -> None:
    """The code as it is breaks no contract."""
    result = lint_imports(ROOT)

    assert result.returncode == 0, result.stdout + result.stderr
    assert " 0 broken" in result.stdout


def test_commands_may_import_the_api_and_words_only() -> None:
    """A package that is new inside planner is closed to them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (forbidden,) = (
        set(each["forbidden_modules"])
        for each in contracts
        if each.get("source_modules") == ["planner.cli"]
    )
    inside = {each for each in layered_modules() if each.startswith("planner.")}

    assert inside - forbidden == {
        "planner.api", "planner.cli", "planner.exports", "planner.narration", "planner.wording"
    }  # fmt: skip


def test_no_test_is_imported() -> None:
    """What tests share lies in modules that hold no tests."""
    imported = re.compile(r"^\s*(?:from|import) .*\btest_\w+", re.MULTILINE)
    found = {
        (path.name, line.strip())
        for path in (ROOT / "tests").rglob("*.py")
        for line in imported.findall(path.read_text(encoding="utf-8"))
        if line.split()[1].startswith("tests.")
    }

    assert not found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("models.x", "streams"),
        ("models.x", "planner"),
        ("models.x", "scenarios"),
        ("streams.x", "planner"),
        ("scenarios.x", "models"),
        ("planner.unheard_of", "json"),
        ("planner.api", "planner.cli"),
        ("planner.explain", "planner.api"),
        ("planner.audit", "planner.optimizer"),
        ("planner.formulation", "planner.rules"),
        ("planner.formulation", "planner.expanded_plan"),
        ("planner.valuation", "planner.costs"),
        ("planner.costs", "planner.exposure"),
        ("streams.hosts.kafka.partition", "streams.hosts.kafka.writing"),
        ("models.x", "numpy"),
        ("models.x", "yaml"),
        ("models.x", "sqlite3"),
        ("planner.audit", "ortools"),
        ("planner.audit", "highspy"),
        ("planner.api", "faust"),
        ("streams.hosts.embedded", "aiokafka"),
        ("planner.api", "aiohttp"),
        ("streams.hosts.embedded", "prometheus_client"),
        ("planner.explain", "xlsxwriter"),
        ("planner.api", "pyarrow"),
        ("planner.rules", "yaml"),
        ("planner.scenario_files", "python_calamine"),
        ("planner.processes", "planner.workbook_files"),
        ("planner.exports", "rich"),
        ("streams.x", "typer"),
        ("planner.cli.plan", "streams"),
        ("planner.cli.plan", "planner.rules"),
    ],
)
def test_a_wrong_import_breaks_a_contract(skeleton: Path, module: str, imported: str) -> None:
    """An import that goes up, sideways, or to a library that lives elsewhere is refused."""
    if "." in imported:
        write(skeleton, imported)
    write(skeleton, module, f"import {imported}\n")

    result = lint_imports(skeleton)

    assert result.returncode == 1
    assert f"{module} -> {imported}" in result.stdout or f"- {module}\n" in result.stdout


def test_a_library_is_welcome_at_home(skeleton: Path) -> None:
    """The homes themselves may import their libraries, and higher layers the lower ones."""
    write(skeleton, "planner.optimizer", "import ortools\nimport planner.rules\n")
    write(skeleton, "planner.optimizer.solve", "import highspy\nimport ortools\n")
    write(skeleton, "planner.rules", "import numpy\nimport streams\nimport models\n")
    write(skeleton, "planner.exports.table", "import xlsxwriter\nimport pyarrow\n")
    write(skeleton, "planner.scenario_files", "import yaml\nimport scenarios\n")
    write(skeleton, "planner.workbook_files", "import python_calamine\n")
    write(skeleton, "planner.cli.plan", "import rich\nimport typer\n")
    write(skeleton, "streams.hosts.kafka", "import faust\nimport aiohttp\nimport aiokafka\n")

    result = lint_imports(skeleton)

    assert result.returncode == 0, result.stdout + result.stderr


def test_the_commands_load_what_they_need_when_they_run() -> None:
    """So that help is instant: the models, and what is slower, are not loaded for it."""
    script = "import sys, planner.cli.commands as c; c.command_line(); print(*sys.modules)"
    command = [sys.executable, "-c", script]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert "planner.cli.plan" in found.split()
    assert not {"pydantic", "numpy", "rich", "models.scenario"} & set(found.split())
