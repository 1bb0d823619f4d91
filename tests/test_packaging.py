"""The wheel holds the four packages only, and asks for what they import; the lock pins that."""

import ast
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PACKAGES = {"planner", "streams", "models", "scenarios"}
EXTRAS = [each for group in PROJECT["project"]["optional-dependencies"].values() for each in group]
DEPENDENCIES = [Requirement(each) for each in (*PROJECT["project"]["dependencies"], *EXTRAS)]
PINNED = dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", LOCK, re.MULTILINE))
DECLARED = {canonicalize_name(each.name): each for each in DEPENDENCIES}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel built from the tree, offline, with the locked build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    command += ["--no-index", "--quiet", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.mark.slow
def test_the_wheel_holds_the_four_packages_only(wheel: zipfile.ZipFile) -> None:
    """At its top are the four packages and its own description."""
    tops = {name.partition("/")[0] for name in wheel.namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == PACKAGES
    assert len(tops) == len(PACKAGES) + 1


def test_the_wheel_holds_every_file_of_the_packages(wheel: zipfile.ZipFile) -> None:
    """Each file under the four folders is in it, data included; caches are not."""
    in_the_tree = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }

    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == in_the_tree


def test_the_wheel_holds_a_whole_scenario(wheel: zipfile.ZipFile) -> None:
    """The worked example's data files come with the package."""
    suffixes = {
        Path(name).suffix
        for name in wheel.namelist()
        if name.startswith("scenarios/shanghai-2026/")
    }

    assert {".yaml", ".csv"} <= suffixes


def test_the_wheel_installs_the_command(wheel: zipfile.ZipFile) -> None:
    """The command is called `relocate`."""
    (entry_points,) = (name for name in wheel.namelist() if name.endswith("/entry_points.txt"))

    assert "relocate = planner.cli:main" in wheel.read(entry_points).decode()


def imported() -> Iterator[tuple[str, str]]:
    """Top-level packages of others that the four import, with a file that does."""
    for path in sorted(each for name in PACKAGES for each in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for top in {name.partition(".")[0] for name in names}:
                if top not in PACKAGES and top not in sys.stdlib_module_names:
                    yield top, str(path.relative_to(ROOT))


@pytest.mark.slow
def test_what_is_imported_is_declared_and_no_more() -> None:
    """No package comes in only because another one needs it; none is asked for in vain."""
    owners = packages_distributions()
    used = {
        top: ({canonicalize_name(each) for each in owners[top]}, place) for top, place in imported()
    }

    assert not [(top, place) for top, (names, place) in used.items() if not names & set(DECLARED)]
    assert set(DECLARED) == set().union(*(names for names, _ in used.values())) & set(DECLARED)


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_no_version_is_asked_for_that_nobody_has_tried(name: NormalizedName) -> None:
    """From the minor version that is locked, and so tested, to before one that may break."""
    bounds = {each.operator: Version(each.version) for each in DECLARED[name].specifier}

    assert set(bounds) == {">=", "<"}
    assert bounds[">="].release[:2] == Version(PINNED[name]).release[:2]


def test_the_wheel_holds_its_licence(wheel: zipfile.ZipFile) -> None:
    """Whoever has the wheel can read what may be done with it, and nothing publishes it."""
    (description,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    text = wheel.read(description).decode()
    (licence,) = (name for name in wheel.namelist() if name.endswith("/licenses/LICENSE"))

    assert wheel.read(licence) == (ROOT / "LICENSE").read_bytes()
    assert "License-Expression: Apache-2.0" in text
    assert "Classifier: Private :: Do Not Upload" in text


@pytest.mark.slow
def test_the_source_archive_holds_its_licence(tmp_path: Path) -> None:
    """The archive of the sources has it too, beside the description of the project."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "sdist"]
    subprocess.run([*command, "--directory", str(tmp_path)], cwd=ROOT, check=True)
    (path,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"LICENSE", "README.md", "pyproject.toml", "requirements.lock"} <= names


def test_the_lock_names_no_place() -> None:
    """Where packages come from is the installer's matter: the lock has names, versions, hashes."""
    for word in ("--index-url", "--extra-index-url", "--find-links", "://", "file:", " @ "):
        assert word not in LOCK


def test_the_lock_hashes_every_package() -> None:
    """Each pinned package has at least one hash, and nothing is left unpinned."""
    entries = re.split(
        r"\n(?=[a-z0-9])", re.sub(r"^ *#.*\n?", "", LOCK, flags=re.MULTILINE).strip()
    )

    assert len(entries) > 1
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==[^\s]+ ", entry)
        assert "--hash=sha256:" in entry


def test_the_lock_pins_what_the_project_asks_for() -> None:
    """Each requirement, the build backend's too, is locked at a version that it allows."""
    wanted = [
        *PROJECT["project"]["dependencies"],
        *EXTRAS,
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["dependency-groups"]["fuzz"],
        *PROJECT["build-system"]["requires"],
    ]

    for requirement in map(Requirement, wanted):
        assert PINNED[canonicalize_name(requirement.name)] in requirement.specifier


def test_the_lock_pins_one_version_for_every_python() -> None:
    """No package is pinned twice, so every supported Python plans with the same versions."""
    names = re.findall(r"^([a-z0-9.-]+)==", LOCK, re.MULTILINE)

    assert len(names) == len(set(names))
