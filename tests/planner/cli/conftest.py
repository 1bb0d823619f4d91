"""The command in this process, and plan files to work on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from planner import api
from tests.support.commands import Relocate, relocate_here


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Relocate:
    """``relocate`` in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return partial(relocate_here, tmp_path)


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with plan files of the tiny scenario: ``free``, ``full`` and ``dear``.

    Their inputs are taken as they are: judging a plan in a sample takes as long as making it.
    """
    folder = tmp_path_factory.mktemp("plans")
    for name, overlays, settings in [
        ("free", (), {}),
        ("full", ("full-office",), {}),
        ("dear", (), {"risk_weight": 3}),
    ]:
        scenario = api.load("tiny", overlays, settings)
        api.plan(scenario, ranges=api.RangeUse.IGNORE).write(folder / f"{name}.parquet")
    return folder
