"""Bytes of the log: what is no event is a dead letter, what is newer is parked, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.data import DataClass
from models.ranges import Range
from models.workforce import ModePolicies, ModePolicy
from streams import wire
from streams.events import EVENTS, HeadcountChanged, ScenarioPublished, SignalApproved, Step
from streams.upcasters import UPCASTERS, Upcaster
from streams.wire import (
    LARGEST_BYTES,
    DeadLetter,
    Parked,
    content_of,
    decode,
    decode_submission,
    encoded,
)
from tests.support.builders import dataset, scenario, service
from tests.support.histories import START, accepted, answered, executed, proposal, told

NOW = START + timedelta(days=1)
SOUND: dict[str, Any] = {
    "id": "e1",
    "programme": "test",
    "recorded_at": "2027-01-01T00:00:00Z",
    "type": "headcount_changed",
    "version": 1,
    "cohort": "kyc",
    "people": -1,
    "effective_from": "2027-02-01",
}


def raw(**changes: Any) -> bytes:
    return json.dumps({**SOUND, **changes}).encode()


def without(*names: str) -> bytes:
    return json.dumps({name: each for name, each in SOUND.items() if name not in names}).encode()


def test_a_signal_that_names_a_programme_is_a_dead_letter() -> None:
    """It concerns them all, and a broker would hand it to the one that it names."""
    body: dict[str, Any] = {"recorded_at": "2027-01-01T00:00:00Z", "type": "signal_retracted"}
    sound = {**body, "id": "s1", "version": 1, "signal": "leak"}

    assert not isinstance(decode(json.dumps(sound).encode()), DeadLetter)
    found = decode(json.dumps({**sound, "programme": "test"}).encode())
    assert isinstance(found, DeadLetter)
    assert found.reason.startswith("signal_retracted.programme")


def test_what_was_written_is_read() -> None:
    """And it is written as the same bytes again."""
    for event in (
        told(HeadcountChanged, "a", cohort="kyc", effective_from=START.date()),
        accepted(3),
        executed(Step.LANDED, 2),
        answered(proposal(4)),
    ):
        assert decode(encoded(event)) == event
        assert encoded(event) == encoded(event)


STEP = json.loads(encoded(executed(Step.LANDED, 2)))


def step(**changes: Any) -> bytes:
    """A step of a move; as it is, it is sound."""
    return json.dumps({**STEP, **changes}).encode()


POISON: Mapping[str, bytes] = {
    "empty": b"",
    "no JSON": b"{nonsense",
    "no UTF-8": b'{"id": "\xff\xfe"}',
    "no object": b"[1, 2]",
    "a number": b"7",
    "null": b"null",
    "deep": b"[" * 100_000,
    "deep object": b'{"a":' * 100_000,
    "NaN": raw().replace(b"-1", b"NaN"),
    "a huge number": raw().replace(b"-1", b"1" * 5000),
    "no type": without("type"),
    "type of another kind": raw(type=7),
    "version of another kind": raw(version="one"),
    "no id": without("id"),
    "a count of no programme": without("programme"),
    "a step of a move of another programme": step(programme="other"),
    "a step of more heads than there are": step(heads=10**9),
    "an id with a space": raw(id="two words"),
    "an id too long": raw(id="x" * 200),
    "an hour without an offset": raw(recorded_at="2027-01-01T10:00:00"),
    "a day that is none": raw(effective_from="2027-02-30"),
    "a field too many": raw(salary=12),
    "a field of another kind": raw(people="one"),
    "more heads than there are": raw(people=10**9),
    "a negative version": raw(version=-1),
    "version zero": raw(version=0),
    "too large": b" " * (LARGEST_BYTES + 1),
    "a lone surrogate": raw(cohort="\ud800").replace(b"\\\\", b"\\"),
    "recorded in the future": raw(recorded_at="2027-01-02T00:06:00Z"),
    "recorded at the end of time": raw(recorded_at="9999-12-31T23:59:59Z"),
}


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
def test_poison_is_a_dead_letter(poison: bytes) -> None:
    """With a reason and a hash by which it can be found again, and without what was in it."""
    letter = decode_submission(poison, NOW)

    assert isinstance(letter, DeadLetter)
    assert 0 < len(letter.reason) <= 300
    assert len(letter.sha256) == 64
    assert "two words" not in letter.reason


@given(st.binary(max_size=200))
def test_no_bytes_break_it(record: bytes) -> None:
    assert isinstance(decode_submission(record, NOW), DeadLetter | Parked)


@given(st.sampled_from([name for name in SOUND if name != "type"]), st.binary(max_size=20))
def test_a_sound_event_with_a_broken_part_breaks_nothing(name: str, junk: bytes) -> None:
    value = json.dumps(SOUND[name]).encode()
    record = raw().replace(
        b'"%s": %s' % (name.encode(), value), b'"%s": %s' % (name.encode(), junk)
    )
    decode_submission(record, NOW)


def test_a_clock_may_be_a_little_ahead() -> None:
    """Five minutes, not six; and the beginning of time is long ago."""
    assert isinstance(
        decode_submission(raw(recorded_at="2027-01-02T00:05:00Z"), NOW), HeadcountChanged
    )
    assert isinstance(
        decode_submission(raw(recorded_at="0001-01-01T00:00:00Z"), NOW), HeadcountChanged
    )
    distant = datetime.max.replace(tzinfo=UTC)
    assert isinstance(
        decode_submission(raw(recorded_at="9999-12-31T00:00:00Z"), distant), HeadcountChanged
    )


def test_a_day_alone_has_begun_where_it_was_written() -> None:
    """On a morning of 2 January in Shanghai it is still the first in UTC; the third is to come."""
    morning = datetime(2027, 1, 1, 23, tzinfo=UTC)

    assert isinstance(decode_submission(raw(recorded_at="2027-01-02"), morning), HeadcountChanged)
    assert isinstance(decode_submission(raw(recorded_at="2027-01-03"), morning), DeadLetter)
    assert isinstance(
        decode_submission(raw(recorded_at="2027-01-02T00:00:01Z"), morning), DeadLetter
    )


def test_what_an_event_says_is_known_again_however_it_is_written() -> None:
    """Its fields in another order, or with what goes without saying; another figure is another."""
    shuffled = json.dumps(dict(reversed(SOUND.items()))).encode()
    contents = [_content(each) for each in (raw(), shuffled, raw(posts=0), raw(people=-2))]

    assert len(set(contents[:3])) == 1
    assert contents[3] != contents[0]


def _content(record: bytes) -> int:
    event = decode(record)
    assert not isinstance(event, DeadLetter | Parked)
    return content_of(event)


@pytest.mark.parametrize(
    ("changes", "parked"),
    [
        ({"version": 2, "posts_by_grade": {}}, Parked("headcount_changed", 2)),
        ({"type": "office_flooded"}, Parked("office_flooded", 1)),
        ({"type": "x" * 500}, Parked("x" * 64, 1)),
    ],
)
def test_what_is_newer_is_parked(changes: dict[str, Any], parked: Parked) -> None:
    """A later release will read it."""
    assert decode_submission(raw(**changes), NOW) == parked


def test_an_older_version_is_lifted_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Version -1 said ``team`` and ``left``, version 0 ``left``: both are read as today's."""
    lifts: Mapping[tuple[str, int], Upcaster] = {
        ("headcount_changed", -1): lambda body: {**_less(body, "team"), "cohort": body["team"]},
        ("headcount_changed", 0): lambda body: {**_less(body, "left"), "people": -body["left"]},
    }
    monkeypatch.setattr(wire, "UPCASTERS", lifts)
    oldest = {**_less(SOUND, "cohort", "people"), "version": -1, "team": "kyc", "left": 1}
    old = {**_less(SOUND, "people"), "version": 0, "left": 1}

    for body in (oldest, old):
        event = decode_submission(json.dumps(body).encode(), NOW)
        assert event == decode_submission(raw(), NOW)


def test_what_breaks_an_upcaster_is_a_dead_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """An older event without the field that its version had: told, not lost, and not a crash."""
    lifts = {("headcount_changed", 0): lambda body: {**body, "people": -body["left"]}}
    monkeypatch.setattr(wire, "UPCASTERS", lifts)

    assert isinstance(decode_submission(raw(version=0), NOW), DeadLetter)
    assert isinstance(decode_submission(raw(version=0, left="one"), NOW), DeadLetter)
    assert isinstance(decode_submission(raw(version=0, left=2), NOW), DeadLetter)


def test_a_decision_of_the_first_version_is_on_the_same_move() -> None:
    """Redundancies were called "rehire" in version 1, in ids of recommendations too."""
    body = {
        "type": "recommendation_decided",
        "id": "decide/1",
        "programme": "apac",
        "recorded_at": "2027-01-01T00:00:00Z",
        "recommendation": "apac/kyc/manila/-",
        "revision": "r",
        "verdict": "reject",
        "reason": "people",
    }
    then = {**body, "version": 1, "recommendation": "apac/kyc/manila/rehire/2027-Q3"}
    now = {**body, "version": 2, "recommendation": "apac/kyc/manila/redundancy/2027-Q3"}

    assert decode_submission(json.dumps(then).encode(), NOW) == decode_submission(
        json.dumps(now).encode(), NOW
    )


def test_a_scenario_of_the_first_version_keeps_its_policies_and_plan_in_force() -> None:
    """Its policy of the mode, and moves of the mode, are read under today's name."""
    then = {
        "modes": {"rehire": {"overlap_periods": 1}},
        "incumbent": [{"cohort": "rehire", "mode": "rehire"}],
    }
    lifted = UPCASTERS["scenario_published", 1]({"scenario": then})

    assert lifted["scenario"] == {
        "modes": {"redundancy": {"overlap_periods": 1}},
        "incumbent": [{"cohort": "rehire", "mode": "redundancy"}],
    }


def test_a_scenario_of_the_first_version_is_whole_with_important_data_and_ranges() -> None:
    """It did not say who notified data as important, and named policies by the mode's old name."""
    files = dataset("files", DataClass.IMPORTANT)
    loss = Range(table="settings", field="modes.redundancy.ramp_up_loss", low="0.1", high="0.3")
    modes = ModePolicies(redundancy=ModePolicy(ramp_up_months=6.0, ramp_up_loss=0.2))
    now = scenario(datasets=(files, dataset("logs")), ranges=(loss,), modes=modes)
    event = told(ScenarioPublished, "s", scenario=now)
    text = encoded(event).decode().replace(".redundancy.", ".rehire.")
    text = text.replace('"redundancy":', '"rehire":')
    then = {**json.loads(text), "version": 1}
    del then["scenario"]["datasets"][0]["notified_by"]
    told_then = files.model_copy(
        update={"notified_by": "assumption: classed as important before this was asked for"}
    )
    lifted = decode(json.dumps(then).encode())

    assert isinstance(lifted, ScenarioPublished)
    assert lifted.scenario == now.model_copy(update={"datasets": (told_then, dataset("logs"))})


def test_an_answer_of_the_first_version_loses_its_sentences() -> None:
    """Version 1 told in sentences what a move takes: the rest of the answer is read as ever."""
    body = json.loads(encoded(answered(proposal(4))))
    then = {**body, "version": 1}
    then["answer"]["proposals"][0]["prerequisites"] = ["open hires: 4 at bengaluru, by 2027-01-01"]
    del then["answer"]["proposals"][0]["tasks"]
    lifted = decode(json.dumps(then).encode())

    assert lifted == answered(proposal(4))


def test_a_text_of_the_first_version_is_spelled_out() -> None:
    """A character that nobody sees was taken then; version 2 takes none."""
    body = {
        "type": "signal_approved",
        "id": "a1",
        "recorded_at": "2027-01-01T00:00:00Z",
        "signal": "leak",
        "by": "coun\u200bsel",
    }
    then = decode(json.dumps({**body, "version": 1}).encode())

    assert isinstance(then, SignalApproved)
    assert then.by == "coun\\u200bsel"
    assert isinstance(decode(json.dumps({**body, "version": 2}).encode()), DeadLetter)


def test_an_older_version_that_nobody_lifts_is_a_dead_letter() -> None:
    assert isinstance(decode_submission(raw(version=0), NOW), DeadLetter)


def test_every_event_names_its_type_and_version() -> None:
    names = [event.model_fields["type"].default for event in EVENTS]

    assert len(set(names)) == len(EVENTS)
    assert all(event.model_fields["version"].default >= 1 for event in EVENTS)


def _less(body: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: each for name, each in body.items() if name not in names}


def test_a_reason_has_no_figures_of_a_scenario_in_it() -> None:
    """Seventeen of a cohort must stay that has thirteen posts: neither number is told."""
    published = encoded(told(ScenarioPublished, "s", scenario=scenario()))
    body = json.loads(published)
    body["scenario"]["cohorts"][0] |= {"posts": 13, "must_stay": 17}
    letter = decode_submission(json.dumps(body).encode(), NOW)

    assert isinstance(letter, DeadLetter)
    assert "exceeds posts" in letter.reason
    assert "13" not in letter.reason
    assert "17" not in letter.reason


def test_a_reason_has_no_figures_of_tables_that_contradict_each_other_in_it() -> None:
    """Thirteen posts, and seventeen by length of service: neither number is told."""
    published = encoded(
        told(ScenarioPublished, "s", scenario=scenario(service=(service("kyc", 10, 3, "USD 900"),)))
    )
    body = json.loads(published)
    body["scenario"]["cohorts"][0] |= {"posts": 13}
    body["scenario"]["service"][0] |= {"posts": 17}
    letter = decode_submission(json.dumps(body).encode(), NOW)

    assert isinstance(letter, DeadLetter)
    assert "do not add up to the filled posts of the cohort" in letter.reason
    assert "13" not in letter.reason
    assert "17" not in letter.reason
