"""``relocate signals``: why each case is as likely as it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner import api
from tests.support.commands import Relocate, widest

MATTERS = """
law: {name: Law, jurisdiction: china, topics: personal-data, severity: 0.6931, reason: assumption}
easing: {name: Easing, jurisdiction: china, topics: personal-data, severity: -0.5, reason: guess}
"""
_DAYS = '"published_at": "2026-03-01", "recorded_at": "2026-03-02"'
SIGNALS = f"""
{{"id": "draft", "matter": "law", "stage": "draft", "grade": "A1", {_DAYS},
"approved_at": "2026-03-02", "source": "assumption"}}
{{"id": "passed", "matter": "law", "stage": "in_force", "grade": "A1", "published_at": "2026-06-01",
"recorded_at": "2026-06-01", "approved_at": "2026-06-02", "supersedes": "draft",
"source": "assumption"}}
{{"id": "heard", "matter": "easing", "stage": "in_force", "grade": "A1", {_DAYS},
"source": "assumption"}}
"""


@pytest.fixture
def company(here: Relocate) -> str:
    """The smallest example, with two matters and three signals: a tenth before them."""
    api.new(Path("own"), "tiny")
    Path("own/matters.yaml").write_text(MATTERS)
    lines = SIGNALS.replace(",\n", ", ").strip()
    Path("own/signals.jsonl").write_text(lines)
    return "own"


def test_a_case_is_told_with_and_without_each_matter(here: Relocate, company: str) -> None:
    """A tenth, doubled in its odds: 18.2 %; the law taken away, a tenth again."""
    run = here("signals", company)

    assert run.code == 0
    assert "18.2% a year, 10.0% before" in " ".join(run.out.split())
    assert "11.9% if what is only reported" in " ".join(run.out.split())
    assert "+0.69" in run.out
    assert widest(run.out) <= 80


def test_the_same_for_machines(here: Relocate, company: str) -> None:
    """Each figure by name."""
    (case,) = json.loads(here("signals", company, "--json").out)["cases"]
    (effect,) = case["effects"]

    assert case["likelihood"] == pytest.approx(2 / 11, abs=1e-4)
    assert effect["without"] == pytest.approx(0.1)
    assert effect["signal"] == "passed"


def test_a_day_in_the_past_knows_what_was_known_then(here: Relocate, company: str) -> None:
    """On 2026-05-30 there was a draft: half of the push, faded by 90 of 180 days."""
    run = here("signals", company, "--as-of", "2026-05-30", "--json")
    (effect,) = json.loads(run.out)["cases"][0]["effects"]

    assert effect["signal"] == "draft"
    assert effect["push"] == pytest.approx(0.6931 * 0.5 * 0.5**0.5)


def test_the_book_says_why_a_signal_does_not_count(here: Relocate, company: str) -> None:
    """Superseded, or reported and not approved."""
    told = {
        line["id"]: line["absence"]
        for line in json.loads(here("signals", company, "--json").out)["signals"]
    }

    assert told == {"passed": None, "draft": "superseded", "heard": "reported, not approved"}
    assert "superseded" in here("signals", company, "--book").out
    later = json.loads(here("signals", company, "--as-of", "2026-05-30", "--json").out)
    assert "not known yet" in {line["absence"] for line in later["signals"]}


def test_reported_signals_can_be_asked_for(here: Relocate, company: str) -> None:
    """What if counsel approved what is only reported?"""
    counted = here("signals", company, "--set", "signal_weights.counted=reported", "--json")
    (case,) = json.loads(counted.out)["cases"]

    assert {effect["matter"] for effect in case["effects"]} == {"law", "easing"}


def test_an_unknown_case_and_a_day_that_is_none_are_refused(here: Relocate, company: str) -> None:
    """Exit code 2, with the cases that are known."""
    run = here("signals", company, "--case", "flood")

    assert run.code == 2
    assert "inspection" in run.err
    assert here("signals", company, "--as-of", "yesterday").code == 2


RATE = """
peers: {topic: personal-data, jurisdiction: china, reference_class: peers, events: 3,
  firm_years: 389, factor: 3, factor_low: 1, factor_high: 5, source: assumption}
"""


def test_counts_rate_and_interval_are_told(here: Relocate, company: str) -> None:
    """3.5 in 389 firm-years times three are 2.70 %, at most 9.04 %: the written tenth is more."""
    Path("own/base_rates.yaml").write_text(RATE)
    run = here("signals", company, "--set", "cases.inspection.base_rate=peers")
    words = " ".join(run.out.split())
    assert "3 events in 389 firm-years (peers), with 3 assumed for each that is known" in words
    assert (
        "assumed for each that is known: 2.7% a year. Signals move it between 0.90% and 10.0%"
        in words
    )

    printed = json.loads(
        here("signals", company, "--set", "cases.inspection.base_rate=peers", "--json").out
    )
    prior = printed["cases"][0]["prior"]
    assert (prior["events"], prior["firm_years"], prior["reference_class"]) == (3, 389, "peers")
    assert prior["rate"] == pytest.approx(3 * 3.5 / 389)
    assert prior["low"] == pytest.approx(3.5 / 389)
