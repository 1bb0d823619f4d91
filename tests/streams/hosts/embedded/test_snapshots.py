"""What is open is kept whenever it changes: an answer, a decision, a day."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.choices import DecisionKind, Reason
from models.errors import InputError
from planner.api.logs import open_log
from streams.decisions import DecisionRequest, decision
from streams.differences import Gone, difference
from streams.hosts.embedded.host import EmbeddedHost
from streams.hosts.embedded.inbox import inbox_of, leave
from streams.hosts.embedded.ledger import Change
from streams.wire import encoded
from tests.support.embedded_hosts import check_whole, host, look, written
from tests.support.events import published
from tests.support.waiting import until

OPENED = datetime(2027, 2, 2, tzinfo=UTC)


def opened(folder: Path, heard: list[Change], times: list[datetime]) -> EmbeddedHost:
    """A host with one open recommendation, to be started by 2027-06-01."""
    events = written(folder / "e.jsonl", [published("north")])
    found = host(
        folder / "p.db", events, follow=True, clock=lambda: times[-1], on_change=heard.append
    )

    def is_open() -> bool:
        found.step()
        return bool(heard and heard[-1].after.open)

    until(is_open)
    assert len(heard[-1].after.open) == 1
    return found


def closed(folder: Path, found: EmbeddedHost) -> None:
    found.questions.solvers.stop()
    found.close()
    check_whole(folder / "p.db")


def test_a_day_after_the_last_one_to_start_expires(tmp_path: Path) -> None:
    """Told with the day, before any further answer."""
    heard, times = list[Change](), [OPENED]
    found = opened(tmp_path, heard, times)
    times.append(datetime(2027, 6, 2, tzinfo=UTC))
    found.catches_up = True
    found.step()
    (shown,) = look(tmp_path / "p.db").snapshots
    closed(tmp_path, found)

    assert shown.open == ()
    assert set(difference(heard[-1].before, heard[-1].after).gone.values()) == {Gone.EXPIRED}


def test_a_decision_closes_what_it_is_about(tmp_path: Path) -> None:
    """From the inbox, which is empty afterwards; the journal has it under the revision seen."""
    heard, times = list[Change](), [OPENED]
    found = opened(tmp_path, heard, times)
    (seen,) = heard[-1].after.open
    no = DecisionRequest(seen.id, seen.revision, DecisionKind.REJECT, Reason.PEOPLE)
    leave(inbox_of(tmp_path / "p.db"),
          [encoded(decision(no, [heard[-1].after], "decide/1", times[-1]))])  # fmt: skip
    found.step()
    (shown,) = look(tmp_path / "p.db").snapshots
    closed(tmp_path, found)

    assert shown.open == ()
    assert [(each.recommendation, each.by) for each in shown.decided] == [(seen.id, "unnamed")]
    assert set(difference(heard[-1].before, heard[-1].after).gone.values()) == {Gone.DECIDED}
    assert not list(inbox_of(tmp_path / "p.db").iterdir())


def test_a_snapshot_of_an_older_release_is_worked_out_anew(tmp_path: Path) -> None:
    """It had sentences in place of tasks: readers are told what to do, and the next run does it."""
    heard, times = list[Change](), [OPENED]
    found = opened(tmp_path, heard, times)
    open_then = heard[-1].after.open
    closed(tmp_path, found)
    with closing(sqlite3.connect(tmp_path / "p.db")) as base, base:
        (text,) = base.execute("SELECT json FROM snapshots").fetchone()
        body = json.loads(text)
        body["open"][0]["prerequisites"] = ["open hires: 4 at bengaluru"]
        base.execute("UPDATE snapshots SET json = ?", (json.dumps(body),))
    with pytest.raises(InputError, match="snapshot that this release cannot read"):
        look(tmp_path / "p.db")
    again = host(tmp_path / "p.db", tmp_path / "e.jsonl", follow=True, clock=lambda: times[-1])
    closed(tmp_path, again)

    (shown,) = look(tmp_path / "p.db").snapshots
    assert shown.open == open_then


def test_a_second_decision_waits_until_the_first_has_been_read(tmp_path: Path) -> None:
    """Yes, then no, before any host has read the yes: refused; read and taken back, it is open."""
    heard, times = list[Change](), [OPENED]
    found = opened(tmp_path, heard, times)
    (seen,) = heard[-1].after.open
    journal = tmp_path / "p.db"

    def said(verdict: DecisionKind, by: str) -> DecisionRequest:
        return DecisionRequest(seen.id, seen.revision[:12], verdict, Reason.OTHER, by=by)

    open_log(journal).decide(said(DecisionKind.ACCEPT, "operations"))
    with pytest.raises(InputError, match="accept, by operations; no host has read it yet"):
        open_log(journal).decide(said(DecisionKind.REJECT, "works-council"))
    found.step()
    with pytest.raises(InputError, match="has been decided: accept, by operations, on "):
        open_log(journal).decide(said(DecisionKind.REJECT, "works-council"))
    times.append(OPENED + timedelta(days=1))
    open_log(journal).decide(said(DecisionKind.WITHDRAW, "operations"))
    found.step()
    (shown,) = look(journal).snapshots
    closed(tmp_path, found)

    assert [each.id for each in shown.open] == [seen.id]
    assert shown.decided == ()
