"""The endpoint of a worker, as a monitoring system sees it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping

from prometheus_client.parser import text_string_to_metric_families


def get(port: int, path: str) -> tuple[int, str]:
    """What a worker says; status 0 while it does not listen."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as found:
            return found.status, found.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def why_not(port: int) -> str:
    """The reasons why it is not up; empty if it is."""
    _, said = get(port, "/health")
    return " ".join(json.loads(said)["why_not"]) if said else "does not listen"


def samples(port: int) -> Mapping[str, float]:
    """Its figures, by name and labels."""
    _, text = get(port, "/metrics")
    return {
        " ".join([each.name, *each.labels.values()]): each.value
        for family in text_string_to_metric_families(text)
        for each in family.samples
    }


def total(port: int, name: str) -> float:
    """A figure of all partitions together."""
    return sum(value for key, value in samples(port).items() if key.split()[0] == name)
