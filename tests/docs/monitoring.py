"""The rules for Prometheus and the dashboard for Grafana, and what they ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from prometheus_client.parser import text_string_to_metric_families

FOLDER = Path(__file__).parents[2] / "docs/monitoring"
RULES_FILE = FOLDER / "alerts.yaml"

_RULES = yaml.safe_load(RULES_FILE.read_text(encoding="utf-8"))
RULES: Mapping[str, Mapping[str, Any]] = {
    rule["alert"]: rule for group in _RULES["groups"] for rule in group["rules"]
}
DASHBOARD: Mapping[str, Any] = json.loads((FOLDER / "dashboard.json").read_text(encoding="utf-8"))

OF_PROMETHEUS = {"up": {"job", "instance"}}
"""What it knows without asking a worker."""

_METRIC = re.compile(r"\b(?:relocate_\w+|process_\w+|up)\b(?:\{[^}]*\})?")
_LABEL = re.compile(r'(\w+)\s*=~?\s*"')
_GROUPED = re.compile(r"\b(?:by|without|on|ignoring)\s*\(([^)]*)\)")


def panels() -> Iterator[Mapping[str, Any]]:
    """The panels that show something."""
    yield from (panel for panel in DASHBOARD["panels"] if panel["type"] != "row")


def expressions() -> dict[str, str]:
    """Every expression by where it stands, as Prometheus takes it."""
    found = {name: rule["expr"] for name, rule in RULES.items()}
    for panel in panels():
        for target in panel["targets"]:
            name = f"{panel['title']}, {target['refId']}"
            found[name] = target["expr"].replace("$__rate_interval", "5m")
    return found


def asked_for(expression: str) -> Iterator[tuple[str, set[str]]]:
    """The metrics that an expression names, each with the labels that it is chosen by."""
    for found in _METRIC.findall(expression):
        yield found.partition("{")[0], set(_LABEL.findall(found))


def grouped_by(expression: str) -> set[str]:
    """The labels that an expression groups by."""
    lists = _GROUPED.findall(expression)
    return {label.strip() for each in lists for label in each.split(",") if label.strip()}


def said(page: str) -> dict[str, set[str]]:
    """Labels by metric, of what a worker says at ``/metrics``."""
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(page):
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


def missing(expression: str, given: Mapping[str, set[str]]) -> list[str]:
    """What an expression names, and nobody gives.

    Parameters
    ----------
    given
        Labels by metric, as a worker says them.
    """
    known = {**given, **OF_PROMETHEUS}
    lacking = []
    here = {"job", "instance"}
    for metric, labels in asked_for(expression):
        here |= known.get(metric, set())
        lacking += [metric] if metric not in known else []
        lacking += [f"{metric}{{{each}}}" for each in labels - known.get(metric, set()) - {"job"}]
    return lacking + sorted(grouped_by(expression) - here)
