"""Options of the test run."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import settings

import planner.rules

# How long one example takes depends on how busy the cores are; tests of pace measure it themselves.
settings.register_profile("all", deadline=None)
# In the quick run properties are tried on fewer examples; see `tests.support.seeds`.
settings.register_profile("quick", deadline=None, max_examples=40)
settings.load_profile("all")

pytest_plugins = ["tests.kafka.fixtures"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--without-rule",
        metavar="NAME:HALF",
        help="take admits, build, checks or charges out of a rule, to see that its tests notice",
    )


def pytest_configure(config: pytest.Config) -> None:
    if "not slow" in config.getoption("markexpr"):
        settings.load_profile("quick")
    if half := config.getoption("--without-rule"):
        planner.rules.RULES = _without(*half.split(":"))


def _without(name: str, half: str) -> tuple[planner.rules.Rule, ...]:
    """The rules, one of them without what it does to the programme or says of a plan."""
    gone: dict[str, Any] = {half: None}
    return tuple(
        replace(rule, **gone) if rule.name == name else rule for rule in planner.rules.RULES
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """One process more than there are cores: some always wait for a broker or a solver."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests on Kafka, so that one process runs them all and one broker is enough."""
    items.sort(key=lambda item: item.get_closest_marker("kafka") is None)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage while thousands of tests are collected, which all stay."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """Leave thousands of tests and the modules that hold them out of every garbage collection."""
    gc.collect()
    gc.freeze()
