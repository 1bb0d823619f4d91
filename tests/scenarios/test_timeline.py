"""The shared timeline of signals: whole, dated, sourced, and true to what was read of the law."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from statistics import median

import pytest

from models.money import Money
from models.provenance import Certainty
from models.scenario import Scenario
from models.signal_book import live
from models.signals import LAW, Signal, SignalStatus, Stage
from models.tables import row_key
from planner.exposure.likelihoods import confidence, readings, stage_on
from planner.scenario_files import load
from planner.scenario_files.library import SIGNALS, library

TIMELINE = library() / SIGNALS / "asia-2016-2026.jsonl"

LEADS = {
    "cn-csl-adopted": 206,
    "cn-mlps-baseline": 205,
    "cn-dsl-adopted": 83,
    "cn-pipl-adopted": 73,
    "cn-assessment-adopted": 56,
    "cn-contract-adopted": 97,
    "cn-espionage-adopted": 66,
    "cn-secrets-adopted": 64,
    "cn-provisions-adopted": 0,
    "cn-network-data-adopted": 99,
    "cn-nfra-adopted": 0,
    "cn-audits-adopted": 76,
    "cn-pboc-adopted": 60,
    "cn-incident-reporting": 51,
    "cn-certification-adopted": 79,
    "cn-csl-amended": 65,
    "cn-supply-chain-adopted": 0,
    "cn-small-handlers-adopted": 36,
}
"""Days from a text of mainland law to its first day in force."""

RELIEF = {
    "cn-lingang-lists",
    "cn-provisions-adopted",
    "cn-shanghai-list-zone",
    "cn-finance-guideline",
    "cn-assessment-guide",
    "cn-shanghai-list-city",
    "cn-small-handlers-adopted",
}
FURTHER_ROUTES = {"cn-certification-adopted", "hk-gba-contract"}

ADDRESS = re.compile(r"\b[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\b")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The worked example that takes all three shared tables."""
    return load("shanghai-2026")


@pytest.fixture(scope="module")
def signals(scenario: Scenario) -> Mapping[str, Signal]:
    return {signal.id: signal for signal in scenario.signals}


def severity(scenario: Scenario, signal: Signal) -> float:
    """Of a signal, or by default of its matter."""
    defaults = {matter.id: matter.severity for matter in scenario.matters}
    return defaults[signal.matter] if signal.severity is None else signal.severity


def lead(signal: Signal) -> int:
    assert signal.effective_from is not None
    return (signal.effective_from - signal.published_at.date()).days


# ---------------------------------------------------------------- whole


def test_every_line_is_a_signal_of_a_matter_and_every_matter_has_one(
    scenario: Scenario, signals: Mapping[str, Signal]
) -> None:
    """Nothing in the files is lost on the way, and nothing in them is idle."""
    written = [json.loads(line) for line in TIMELINE.read_text(encoding="utf-8").splitlines()]

    assert {row["id"] for row in written} == set(signals)
    assert {signal.matter for signal in signals.values()} == {each.id for each in scenario.matters}


def test_lines_stand_in_the_order_of_publication() -> None:
    """A reader sees what came after what; no id stands twice."""
    written = [json.loads(line) for line in TIMELINE.read_text(encoding="utf-8").splitlines()]
    order = [(row["published_at"], row["id"]) for row in written]

    assert order == sorted(order)
    assert len({name for _, name in order}) == len(order)


NEW = {"bank-data", "exit-ban"}
"""Topics that were counted and that no worked example has yet."""


def test_topics_are_those_of_the_worked_examples(scenario: Scenario) -> None:
    """A topic that no scenario has would be felt by nobody, without a word."""
    known = {topic.id for topic in scenario.topics}
    named = {topic for matter in scenario.matters for topic in matter.topics}

    assert named == known
    assert {row.topic for row in scenario.losses} < known
    in_parts = {row.topic for row in scenario.loss_parts}
    assert {row.topic for row in scenario.losses} | in_parts == known | NEW


def test_a_case_anywhere_may_leave_its_loss_out(scenario: Scenario) -> None:
    """There is a loss by default for each topic of the mainland, and for clients elsewhere."""
    wanted = {(case.jurisdiction, case.topic) for case in scenario.cases}

    whole = {(row.jurisdiction, row.topic) for row in scenario.losses}
    assert wanted <= whole | {(row.jurisdiction, row.topic) for row in scenario.loss_parts}


def test_severities_and_losses_are_ranges(scenario: Scenario) -> None:
    """No source gives them, so none stands without how far it may be off."""
    ranged = {(each.table, each.row) for each in scenario.ranges}

    assert {("matters", matter.id) for matter in scenario.matters} <= ranged
    assert {("losses", f"{row.jurisdiction}/{row.topic}") for row in scenario.losses} <= ranged
    parts = {"/".join(row_key("loss_parts", row)) for row in scenario.loss_parts}
    assert {("loss_parts", part) for part in parts} <= ranged


CALIBRATED = {
    "sensitive-data": (2.05, 15.5, 210),
    "personal-data": (2.05, 15.5, 210),
    "important-data": (5.1, 21, 130),
    "network-security": (1.01, 4.05, 52),
    "sensitive-export": (3.02, 16, 110),
    "personal-export": (3.02, 16, 110),
    "important-export": (3.02, 16, 110),
    "bank-data": (2.45, 12.3, 86.74),
    "exit-ban": (1, 5, 50),
    "work-stoppage": (8, 35, 150),
}
"""Low, base and high of the whole loss in millions of RMB, as the parts add up to."""


@pytest.mark.parametrize("topic", CALIBRATED)
def test_parts_add_up_to_the_loss_of_a_topic(scenario: Scenario, topic: str) -> None:
    """Remediation is most of it: what was paid as a fine is small, and caps are not taken in full.

    Without disruption at the low end and without an amount above RMB 17m for any foreign firm.
    """
    parts = [row for row in scenario.loss_parts if row.topic == topic]
    ranged = {row.row: row for row in scenario.ranges if row.table == "loss_parts"}
    ends = [ranged["/".join(row_key("loss_parts", part))] for part in parts]

    def total(amounts: Iterable[Money]) -> float:
        return sum(money.amount for money in amounts) / 100 / 1e6

    found = (
        total(Money.model_validate(end.low) for end in ends),
        total(part.amount for part in parts),
        total(Money.model_validate(end.high) for end in ends),
    )
    assert found == pytest.approx(CALIBRATED[topic])


def test_base_rates_are_of_topics_that_have_a_loss_or_say_whose(scenario: Scenario) -> None:
    """And none is said to have been read: who was counted in was judged by hand."""
    topics = {row.topic for row in scenario.losses} | {row.topic for row in scenario.loss_parts}

    assert {rate.topic for rate in scenario.base_rates} - topics == {"app-stop"}
    assert all(rate.certainty is not Certainty.READ for rate in scenario.base_rates)


YEARLY = {
    "services-personal-data": (0.03, 0.3, 4.0),
    "services-export": (0.03, 0.3, 4.0),
    "services-important-data": (0.01, 0.1, 2.0),
    "services-network": (0.006, 0.3, 4.8),
    "services-app-stop": (0.02, 0.04, 0.25),
    "services-exit-ban": (0.06, 0.17, 1.1),
    "services-raid": (0.03, 0.06, 0.35),
    "bank-data": (0.9, 2.7, 9.0),
    "bank-export": (0.03, 0.3, 1.0),
    "bank-important-data": (0.01, 0.1, 0.9),
    "bank-network": (0.13, 0.5, 3.0),
    "bank-stop": (0.01, 0.05, 0.5),
    "bank-exit-ban": (0.25, 0.75, 5.0),
    "consultancy-raid": (0.12, 0.25, 1.25),
    "consultancy-exit-ban": (0.09, 0.26, 1.95),
}
"""Percent a year: low, base and high."""


def test_base_rates_a_year(scenario: Scenario) -> None:
    """As they were worked out by hand, to a twentieth (low ends of next to nothing: a quarter)."""
    found = {r.id: (100 * r.low, 100 * r.likelihood, 100 * r.high) for r in scenario.base_rates}

    assert found.keys() == YEARLY.keys()
    for name, (low, base, high) in YEARLY.items():
        assert found[name][0] == pytest.approx(low, rel=0.25), name
        assert found[name][1:] == pytest.approx((base, high), rel=0.08), name


# ---------------------------------------------------------------- facts


def test_lead_times(signals: Mapping[str, Signal]) -> None:
    """Eighteen laws, from none at all to 206 days; half of them within 65.5."""
    assert {name: lead(signals[name]) for name in LEADS} == LEADS
    assert median(LEADS.values()) == 65.5


def test_law_of_the_mainland_that_names_no_first_day_is_not_counted(
    signals: Mapping[str, Signal],
) -> None:
    """The eighteen are all texts whose day of effect was read."""
    dated = {
        signal.id
        for signal in signals.values()
        if signal.id.startswith("cn-") and signal.stage is Stage.ADOPTED and signal.effective_from
    }

    assert dated == set(LEADS)


def test_what_eases_and_what_tightens(scenario: Scenario, signals: Mapping[str, Signal]) -> None:
    """Relief is negative, and nothing else is: seven of twenty events since 2024 ease."""
    easing = {name for name, each in signals.items() if severity(scenario, each) < 0}
    drafts_of_relief = {"cn-provisions-draft"}
    recent = {
        name
        for name, signal in signals.items()
        if name.startswith("cn-")
        and date(2024, 2, 27) <= signal.published_at.date() <= date(2026, 7, 27)
        and signal.stage not in {Stage.DRAFT, Stage.PENALTY}
    } - {"cn-apps-named"}

    assert easing == RELIEF | FURTHER_ROUTES | drafts_of_relief
    assert (len(recent), len(recent & RELIEF), len(recent & FURTHER_ROUTES)) == (20, 7, 1)


def test_relief_is_about_exports_and_leaving_about_leaving(scenario: Scenario) -> None:
    """What frees exports does not make what is done on site any safer; leaving is a risk of its
    own, which only the rules on sanctions and on supply chains raise.
    """
    topics = {matter.id: set(matter.topics) for matter in scenario.matters}
    about_leaving = {name for name, each in topics.items() if "exit" in each}
    exports = {"sensitive-export", "personal-export", "important-export"}

    assert about_leaving == {
        "anti-foreign-sanctions",
        "supply-chain-security",
        "supply-chain-investigations",
    }
    for matter in scenario.matters:
        if matter.severity < 0 and matter.jurisdiction == "china" and matter.id != "small-handlers":
            assert topics[matter.id] <= exports


def test_the_leak_comes_before_the_standard_is_known() -> None:
    """On 2019-05-16 there is a leak, at 0.5 x 0.75 x 0.75 of what was feared; later the law.

    As a case feels it whose base rate was not counted under either.
    """
    scenario = load("shanghai-2026", settings={"base_rates.services-network.as_of": "none"})
    case = next(each for each in scenario.cases if each.id == "services-network")

    def mlps(as_of: date) -> tuple[str, float]:
        pushes = readings(scenario, as_of).pushes(case, as_of)
        (push,) = (each for each in pushes if each.matter == "mlps")
        return push.signal, push.strength

    assert not any(
        signal.matter == "mlps"
        for signal in live(scenario.signals, date(2019, 5, 15), SignalStatus.APPROVED)
    )
    leak, strength = mlps(date(2019, 5, 16))
    assert leak == "cn-mlps-leak"
    assert strength == pytest.approx(1.5 * 0.5 * 0.75 * 0.75, rel=0.01)
    assert mlps(date(2020, 6, 1))[0] == "cn-mlps-baseline"


# ---------------------------------------------------------------- provenance


def test_what_is_said_to_be_read_names_where(signals: Mapping[str, Signal]) -> None:
    """An address, or a statute with the collection it stands in."""
    for signal in signals.values():
        if signal.certainty is Certainty.READ:
            assert ADDRESS.search(signal.source), signal.id


def test_what_is_assumed_is_said_to_be(signals: Mapping[str, Signal]) -> None:
    """Days that were not read stand as assumptions, and such a line is not sold as read."""
    for signal in signals.values():
        if "day not read" in signal.about or "the last of" in signal.about:
            assert "assumption" in signal.about, signal.id
            assert signal.certainty is not Certainty.READ, signal.id


def test_days_run_forwards(signals: Mapping[str, Signal]) -> None:
    """Published, then known, then approved; law is not in force before it is published."""
    for signal in signals.values():
        assert signal.published_at <= signal.recorded_at
        assert signal.approved_at is None or signal.approved_at >= signal.recorded_at
        assert bool(signal.approved_at) == bool(signal.approved_by)
        assert signal.effective_from is None or lead(signal) >= 0
        assert signal.effective_from is None or signal.stage in LAW


def test_reports_that_nobody_has_approved(signals: Mapping[str, Signal]) -> None:
    """Some rest on weak pages: they move a plan only if one asks what they would do."""
    reported = {name for name, signal in signals.items() if signal.approved_at is None}

    assert reported >= {"cn-supply-chain-measures", "cn-sanctions-law"}
    assert all(signals[name].certainty is not Certainty.READ for name in reported)
    assert all(confidence(signals[name]) <= 0.75 for name in reported)


def test_inspections_of_ones_own_house_are_not_shared(signals: Mapping[str, Signal]) -> None:
    """They belong to the scenario of the house."""
    assert Stage.INSPECTION not in {signal.stage for signal in signals.values()}


def test_a_later_text_takes_the_place_of_an_earlier_one(signals: Mapping[str, Signal]) -> None:
    """Of the same matter, and published before it."""
    succession = {
        name: signals[signal.supersedes] for name, signal in signals.items() if signal.supersedes
    }

    assert len(succession) == 6
    for name, earlier in succession.items():
        assert earlier.matter == signals[name].matter
        assert earlier.published_at < signals[name].published_at


def test_law_in_force_at_the_end(signals: Mapping[str, Signal]) -> None:
    """Adopted and in force is one signal, which is in force by itself from its day on."""
    assert stage_on(signals["cn-pipl-adopted"], date(2021, 10, 31)) is Stage.ADOPTED
    assert stage_on(signals["cn-pipl-adopted"], date(2021, 11, 1)) is Stage.IN_FORCE
