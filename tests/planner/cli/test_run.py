"""``relocate run``, ``watch``, ``decide`` and ``publish``, on the tiny example.

Each command once in a process of its own, and otherwise in this one.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from streams.events import ScenarioPublished
from streams.hosts.embedded.journal import Journal
from streams.hosts.embedded.records import JournalRecord
from streams.log import Disposition
from tests.support.commands import COMMAND, ENVIRONMENT, Run, relocate, relocate_here
from tests.support.embedded_hosts import check_whole, log_of
from tests.support.waiting import until

FIRED = (
    '{"type": "headcount_changed", "id": "hr-1", "programme": "tiny", "recorded_at": "2026-01-01",'
    ' "cohort": "analysts", "people": -1, "effective_from": "2027-01-01"}\n'
)
STEP = (
    '{{"type": "move_executed", "id": "x-{n}", "programme": "tiny", "recorded_at": "2026-01-01",'
    ' "recommendation": "{name}", "step": "announced", "heads": 3}}\n'
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """A folder in which the tiny example has been run with an event and some poison."""
    folder = tmp_path_factory.mktemp("ran")
    (folder / "e.jsonl").write_text(f"{FIRED}{FIRED}{{broken\n", encoding="utf-8")
    words = ("tiny", "--events", "e.jsonl", "--journal", "p.db", "--debounce", "0")
    return folder, relocate(folder, "run", *words)


def shown(folder: Path) -> list[dict[str, Any]]:
    """The programmes that ``watch --once --json`` prints."""
    run = relocate_here(folder, "watch", "--once", "--json", "--journal", "p.db")
    assert run.code == 0, run.err
    programmes: list[dict[str, Any]] = json.loads(run.out)["programmes"]
    return programmes


def first_open(folder: Path) -> tuple[str, str]:
    """Id and revision of the first open recommendation."""
    text = relocate_here(folder, "watch", "--once", "--journal", "p.db").out
    found = re.search(r"^1\. (\S+) (\w{12})$", text, re.MULTILINE)
    assert found is not None, text
    return found[1], found[2]


@pytest.mark.slow
def test_run_says_what_is_new_and_accounts_for_every_line(ran: tuple[Path, Run]) -> None:
    """Three lines, the scenario, the day and an answer: each is somewhere."""
    _, run = ran

    assert run.code == 0, run.err
    assert "plan changed" in run.out
    assert "new: tiny/analysts/bengaluru/" in run.out
    assert re.search(r"\d records: \d folded, 1 repeated, 1 dead, 0 parked", run.err)


@pytest.mark.slow
def test_watch_masks_small_counts_everywhere(ran: tuple[Path, Run]) -> None:
    """One, three and one head: in no table, no task, no figure, in words and in JSON."""
    folder, run = ran
    text = relocate(folder, "watch", "--once", "--journal", "p.db").out
    (programme,) = shown(folder)

    for each in programme["open"]:
        assert each["heads"] == "1 to 5"
        assert each["worth"] is None
    for task in (task for each in programme["open"] for task in each["tasks"]):
        hides = task["kind"] != "order_seats"
        # How many are asked would tell how many move: no size of it is given either.
        hidden = "withheld" if task["kind"] == "offer" else "1 to 5"
        assert (task["count"] == hidden, task["amount"] is None) == (hides, hides)
    for said in (text, run.out, json.dumps(programme)):
        assert "1 to 5" in said
        assert not re.search(r"(hires|permits|notice|moves to)[^:]*: (?!1 to 5)\d", said)


def test_watch_shows_causes_days_and_tasks(tmp_path: Path) -> None:
    """An event after the first answer is named as the cause of what it changes."""
    base = ("run", "tiny", "--journal", "p.db", "--debounce", "0", "--set", "floor_heads=1")
    relocate_here(tmp_path, *base)
    (tmp_path / "e.jsonl").write_text(
        '{"type": "budget_set", "id": "fin-1", "programme": "tiny", "recorded_at": "2026-01-01",'
        ' "limit": "USD 900000"}\n' + FIRED.replace('"people": -1', '"posts": -1'),
        encoding="utf-8",
    )
    relocate_here(tmp_path, *base, "--events", "e.jsonl")
    text = relocate_here(tmp_path, "watch", "--once", "--journal", "p.db").out

    assert "Start by" in text
    assert "Worth, USD" in text
    assert re.search(r"open hires at bengaluru: \d, by 2026-12-\d\d", text)


@pytest.mark.slow
def test_decide_refuses_what_is_stale_or_unknown(ran: tuple[Path, Run]) -> None:
    """Exit 3, and the current revision is named."""
    folder, _ = ran
    name, revision = first_open(folder)
    said = ("accept", "--reason", "agreed", "--journal", "p.db")
    stale = relocate_here(folder, "decide", name, "0" * 12, *said)
    unknown = relocate_here(folder, "decide", "tiny/nobody/x/transfer/2027-Q1", revision, *said)

    assert (stale.code, unknown.code) == (3, 3)
    assert f"The current one is {revision}" in stale.err
    assert "is not open" in unknown.err


def test_who_decides_is_a_role_from_the_command_or_the_environment(ran: tuple[Path, Run]) -> None:
    """A name is refused with what a role is, whichever it comes from; it is not said again."""
    folder, _ = ran
    name, revision = first_open(folder)
    said = ("decide", name, revision, "accept", "--reason", "agreed", "--journal", "p.db")
    given = relocate_here(folder, *said, "--by", "Jane Doe")
    meant = relocate_here(folder, *said, RELOCATE_BY="Jane Doe")

    assert (given.code, meant.code) == (3, 3)
    assert given.err == meant.err
    assert "--by: is not a role" in given.err
    assert "Jane" not in given.err
    assert not list((folder / "p.db.inbox").iterdir())


def test_publish_refuses_a_file_with_a_dead_letter_whole(ran: tuple[Path, Run]) -> None:
    """Exit 3, each bad line named with why; nothing of the file is left."""
    folder, _ = ran
    lines = FIRED + "{broken\n" + FIRED.replace("headcount_changed", "moved")
    (folder / "bad.jsonl").write_text(lines, encoding="utf-8")
    run = relocate_here(folder, "publish", "bad.jsonl", "--journal", "p.db")

    assert run.code == 3
    assert "bad.jsonl, line 2: is not an object with a type and a version" in run.err
    assert "bad.jsonl, line 3: is not an event that this release reads" in run.err
    assert not list((folder / "p.db.inbox").iterdir())


@pytest.mark.slow
def test_dead_letters_are_listed_and_told_in_full_only_on_request(ran: tuple[Path, Run]) -> None:
    """Where it came from and why it is no event; what it says could tell on people."""
    folder, _ = ran
    listed = relocate_here(folder, "dead-letters", "--journal", "p.db")
    shown_ = relocate_here(folder, "dead-letters", "--journal", "p.db", "--show")
    resent = relocate(folder, "dead-letters", "--journal", "p.db", "--resend")
    (row,) = json.loads(relocate_here(folder, "dead-letters", "--journal", "p.db", "--json").out)

    assert set(row["reason"].split()) <= set(listed.out.split())
    assert row["reason"] == "is not an object with a type and a version"
    assert "{broken" not in listed.out
    assert "{broken" in shown_.out
    assert "Nothing to send again" in resent.out
    assert set(row) == {"position", "reason", "sha256", "origin"}
    assert row["origin"].endswith(f"e.jsonl, up to byte {len(FIRED) * 2 + len('{broken') + 1}")


def test_a_dead_letter_that_has_become_an_event_is_sent_again_once(tmp_path: Path) -> None:
    """As of an older release that could not read it: folded, and a dead letter no longer."""
    words = ("run", "tiny", "--journal", "p.db", "--debounce", "0")
    relocate_here(tmp_path, *words)
    journal = Journal(tmp_path / "p.db")
    with journal.writing():
        raw = FIRED.strip().encode()
        old = JournalRecord(Disposition.DEAD, None, raw, "is too new", origin="feed:9")
        journal.append([old, old])
    journal.close()
    before = relocate_here(tmp_path, "dead-letters", "--journal", "p.db")
    resent = relocate_here(tmp_path, "dead-letters", "--journal", "p.db", "--resend")
    relocate_here(tmp_path, *words)
    after = relocate_here(tmp_path, "dead-letters", "--journal", "p.db")

    assert before.out.count("is too new") == 2
    assert "Sent 1 letter again. No host is at work" in resent.out
    assert "No dead letters." in after.out
    assert [event.id for event in log_of(tmp_path / "p.db")].count("hr-1") == 1
    check_whole(tmp_path / "p.db")


def test_an_event_whose_id_is_taken_is_kept_and_never_sent_again(tmp_path: Path) -> None:
    """As when the counter of a feed starts anew: what it says can be read, and is not folded."""
    other = FIRED.replace('"people": -1', '"people": -2')
    (tmp_path / "e.jsonl").write_text(f"{FIRED}{other}", encoding="utf-8")
    relocate_here(
        tmp_path, "run", "tiny", "--events", "e.jsonl", "--journal", "p.db", "--debounce", "0"
    )
    words = ("dead-letters", "--journal", "p.db")
    (row,) = json.loads(relocate_here(tmp_path, *words, "--show", "--json").out)
    resent = relocate_here(tmp_path, *words, "--resend")

    assert row["reason"] == "its id was used for something else"
    assert row["content"] == other.strip()
    assert "Nothing to send again" in resent.out


def test_of_many_dead_letters_the_last_are_listed(tmp_path: Path) -> None:
    """Megabytes of noise are as many letters; nobody reads them all, and no memory holds them."""
    relocate_here(tmp_path, "run", "tiny", "--journal", "p.db", "--debounce", "0")
    journal = Journal(tmp_path / "p.db")
    with journal.writing():
        journal.append(
            JournalRecord(Disposition.DEAD, raw=b"x", reason="is no object") for _ in range(1_500)
        )
    journal.close()
    listed = relocate_here(tmp_path, "dead-letters", "--journal", "p.db", "--json")
    three = relocate_here(tmp_path, "dead-letters", "--journal", "p.db", "--json", "--last", "3")
    rows = json.loads(listed.out)

    assert len(rows) == 1_000
    assert json.loads(three.out) == rows[-3:]
    assert "The last 1,000 are shown; --last 10000 shows more." in listed.err
    assert int(rows[-1]["position"]) - int(rows[0]["position"]) == 999


def test_what_is_parked_is_listed(tmp_path: Path) -> None:
    """A slip in the type is one that no release will ever read: somebody has to see it."""
    relocate_here(tmp_path, "run", "tiny", "--journal", "p.db", "--debounce", "0")
    slip = FIRED.strip().replace("headcount_changed", "headcount_chnaged").encode()
    newer = FIRED.strip().replace('"id"', '"version": 9, "id"').encode()
    later = JournalRecord(
        Disposition.PARKED, None, FIRED.strip().encode(), "headcount_changed, version 1"
    )
    journal = Journal(tmp_path / "p.db")
    with journal.writing():
        slips = [(slip, "headcount_chnaged, version 1"), (newer, "headcount_changed, version 9")]
        journal.append(
            [JournalRecord(Disposition.PARKED, None, raw, why, None, "f:1") for raw, why in slips]
        )
        journal.append([later, JournalRecord(Disposition.FOLDED, "hr-1", FIRED.strip().encode())])
    journal.close()
    words = ("dead-letters", "--parked", "--journal", "p.db")
    rows = json.loads(relocate_here(tmp_path, *words, "--json").out)
    both = relocate_here(tmp_path, *words, "--resend")

    assert [row["reason"] for row in rows] == [why for _, why in slips]
    assert [row["origin"] for row in rows] == ["f:1", "f:1"]
    assert both.code == 2


def test_a_journal_is_copied_by_a_command(ran: tuple[Path, Run]) -> None:
    """And the copy can be looked at as the journal can."""
    folder, _ = ran
    copied = relocate_here(folder, "backup", "copy.db", "--journal", "p.db")
    shown_ = relocate_here(folder, "watch", "--once", "--journal", "copy.db")
    refused = relocate_here(folder, "backup", "p.db", "--journal", "p.db")

    assert (copied.code, shown_.code, refused.code) == (0, 0, 3)
    assert "records, checked." in copied.err
    assert shown_.out == relocate_here(folder, "watch", "--once", "--journal", "p.db").out


@pytest.mark.slow
def test_a_decision_and_what_follows_reach_a_host_at_work(tmp_path: Path) -> None:
    """Accepted: no longer open; Ctrl-C ends it well. A second host is refused meanwhile."""
    words = ("run", "tiny", "--journal", "p.db", "--debounce", "0", "--follow")
    host = subprocess.Popen(
        [COMMAND, *words],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: (tmp_path / "p.db").exists() and bool(open_ids(tmp_path)))
    name, revision = first_open(tmp_path)
    second = relocate_here(tmp_path, *words)
    yes = relocate(tmp_path, "decide", name, revision, "accept", "--reason", "agreed",
                   "--journal", "p.db")  # fmt: skip
    (tmp_path / "x.jsonl").write_text(STEP.format(n=1, name=name), encoding="utf-8")
    step = relocate(tmp_path, "publish", "x.jsonl", "--journal", "p.db")
    until(lambda: name not in open_ids(tmp_path))
    until(lambda: not list((tmp_path / "p.db.inbox").iterdir()))
    host.send_signal(signal.SIGINT)
    out, err = host.communicate(timeout=20)

    assert second.code == 75
    assert "is being written by another process" in " ".join(second.err.split())
    assert (yes.code, step.code) == (0, 0)
    assert "The host reads it now." in " ".join(yes.out.split())
    assert f"decided: {name}" in " ".join(out.split())
    assert (host.returncode, "records" in err) == (0, True)
    assert not list(tmp_path.glob("p.db-*"))


def open_ids(folder: Path) -> set[str]:
    return {each["id"] for programme in shown(folder) for each in programme["open"]}


def test_a_scenario_is_published_again_only_if_it_is_another(tmp_path: Path) -> None:
    """The same twice, another, the first again: three, since the first is meant again."""
    for setting in ("risk_weight=1", "risk_weight=1", "risk_weight=2", "risk_weight=1"):
        run = relocate_here(tmp_path, "run", "tiny", "--journal", "p.db", "--debounce", "0",
                       "--set", setting)  # fmt: skip
        assert run.code == 0, run.err

    log = log_of(tmp_path / "p.db")
    world = check_whole(tmp_path / "p.db")
    assert sum(isinstance(event, ScenarioPublished) for event in log) == 3
    latest = world.programmes["tiny"].scenario
    assert latest is not None
    assert latest.value.risk_weight == 1.0


def test_a_scenario_is_published_for_a_further_programme(tmp_path: Path) -> None:
    """It is planned beside the first; FILE and --scenario are one or the other."""
    words = ("run", "tiny", "--journal", "p.db", "--debounce", "0")
    assert relocate_here(tmp_path, *words).code == 0
    changes = ("--set", "programme=north", "--journal", "p.db")
    told = relocate_here(tmp_path, "publish", "--scenario", "tiny", *changes)
    wrong = [
        relocate_here(tmp_path, "publish", *given, "--journal", "p.db")
        for given in ((), ("x", "--scenario", "tiny"), ("x", "--set", "programme=north"))
    ]
    assert relocate_here(tmp_path, *words).code == 0

    assert (told.code, told.out.startswith("Published the scenario of north.")) == (0, True)
    assert [run.code for run in wrong] == [2, 2, 2]
    assert {each["programme"] for each in shown(tmp_path)} == {"tiny", "north"}
    assert all(each["answer"] == "changed" for each in shown(tmp_path))


@pytest.mark.parametrize("name", ["no.jsonl", "pipe"])
def test_where_the_events_cannot_be_read_no_journal_is_begun(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    run = relocate_here(tmp_path, "run", "tiny", "--events", name, "--journal", "p.db")

    assert run.code == 3
    assert f"{name}: is n" in " ".join(run.err.split())
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]


def test_without_a_journal_there_is_nothing_to_watch(tmp_path: Path) -> None:
    run = relocate_here(tmp_path, "watch", "--once", "--journal", "p.db")

    assert run.code == 3
    assert "p.db: is not there" in " ".join(run.err.split())
    assert not list(tmp_path.iterdir())


def test_a_journal_is_verified(ran: tuple[Path, Run], tmp_path: Path) -> None:
    """By its digests; a copy that has lost an event does not hold, and says what of it."""
    folder, _ = ran
    holds = relocate_here(folder, "verify", "--journal", "p.db")
    assert holds.code == 0, holds.err
    said = " ".join(holds.out.split())
    assert said.startswith("p.db holds: - its log is whole, from its first record on: 4 folded, ")
    assert said.endswith("state follows from it: 2 digests")

    with closing(sqlite3.connect(folder / "p.db")) as base:
        base.execute("VACUUM INTO ?", [str(tmp_path / "p.db")])
    with closing(sqlite3.connect(tmp_path / "p.db")) as base:
        base.execute("UPDATE log SET standing = 'repeated' WHERE id = 'hr-1'")
        base.commit()
    lost = relocate_here(tmp_path, "verify", "--journal", "p.db")
    assert lost.code == 3
    said = " ".join(lost.out.split())
    assert said.startswith("p.db does not hold: - the state, at position 6: ")
    assert "it was not made from what the log has" in said


def test_one_thing_is_verified_at_a_time(tmp_path: Path) -> None:
    for words in ([], ["plan.parquet", "--journal", "p.db"]):
        run = relocate_here(tmp_path, "verify", *words)
        assert run.code == 2
        assert "Give one of FILE, --journal and --broker." in run.err
