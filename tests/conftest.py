"""Options of the test run."""

from __future__ import annotations

import pytest
from hypothesis import settings

import planner.rules

# How long one example takes depends on how busy the cores are; tests of pace measure it themselves.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

pytest_plugins = ["tests.kafka.fixtures"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--without-rule",
        metavar="NAME",
        help="take a business rule out of the planner, to see that its tests notice",
    )


def pytest_configure(config: pytest.Config) -> None:
    if name := config.getoption("--without-rule"):
        planner.rules.RULES = tuple(rule for rule in planner.rules.RULES if rule.name != name)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests on Kafka, so that one process runs them all and one broker is enough."""
    items.sort(key=lambda item: item.get_closest_marker("kafka") is None)
