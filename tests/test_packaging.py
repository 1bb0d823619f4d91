"""The wheel holds the four packages only; the lock pins what pyproject.toml asks for."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PACKAGES = {"planner", "streams", "models", "scenarios"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel built from the tree, offline, with the locked build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    command += ["--no-index", "--quiet", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


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
    pinned = dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", LOCK, re.MULTILINE))
    wanted = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["dependency-groups"]["fuzz"],
        *PROJECT["build-system"]["requires"],
    ]

    for requirement in map(Requirement, wanted):
        assert pinned[canonicalize_name(requirement.name)] in requirement.specifier


def test_the_lock_pins_one_version_for_every_python() -> None:
    """No package is pinned twice, so every supported Python plans with the same versions."""
    names = re.findall(r"^([a-z0-9.-]+)==", LOCK, re.MULTILINE)

    assert len(names) == len(set(names))
