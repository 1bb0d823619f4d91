"""``relocate replay``: a history in the terminal and in a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from streams.masking import not_in
from tests.support.commands import Relocate, widest

ROOT = Path(__file__).resolve().parents[3]
WHO = '"programme": "tiny"'
LEFT = (
    f'{{"id": "staff/1", {WHO}, "recorded_at": "2026-12-05T09:00:00Z", '
    '"type": "headcount_changed", "cohort": "analysts", "people": -1, '
    '"effective_from": "2026-12-05"}'
)
STRANGE = LEFT.replace("staff/1", "staff/2").replace("analysts", "ghosts")


@pytest.fixture
def history(here: Relocate) -> Path:
    """One analyst leaves; so does somebody of a cohort that is not there."""
    path = Path("history.jsonl")
    path.write_text(f"# Made up.\n{LEFT}\n{STRANGE}\n", encoding="utf-8")
    return path


def test_it_tells_what_came_in_what_is_recommended_and_the_sum(
    here: Relocate, history: Path
) -> None:
    """In eighty columns; the figures are those of the worked example."""
    run = here("replay", "tiny", history)

    assert (run.code, widest(run.out) <= 80) == (0, True)
    assert "2026-12-01\n  Scenario tiny published: 10 posts." in run.out
    assert "Plan changed: " in run.out
    assert "new: 2027-Q1 to bengaluru" in run.out
    assert "2026-12-05\n  Headcount, people fewer: analysts 1 to 5" in run.out
    assert "A person decided each move." in run.out


def test_the_file_is_the_same_each_time(here: Relocate, history: Path) -> None:
    """Byte for byte, a day a line, and no timings in it."""
    for name in ("one.jsonl", "other.jsonl"):
        assert here("replay", "tiny", history, "--deterministic", "--out", name).code == 0
    lines = Path("one.jsonl").read_text(encoding="utf-8").splitlines()

    assert Path("one.jsonl").read_bytes() == Path("other.jsonl").read_bytes()
    assert json.loads(lines[0])["day"] == "2026-12-01"
    assert json.loads(lines[-1])["unmatched"] == [
        f"headcount of {not_in('tiny', 'a cohort', 'ghosts')}"
    ]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("headcount_changed", {"cohort": "jane-doe", "people": -9, "effective_from": "2026-12-05"}),
        (
            "headcount_counted",
            {"cohort": "jane-doe", "posts": 9, "people": 9, "as_of": "2026-12-05"},
        ),
        ("seats_counted", {"office": "jane-doe", "seats": 9, "as_of": "2026-12-05"}),
        (
            "move_executed",
            {
                "recommendation": "tiny/jane-doe/secret/transfer/2027-Q1",
                "step": "offered",
                "heads": 9,
            },
        ),
    ],
)
def test_names_that_the_scenario_does_not_have_are_not_said(
    here: Relocate, kind: str, fields: dict[str, object]
) -> None:
    """They may say anything of a person; their hash leads whoever has the events to them."""
    who = {"id": "e/1", "programme": "tiny", "recorded_at": "2026-12-05T09:00:00Z"}
    Path("e.jsonl").write_text(json.dumps({"type": kind, **who, **fields}) + "\n", encoding="utf-8")
    run = here("replay", "tiny", "e.jsonl", "--out", "days.jsonl")
    written = Path("days.jsonl").read_text(encoding="utf-8")

    assert run.code == 0, run.err
    assert " of tiny" in run.out or " tiny does not have (" in " ".join(run.out.split())
    assert " tiny does not have (" in written
    for secret in ("jane", "secret"):
        assert secret not in f"{run.out}{run.err}{written}"


def test_decisions_on_what_was_never_recommended_are_left_out_and_told(here: Relocate) -> None:
    """Fifty thousand posts of six are no decision, nor is one under a revision made up."""
    decision = {
        "type": "recommendation_decided",
        "version": 3,
        "id": "d/1",
        "programme": "tiny",
        "recorded_at": "2026-12-02T10:00:00Z",
        "recommendation": "tiny/officers/bengaluru/transfer/2027-Q2",
        "revision": "made-up",
        "verdict": "accept",
        "reason": "agreed",
        "heads": 50_000,
        "by": "ceo",
    }
    Path("e.jsonl").write_text(json.dumps(decision) + "\n", encoding="utf-8")
    run = here("replay", "tiny", "e.jsonl")
    said = " ".join(run.out.split())

    assert run.code == 0, run.err
    assert "1 decision left out: each is on what was never recommended" in said
    assert "0 accepted; 0 rejected" in said
    assert "50,000" not in said


def test_it_plays_up_to_a_day(here: Relocate, history: Path) -> None:
    run = here("replay", "tiny", history, "--until", "2026-12-02")

    assert "Headcount" not in run.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("replay", "tiny", "nowhere.jsonl"), 3),
        (("replay", "tiny", "broken.jsonl"), 3),
        (("replay", "tiny", "history.jsonl", "--out", "nowhere/file.jsonl"), 3),
        (("replay", "tiny", "history.jsonl", "--until", "tomorrow"), 2),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(
    here: Relocate, history: Path, words: tuple[str, ...], code: int
) -> None:
    Path("broken.jsonl").write_text("{nonsense\n", encoding="utf-8")
    run = here(*words)

    assert (run.code, run.out) == (code, "")
    assert "Traceback" not in run.err


@pytest.mark.slow
def test_the_demonstration_runs(here: Relocate) -> None:
    """The first year of it: the leak, decisions, what lands, and what lapses."""
    events = ROOT / "scenarios" / "shanghai-2019" / "events.jsonl"
    run = here(
        "replay",
        "shanghai-2019",
        events,
        "--set",
        "churn.per_head=USD 5000",
        "--until",
        "2020-03-01",
        "--gap",
        "0.1%",
        "--deterministic",
    )

    assert run.code == 0
    assert "No plan keeps" not in run.out
    assert widest(run.out) <= 80
    for words in ("cn-mlps-leak", "Accepted (agreed)", "Landed: ", "expired: "):
        assert words in run.out
