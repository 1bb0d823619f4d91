"""Rules and dashboard name what workers give, say what the page says, and fire when they should."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import generate_latest

from streams.hosts.asking import Questions
from streams.hosts.kafka.assignment import Assignment
from streams.hosts.kafka.gauges import Gauges
from streams.hosts.kafka.host import KafkaHost
from streams.hosts.kafka.lag import Lag
from streams.hosts.kafka.records import Intake
from streams.hosts.kafka.settings import Settings
from streams.hosts.kafka.writing import Outbox
from streams.hosts.solvers import SolverLimits, Solvers
from tests.docs.alarm_figures import OFF, ON, Series
from tests.docs.monitoring import (
    DASHBOARD,
    RULES,
    RULES_FILE,
    asked_for,
    expressions,
    missing,
    panels,
    said,
)
from tests.support import stubs

PAGE = (RULES_FILE.parents[1] / "operations.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def promtool() -> str:
    """Prometheus's own checker; skipped where there is none, unless one is required."""
    found = shutil.which("promtool")
    if found is None:
        words = "there is no promtool. On Debian it comes with: apt-get install prometheus"
        if os.environ.get("REQUIRE_PROMTOOL") == "1":
            pytest.fail(words)
        pytest.skip(words)
    return found


def given() -> dict[str, set[str]]:
    """Labels by metric, as a worker says them that has one partition."""
    assignment = Assignment(Settings(("nowhere:9092",)), 2)
    assignment.on_assigned([0])
    assignment.owned[0].waiting_for = dict.fromkeys(Intake, 0)
    nowhere: Any = None
    questions = Questions(Solvers(stubs.answers, SolverLimits()), stubs.keeps)
    host, lag = KafkaHost(assignment, Outbox(nowhere, assignment.settings), questions), Lag()
    lag.update({0: range(0)}, {0: 0}, 0.0)
    registry = host.outbox.metrics.registry
    registry.register(Gauges(host, lag))
    return said(generate_latest(registry).decode())


def alarms_of_the_page() -> list[tuple[str, ...]]:
    """The rows of the table of alarms."""
    table = PAGE.split("### Alarms\n", 1)[1].split("\n### ", 1)[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| `")]
    return [tuple(row) for row in rows]


def test_every_metric_and_label_is_one_that_a_worker_gives() -> None:
    """In rules and dashboard; a misspelt one would never fire, and show nothing."""
    known = given()

    assert {
        where: lacks for where, text in expressions().items() if (lacks := missing(text, known))
    } == {}


def test_what_nobody_gives_is_seen() -> None:
    """A metric, a label that it is chosen by, and one that it is grouped by."""
    known = given()

    assert missing("relocate_unheard_of > 0", known) == ["relocate_unheard_of"]
    assert missing('relocate_records{kind="dead"}', known) == ["relocate_records{kind}"]
    assert missing("sum by (programme) (relocate_records)", known) == ["programme"]


def test_the_page_has_the_alarms_that_the_rules_have() -> None:
    """Names, when, for how long, and what to do, in the same words and order."""
    of_rules = [
        (f"`{name}`", rule["annotations"]["summary"], rule.get("for", "at once"),
         rule["annotations"]["description"])
        for name, rule in RULES.items()
    ]  # fmt: skip

    assert alarms_of_the_page() == of_rules


def test_every_metric_that_can_raise_an_alarm_can_be_looked_at() -> None:
    """On the dashboard; what is broken has to be seen by whoever is called."""
    queries = [target["expr"] for panel in panels() for target in panel["targets"]]
    shown = {metric for query in queries for metric, _ in asked_for(query)}
    at_work = {
        "relocate_position",
        "relocate_claims",
        "relocate_stale",
        "relocate_markers",
        "relocate_agent_restarts_total",
    }

    raised = {metric for rule in RULES.values() for metric, _ in asked_for(rule["expr"])}
    assert raised - shown <= at_work


def test_the_dashboard_can_be_imported() -> None:
    """Panels have numbers of their own, lie side by side, and ask the chosen Prometheus."""
    numbers = [panel["id"] for panel in DASHBOARD["panels"]]
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in DASHBOARD["panels"])
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    text = json.dumps(DASHBOARD)
    (chosen,) = DASHBOARD["templating"]["list"]

    assert len(numbers) == len(set(numbers))
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24
    assert (chosen["name"], chosen["type"], chosen["query"]) == (
        "datasource",
        "datasource",
        "prometheus",
    )
    assert set(re.findall(r'"uid": "([^"]*)"', text)) == {"${datasource}", DASHBOARD["uid"]}
    assert all(panel["datasource"]["uid"] == "${datasource}" for panel in panels())


def test_prometheus_can_read_every_expression(promtool: str, tmp_path: Path) -> None:
    """Its own checker takes the rules as they are, and each query of the dashboard as one."""
    rules = [
        {"record": f"query:{number}", "expr": text}
        for number, text in enumerate(expressions().values())
    ]
    (tmp_path / "queries.json").write_text(
        json.dumps({"groups": [{"name": "queries", "rules": rules}]}), encoding="utf-8"
    )

    for path in (RULES_FILE, tmp_path / "queries.json"):
        command = [promtool, "check", "rules", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_alarm_is_tried() -> None:
    assert {name for name, *_ in ON} == {name for name, *_ in OFF} == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_an_alarm_fires_when_it_should_and_not_when_all_is_well(
    promtool: str, tmp_path: Path, name: str
) -> None:
    """As Prometheus works it out, from the figures of an hour."""
    on = [trial(name, series, at, fires=True) for alarm, series, at in ON if alarm == name]
    off = [trial(name, series, at, fires=False) for alarm, series, at in OFF if alarm == name]
    tests = [*on, *off]
    body = {"rule_files": [str(RULES_FILE)], "evaluation_interval": "1m", "tests": tests}
    (tmp_path / "test.json").write_text(json.dumps(body), encoding="utf-8")
    command = [promtool, "test", "rules", str(tmp_path / "test.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def trial(name: str, series: Series, minute: int, *, fires: bool) -> dict[str, Any]:
    """A trial for promtool: figures, and whether the alarm is on at a minute."""
    query = f'count(ALERTS{{alertname="{name}", alertstate="firing"}})'
    return {
        "interval": "1m",
        "input_series": [{"series": name, "values": values} for name, values in series.items()],
        "promql_expr_test": [
            {
                "expr": query,
                "eval_time": f"{minute}m",
                "exp_samples": [{"labels": "{}", "value": 1}] if fires else [],
            }
        ],
    }
