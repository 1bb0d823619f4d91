"""Notified until it has come, and once: over failures, restarts and kills."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import InputError, TryAgainError
from planner.notify import Notifier, by_post, open_notifier
from planner.notify.sending import NotSentError
from tests.planner.notify.listening import listening
from tests.planner.notify.seeing import NOW, WEEK, overview, recommended

OTHER = "north/kyc/manila/transfer/2027-Q3"
BOTH = overview(recommended(), recommended(id=OTHER))


def working(path: Path, send: Callable[[str, bytes], None]) -> Notifier:
    """Whoever tells, as after a start."""
    with open_notifier(path, send, WEEK, lambda _why: None) as found:
        return found


def test_what_has_come_is_not_told_again_after_a_restart(tmp_path: Path) -> None:
    """The file that remembers it is the owner's alone: it lies beside exact figures."""
    path = tmp_path / "told"
    with listening() as listener:
        assert working(path, by_post(listener.address)).look(BOTH, NOW)
        assert working(path, by_post(listener.address)).look(BOTH, NOW)

    assert [each["kind"] for each in listener.documents] == ["new", "new"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_could_not_be_sent_is_sent_again(tmp_path: Path) -> None:
    """Under its id; and nobody is asked again before some time has passed."""
    why: list[str] = []
    with listening() as listener:
        listener.answers = [503, 503]
        with open_notifier(tmp_path / "told", by_post(listener.address), WEEK, why.append) as found:
            looks = [found.look(overview(recommended()), NOW) for _ in range(4)]
            assert found.due is False

    assert looks == [False, False, True, True]
    assert len({each["id"] for each in listener.documents}) == 1
    assert len(listener.documents) == 3
    assert why == ["127.0.0.1 answers 503"]


def test_one_that_nobody_takes_does_not_hold_up_the_rest(tmp_path: Path) -> None:
    taken: list[str] = []

    def send(name: str, document: bytes) -> None:
        if OTHER.encode() not in document:
            raise NotSentError("is not taken")
        taken.append(name)

    found = working(tmp_path / "told", send)
    looks = [found.look(BOTH, NOW) for _ in range(3)]

    assert looks == [False, False, False]
    assert len(taken) == 1


def test_waits_grow_and_have_an_end(tmp_path: Path) -> None:
    """Twice as long each time, five minutes at most, and anew after a success."""
    clock = [0.0]
    fails = [True]

    def send(_name: str, _document: bytes) -> None:
        if fails[0]:
            raise NotSentError("no")

    found = Notifier(tmp_path / "told", send, WEEK, clock=lambda: clock[0])
    waits = []
    for _ in range(9):
        found.look(overview(recommended()), NOW)
        began = clock[0]
        while not found.due:
            clock[0] += 0.5
        waits.append(clock[0] - began)
    fails[0] = False
    assert found.look(overview(recommended()), NOW)
    fails[0] = True
    assert not found.look(BOTH, NOW)
    clock[0] += 5
    assert found.due

    assert waits == [5, 10, 20, 40, 80, 160, 300, 300, 300]


def test_a_kill_between_sending_and_writing_down_tells_it_again_under_its_id(
    tmp_path: Path,
) -> None:
    """Nothing that was not written down counts as told."""
    heard: list[str] = []

    def send(name: str, _document: bytes) -> None:
        heard.append(name)
        if len(heard) == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        working(tmp_path / "told", send).look(overview(recommended()), NOW)
    assert working(tmp_path / "told", send).look(overview(recommended()), NOW)
    assert len(heard) == 2
    assert len(set(heard)) == 1


def test_two_that_tell_the_same_are_refused(tmp_path: Path) -> None:
    with (
        open_notifier(tmp_path / "told", print, WEEK, print),
        pytest.raises(TryAgainError) as caught,
    ):
        working(tmp_path / "told", print)

    assert "is being written by another process" in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", '{"other": 1}', "[]"])
def test_another_file_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    """It may be anything; and what is open would be told anew by mistake."""
    path = tmp_path / "told"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match="told: not a record of notices"):
        working(path, print)
    assert path.read_text(encoding="utf-8") == text


def test_a_folder_that_is_not_there_is_told_before_anybody_is(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        working(tmp_path / "none" / "told", print)
